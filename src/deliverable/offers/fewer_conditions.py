"""The client sooner: every decision of theirs within so many working days that they promise, or what they give us some
working days before the day that was said.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from deliverable.book import Deal, Duration, Input, Task
from deliverable.offers.asking import Asking, Change, Failed, Offer, Step, changed_tasks
from deliverable.supply import WorkingDays

MOVE = "fewer-conditions"
CLIENT = "client"
HALF = Fraction(1, 2)
"""What a promise costs the client beside the days: a decision within as many as were said is still one."""


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with promised decisions, and the deal with inputs sooner."""
    decisions, inputs = _waits(asking.deal), dated(asking)
    if not decisions and not inputs:
        yield Failed(MOVE, "none")
        return
    found: list[Offer | Failed] = [
        offer for offer in (_decided(asking, decisions), _given(asking, inputs)) if offer is not None
    ]
    yield from found or [Failed(MOVE, "short")]


def strongest(asking: Asking) -> Deal | None:
    """The deal with the client deciding at once each time."""
    return sooner(asking.deal, 1) if _waits(asking.deal) else None


# --- decisions --------------------------------------------------------------------------------------------------------


def _decided(asking: Asking, waits: list[Task]) -> Offer | None:
    """Every decision within the most working days that are few enough."""
    longest = max((task.wait.likely for task in waits if task.wait is not None), default=0)
    step = partial(_decision, waits=waits, longest=longest)
    return asking.smallest(longest, step)


def _decision(cut: int, waits: list[Task], longest: int) -> Step:
    """1 is a promise of as long as was said, each more a working day less."""
    days = longest - cut + 1
    changed: list[Change] = []
    saved = 0
    for task in waits:
        said = 0 if task.wait is None else task.wait.likely
        saved += max(0, said - days)
        changed.append(Change(("scope", task.id, "wait"), promised(min(days, said))))
    milder = partial(sooner, days=days + 1) if cut > 1 else None
    names = tuple(task.id for task in waits)
    return Step(
        MOVE, partial(sooner, days=days), tuple(changed), names, days, cut == 1, HALF + saved, milder=milder
    )  # fmt: skip


def _waits(deal: Deal) -> list[Task]:
    """The waits for the client whose length they haven't promised yet."""
    return [task for task in deal.scope or () if task.wait and task.waiting_for == CLIENT and _open(task.wait)]


def _open(wait: Duration) -> bool:
    return wait.likely > 0 and (wait.low is None or wait.low != wait.high)


def promised(days: int) -> str:
    """A wait as it is written when whoever we wait for has promised it: a range of one length."""
    return f"{days}-{days}-{days}d"


def sooner(deal: Deal, days: int) -> Deal:
    """The deal with all waits for the client no longer than so many working days, and promised."""
    cut = {
        task.id: replace(task, wait=Duration(*[min(days, task.wait.likely)] * 3))
        for task in _waits(deal)
        if task.wait is not None
    }
    return changed_tasks(deal, cut)


# --- what they give ---------------------------------------------------------------------------------------------------


def _given(asking: Asking, inputs: list[Input]) -> Offer | None:
    """One of the inputs sooner, or all of them, by the fewest working days that are enough."""
    if not inputs or not asking.holds(earlier(asking.deal, dict.fromkeys(_ids(inputs), asking.question.today))):
        return None
    alone = [offer for given in inputs if (offer := _sooner(asking, [given])) is not None]
    if alone or len(inputs) == 1:
        return min(alone, key=lambda offer: offer.steps[0].amount, default=None)
    return _sooner(asking, inputs)


def _sooner(asking: Asking, inputs: list[Input]) -> Offer | None:
    return asking.smallest(max(_before(asking, given) for given in inputs), partial(_input, asking, inputs))


def _input(asking: Asking, inputs: list[Input], days: int) -> Step:
    when = {given.id: _sooner_by(asking, given, days) for given in inputs}
    changes = tuple(Change(("inputs", name, "by"), day) for name, day in when.items())
    milder = None
    if days > 1:
        milder = partial(earlier, when={given.id: _sooner_by(asking, given, days - 1) for given in inputs})
    cost = Fraction(days * len(inputs))
    return Step(MOVE, partial(earlier, when=when), changes, _ids(inputs), days, days == 1, cost, milder=milder)


def dated(asking: Asking) -> list[Input]:
    """The inputs with a day that is still to come, for which something waits."""
    waited = {name for task in asking.deal.scope or () for name in task.inputs}
    return [given for given in asking.deal.inputs if given.id in waited and _before(asking, given) > 0]


def _ids(inputs: list[Input]) -> tuple[str, ...]:
    return tuple(given.id for given in inputs)


def _between(asking: Asking, given: Input) -> list[int]:
    """The working days from today to the day before the one that was said."""
    day = asking.question.today if given.by is None else given.by
    return list(WorkingDays(asking.question.book, asking.question.today.toordinal(), day.toordinal() - 1).days)


def _before(asking: Asking, given: Input) -> int:
    """By how many working days an input could come sooner at most."""
    return len(_between(asking, given))


def _sooner_by(asking: Asking, given: Input, days: int) -> date:
    between = _between(asking, given)
    return date.fromordinal(between[max(0, len(between) - days)])


def earlier(deal: Deal, when: dict[str, date]) -> Deal:
    """The deal with some inputs on other days."""
    return replace(deal, inputs=tuple(replace(i, by=when.get(i.id, i.by)) for i in deal.inputs))
