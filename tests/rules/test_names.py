"""Names that are written in two ways, and those that are none."""

import random
from datetime import date
from fractions import Fraction

import pytest

from deliverable.book import Calendar, Contractor, Deal, Finished, Person, Promise, Skill
from deliverable.rules import alike_ids, client_spelt_twice, person_twice, placeholder, skill_twice
from deliverable.rules.client_spelt_twice import one_slip
from tests.rules.books import Written, abouts, book, booked, check, only

JOINED, LEFT = date(2026, 9, 1), date(2026, 8, 31)


# --- clients


def clients(*names: str) -> tuple[object, ...]:
    return tuple(booked(f"b{n}", client=name) for n, name in enumerate(names))


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Harbour Trust", "Harbour Trust"), []),
        (("Harbour Trust", "harbour trust"), ["bookings.b1.client"]),
        (("Harbour-Trust", "Harbour Trust", "Harbour Trust"), ["bookings.b0.client"]),
        (("Café Lumière", "Cafe Lumiere"), ["bookings.b1.client"]),
        (("Northfold", "Northfold Ltd", "The Northfold"), ["bookings.b1.client", "bookings.b2.client"]),
        (("Northfold", "Northfield"), []),
        (("", ""), []),
        (("Team A", "Team B"), []),
    ],
)
def test_what_is_taken_for_one_client(names: tuple[str, ...], found: list[str]) -> None:
    assert abouts(check(client_spelt_twice, book(*clients(*names)))) == found


def test_bookings_promises_and_deals_are_looked_at() -> None:
    given = book(*clients("Tidewater"), Promise("p", client="tidewater"), Deal("d", client="Tide Water"))
    assert abouts(check(client_spelt_twice, given)) == ["promises.p.client", "deals.d.client"]


def test_a_way_of_writing_is_found_once_and_mended_everywhere() -> None:
    wrong = [("bookings", f"b{n}", "client") for n in (0, 2)]
    places = Written(*wrong, ("bookings", "b1", "client"))
    given = book(*clients("NORTHFOLD", "Northfold", "NORTHFOLD", "Northfold", "Northfold"), places=places)
    finding = only(check(client_spelt_twice, given))
    assert finding.message == "the client `NORTHFOLD` in 2 places is `Northfold` elsewhere"
    assert [(edit.place.path, edit.text) for edit in finding.edits] == [
        ("value bookings.b0.client", "Northfold"),
        ("value bookings.b2.client", "Northfold"),
    ]
    assert not finding.safe
    assert [other.place.path for other in finding.related] == ["value bookings.b1.client"]


@pytest.mark.parametrize("usual", ["R&D: 1", "True", "Øre", "A"])
def test_a_name_that_may_need_quotes_is_not_put_in(usual: str) -> None:
    places = Written(("bookings", "b2", "client"))
    finding = only(check(client_spelt_twice, book(*clients(usual, usual, f"{usual}!"), places=places)))
    assert finding.edits == ()


def past(client: str) -> Finished:
    day = date(2025, 1, 1)
    return Finished("p", client, "", day, day, day, Fraction(1), Fraction(1))


def test_the_history_tells_another_spelling_and_is_not_mended() -> None:
    given = book(*clients("Northfold", "NORTHFOLD", "Quay"), history=(past("northfold"), past("QUAY"), past("X")))
    assert abouts(check(client_spelt_twice, given)) == ["bookings.b1.client"]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Harbour Trust",) * 3 + ("Harbor Trust",), 1),
        (("Harbour Trust",) * 2 + ("Harbor Trust",), 0),
        (("Harbour Trust",) * 3 + ("Harbor Trust",) * 2, 0),
        (("Northfd",) * 3 + ("Nothfd",), 0),  # seven letters, six
        (("Northold",) * 3 + ("Nortold",), 0),  # eight, seven
        (("Northfold",) * 3 + ("Nortfold",), 1),  # nine, eight
        (("Northfold" * 9,) * 3 + ("Northfold" * 8 + "Nortfold",), 0),  # 81 letters, 80
        (("Nortfold" + "Northfold" * 8,) * 3 + ("Nortfold" + "Northfold" * 7 + "Nortfold",), 1),  # 80, 79
    ],
)
def test_a_slip_is_one_beside_a_name_that_stands_often(names: tuple[str, ...], found: int) -> None:
    assert len(check(client_spelt_twice, book(*clients(*names)))) == found


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("harbourtrust", "harbortrust", True),
        ("harbortrust", "harbourtrust", True),
        ("northfold", "northfeld", True),
        ("theatre", "theater", True),
        ("nrothfold", "northfold", True),
        ("northfold", "northfold", False),
        ("northfold", "northfolds", False),  # the last letter is often a plural, or A and B
        ("studioa", "studiob", False),
        ("borthfold", "northfold", False),
        ("northfold", "nrothfodl", False),
        ("store1east", "store2east", False),
        ("store12east", "store1east", False),
        ("northfold", "northfield", False),
    ],
)
def test_what_a_slip_is(one: str, other: str, slip: bool) -> None:
    assert one_slip(one, other) is one_slip(other, one) is slip


def test_a_slip_is_found_exactly_where_comparing_each_with_each_finds_it() -> None:
    chance = random.Random(7)
    for _ in range(200):
        base = "".join(chance.choice("abc") for _ in range(9))
        at = chance.randrange(9)
        other = chance.choice(
            (base[:at] + base[at + 1 :], base[:at] + "b" + base[at:], base[:at] + "c" + base[at + 1 :])
        )
        if other == base:
            continue
        found = check(client_spelt_twice, book(*clients(base, base, base, other)))
        assert len(found) == int(one_slip(base, other) and len(other) >= client_spelt_twice.LONG)


def test_it_takes_no_longer_for_many_clients_than_for_few() -> None:
    given = book(*clients(*(f"Client {n:05} of the firm" for n in range(4000))))
    assert check(client_spelt_twice, given) == []


# --- skills


@pytest.mark.parametrize(
    ("skills", "found"),
    [
        ((Skill("react", "React"), Skill("qa", "testing")), []),
        ((Skill("react"), Skill("re-act")), ["skills.re-act"]),
        ((Skill("react"), Skill("js", "REACT")), ["skills.js.name"]),
        ((Skill("react"), Skill("js", also_called=("ecma", "React"))), ["skills.js.also_called.1"]),
        ((Skill("react", also_called=("JS",)), Skill("js")), ["skills.js"]),
        ((Skill("react", also_called=("React", "react")),), []),
        ((Skill("c"), Skill("cpp", "C++"), Skill("cs", "C#"), Skill("none", "?")), []),
        ((Skill("a", "A", ("b", "c")), Skill("z", "B", ("C",))), ["skills.z.name"]),  # a pair is told once
    ],
)
def test_what_is_taken_for_one_skill(skills: tuple[Skill, ...], found: list[str]) -> None:
    assert abouts(check(skill_twice, book(skills={skill.id: skill for skill in skills}))) == found


def test_both_skills_are_shown() -> None:
    name = ("skills", "js", "name")
    given = book(
        skills={"react": Skill("react"), "js": Skill("js", "React")},
        places=Written(name, ("skills", "react"), keys=(("skills", "react"), name)),
    )
    finding = only(check(skill_twice, given))
    assert (finding.place.path, finding.related[0].place.path) == ("value skills.js.name", "key skills.react")
    assert finding.message == "the skills `js` and `react` are both called `React` and `react`"


# --- people


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({}, {}, 1),
        ({"team": "build"}, {}, 1),
        ({"team": "build"}, {"team": "Build"}, 1),
        ({"team": "build"}, {"team": "design"}, 0),
        ({"role": "designer"}, {"role": "tester"}, 0),
        ({"site": "leeds"}, {"site": "pune"}, 0),
        ({"leaves": LEFT}, {"joins": JOINED}, 0),
        ({"leaves": JOINED}, {"joins": JOINED}, 1),
        ({"joins": JOINED}, {"leaves": LEFT}, 0),
    ],
)
def test_namesakes_are_told_apart_by_what_is_said_of_them(
    one: dict[str, object], other: dict[str, object], found: int
) -> None:
    people = (Person("a", "Sofía Marin", **one), Person("b", "sofia marin", **other))  # type: ignore[arg-type]
    assert abouts(check(person_twice, book(*people))) == ["people.b"] * found


def test_of_three_namesakes_the_third_may_be_either() -> None:
    people = (Person("a", "Ann Li", team="x"), Person("b", "Ann Li", team="y"), Person("c", "Ann Li", team="y"))
    finding = only(check(person_twice, book(*people)))
    assert finding.message == "`c` and `b` are both called Ann Li"


def test_people_without_a_name_are_not_namesakes() -> None:
    assert check(person_twice, book(Person("a"), Person("b"), Person("c", "?"), Person("d", "?"))) == []


# --- ids


def test_ids_differ_by_more_than_a_hyphen() -> None:
    given = book(
        Person("so-fia"),
        Person("sofia"),
        Contractor("pool-a"),
        Contractor("poola"),
        booked("web-1-1"),
        booked("web-11"),
        booked("web11"),
        Promise("web-11"),
        Deal("site"),
        Deal("si-te"),
        calendars={"uk": Calendar("uk"), "u-k": Calendar("u-k")},
    )
    assert abouts(check(alike_ids, given)) == [
        "calendars.u-k",
        "people.sofia",
        "contractors.poola",
        "bookings.web11",
        "deals.si-te",
    ]


def test_of_namesakes_another_rule_speaks() -> None:
    people = (Person("so-fia", "Sofia"), Person("sofia", "Sofia"))
    assert check(alike_ids, book(*people)) == []
    assert len(check(person_twice, book(*people))) == 1
    others = (Person("so-fia", "Sofia", team="a"), Person("sofia", "Sofia", team="b"))
    assert len(check(alike_ids, book(*others))) == 1
    assert check(person_twice, book(*others)) == []


def test_an_id_is_shown_where_it_is_written() -> None:
    deal = ("deals", "si-te", "deal")
    places = Written(deal, keys=(("people", "sofia"), ("people", "so-fia")))
    given = book(Person("so-fia"), Person("sofia"), Deal("site"), Deal("si-te"), places=places)
    first, second = check(alike_ids, given)
    assert (first.place.path, first.related[0].place.path) == ("key people.sofia", "key people.so-fia")
    assert (second.place.path, second.related) == ("value deals.si-te.deal", ())


# --- stand-ins


@pytest.mark.parametrize("name", ["tbd", "TBC", "<TBD>", "[client]", "n/a", "?", "???", "None", "to be confirmed", "-"])
def test_nobody_is_called_so(name: str) -> None:
    given = book(
        booked("b", client=name, owner=name),
        Promise("p", client=name, owner=name, agreed_by=name),
        Deal("d", client=name, owner=name),
    )
    assert len(check(placeholder, given)) == 7


@pytest.mark.parametrize("name", ["", "tom", "X", "Nobody's Child", "Owner Ltd", "Unknown Pleasures"])
def test_somebody_may_be_called_so(name: str) -> None:
    assert check(placeholder, book(booked("b", client=name, owner=name), Deal("d", client=name))) == []
