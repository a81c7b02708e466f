"""Crews as variables: who is counted together, which limits hold for several kinds of places, who sits where."""

from typing import Any

import pytest

from deliverable.book import Crew, Period, Question, Task
from deliverable.engine.cpsat import Model
from deliverable.engine.crews import Crews, Group, _lost, _stretches, _unions
from deliverable.engine.search import _Built
from tests.engine.searching import fits, hunt, scene, side
from tests.make import MON, booking, crew, deal, needs, on, person, question, row, work

TUE, WED, THU, FRI = on(1), on(2), on(3), on(4)


def crews(asked: Question, without: frozenset[int] = frozenset()) -> Crews:
    return _Built(scene(asked, without=without)).crews


def names(of: Crews, asked: Question) -> list[list[str]]:
    workers = side(asked).problem.workers
    return [[workers[w].person for w in group.members] for group in of.groups]


class Limits:
    """The cumulatives that are made: how much is there of what, and how much each interval takes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[tuple[int, list[int], int]] = []
        known = Model.cumulative

        def cumulative(model: Model, taken: Any, variable: Any, capacity: int) -> None:
            self.made.append((capacity, sorted(amount for _, amount in taken), len(variable)))
            known(model, taken, variable, capacity)

        monkeypatch.setattr(Model, "cumulative", cumulative)


# --- who is counted together ------------------------------------------------------------------------------------------


def test_equal_people_are_counted_and_all_others_named() -> None:
    people = [person(name) for name in ("ana", "ben", "cem")] + [person("dan", "php design"), person("eve", "php ops")]
    meeting = booking("b", row("cem", TUE, per_day=1))
    tasks = [crew("c", 1, Crew("php", people=2)), work("w", needs("ops", 10)), crew("e", 1, Crew("design"))]
    asked = question(*people, meeting, deal(*tasks, due=FRI))
    assert sorted(names(crews(asked), asked)) == [["ana", "ben"], ["cem"], ["dan"], ["eve"]]
    blocked = {group.members: list(group.blocked) for group in crews(asked).groups}
    assert sorted(blocked.values()) == [[0, 0, 0, 0, 0]] * 3 + [[0, 1, 0, 0, 0]]


def test_people_who_serve_unnamed_bookings_and_members_of_pools_are_named() -> None:
    people = [person("ana"), person("ben")]
    task = crew("c", 1, Crew("php"))
    assert len(crews(question(*people, deal(task, due=FRI))).groups) == 1
    somebody = booking("b", row(None, MON, skill="php", share=1))
    assert len(crews(question(*people, somebody, deal(task, due=FRI))).groups) == 2


def test_people_who_are_left_out_are_in_no_group() -> None:
    asked = question(person("ana"), person("ben"), deal(crew("c", 1, Crew("php")), due=FRI))
    assert names(crews(asked, frozenset({0})), asked) == [["ben"]]


def test_people_of_a_group_share_out_what_it_takes() -> None:
    """Three crews of two days, each of two of three people: two never overlap, and each person is in one at a time."""
    people = [person(name) for name in ("ana", "ben", "cem")]
    tasks = [crew(name, 2, Crew("php", people=2)) for name in ("x", "y", "z")]
    assert not fits(question(*people, deal(*tasks, due=FRI)))
    singles = [crew(name, 2, Crew("php")) for name in ("u", "v", "w", "x", "y", "z")]
    found = hunt(question(*people, deal(*singles, due=THU)))
    assert found.plan is not None
    assert sorted(w.worker for w in found.plan.work) == [0] * 4 + [1] * 4 + [2] * 4


# --- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("places", "fit"),
    [
        ([Crew("php", people=2)], True),
        ([Crew("php", people=3)], False),
        ([Crew("php"), Crew("php")], True),
        ([Crew("php"), Crew("php"), Crew("php")], False),
        ([Crew("php", people=2), Crew("design")], True),
        ([Crew("php", people=2), Crew("design", people=2)], False),
    ],
)
def test_each_place_has_somebody_of_its_own(places: list[Crew], fit: bool) -> None:
    people = [person("ana"), person("ben"), person("cem", "design")]
    assert fits(question(*people, deal(crew("c", 1, *places), due=MON))) is fit


def test_somebody_of_two_skills_takes_one_place() -> None:
    places = [Crew("php"), Crew("design")]
    both = person("ana", "php design")
    assert not fits(question(both, person("ben", "ops"), deal(crew("c", 1, *places), due=FRI)))
    assert fits(question(both, person("ben", "php"), deal(crew("c", 1, *places), due=MON)))


def test_a_crew_on_dates_is_beside_the_others_and_behind_what_is_before_it() -> None:
    meeting = Period(WED, THU)
    people = [person("ana")]
    alone = [crew("fixed", meeting, Crew("php")), crew("c", 2, Crew("php"))]
    assert fits(question(*people, deal(*alone, due=THU)))
    assert not fits(question(*people, deal(*alone[:1], crew("c", 3, Crew("php")), due=on(6))))
    assert fits(question(*people, deal(*alone[:1], crew("c", 3, Crew("php")), due=on(8))))
    behind = crew("fixed", meeting, Crew("php"), after="c")
    assert fits(question(*people, deal(crew("c", 2, Crew("php")), behind, due=THU)))
    assert fits(question(*people, deal(work("c", needs("php", 200)), behind, due=THU)))
    assert not fits(question(*people, deal(work("c", needs("php", 201)), behind, due=THU)))


def test_whoever_is_in_a_crew_on_dates_does_nothing_else_then() -> None:
    fixed = crew("fixed", Period(TUE, TUE), Crew("php"))
    for minutes, fit in ((200, True), (201, False)):
        tasks: list[Task] = [fixed, work("w", needs("php", minutes))]
        assert fits(question(person("ana"), deal(*tasks, due=WED))) is fit


def test_whoever_has_something_else_that_day_is_in_no_crew() -> None:
    """Ana has a meeting on Monday and Ben the work: of the two the crew would take nobody but Ana."""
    meeting = booking("b", row("ana", MON, per_day=1))
    tasks: list[Task] = [crew("c", 1, Crew("php")), work("w", needs("php", 100, who=("ben",)))]
    people = [person("ana"), person("ben")]
    assert not fits(question(*people, meeting, deal(*tasks, due=MON)))
    assert fits(question(*people, deal(*tasks, due=MON)))
    assert fits(question(*people, meeting, deal(*tasks, due=TUE)))


# --- limits -----------------------------------------------------------------------------------------------------------


def test_of_every_union_that_can_bind_there_is_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Php: ana and ben; design: ben; either of the two: both. A crew of one each: two of them have a person too few."""
    limits = Limits(monkeypatch)
    people = [person("ana"), person("ben", "php design")]
    tasks = [crew(name, 1, Crew("php"), Crew("design")) for name in ("x", "y")]
    crews(question(*people, deal(*tasks, due=TUE)))
    assert sorted(limits.made) == sorted(
        [
            (1, [], 2),  # ana, in one crew at a time
            (1, [], 2),  # ben
            (2, [2, 2], 0),  # both kinds together
            (1, [1, 1], 0),  # design alone
        ]
    )


def test_people_who_are_not_there_are_missing_from_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(monkeypatch)
    people = [person("ana"), person("ben"), person("cem", "design")]
    leave = booking("b", row("ben", TUE, WED, share=1))
    tasks = [crew("x", 1, Crew("php")), crew("y", 1, Crew("php")), crew("z", 1, Crew("design"))]
    crews(question(*people, leave, deal(*tasks, due=WED)))
    assert (2, [1, 1, 1], 0) in limits.made  # two places of php, and ben is away for one stretch


def test_one_group_for_one_kind_has_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(monkeypatch)
    crews(question(person("ana"), person("ben"), deal(*[crew(n, 1, Crew("php")) for n in "xyz"], due=TUE)))
    assert limits.made == [(2, [], 3)]


def test_unions_of_few_kinds_are_all_of_them_and_of_many_the_pairs() -> None:
    few = [frozenset({n}) for n in range(4)]
    assert len(set(_unions(few))) == 2**4 - 1
    ten = [frozenset({n}) for n in range(10)]
    assert len(set(_unions(ten))) == 2**10 - 1
    many = [frozenset({n}) for n in range(11)]
    made = list(_unions(many))
    assert [len(union) for union in made] == [1] * 11 + [2] * 55 + [11]


def test_stretches_are_runs_of_what_is_blocked() -> None:
    assert list(_stretches(bytes([0, 1, 1, 0, 0, 1]))) == [(1, 2), (5, 1)]
    assert list(_stretches(bytes([1, 1]))) == [(0, 2)]
    assert list(_stretches(bytes([0, 0]))) == []


def test_people_of_several_groups_are_lost_day_by_day() -> None:
    groups = [Group((1, 2), bytes([0, 1, 1, 0])), Group((3,), bytes([0, 0, 1, 1])), Group((4,), bytes([0, 0, 0, 0]))]
    assert _lost(groups) == [(1, 1, 2), (2, 1, 3), (3, 1, 1)]
    assert _lost([Group((1,), bytes([1, 0, 1, 1]))]) == [(0, 1, 1), (2, 2, 1)]
    assert _lost(groups[2:]) == []


# --- beside other work ------------------------------------------------------------------------------------------------


def test_whose_day_a_crew_has_is_known_as_far_as_its_dates_are() -> None:
    """Clauses say who is in it, that it has begun where that isn't known, and that it isn't over where it can be."""
    tasks = [crew("c", 2, Crew("php")), work("w", needs("php", 1), not_before=on(7))]
    asked = question(person("ana"), deal(*tasks, due=on(8)))
    of = crews(asked)
    assert [len(of.busy(0, at)[0]) for at in range(7)] == [2, 2, 3, 3, 3, 2, 2]
    tight = crews(question(person("ana"), deal(crew("c", 2, Crew("php")), due=WED)))
    assert [len(tight.busy(0, at)[0]) for at in (0, 1, 2)] == [2, 1, 2]
    assert tight.busy(0, 3) == []
    fixed = crews(question(person("ana"), deal(crew("c", Period(TUE, WED), Crew("php")), due=WED)))
    assert [len(clauses[0]) if (clauses := fixed.busy(0, at)) else 0 for at in range(4)] == [0, 1, 1, 0]
    assert fixed.busy(7, 1) == []
