"""Laws of the answers to wide random questions, which need no enumerator: each is held against a changed question's.

`test_solve` has some of them for the usual small questions; here everything comes together (two deals, promises, pools,
leave), and what is decided is expected to stay decided.
"""

import random
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from deliverable.book import Deal, Overtime, Question
from deliverable.supply import overtime_days
from deliverable.verdict import Verdict, assess
from tests import oracle, wide

DAY = timedelta(days=1)
ONE_DEAL = range(3000, 3012)
TWO_DEALS = range(4000, 4005)


def fits(verdict: Verdict) -> bool:
    return verdict.word in ("yes", "at-risk")


def undecided(verdict: Verdict) -> bool:
    return "undecided" in verdict.reasons


@cache
def answered() -> tuple[tuple[Question, Verdict], ...]:
    """Questions and their verdicts."""
    asked = [settled(wide.question(seed)) for seed in ONE_DEAL]
    asked += [settled(wide.question(seed, deals=2, tasks=2)) for seed in TWO_DEALS]
    return tuple((question, assess(question)) for question in asked)


def settled(question: Question) -> Question:
    """The same with overtime on the dates that it has now: in the policy's weeks before `due` it would move with it."""
    return replace(question, deals=tuple(_settled(question, deal) for deal in question.deals))


def _settled(question: Question, deal: Deal) -> Deal:
    def dated(extra: Overtime) -> Overtime:
        first, last = overtime_days(question, deal.due, extra.first, extra.last)
        return replace(extra, first=first, last=last)

    extras = replace(deal.extras, overtime={name: dated(extra) for name, extra in deal.extras.overtime.items()})
    return replace(deal, extras=extras)


# --- the edge ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_earliest_finish_is_where_a_no_turns_into_a_yes() -> None:
    """Due on a proved earliest finish the deal fits beside all holds; due the day before it can't be done at all."""
    proved = [
        (question, date.fromisoformat(verdict.claim["finish"]["earliest"]))
        for question, verdict in answered()
        if verdict.claim["finish"]["proved"]
    ]
    assert len(proved) > len(ONE_DEAL) // 3
    for question, day in proved:
        words = [assess(_all_due(question, last)).word for last in (day, day - DAY)]
        assert words == ["yes", "no"], question


def _all_due(question: Question, last: date) -> Question:
    return replace(question, deals=tuple(oracle.undated(deal, last) for deal in question.deals))


# --- what makes it easier ------------------------------------------------------------------------------------------


def easier(before: Verdict, question: Question) -> None:
    """A question made easier: a fit stays one, and what fits beside all holds stays so."""
    after = assess(question)
    assert fits(after) or undecided(after) or not fits(before)
    assert after.word == "yes" or undecided(after) or before.word != "yes"


@pytest.mark.slow
def test_a_later_due_never_turns_a_fit_into_a_no() -> None:
    for n, (question, verdict) in enumerate(answered()):
        later = [replace(deal, due=deal.due + (1 + n % 9) * DAY) for deal in question.deals if deal.due]
        easier(verdict, replace(question, deals=tuple(later)))


@pytest.mark.slow
def test_one_more_person_never_turns_a_fit_into_a_no() -> None:
    for n, (question, verdict) in enumerate(answered()):
        people = question.book.people
        twin = replace(list(people.values())[n % len(people)], id=f"{'az'[n % 2]}-twin")
        more = replace(question.book, people={**people, twin.id: twin})
        easier(verdict, replace(question, book=more))


def test_one_booking_fewer_never_turns_a_fit_into_a_no() -> None:
    for n, (question, verdict) in enumerate(answered()):
        bookings = dict(question.book.bookings)
        if bookings:
            del bookings[sorted(bookings)[n % len(bookings)]]
            easier(verdict, replace(question, book=replace(question.book, bookings=bookings)))


def test_one_task_fewer_never_turns_a_fit_into_a_no() -> None:
    for n, (question, verdict) in enumerate(answered()):
        deals = tuple(_without(deal, n) for deal in question.deals)
        if all(deal.scope for deal in deals):
            easier(verdict, replace(question, deals=deals))


def _without(deal: Deal, n: int) -> Deal:
    """A deal without one of its tasks; what waited for it waits for nothing instead."""
    scope = deal.scope or ()
    gone = scope[n % len(scope)].id
    rest = (replace(task, after=tuple(a for a in task.after if a != gone)) for task in scope if task.id != gone)
    return replace(deal, scope=tuple(rest))


# --- names and order -----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_other_ids_in_another_order_change_neither_verdict_nor_dates() -> None:
    for n, (question, verdict) in enumerate(answered()):
        other = assess(renamed(question, random.Random(n)))
        assert (other.word, other.reasons, _dates(other)) == (verdict.word, verdict.reasons, _dates(verdict)), n


def _dates(verdict: Verdict) -> dict[str, Any]:
    return {key: value for key, value in verdict.claim["finish"].items() if key != "proof"}


def renamed(question: Question, chance: random.Random) -> Question:
    """The same question with another id for everything that has one, and everything that has ids in another order."""
    book = question.book
    ids = {deal.id for deal in question.deals}
    for things in (book.calendars, book.people, book.contractors, book.bookings, book.promises):
        ids.update(things)
    for deal in question.deals:
        ids.update(task.id for task in deal.scope or ())
        ids.update(given.id for given in deal.inputs)
    ids.update(wide.SKILLS)
    fresh = [f"n{n}" for n in chance.sample(range(100, 1000), len(ids))]
    names = dict(zip(sorted(ids), fresh, strict=True))
    out: Question = _translated(question, names, chance)
    deals = tuple(replace(deal, scope=_shuffled(deal.scope or (), chance)) for deal in out.deals)
    return replace(out, deals=deals)


def _translated(thing: Any, names: Mapping[str, str], chance: random.Random) -> Any:
    if isinstance(thing, str):
        return names.get(thing, thing)
    if isinstance(thing, tuple):
        return tuple(_translated(part, names, chance) for part in thing)
    if isinstance(thing, Mapping):
        items = [(names.get(key, key), _translated(value, names, chance)) for key, value in thing.items()]
        return dict(_shuffled(items, chance))
    if is_dataclass(thing) and not isinstance(thing, type):
        parts = {f.name: _translated(getattr(thing, f.name), names, chance) for f in fields(thing)}
        return replace(thing, **parts)
    return thing


def _shuffled(things: Any, chance: random.Random) -> tuple[Any, ...]:
    return tuple(chance.sample(list(things), len(things)))
