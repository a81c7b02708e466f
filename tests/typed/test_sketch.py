"""What was typed to a deal as plain data: new, beside another deal's work, or changing a whole one."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import Book, Calendar, DaysOff, Firm, IntakeQuestion, Person, Skill
from deliverable.typed.said import Said
from deliverable.typed.sketch import OptionError, ahead, sketch

TODAY = date(2026, 11, 24)
BOOK = Book(
    firm=Firm(
        currency="GBP", day=Fraction(450), questions={"date-is-hard": IntakeQuestion("date-is-hard", "Why then?")}
    ),
    skills={"react": Skill("react", "React"), "qa": Skill("qa", "testing"), "php": Skill("php")},
    people={
        "sofia": Person("sofia", "Sofia Marin", site="bristol", team="build", skills={"react": 4}),
        "sam": Person("sam", "Sam Lee", site="leeds", skills={"qa": 3}),
        "sam-two": Person("sam-two", "Sam Poe", skills={"qa": 3}),
    },
)
OLD: dict[str, Any] = {
    "deal": "old",
    "client": "City Museum",
    "inputs": {"texts": {"what": "texts"}},
    "scope": {
        "design": {"effort": {"react": {"effort": "3d", "level": 4}}},
        "build": {
            "after": ["design"],
            "effort": [{"skill": "react", "effort": "8d"}, {"skill": "php", "effort": "4d"}],
        },
        "review": {"after": ["build"], "wait": "5d", "inputs": ["texts"]},
        "test": {"after": ["build", "review"], "effort": {"qa": "2d"}},
    },
}


def drawn(begun: dict[str, Any] | None = None, taken: tuple[str, ...] = (), **said: Any) -> dict[str, Any]:
    return dict(sketch(Said(**said), BOOK, TODAY, begun or {}, taken).deal)


def told(begun: dict[str, Any] | None = None, **said: Any) -> list[str]:
    return [part.meant for part in sketch(Said(**said), BOOK, TODAY, begun or {}).understood]


def refused(begun: dict[str, Any] | None = None, **said: Any) -> str:
    with pytest.raises(OptionError) as error:
        drawn(begun, **said)
    assert error.value.hint
    return f"{error.value.option}: {error.value.message} | {error.value.hint}"


def test_a_whole_deal_is_drawn_in_the_order_of_the_files() -> None:
    deal = drawn(
        effort=("react@4=20d", "3 weeks of testing"),
        after=("testing after react", "approval:testing"),
        wait=("approval=5d:client",),
        priority=("testing=could",),
        people=("react=1",),
        input=("texts by mid January",),
        start="2027-01-11",
        due="mid March",
        latest="end of April",
        client="City  Museum",
        name="Site",
        owner="tom",
        value="84k",
        budget="90000",
        probability="1 in 2",
        confidence="80%",
        flexible=("date=fixed", "Scope: Flexible"),
        answer=("date-is-hard=The fair opens",),
        hurdle=("date-is-hard=they were away",),
        site=("Bristol",),
        team=("build",),
        who=("Sofia", "sam"),
        exclude=("sam-two",),
    )
    assert deal == {
        "deal": "city-museum",
        "name": "Site",
        "client": "City Museum",
        "owner": "tom",
        "start": "2027-01-11",
        "due": "2027-03-15",
        "latest_acceptable": "2027-04-30",
        "flexibility": {"date": "fixed", "scope": "flexible"},
        "budget": 90000,
        "confidence": "80%",
        "value": 84000,
        "probability": "50%",
        "sites": ["bristol"],
        "teams": ["build"],
        "who": ["sofia", "sam"],
        "not": ["sam-two"],
        "answers": {"date-is-hard": "The fair opens"},
        "hurdles": {"date-is-hard": "they were away"},
        "inputs": {"texts": {"what": "texts", "by": "2027-01-15"}},
        "scope": {
            "react": {"effort": {"react": {"effort": "20d", "level": 4, "people": 1}}, "inputs": ["texts"]},
            "qa": {"priority": "could", "after": ["react"], "effort": {"qa": "3w"}},
            "approval": {"after": ["qa"], "wait": "5d", "waiting_for": "client"},
        },
    }
    assert list(deal) == [
        "deal", "name", "client", "owner", "start", "due", "latest_acceptable", "flexibility", "budget", "confidence",
        "value", "probability", "sites", "teams", "who", "not", "answers", "hurdles", "inputs", "scope",
    ]  # fmt: skip


def test_every_part_is_told_back() -> None:
    assert told(
        effort=("3 weeks of React", "check:qa@2=2-4d"),
        after=("check:react", "approval:check"),
        wait=("approval: 1 week for the client",),
        input=("react: texts by 15 January", "logo"),
        due="mid March",
        start="next Monday",
        value="84k",
        probability="0.5",
        client="City Museum",
    ) == [
        "15 days of react",
        "check: 2 to 4 days of qa (level 2)",
        "approval: 5 working days of waiting for client",
        "check after react",
        "approval after check",
        "texts from the client by Friday 15 January 2027; before that no react",
        "logo from the client, the day not known yet; before that no react",
        "for City Museum",
        "value 84,000 GBP",
        "probability 50 %",
        "start Monday 30 November 2026",
        "due Monday 15 March 2027",
    ]


def test_ids_come_from_the_client_or_the_name_and_nothing_has_them_yet() -> None:
    assert drawn(client="City Museum")["deal"] == "city-museum"
    assert drawn(name="The Fair")["deal"] == "the-fair"
    assert drawn(due="2027-03-01") == {"deal": "new-deal", "due": "2027-03-01"}
    assert drawn(client="東京")["deal"] == "new-deal"
    assert drawn(client="City Museum", taken=("city-museum", "city-museum-2"))["deal"] == "city-museum-3"
    assert drawn(id="x", taken=("y",))["deal"] == "x"
    assert refused(id="X y") == "--id: `X y` is no id | write x-y"
    assert refused(id="!") == "--id: `!` is no id | write it like city-museum"
    with pytest.raises(OptionError, match="already"):
        drawn(id="y", taken=("y",))


def test_work_of_another_deal_is_replaced_where_it_has_the_skill() -> None:
    scope = drawn(OLD, effort=("qa=5d", "build:php@3=6d", "design:react=1d"))["scope"]
    assert scope["test"]["effort"] == {"qa": "5d"}
    assert scope["build"]["effort"] == [
        {"skill": "react", "effort": "8d"},
        {"skill": "php", "effort": "6d", "level": 3},
    ]
    assert scope["design"]["effort"] == {"react": {"effort": "1d", "level": 4}}


def test_other_work_is_beside_it() -> None:
    scope = drawn(OLD, effort=("build:qa=1d", "test:react=2d", "extra:react=3d"))["scope"]
    assert scope["build"]["effort"][2] == {"skill": "qa", "effort": "1d"}
    assert scope["test"]["effort"] == {"qa": "2d", "react": "2d"}
    assert scope["extra"] == {"effort": {"react": "3d"}}


def test_a_whole_deal_keeps_its_id_and_what_isnt_changed() -> None:
    assert drawn(OLD, due="2027-03-01") == {**OLD, "due": "2027-03-01"}
    assert OLD["scope"]["test"]["effort"] == {"qa": "2d"}


def test_what_is_left_out_is_bridged() -> None:
    deal = drawn(OLD, without=("build", "review"))
    assert list(deal["scope"]) == ["design", "test"]
    assert deal["scope"]["test"]["after"] == ["design"]
    assert deal["inputs"] == {}
    assert "after" not in drawn(OLD, without=("design",))["scope"]["build"]
    assert list(drawn(OLD, without=("design, build",))["scope"]) == ["review", "test"]


def test_inputs_hold_up_what_was_named_or_all_that_is_first() -> None:
    named = drawn(OLD, input=("build: brand by 2027-01-15",))["scope"]
    assert {name: task.get("inputs") for name, task in named.items()} == {
        "design": None, "build": ["brand"], "review": ["texts"], "test": None,
    }  # fmt: skip
    first = drawn(OLD, input=("brand",))["scope"]
    assert first["design"]["inputs"] == ["brand"]
    assert "inputs" not in first["build"]


def test_people_share_each_of_a_tasks_skills() -> None:
    scope = drawn(OLD, people=("build=1", "design=3"))["scope"]
    assert [row["people"] for row in scope["build"]["effort"]] == [1, 1]
    assert scope["design"]["effort"]["react"] == {"effort": "3d", "level": 4, "people": 3}


def test_an_unestimated_requirement_gets_its_estimate() -> None:
    begun = {"deal": "d", "scope": {"a": {"effort": {"react": None, "qa": "1d"}}}}
    assert drawn(begun, effort=("react=2d",))["scope"]["a"]["effort"] == {"react": "2d", "qa": "1d"}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"effort": ("react=20d", "react=3d")}, "--effort: react is said twice for react"),
        ({"effort": ("a:react=20d, react=3d",)}, "--effort: react is said twice for a"),
        ({"effort": ("raect=20d",)}, "--effort: no skill is called `raect` | did you mean react?"),
        ({"after": ("qa:react",)}, "--after: there is no task `qa`, nor any other yet | say the work first"),
        ({"effort": ("react=1d",), "after": ("raect:react",)}, "--after: no task is called `raect` | did"),
        ({"effort": ("react=1d",), "after": ("react",)}, "--after: `react` doesn't say what comes after what"),
        ({"effort": ("react=1d",), "after": ("react:react",)}, "--after: react can't come after itself"),
        ({"wait": ("approval",)}, "--wait: `approval` is only half of it | write both halves, like approval"),
        ({"wait": ("approval=5",)}, "--wait: `5` has no unit"),
        ({"wait": ("approval=0.5d",)}, "--wait: `0.5d` is not in whole working days"),
        ({"effort": ("react=1d",), "wait": ("react=5d",)}, "--wait: there is a task react already"),
        ({"input": ("texts",)}, "--input: there is no work yet that could wait for it"),
        ({"effort": ("react=1d",), "input": ("by 3 March",)}, "--input: `by 3 March` doesn't say what the client"),
        ({"effort": ("react=1d",), "input": ("texts by soon",)}, "--input: `soon` is not a day"),
        ({"effort": ("react=1d",), "input": ("x: texts",)}, "--input: no task is called `x` | known are react"),
        ({"effort": ("react=1d",), "priority": ("react=maybe",)}, "--priority: `react=maybe` is no priority"),
        ({"effort": ("react=1d",), "people": ("react=0",)}, "--people: `react=0` is no number of people"),
        ({"wait": ("a=1d",), "people": ("a=1",)}, "--people: a has no work that people could share"),
        ({"without": ("x",)}, "--without: there is no task `x`, nor any other yet"),
        ({"due": "soon"}, "--due: `soon` is not a day"),
        ({"latest": "3/4"}, "--latest: `3/4` can be two days"),
        ({"value": "84 EUR"}, "--value: `84 EUR` is not in GBP"),
        ({"probability": "50"}, "--probability: `50` is no percentage | write 50%"),
        ({"flexible": ("date=soft",)}, "--flexible: `date=soft` doesn't say how far"),
        ({"flexible": ("price=fixed",)}, "--flexible: `price=fixed` doesn't say how far"),
        ({"answer": ("why=x",)}, "--answer: no question is called `why` | known are date-is-hard"),
        ({"answer": ("date is hard",)}, "--answer: `date is hard` is only half of it"),
        ({"who": ("sofja",)}, "--who: no person is called `sofja` | did you mean sofia?"),
        ({"who": ("Sam",), "exclude": ("Sam",)}, "--who: `Sam` can be 2 of them | sam or sam-two?"),
        ({"site": ("paris",)}, "--site: no site is called `paris` | known are bristol, leeds"),
    ],
)  # fmt: skip
def test_what_is_unclear_names_its_option(said: dict[str, Any], message: str) -> None:
    assert refused(**said).startswith(message)


def test_work_goes_to_no_task_by_guessing() -> None:
    assert refused(OLD, effort=("react=2d",)) == (
        "--effort: react is needed in design, build | say in which: design:react=2d"
    )
    assert refused(OLD, effort=("review:react=2d",)).startswith("--effort: review is a wait, not so much work")
    crew = {"deal": "d", "scope": {"a": {"crew": {"qa": 1}, "duration": "1d"}}}
    assert refused(crew, effort=("a:react=2d",)).startswith("--effort: a is a crew, not so much work")
    assert refused({"deal": "d", "scope": ["a"]}, effort=("react=2d",)).startswith("--effort: the scope that it begins")


def test_working_days_ahead_are_the_firms() -> None:
    off = Calendar("c", days_off=(DaysOff(date(2026, 11, 26), date(2026, 11, 26)),))
    book = replace(BOOK, firm=replace(BOOK.firm, calendar="c"), calendars={"c": off})
    assert ahead(book, TODAY, 0) == TODAY
    assert ahead(book, TODAY, 1) == date(2026, 11, 25)
    assert ahead(book, TODAY, 2) == date(2026, 11, 27)
    never = replace(BOOK, firm=replace(BOOK.firm, week=(Fraction(0),) * 7))
    assert [part.meant for part in sketch(Said(due="in 2 working days"), book, TODAY, {}).understood] == [
        "due Friday 27 November 2026"
    ]
    with pytest.raises(OptionError, match="no 2 working days ahead"):
        sketch(Said(due="in 2 working days"), never, TODAY, {})


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"wait": ("approval=5d",)}, "--wait: approval comes after nothing, and nothing comes after it"),
        (
            {"start": "2027-03-01", "due": "2027-02-28"},
            "--due: the deal would be due on Sunday 28 February 2027, before",
        ),
        (
            {"due": "2027-03-01", "latest": "2027-02-28"},
            "--latest: Sunday 28 February 2027 is before the day it is due",
        ),
        (
            {"answer": ("date-is-hard=don't know",)},
            "--answer: `don't know` is no answer to date-is-hard | leave it out",
        ),
        ({"answer": ("date-is-hard=TBC",)}, "--answer: `TBC` is no answer to date-is-hard"),
        ({"answer": ("date-is-hard=?",)}, "--answer: `?` is no answer to date-is-hard"),
        ({"flexible": ("date=fixed", "date=flexible")}, "--flexible: the date can't be fixed and flexible"),
        ({"who": ("sam",), "exclude": ("sam",)}, "--not: sam can't be both among --who and --not"),
        ({"effort": ("react=1d",), "input": ("nothing",)}, "--input: `nothing` doesn't say what the client gives"),
        ({"effort": ("react=1d",), "input": ("qa=5d",)}, "--input: `qa=5d` doesn't say what the client gives"),
        ({"effort": ("react=1d",), "input": ("texts 3/4",)}, "--input: `3/4` can be two days"),
        ({"effort": ("react=1d",), "input": ("texts by easter",)}, "--input: `easter` is not a day"),
    ],
)
def test_what_would_be_a_false_answer_is_refused(said: dict[str, Any], message: str) -> None:
    assert refused(**said).startswith(message)


def test_a_wait_is_tied_from_either_side() -> None:
    assert drawn(wait=("legal=5d",), effort=("react=1d",), after=("react:legal",))["scope"]["legal"] == {"wait": "5d"}
    assert drawn(OLD, wait=("legal=5d",), after=("legal:test",))["scope"]["legal"] == {"after": ["test"], "wait": "5d"}
    assert refused(OLD, wait=("legal=5d",)).startswith("--wait: legal comes after nothing")


@pytest.mark.parametrize(
    ("text", "what", "by"),
    [
        ("texts 15 January", "texts", "2027-01-15"),
        ("brand assets, 15 January 2027", "brand assets", "2027-01-15"),
        ("texts on 15 January", "texts", "2027-01-15"),
        ("texts until mid January", "texts", "2027-01-15"),
        ("texts before 15/1", "texts", "2027-01-15"),
        ("logo v2", "logo v2", None),
        ("texts in German", "texts in German", None),
        ("texts by 15 January", "texts", "2027-01-15"),
    ],
)
def test_the_day_of_an_input_is_seen_behind_any_word_for_it(text: str, what: str, by: str | None) -> None:
    (given,) = drawn(effort=("react=1d",), input=(text,))["inputs"].values()
    assert (given["what"], given.get("by")) == (what, by)


def test_an_input_that_is_there_is_given_its_day_where_it_is() -> None:
    begun = {
        **OLD,
        "inputs": {"texts": {"what": "texts and captions"}, "brand": {"what": "logo and type", "by": "2027-01-01"}},
    }
    for text in ("texts by 15 January", "texts and captions by 15 January", "captions by 15 January"):
        deal = drawn(begun, input=(text,))
        assert deal["inputs"]["texts"] == {"what": "texts and captions", "by": "2027-01-15"}
        assert [name for name, task in deal["scope"].items() if task.get("inputs")] == ["review"]
    assert drawn(begun, input=("logo and type by 3 March",))["inputs"]["brand"]["by"] == "2027-03-03"
    assert (
        refused(begun, input=("and by 3 March",))
        == "--input: `and` can be texts or brand | write it like texts by 15 January"
    )
    assert drawn(begun, input=("design: texts by 15 January",))["scope"]["design"]["inputs"] == ["texts"]


def test_a_later_day_takes_away_what_they_could_live_with_and_says_so() -> None:
    begun = {**OLD, "due": "2027-03-19", "latest_acceptable": "2027-04-30"}
    assert "latest_acceptable" not in drawn(begun, due="mid May")
    assert told(begun, due="mid May")[-1] == "no longer that they could live with Friday 30 April 2027"
    assert drawn(begun, due="2027-04-30")["latest_acceptable"] == "2027-04-30"


# --- what is there already stays ------------------------------------------------------------------------------------

WHOLE: dict[str, Any] = {
    **OLD,
    "flexibility": {"date": "fixed", "scope": "fixed"},
    "answers": {"date-is-hard": "they open"},
    "scope": {
        "one": {"after": ["zero"], "inputs": ["texts"], "effort": {"react": {"effort": "3d", "level": 4, "people": 1}}},
        "zero": {"effort": {"qa": "1d"}},
        "rest": {"after": ["zero", "one", "last"], "wait": "3-5-8d", "waiting_for": "client", "by": "2027-03-01",
                 "priority": "could"},
        "last": {"effort": [{"skill": "php", "effort": "1d"}, {"skill": "php", "effort": "2d", "level": 3}]},
    },
}  # fmt: skip


def test_what_is_said_is_added_to_what_is_there() -> None:
    deal = drawn(WHOLE, flexible=("date=flexible",), answer=("date-is-hard=no, they don't",), input=("one: brand",))
    assert deal["flexibility"] == {"date": "flexible", "scope": "fixed"}
    assert deal["answers"] == {"date-is-hard": "no, they don't"}
    assert list(deal["inputs"]) == ["texts", "brand"]
    assert deal["scope"]["one"]["inputs"] == ["texts", "brand"]
    assert drawn(WHOLE, after=("one:last",))["scope"]["one"]["after"] == ["zero", "last"]
    assert drawn(WHOLE, hurdle=("date-is-hard=x",))["answers"] == {"date-is-hard": "they open"}


def test_a_wait_of_another_length_keeps_all_else() -> None:
    rest = drawn(WHOLE, wait=("rest=9d",))["scope"]["rest"]
    assert rest == {**WHOLE["scope"]["rest"], "wait": "9d"}
    assert drawn(WHOLE, wait=("rest=9d:the board",))["scope"]["rest"]["waiting_for"] == "the board"


def test_a_level_can_be_lowered_and_stays_where_none_is_said() -> None:
    assert drawn(WHOLE, effort=("one:react@1=5d",))["scope"]["one"]["effort"]["react"]["level"] == 1
    assert drawn(WHOLE, effort=("one:react=5d",))["scope"]["one"]["effort"]["react"] == {
        "effort": "5d",
        "level": 4,
        "people": 1,
    }
    assert told(WHOLE, effort=("one:react=5d",)) == ["one: 5 days of react (level 4)"]
    assert told(WHOLE, effort=("one:react@1=5d",)) == ["one: 5 days of react"]


def test_what_was_left_out_is_bridged_where_it_stood() -> None:
    assert drawn(WHOLE, without=("one",))["scope"]["rest"]["after"] == ["zero", "last"]
    assert drawn(WHOLE, without=("zero",))["scope"]["rest"]["after"] == ["one", "last"]
    both = {**WHOLE, "inputs": {"texts": {"what": "texts"}, "other": {"what": "other"}}}
    assert list(drawn(both, without=("one",))["inputs"]) == ["other"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"effort": ("last:php=5d",)}, "--effort: last needs php in 2 parts"),
        ({"wait": ("rest=1d", "Rest=2d")}, "--wait: rest: its wait is said twice"),
        ({"priority": ("one=could", "one=must")}, "--priority: one: its priority is said twice"),
        ({"people": ("one=1", "one=2")}, "--people: one: how many people is said twice"),
        ({"input": ("texts by 4 January", "Texts! by 1 March")}, "--input: texts: what the client gives is said twice"),
    ],
)
def test_what_can_only_be_once_is_not_said_twice(said: dict[str, Any], message: str) -> None:
    assert refused(WHOLE, **said).startswith(message)


def test_work_beside_named_work_of_the_same_skill_is_a_task_of_its_own() -> None:
    for efforts in (("react=5d", "build:react=3d"), ("build:react=3d", "react=5d")):
        assert set(drawn(effort=efforts)["scope"]) == {"react", "build"}


def test_names_with_and_or_after_in_them_are_whole() -> None:
    scope = drawn(
        effort=("look-after:qa=1d", "rock-and-roll:php=1d", "c:react=1d"), after=("c:look-after and rock-and-roll",)
    )
    assert scope["scope"]["c"]["after"] == ["look-after", "rock-and-roll"]
