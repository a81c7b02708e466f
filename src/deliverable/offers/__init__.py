"""A no or an at-risk to what we could say yes to: changed deals, each answered by the code that answered the first."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import field, replace
from itertools import islice
from types import ModuleType

from deliverable.book import Deal, Question
from deliverable.dataclass import dataclass
from deliverable.offers import (
    contractor,
    fewer_conditions,
    later,
    later_start,
    less_scope,
    move_booking,
    other_people,
    overtime,
    phases,
    release_hold,
)
from deliverable.offers.asking import Asking, Change, Failed, Offer, Step
from deliverable.offers.consequences import Touched, touched_by
from deliverable.offers.pairs import find_pairs, milder_pairs
from deliverable.offers.ranking import ranked
from deliverable.verdict import Verdict

__all__ = ["MOVES", "Asking", "Change", "Failed", "Found", "Offer", "Step", "Tell", "Touched", "offers_of", "silent"]

# In the order of how mild they are.
MOVES: dict[str, ModuleType] = {
    "later": later,
    "later-start": later_start,
    "less-scope": less_scope,
    "phases": phases,
    "fewer-conditions": fewer_conditions,
    "other-people": other_people,
    "move-booking": move_booking,
    "release-hold": release_hold,
    "contractor": contractor,
    "overtime": overtime,
}
Tell = Callable[[str], None]
Sound = Callable[[Deal], bool]
BEATEN_BY = {"later-start": "later"}
"""Moves that ask for more than another one does, so that they aren't looked for where that one helps."""
SHOWN = 4
ENOUGH = 2
"""With so many offers of a single move only such pairs are looked for that are milder than each alone."""


@dataclass(frozen=True, slots=True)
class Found:
    """The offers, best first, and the moves that don't help."""

    offers: tuple[Offer, ...] = ()
    failed: tuple[Failed, ...] = field(default=())


def silent(_move: str) -> None:
    """Nobody is told."""


def _always(_deal: Deal) -> bool:
    """Nothing is wrong with the data."""
    return True


def offers_of(question: Question, verdict: Verdict, tell: Tell = silent, sound: Sound = _always) -> Found:
    """What we could say yes to instead of a no, or of a yes that holds too seldom.

    Only for one deal with a scope, estimates and a due date. `tell` hears which move is being tried; "" is the pairs.
    `sound` says whether the data that a changed deal counts on is without faults: without that nothing is offered.
    """
    if not _askable(question, verdict):
        return Found()
    asking = Asking(question, verdict, _own=verdict, sound=sound)
    offers: list[Offer] = []
    failed: list[Failed] = []
    with suppress(KeyboardInterrupt):  # what is found by then stands
        _try_all(asking, offers, failed, tell)
    shown = list(islice(_confirmed(asking, ranked(asking, offers, list(MOVES))), SHOWN))
    with suppress(KeyboardInterrupt):
        shown = [asking.with_least(contractor.timely(asking, offer)) for offer in shown]
        shown = [replace(offer, touched=touched_by(asking, offer)) for offer in shown]
    return Found(tuple(shown), tuple(failed))


def _confirmed(asking: Asking, offers: Iterable[Offer]) -> Iterator[Offer]:
    """Those that a check of their own answers with yes, too; after Ctrl-C as they were found."""
    for offer in offers:
        try:
            found = asking.confirmed(offer)
        except KeyboardInterrupt:
            found = offer
        if found is not None:
            yield found


def _try_all(asking: Asking, offers: list[Offer], failed: list[Failed], tell: Tell) -> None:
    """Single moves, and pairs where too few of them are enough; what is found goes into the lists as it is found."""
    for name, move in MOVES.items():
        if asking.never(name) or asking.asked >= asking.room:
            failed.append(Failed(name, "never" if asking.never(name) else "untried"))
            continue
        if any(step.move == BEATEN_BY.get(name) for offer in offers for step in offer.steps):
            continue
        tell(name)
        for found in move.find(asking):
            if isinstance(found, Offer):
                offers.append(found)
            else:
                failed.append(found)
    if len(offers) < SHOWN and asking.asked < asking.room:
        tell("")
        may = {name: move for name, move in MOVES.items() if not asking.never(name)}
        pairs = find_pairs(asking, may) if len(offers) < ENOUGH else milder_pairs(asking, tuple(offers), may)
        for pair in pairs:
            offers.append(pair)  # noqa: PERF402 - one at a time, since Ctrl-C may end it


def _askable(question: Question, verdict: Verdict) -> bool:
    if verdict.word not in ("no", "at-risk") or len(question.deals) != 1 or verdict.problem is None:
        return False
    due = question.deals[0].due
    return due is not None and due >= question.today and verdict.problem.estimated
