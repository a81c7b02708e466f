"""An answer to what may be said to the client: dates, and what each side does. Nothing of how it is done here, of who
does it, of other clients, of money or of chances.
"""

from collections.abc import Callable, Mapping
from datetime import date

from deliverable.answers.conditions import conditions_of
from deliverable.offers import Offer
from deliverable.pages.closing import promised_day
from deliverable.pages.dates import missed
from deliverable.pages.messages.fill import Value
from deliverable.pages.messages.matter import OURS, Matter, begins, decided, known_by, on_us
from deliverable.pages.messages.needs import lines, needs, slip
from deliverable.pages.messages.phrases import sentence, steps, tasks, titled
from deliverable.pages.messages.promise import above_budget, as_asked, ifs, milestones, promised
from deliverable.pages.naming import Names
from deliverable.pages.offers import LETTERS
from deliverable.pages.words import week_day

PLACEHOLDERS: Mapping[str, str] = {
    "deal": "the deal's name, in quotation marks",
    "client": "the client's name",
    "firm": "the firm's name",
    "due": "the day that was asked",
    "promise": "all of it by a day; with what is left out or follows later",
    "milestones": "a line for each date that was counted on",
    "needs": "a line for each input and decision, with what is late if it is",
    "slip": "which dates move if one of them is late",
    "settle": "that something on our side has to be settled first",
    "budget": "that an offer takes more than the budget that is known",
    "start": "the day on which the work begins",
    "reply_by": "the day by which we have to know",
    "refused": "that the deal as asked is more than we could promise",
    "options": "a line for each offer, with its letter",
    "earliest": "the first day that could be promised, where there are no offers",
    "decided": "when something is decided on which the answer hangs",
    "unknown": "a line for each thing that we have to know first",
    "question": "what to ask at the end",
}


def values(matter: Matter) -> dict[str, Value]:
    """What the placeholders of a message to the client stand for."""
    near, first, deal, verdict = matter.today, matter.first, matter.deal, matter.verdict
    no = verdict.word != "yes"
    found = [] if verdict.word == "unknown" else needs(first, deal, verdict, near, decisions=not no)
    start = begins(verdict)
    return {
        "deal": titled(first) if first.name else "your project",
        "client": first.client,
        "firm": matter.book.firm.name,
        "due": "" if first.due is None else week_day(first.due, near),
        "promise": _promise(matter),
        "milestones": () if no else _milestones(matter, start),
        "needs": lines(found, near, promised=not no),
        "slip": slip(found, near, promised=not no),
        "settle": _settle(matter),
        "budget": _budget(matter),
        "start": "" if no or start is None else week_day(start, near),
        "reply_by": "" if no else _day(known_by(matter.answer), near),
        "refused": _refused(matter),
        "options": _options(matter),
        "earliest": _earliest(matter),
        "decided": _decided(matter),
        "unknown": _unknown(matter),
        "question": QUESTION[verdict.word](matter),
    }


def has_needs(matter: Matter) -> bool:
    """Whether the client has anything to give or to decide."""
    return bool(needs(matter.first, matter.deal, matter.verdict, matter.today))


def _day(day: date, near: date) -> str:
    """A day, or that it is today."""
    return f"today, {week_day(day, near)}" if day == near else week_day(day, near)


def _promise(matter: Matter) -> str:
    told = promised(matter.first, matter.deal, matter.today)
    same = matter.chosen is not None and as_asked(matter.first, matter.deal)
    return f"{told}, as you asked" if same else told


def _milestones(matter: Matter, start: date | None) -> tuple[str, ...]:
    begin = () if start is None else (f"we begin {'' if start == matter.today else 'on '}{_day(start, matter.today)}",)
    return (*begin, *milestones(matter.first, matter.deal, matter.today))


def _settle(matter: Matter) -> str:
    """That somebody on our side has to agree, without who and what."""
    count = len(on_us(matter.answer))
    if matter.verdict.word != "yes" or not count:
        return ""
    what = "There is one thing" if count == 1 else "There are a few things"
    it = "it" if count == 1 else "them"
    return f"{what} on our side that we still have to confirm; we will see to {it} as soon as this suits you."


def _budget(matter: Matter) -> str:
    """That it takes more than the client's budget leaves; how much is for whoever talks with them."""
    if matter.chosen is None or not above_budget(matter.book, matter.first, matter.deal):
        return ""
    return "It would take more than the budget that we know of, and we would like to talk about that with you."


def _refused(matter: Matter) -> str:
    """That the deal as asked is too much; nothing where an offer keeps all of it."""
    due, near = matter.first.due, matter.today
    if matter.chosen is not None and as_asked(matter.first, matter.deal):
        return ""
    if due is None:
        return "All of it as you ask for it is more than we could promise on any day."
    if due < near:
        return f"{week_day(due, near)}, the day that you asked for, has passed."
    late = _late(matter)
    what, by = ("All of it", due) if late is None else (sentence(steps([late[0]])), late[1])
    return f"{what} by {week_day(by, near)} is more than we could promise."


def _late(matter: Matter) -> tuple[str, date] | None:
    """The first milestone that is missed, with its day, where all of it would be done by the day that was asked."""
    verdict, due = matter.asked.verdict, matter.first.due
    if verdict is None or verdict.plan is None or verdict.problem is None or due is None:
        return None
    if verdict.problem.on(verdict.plan.finish) > due:
        return None
    late = {name for name, _ in missed(Names(matter.asked), verdict)}
    return next(((t.id, t.by) for t in matter.first.scope or () if t.id in late and t.by is not None), None)


# --- what else could be promised --------------------------------------------------------------------------------------


def _options(matter: Matter) -> tuple[str, ...]:
    """The offers in the client's words; of two that are the same to them the first."""
    told: dict[str, str] = {}
    for letter, offer in zip(LETTERS, matter.asked.offers if matter.chosen is None else (), strict=False):
        text = _option(matter, offer)
        told.setdefault(text, f"{letter}: {text}{_on_our_side(matter, offer)}")
    return tuple(told.values())


def _option(matter: Matter, offer: Offer) -> str:
    first, near = matter.first, matter.today
    parts = [promised(first, offer.deal, near) + (", as you asked" if as_asked(first, offer.deal) else "")]
    parts.extend(ifs(first, offer.deal, near))
    if above_budget(matter.book, first, offer.deal):
        parts.append("for more than the budget that we know of")
    return ", and ".join([", ".join(parts[:2]), *parts[2:]])


def _on_our_side(matter: Matter, offer: Offer) -> str:
    """That an offer needs somebody's yes on our side, and by when we must know then; that it takes another way of ours,
    where nothing else would explain it.
    """
    conditions = list(conditions_of(matter.book, offer.deal, matter.today, offer.verdict))
    if not any(c.what in OURS for c in conditions):
        same = as_asked(matter.first, offer.deal) and not tuple(ifs(matter.first, offer.deal, matter.today))
        return "; for this one we would go about it differently on our side" if same else ""
    told = "; for this one we would first have to arrange something on our side"
    asked = any(c.what in OURS and c.by is not None for c in conditions)
    return f"{told}, and need your word by {_day(known_by(matter.asked, offer), matter.today)}" if asked else told


def _earliest(matter: Matter) -> str:
    """The first day that could be promised; not the first on the likely figures."""
    day = _promised(matter)
    if day is None or matter.asked.offers or matter.verdict.word == "yes":
        return ""
    told = week_day(day, matter.today)
    if matter.first.flexibility.date == "fixed" and matter.first.due is not None:
        return f"We know that your date is fixed; all of it could be promised for {told}."
    return f"The first day that we could promise for all of it is {told}."


def _promised(matter: Matter) -> date | None:
    verdict, due = matter.verdict, matter.first.due
    day = promised_day(verdict)
    asked_for = verdict.word in ("no", "at-risk") and due is not None and day is not None and day <= due
    return None if asked_for or set(verdict.reasons) & {"question", "estimate", "horizon"} else day


# --- what to ask ------------------------------------------------------------------------------------------------------


def _decided(matter: Matter) -> str:
    """When more is known; nothing where an offer is all that was asked anyway."""
    day = decided(matter)
    if day is None or any(as_asked(matter.first, offer.deal) for offer in matter.answer.offers):
        return ""
    return f"We will know more on {week_day(day, matter.today)}, when something else is decided."


def _yes(_matter: Matter) -> str:
    return "Would that work for you?"


def _no(matter: Matter) -> str:
    options = _options(matter)
    if options:
        return "Would one of these suit you?" if len(options) > 1 else "Would that suit you?"
    day = _promised(matter)
    if _late(matter):
        return "Could that be later, or be smaller?"
    if matter.first.flexibility.date == "fixed" or day is None:
        return _less(matter)
    return "Would that suit you, or is there a part that could come later or be left out?"


def _less(matter: Matter) -> str:
    """What could come later or be left out, by name where the deal knows."""
    bracket = matter.verdict.bracket
    if bracket is None or bracket.never or matter.first.due is None:
        return "What matters most to you about it, so that we can look for another way?"
    later = [task.id for task in matter.deal.scope or () if task.priority in ("could", "should")]
    if not later or {"less-scope", "phases"} <= {failed.move for failed in matter.asked.failed}:
        return "Which parts do you need by then, and what could come later or be smaller?"
    return f"Could {steps(later)} come later, or be left out?"


def _at_risk(matter: Matter) -> str:
    day = decided(matter)
    if _options(matter) or day is None:
        return _no(matter)
    until = week_day(day, matter.today)
    chance = matter.verdict.chance
    enough = chance is None or chance.views is None or chance.views[0] >= chance.asked
    if enough and _earliest(matter):
        return f"Would that suit you, or could you wait for our answer until {until}?"
    if enough:
        return f"Could you wait for our answer until {until}?"
    return f"Could you give us until {until}, and tell us meanwhile what could be later or smaller?"


# --- what we don't know yet -------------------------------------------------------------------------------------------


def _unknown(matter: Matter) -> tuple[str, ...]:
    told: list[str] = []
    for reason in matter.verdict.reasons:
        told.extend(UNKNOWN[reason](matter) if reason in UNKNOWN else ())
    return tuple(told)


def _questions(matter: Matter) -> list[str]:
    return [asked.ask for asked in matter.asked.blocking]


def _scope(_matter: Matter) -> list[str]:
    return ["what you would like us to do, part by part"]


def _due(_matter: Matter) -> list[str]:
    return ["the day by which you need it, and what happens on it"]


def _estimate(matter: Matter) -> list[str]:
    open_still = [t.id for t in matter.deal.scope or () if any(r.effort is None for r in t.effort or ())]
    return [f"how much work {tasks(open_still)} will be, which we are still estimating"]


def _search(_matter: Matter) -> list[str]:
    return ["whether a plan that looks tight can be made to fit, which we are still working out"]


def _horizon(_matter: Matter) -> list[str]:
    return ["who of us will be there on a day that is so far away, which nobody can say yet"]


UNKNOWN: Mapping[str, Callable[[Matter], list[str]]] = {
    "question": _questions,
    "scope": _scope,
    "estimate": _estimate,
    "due": _due,
    "undecided": _search,
    "horizon": _horizon,
}
THEIRS = ("question", "scope", "due")
"""What the client can tell us; the rest is up to us."""


def _know(matter: Matter) -> str:
    if any(reason in THEIRS for reason in matter.verdict.reasons):
        return "Could you help us with that, or shall we talk about it?"
    day = _promised(matter)
    if day is None or "horizon" in matter.verdict.reasons:
        return "May we come back to you as soon as we know?"
    return f"Would {week_day(day, matter.today)} suit you as well, if it had to?"


QUESTION: Mapping[str, Callable[[Matter], str]] = {"yes": _yes, "no": _no, "at-risk": _at_risk, "unknown": _know}
