"""A key one level off: one finding, at the key, that says where it belongs."""

from datetime import date

import pytest

from deliverable.answers.lint import lint
from deliverable.files.astray import kind_at
from deliverable.findings import Finding
from tests.files.reading import only, read, spots

ROWS = "[{person: dan, share: 50%, from: 2027-01-04, to: 2027-01-05}]"
PEOPLE = "people:\n  ann: {name: Ann}\n  dan: {name: Dan}\n"


def found(**files: str) -> list[Finding]:
    loaded = read({f"{name.replace('__', '/')}.yaml": text for name, text in ({"people": PEOPLE} | files).items()})
    return list(lint(loaded.book, loaded.findings, loaded.unread, date(2026, 11, 23), files=()).findings)


@pytest.mark.parametrize(
    ("text", "spot", "cure"),
    [
        (
            f"bookings:\n  b:\n    client: C\n  work: {ROWS}\n",
            ("wrong-place", 4, 3),
            "indent `work` under `b`",
        ),
        (
            f"bookings:\n  work: {ROWS}\n",
            ("wrong-place", 2, 3),
            "write the id that `work` belongs to above it",
        ),
        (
            f"bookings:\n  b:\n    flexible:\n      until: 2027-02-01\n      status: firm\n    work: {ROWS}\n",
            ("unknown-key", 5, 7),
            "`status` is a key of a booking: indent it like `flexible`",
        ),
        (
            f"bookings:\n  b:\n    client: C\n    flexible:\n    until: 2027-02-01\n    work: {ROWS}\n",
            ("unknown-key", 5, 5),
            "indent `until` under `flexible`",
        ),
        (
            "bookings:\n  b:\n    work:\n      - {person: dan, share: 1, date: 2027-01-04, owner: tom}\n",
            ("unknown-key", 4, 51),
            "`owner` is a key of a booking: indent it like `work`",
        ),
        (
            "people:\n  ann: {name: Ann}\n  dan:\n    name: Dan\n    skills:\n    php: 3\n",
            ("unknown-key", 6, 5),
            "indent `php` under `skills`",
        ),
        (
            "people:\n  ann:\n    name: Ann\n    dan:\n      name: Dan\n",
            ("unknown-key", 4, 5),
            "`dan` is not a part of `ann`: indent the two alike",
        ),
        ("skills:\n  php:\n  name: PHP\n", ("wrong-place", 3, 3), "indent `name` under `php`"),
        (
            "calendars:\n  uk:\n  days_off: [2026-12-25]\n  us: {}\nfirm: {calendar: uk}\n",
            ("wrong-place", 3, 3),
            "indent `days_off` under `uk`",
        ),
    ],
)
def test_in_the_capacity(text: str, spot: tuple[str, int, int], cure: str) -> None:
    name = "people" if text.startswith("people") else "more"
    work = f"bookings:\n  other: {{client: C, work: {ROWS}}}\n"
    loaded = read({"people.yaml": PEOPLE, "work.yaml": work, f"{name}.yaml": text.partition("firm:")[0]})
    finding = only(
        [
            f
            for f in lint(loaded.book, loaded.findings, loaded.unread, date(2026, 11, 23), files=()).findings
            if f.rule not in {"unused-calendar", "duplicate-booking"}
        ]
    )
    assert spots([finding]) == [spot]
    assert finding.cure == cure


@pytest.mark.parametrize(
    ("scope", "spot", "cure"),
    [
        ("  build:\n  wait: 5d\n", ("wrong-place", 4, 3), "indent `wait` under `build`"),
        ("  build:\n  effort: {php: 5d}\n", ("wrong-place", 4, 3), "indent `effort` under `build`"),
        (
            "  build: {wait: 5d}\n  due: 2027-03-19\n",
            ("wrong-place", 4, 3),
            "`due` is a key of a deal: indent it like `scope`",
        ),
        (
            "  build: {wait: 5d}\n  sites: [x]\n",
            ("wrong-place", 4, 3),
            "`sites` is a key of a deal: indent it like `scope`",
        ),
        (
            "  build:\n    wait: 5d\n    test:\n      wait: 1d\n",
            ("unknown-key", 5, 5),
            "`test` is not a part of `build`: indent the two alike",
        ),
        (
            "  build:\n    crew: {php: {people: 1, duration: 2d}}\n",
            ("unknown-key", 4, 29),
            "`duration` is a key of a task: indent it like `crew`",
        ),
    ],
)
def test_in_a_deal(scope: str, spot: tuple[str, int, int], cure: str) -> None:
    people = "people:\n  ann: {site: x, skills: {php: 1}}\n"
    finding = only(found(people=people, deals__d=f"deal: d\nscope:\n{scope}"))
    assert spots([finding]) == [spot]
    assert finding.cure == cure


@pytest.mark.parametrize(
    "scope",
    [
        "  wait: {wait: 5d}\n",
        "  effort: {effort: {php: 1d}}\n",
        "  due: {wait: 1d}\n",
        "  by: {wait: 1d, by: 2027-03-19}\n",
    ],
)
def test_an_id_may_be_called_like_a_key(scope: str) -> None:
    people = "people:\n  ann: {skills: {php: 1}}\n  team: {team: a}\n  name: {name: Name}\n"
    assert found(people=people, deals__d=f"deal: d\nscope:\n{scope}") == []


def test_what_is_known_further_out_and_said_there_is_just_unknown() -> None:
    text = "deal: d\ndue: 2027-03-19\nscope:\n  build: {wait: 5d, due: 2027-03-18}\n"
    assert only(found(deals__d=text)).cure == "did you mean `by`?"
    text = "deal: d\nclient: C\nscope:\n  build: {wait: 5d, client: D}\n"
    assert only(found(deals__d=text)).cure.startswith("keys here: ")


def test_an_empty_key_takes_only_what_it_may_hold() -> None:
    assert only(found(more="bookings:\n  b: {client: C, flexible: , foo: 1, work: []}\n")).cure.startswith("keys here")
    assert only(found(people="people: {ann: {skills: , foo: {a: 1}}}\n")).cure.startswith("keys here")
    assert only(found(people="people: {ann: {skills: , foo: 1}}\n")).cure == "indent `foo` under `skills`"
    assert only(found(people="people: {ann: {skills: {}, foo: 1}}\n")).cure.startswith("keys here")


def test_the_kind_at_a_key_path_is_the_contract_s() -> None:
    for path, name in {
        ("people",): "a map of people",
        ("people", "ann", "skills"): "a map of levels by skill",
        ("bookings", "b", "work", 0): "a row of work",
        ("deal", "d", "scope", "a", "effort", 0): "a requirement",
        ("deal", "d", "scope", "a", "crew", "php"): "a kind of crew member",
        ("deal", "d", "with", "overtime", "ann"): "overtime",
        ("firm", "estimate_error"): "an estimate error",
        ("firm", "questions", "q"): "a question",
    }.items():
        kind = kind_at(path)
        assert kind is not None
        assert kind.name == name
    for unknown in ((), ("foo",), ("people", "ann", "foo"), ("people", "ann", "name", "x"), ("firm", "name", 0)):
        assert kind_at(unknown) is None


@pytest.mark.slow
def test_a_map_with_thousands_of_unknown_keys_is_no_hang() -> None:
    keys = ", ".join(f"k{n}" for n in range(2000))
    assert len(found(people=f"people: {{ann: {{{keys}}}}}\n")) == 2000
