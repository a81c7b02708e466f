"""The offers of an answer to a line each for colleagues: letter, what it is, and what else they have to know."""

from collections.abc import Callable, Iterator

from deliverable.offers import Offer
from deliverable.pages.messages.matter import Matter
from deliverable.pages.messages.promise import as_asked, promised
from deliverable.pages.offers import LETTERS, SAY, Words, in_words


def offers_told(matter: Matter, more: Callable[[Matter, Offer], Iterator[str]]) -> Iterator[str]:
    """A line for each offer of an answer; none in the message about one of them."""
    for letter, offer in zip(LETTERS, matter.asked.offers if matter.chosen is None else (), strict=False):
        same = ["all of it as asked"] if as_asked(matter.first, offer.deal) else []
        yield f"{letter}: " + "; ".join([*same, ", and ".join(in_short(matter, offer).what), *more(matter, offer)])


def in_short(matter: Matter, offer: Offer) -> Words:
    """What an offer is and costs whom, in the words of the table; of a move without words there, what comes of it."""
    if all(step.move in SAY for step in offer.steps):
        return in_words(matter.names, offer)
    return Words((promised(matter.first, offer.deal, matter.today),), (), (), ())
