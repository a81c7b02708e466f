"""What changes a fingerprint and what doesn't, field by field and file by file."""

import dataclasses
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from deliverable import book as nouns
from deliverable.answers.fingerprint import IN_ORDER, SHOWN_ONLY, _noun, capacity_fingerprint, deal_fingerprint
from deliverable.book import Book, Calendar, DaysOff, Deal, Firm, Input, Person, Promise, Row, TimeOff
from deliverable.files.disk import read_tree
from deliverable.files.load import load
from tests.make import MON, book, booking, deal, effort, needs, on, person, promise, question, row, work
from tests.record.test_outcomes import finished, with_history

CAPACITY = Path(__file__).parent.parent.parent / "capacity"
NOUNS = [found for found in vars(nouns).values() if dataclasses.is_dataclass(found) and found is not nouns.Question]
FIELDS = [(noun, field) for noun in NOUNS for field in dataclasses.fields(noun)]


def of(tree: dict[str, str]) -> str:
    """The fingerprint of a folder's files."""
    return capacity_fingerprint(load({name: text.encode() for name, text in tree.items()}).book, ())


def sample() -> dict[str, str]:
    tree = read_tree(CAPACITY, deals=False, relative_to=CAPACITY.parent)
    return {name: content.decode() for name, content in tree.items()}


def spoiled(change: Callable[[str], str]) -> dict[str, str]:
    """The sample firm with something changed in all its YAML files; the change has to be one."""
    before = sample()
    after = {name: change(text) if name.endswith(".yaml") else text for name, text in before.items()}
    assert after != before
    return after


# --- every field -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("noun", "field"), FIELDS, ids=lambda value: getattr(value, "name", None) or value.__name__)
def test_a_field_counts_unless_it_is_only_shown(noun: type, field: dataclasses.Field[Any]) -> None:
    required = [f.name for f in dataclasses.fields(noun) if f.default is f.default_factory is dataclasses.MISSING]
    plain = noun(**dict.fromkeys(required, "x"))
    changed = dataclasses.replace(
        plain, **{field.name: ("other",) if field.name in IN_ORDER.get(noun, ()) else "other"}
    )
    counts = field.compare and field.name not in SHOWN_ONLY.get(noun, ())
    assert (_noun(plain) != _noun(changed)) is counts


def test_what_is_left_out_or_kept_in_order_is_a_field() -> None:
    for table in (SHOWN_ONLY, IN_ORDER):
        for noun, names in table.items():
            assert names <= {field.name for field in dataclasses.fields(noun)}


def test_a_new_field_at_its_default_changes_no_fingerprint() -> None:
    assert _noun(Person("ana")) == "Person(id=3:ana)"
    assert _noun(Person("ana", week=None, focus=None, skills={})) == "Person(id=3:ana)"


# --- what a chance learns from ---------------------------------------------------------------------------------------


def ended(ratio: str, **changes: Any) -> Book:
    return with_history(finished("a", ratio, **changes))


def test_finished_projects_count_by_what_is_learned_from_them() -> None:
    before = capacity_fingerprint(with_history(), ())
    one = capacity_fingerprint(ended("1.2"), ())
    assert before != one
    assert one != capacity_fingerprint(ended("1.3"), ())
    assert one != capacity_fingerprint(ended("1.2", ended=on(1)), ())
    assert one == capacity_fingerprint(ended("1.2", client="C", skill="php", start=on(-99), planned_end=on(9)), ())


def test_a_delivered_promise_counts_by_what_it_took() -> None:
    def of(minutes: int) -> str:
        kept = {"status": "delivered", "delivered_on": MON, "scope": (work("t", needs("php", 100)),)}
        known = book(promise("p", **kept, actual={"php": effort(minutes)}), the_firm=Firm(day=Fraction(100)))
        return capacity_fingerprint(known, ())

    assert of(100) != of(200)


def test_where_estimates_are_exact_nothing_is_learned() -> None:
    exact = with_history(estimate_error=None)
    assert capacity_fingerprint(exact, ()) == capacity_fingerprint(replace(exact, history=ended("1.2").history), ())


# --- files -----------------------------------------------------------------------------------------------------------


def test_it_is_eight_hex_digits() -> None:
    said = of(sample())
    assert len(said) == 8
    assert int(said, 16) >= 0


def in_one_file(tree: dict[str, str]) -> dict[str, str]:
    """The bookings of all files under one key."""
    bookings = [name for name in tree if "/bookings/" in name]
    rest = {name: text for name, text in tree.items() if name not in bookings}
    inside = [tree[name].split("bookings:\n")[1] for name in reversed(bookings)]
    return rest | {"capacity/all.yaml": "bookings:\n" + "".join(inside)}


def test_how_files_are_cut_named_and_ordered_changes_nothing() -> None:
    before = sample()
    said = of(before)
    assert of(in_one_file(before)) == said
    assert of(dict(reversed(before.items()))) == said
    assert of({name.replace("people/", "people/of-"): text for name, text in before.items()}) == said


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "# a remark\n" + text,
        lambda text: text.replace("focus: 80%", "focus: 0.8"),
        lambda text: text.replace("7.5h", "7.50h"),
        lambda text: text.replace("{person: ", "{  person:   "),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("name: Sofia Marin", "name: Sofia Marin-Vogt"),
        lambda text: text.replace("owner: ", "owner: somebody-else # "),
        lambda text: text.replace("currency: GBP", "currency: EUR"),
    ],
)
def test_how_it_is_written_and_what_is_only_shown_changes_nothing(change: Callable[[str], str]) -> None:
    assert of(spoiled(change)) == of(sample())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("focus: 80%", "focus: 81%"),
        ("people_per_task: 2", "people_per_task: 3"),
        ("allowance: 25d", "allowance: 26d"),
        ("react: 5", "react: 4"),
        ("status: hold", "status: firm"),
        ("2026-12-25", "2026-12-24"),
        ("client: Harbour Trust", "client: Harbour"),
        ("confirmed: 2026-11", "confirmed: 2026-10"),
        ("if_unknown:", "was_unknown:"),
    ],
)
def test_what_an_answer_can_hang_on_changes_it(old: str, new: str) -> None:
    assert of(spoiled(lambda text: text.replace(old, new))) != of(sample())


# --- order, and what counts against whom -----------------------------------------------------------------------------


def test_order_counts_only_where_something_is_called_by_its_number() -> None:
    ana, ben = row("ana", MON, per_day=10), row("ben", MON, per_day=10)
    care = row(None, MON, skill="php", per_day=10)

    def print_of(*rows: Row) -> str:
        return capacity_fingerprint(question(booking("b", *rows)).book, ())

    assert print_of(ana, ben, care) == print_of(ben, ana, care)
    assert print_of(ana, ben, care) != print_of(ana, care, ben)
    assert print_of(ana) != print_of(ana, ana)
    away = (TimeOff(MON, on(1)), TimeOff(on(7), on(8)))
    first, second = Person("ana", time_off=away), Person("ana", time_off=away[::-1])
    assert capacity_fingerprint(Book(people={"ana": first}), ()) == capacity_fingerprint(
        Book(people={"ana": second}), ()
    )
    week: list[Fraction | None] = [Fraction(100), None, None, None, None, None, None]
    calendars = [Calendar("c", week=tuple(days)) for days in (week, week[::-1])]
    assert len({capacity_fingerprint(Book(calendars={"c": each}), ()) for each in calendars}) == 2


def test_a_deal_s_own_hold_and_promise_are_not_behind_its_answer() -> None:
    asked = deal(work("build", needs("php", 10)))
    other = deal(work("build", needs("php", 10)), name="other")
    bare = question(person("ana")).book
    hold = question(person("ana"), booking("h", row("ana", MON, share=1), deal=asked.id)).book
    promised = question(person("ana"), Promise(asked.id, "promised", plan=(row("ana", MON, share=1),))).book
    for busy in (hold, promised):
        assert capacity_fingerprint(busy, (asked,)) == capacity_fingerprint(bare, (asked,))
        assert capacity_fingerprint(busy, (other,)) != capacity_fingerprint(bare, (other,))
        assert capacity_fingerprint(busy, (other, asked)) == capacity_fingerprint(bare, (other, asked))


def test_other_deals_and_the_catalogue_take_no_capacity() -> None:
    bare = question(person("ana")).book
    more = dataclasses.replace(bare, deals={"d": Deal("d")}, skills={"php": nouns.Skill("php")})
    assert capacity_fingerprint(bare, ()) == capacity_fingerprint(more, ())


def test_no_text_looks_like_something_else() -> None:
    tricks = [Person("a", team="x,site=1:y"), Person("a", team="x", site="y"), Person("a", team="x", site="1:y")]
    said = [capacity_fingerprint(Book(people={"a": each}), ()) for each in tricks]
    assert len(set(said)) == 3
    assert capacity_fingerprint(Book(people={"\ud800": Person("\ud800")}), ())


def test_an_entry_in_the_wrong_table_is_another_one() -> None:
    off = (DaysOff(date(2026, 12, 25), date(2026, 12, 25), "Christmas"),)
    named = (DaysOff(date(2026, 12, 25), date(2026, 12, 25)),)
    books = [Book(calendars={"c": Calendar("c", days_off=days)}) for days in (off, named, ())]
    said = [capacity_fingerprint(each, ()) for each in books]
    assert said[0] == said[1] != said[2]


# --- deals -----------------------------------------------------------------------------------------------------------


def test_a_deal_has_a_fingerprint_of_its_own() -> None:
    one = deal(work("build", needs("php", 10), needs("design", 20)), work("test", needs("php", 5)), due=on(4))
    said = deal_fingerprint((one,))
    renamed = dataclasses.replace(one, name="Shop", client="C", owner="tom", value=Fraction(5), said=frozenset({"due"}))
    assert deal_fingerprint((renamed,)) == said
    turned = dataclasses.replace(one, scope=(one.scope or ())[::-1])
    assert deal_fingerprint((turned,)) == said
    inputs = [dataclasses.replace(one, inputs=(Input("texts", what, MON),)) for what in ("texts", "the texts")]
    assert deal_fingerprint((inputs[0],)) == deal_fingerprint((inputs[1],)) != said
    for changed in (
        dataclasses.replace(one, due=on(5)),
        dataclasses.replace(one, scope=(one.scope or ())[1:]),
        deal(work("build", needs("design", 20), needs("php", 10)), work("test", needs("php", 5)), due=on(4)),
        deal(work("build", needs("php", 11), needs("design", 20)), work("test", needs("php", 5)), due=on(4)),
    ):
        assert deal_fingerprint((changed,)) != said


def test_the_firm_s_questions_count_and_their_words_don_t() -> None:
    def asked(**more: Any) -> str:
        intake = nouns.IntakeQuestion("q", **({"ask": "What?"} | more))
        return capacity_fingerprint(Book(firm=Firm(questions={"q": intake})), ())

    assert asked() == asked(ask="What then?", why="because", hurdle="nobody knows")
    assert (
        len({asked(), asked(if_unknown="no"), asked(if_unknown="no", sets={"a": 1, "b": [True, 0.5, None, {}]})}) == 3
    )
