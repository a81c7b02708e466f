"""Somebody a level below, or of a skill nearby, at its price in time: it takes longer, and somebody guides them.

What that costs is the firm's to say (`firm.other_people`, `skills.*.near`); whoever guides is of the level that was
asked for, and their time is asked for in the deal like all other work.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import combinations
from math import ceil

from deliverable.book import Deal, Effort, Question, Requirement, Task
from deliverable.dataclass import dataclass
from deliverable.engine.problem import able
from deliverable.offers.asking import Asking, Change, Failed, Offer, Plain, Step, changed_tasks

MOVE = "other-people"
MOST = 8
"""So many single requirements are tried, the cheapest first."""
WAYS = 4
"""So many pairs of ways are tried."""
TENTH = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Swap:
    """A requirement (of a task, by number) that others do: what is asked for instead, and of whoever guides them."""

    task: str
    index: int
    skill: str
    level: int
    levels: int
    instead: Requirement
    guide: Requirement | None
    added: Fraction


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with one requirement, or as few as it takes, at a lower level or another skill."""
    swaps = swaps_of(asking.question, asking.deal)
    if not swaps:
        yield Failed(MOVE, "none")
        return
    refuted = True
    for swap in swaps[:MOST]:
        deal = swapped(asking.deal, (swap,))
        if not asking.holds(deal):
            refuted = refuted and asking.refuted(deal)
            continue
        offer = asking.offer(_step(asking, (swap,), least=refuted))
        if offer is not None:
            yield offer
            return
    for some in [*groups(swaps), *_two_ways(groups(swaps, least=1))]:
        fewest = _fewest(asking, some)
        offer = asking.offer(_step(asking, fewest)) if fewest else None
        if offer is not None:
            yield offer
            return
    yield Failed(MOVE, "short")


def strongest(asking: Asking) -> Deal | None:
    """The deal with every requirement that could be done by others at the least price asked for like that."""
    swaps = cheapest(swaps_of(asking.question, asking.deal))
    return swapped(asking.deal, swaps) if swaps else None


def cheapest(swaps: Sequence[Swap]) -> tuple[Swap, ...]:
    """For each requirement the first, cheapest way."""
    known: dict[tuple[str, int], Swap] = {}
    for swap in swaps:
        known.setdefault((swap.task, swap.index), swap)
    return tuple(known.values())


def groups(swaps: Sequence[Swap], least: int = 2) -> list[tuple[Swap, ...]]:
    """The same way for every requirement that it is open to, of the ways for at least so many of them: the cheapest
    altogether first.
    """
    known: dict[tuple[str, int], list[Swap]] = {}
    for swap in swaps:
        known.setdefault((swap.instead.skill, swap.instead.level), []).append(swap)
    several = [cheapest(some) for some in known.values()]
    return sorted((some for some in several if len(some) >= least), key=_price)


def _two_ways(ways: list[tuple[Swap, ...]]) -> list[tuple[Swap, ...]]:
    """Two ways at once, the cheapest first: a patchwork of more is nothing that anybody would agree to."""
    both = [cheapest((*one, *other)) for one, other in combinations(ways, 2)]
    return sorted(both, key=_price)[:WAYS]


def _price(swaps: Sequence[Swap]) -> tuple[int, Fraction]:
    return sum(swap.levels for swap in swaps), sum((swap.added for swap in swaps), Fraction(0))


def _fewest(asking: Asking, swaps: tuple[Swap, ...]) -> tuple[Swap, ...]:
    """Of all together those without which it doesn't hold, the dearest left out first; none where all isn't enough."""
    if len(swaps) < 2 or not asking.holds(swapped(asking.deal, swaps)):
        return ()
    for swap in reversed(swaps):
        fewer = tuple(other for other in swaps if other is not swap)
        if fewer and asking.asked < asking.room and asking.holds(swapped(asking.deal, fewer), exact=True):
            swaps = fewer
    return swaps


# --- the ways ---------------------------------------------------------------------------------------------------------


def swaps_of(question: Question, deal: Deal) -> list[Swap]:
    """Every way in which somebody else could do one of the deal's requirements, fewest levels below first, then by the
    effort that it adds. Only where more people could do it, and where somebody could guide them.
    """
    parts = [(task, i, part) for task in deal.scope or () for i, part in enumerate(task.effort or ())]
    found = [swap for task, i, part in parts if part.effort for swap in _ways(question, deal, task, i, part)]
    order = {task.id: n for n, task in enumerate(deal.scope or ())}
    return sorted(found, key=lambda swap: (swap.levels, swap.added, order[swap.task], swap.index, swap.instead.skill))


def _ways(question: Question, deal: Deal, task: Task, index: int, part: Requirement) -> Iterator[Swap]:
    firm, now = question.book.firm, able(question, deal, part)
    price = firm.other_people
    others = [(k, replace(part, level=part.level - k), k * price.longer) for k in range(1, part.level)]
    catalogue = question.book.skills.get(part.skill)
    near = {} if catalogue is None else catalogue.near
    others += [(1, replace(part, skill=skill), longer) for skill, longer in sorted(near.items())]
    for levels, other, longer in others:
        if part.effort is None or able(question, deal, other) <= now:
            continue
        effort = scaled(part.effort, 1 + longer, firm.day)
        minutes = _up(part.effort.likely * levels * price.guiding, firm.day)
        guide = Requirement(part.skill, Effort(minutes), part.level, 1, exclude=part.exclude) if minutes else None
        if guide is not None and not able(question, deal, guide):
            continue
        added = effort.likely - part.effort.likely + minutes
        yield Swap(task.id, index, part.skill, part.level, levels, replace(other, effort=effort), guide, added)


def scaled(effort: Effort, times: Fraction, day: Fraction) -> Effort:
    """An effort so many times as long, in tenths of a day, rounded up."""
    low, high = (None if end is None else _up(end * times, day) for end in (effort.low, effort.high))
    return Effort(_up(effort.likely * times, day), low, high)


def _up(minutes: Fraction, day: Fraction) -> Fraction:
    return ceil(minutes / day / TENTH) * TENTH * day


def swapped(deal: Deal, swaps: Sequence[Swap]) -> Deal:
    """The deal with others for some requirements, and with whoever guides them."""
    tasks = {task.id: task for task in deal.scope or ()}
    changed: dict[str, Task] = {}
    for name in dict.fromkeys(swap.task for swap in swaps):
        mine = {swap.index: swap for swap in swaps if swap.task == name}
        parts = [mine[i].instead if i in mine else part for i, part in enumerate(tasks[name].effort or ())]
        guides = [swap.guide for swap in mine.values() if swap.guide is not None]
        changed[name] = replace(tasks[name], effort=(*parts, *guides))
    return changed_tasks(deal, changed)


# --- as a file has it -------------------------------------------------------------------------------------------------


def _step(asking: Asking, swaps: tuple[Swap, ...], *, least: bool = False) -> Step:
    deal = swapped(asking.deal, swaps)
    names = tuple(dict.fromkeys(swap.task for swap in swaps))
    what = tuple(f"{swap.task}: {way(swap)}" for swap in swaps)
    day = asking.question.book.firm.day
    changes = tuple(
        Change(("scope", task.id, "effort"), [as_written(part, day) for part in task.effort or ()])
        for task in deal.scope or ()
        if task.id in names
    )
    added = ceil(sum((swap.added for swap in swaps), Fraction(0)))
    return Step(MOVE, partial(swapped, swaps=swaps), changes, what, added, least, Fraction(added))


def way(swap: Swap) -> str:
    """What is asked for instead of what."""
    if swap.skill == swap.instead.skill:
        return f"{swap.skill} at level {swap.instead.level} instead of {swap.level}"
    level = f" at level {swap.instead.level}" if swap.instead.level > 1 else ""
    return f"{swap.instead.skill}{level} instead of {swap.skill}"


def as_written(part: Requirement, day: Fraction) -> Mapping[str, Plain]:
    """A requirement as a row of a deal's file."""
    out: dict[str, Plain] = {"skill": part.skill}
    if part.level > 1:
        out["level"] = part.level
    if part.effort is not None:
        out["effort"] = amount(part.effort, day)
    if part.people is not None:
        out["people"] = part.people
    if part.also:
        out["also"] = [s.skill if s.level == 1 else {"skill": s.skill, "level": s.level} for s in part.also]
    for key, names in (("who", part.who), ("not", part.exclude)):
        if names:
            out[key] = list(names)
    return out


def amount(effort: Effort, day: Fraction) -> str:
    """An effort as it is written in a file: in days where they are short decimals, else in hours."""
    ends = (effort.low, None if effort.middle else effort.likely, effort.high)
    known = [end for end in ends if end is not None]
    for unit, scale in (("d", day), ("h", Fraction(60))):
        texts = [_decimal(end / scale) for end in known]
        if all(texts):
            return "-".join(text for text in texts if text) + unit
    message = f"{effort} was never written in days or hours"
    raise ValueError(message)


def _decimal(value: Fraction) -> str | None:
    """A number with at most nine decimals, or None where it has more."""
    scaled_up = value * 10**9
    return f"{float(value):.9f}".rstrip("0").rstrip(".") if scaled_up.denominator == 1 else None
