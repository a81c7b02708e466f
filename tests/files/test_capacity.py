"""What operations write: every form, every default, and the faults at their exact place."""

from datetime import date
from fractions import Fraction

import pytest

from deliverable.book import (
    Calendar,
    Contractor,
    DaysOff,
    Effort,
    EstimateError,
    Feedback,
    Firm,
    IntakeQuestion,
    LintPolicy,
    OvertimePolicy,
    Person,
    RampUp,
    Row,
    Skill,
    Task,
    Thanks,
    TimeOff,
)
from deliverable.files.decode import plural
from tests.files.reading import only, read, spots


def firm(text: str) -> Firm:
    loaded = read({"firm.yaml": text})
    assert loaded.findings == ()
    return loaded.book.firm


def test_a_firm_that_says_nothing_has_the_defaults() -> None:
    assert firm("firm: {name: X}\n") == Firm(name="X", said=frozenset({"name"}))


def test_what_holds_in_some_files_is_a_list_of_what_is_off_or_all_of_it() -> None:
    found = firm(
        'firm:\n  lint:\n    paths: {a: [x], b: {off: [x]}, "c/*": {off: [x, w], severity: {z: info}}, '
        "d: {severity: {z: error}}}\n"
    ).lint
    assert dict(found.paths) == {"a": ("x",), "b": ("x",), "c/*": ("x", "w"), "d": ()}
    assert {path: dict(said) for path, said in found.severity_in.items()} == {
        "c/*": {"z": "info"},
        "d": {"z": "error"},
    }


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("{of: [x]}", "what holds in some files has no key `of`"),
        ("{severity: {x: bad}}", "`bad` is no severity"),
        ("x", "`a` is a list"),
    ],
)
def test_what_is_wrong_with_what_holds_in_some_files(said: str, message: str) -> None:
    loaded = read({"firm.yaml": f"firm: {{lint: {{paths: {{a: {said}}}}}}}\n"})
    assert [finding.message for finding in loaded.findings] == [message]


def test_an_empty_value_is_not_said() -> None:
    assert firm("firm: {name: X, focus: , calendar: ~}\n") == Firm(name="X", said=frozenset({"name"}))


def test_all_of_a_firm() -> None:
    found = firm(
        """firm:
  day: 7.5h
  week: {mon: 7.5h, fri: 4h}
  leave_year: "04-01"
  sickness: none
  estimate_error: none
  offers: {later: 2, overtime: never}
  overtime: {share: 10%, weeks: 3}
  costs: {senior developer: 320.50}
  hires: {lead_time: 60d}
  confirm_every: 30d
  lint: {off: [a], severity: {b: info}, require_reason: true, paths: {"old/*": [c]}}
  questions:
    hard: {ask: "Why?", needed_for: promise, sets: {flexibility.date: fixed, due: }}
"""
    )
    assert found.day == 450
    assert found.week == tuple(Fraction(n) for n in (450, 0, 0, 0, 240, 0, 0))
    assert found.leave_year == (4, 1)
    assert found.sickness is None
    assert found.estimate_error is None
    assert dict(found.offers) == {"later": 2, "overtime": None}
    assert found.overtime == OvertimePolicy(Fraction(1, 10), 3)
    assert dict(found.costs) == {"senior developer": Fraction(641, 2)}
    assert found.hires.lead_time == 60
    assert found.confirm_every == 30
    assert found.lint == LintPolicy(("a",), {"b": "info"}, True, {"old/*": ("c",)})
    assert found.questions["hard"] == IntakeQuestion(
        "hard", "Why?", needed_for="promise", sets={"flexibility.date": "fixed", "due": None}
    )


def test_an_estimate_error_has_its_own_defaults_and_rises() -> None:
    assert firm("firm: {estimate_error: {p80: 1.5}}\n").estimate_error == EstimateError(p80=Fraction(3, 2))
    assert firm("firm: {estimate_error: {median: 1.33}}\n").estimate_error == EstimateError(Fraction(133, 100))
    finding = only(read({"firm.yaml": "firm: {estimate_error: {median: 1.34}}\n"}).findings)
    assert spots([finding]) == [("bad-value", 1, 33)]
    finding = only(read({"firm.yaml": "firm: {estimate_error: {median: 1.2, p80: 1.1}}\n"}).findings)
    assert spots([finding]) == [("bad-value", 1, 43)]


def test_a_calendar() -> None:
    loaded = read(
        """calendars:
  england:
    week: {mon: 8h}
    days_off:
      - 2026-12-25
      - {date: 2026-12-28, name: Boxing Day}
      - {from: 2026-12-24, to: 2027-01-01, name: closed}
"""
    )
    assert loaded.findings == ()
    assert loaded.book.calendars["england"] == Calendar(
        "england",
        (480, 0, 0, 0, 0, 0, 0),  # type: ignore[arg-type]  # equal to Fractions
        (
            DaysOff(date(2026, 12, 25), date(2026, 12, 25)),
            DaysOff(date(2026, 12, 28), date(2026, 12, 28), "Boxing Day"),
            DaysOff(date(2026, 12, 24), date(2027, 1, 1), "closed"),
        ),
    )


def test_a_skill() -> None:
    book = read("skills:\n  react: {name: React, also_called: [reactjs]}\n  php:\n").book
    assert dict(book.skills) == {"react": Skill("react", "React", ("reactjs",)), "php": Skill("php")}


def test_a_person() -> None:
    loaded = read(
        """people:
  ana:
    name: Ana
    week: {fri: 0h}
    skills: {react: 5}
    joins: 2026-01-05
    time_off: [2026-08-10, {from: 2026-08-11, to: 2026-08-12, share: 50%}]
    allowance: 25d
    max_deals: 3
  bo:
"""
    )
    assert loaded.findings == ()
    assert loaded.book.people["ana"] == Person(
        "ana",
        "Ana",
        week=(None, None, None, None, Fraction(0), None, None),
        skills={"react": 5},
        joins=date(2026, 1, 5),
        time_off=(
            TimeOff(date(2026, 8, 10), date(2026, 8, 10)),
            TimeOff(date(2026, 8, 11), date(2026, 8, 12), Fraction(1, 2)),
        ),
        allowance=Fraction(25),
        max_deals=3,
    )
    assert loaded.book.people["bo"] == Person("bo")


def test_a_broken_person_keeps_what_is_right() -> None:
    loaded = read(
        """people:
  ana: {name: Ana, focus: 800%, skills: {react: 9, php: 2}, joins: 2026-02-30, nmae: x, time_off: [2026-01-01, x]}
  bo: Bo
  cy: [1]
"""
    )
    assert spots(loaded.findings) == [
        ("bad-value", 2, 27),
        ("bad-value", 2, 49),
        ("bad-value", 2, 68),
        ("unknown-key", 2, 80),
        ("bad-value", 2, 112),
        ("bad-value", 3, 7),
        ("bad-value", 4, 7),
    ]
    assert loaded.book.people["ana"] == Person(
        "ana", "Ana", skills={"php": 2}, time_off=(TimeOff(date(2026, 1, 1), date(2026, 1, 1)),)
    )
    assert loaded.book.people["bo"] == Person("bo")
    assert loaded.book.people["cy"] == Person("cy")


def test_a_finding_names_its_key_path() -> None:
    finding = only(read("people:\n  ana: {skills: {react: 9}}\n").findings)
    assert finding.about == ("people", "ana", "skills", "react")
    assert finding.message == "`9` is not a level from 1 to 5"
    assert finding.place.end_column - finding.place.column == 1


def test_a_list_is_asked_for_and_a_single_item_read_as_one() -> None:
    loaded = read("skills:\n  react: {also_called: reactjs}\n")
    finding = only(loaded.findings)
    assert finding.edits[0].text == "[reactjs]"
    assert finding.safe
    assert loaded.book.skills["react"].also_called == ("reactjs",)


def test_an_empty_item_and_an_empty_level_are_faults() -> None:
    loaded = read("people:\n  ana:\n    skills: {react: }\n    time_off:\n      -\n      - 2026-01-01\n")
    assert [f.rule for f in loaded.findings] == ["bad-value", "bad-value"]
    assert spots(loaded.findings)[0] == ("bad-value", 3, 14)
    assert loaded.findings[0].edits == ()
    assert len(loaded.book.people["ana"].time_off) == 1


def test_places_skip_items_that_could_not_be_read() -> None:
    loaded = read("people:\n  ana:\n    time_off:\n      - nonsense\n      - 2026-01-01\n")
    place = loaded.book.places.of(("people", "ana", "time_off", 0))
    assert place is not None
    assert place.line == 5


def test_a_contractor() -> None:
    loaded = read(
        "contractors:\n  pool: {skills: {php: 5}, people: 2, lead_time: 0d, ramp_up: {for: 3d, at: 50%}, "
        "most: 10-12d, cost: 480}\n"
    )
    assert loaded.findings == ()
    pool = loaded.book.contractors["pool"]
    assert pool.ramp_up == RampUp(3, Fraction(1, 2))
    assert pool.most == Effort(Fraction(5259), Fraction(4800), Fraction(5760))
    assert pool.lead_time == 0
    assert read("contractors: {pool: }\n").book.contractors["pool"] == Contractor("pool")


def test_a_ramp_up_needs_both_of_its_keys() -> None:
    loaded = read("contractors:\n  pool:\n    ramp_up: {for: 3d}\n")
    finding = only(loaded.findings)
    assert spots([finding]) == [("missing-key", 3, 5)]
    assert finding.message == "`at` of `ramp_up` is missing"
    assert finding.about == ("contractors", "pool", "ramp_up", "at")
    assert loaded.book.contractors["pool"].ramp_up is None


# --- bookings -------------------------------------------------------------------------------------------------------

DAYS = "from: 2026-09-01, to: 2026-09-30"
TWO = Fraction(960)
FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)


def booking(row: str) -> str:
    return f"bookings:\n  b:\n    work:\n      - {{{row}}}\n"


@pytest.mark.parametrize(
    ("row", "noun"),
    [
        (f"person: ana, share: 80%, {DAYS}", Row(FIRST, LAST, "ana", share=Fraction(4, 5))),
        (f"person: ana, share: 100%, {DAYS}", Row(FIRST, LAST, "ana", share=Fraction(1))),
        (f"person: ana, per_day: 3h, {DAYS}", Row(FIRST, LAST, "ana", per_day=Fraction(180))),
        (f"person: ana, effort: 2d, every: week, {DAYS}", Row(FIRST, LAST, "ana", effort=Effort(TWO), every="week")),
        ("person: ana, share: 1, date: 2026-09-01", Row(FIRST, FIRST, "ana", share=Fraction(1))),
        (f"skill: php, level: 3, people: 2, share: 50%, {DAYS}", Row(FIRST, LAST, None, "php", 3, 2, Fraction(1, 2))),
    ],
)
def test_rows(row: str, noun: Row) -> None:
    loaded = read(booking(row))
    assert loaded.findings == ()
    assert loaded.book.bookings["b"].work == (noun,)


@pytest.mark.parametrize(
    ("row", "rule", "column", "said"),
    [
        (f"person: ana, {DAYS}", "one-of", 9, "none of `share`, `per_day` or `effort`"),
        (f"person: ana, share: 1, per_day: 1h, {DAYS}", "one-of", 33, "`share` and `per_day`"),
        (f"share: 1, {DAYS}", "one-of", 9, "none of `person` or `skill`"),
        (f"person: ana, skill: php, share: 1, {DAYS}", "one-of", 23, "`person` and `skill`"),
        (f"person: ana, people: 2, share: 1, {DAYS}", "wrong-place", 23, "`people` says something only beside `skill`"),
        (f"person: ana, share: 1, every: week, {DAYS}", "wrong-place", 33, "only beside `effort`"),
        ("person: ana, share: 1, from: 2026-09-01", "missing-key", 9, "`to` is missing"),
        ("person: ana, share: 1", "missing-key", 9, "`from` is missing"),
        (f"person: ana, share: 1, date: 2026-09-01, {DAYS}", "one-of", 33, "`date` is one day"),
        (f"person: ana, share: 250%, {DAYS}", "bad-value", 30, "out of bounds"),
        (f"person: ana, per_day: 25h, {DAYS}", "bad-value", 32, "more than a day has"),
        (f"person: ana, per_day: 0h, {DAYS}", "bad-value", 32, "no time"),
        (f"person: ana, effort: 0d, {DAYS}", "bad-value", 31, "nothing"),
        (f"person: ana, share: 1, start: 2026-09-01, {DAYS}", "unknown-key", 33, "no key `start`"),
    ],
)
def test_wrong_rows(row: str, rule: str, column: int, said: str) -> None:
    loaded = read(booking(row))
    finding = loaded.findings[0]
    assert spots([finding]) == [(rule, 4, column)]
    assert said in finding.message
    assert finding.about[:4] == ("bookings", "b", "work", 0)


def test_a_row_without_days_stays_and_books_nothing() -> None:
    loaded = read(
        "bookings:\n  b:\n    work:\n      - {person: ana, share: 1}\n" + f"      - {{person: bo, share: 1, {DAYS}}}\n"
    )
    first, second = loaded.book.bookings["b"].work
    assert (first.person, first.share, first.per_day, first.effort) == ("ana", None, None, None)
    assert second.person == "bo"


def test_a_period_backwards_is_kept_for_its_rule() -> None:
    loaded = read(booking("person: ana, share: 1, from: 2026-09-02, to: 2026-09-01"))
    assert loaded.findings == ()
    assert loaded.book.bookings["b"].work[0].first > loaded.book.bookings["b"].work[0].last


def test_a_hold() -> None:
    loaded = read(
        "bookings:\n"
        "  b: {status: hold, probability: 60%, expires: 2026-12-04, deal: d, flexible: {until: 2027-01-01}}\n"
    )
    assert loaded.findings == ()
    found = loaded.book.bookings["b"]
    assert (found.status, found.probability, found.expires) == ("hold", Fraction(3, 5), date(2026, 12, 4))
    assert (found.deal, found.flexible_until) == ("d", date(2027, 1, 1))


def test_flexible_needs_an_end() -> None:
    assert spots(read("bookings:\n  b: {flexible: {}}\n").findings) == [("missing-key", 2, 7)]


# --- promises -------------------------------------------------------------------------------------------------------


def test_a_promise() -> None:
    loaded = read(
        f"""promises:
  d:
    status: delivered
    chance: 0.84
    scope:
      build: {{wait: 5d}}
    plan:
      - {{task: build, person: ana, skill: react, {DAYS}, per_day: 4.5h}}
    actual: {{react: 24d, php: 0d}}
    feedback: {{from: City Museum, said: "It was ready."}}
    thanks: [{{to: ana, from: tom, for: the week before}}]
"""
    )
    assert loaded.findings == ()
    found = loaded.book.promises["d"]
    assert found.chance == Fraction(84, 100)
    assert [task.id for task in found.scope] == ["build"]
    assert isinstance(found.scope[0], Task)
    assert found.plan == (Row(FIRST, LAST, "ana", "react", per_day=Fraction(270), task="build"),)
    assert found.actual["php"] == Effort(Fraction(0))
    assert found.feedback == Feedback("City Museum", "It was ready.")
    assert found.thanks == (Thanks("ana", "tom", "the week before"),)


def test_a_plan_row_needs_somebody() -> None:
    loaded = read(f"promises:\n  d:\n    plan: [{{task: build, {DAYS}, share: 1}}]\n")
    assert [f.rule for f in loaded.findings] == ["one-of"]


# --- ids ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a", "0", "a-b-2", "2026-relaunch"])
def test_ids(name: str) -> None:
    assert [f.rule for f in read(f"people:\n  '{name}': {{name: X}}\n").findings] == []


@pytest.mark.parametrize(
    ("name", "near"), [("Ana", "ana"), ("Ana María", "ana-maria"), ("-a", "a"), ("a_b", "a-b"), ("a.b", "a-b")]
)
def test_bad_ids_stay_known(name: str, near: str) -> None:
    loaded = read(f"people:\n  {name}: {{name: X}}\n")
    finding = only(loaded.findings)
    assert spots([finding]) == [("bad-id", 2, 3)]
    assert f"`{near}`" in finding.cure
    assert name in loaded.book.people


def test_an_id_of_signs_only_has_no_near_one() -> None:
    assert "small letters" in only(read("people:\n  ???: {name: X}\n").findings).cure


# --- keys -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["Time-Off", "timeOff", "TIME_OFF", "time off"])
def test_a_key_that_is_only_written_otherwise_is_surely_meant(written: str) -> None:
    (finding,) = read(f"people:\n  ana: {{{written}: []}}\n").findings
    assert (finding.edits[0].text, finding.safe) == ("time_off", True)


@pytest.mark.parametrize(("written", "safe"), [("Firm", True), ("frim", False)])
def test_a_word_that_is_only_written_otherwise_is_surely_meant(written: str, safe: bool) -> None:
    (finding,) = read(f"bookings:\n  b: {{client: C, status: {written}, work: []}}\n").findings
    assert (finding.edits[0].text, finding.safe) == ("firm", safe)


def test_an_unknown_key_is_near_a_known_one_or_another_word_for_it() -> None:
    near, other = read("people:\n  ana: {skilz: {react: 3}, holidays: [2026-01-01]}\n").findings
    assert (near.cure, near.edits[0].text, near.safe) == ("did you mean `skills`?", "skills", False)
    assert (other.cure, other.edits[0].text) == ("did you mean `time_off`?", "time_off")


def test_an_unknown_key_like_no_other_gets_the_list() -> None:
    finding = only(read("skills:\n  react: {zzz: 1}\n").findings)
    assert finding.cure == "keys here: name, also_called, near"
    assert finding.edits == ()


def test_a_known_key_that_is_there_already_is_not_written_twice() -> None:
    finding = only(read("people:\n  ana: {time_off: [], holidays: []}\n").findings)
    assert finding.cure == "did you mean `time_off`?"
    assert finding.edits == ()


def test_an_ambiguous_value_is_one_finding_when_it_is_wrong_anyway() -> None:
    finding = only(read({"firm.yaml": "firm: {lint: {require_reason: yes}}\n"}).findings)
    assert (finding.rule, finding.edits[0].text) == ("bad-value", "true")


def test_a_refused_value_is_one_finding() -> None:
    loaded = read("people:\n  ana: {name: *x, skills: *y, time_off: *z, calendar: ok}\n")
    assert [f.rule for f in loaded.findings] == ["yaml-feature"] * 3
    assert loaded.book.people["ana"] == Person("ana", calendar="ok")


def test_containers_in_the_place_of_texts_and_texts_in_the_place_of_containers() -> None:
    loaded = read(
        "people:\n  ana: {name: [Ana], role: {a: b}, skills: react, week: 8h, time_off: {from: 2026-01-01}}\n"
    )
    messages = [f.message for f in loaded.findings]
    assert messages == [
        "`name` is a text, not a list",
        "`role` is a text, not a map",
        "`skills` is a map of levels by skill",
        "`week` is the days of a week that differ",
        "`time_off` is a list of time off",
    ]


def test_lists_are_named_in_the_plural() -> None:
    names = {f"a list of {plural(name)}" for name in ("a row of work", "days off", "work by a contractor", "an id")}
    assert names == {"a list of rows of work", "a list of days off", "a list of work by a contractor", "a list of ids"}


def test_the_cure_of_a_missing_date_is_no_date_to_take() -> None:
    loaded = read("people: {a: {time_off: [{from: 2026-08-10}]}}")
    assert only(loaded.findings).cure == "add `to`, written like `2026-11-28`"
