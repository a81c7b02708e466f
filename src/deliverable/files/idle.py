"""Deals as they are written to the questions whose answer makes no difference: what is assumed otherwise is so."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from deliverable.book import Deal, Firm
from deliverable.files.assume import assume, fill
from deliverable.files.decode import Decoder, Memos
from deliverable.files.load import Loaded
from deliverable.files.nodes import Map
from deliverable.files.places import DEALS, BookPlaces, Head
from deliverable.files.shape import DEAL


def idle(loaded: Loaded) -> Mapping[str, frozenset[str]]:
    """By deal the answered questions with `sets` whose assumption would leave the deal as it is."""
    places, firm = loaded.book.places, loaded.book.firm
    heads = places.heads.get(DEALS, {}) if isinstance(places, BookPlaces) else {}
    known = {name: deal for name, deal in loaded.book.deals.items() if name in heads}
    return {name: frozenset(_idle(firm, deal, heads[name])) for name, deal in known.items()}


def _idle(firm: Firm, deal: Deal, head: Head) -> Iterator[str]:
    doc, _, root = head
    memos: Memos = defaultdict(dict)
    for question in firm.questions.values():
        if type(root) is not Map or not question.sets or not deal.answers.get(question.id, "").strip():
            continue
        forced, _ = assume(firm, fill(root, question.sets))
        mute = Decoder(doc, root, ("deal", deal.id), firm.day, memos)
        if _meant(firm, DEAL.decode_as(forced, mute.head, mute, {"id": deal.id})) == _meant(firm, deal):
            yield question.id


def _meant(firm: Firm, deal: Deal) -> Deal:
    """The deal without who said what, and with the firm's confidence where it says none."""
    confidence = firm.confidence if deal.confidence is None else deal.confidence
    return replace(deal, said=frozenset(), filled=MappingProxyType({}), confidence=confidence)
