"""References to what isn't there: every place where one may stand, and silence where data could not be read."""

from fractions import Fraction

import pytest

from deliverable.book import (
    Calendar,
    Contractor,
    ContractorUse,
    Crew,
    Deal,
    Effort,
    Firm,
    Input,
    IntakeQuestion,
    LintPolicy,
    Overtime,
    Person,
    Promise,
    Skill,
    SkillLevel,
)
from deliverable.findings import Severity
from deliverable.rules import (
    RULES,
    unknown_booking,
    unknown_calendar,
    unknown_input,
    unknown_person,
    unknown_pool,
    unknown_question,
    unknown_rule,
    unknown_skill,
    unknown_task,
)
from tests.rules.books import (
    FIRST,
    Written,
    abouts,
    book,
    booked,
    check,
    counting_on,
    deal,
    needs,
    only,
    row,
    task,
)

SOFIA = Person("sofia", skills={"react": 5})
POOL = Contractor("shop-pool", skills={"shopify": 5})


def test_persons_are_looked_for_wherever_one_may_stand() -> None:
    limits = {"who": ("sofia", "x1"), "exclude": ("shop-pool", "x2")}
    given = book(
        SOFIA,
        POOL,
        booked("b", row("sofia"), row("x3"), row(skill="react")),
        Promise("p", plan=(row("x4"), row("sofia"), row(skill="react"))),
        deal(
            task("build", effort=(needs("react", **limits),)),
            task("install", crew=(Crew("react", **limits),)),  # type: ignore[arg-type]  # who and exclude
            who=("x5",),
            exclude=("sofia", "x6"),
            extras=counting_on(overtime={"sofia": Overtime(FIRST_SHARE), "x7": Overtime(FIRST_SHARE)}).extras,
        ),
    )
    assert abouts(check(unknown_person, given)) == [
        "bookings.b.work.1.person",
        "promises.p.plan.0.person",
        "deals.d.with.overtime.x7",
        "deals.d.who.0",
        "deals.d.not.1",
        "deals.d.scope.build.effort.0.who.1",
        "deals.d.scope.build.effort.0.not.1",
        "deals.d.scope.install.crew.0.who.1",
        "deals.d.scope.install.crew.0.not.1",
    ]


FIRST_SHARE = Fraction(1, 10)


def test_a_pool_may_be_excluded_but_not_booked() -> None:
    assert abouts(check(unknown_person, book(POOL, booked("b", row("shop-pool")), deal(who=("shop-pool",))))) == [
        "bookings.b.work.0.person"
    ]


@pytest.mark.parametrize("status", ["delivered", "withdrawn"])
def test_people_of_history_may_be_gone(status: str) -> None:
    past = Promise("p", status=status, plan=(row("gone"),), scope=(task("t", effort=(needs("flash", who=("gone",)),)),))
    given = book(past, SOFIA)
    assert check(unknown_person, given) == []
    assert check(unknown_skill, given) == []


@pytest.mark.parametrize("status", ["held", "promised"])
def test_people_of_live_promises_may_not(status: str) -> None:
    assert len(check(unknown_person, book(Promise("p", status=status, plan=(row("gone"),))))) == 1


@pytest.mark.parametrize(
    ("unread", "found"),
    [((), 2), (("people",), 0), (("",), 0), (("contractors",), 1), (("bookings",), 2), (("skills",), 2)],
)
def test_unread_people_silence_the_rule_and_unread_pools_only_limits(unread: tuple[str, ...], found: int) -> None:
    given = book(booked("b", row("x")), deal(who=("y",)))
    assert len(check(unknown_person, given, *unread)) == found


CATALOGUE = {"react": Skill("react", "React JS", also_called=("ReactJS",))}


def test_skills_are_looked_for_wherever_one_may_stand() -> None:
    given = book(
        Person("p", skills={"react": 1, "s1": 2}),
        Contractor("c", skills={"s2": 1}),
        booked("b", row(skill="s3"), row("p")),
        Promise("pr", plan=(row("p", skill="s4"), row("p"), row("p", skill="react"))),
        deal(
            task("build", effort=(needs("react", also=(SkillLevel("react"), SkillLevel("s5"))), needs("s6"))),
            task("install", crew=(Crew("s7", also=(SkillLevel("s8"),)),)),
        ),
        skills=CATALOGUE,
    )
    assert abouts(check(unknown_skill, given)) == [
        "people.p.skills.s1",
        "contractors.c.skills.s2",
        "deals.d.scope.build.effort.0.also.1.skill",
        "deals.d.scope.build.effort.1.skill",
        "deals.d.scope.install.crew.0.skill",
        "deals.d.scope.install.crew.0.also.0.skill",
        "bookings.b.work.0.skill",
        "promises.pr.plan.0.skill",
    ]


def test_without_a_catalogue_the_skills_of_people_and_pools_are_known() -> None:
    asks = deal(task("build", effort=(needs("react"), needs("shopify"), needs("cobol"))))
    assert abouts(check(unknown_skill, book(SOFIA, POOL, asks))) == ["deals.d.scope.build.effort.2.skill"]


@pytest.mark.parametrize(
    ("unread", "found"), [((), 1), (("",), 0), (("skills",), 0), (("people",), 0), (("contractors",), 0)]
)
def test_without_a_catalogue_unread_people_may_have_the_skill(unread: tuple[str, ...], found: int) -> None:
    asks = deal(task("build", effort=(needs("cobol"),)))
    assert len(check(unknown_skill, book(SOFIA, asks), *unread)) == found


@pytest.mark.parametrize(("unread", "found"), [((), 1), (("people",), 1), (("skills",), 0)])
def test_with_a_catalogue_only_the_catalogue_counts(unread: tuple[str, ...], found: int) -> None:
    asks = deal(task("build", effort=(needs("cobol"),)))
    assert len(check(unknown_skill, book(SOFIA, asks, skills=CATALOGUE), *unread)) == found


@pytest.mark.parametrize("written", ["reactjs", "ReactJS", "react js", "reacct"])
def test_another_name_of_a_skill_is_mended(written: str) -> None:
    path = ("deals", "d", "scope", "build", "effort", 0, "skill")
    places = Written(path, keys=(("skills", "react"),))
    asks = deal(task("build", effort=(needs(written),)))
    found = only(check(unknown_skill, book(asks, skills=CATALOGUE, places=places)))
    assert found.place.path == "value deals.d.scope.build.effort.0.skill"
    assert [(edit.place, edit.text) for edit in found.edits] == [(found.place, "react")]
    assert [(other.message, other.place.path) for other in found.related] == [
        ("did you mean `react`?", "key skills.react")
    ]
    assert found.safe


def test_the_skill_of_the_short_form_is_the_key() -> None:
    places = Written(
        ("deals", "d", "scope", "build", "effort", 0, "skill"), keys=(("deals", "d", "scope", "build", "effort", 0),)
    )
    asks = deal(task("build", effort=(needs("x"),)))
    assert only(check(unknown_skill, book(asks, skills=CATALOGUE, places=places))).place.path == (
        "key deals.d.scope.build.effort.0"
    )


def test_calendars_of_the_firm_and_of_people() -> None:
    given = book(
        Person("a", calendar="england"),
        Person("b", calendar="x"),
        Person("c"),
        firm=Firm(calendar="y"),
        calendars={"england": Calendar("england")},
    )
    assert abouts(check(unknown_calendar, given)) == ["firm.calendar", "people.b.calendar"]
    assert check(unknown_calendar, given, "calendars") == []
    assert check(unknown_calendar, given, "") == []
    assert len(check(unknown_calendar, given, "people")) == 2


def test_tasks_in_after_and_in_plans() -> None:
    given = book(
        deal(task("a"), task("b", "a", "x")),
        Promise("p", scope=(task("a", "y"),), plan=(row("s", task="a"), row("s", task="z"), row("s"))),
        Promise("no-scope", plan=(row("s", task="z"),)),
        Promise("over", status="delivered", scope=(task("a", "y"),)),
    )
    assert abouts(check(unknown_task, given)) == [
        "deals.d.scope.b.after.1",
        "promises.p.scope.a.after.0",
        "promises.p.plan.1.task",
    ]
    assert check(unknown_task, given, "deals") == []


def test_inputs_are_those_of_the_same_deal() -> None:
    one = Deal("one", inputs=(Input("texts"),), scope=(task("a", inputs=("texts", "text")),))
    other = Deal("other", inputs=(Input("photos"),), scope=(task("a", inputs=("texts",)),))
    given = book(one, other, Deal("none"))
    assert abouts(check(unknown_input, given)) == ["deals.one.scope.a.inputs.1", "deals.other.scope.a.inputs.0"]
    assert check(unknown_input, given, "deal") == []


def test_pools() -> None:
    uses = (ContractorUse("shop-pool", EFFORT, FIRST), ContractorUse("x", EFFORT, FIRST))
    given = book(POOL, counting_on(contractors=uses))
    assert abouts(check(unknown_pool, given)) == ["deals.d.with.contractors.1.pool"]
    assert check(unknown_pool, given, "contractors") == []


EFFORT = Effort(Fraction(60))


def test_only_bookings_move_and_promises_are_released_too() -> None:
    given = book(
        booked("b"),
        Promise("p"),
        counting_on(moved={"b": 1, "p": 1, "x": 1}, released=("b", "p", "y")),
    )
    assert abouts(check(unknown_booking, given)) == [
        "deals.d.with.moved.p",
        "deals.d.with.moved.x",
        "deals.d.with.released.2",
    ]
    assert abouts(check(unknown_booking, given, "promises")) == ["deals.d.with.moved.p", "deals.d.with.moved.x"]
    assert check(unknown_booking, given, "bookings") == []


def test_questions_are_a_warning() -> None:
    firm = Firm(questions={"hard": IntakeQuestion("hard", "?")})
    given = book(Deal("d", answers={"hard": "x", "soft": "x"}, hurdles={"hard": "x", "odd": "x"}), firm=firm)
    found = check(unknown_question, given)
    assert abouts(found) == ["deals.d.answers.soft", "deals.d.hurdles.odd"]
    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert check(unknown_question, given, "firm") == []


def test_rules_of_the_lint_policy() -> None:
    policy = LintPolicy(
        off=("unknown-person", "x"),
        severity={"held-twice": "info", "held-twise": "info"},
        paths={"b/*": ("held-twice", "y")},
    )
    found = check(unknown_rule, book(firm=Firm(lint=policy)))
    assert abouts(found) == ["firm.lint.off.1", "firm.lint.paths.b/*.1", "firm.lint.severity.held-twise"]
    assert [finding.cure for finding in found] == ["name a rule that exists"] * 2 + ["write `held-twice`"]
    assert "unknown-rule" in RULES


def test_rules_of_the_lint_policy_that_holds_in_some_files() -> None:
    there = ("firm", "lint", "paths", "b/*")
    policy = LintPolicy(paths={"b/*": ("x",)}, severity_in={"b/*": {"z": "info", "unknown-rule": "info"}})
    assert abouts(check(unknown_rule, book(firm=Firm(lint=policy)))) == [
        "firm.lint.paths.b/*.0",
        "firm.lint.paths.b/*.severity.z",
    ]
    longer = Written((*there, "off", 0), (*there, 0))
    found = check(unknown_rule, book(firm=Firm(lint=policy), places=longer))
    assert abouts(found)[0] == "firm.lint.paths.b/*.off.0"
