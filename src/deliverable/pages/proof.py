"""The evidence of a "no" to what stands in the way, with its sum."""

from collections.abc import Iterator

from deliverable.engine.proofs import Asked, Chain, Cut, Proof, Searched
from deliverable.page import Paragraph, Tone, say
from deliverable.pages.chain import tell_chain
from deliverable.pages.search import tell_search
from deliverable.pages.shortfall import SHOWN, asked_list, tell_several, tell_single
from deliverable.pages.teller import Teller
from deliverable.pages.words import apart, counted, days


def tell(teller: Teller, proof: Proof) -> Iterator[Paragraph]:
    """What stands in the way, a paragraph per fact."""
    if isinstance(proof, Chain):
        yield from tell_chain(teller, proof)
    elif isinstance(proof, Cut):
        yield from _cut(teller, proof)
    elif isinstance(proof, Searched):
        yield from tell_search(teller, proof)
    elif len(proof.asked) == 1:
        yield from tell_single(teller, proof)
    else:
        yield from tell_several(teller, proof)


def _cut(teller: Teller, proof: Cut) -> Iterator[Paragraph]:
    places = apart(proof.need_minutes, proof.have_minutes, teller.day)
    need, have = days(proof.need_minutes, teller.day, places), days(proof.have_minutes, teller.day, places)
    yield say(f"Together these need {need} days, and no more than {have} can be done:", indent=2)
    yield from asked_list(teller, proof.asked, places)
    limits = [_cap(teller, c.asked, c.first, c.last, days(c.minutes, teller.day, places)) for c in proof.capped]
    limits += [
        f"{teller.worker(h.worker)} has {days(h.minutes, teller.day, places)} days {teller.between(h.first, h.last)}"
        for h in proof.have
    ]
    for line in limits[: 2 * SHOWN]:
        yield say(line, Tone.QUIET, 2, 1)
    if len(limits) > 2 * SHOWN:
        yield say(f"and {len(limits) - 2 * SHOWN} more (--format json shows them)", Tone.QUIET, 2)


def _cap(teller: Teller, asked: Asked, first: int, last: int, amount: str) -> str:
    people = counted(asked.people, "person", "people")
    has = "the best has" if asked.people == 1 else "the best have"
    return (
        f"{teller.what(asked)}: at most {people} may share {asked.skill}, and {has} {amount} days "
        f"{teller.between(first, last)}"
    )
