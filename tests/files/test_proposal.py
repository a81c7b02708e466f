"""What sales write: a deal in all its forms."""

from datetime import date
from fractions import Fraction

import pytest

from deliverable.book import (
    ContractorUse,
    Crew,
    Deal,
    Duration,
    Effort,
    Extras,
    Flexibility,
    Input,
    Overtime,
    Period,
    Requirement,
    SkillLevel,
    Task,
)
from tests.files.reading import only, read_deal, spots

DAY = Fraction(480)


def task(text: str) -> Task:
    read = read_deal(f"deal: d\nscope:\n  t: {text}\n")
    assert read.findings == ()
    assert read.deal is not None
    assert read.deal.scope is not None
    return read.deal.scope[0]


def test_the_smallest_deal() -> None:
    read = read_deal("deal: d\n")
    assert read.findings == ()
    assert read.deal == Deal("d", said=frozenset({"deal"}))


def test_all_of_a_deal_but_its_scope() -> None:
    read = read_deal(
        """deal: d
start: 2026-12-07
due: 2027-03-19
flexibility: {date: fixed, budget: flexible}
budget: 90000
confidence: 80%
not: [ana]
who:
answers: {why: "the exhibition opens"}
inputs:
  texts: {what: texts, by: 2027-01-15}
  logo:
with:
  contractors: [{pool: p, effort: 9d, from: 2027-01-18}]
  overtime: {ana: 10%, bo: {share: 5%, from: 2027-01-01, to: 2027-01-31}}
  moved: {b: 2w}
  released: [h]
"""
    )
    assert read.findings == ()
    assert read.deal == Deal(
        "d",
        start=date(2026, 12, 7),
        due=date(2027, 3, 19),
        flexibility=Flexibility("fixed", "preferred", "flexible"),
        budget=Fraction(90000),
        confidence=Fraction(4, 5),
        exclude=("ana",),
        answers={"why": "the exhibition opens"},
        inputs=(Input("texts", "texts", date(2027, 1, 15)), Input("logo")),
        extras=Extras(
            (ContractorUse("p", Effort(9 * DAY), date(2027, 1, 18)),),
            {"ana": Overtime(Fraction(1, 10)), "bo": Overtime(Fraction(1, 20), date(2027, 1, 1), date(2027, 1, 31))},
            {"b": 10},
            ("h",),
        ),
        said=frozenset(
            {"deal", "start", "due", "flexibility", "budget", "confidence", "not", "answers", "inputs", "with"}
        ),
    )


REQUIREMENTS = [
    ("{react: 8d}", (Requirement("react", Effort(8 * DAY)),)),
    ("{react: 8d, php: 3h}", (Requirement("react", Effort(8 * DAY)), Requirement("php", Effort(Fraction(180))))),
    ("{react: }", (Requirement("react", None),)),
    ("{react: {effort: , level: 4}}", (Requirement("react", None, 4),)),
    ("{react: {level: 4}}", (Requirement("react", None, 4),)),
    ("{react: 6-8-14d}", (Requirement("react", Effort(8 * DAY, 6 * DAY, 14 * DAY)),)),
    ("{react: {low: 6d, likely: 8d, high: 14d}}", (Requirement("react", Effort(8 * DAY, 6 * DAY, 14 * DAY)),)),
    ("{react: {low: 1h, high: 4h}}", (Requirement("react", Effort(Fraction(120), Fraction(60), Fraction(240))),)),
    ("{react: {effort: {low: 2d, high: 8d}}}", (Requirement("react", Effort(4 * DAY, 2 * DAY, 8 * DAY)),)),
    (
        "{react: {effort: 10d, level: 4, people: 1, also: [a, {skill: x, level: 3}], who: [ana], not: [bo]}}",
        (Requirement("react", Effort(10 * DAY), 4, 1, (SkillLevel("a"), SkillLevel("x", 3)), ("ana",), ("bo",)),),
    ),
    (
        "[{skill: react, effort: 22d}, {skill: react, level: 3}]",
        (Requirement("react", Effort(22 * DAY)), Requirement("react", None, 3)),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "effort"), REQUIREMENTS)
def test_forms_of_effort(text: str, effort: tuple[Requirement, ...]) -> None:
    assert task(f"{{effort: {text}}}").effort == effort


@pytest.mark.parametrize(
    ("text", "crew"),
    [
        ("{qa: 2}", (Crew("qa", people=2),)),
        ("{producing: 1, qa: {people: 2, level: 3}}", (Crew("producing"), Crew("qa", 3, 2))),
        ("{qa: {level: 3, not: [bo]}}", (Crew("qa", 3, exclude=("bo",)),)),
        ("[{skill: qa, people: 2}]", (Crew("qa", people=2),)),
    ],
)
def test_forms_of_a_crew(text: str, crew: tuple[Crew, ...]) -> None:
    found = task(f"{{duration: 2d, crew: {text}}}")
    assert found.crew == crew
    assert found.duration == Duration(2)


def test_the_other_keys_of_a_task() -> None:
    found = task("{wait: 3-5-10d, waiting_for: client, priority: could, after: [a], inputs: [x], by: 2027-03-12}")
    assert found == Task(
        "t", "could", ("a",), wait=Duration(5, 3, 10), waiting_for="client", inputs=("x",), by=date(2027, 3, 12)
    )
    found = task("{duration: {low: 4d, high: 9d}, crew: {a: 1}, dates: 2027-03-12, not_before: 2027-01-01}")
    assert found.duration == Duration(6, 4, 9)
    assert found.dates == Period(date(2027, 3, 12), date(2027, 3, 12))


@pytest.mark.parametrize(
    ("text", "rule", "column", "said"),
    [
        ("{}", "one-of", 3, "has none of them"),
        ("{effort: {a: 1d}, wait: 2d}", "one-of", 24, "`effort` and `wait`"),
        ("{effort: {a: 1d}, crew: {a: 1}}", "one-of", 24, "`effort` and `crew`"),
        ("{duration: 2d}", "missing-key", 3, "`crew` of `t` is missing"),
        ("{crew: {a: 1}}", "missing-key", 3, "`duration` of `t` is missing"),
        ("{wait: }", "missing-key", 7, "`wait` says nothing"),
        ("{effort: }", "missing-key", 7, "`effort` says nothing"),
        ("{effort: {}}", "bad-value", 15, "names no skill"),
        ("{effort: []}", "bad-value", 15, "names no skill"),
        ("{effort: 8d}", "bad-value", 15, "said by skill"),
        ("{effort: {a: soon}}", "bad-value", 19, "not an effort"),
        ("{effort: {a: 6-5d}}", "bad-value", 19, "out of order"),
        ("{effort: {a: {low: 6d, high: 5d}}}", "bad-value", 19, "out of order"),
        ("{effort: {a: {low: 6-7d, high: 8d}}}", "bad-value", 25, "is a range"),
        ("{effort: {a: [1d]}}", "bad-value", 19, "not a list"),
        ("{effort: [{effort: 1d}]}", "missing-key", 16, "`skill` is missing"),
        ("{effort: [{skill: a, efort: 1d}]}", "unknown-key", 27, "no key `efort`"),
        ("{duration: 2d, crew: {a: 0}}", "bad-value", 31, "not a number of people"),
        ("{duration: 2d, crew: {a: }}", "bad-value", 28, "how many people"),
        ("{duration: 1.5d, crew: {a: 1}}", "bad-value", 17, "whole working days"),
        ("{wait: 2d, dates: 2027-01-01}", "wrong-place", 17, "only beside `crew`"),
        ("{effort: {a: 1d}, waiting_for: us}", "wrong-place", 24, "only beside `wait`"),
        ("{wait: 2d, after: x}", "bad-value", 24, "is a list"),
        ("{wait: 2d, priority: most}", "bad-value", 27, "no priority"),
        ("{wait: 2d, depends_on: [x]}", "unknown-key", 17, "no key `depends_on`"),
    ],
)
def test_wrong_tasks(text: str, rule: str, column: int, said: str) -> None:
    finding = only(read_deal(f"deal: d\nscope:\n  t: {text}\n").findings)
    assert spots([finding]) == [(rule, 3, column)]
    assert said in finding.message
    assert finding.about[:4] == ("deal", "d", "scope", "t")


def test_a_broken_effort_is_not_estimated() -> None:
    read = read_deal("deal: d\nscope:\n  t: {effort: {a: soon, b: 1d}}\n")
    assert read.deal is not None
    assert read.deal.scope is not None
    assert read.deal.scope[0].effort == (Requirement("a", None), Requirement("b", Effort(DAY)))


def test_the_effort_of_a_deal_is_in_days_of_the_firm() -> None:
    read = read_deal("deal: d\nscope: {t: {effort: {a: 2d}}}\n", firm="firm: {day: 7.5h}\n")
    assert read.deal is not None
    assert read.deal.scope is not None
    assert read.deal.scope[0].effort == (Requirement("a", Effort(Fraction(900))),)


def test_contractors_need_a_pool_an_effort_and_a_day() -> None:
    read = read_deal(
        "deal: d\nwith: {contractors: [{}], overtime: {ana: {from: 2027-01-01}, bo: }, moved: {b: 1-2d}}\n"
    )
    assert [f.rule for f in read.findings] == ["missing-key"] * 4 + ["bad-value"] * 2
    assert read.deal is not None
    assert read.deal.extras == Extras()


def test_places_of_requirements_in_both_forms() -> None:
    read = read_deal(
        "deal: d\nscope:\n  a: {effort: {x: 1d, y: {effort: 2d}}}\n  b: {effort: [{skill: x, effort: 1d}]}\n"
    )
    places = read.loaded.book.places

    def at(*path: str | int) -> tuple[int, int] | None:
        place = places.of(("deals", "d", "scope", *path))
        return (place.line, place.column) if place else None

    assert at("a", "effort", 0, "skill") == (3, 16)
    assert at("a", "effort", 0, "effort") == (3, 19)
    assert at("a", "effort", 1, "skill") == (3, 23)
    assert at("a", "effort", 1, "effort") == (3, 35)
    assert at("a", "effort", 2) is None
    assert at("b", "effort", 0, "skill") == (4, 24)
    assert at("b", "effort", "x", "effort") == (4, 35)
    assert at("b", "effort", "y") is None
    assert places.of(("deal", "d", "scope", "a")) == places.of(("deals", "d", "scope", "a"))
