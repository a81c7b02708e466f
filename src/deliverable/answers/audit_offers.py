"""The offers of a saved answer to what is wrong with them: each is made from the deal anew, and its answer checked.

Nothing an offer says is believed: its changes are made to the deal as it is on file, and the deal that comes of it is
what its own answer must hold for.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from deliverable.answers.check import stopping
from deliverable.answers.envelope import fingerprint_of
from deliverable.answers.fingerprint import deal_fingerprint
from deliverable.book import Book, Deal, Question
from deliverable.dataclass import dataclass
from deliverable.engine.audit import audit as complaints_of
from deliverable.engine.audit.claims import Claim, RefusedError, entries, text
from deliverable.errors import UserError
from deliverable.findings import Finding

MOST = 26
"""An answer with more offers than there are letters isn't one of ours."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The deal with an offer's changes made, the book beside it, and the faults of all that."""

    book: Book
    deal: Deal
    found: Sequence[Finding]


Take = Callable[[Sequence[tuple[tuple[str, ...], Any]]], Taken]
"""Key paths with new values (None takes the key away) to the deal with them; UserError where they can't be made."""
Again = Callable[[Question, Claim], Iterable[str]]


def offers_again(question: Question, claim: Claim, take: Take, chance_again: Again) -> Iterator[str]:
    """Complaints about the offers of an answer, each with its letter."""
    try:
        offers = entries("answer", claim, "offers") if claim.get("offers") else []
        if len(offers) > MOST:
            yield f"offers: there are {len(offers)}, and never more than {MOST}"
            return
        for offer in offers:
            letter = text("offers", offer, "id")[:8]
            for complaint in _one(question, offer, take, chance_again):
                yield f"offer {letter}: {complaint}"
    except RefusedError as refused:
        yield str(refused)


def _one(question: Question, offer: Claim, take: Take, chance_again: Again) -> Iterator[str]:
    try:
        taken = take(list(_changes(offer)))
    except UserError as error:
        yield f"its changes can't be made to the deal: {error}"
        return
    (first,) = question.deals
    if taken.deal.id != first.id:
        yield f"with its changes the deal is {taken.deal.id[:60]}"
        return
    faults, _ = stopping(taken.book, taken.deal, question.today, taken.found)
    if faults:
        yield f"with its changes the deal has a fault: {faults[0].message}"
        return
    answer = offer.get("answer")
    if not isinstance(answer, dict):
        yield "it has no answer of its own"
        return
    asked = Question(taken.book, (taken.deal,), question.today)
    yield from _said(offer, answer, taken.deal)
    complaints = complaints_of(asked, answer)
    yield from complaints or chance_again(asked, answer)


def _changes(offer: Claim) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The changes of all moves in their order."""
    for move in entries("offers", offer, "moves"):
        for change in entries("moves", move, "changes"):
            path = change.get("key")
            if not isinstance(path, list) or not path or not all(isinstance(key, str) for key in path):
                message = "moves: a change has no path of keys"
                raise RefusedError(message)
            yield tuple(path), change.get("value")


def _said(offer: Claim, answer: Claim, deal: Deal) -> Iterator[str]:
    """What the offer says of its own answer."""
    if not offer.get("verdict") == answer.get("verdict") == "yes":
        yield f"it says {str(offer.get('verdict'))[:20]}, and its answer {str(answer.get('verdict'))[:20]}"
    chance = answer.get("chance")
    share = chance.get("on_time") if isinstance(chance, dict) else None
    if offer.get("on_time") != share:
        yield f"`on_time` is {str(offer.get('on_time'))[:20]}, and its answer says {str(share)[:20]}"
    if fingerprint_of(offer, "deal_checked") != deal_fingerprint((deal,)):
        yield f"its `deal_checked` isn't the fingerprint of the deal with its changes, {deal_fingerprint((deal,))}"
