"""What is told of a key is so: its example is read without a fault, its default is what the reader takes."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from deliverable import book
from deliverable.answers.meaning import Meaning
from deliverable.files.decode import Decoder, Kind, Plain
from deliverable.files.explain import default, every, meaning_of, nearest
from deliverable.files.load import load
from deliverable.files.record import Key, Record
from deliverable.files.shape import FIRM, MEANINGS, TABLES, all_keys
from deliverable.files.yamlfile import parse
from deliverable.offers import MOVES
from deliverable.offers.ranking import NO_WEIGHT

PATHS = (*MEANINGS, *(dotted for dotted, _, _ in all_keys()))
Told = tuple[str, Key, Record]


def known(path: str) -> Meaning:
    """What is told of a key that there is."""
    found = meaning_of(path)
    assert found, path
    return found


WITH_DEFAULT: list[Told] = [(dotted, key, record) for dotted, key, record in all_keys() if default(key, record)]


def decoded(kind: Kind, text: str) -> Any:
    """The value of a text of a kind."""
    doc = parse("", f"a: {text}".encode())
    assert doc.root
    d = Decoder(doc, doc.root, (), book.Firm().day)
    value = kind.decode(doc.root.pairs["a"][1], ("a",), d)
    assert d.findings == []
    return value


@pytest.mark.slow
def test_every_example_is_read_without_a_fault() -> None:
    for path in PATHS:
        text = "\n".join(known(path).example) + "\n"
        top = path.split(".")[0]
        name = {"firm": "firm.yaml", "deal": "deals/museum-site.yaml"}.get(top, "data.yaml")
        tree = {"c/firm.yaml": b"firm: {name: F}\n", f"c/{name}": text.encode()}
        assert [f.message for f in load(tree, "c").findings] == [], text


@pytest.mark.slow
def test_every_example_has_its_key() -> None:
    for path in PATHS:
        last = path.split(".")[-1]
        assert any(f"{last}:" in line for line in known(path).example), path


@pytest.mark.parametrize("told", WITH_DEFAULT, ids=lambda told: told[0])
def test_a_default_is_what_holds_and_is_written_as_it_is_read(told: Told) -> None:
    _, key, record = told
    assert decoded(key.kind, default(key, record)) == record.default(key)


def test_what_holds_without_being_said_is_told_or_the_meaning_tells_it() -> None:
    for dotted, key, record in all_keys():
        value = record.default(key)
        assert default(key, record) or value in (None, "", ()) or not vars_of(value), dotted


def vars_of(value: Any) -> list[Any]:
    """What there is in a value that isn't nothing."""
    if hasattr(value, "__dataclass_fields__"):
        return [part for name in value.__dataclass_fields__ for part in vars_of(getattr(value, name))]
    return [] if value in (None, "", ()) or value == {} else [value]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("firm.day", "8h"),
        ("firm.focus", "80%"),
        ("firm.sickness", "2%"),
        ("firm.people_per_task", "2"),
        ("firm.leave_year", '"01-01"'),
        ("firm.estimate_error", "{median: 1, p80: 1.33}"),
        ("firm.hires.lead_time", "90d"),
        ("firm.week.sat", "0h"),
        ("firm.lint.require_reason", "false"),
        ("firm.offers.phases", "1"),
        ("people.time_off.share", "100%"),
        ("people.focus", ""),
        ("people.week.mon", ""),
        ("contractors.lead_time", "0d"),
        ("bookings.status", "firm"),
        ("deal.scope.priority", "must"),
        ("deal.scope.effort.level", "1"),
        ("deal.scope.effort.people", ""),
        ("deal.flexibility", "{date: preferred, scope: preferred, budget: preferred}"),
    ],
)
def test_defaults_as_a_person_writes_them(path: str, said: str) -> None:
    assert known(path).default == said


def test_a_default_follows_its_noun() -> None:
    firm = replace(book.Firm(), focus=Fraction(3, 4))
    key = FIRM.keys["focus"]
    assert isinstance(key.kind, Plain)
    assert key.kind.write(firm.focus) == "75%"


def test_a_move_without_a_weight_has_the_one_that_offers_are_ranked_with() -> None:
    offers = {path: key.default for path in PATHS if path.startswith("firm.offers.") for key in [known(path)]}
    assert offers == {f"firm.offers.{move}": f"{NO_WEIGHT}" for move in MOVES}


def test_top_level_keys() -> None:
    assert [key.key for key in every()] == list(MEANINGS)
    people = known("people")
    assert people.kind == "a map of people"
    assert people.example == ("people:", "  sofia:", "    name: Sofia Marin")
    assert [below.key for below in people.below] == [f"people.{text}" for text in TABLES["people"].record.keys]
    assert known("deal").required
    assert not people.required


def test_what_is_told_of_a_row() -> None:
    level = known("bookings.work.level")
    assert (level.kind, level.written, level.unit) == ("a level", "3", "1 (learning) to 5 (teaches others)")
    assert level.notes == ("only beside `skill`",)
    assert level.example == (
        "bookings:",
        "  harbour-trust:",
        "    work:",
        "      - share: 80%",
        "        from: 2026-09-01",
        "        to: 2026-10-30",
        "        skill: react",
        "        level: 3",
    )
    assert known("bookings.work.share").notes == ("one of `share`, `per_day` or `effort` must be there, and no more",)
    assert known("promises.plan.skill").notes == ("`person` or `skill` must be there, or both",)


def test_the_unit_of_what_is_in_a_map_is_told() -> None:
    assert known("firm.costs").unit == "in `firm.currency`, per day"
    assert known("people.skills").unit == "1 (learning) to 5 (teaches others)"
    assert known("bookings.work").unit == ""


def test_keys_directly_below() -> None:
    assert [below.key for below in known("contractors.ramp_up").below] == [
        "contractors.ramp_up.for",
        "contractors.ramp_up.at",
    ]
    assert known("people.focus").below == ()


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("focus", ("firm.focus", "people.focus")),
        ("people.sofia.focus", ("people.focus",)),
        ("deal.scope.build.effort", ("deal.scope.effort",)),
        ("people.vacation", ("people.time_off",)),
        ("people.max-deals", ("people.max_deals",)),
        ("Peple.Focus", ("people.focus",)),
        ("bookigns", ("bookings",)),
        ("zzzz", ()),
        ("", ()),
        ("...", ()),
    ],
)
def test_a_key_that_there_is_not(given: str, meant: tuple[str, ...]) -> None:
    assert meaning_of(given) is None
    assert nearest(given) == meant
