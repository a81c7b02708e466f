"""What nothing uses, what nobody has, and when neither can be told."""

from fractions import Fraction

import pytest

from deliverable.book import (
    Book,
    Calendar,
    Contractor,
    ContractorUse,
    Crew,
    Deal,
    Effort,
    Firm,
    Input,
    Person,
    Promise,
    Skill,
    SkillLevel,
    Task,
)
from deliverable.files.load import load
from deliverable.rules import skill_without_people, unused_calendar, unused_input, unused_pool, unused_skill
from tests.rules.books import FIRST, Written, abouts, book, booked, check, counting_on, deal, needs, only, row, task

SOFIA = Person("sofia", skills={"react": 4, "qa": 2})
WEN = Person("wen", skills={"react": 2, "qa": 5})
POOL = Contractor("pool", skills={"shopify": 5})
CATALOGUE = {name: Skill(name) for name in ("react", "qa", "shopify", "flash")}


def asks(skill: str, **more: object) -> Deal:
    return deal(task("a", effort=(needs(skill, **more),)))


def read(**files: str) -> Book:
    tree = {f"capacity/{name.replace('__', '/')}.yaml": text.encode() for name, text in files.items()}
    return load({"capacity/firm.yaml": b"firm: {name: F}\n"} | tree).book


# --- skills that nobody has


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (asks("react", level=4), ""),
        (asks("react", level=5), "nobody has `react` at level 5; the most is 4, of `sofia`"),
        (asks("shopify", level=5), ""),
        (asks("flash"), "nobody has `flash`"),
        (asks("cobol"), ""),  # another rule says that there is no such skill
        (asks("react", level=4, also=(SkillLevel("qa", 2),)), ""),
        (
            asks("react", level=4, also=(SkillLevel("qa", 3),)),
            "nobody has `react` at level 4 and `qa` at level 3",
        ),
        (asks("react", also=(SkillLevel("qa", 5),)), ""),
        (asks("react", also=(SkillLevel("flash"),)), "nobody has `flash`"),
        (deal(task("a", crew=(Crew("flash"),))), "nobody has `flash`"),
        (Promise("p", scope=(task("a", effort=(needs("flash"),)),)), "nobody has `flash`"),
        (Promise("p", status="delivered", scope=(task("a", effort=(needs("flash"),)),)), ""),
        (Promise("p", plan=(row(skill="flash"), row("sofia", skill="flash"))), "nobody has `flash`"),
        (booked("b", row(skill="react", level=4)), ""),
        (booked("b", row(skill="react", level=5)), "nobody has `react` at level 5; the most is 4, of `sofia`"),
        (booked("b", row(skill="shopify")), "nobody has `shopify`"),  # a pool isn't booked
    ],
)
def test_somebody_must_have_what_is_asked_for(wanted: object, said: str) -> None:
    found = check(skill_without_people, book(SOFIA, WEN, POOL, wanted, skills=CATALOGUE))
    assert [finding.message for finding in found] == [said] * bool(said)


@pytest.mark.parametrize("status", ["won", "lost"])
def test_a_settled_deal_asks_for_nothing(status: str) -> None:
    one = deal(task("a", effort=(needs("flash"),)), status=status)
    assert check(skill_without_people, book(SOFIA, one, skills=CATALOGUE)) == []


def test_where_nobody_has_any_skill_nothing_is_said() -> None:
    assert check(skill_without_people, book(Person("ann"), asks("react"), skills=CATALOGUE)) == []


@pytest.mark.parametrize(("written", "found"), [("flahs", 0), ("cobol", 1)])
def test_a_skill_that_somebody_has_under_a_slip_is_told_of_there_alone(written: str, found: int) -> None:
    ann = Person("ann", skills={written: 3})
    assert len(check(skill_without_people, book(SOFIA, ann, asks("flash"), skills=CATALOGUE))) == found


def test_the_skill_is_shown_where_it_is_written() -> None:
    path = ("deals", "d", "scope", "a", "effort", 0)
    given = book(SOFIA, asks("flash"), skills=CATALOGUE, places=Written((*path, "skill"), keys=(path,)))
    assert only(check(skill_without_people, given)).place.path == "key deals.d.scope.a.effort.0"
    places = Written(("bookings", "b", "work", 0, "skill"))
    given = book(SOFIA, booked("b", row(skill="flash")), skills=CATALOGUE, places=places)
    assert only(check(skill_without_people, given)).place.path == "value bookings.b.work.0.skill"


@pytest.mark.parametrize(
    ("unread", "found"), [("", 0), ("people", 0), ("contractors", 0), ("skills", 1), ("bookings", 1)]
)
def test_who_cant_be_read_may_have_it(unread: str, found: int) -> None:
    assert len(check(skill_without_people, book(SOFIA, asks("flash"), skills=CATALOGUE), unread)) == found


@pytest.mark.parametrize(
    ("person", "found"),
    [
        ("skills: {php: 9}", 0),  # the level can't be read
        ("skills: [php]", 0),
        ("skils: {php: 3}", 0),
        ("site: {a: b}", 1),
        ("skills: {}", 1),
    ],
)
def test_a_fault_that_could_hide_the_skill_silences_the_rule(person: str, found: int) -> None:
    people = f"people:\n  ann: {{{person}}}\n  bob: {{skills: {{qa: 1}}}}\n"
    given = read(
        people=people, deals__d="deal: d\nscope: {a: {effort: {php: 1d}}}\n", skills="skills: {php: {}, qa: {}}"
    )
    assert len(check(skill_without_people, given)) == found


# --- skills that are in the catalogue alone


@pytest.mark.parametrize(
    "other",
    [
        Person("ann", skills={"flash": 1}),
        Contractor("c", skills={"flash": 1}),
        asks("flash"),
        asks("react", also=(SkillLevel("flash"),)),
        deal(task("a", crew=(Crew("flash"),)), status="lost"),
        booked("b", row(skill="flash")),
        Promise("p", plan=(row(skill="flash"),)),
    ],
    ids=["person", "pool", "deal", "also", "crew", "row", "plan"],
)
def test_a_skill_is_used_by_whoever_has_it_or_asks_for_it(other: object) -> None:
    people = book(SOFIA, POOL, skills=CATALOGUE)
    assert abouts(check(unused_skill, people)) == ["skills.flash"]
    assert check(unused_skill, book(SOFIA, Contractor("shop", skills={"shopify": 5}), other, skills=CATALOGUE)) == []


def test_a_skill_that_isnt_there_may_be_meant_for_an_unused_one() -> None:
    assert check(unused_skill, book(SOFIA, POOL, asks("flahs"), skills=CATALOGUE)) == []


@pytest.mark.parametrize("unread", ["", "skills", "people", "contractors", "deals", "promises", "bookings"])
def test_what_cant_be_read_may_use_it(unread: str) -> None:
    assert check(unused_skill, book(SOFIA, POOL, skills=CATALOGUE), unread) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("deal: d\nscope: {a: {wait: 1d}}\n", 1),
        ("deal: d\nscope: {a: {effort: ?}}\n", 0),
        ("deal: d\nscope: [}\n", 0),
        ("deal: d\nbudget: x\n", 1),
        ("- nothing\n", 0),
    ],
)
def test_a_deal_with_a_fault_in_its_scope_may_use_it(text: str, found: int) -> None:
    given = read(deals__d=text, skills="skills: {php: {name: PHP}}\n")
    assert len(check(unused_skill, given)) == found


# --- calendars


def test_a_calendar_is_the_firms_or_somebodys() -> None:
    calendars = {name: Calendar(name) for name in ("england", "poland", "india")}
    people = (Person("ola", calendar="poland"), Person("ann"))
    given = book(*people, firm=Firm(calendar="england"), calendars=calendars)
    assert abouts(check(unused_calendar, given)) == ["calendars.india"]
    for unread in ("", "firm", "people"):
        assert check(unused_calendar, given, unread) == []
    assert len(check(unused_calendar, given, "bookings")) == 1


def test_a_calendar_that_isnt_there_may_be_meant_for_an_unused_one() -> None:
    given = book(Person("ola", calendar="polend"), calendars={"poland": Calendar("poland")})
    assert check(unused_calendar, given) == []


@pytest.mark.parametrize(
    ("person", "found"), [("calendar: [x]", 0), ("calender: poland", 0), ("site: [x]", 1), ("name: Ola", 1)]
)
def test_a_fault_that_could_hide_the_calendar_silences_the_rule(person: str, found: int) -> None:
    given = read(team=f"people: {{ola: {{{person}}}}}\ncalendars: {{poland: {{days_off: []}}}}\n")
    assert len(check(unused_calendar, given)) == found


# --- pools


def test_a_pool_has_something_that_is_asked_for() -> None:
    assert check(unused_pool, book(POOL, asks("shopify"))) == []
    assert abouts(check(unused_pool, book(POOL, asks("react")))) == ["contractors.pool"]
    assert check(unused_pool, book(POOL)) == []  # nothing asks for anything
    assert only(check(unused_pool, book(Contractor("c")))).message == "`c` has no skills"
    assert check(unused_pool, book(POOL, asks("react", who=("pool",)))) == []
    assert check(unused_pool, book(POOL, asks("react"), Deal("e", who=("pool",)))) == []
    use = ContractorUse("pool", Effort(Fraction(60)), FIRST)
    assert check(unused_pool, book(POOL, booked("b", row(skill="react")), counting_on(contractors=(use,)))) == []


@pytest.mark.parametrize(
    ("unread", "found"), [("", 0), ("contractors", 0), ("deals", 0), ("bookings", 0), ("people", 1)]
)
def test_what_cant_be_read_may_ask_the_pool(unread: str, found: int) -> None:
    assert len(check(unused_pool, book(POOL, asks("react")), unread)) == found


# --- inputs


def test_an_input_is_some_tasks() -> None:
    inputs = (Input("texts"), Input("photos"))
    assert abouts(check(unused_input, book(Deal("d", inputs=inputs, scope=(task("a", inputs=("texts",)),))))) == [
        "deals.d.inputs.photos"
    ]
    assert check(unused_input, book(Deal("d", inputs=inputs, scope=(Task("a", inputs=("texts", "foto")),)))) == []
    assert check(unused_input, book(Deal("d", inputs=inputs))) == []  # there is no scope yet


@pytest.mark.parametrize(
    ("task", "found"),
    [("wait: 1d", 1), ("wait: 1d, inputs: {texts: 1}", 0), ("wait: 1d, input: [texts]", 0), ("wait: x", 1)],
)
def test_a_fault_that_could_hide_the_input_silences_the_rule(task: str, found: int) -> None:
    given = read(deals__d=f"deal: d\ninputs: {{texts: {{by: 2027-01-15}}}}\nscope: {{a: {{{task}}}}}\n")
    assert len(check(unused_input, given)) == found
