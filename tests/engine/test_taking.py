"""What bookings that name nobody must take of some people: by hand, and against every way to cut."""

from collections.abc import Mapping, Sequence
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from deliverable.engine.taking import Easing, Taking, filled
from deliverable.supply import Unnamed

PEOPLE = {"ana": {"php": 3}, "ben": {"php": 1, "design": 2}, "cem": {"design": 1}}


TODAY = range(1)


def row(skill: str, minutes: int, level: int = 1, name: str = "r", day: int = 0) -> Unnamed:
    return Unnamed(name, 0, skill, level, "", {day: minutes})


def of(people: str, rows: Sequence[Unnamed], free: Mapping[str, int]) -> int:
    return Taking(PEOPLE, rows, {person: [free[person]] for person in PEOPLE}, 0, 1).of(people.split())[0]


FREE = {"ana": 100, "ben": 100, "cem": 100}


def test_what_others_can_serve_is_not_taken() -> None:
    rows = [row("php", 120)]
    assert [of(who, rows, FREE) for who in ("ana", "ben", "cem", "ana ben", "ana ben cem")] == [20, 20, 0, 120, 120]


def test_the_others_may_have_something_else_to_serve() -> None:
    rows = [row("php", 100), row("design", 150)]
    assert of("ana", rows, FREE) == 50  # ben is asked for both: 150 of his and cem's 200 are gone
    assert of("cem", rows, FREE) == 50
    assert of("ben", rows, FREE) == 50


def test_only_those_with_the_level_are_asked() -> None:
    assert of("ana", [row("php", 80, level=2)], FREE) == 80
    assert of("ben", [row("php", 80, level=2)], FREE) == 0
    assert of("ana ben cem", [row("php", 80, level=4), row("go", 80)], FREE) == 0, "what nobody can do takes nothing"


def test_what_nobody_has_time_for_is_dropped() -> None:
    assert of("ana ben", [row("php", 300)], FREE) == 200
    assert of("ana", [row("php", 300)], FREE) == 100


def test_a_day_is_its_own() -> None:
    free = {"ana": [100, 0, 100], "ben": [0, 100, 100], "cem": [0, 0, 0]}
    rows = [Unnamed("r", 0, "php", 1, "", {4: 60, 5: 60, 6: 60, 7: 60})]  # counted from elsewhere: 4 is the first
    assert Taking(PEOPLE, rows, free, 4, 3).of(["ana"]) == [60, 0, 0]


def test_filling_up_alone_would_serve_too_little() -> None:
    """Three kinds of which two share both groups: filled in turn, the last would find nothing left."""
    people = {"a": {"x": 1, "y": 1}, "b": {"x": 1, "z": 1}, "c": {"y": 1, "z": 1}}
    rows = [row("x", 100), row("y", 100), row("z", 100)]
    free = {"a": [100], "b": [150], "c": [50]}
    assert filled([100, 100, 100], ((0, 1, 2), ((0, 1), (0, 2), (1, 2))), [100, 150, 50])[0] < 300
    assert Taking(people, rows, free, 0, 1).of(["a", "b", "c"]) == [300]


def test_what_would_be_taken_less() -> None:
    """php 120 of ana and ben, 100 each; ana must serve 20 of them."""
    known = Taking(PEOPLE, [row("php", 120), row("php", 30, name="s")], {p: [100] for p in PEOPLE}, 0, 1)
    ana = Easing(known, ["ana"])
    assert known.of(["ana"]) == [50]
    assert ana.by({"ben": [30]}, [], TODAY) == 30
    assert ana.by({"ben": [70]}, [], TODAY) == 50
    assert ana.by({"ana": [70]}, [], TODAY) == 0, "her own time changes nothing of what the others can't serve"
    assert ana.by({"cem": [70]}, [], TODAY) == 0
    assert ana.by({}, [row("php", 30, name="s")], TODAY) == 30
    assert ana.by({"ben": [10]}, [row("php", 30, name="s")], TODAY) == 40
    assert ana.by({"ben": [30]}, [row("php", 30, name="s")], range(1, 1)) == 0, "only on those days"


def test_more_time_can_take_more_where_something_was_dropped() -> None:
    known = Taking(PEOPLE, [row("php", 300)], {p: [100] for p in PEOPLE}, 0, 1)
    assert Easing(known, ["ana", "ben"]).by({"ana": [50]}, [], TODAY) == -50


MINUTES = st.integers(0, 4)
ROWS = st.lists(st.tuples(st.sampled_from(["php", "design", "go"]), MINUTES, st.integers(1, 3)), max_size=4)
CROWD = st.lists(
    st.tuples(st.dictionaries(st.sampled_from(["php", "design", "go"]), st.integers(1, 3), max_size=3), MINUTES),
    min_size=1,
    max_size=5,
)


def cut(rows: Sequence[Unnamed], crowd: Mapping[str, Mapping[str, int]], free: Mapping[str, int]) -> int:
    """The maximum flow as the least cut, by trying every set of rows."""
    sets = chain.from_iterable(combinations(rows, n) for n in range(len(rows) + 1))
    return min(
        sum(other.minutes[0] for other in rows if other not in some)
        + sum(free[who] for who, skills in crowd.items() if any(one.fits(skills) for one in some))
        for some in sets
    )


@given(asked=ROWS, drawn=CROWD, whose=st.sets(st.integers(0, 4)))
def test_it_is_what_all_can_serve_less_what_the_others_can(
    asked: list[tuple[str, int, int]], drawn: list[tuple[dict[str, int], int]], whose: set[int]
) -> None:
    rows = [Unnamed(f"r{n}", n, skill, level, "", {0: minutes}) for n, (skill, minutes, level) in enumerate(asked)]
    crowd = {f"p{n}": skills for n, (skills, _) in enumerate(drawn)}
    free = {f"p{n}": minutes for n, (_, minutes) in enumerate(drawn)}
    people = [f"p{n}" for n in whose if f"p{n}" in crowd]
    others = {who: skills for who, skills in crowd.items() if who not in people}
    known = Taking(crowd, rows, {who: [minutes] for who, minutes in free.items()}, 0, 1)
    assert known.of(people) == [cut(rows, crowd, free) - cut(rows, others, free)]
    more = {who: [2] for who in list(crowd)[:2]}
    less = [row for row in rows if row.id != "r0"]
    richer = {who: minutes + (2 if who in more else 0) for who, minutes in free.items()}
    after = cut(less, crowd, richer) - cut(less, others, richer)
    assert Easing(known, people).by(more, [row for row in rows if row.id == "r0"], TODAY) == known.of(people)[0] - after
