"""An answer to what to ask of operations: whom to hold, who would have to agree to what, what it is for, by when."""

from collections.abc import Callable, Iterator, Mapping

from deliverable.offers import Offer
from deliverable.pages import lacking
from deliverable.pages.messages.asks import asks
from deliverable.pages.messages.fill import Value
from deliverable.pages.messages.holding import people
from deliverable.pages.messages.listing import in_short, offers_told
from deliverable.pages.messages.matter import OURS, Matter, begins, known_by
from deliverable.pages.messages.phrases import titled
from deliverable.pages.messages.promise import asked, promised
from deliverable.pages.messages.why import busy_asks, ways, why
from deliverable.pages.offers import SAY
from deliverable.pages.words import week_day

PLACEHOLDERS: Mapping[str, str] = {
    "deal": "the deal's name, in quotation marks",
    "client": "the client's name",
    "firm": "the firm's name",
    "owner": "who asks for it: the deal's owner",
    "asked": "what was asked: all of it by a day, and its milestones",
    "due": "the day that was asked",
    "offer": "the letter of the offer",
    "promise": "all of it by a day; with what is left out or follows later",
    "fits": "that it fits, and whether that hangs on what is asked",
    "people": "a line for each person: share, from, to, days of which skill",
    "asks": "a line for each thing that somebody on our side has to agree to",
    "means": "a line for each thing that is done otherwise on our side",
    "start": "the day on which the work begins",
    "know_by": "the day by which we have to know",
    "why": "what stands in the way, or how sure it is",
    "ways": "a line for each thing that would change that",
    "options": "a line for each offer, with its letter, and whom to ask",
    "unknown": "a line for each thing that is lacking for an answer",
    "question": "what to ask at the end",
}


def values(matter: Matter) -> dict[str, Value]:
    """What the placeholders of a message to operations stand for."""
    near, first, verdict = matter.today, matter.first, matter.verdict
    start = begins(verdict)
    by = min([known_by(matter.answer), *(known_by(matter.asked, offer) for offer in matter.answer.offers)])
    fits = verdict.word in ("yes", "at-risk")
    return {
        "deal": titled(first),
        "client": matter.names.client,
        "firm": matter.book.firm.name,
        "owner": matter.names.person(first.owner),
        "asked": asked(first, near),
        "due": "" if first.due is None else week_day(first.due, near),
        "offer": "" if matter.chosen is None else matter.chosen.letter,
        "promise": promised(first, matter.deal, near),
        "fits": _fits(matter),
        "people": people(matter) if fits else (),
        "asks": (*(asks(matter) if fits else ()), *_held(matter), *busy_asks(matter)),
        "means": tuple(_means(matter)),
        "start": "" if start is None else week_day(start, near),
        "know_by": week_day(by, near),
        "why": why(matter),
        "ways": ways(matter),
        "options": tuple(offers_told(matter, _option)),
        "unknown": _unknown(matter),
        "question": QUESTION[verdict.word](matter),
    }


def _option(matter: Matter, offer: Offer) -> Iterator[str]:
    """Beside what it is: whom it asks."""
    words = in_short(matter, offer)
    if words.ask:
        yield f"we would ask {'; '.join(words.ask)}"


def _fits(matter: Matter) -> str:
    if matter.verdict.word != "yes":
        return ""
    if any(condition.what in OURS for condition in matter.answer.conditions):
        return "It fits if what we ask below is possible."
    return "It fits beside all that is booked or held today."


def _means(matter: Matter) -> Iterator[str]:
    """How the work of an offer is done otherwise: what else it changes is asked, or is in what it promises."""
    if matter.chosen is None:
        return
    for step in matter.chosen.offer.steps:
        if step.move in SAY and any("effort" in change.path for change in step.changes):
            words = SAY[step.move](matter.names, matter.chosen.offer, step)
            yield "; ".join((*words.what, *words.we_give))


def _held(matter: Matter) -> Iterator[str]:
    """Who could say whether a hold lapses on which an at-risk hangs."""
    for name in matter.verdict.holds if matter.verdict.word == "at-risk" else ():
        source = matter.book.bookings.get(name) or matter.book.promises.get(name)
        owner = source.owner if source is not None else ""
        until = source.expires if source is not None else None
        ends = "" if until is None else f", which counts until {week_day(until, matter.today)}"
        wanted = f"do you know yet whether {matter.names.short_hold(name)} ({name}{ends}) will be needed?"
        yield f"{matter.names.person(owner)}, {wanted}" if owner else f"To whoever keeps it: {wanted}"


# --- what to ask ------------------------------------------------------------------------------------------------------


def _unknown(matter: Matter) -> tuple[str, ...]:
    found = [reason for reason in matter.verdict.reasons if reason not in ("limit", "stopped")]
    return tuple(line for reason in found for line in lacking.sentences(matter.names, reason))


def _ask_yes(_matter: Matter) -> str:
    return "Does that work for everybody, or is there something that we don't see?"


def _ask_no(matter: Matter) -> str:
    if not (matter.asked.offers or ways(matter) or tuple(busy_asks(matter)) or matter.verdict.holds):
        return "Do you see a way that we don't?"
    return "Could any of that be made possible, or is there something that we don't see?"


def _ask_unknown(matter: Matter) -> str:
    reasons_ = matter.verdict.reasons
    if "estimate" in reasons_ or "scope" in reasons_:
        return "Who could estimate it, and by when?"
    if "question" in reasons_ or "due" in reasons_:
        return "Until we know, is there anything that we should keep in mind?"
    return "Could you look at it with us?"


QUESTION: Mapping[str, Callable[[Matter], str]] = {
    "yes": _ask_yes,
    "no": _ask_no,
    "at-risk": _ask_no,
    "unknown": _ask_unknown,
}
