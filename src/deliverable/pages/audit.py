"""What an audit found to a page: whether the answer holds, what has changed since, then what was looked at."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from deliverable.answers.audit import AuditAnswer, Compared
from deliverable.page import Blank, Block, Headline, Page, Paragraph, Span, Tone, say
from deliverable.pages.chance import DOTS, of
from deliverable.pages.check import HEADLINES
from deliverable.pages.lint import frames
from deliverable.pages.words import apart, counted, days, listed, long_day, some, week_day

MOST_COMPLAINTS = 12
LONGEST_COMPLAINT = 400


def page(answer: AuditAnswer, texts: Mapping[str, str]) -> Page:
    """What `audit` says to people."""
    return Page(tuple(_blocks(answer, texts)))


def _blocks(answer: AuditAnswer, texts: Mapping[str, str]) -> Iterator[Block]:
    yield _headline(answer)
    yield Blank()
    if answer.faults:
        yield from frames(answer.faults, texts)
        return
    for line in _changes(answer):
        yield say(line, indent=1)
    yield Blank()
    if answer.complaints:
        yield say(f"{_when(answer)}, this is wrong with it:", indent=1)
        yield from _list(wrong(answer.complaints))
        if answer.anew is not None:
            same = "the same" if answer.anew == answer.verdict else "another one"
            yield say(f"Asked anew as of that day, the verdict is {same}: {HEADLINES[answer.anew][0]}.", indent=1)
    else:
        yield say(f"{_when(answer)}, without believing what it says:", indent=1)
        yield from _list([_CHECKED[part["what"]](answer, part) for part in answer.checked] or ["what it is about"])
        yield say("Its sentences and assumptions are only words, and weren't looked at.", Tone.QUIET, indent=1)
    if answer.unchecked:
        yield say(f"What it says of {listed(answer.unchecked)} can't be checked yet.", Tone.QUIET, indent=1)


def _headline(answer: AuditAnswer) -> Headline:
    rest = f"{_called(answer)}, as of {long_day(answer.today)}"
    if answer.faults:
        what = counted(len(answer.faults), "fault")
        return Headline("CAN'T BE CHECKED", f"{rest}: {what} in today's data could change it", Tone.BAD)
    if answer.capacity.changed:
        outcome = "it no longer holds" if answer.complaints else "it still holds"
        return Headline("CHANGED SINCE", f"{rest}: on today's files {outcome}", Tone.WARN)
    return Headline("DOES NOT HOLD", rest, Tone.BAD) if answer.complaints else Headline("HOLDS", rest, Tone.GOOD)


def _called(answer: AuditAnswer) -> str:
    """The answer by its first words and its deal."""
    word = HEADLINES[answer.verdict][0] if answer.verdict in HEADLINES else "answer"
    return f"the {word} for {answer.deal.name or answer.deal.id}"


def _when(answer: AuditAnswer) -> str:
    return "On today's files" if answer.capacity.changed or answer.asked.changed else "Worked out again from the files"


# --- what has changed ---------------------------------------------------------------------------------------------


def _changes(answer: AuditAnswer) -> Iterator[str]:
    if answer.capacity.changed is False and answer.asked.changed is False:
        yield f"Capacity and deal are what they were then ({answer.capacity.now} and {answer.asked.now})."
        return
    yield _change("capacity", answer.capacity)
    if answer.asked.changed is not None:
        yield _change("deal", answer.asked)


def _change(what: str, compared: Compared) -> str:
    if compared.changed is None:
        return f"It carries no fingerprint of the {what}, so whether that has changed since can't be said."
    if compared.changed:
        return f"The {what} has changed since: its fingerprint was {compared.then} and is {compared.now}."
    return f"The {what} is what it was then ({compared.now})."


# --- what was looked at -------------------------------------------------------------------------------------------


def _list(lines: list[str]) -> Iterator[Block]:
    for line in lines:
        yield Paragraph((Span(f"- {line}"),), 1, 1)


def wrong(complaints: tuple[str, ...]) -> list[str]:
    """The first complaints, none longer than a few lines: an answer may hold anything."""
    most = MOST_COMPLAINTS if len(complaints) > MOST_COMPLAINTS + 1 else len(complaints)
    shown = [text if len(text) <= LONGEST_COMPLAINT else f"{text[:LONGEST_COMPLAINT]}…" for text in complaints[:most]]
    more = len(complaints) - most
    return [*shown, f"and {more} more: --format json has them all"] if more else shown


def _proof(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    return f"why it can't be done as asked: {_evidence(answer, part)}"


def _reasons(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    del answer
    which = f"all {part['count']} reasons with their least changes" if part["count"] > 1 else "its least change"
    return f"{which}, worked out again from the files"


def _more_people(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    del answer
    who = "one more person" if part["count"] == 1 else f"{part['count']} more people"
    makes = f"{'makes' if part['count'] == 1 else 'make'} it" if part["makes_it"] else "would not make it"
    return f"that {who} {makes}, worked out again from the files with them in it"


def _nearest(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    del answer
    return f"that it would fit without {some(part['tasks'], 'or')}: a plan for each, checked row by row"


def _finish(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    soonest = week_day(date.fromisoformat(part["no_sooner_than"]), answer.today)
    return f"nothing ends before {soonest}: {_evidence(answer, part)}"


def _found(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    ends = week_day(date.fromisoformat(part["ends"]), answer.today)
    beside = "beside all holds" if part["key"] == "earliest" else "should holds lapse"
    return f"{ends} {beside}: found again by asking anew, since the answer doesn't hold that plan"


def _holds(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    """Which holds stand in the way, and what shows that they do."""
    book = answer.book
    known = [(book.bookings.get(name) or book.promises.get(name), name) for name in part["ids"]]
    owners = some([f"{source.client if source is not None and source.client else name}'s" for source, name in known])
    what = "hold" if len(known) == 1 else "holds"
    return f"the plan takes what {owners} {what} would take; beside them all: {_evidence(answer, part)}"


def _evidence(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    if part["kind"] == "search":
        return "every possibility was ruled out again by searching anew"
    if part["kind"] == "chain":
        length = counted(part["days"], "working day")
        take = "takes" if len(part["tasks"]) == 1 else "take"
        return f"{some(part['tasks'])} {take} {length} in a row at least, counted again from the files"
    day = answer.book.firm.day
    need, have = part["need_minutes"], part["have_minutes"]
    places = apart(need, have, day)
    amounts = f"{days(need, day, places)} days are needed and {days(have, day, places)} are there"
    return f"{amounts}, added up again from the files"


def _plan(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    first, last = (week_day(date.fromisoformat(part[key]), answer.today) for key in ("from", "to"))
    size = f"{counted(part['rows'], 'row')} for {counted(part['people'], 'person', 'people')}, {first} to {last}"
    return f"the plan, {size}: every task whole, in order, by people who may, and nobody over their free minutes"


def _chance(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    del answer
    trials = f"the plan was simulated again, {part['trials']} times"
    if part["on_time"] is None:
        return f"the days by which most such projects end: {trials}"
    return f"that it holds in {of(part['on_time'], DOTS)} such projects: {trials}"


def _because(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    del answer
    return f"why it can't tell: {listed([_LACKING.get(name, name) for name in part['ids']])}"


def _left_open(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    del answer
    which = "question of the firm was" if len(part["ids"]) == 1 else "questions of the firm were"
    return f"that it says which {which} left open: {some(part['ids'])}"


def _conditions(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    del answer
    return f"its {counted(part['count'], 'condition')}: none is missing, none is made up"


def _offers(answer: AuditAnswer, part: Mapping[str, Any]) -> str:
    del answer
    which = counted(part["count"], "offer")
    return f"its {which}: changes made to the deal anew, and each answer checked and simulated like the first"


_LACKING = {
    "scope": "there is no scope",
    "question": "a question of the firm is open",
    "estimate": "an estimate is missing",
    "due": "no due date is asked",
    "horizon": "it is due beyond the five years that are looked at",
    "undecided": "neither a plan nor a proof is in it",
}
_CHECKED = {
    "offers": _offers,
    "proof": _proof,
    "reasons": _reasons,
    "more_people": _more_people,
    "nearest": _nearest,
    "plan": _plan,
    "chance": _chance,
    "holds": _holds,
    "finish": _finish,
    "found": _found,
    "because": _because,
    "left_open": _left_open,
    "conditions": _conditions,
}
