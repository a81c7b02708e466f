"""A verdict to what stands in the way of it in a sentence, and to what would change that."""

from collections.abc import Callable, Iterator, Mapping
from math import ceil

from deliverable.engine.problem import Problem
from deliverable.engine.proofs import Searched
from deliverable.page import Paragraph
from deliverable.pages import reasons
from deliverable.pages.busy import Booked, most_taken
from deliverable.pages.chance import HANGS, NEARLY, of, scale
from deliverable.pages.dates import missed
from deliverable.pages.messages.matter import Matter
from deliverable.pages.more import tell_more
from deliverable.pages.teller import Teller
from deliverable.pages.words import listed, week_day
from deliverable.supply import Supply


def why(matter: Matter) -> str:
    """What stands in the way of a yes; nothing of one."""
    return WHY[matter.verdict.word](matter)


def ways(matter: Matter) -> tuple[str, ...]:
    """What would change it, a line each."""
    return tuple(WAYS[matter.verdict.word](matter)) if matter.verdict.word in WAYS else ()


def _no_why(matter: Matter) -> str:
    verdict = matter.verdict
    if verdict.problem is None or verdict.proof is None:
        return ""
    proof = verdict.binding[0].proof if verdict.binding else verdict.proof
    if isinstance(proof, Searched):
        return "every possibility was tried, and none is in time"
    return reasons.short_of(_teller(matter, verdict.problem), proof)


def _risk_why(matter: Matter) -> str:
    verdict, chance = matter.verdict, matter.verdict.chance
    told = []
    if verdict.holds:
        holds = listed([matter.names.short_hold(name) for name in verdict.holds])
        told.append(f"it fits only if {holds} {'lapses' if len(verdict.holds) == 1 else 'lapse'}")
    if chance is not None and chance.trials and chance.on_time is not None:
        base = scale(chance)
        asked = ceil(chance.asked * base - NEARLY)
        told.append(f"it would hold in {of(chance.on_time, base)} such projects, where {asked} were asked for")
    return ", and ".join(told)


def _nothing(_matter: Matter) -> str:
    return ""


WHY: Mapping[str, Callable[[Matter], str]] = {
    "yes": _nothing,
    "no": _no_why,
    "at-risk": _risk_why,
    "unknown": _nothing,
}


def _teller(matter: Matter, problem: Problem) -> Teller:
    side = matter.verdict.side
    supply = Supply(problem.question, certain=True) if side is None else side.capacity.supply
    return Teller(matter.names, problem, supply)


def busy_asks(matter: Matter) -> Iterator[str]:
    """Whether what takes the time of those who could do it can wait, by the name of whoever could say so."""
    verdict = matter.verdict
    if verdict.word != "no" or verdict.problem is None or verdict.proof is None:
        return
    if not isinstance(verdict.proof, Searched):
        teller = _teller(matter, verdict.problem)
        for booked in most_taken(teller, verdict.proof, verdict.holds):
            yield from _could_wait(teller, booked)


def _could_wait(teller: Teller, booked: Booked) -> Iterator[str]:
    source = teller.book.bookings.get(booked.taken.id) or teller.book.promises.get(booked.taken.id)
    if source is not None and source.owner:
        what = f"{source.client} ({source.id})" if source.client else source.id
        owner = teller.names.person(source.owner)
        yield f"{owner}, could any of {what} wait? It takes {booked.amount(teller, owner)}."


def _no_ways(matter: Matter) -> Iterator[str]:
    """The least change, who more would make it, and the milestones that would have to move."""
    verdict = matter.verdict
    if verdict.problem is None or verdict.proof is None:
        return
    teller = _teller(matter, verdict.problem)
    change = reasons.first_change(teller, verdict.binding) if verdict.binding else ""
    if change:
        yield change
    if verdict.more is not None and verdict.more.makes_it:
        yield from map(_text, tell_more(teller, verdict.more))
    for name, end in missed(matter.names, verdict):
        yield f"{name} later: in our plan it ends on {week_day(end, matter.today)}"


def _risk_ways(matter: Matter) -> Iterator[str]:
    """What would move the chance most, if it went well."""
    chance = matter.verdict.chance
    if chance is None:
        return
    for hang in chance.hangs:
        yield f"if {HANGS[hang.what](matter.names, hang)}: {of(hang.on_time, scale(chance))}"


WAYS: Mapping[str, Callable[[Matter], Iterator[str]]] = {"no": _no_ways, "at-risk": _risk_ways}


def _text(paragraph: Paragraph) -> str:
    return "".join(span.text for span in paragraph.spans).removesuffix(".")
