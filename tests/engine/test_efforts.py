"""Divisible work as variables: how many share it, when it goes on, who serves unnamed bookings, what a pool gives."""

from typing import Any

import pytest

from deliverable.book import Contractor, ContractorUse, Crew, Extras
from deliverable.engine.cpsat import Model
from deliverable.engine.efforts import _near
from deliverable.engine.search import _Built
from tests.engine.searching import fits, hunt, scene
from tests.make import MON, booking, crew, deal, effort, needs, off, on, person, question, row, wait, work

TUE, WED, THU, FRI = on(1), on(2), on(3), on(4)
ANA, BEN, CEM = (person(name) for name in ("ana", "ben", "cem"))


def implied(monkeypatch: pytest.MonkeyPatch, *things: Any) -> tuple[int, int]:
    """How many implications the model of a question has, and how many variables."""
    made: list[int] = []
    monkeypatch.setattr(Model, "implies", lambda model, one, other: made.append(one))
    built = _Built(scene(question(*things)))
    return len(made), built.model.size


@pytest.mark.parametrize(
    ("minutes", "people", "fit"), [(100, 1, True), (101, 1, False), (200, 2, True), (201, 2, False)]
)
def test_no_more_people_share_it_than_may(minutes: int, people: int, fit: bool) -> None:
    asked = [needs("php", minutes, people=people), needs("php", 300 - minutes)]
    assert fits(question(ANA, BEN, CEM, deal(work("w", *asked), due=MON))) is fit


def test_the_same_person_counts_for_each_requirement() -> None:
    """Ana may be the one person of both; they share her day, not their people."""
    tasks = work("w", needs("php", 50, people=1), needs("php", 50, people=1))
    found = hunt(question(ANA, BEN, CEM, deal(tasks, due=MON)))
    assert found.plan is not None


def test_nobody_does_more_than_a_day() -> None:
    for minutes, fit in ((50, True), (51, False)):
        parts = [needs("php", 50, who=("ana",)), needs("php", minutes, who=("ana",))]
        assert fits(question(ANA, BEN, deal(work("w", *parts), due=MON))) is fit


def test_it_goes_on_after_all_that_it_waits_for() -> None:
    first, other = work("a", needs("php", 150)), work("b", needs("php", 50))
    for minutes, fit in ((100, True), (101, False)):
        behind = work("c", needs("php", minutes), after="a b")
        assert fits(question(ANA, deal(first, other, behind, due=WED))) is fit
    assert fits(question(ANA, BEN, deal(first, other, work("c", needs("php", 200), after="a b"), due=TUE)))
    assert not fits(question(ANA, BEN, deal(first, other, work("c", needs("php", 201), after="a b"), due=TUE)))


@pytest.mark.parametrize("busy", ["ana", "ben", ""])
def test_it_waits_for_each_of_several(busy: str) -> None:
    """Cem has something else on Wednesday or Thursday, so his 200 begin on Tuesday, behind Ana's and Ben's Monday."""
    tasks = [work(name, needs("php", 100, who=(who,))) for name, who in (("a", "ana"), ("b", "ben"))]
    last = work("last", needs("php", 200, who=("cem",)), after="a b")
    tasks += [last, work("else", needs("php", 100, who=("cem",)), not_before=WED)]
    other = [work("other", needs("php", 100, who=(busy,)), by=MON)] if busy else []
    assert fits(question(ANA, BEN, CEM, deal(*tasks, *other, due=THU))) is (busy == "")
    assert fits(question(ANA, BEN, CEM, deal(*tasks, *other, due=FRI)))


@pytest.mark.parametrize(("minutes", "fit"), [(100, True), (200, False)])
def test_what_has_ended_by_a_day_has_ended_by_the_next(minutes: int, fit: bool) -> None:
    """Ana's 200 end on Wednesday, as she has 100 to do before; Cem's come on Thursday, if Friday is enough for the
    rest of his.
    """
    mine = [work("a", needs("php", 200, who=("ana",))), work("x", needs("php", 100, who=("ana",)), by=TUE)]
    his = [work("c", needs("php", 100, who=("cem",)), after="a")]
    his.append(work("z", needs("php", minutes, who=("cem",)), not_before=THU))
    assert fits(question(ANA, CEM, deal(*mine, *his, due=FRI))) is fit


def test_what_follows_work_begins_after_its_last_minute() -> None:
    """Whoever could end the work sooner needs ana for it, who has a crew to be in before."""
    away = person("ana", time_off=(off(TUE),))
    for due, fit in ((WED, True), (TUE, False)):
        tasks = [work("a", needs("php", 150, people=2)), wait("b", 1, after="a")]
        assert fits(question(ANA, deal(*tasks, due=due))) is fit
        assert fits(question(away, BEN, deal(work("a", needs("php", 201, people=2)), tasks[1], due=due))) is fit


def test_alike_people_take_the_largest_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [needs("php", 90, people=1), needs("php", 150, people=2)]
    assert implied(monkeypatch, ANA, BEN, CEM, deal(work("w", *parts), due=MON))[0] == 2
    other = person("cem", "php", time_off=(off(MON, share="1/2"),))
    assert implied(monkeypatch, ANA, BEN, other, deal(work("w", *parts), due=MON))[0] == 1
    somebody = booking("b", row(None, MON, skill="ops", per_day=1))
    serves = person("cem", "php ops")
    assert implied(monkeypatch, ANA, BEN, serves, somebody, deal(work("w", *parts), due=MON))[0] == 1
    pair = crew("c", 1, Crew("php"))
    assert implied(monkeypatch, ANA, BEN, CEM, deal(work("w", *parts), pair, due=MON))[0] == 0
    assert implied(monkeypatch, ANA, BEN, CEM, deal(work("w", needs("php", 90, people=3)), due=MON))[0] == 0


# --- unnamed bookings -------------------------------------------------------------------------------------------------


def test_unnamed_bookings_are_served_by_whom_the_deal_leaves() -> None:
    somebody = booking("b", row(None, MON, skill="php", per_day=120))
    for minutes, fit in ((80, True), (81, False)):
        assert fits(question(ANA, BEN, somebody, deal(work("w", needs("php", minutes)), due=MON))) is fit
    both = person("ben", "php design")
    draw = booking("d", row(None, MON, skill="design", per_day=60))
    for minutes, fit in ((20, True), (21, False)):  # design is ben's; his other 40 and 80 of ana's are php's
        asked = question(ANA, both, somebody, draw, deal(work("w", needs("php", minutes)), due=MON))
        assert fits(asked) is fit


def test_whoever_the_deal_does_not_use_serves_each_minute_once() -> None:
    ana, ben = (person(name, "php design") for name in ("ana", "ben"))
    for minutes, fit in ((99, True), (100, False)):
        rows = [row(None, MON, skill="php", per_day=100), row(None, MON, skill="design", per_day=minutes)]
        task = work("w", needs("php", 1, who=("ben",)))
        assert fits(question(ana, ben, booking("b", *rows), deal(task, due=MON))) is fit


def test_a_crew_s_people_serve_nothing() -> None:
    pair = crew("c", 1, Crew("php"))
    for minutes, fit in ((100, True), (101, False)):
        somebody = booking("b", row(None, MON, TUE, skill="php", per_day=minutes))
        assert fits(question(ANA, BEN, somebody, deal(pair, due=TUE))) is fit


def test_bookings_of_people_who_have_nothing_to_do_with_it_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    far = [person("dan", "ops"), booking("b", row(None, MON, FRI, skill="ops", per_day=50))]
    task = deal(work("w", needs("php", 50)), due=FRI)
    assert implied(monkeypatch, ANA, *far, task) == implied(monkeypatch, ANA, task)
    later = booking("b", row(None, on(7), on(9), skill="php", per_day=50))
    assert implied(monkeypatch, ANA, later, task) == implied(monkeypatch, ANA, task)


def test_rows_are_near_that_share_somebody_with_those_used_or_with_a_row_that_does() -> None:
    rows = {0: (1, 2), 1: (2, 3), 2: (4,), 3: (3, 5)}
    assert _near(rows, {1}) == [0, 1, 3]
    assert _near(rows, {4}) == [2]
    assert _near(rows, set()) == []


# --- pools ------------------------------------------------------------------------------------------------------------


def pool(total: int, most: int | None = None, **more: Any) -> dict[str, Any]:
    outside = Contractor("pool", skills={"php": 1}, people=2, most=None if most is None else effort(most))
    return {"pool": outside, "extras": Extras((ContractorUse("pool", effort(total), more.get("first", MON)),))}


@pytest.mark.parametrize("kind", ["work", "crew"])
@pytest.mark.parametrize(
    ("total", "most", "fit"), [(400, None, True), (399, None, False), (400, 400, True), (400, 399, False)]
)
def test_a_pool_gives_what_was_asked_for_and_no_more_than_a_month_s(
    kind: str, total: int, most: int | None, fit: bool
) -> None:
    given = pool(total, most)
    whole = crew("w", 2, Crew("php", people=2)) if kind == "crew" else work("w", needs("php", 400, people=2))
    asked = question(person("ana", "ops"), given["pool"], deal(whole, due=TUE, extras=given["extras"]))
    assert fits(asked) is fit


def test_a_month_that_ends_lets_a_pool_give_more() -> None:
    friday = on(25)
    given = pool(400, 200, first=friday)
    task = deal(work("w", needs("php", 400, people=2)), due=on(28), extras=given["extras"])
    assert fits(question(person("ana", "ops"), given["pool"], task, today=friday))
    assert not fits(question(person("ana", "ops"), given["pool"], task, today=on(28)))


def test_members_of_two_pools_are_not_alike() -> None:
    """Each pool has one whole person for a day; the one gives 50 minutes of it, the other 100."""
    pools = [Contractor(name, skills={"php": 1}, people=1) for name in ("p", "q")]
    for totals in ((50, 100), (100, 50)):
        uses = tuple(ContractorUse(of.id, effort(total), MON) for of, total in zip(pools, totals, strict=True))
        task = work("w", needs("php", 100, people=1))
        assert fits(question(person("ana", "ops"), *pools, deal(task, due=MON, extras=Extras(uses))))
