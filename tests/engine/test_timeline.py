"""When jobs begin and end, as far as it is known, and as literals where it isn't."""

from typing import Any

import pytest

from deliverable.book import Crew, Period, Question, Task
from deliverable.engine.search import _Built
from deliverable.engine.timeline import Timeline
from tests.engine.searching import fits, hunt, scene
from tests.make import MON, crew, deal, firm, needs, off, on, person, question, wait, work

TUE, WED, THU, FRI = on(1), on(2), on(3), on(4)
ANA, BEN = person("ana"), person("ben")


def timeline(asked: Question) -> Timeline:
    return _Built(scene(asked)).timeline


def known(values: list[object]) -> str:
    """t for what is known to be so, f for what is known not to be, ? for a literal."""
    return "".join("t" if value is True else "f" if value is False else "?" for value in values)


def test_a_crew_has_begun_and_ended_where_its_window_says_so() -> None:
    of = timeline(question(ANA, deal(crew("c", 2, Crew("php"), not_before=TUE), due=on(8))))
    assert of.range[0] == (1, 5)  # Tuesday to next Monday
    assert known([of.begun(0, at) for at in range(7)]) == "f????tt"
    assert known([of.ended(0, day) for day in range(10)]) == "ff??????tt"
    assert of.begun(0, 2) == of.ended(0, 3)


def test_work_has_ended_where_its_days_say_so() -> None:
    of = timeline(question(ANA, deal(work("w", needs("php", 150)), due=FRI)))
    assert known([of.stopped(0, count) for count in range(7)]) == "ff???tt"
    assert known([of.ended(0, day) for day in range(6)]) == "f???tt"
    assert [count for count, _ in of.stops(0)] == [2, 3, 4]


def test_fixed_dates_are_known() -> None:
    of = timeline(question(ANA, deal(crew("c", Period(TUE, WED), Crew("php")), due=FRI)))
    assert known([of.ended(0, day) for day in range(4)]) == "fftt"
    assert 0 not in of.start


def test_no_crew_begins_when_people_are_not_to_be_had() -> None:
    """Of the week only Thursday and Friday are free of ana's and ben's days off."""
    away = [person("ana", time_off=(off(MON, TUE),)), person("ben", time_off=(off(WED),))]
    pair = crew("c", 2, Crew("php", people=2))
    found = hunt(question(*away, deal(pair, due=FRI)))
    assert found.plan is not None
    assert found.plan.starts == (3,)
    assert not fits(question(*away, deal(pair, due=THU)))


def test_each_kind_begins_on_a_later_day_than_each_kind_ends() -> None:
    """Two days each: the first ends on Tuesday at best, and the second on Thursday."""

    def kinds(name: str, after: str = "") -> list[Task]:
        alone = needs("php", 200, people=1)
        return [work(name, alone, after=after), crew(name, 2, Crew("php"), after=after), wait(name, 2, after=after)]

    for first in kinds("a"):
        for then in kinds("b", "a"):
            tasks = (first, then)
            assert fits(question(ANA, BEN, deal(*tasks, due=THU)))
            assert not fits(question(ANA, BEN, deal(*tasks, due=WED)))


def test_work_that_may_end_later_pushes_what_follows() -> None:
    """Ana has 50 of Tuesday: what she can't do on Monday and Tuesday moves the crew behind it to Thursday."""
    half = person("ana", time_off=(off(TUE, share="1/2"),))
    for minutes, due, fit in ((150, WED, True), (151, WED, False), (151, THU, True)):
        tasks = [work("a", needs("php", minutes)), crew("b", 1, Crew("php"), after="a")]
        assert fits(question(half, deal(*tasks, due=due))) is fit


@pytest.mark.parametrize("first", ["work", "crew"])
@pytest.mark.parametrize("then", ["work", "crew"])
@pytest.mark.parametrize("other", ["work", "crew"])
def test_no_two_of_a_row_share_a_day_where_only_others_forbid_what_the_windows_allow(
    first: str, then: str, other: str
) -> None:
    """Each for itself could be a day later or sooner, but Ana has Monday and Ben Wednesday for something else."""

    def one(kind: str, name: str, who: str, **more: Any) -> Task:
        if kind == "work":
            return work(name, needs("php", 100, who=(who,)), **more)
        return crew(name, 1, Crew("php", who=(who,)), **more)

    pair = [one(first, "a", "ana"), one(then, "b", "ben", after="a")]
    ana, ben = one(other, "x", "ana", by=MON), one(other, "y", "ben", not_before=WED)
    assert not fits(question(ANA, BEN, deal(*pair, ana, ben, due=WED)))
    for either in (ana, ben):
        assert fits(question(ANA, BEN, deal(*pair, either, due=WED)))


def test_a_wait_begins_when_what_is_before_it_has_ended() -> None:
    found = hunt(question(ANA, deal(work("a", needs("php", 150)), wait("b", 2, after="a"), due=on(9))))
    assert found.plan is not None
    assert (found.plan.starts[1], found.plan.ends[1]) == (found.plan.ends[0] + 1, found.plan.ends[0] + 2)


def test_a_crew_on_dates_holds_back_what_follows_it() -> None:
    tasks = [crew("a", Period(TUE, WED), Crew("php")), work("b", needs("php", 100), after="a")]
    assert fits(question(ANA, deal(*tasks, due=THU)))
    tasks[1] = work("b", needs("php", 101), after="a")
    assert not fits(question(ANA, deal(*tasks, due=THU)))
    waiting = [wait("a", 2), crew("b", Period(WED, WED), Crew("php"), after="a")]
    assert fits(question(ANA, deal(*waiting, due=WED)))
    waiting[0] = wait("a", 3)
    assert not fits(question(ANA, deal(*waiting, due=WED)))


@pytest.mark.parametrize("kind", ["work", "crew", "dates", "wait"])
def test_what_the_windows_count_on_from_a_stale_person_is_not_there_without_them(kind: str) -> None:
    """Ana could do it on Monday, so the windows let the next job begin on Tuesday; Ben alone can on Tuesday."""
    house = firm(confirm_every=30)
    people = [person("ana"), person("ben", confirmed=MON, time_off=(off(MON),))]
    for day in (TUE, WED):
        then = {
            "work": work("c", needs("php", 100), after="a"),
            "crew": crew("c", 1, Crew("php"), after="a"),
            "dates": crew("c", Period(day, day), Crew("php"), after="a"),
            "wait": wait("c", 1, after="a"),
        }[kind]
        asked = question(*people, deal(work("a", needs("php", 100)), then, due=day), the_firm=house)
        assert fits(asked)
        assert fits(asked, fresh=True) is (day == WED)


def test_a_crew_comes_behind_whoever_stands_in_for_a_stale_person() -> None:
    """Dan is wanted on Wednesday; on Tuesday, before it, Ben still does what Ana could on Monday."""
    house = firm(confirm_every=30)
    people = [person("ana"), person("ben", confirmed=MON, time_off=(off(MON),)), person("dan", "ops", confirmed=MON)]
    tasks = [work("a", needs("php", 100)), crew("c", 1, Crew("ops"), after="a")]
    tasks.append(crew("d", 1, Crew("ops"), not_before=WED))
    assert fits(question(*people, deal(*tasks, due=WED), the_firm=house))
    assert not fits(question(*people, deal(*tasks, due=WED), the_firm=house), fresh=True)
    assert fits(question(*people, deal(*tasks, due=THU), the_firm=house), fresh=True)
