"""The offers of single moves on small firms, where nothing is in doubt, are exactly those that trying every change of
every move finds, less those that another beats. What fits is told by `tests/exact.py`, which knows no offers.
"""

import os
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

import pytest

from deliverable import offers
from deliverable.book import (
    Contractor,
    ContractorUse,
    Deal,
    Effort,
    Flexibility,
    Input,
    Overtime,
    OvertimePolicy,
    Question,
    Requirement,
    Task,
)
from deliverable.supply import WorkingDays
from deliverable.supply.calendar import shifted
from deliverable.verdict import assess
from tests.exact import fits
from tests.make import booking, deal, firm, needs, on, person, question, row, work

DAY = timedelta(days=1)
LATEST, POOL, LONGER = 40, 12, 10
Known = tuple[str, tuple[str, ...], Fraction, Deal]
"""A move, what it is about, what it costs, and the deal as it has it."""


def small(seed: int) -> Question:
    """Two or three people, and a deal that is too much for them; every move has something to be about."""
    dice = random.Random(f"all moves {seed}")
    while True:
        asked = _drawn(dice)
        mine = asked.deals[0]
        nearly = replace(mine, due=(mine.due or date.max) + 2 * DAY)
        if not fits(asked) and fits(replace(asked, deals=(nearly,))):
            return asked


def _drawn(dice: random.Random) -> Question:
    people = [
        person(f"p{n}", {"php": dice.randint(1, 3), **({"art": 2} if dice.random() < 0.5 else {})})
        for n in range(dice.randint(2, 3))
    ]
    names = [one.id for one in people]
    booked = [
        booking("flex", row(dice.choice(names), on(1), on(3), share=1), flexible_until=on(dice.randint(8, 30))),
        booking("hold", row(dice.choice(names), on(0), on(4), share="1/2"), status="hold", probability=1, owner="p0"),
        booking("hold-too", row(dice.choice(names), on(3), on(6), share=1), status="hold", probability=1, owner="p0"),
        booking("firm", row(dice.choice(names), on(0), on(2), share="1/2")),
    ]
    tasks = [
        work("one", needs("php", dice.randint(20, 50) * 10, level=dice.randint(1, 3), people=2), inputs=("texts",)),
        work("two", needs(dice.choice(["php", "art"]), dice.randint(8, 20) * 10, level=2), after="one"),
        work("nice", needs("php", dice.randint(20, 50) * 10), priority=dice.choice(["could", "should", "must"])),
        work("rest", needs("php", dice.randint(3, 10) * 10), priority=dice.choice(["could", "should"]), after="one"),
    ]
    how = Flexibility(date=dice.choice(["fixed", "preferred"]), scope=dice.choice(["fixed", "preferred", "flexible"]))
    asked = deal(*tasks, due=on(dice.randint(6, 14)), flexibility=how, inputs=(Input("texts", "", on(3)),))
    pool = Contractor("pool", skills={"php": 3}, people=1, lead_time=2, cost=Fraction(10))
    return question(*people, *booked, pool, asked, the_firm=firm(overtime=OvertimePolicy(Fraction(LONGER, 100), 3)))


# --- every change of every move --------------------------------------------------------------------------------------


def every(asked: Question) -> Iterator[Known]:
    """The least of each move that fits, found by trying all of it, mildest first."""
    mine = asked.deals[0]
    for move in (_later, _less_scope, _phases, _inputs, _others, _moved, _released, _hired, _overtime):
        yield from move(asked, mine)


def _first(asked: Question, of: str, tried: Iterable[tuple[tuple[str, ...], Fraction, Deal]]) -> Iterator[Known]:
    for what, cost, changed in tried:
        if fits(replace(asked, deals=(changed,))):
            yield of, what, cost, changed
            return


def _working(asked: Question, after: date, last: date) -> int:
    return len(WorkingDays(asked.book, after.toordinal() + 1, last.toordinal()).days)


def _later(asked: Question, mine: Deal) -> Iterator[Known]:
    if mine.flexibility.date == "fixed" or mine.due is None:
        return
    days = [mine.due + n * DAY for n in range(1, LATEST)]
    yield from _first(asked, "later", (((d.isoformat(),), Fraction(0), replace(mine, due=d)) for d in days))


def _closed(tasks: tuple[Task, ...]) -> Iterator[tuple[str, ...]]:
    """Sets of tasks that nobody who stays waits for."""
    may = [task.id for task in tasks if task.priority != "must"]
    for size in range(1, min(len(may), len(tasks) - 1) + 1):
        for names in combinations(may, size):
            if all(task.id in names or not set(task.after) & set(names) for task in tasks):
                yield names


def _less_scope(asked: Question, mine: Deal) -> Iterator[Known]:
    if mine.flexibility.scope == "fixed":
        return
    tasks = {task.id: task for task in mine.scope or ()}

    def minutes(names: tuple[str, ...]) -> int:
        return sum(part.effort.minutes for n in names for part in tasks[n].effort or () if part.effort)

    sets = sorted(
        _closed(tuple(tasks.values())),
        key=lambda names: (
            any(tasks[n].priority == "should" for n in names),
            minutes(names),
            len(names),
            sorted(names),
        ),
    )
    tried = (
        (n, Fraction(minutes(n)), replace(mine, scope=tuple(t for t in tasks.values() if t.id not in n))) for n in sets
    )
    yield from _first(asked, "less-scope", tried)


def _phases(asked: Question, mine: Deal) -> Iterator[Known]:
    tasks = mine.scope or ()
    if mine.flexibility.scope == "fixed" or mine.due is None or all(task.priority == "must" for task in tasks):
        return
    dated = tuple(replace(task, by=mine.due) if task.priority == "must" else task for task in tasks)
    days = [mine.due + n * DAY for n in range(1, LATEST)]
    tried = (((d.isoformat(),), Fraction(0), replace(mine, due=d, scope=dated)) for d in days)
    yield from _first(asked, "phases", tried)


def _inputs(asked: Question, mine: Deal) -> Iterator[Known]:
    given = mine.inputs[0]
    days = list(WorkingDays(asked.book, asked.today.toordinal(), (given.by or date.min).toordinal() - 1).days)
    tried = (
        (("texts",), Fraction(n), replace(mine, inputs=(replace(given, by=date.fromordinal(days[-n])),)))
        for n in range(1, len(days) + 1)
    )
    yield from _first(asked, "fewer-conditions", tried)


def _others(asked: Question, mine: Deal) -> Iterator[Known]:
    """Somebody a level below for 25 % more and 10 % of guiding, each requirement at every level, alone or together."""
    ways: list[tuple[str, int, Fraction, Requirement, Requirement]] = []
    people = asked.book.people.values()

    def who(part: Requirement) -> set[str]:
        return {one.id for one in people if one.skills.get(part.skill, 0) >= part.level}

    for task in mine.scope or ():
        (part,) = task.effort or ()
        assert part.effort is not None
        for below in range(1, part.level):
            longer = _up(part.effort.likely * (4 + below) / 4)
            guided = _up(part.effort.likely * below / 10)
            other = replace(part, level=part.level - below, effort=Effort(longer))
            if who(other) > who(part) and who(part):
                guide = Requirement(part.skill, Effort(guided), part.level, 1)
                ways.append((task.id, below, longer + guided - part.effort.likely, other, guide))
    sets = [some for size in (1, 2) for some in combinations(ways, size) if len({w[0] for w in some}) == size]
    sets.sort(key=lambda some: (len(some), sum(w[1] for w in some), sum(w[2] for w in some)))

    def changed(some: tuple[tuple[str, int, Fraction, Requirement, Requirement], ...]) -> Deal:
        new = {w[0]: (w[3], w[4]) for w in some}
        scope = tuple(replace(t, effort=new[t.id]) if t.id in new else t for t in mine.scope or ())
        return replace(mine, scope=scope)

    tried = ((tuple(w[0] for w in some), sum((w[2] for w in some), Fraction(0)), changed(some)) for some in sets)
    yield from _first(asked, "other-people", tried)


def _up(minutes: Fraction) -> Fraction:
    return Fraction(-(-minutes // 10) * 10)


def _with(mine: Deal, **more: object) -> Deal:
    return replace(mine, extras=replace(mine.extras, **more))  # type: ignore[arg-type]


def _moved(asked: Question, mine: Deal) -> Iterator[Known]:
    for one in asked.book.bookings.values():
        if one.flexible_until is None or min(r.first for r in one.work) <= asked.today:
            continue
        days = [n for n in range(1, 60) if _ends(asked, one.id, n) <= one.flexible_until]
        tried = (((one.id,), Fraction(n), _with(mine, moved={one.id: n})) for n in days)
        yield from _first(asked, "move-booking", tried)


def _ends(asked: Question, name: str, days: int) -> date:
    return max(shifted(asked.book, r.first, r.last, days)[1] for r in asked.book.bookings[name].work)


def _released(asked: Question, mine: Deal) -> Iterator[Known]:
    holds = [one.id for one in asked.book.bookings.values() if one.status == "hold"]
    sets = sorted(some for size in (1, 2) for some in combinations(sorted(holds), size))
    sets.sort(key=len)  # all are certain: the fewer the better
    yield from _first(asked, "release-hold", ((some, Fraction(len(some)), _with(mine, released=some)) for some in sets))


def _hired(asked: Question, mine: Deal) -> Iterator[Known]:
    pool = asked.book.contractors["pool"]
    first = max(asked.today + timedelta(days=pool.lead_time), mine.start or asked.today)
    tried = (
        (
            (pool.id,),
            Fraction(10 * n),
            _with(mine, contractors=(ContractorUse(pool.id, Effort(Fraction(100 * n)), first),)),
        )
        for n in range(1, POOL + 1)
    )
    yield from _first(asked, "contractor", tried)


def _overtime(asked: Question, mine: Deal) -> Iterator[Known]:
    def longer(names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Fraction, Deal]]:
        for n in range(1, LONGER + 1):
            yield (
                names,
                Fraction(n * len(names)),
                _with(mine, overtime=dict.fromkeys(names, Overtime(Fraction(n, 100)))),
            )

    alone = [found for name in asked.book.people for found in _first(asked, "overtime", longer((name,)))]
    if alone:
        yield min(alone, key=lambda found: found[2])
    else:
        yield from _first(asked, "overtime", longer(tuple(asked.book.people)))


# --- which of them no other beats ------------------------------------------------------------------------------------

ORDER = ("less-scope", "fewer-conditions", "other-people", "move-booking", "release-hold", "contractor", "overtime")


def _price(asked: Question, found: Known) -> tuple[Fraction, ...]:
    move, _, cost, changed = found
    due, first = changed.due or date.max, asked.deals[0].due or date.max
    late = Fraction(_working(asked, first, due) if due > first else 0)
    return (
        Fraction(0) if move == "phases" else late,
        late,
        *(cost if move == other else Fraction(0) for other in ORDER),
    )


def _unbeaten(asked: Question, found: list[Known]) -> set[tuple[str, Fraction, date | None]]:
    prices = [_price(asked, one) for one in found]

    def beaten(mine: tuple[Fraction, ...]) -> bool:
        return any(o != mine and all(a <= b for a, b in zip(o, mine, strict=True)) for o in prices)

    return {(one[0], one[2], one[3].due) for one, price in zip(found, prices, strict=True) if not beaten(price)}


SEEDS = range(60 if os.environ.get("EVERY_CHANGE") else 5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_the_offers_of_single_moves_are_those_that_trying_everything_finds(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = small(seed)
    verdict = assess(asked, explain=True)
    assert verdict.word == "no"
    monkeypatch.setattr(offers, "SHOWN", 99)
    monkeypatch.setattr(offers, "find_pairs", _none)
    monkeypatch.setattr(offers, "milder_pairs", _none)
    got = {(o.steps[0].move, o.steps[0].cost, o.deal.due) for o in offers.offers_of(asked, verdict).offers}
    assert got == _unbeaten(asked, list(every(asked)))


_none: Callable[..., Iterator[offers.Offer]] = lambda *_: iter(())  # noqa: E731 - pairs are another test's
