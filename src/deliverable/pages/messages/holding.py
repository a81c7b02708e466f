"""A plan to whom to hold for it: each person's share of their days, from when to when."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil

from deliverable.dataclass import dataclass
from deliverable.engine.problem import Problem
from deliverable.pages.messages.matter import Matter
from deliverable.pages.messages.phrases import stretch
from deliverable.pages.words import counted, listed, seen, split
from deliverable.supply import PersonDays, Supply

APART = 5
"""So many of a person's bookable days without work for the deal part one stretch from the next."""
STRETCHES = 6
"""Of a person so many stretches are told, and of more the whole."""
PEOPLE = 20


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from the first to the last, and the share of what can be booked on them."""

    first: date
    last: date
    share: Fraction


def people(matter: Matter) -> tuple[str, ...]:
    """A line for each person of the plan; outside people are asked, not held."""
    verdict = matter.verdict
    plan, problem, side = verdict.plan, verdict.problem, verdict.side
    if plan is None or problem is None:
        return ()
    supply = Supply(problem.question, certain=False) if side is None else side.capacity.supply
    done: dict[str, dict[int, int]] = {}
    skills: dict[str, dict[str, int]] = {}
    for work in plan.work:
        name = problem.workers[work.worker].person
        if name:
            days, mine = done.setdefault(name, {}), skills.setdefault(name, {})
            days[work.day] = days.get(work.day, 0) + work.minutes
            skill = problem.jobs[work.job].skill(work.index)
            mine[skill] = mine.get(skill, 0) + work.minutes
    order = sorted(done, key=lambda name: (min(done[name]), name))
    lines = [_line(matter, supply.person(name), problem, name, done[name], skills[name]) for name in order]
    rest = len(lines) - PEOPLE
    return tuple(lines) if rest < 2 else (*lines[:PEOPLE], f"and {rest} more people, as the plan has them")


def stretches(days: PersonDays, done: dict[int, int], problem: Problem) -> Iterator[Stretch]:
    """A person's work on the deal, cut where they do none of it for a while."""
    worked = sorted(done)
    first = worked[0]
    for day, following in zip(worked, [*worked[1:], None], strict=True):
        if following is None or _bookable(days, problem, day + 1, following - 1, count=True) > APART:
            minutes = sum(done[one] for one in worked if first <= one <= day)
            bookable = _bookable(days, problem, first, day)
            share = minutes / bookable if bookable else Fraction(1)
            yield Stretch(problem.on(first), problem.on(day), share)
            first = day if following is None else following


def _bookable(days: PersonDays, problem: Problem, first: int, last: int, *, count: bool = False) -> Fraction:
    """Bookable minutes, or how many bookable days, of a stretch."""
    if last < first:
        return Fraction(0)
    minutes = days.bookable_by_day(problem.on(first).toordinal(), problem.on(last).toordinal())
    return Fraction(sum(m > 0 for m in minutes)) if count else sum(minutes, Fraction(0))


def _line(
    matter: Matter, days: PersonDays, problem: Problem, name: str, done: dict[int, int], skills: dict[str, int]
) -> str:
    """Sofia at 64 % from Mon 18 January to Wed 3 February (3 days of accessibility and 1.2 days of React)."""
    found = list(stretches(days, done, problem))
    if len(found) > STRETCHES:
        bookable = _bookable(days, problem, min(done), max(done))
        share = sum(done.values()) / bookable if bookable else Fraction(1)
        found = [Stretch(found[0].first, found[-1].last, share)]
    told = [f"at {_percent(one.share)} {_during(one, matter.today)}" for one in found]
    return f"{matter.names.person(name)} {listed(told)} ({_work(matter, skills)})"


def _percent(share: Fraction) -> str:
    """Whole percents, never fewer than it takes."""
    return f"{ceil(share * 100)} %"


def _during(one: Stretch, near: date) -> str:
    told = stretch(one.first, one.last, near)
    return f"on {told}" if one.first == one.last else f"from {told}"


def _work(matter: Matter, skills: dict[str, int]) -> str:
    """How many days of which skill; they add up."""
    day = matter.book.firm.day
    parts = list(skills.values())
    places = seen(parts, day)
    amounts = split(parts, day, places)
    return listed(
        [f"{counted(n, 'day', places=places)} of {skill_name(matter, s)}" for s, n in zip(skills, amounts, strict=True)]
    )


def skill_name(matter: Matter, skill: str) -> str:
    """What the catalogue calls a skill."""
    known = matter.book.skills.get(skill)
    return known.name if known is not None and known.name else skill
