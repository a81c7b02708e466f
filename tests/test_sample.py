"""The sample firm: holidays, ids, totals and the sum behind its first no by pencil, then all of it by the program."""

import re
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import pytest
import yaml

from deliverable.book import Question
from deliverable.files.disk import read_tree
from deliverable.files.load import Loaded, load
from deliverable.findings import Severity
from deliverable.rules import findings as rule_findings
from deliverable.supply import Supply
from deliverable.verdict import assess

CAPACITY = Path(__file__).parent.parent / "capacity"
DAY = timedelta(days=1)
AS_OF = date(2026, 11, 23)
UNITS = {"h": 60, "d": 450, "w": 2250}
PRIORITIES = {"must": 0, "should": 1, "could": 2}
MONDAY = 0


def documents() -> list[tuple[Path, dict[str, Any]]]:
    return [(path, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(CAPACITY.rglob("*.yaml"))]


def union() -> dict[str, dict[str, Any]]:
    book: dict[str, dict[str, Any]] = {}
    for _, document in documents():
        if "deal" not in document:
            for key, value in document.items():
                book.setdefault(key, {}).update(value)
    return book


def deals() -> dict[str, dict[str, Any]]:
    return {path.stem: document for path, document in documents() if "deal" in document}


BOOK = union()
DEALS = deals()


def minutes(text: str) -> Fraction:
    """The likely minutes of `5d`, `7.5h` or `6-8-12d`."""
    amounts, unit = text[:-1].split("-"), text[-1]
    return Fraction(amounts[len(amounts) // 2]) * UNITS[unit]


def share(text: str) -> Fraction:
    return Fraction(text.removesuffix("%")) / 100


def period(row: dict[str, Any]) -> tuple[date, date]:
    return (row["date"], row["date"]) if "date" in row else (row["from"], row["to"])


def days(first: date, last: date) -> list[date]:
    return [first + i * DAY for i in range((last - first).days + 1)]


def requirements(task: dict[str, Any]) -> list[dict[str, Any]]:
    """A task's effort and crew as rows of skill, level and effort."""
    effort = task.get("effort", {})
    rows = effort if isinstance(effort, list) else [{"skill": skill, **as_row(said)} for skill, said in effort.items()]
    for skill, said in task.get("crew", {}).items():
        places = said if isinstance(said, int) else said.get("people", 1)
        rows = [*rows, {"skill": skill, "effort": f"{places * minutes(task['duration']) / 450}d"}]
    return rows


def as_row(said: Any) -> dict[str, Any]:
    return said if isinstance(said, dict) else {"effort": said}


# --- the calendar ---------------------------------------------------------------------------------------------------


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def first_monday(year: int, month: int) -> date:
    return next(day for day in days(date(year, month, 1), date(year, month, 7)) if day.weekday() == MONDAY)


def last_monday(year: int, month: int) -> date:
    return next(day for day in reversed(days(date(year, month, 25), date(year, month, 31))) if day.weekday() == MONDAY)


def bank_holidays(year: int) -> set[date]:
    found = {easter(year) - 2 * DAY, easter(year) + DAY}
    found |= {first_monday(year, 5), last_monday(year, 5), last_monday(year, 8)}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() > 4 or day in found:
            day += DAY
        found.add(day)
    return found


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_the_bank_holidays_are_england_s(year: int) -> None:
    said = {row["date"] for row in BOOK["calendars"]["england"]["days_off"] if "date" in row}
    assert {day for day in said if day.year == year} == bank_holidays(year)


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_it_is_closed_from_christmas_eve_to_new_year(year: int) -> None:
    closures = [period(row) for row in BOOK["calendars"]["england"]["days_off"] if "from" in row]
    assert (date(year, 12, 24), date(year + 1, 1, 1)) in closures


# --- what refers to what --------------------------------------------------------------------------------------------


def test_a_deal_is_named_as_its_file() -> None:
    assert {stem: deal["deal"] for stem, deal in DEALS.items()} == {stem: stem for stem in DEALS}


def test_every_row_is_a_person_or_a_skill_of_the_books() -> None:
    rows = [row for booking in BOOK["bookings"].values() for row in booking["work"]]
    rows += [row for promise in BOOK["promises"].values() for row in promise["plan"]]
    assert {row["person"] for row in rows if "person" in row} <= BOOK["people"].keys()
    assert {row["skill"] for row in rows if "skill" in row} <= BOOK["skills"].keys()
    assert all(period(row)[0] <= period(row)[1] for row in rows)


def test_every_skill_of_people_pools_and_deals_is_in_the_catalogue_and_every_one_is_used() -> None:
    has = {skill for who in (*BOOK["people"].values(), *BOOK["contractors"].values()) for skill in who["skills"]}
    asked = {row["skill"] for deal in DEALS.values() for task in deal["scope"].values() for row in requirements(task)}
    assert asked <= BOOK["skills"].keys()
    assert has == BOOK["skills"].keys()


def test_tasks_come_after_tasks_and_answers_answer_questions() -> None:
    for deal in DEALS.values():
        for task in deal["scope"].values():
            assert set(task.get("after", [])) <= deal["scope"].keys()
            assert set(task.get("inputs", [])) <= deal.get("inputs", {}).keys()
        assert deal.get("answers", {}).keys() | deal.get("hurdles", {}).keys() <= BOOK["firm"]["questions"].keys()


def test_only_questions_for_the_promise_may_block() -> None:
    blocking = {name for name, question in BOOK["firm"]["questions"].items() if "if_unknown" not in question}
    assert {BOOK["firm"]["questions"][name]["needed_for"] for name in blocking} == {"promise"}


def test_every_role_has_a_cost() -> None:
    assert {person["role"] for person in BOOK["people"].values()} == BOOK["firm"]["costs"].keys()


def test_nobody_s_reason_for_being_away_is_written() -> None:
    rows = [row for person in BOOK["people"].values() for row in person["time_off"]]
    assert {key for row in rows for key in row} <= {"date", "from", "to", "share"}


# --- how much -------------------------------------------------------------------------------------------------------


def test_the_tasks_that_must_the_ones_that_should_and_the_ones_that_could() -> None:
    museum = [Fraction(0)] * 3
    for task in DEALS["museum-site"]["scope"].values():
        amount = sum((minutes(row["effort"]) for row in requirements(task)), Fraction(0))
        museum[PRIORITIES[task.get("priority", "must")]] += amount / 450
    assert museum == [69, 27, 15]


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        ("museum-site", 111),
        ("coffee-microsite", 24),
        ("shopify-replatform", 165),
        ("accessibility-audit", 12),
        ("support-retainer", 36),
    ],
)
def test_the_days_of_each_deal(deal: str, expected: int) -> None:
    rows = [row for task in DEALS[deal]["scope"].values() for row in requirements(task)]
    assert sum(minutes(row["effort"]) for row in rows) == expected * 450


# --- the sum behind the first no ------------------------------------------------------------------------------------


def firm_days(first: date, last: date) -> list[date]:
    off = {day for row in BOOK["calendars"]["england"]["days_off"] for day in days(*period(row))}
    return [day for day in days(first, last) if day.weekday() <= 4 and day not in off]


def at_work(person: str, first: date, last: date) -> list[date]:
    """The days on which somebody works a whole day (nobody in these sums has half of one off)."""
    said = BOOK["people"][person]
    week = BOOK["firm"]["week"] | said.get("week", {})
    away = {day for row in said["time_off"] for day in days(*period(row))}
    names = ["mon", "tue", "wed", "thu", "fri"]
    return [day for day in firm_days(first, last) if minutes(week[names[day.weekday()]]) > 0 and day not in away]


def test_sofia_has_fifteen_days_where_the_museum_needs_twenty_two() -> None:
    scope = DEALS["museum-site"]["scope"]
    needed = [row for task in scope.values() for row in requirements(task) if row["skill"] == "react"]
    need = sum(minutes(row["effort"]) for row in needed) / 450
    assert need == 22
    able = [who for who, person in BOOK["people"].items() if person["skills"].get("react", 0) >= 4]
    assert able == ["sofia"]
    assert all(row["level"] == 4 for row in needed)

    # The look can't be approved before 19 January; the search must be done by 8 March to be tested and accepted.
    first, last = date(2027, 1, 20), date(2027, 3, 8)
    assert len(firm_days(first, last)) == 34
    working = at_work("sofia", first, last)
    assert len(working) == 34 - 7 - 4  # Fridays, and the week of 15 February
    year = at_work("sofia", date(2027, 1, 1), date(2027, 12, 31))
    unbooked = 20 - 4 - 8
    bookable = len(working) * Fraction(4, 5) * (1 - Fraction(unbooked, len(year)))
    members = [row for row in BOOK["bookings"]["harbour-trust-members"]["work"] if row["person"] == "sofia"]
    booked = len([day for day in working if day <= members[0]["to"]])
    have = bookable * (1 - share(members[0]["share"]) * Fraction(booked, len(working)))
    assert round(float(have), 1) == 15.3
    assert max(minutes(row["effort"]) / 450 for row in needed) < have < need  # either alone would fit, both don't


def test_nobody_here_has_shopify_on_their_own() -> None:
    assert max(person["skills"].get("shopify", 0) for person in BOOK["people"].values()) == 2
    assert DEALS["shopify-replatform"]["scope"]["theme"]["effort"][0]["level"] == 4


def test_the_approvals_of_the_coffee_site_take_most_of_its_four_weeks() -> None:
    deal = DEALS["coffee-microsite"]
    waits = [minutes(task["wait"]) / 450 for task in deal["scope"].values() if "wait" in task]
    assert len(firm_days(deal["start"], deal["due"])) == 20
    assert sum(waits) == 15
    drawing = minutes(deal["scope"]["design"]["effort"][0]["effort"]) / 450  # one person draws, and books 80 % of a day
    assert [who for who, person in BOOK["people"].items() if person["skills"].get("ui-design", 0) >= 3] == ["callum"]
    others = 3  # the idea, the build and the tests take a day each at the very least
    assert sum(waits) + ceil(drawing / Fraction(4, 5)) + others == 25


def test_bea_can_take_the_hospice_s_support_only_without_the_theatre() -> None:
    hold = BOOK["bookings"]["theatre-tickets"]
    assert (hold["status"], hold["owner"], hold["probability"]) == ("hold", "tom", "60%")
    assert hold["expires"] == AS_OF + 11 * DAY
    assert [who for who, person in BOOK["people"].items() if person["skills"].get("support", 0) >= 3] == ["bea"]
    morning, focus, kestrel = minutes("3.75h"), Fraction(3, 4), minutes("2d")
    april = len(at_work("bea", date(2027, 4, 1), date(2027, 4, 30))) * morning * focus
    held = next(share(row["share"]) for row in hold["work"] if row["person"] == "bea")
    need = minutes("3d")
    assert april * (1 - held) - kestrel < need < april - kestrel - morning  # a studio half-day in any case


def test_the_people_whose_data_is_stale_are_the_two_who_sell() -> None:
    stale = [who for who, person in BOOK["people"].items() if person["confirmed"] + 30 * DAY < AS_OF]
    assert stale == ["mara", "tom"]


def test_ids_are_ids() -> None:
    ids = [name for key in ("skills", "people", "contractors", "bookings", "promises") for name in BOOK[key]]
    assert [name for name in (*ids, *DEALS) if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name)] == []


# --- the same firm, as the program reads it ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(read_tree(CAPACITY, deals=True, relative_to=CAPACITY.parent), "capacity")


def test_nothing_in_its_files_is_wrong(loaded: Loaded) -> None:
    assert [(f.rule, f.place.path, f.place.line) for f in loaded.findings] == []
    found = list(rule_findings(loaded.book, loaded.unread, AS_OF))
    assert [(f.rule, f.about) for f in found if f.severity is not Severity.INFO] == []


def test_what_is_worth_knowing_about_it_is_there_on_purpose(loaded: Loaded) -> None:
    found = list(rule_findings(loaded.book, loaded.unread, AS_OF))
    assert sorted((f.rule, *f.about[1:]) for f in found) == [
        ("lone-skill", "callum", "skills", "ui-design"),  # a firm of twelve has one of each
        ("lone-skill", "elif", "skills", "ux-design"),
        ("lone-skill", "elif", "skills", "ux-research"),
        ("lone-skill", "ines", "skills", "content"),
        ("lone-skill", "raj", "skills", "architecture"),
        ("mostly-must", "museum-site", "scope"),
        ("mostly-must", "shopify-replatform", "scope"),
        ("round-guess", "shopify-replatform", "scope", "design", "effort", 0, "effort"),
        ("round-guess", "shopify-replatform", "scope", "research", "effort", 1, "effort"),
        ("sliver", "harbour-trust-build", "work", 3, "per_day"),  # an hour a day for the weekly user test
        ("stale-person", "mara", "confirmed"),  # who leads and who sells look at their lines last
        ("stale-person", "tom", "confirmed"),
    ]


def test_the_program_s_sum_is_the_pencil_s(loaded: Loaded) -> None:
    supply = Supply(Question(loaded.book, (loaded.book.deals["museum-site"],), AS_OF), certain=True)
    sofia = supply.account("sofia", date(2027, 1, 20), date(2027, 3, 8))
    assert sofia.minutes == 6880
    assert round(sofia.minutes / 450, 1) == 15.3


@pytest.mark.parametrize(
    ("deal", "verdict", "kind", "tasks"),
    [
        ("museum-site", "no", "shortfall", {"pages", "collection"}),
        ("coffee-microsite", "no", "chain", {"idea", "idea-approval", "design", "design-approval"}),
        ("shopify-replatform", "no", "shortfall", {"theme"}),
        ("accessibility-audit", "yes", "plan", set()),
        ("support-retainer", "at-risk", "plan", set()),
    ],
)
def test_each_deal_gets_its_answer(loaded: Loaded, deal: str, verdict: str, kind: str, tasks: set[str]) -> None:
    claim = assess(Question(loaded.book, (loaded.book.deals[deal],), AS_OF)).claim
    assert claim["verdict"] == verdict
    proof = claim["proof"]
    assert proof["kind"] == kind
    assert {row["task"] for row in proof.get("requirements", [])} | set(proof.get("tasks", [])) == tasks
    assert list(claim.get("without_holds", [])) == (["theatre-tickets"] if verdict == "at-risk" else [])
