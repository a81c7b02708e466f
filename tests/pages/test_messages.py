"""Messages in their parts: how a template is filled, what is promised and needed, whom to hold, by when to know."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliverable.book import (
    Book,
    Contractor,
    ContractorUse,
    Deal,
    Duration,
    Effort,
    Extras,
    Firm,
    Input,
    Person,
    Question,
    RampUp,
    Requirement,
    Task,
)
from deliverable.engine.problem import pose
from deliverable.files.wording import ours
from deliverable.offers import Offer, Step
from deliverable.pages.messages import AUDIENCES, TEMPLATES, VALUES, Chosen, Matter, faults, message, template_of
from deliverable.pages.messages.fill import filled
from deliverable.pages.messages.holding import Stretch, people, stretches
from deliverable.pages.messages.matter import known_by, on_us
from deliverable.pages.messages.needs import lines, needs, slip
from deliverable.pages.messages.phrases import spoken, steps
from deliverable.pages.messages.promise import above_budget, as_asked, asked, ifs, milestones, promised
from deliverable.supply import Supply
from deliverable.verdict import assess
from tests.pages.saying import of_case

TODAY = date(2026, 11, 23)
FRIDAY, NEXT_FRIDAY = date(2026, 12, 4), date(2026, 12, 11)
ESC = "\x1b[31m"


# --- filling ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "values", "text"),
    [
        ("Dear $a,\n", {"a": "Ann"}, "Dear Ann,\n"),
        ("${a}s cost $$5", {"a": "Fig"}, "Figs cost $5\n"),
        ("$a", {"a": "$b ${c} $$ $"}, "$b ${c} $$ $\n"),
        ("We need:\n$a", {"a": ("x", "y")}, "We need:\n- x\n- y\n"),
        ("We need:\n$a\n\nBye", {"a": ()}, "Bye\n"),
        ("Hello\n$a\nBye", {"a": ""}, "Hello\nBye\n"),
        ("$a $b", {"a": "", "b": "So it is."}, "So it is.\n"),
        ("So it is. $a\nGo on.", {"a": ""}, "Go on.\n"),
        ("Who?\n$a\n$b", {"a": (), "b": "x"}, "\n"),
        ("  $a", {"a": "x"}, "  x\n"),
        ("a\n\n \n\nb\n\n", {}, "a\n\nb\n"),
        ("$a", {"a": f"x\ny{ESC}\u202ez\u200b"}, "x y[31mz\n"),
        ("$a", {"a": (f"one\n- two{ESC}", "three")}, "- one - two[31m\n- three\n"),
        (f"a{ESC}b $a", {"a": "c"}, "a[31mb c\n"),
    ],
)
def test_a_template_is_filled(template: str, values: dict[str, str | tuple[str, ...]], text: str) -> None:
    assert filled(template, values) == text


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("$a ${b} $$", []),
        ("a $5", [(2, 3, "")]),
        ("a $", [(2, 3, "")]),
        ("${a", [(0, 1, "")]),
        ("x $c", [(2, 4, "c")]),
        ("x ${c} $A", [(2, 6, "c"), (7, 9, "A")]),
        ("$a\u200bb", []),
    ],
)
def test_what_is_wrong_with_a_template(template: str, found: list[tuple[int, int, str]]) -> None:
    assert [(fault.start, fault.end, fault.unknown) for fault in faults(template, ("a", "b"))] == found


@settings(max_examples=50)
@given(st.text("$ab{}\n\r\x1b\u202e\u200b -", max_size=40), st.text(max_size=20), st.lists(st.text(max_size=9)))
def test_a_sound_template_can_be_filled_with_anything(template: str, text: str, items: list[str]) -> None:
    if list(faults(template, ("a", "b"))):
        return
    said = filled(template, {"a": text, "b": tuple(items)})
    assert said.endswith("\n")
    assert all(line.isprintable() or "\u200c" in line or "\u200d" in line for line in said[:-1].split("\n"))


# --- what comes with the program --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TEMPLATES)
def test_our_own_templates_are_sound_and_end_in_a_question_and_thanks(name: str) -> None:
    text = ours(name).text
    assert list(faults(text, TEMPLATES[name])) == []
    assert "$question" in text or "?" in text
    assert "Thank you" in text or "Many thanks" in text


def test_there_are_no_other_templates() -> None:
    from pathlib import Path

    from deliverable.pages import messages

    folder = Path(messages.__file__).parent / "templates"
    assert {file.stem for file in folder.iterdir()} == set(TEMPLATES)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_placeholder_has_a_value_and_a_use(audience: str) -> None:
    known = TEMPLATES[f"{audience}-no"]
    assert set(VALUES[audience](of_case("date-is-fixed"))) == set(known)
    used = " ".join(ours(other).text for other in TEMPLATES if other.startswith(audience))
    spare = {name for name in known if f"${name}" not in used}
    assert spare <= {"firm", "owner", "client", "due", "know_by"}
    lists = {name for name, value in VALUES[audience](of_case("date-is-fixed")).items() if isinstance(value, tuple)}
    assert lists == {name for name, what in known.items() if what.startswith("a line for ")}


def test_a_template_for_the_client_has_no_placeholder_for_what_they_must_not_see() -> None:
    ours_alone = {"people", "asks", "ways", "why", "sure", "gives", "assumed", "conditions"}
    assert not ours_alone & set(TEMPLATES["client-no"])


# --- what is promised -------------------------------------------------------------------------------------------------


def task(name: str, *after: str, **more: object) -> Task:
    return replace(Task(name, after=after, effort=(Requirement("php", Effort(Fraction(480))),)), **more)  # type: ignore[arg-type]


FIRST = Deal("d", due=FRIDAY, scope=(task("a"), task("b", "a"), task("c-d")))


@pytest.mark.parametrize(
    ("deal", "told"),
    [
        (FIRST, "all of it by Friday 4 December"),
        (replace(FIRST, due=NEXT_FRIDAY), "all of it by Friday 11 December"),
        (
            replace(FIRST, scope=FIRST.scope[:1] if FIRST.scope else ()),
            "all of it by Friday 4 December, without b and c d",
        ),
        (
            replace(FIRST, due=NEXT_FRIDAY, scope=(task("a"), task("b", "a", by=FRIDAY), task("c-d"))),
            "all of it by Friday 4 December except c d, which would follow by Friday 11 December",
        ),
        (
            replace(FIRST, due=NEXT_FRIDAY, scope=(task("a", by=FRIDAY), task("b", "a"))),
            "all of it by Friday 4 December except b, which would follow by Friday 11 December, and without c d",
        ),
        (replace(FIRST, due=None), ""),
    ],
)
def test_what_is_promised_is_seen_from_the_two_deals(deal: Deal, told: str) -> None:
    assert promised(FIRST, deal, TODAY) == told
    assert as_asked(FIRST, deal) is (deal == FIRST)


def test_a_milestone_that_was_asked_is_no_phase() -> None:
    first = replace(FIRST, scope=(task("a", by=FRIDAY), task("b", "a")))
    later = replace(first, due=NEXT_FRIDAY)
    assert promised(first, later, TODAY) == "all of it by Friday 11 December"
    assert list(milestones(first, later, TODAY)) == ["a by Friday 4 December", "all of it by Friday 11 December"]


def test_what_was_asked_is_told_with_its_milestones() -> None:
    several = tuple(task(f"part-{n}", by=date(2026, 12, n)) for n in (1, 2, 3))
    assert asked(replace(FIRST, scope=several[:1]), TODAY) == (
        "all of it by Friday 4 December, with the step “part 1” by Tuesday 1 December"
    )
    assert asked(replace(FIRST, scope=several), TODAY).count("“part") == 3
    four = (*several, task("x", by=date(2026, 12, 1)))
    assert asked(replace(FIRST, scope=four), TODAY).endswith(", with 4 milestones on the way")
    assert asked(replace(FIRST, due=None), TODAY) == "all of it, on any day"


def test_what_the_client_would_do_otherwise() -> None:
    wait = Task("look", wait=Duration(5), waiting_for="client")
    first = replace(FIRST, inputs=(Input("t", "texts", FRIDAY),), scope=(wait, replace(wait, id="test")))
    soon = tuple(replace(w, wait=Duration(1), waiting_for="") for w in first.scope or ())
    assert list(ifs(first, replace(first, scope=soon), TODAY)) == ["if your decisions each come within 1 working day"]
    assert list(ifs(first, replace(first, scope=soon[:1]), TODAY)) == ["if your decision comes within 1 working day"]
    moved = replace(first, start=NEXT_FRIDAY, inputs=(Input("t", "texts", TODAY),))
    assert list(ifs(first, moved, TODAY)) == [
        "if the work begins on Friday 11 December",
        "if we have texts by Monday 23 November",
    ]
    assert list(ifs(first, first, TODAY)) == []


@pytest.mark.parametrize(("name", "said"), [("big-idea", "big idea"), ("may", "May"), ("may-fair", "may fair")])
def test_tasks_are_said_as_people_say_them(name: str, said: str) -> None:
    assert spoken(name) == said


def test_one_step_and_several() -> None:
    assert steps(["a-b"]) == "the step “a b”"
    assert steps(["a", "b"]) == "the steps “a” and “b”"


# --- what the client controls -----------------------------------------------------------------------------------------


def verdict_of(deal: Deal, *others: Person) -> tuple[Book, Matter]:
    from deliverable.answers.check import check

    book = Book(
        firm=Firm(name="F", day=Fraction(480), focus=Fraction(1), estimate_error=None, sickness=None),
        people=MappingProxyType({p.id: p for p in others or (Person("ann", "Ann Arbor", skills={"php": 3}),)}),
    )
    return book, Matter(check(book, deal, TODAY, ()))


def test_needs_say_what_is_late_and_which_dates_move() -> None:
    deal = replace(
        FIRST,
        due=NEXT_FRIDAY,
        inputs=(Input("x", "the texts", FRIDAY), Input("y", "a logo", TODAY), Input("z", "keys", date(2026, 11, 20))),
        scope=(task("a", inputs=("x",), by=NEXT_FRIDAY), task("b", inputs=("x", "y")), Task("c", wait=Duration(2))),
    )
    matter = verdict_of(deal)[1]
    found = needs(deal, deal, matter.verdict, TODAY)
    assert [need.text for need in found] == [  # what has come already is no need
        "the texts by Friday 4 December; if late, the steps “a” and “b” start late too",
        "a logo by Monday 23 November; if late, the step “b” starts late too",
    ]
    assert slip(found, TODAY, promised=True) == "What comes later than that can move Friday 11 December as well."
    assert slip(found, TODAY, promised=False) == (
        "What comes later than that can move whatever day we agree on as well."
    )
    assert slip([], TODAY, promised=True) == ""


def test_where_needs_move_different_dates_each_says_so() -> None:
    deal = replace(
        FIRST,
        due=NEXT_FRIDAY,
        inputs=(Input("x", "texts", FRIDAY), Input("y", "logo", FRIDAY)),
        scope=(task("a", inputs=("x",), by=FRIDAY), task("b", inputs=("y",))),
    )
    found = needs(deal, deal, verdict_of(deal)[1].verdict, TODAY)
    assert slip(found, TODAY, promised=True) == ""
    told = lines(found, TODAY, promised=True)
    assert told[0].endswith("starts late too; Friday 4 December may move with it")
    assert told[1].endswith("starts late too; Friday 11 December may move with it")


def test_decisions_are_put_together_by_how_long_they_may_take() -> None:
    theirs = [Task(name, wait=Duration(n), waiting_for="client") for name, n in (("p", 2), ("q", 1), ("r", 2))]
    deal = replace(FIRST, due=date(2027, 3, 1), scope=(task("a"), *(replace(t, after=("a",)) for t in theirs)))
    found = needs(deal, deal, verdict_of(deal)[1].verdict, TODAY)
    assert [need.text for need in found] == [
        "your decision within 1 working day: q (around Tue 24 November)",
        "your decisions, each within 2 working days: p (around Tue 24 November) and r (around Tue 24 November)",
    ]
    assert needs(deal, deal, verdict_of(deal)[1].verdict, TODAY, decisions=False) == []


# --- whom to hold, and by when to know --------------------------------------------------------------------------------


@pytest.mark.parametrize(("gap", "count"), [(5, 1), (6, 2)])
def test_a_stretch_ends_where_a_person_does_nothing_for_more_than_five_days(gap: int, count: int) -> None:
    deal = replace(FIRST, start=TODAY, due=date(2027, 3, 1))
    book, _ = verdict_of(deal)
    question = Question(book, (deal,), TODAY)
    supply = Supply(question, certain=True)
    problem = pose(question, supply)
    working = problem.working
    done = {working[0]: 480, working[1]: 240, working[2 + gap]: 240}
    found = list(stretches(supply.person("ann"), done, problem))
    assert len(found) == count
    assert (found[0].first, found[-1].last) == (problem.on(working[0]), problem.on(working[2 + gap]))
    if count == 1:
        assert found == [Stretch(TODAY, problem.on(working[7]), Fraction(960, 8 * 480))]
    else:
        assert [stretch.share for stretch in found] == [Fraction(3, 4), Fraction(1, 2)]


@pytest.mark.parametrize(("parts", "told"), [(6, 6), (7, 1)])
def test_of_many_stretches_the_whole_is_told(parts: int, told: int) -> None:
    days = [date(2027, 1, 4) + timedelta(days=14 * n) for n in range(parts)]
    scope = tuple(task(f"t{n}", not_before=day, by=day) for n, day in enumerate(days))
    _, matter = verdict_of(Deal("d", start=days[0], due=days[-1], scope=scope))
    (line,) = people(matter)
    assert line.count(" % ") == told
    assert line.endswith(f"({parts} days of php)")
    if told == 1:
        assert line.startswith("Ann at 12 % from Mon 4 January to Mon 29 March")  # 7 of 61 days, rounded up


@pytest.mark.parametrize(("count", "lines", "last"), [(21, 21, "P20 at "), (22, 21, "and 2 more people, ")])
def test_of_many_people_the_first_are_told(count: int, lines: int, last: str) -> None:
    _, matter = verdict_of(
        Deal("d", start=TODAY, due=TODAY, scope=tuple(task(f"t{n:02}") for n in range(count))),
        *(Person(f"p{n:02}", f"P{n:02} Q", skills={"php": 3}) for n in range(count)),
    )
    told = people(matter)
    assert len(told) == lines
    assert told[-1].startswith(last)


@pytest.mark.parametrize(
    ("start", "by"),
    [
        (date(2026, 11, 23), date(2026, 11, 23)),  # it begins today
        (date(2026, 11, 24), date(2026, 11, 23)),
        (date(2026, 11, 30), date(2026, 11, 27)),  # a Monday: on the Friday before
        (date(2026, 11, 28), date(2026, 11, 27)),  # a Saturday, so that it begins on the Monday
    ],
)
def test_a_yes_is_needed_before_the_work_begins(start: date, by: date) -> None:
    _, matter = verdict_of(replace(FIRST, start=start, due=date(2027, 3, 1)))
    assert known_by(matter.answer) == by


def test_outside_people_have_to_be_asked_sooner() -> None:
    assert known_by(of_case("contractor-makes-it").answer) == date(2026, 12, 7)


@pytest.mark.parametrize(("budget", "above"), [(1300, True), (1400, False), (None, False)])
def test_outside_people_above_the_client_s_budget(budget: int | None, above: bool) -> None:
    pool = Contractor("pool", skills={"php": 3}, ramp_up=RampUp(2, Fraction(1, 2)), cost=Fraction(100))
    book = Book(firm=Firm(day=Fraction(480)), contractors=MappingProxyType({"pool": pool}))
    first = replace(FIRST, value=Fraction(1000), budget=None if budget is None else Fraction(budget))
    hired = replace(first, extras=Extras((ContractorUse("pool", Effort(Fraction(3 * 480)), TODAY),)))
    assert above_budget(book, first, hired) is above  # 3 days, and one more to find their way in: 400
    assert not above_budget(book, hired, hired)  # which counted on them in the first place


def test_what_the_client_gives_or_decides_is_not_asked_of_us() -> None:
    scope = tuple(Task(whose, wait=Duration(2, 2, 2), waiting_for=whose) for whose in ("client", "us", "the printer"))
    deal = replace(FIRST, due=date(2027, 3, 1), inputs=(Input("x", "texts", FRIDAY),), scope=(task("a"), *scope))
    _, matter = verdict_of(deal)
    assert [c.what for c in matter.answer.conditions] == ["input", "decision", "decision", "decision"]
    assert [c.ids for c in on_us(matter.answer)] == [("us",), ("the printer",)]
    said = message("ops", matter, ours("ops-yes").text)
    assert "- Could it be so that somebody of ours decides within 2 working days (us)?" in said
    assert "texts" not in said
    told = message("sales", matter, ours("sales-yes").text)
    assert "- the client decides within 2 working days: client\n" in told


# --- moves that nobody here has heard of ------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_move_without_words_still_makes_a_true_message(audience: str) -> None:
    book, asked_first = verdict_of(replace(FIRST, start=TODAY, due=TODAY))
    assert asked_first.verdict.word == "no"
    changed = replace(asked_first.first, due=FRIDAY, scope=(task("a"), task("b", "a")))
    offer = Offer(
        (Step("barter", lambda _: changed, what=("x",), amount=3),), changed, assess(Question(book, (changed,), TODAY))
    )
    from deliverable.answers.check import of_offer

    listed = Matter(replace(asked_first.asked, offers=(offer,)))
    chosen = Matter(listed.asked, Chosen("A", offer, of_offer(listed.asked, offer, ())))
    for matter in (listed, chosen):
        said = message(audience, matter, ours(template_of(audience, matter)).text)
        assert "all of it by Friday 4 December, without c d" in said
        assert "barter" not in said


# --- names from outside -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
def test_names_are_data(audience: str) -> None:
    hostile = f"${{firm}} $deal $$ {ESC}\nFree of charge: %s {{0}}"
    _, matter = verdict_of(replace(FIRST, name=hostile, client=hostile, inputs=(Input("x", hostile, FRIDAY),)))
    said = message(audience, matter, ours(template_of(audience, matter)).text)
    assert "${firm} $deal $$ [31m Free of charge: %s {0}" in said
    assert "\x1b" not in said


# --- the documentation ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_and_every_placeholder_is_documented(name: str) -> None:
    from tests.pages.saying import ROOT

    page = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    assert f"`{name}.txt`" in page
    assert [
        f"| `${one}` | {what} |" for one, what in TEMPLATES[name].items() if f"| `${one}` | {what} |\n" not in page
    ] == []
