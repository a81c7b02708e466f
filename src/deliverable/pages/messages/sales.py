"""An answer to a summary for whoever has the client on the phone: what to say, what it hangs on, what to ask."""

from collections.abc import Callable, Iterator, Mapping
from math import ceil

from deliverable.offers import Offer
from deliverable.pages import assumptions, closing, conditions, lacking
from deliverable.pages.chance import NEARLY, of, scale
from deliverable.pages.closing import promised_day
from deliverable.pages.messages.fill import Value
from deliverable.pages.messages.listing import in_short, offers_told
from deliverable.pages.messages.matter import Matter, begins, decided, known_by, on_us
from deliverable.pages.messages.phrases import hello, tasks, titled
from deliverable.pages.messages.promise import asked, dropped, promised, waits
from deliverable.pages.messages.why import why
from deliverable.pages.offers import Words, held
from deliverable.pages.words import counted, week_day

PLACEHOLDERS: Mapping[str, str] = {
    "hello": "a greeting, with the name of the deal's owner",
    "deal": "the deal's name, in quotation marks",
    "client": "the client's name",
    "firm": "the firm's name",
    "owner": "the deal's owner",
    "asked": "what was asked: all of it by a day, and its milestones",
    "due": "the day that was asked",
    "offer": "the letter of the offer",
    "answer": "yes; or yes, if what is listed is so",
    "sure": "in how many of 20 such projects it holds, and how many were asked for",
    "promise": "all of it by a day; with what is left out or follows later",
    "start": "the day on which the work begins",
    "why": "what stands in the way",
    "gives": "a line for what each side gives for the offer, and whom to ask",
    "conditions": "a line for each thing that the answer hangs on",
    "options": "a line for each offer, with its letter, its count of 20 and what each side gives",
    "earliest": "the first day that could be promised",
    "unknown": "a line for each thing that is lacking for an answer",
    "ask_client": "a line for each question that the client could answer",
    "assumed": "what was assumed, in a line",
    "know_by": "the day by which we have to know",
    "question": "what to ask at the end",
}


def values(matter: Matter) -> dict[str, Value]:
    """What the placeholders of a message to sales stand for."""
    near, first, verdict = matter.today, matter.first, matter.verdict
    start = begins(verdict)
    fits = verdict.word in ("yes", "at-risk")
    return {
        "hello": hello(matter.names.person(first.owner)),
        "deal": titled(first),
        "client": matter.names.client,
        "firm": matter.book.firm.name,
        "owner": matter.names.person(first.owner),
        "asked": asked(first, near),
        "due": "" if first.due is None else week_day(first.due, near),
        "offer": "" if matter.chosen is None else matter.chosen.letter,
        "answer": _answer(matter),
        "sure": _sure(matter),
        "promise": promised(first, matter.deal, near),
        "start": "" if start is None or not fits else week_day(start, near),
        "why": why(matter),
        "gives": _gives(matter),
        "conditions": tuple(_conditions(matter)),
        "options": tuple(offers_told(matter, _option)),
        "earliest": _earliest(matter),
        "unknown": tuple(_unknown(matter)),
        "ask_client": tuple(_ask_client(matter)),
        "assumed": "; ".join(_assumed(matter)),
        "know_by": week_day(known_by(matter.answer), near),
        "question": QUESTION[verdict.word](matter),
    }


def _answer(matter: Matter) -> str:
    if matter.verdict.word != "yes":
        return ""
    return "yes, if what is listed below is so" if matter.answer.conditions else "yes"


def _earliest(matter: Matter) -> str:
    """The first day that could be promised, unless an offer says so already."""
    day = promised_day(matter.verdict)
    said = {offer.deal.due for offer in matter.answer.offers if not dropped(matter.first, offer.deal)}
    return "" if day is None or matter.verdict.word == "yes" or day in said else week_day(day, matter.today)


def _sure(matter: Matter) -> str:
    """In how many of 20 it holds; nothing where nothing is in doubt."""
    chance = matter.verdict.chance
    if chance is None or not chance.trials or chance.on_time is None:
        return ""
    base = scale(chance)
    holds = "holds" if matter.verdict.word in ("yes", "at-risk") else "would hold"
    wanted = ceil(chance.asked * base - NEARLY)
    return f"That {holds} in {of(chance.on_time, base)} such projects; {wanted} were asked for."


def _conditions(matter: Matter) -> Iterator[str]:
    """What it hangs on: decisions of the client together, and of a yes all of them."""
    ours = on_us(matter.answer)
    told = zip(matter.answer.conditions, conditions.sentences(matter.names), strict=True)
    yield from (text for condition, text in told if condition.what != "decision" or condition in ours)
    promised_ = {condition.ids[0] for condition in matter.answer.conditions if condition.what == "decision"}
    theirs = [t for t in waits(matter.first, matter.deal) if matter.verdict.word == "yes" or t.id in promised_]
    for length in sorted({task.wait.likely for task in theirs if task.wait is not None}):
        alike = [task.id for task in theirs if task.wait is not None and task.wait.likely == length]
        yield f"{matter.names.client} decides within {counted(length, 'working day')}: {tasks(alike)}"


def _option(matter: Matter, offer: Offer) -> Iterator[str]:
    """Beside what it is: how sure, what each side gives, whom to ask."""
    count = held(offer)
    if count != "-":
        yield f"holds in {count} such projects"
    words = in_short(matter, offer)
    for whose, what in _parts(words):
        yield f"{whose}: {' and '.join(what)}"


def _gives(matter: Matter) -> tuple[str, ...]:
    if matter.chosen is None:
        return ()
    return tuple(f"{whose}: {'; '.join(what)}" for whose, what in _parts(in_short(matter, matter.chosen.offer)))


def _parts(words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What an offer costs whom."""
    sides = (("their part", words.client_gives), ("our part", words.we_give), ("to be asked first", words.ask))
    return (side for side in sides if side[1])


def _unknown(matter: Matter) -> Iterator[str]:
    for reason in matter.verdict.reasons:
        if reason != "question":  # those are asked below
            yield from lacking.sentences(matter.names, reason)


def _ask_client(matter: Matter) -> Iterator[str]:
    """The firm's questions that nobody has answered: first those without which there is no answer."""
    for question in (*matter.asked.blocking, *matter.asked.left_open):
        yield question.ask + (f" ({question.why})" if question.why else "")
    for assumption in matter.asked.assumptions:
        if assumption.what == "question":
            question = matter.book.firm.questions[assumption.ids[0]]
            yield f"{question.ask} (so far: {assumption.value})"


def _assumed(matter: Matter) -> Iterator[str]:
    phrases = zip(matter.answer.assumptions, assumptions.phrases(matter.names), strict=True)
    return (text for assumption, text in phrases if assumption.what != "question")


# --- what to ask ------------------------------------------------------------------------------------------------------


def _yes(matter: Matter) -> str:
    by = week_day(known_by(matter.answer), matter.today)
    return f"Would you tell us by {by} whether {matter.names.client} wants it, so that people can be held for it?"


def _no(matter: Matter) -> str:
    offers = matter.asked.offers
    if offers:
        return f"Would {'A' if len(offers) > 1 else 'that'} suit {matter.names.client}, do you think?"
    return closing.question(matter.names, matter.verdict) or f"What matters most to {matter.names.client}?"


def _at_risk(matter: Matter) -> str:
    day = decided(matter)
    if matter.asked.offers or day is None:
        return _no(matter)
    return f"Can {matter.names.client} wait until {week_day(day, matter.today)}, when we will know more?"


def _unknown_yet(matter: Matter) -> str:
    return "Could you find out?" if "question" in matter.verdict.reasons else _no(matter)


QUESTION: Mapping[str, Callable[[Matter], str]] = {
    "yes": _yes,
    "no": _no,
    "at-risk": _at_risk,
    "unknown": _unknown_yet,
}
