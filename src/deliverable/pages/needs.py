"""What is open on a deal to a page: what we'd like to know, what the client gives, what we owe; asked, not demanded."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from deliverable.answers.check import CheckAnswer
from deliverable.answers.conditions import Condition
from deliverable.answers.needs import CHECK, Decision, Given, Lack, NeedsAnswer, Wanted
from deliverable.book import Duration
from deliverable.page import Blank, Block, Heading, Headline, Page, Paragraph, Span, Tone, say
from deliverable.pages.assumptions import counting
from deliverable.pages.lint import frames
from deliverable.pages.messages import Matter
from deliverable.pages.messages.asks import ASK
from deliverable.pages.naming import Names
from deliverable.pages.words import counted, listed, some, week_day

FEW = 2
"""More people who should look at their lines are asked together."""


def page(answer: NeedsAnswer, texts: Mapping[str, str]) -> Page:
    """What `needs DEAL` says to people."""
    if answer.faults:
        return Page(tuple(_faults(answer, texts)))
    return Page(tuple(_blocks(answer)))


def _faults(answer: NeedsAnswer, texts: Mapping[str, str]) -> Iterator[Block]:
    what = counted(len(answer.faults), "fault")
    rest = f"{title(answer)}: {what} in the deal or the firm's data could change what is asked"
    yield Headline("NO ANSWER YET", rest, Tone.BAD)
    yield Blank()
    yield from frames(answer.faults, texts)


def _blocks(answer: NeedsAnswer) -> Iterator[Block]:
    yield _headline(answer)
    yield from _closed(answer)
    yield from _section(f"What we'd like to know from {owner(answer)}", _questions(answer))
    yield from _section("What the deal doesn't say yet", _lacks(answer))
    yield from _section(f"What we need from {names_of(answer).client}", _theirs(answer))
    yield from _section("What operations can do for it", _ours(answer))
    yield from _section("Answered already, thank you", _answered(answer))
    yield from _section("Noted for questions that the firm doesn't ask", _strays(answer))
    yield from (Blank(), say(_closing(answer), Tone.STRONG))
    if answer.elsewhere:
        yield from (Blank(), say(f"{counted(answer.elsewhere, 'fault')} elsewhere: deliverable lint", Tone.QUIET))


def _section(heading: str, lines: Iterable[Block]) -> Iterator[Block]:
    """A heading with what is below it, nothing where nothing is."""
    found = list(lines)
    if found:
        yield from (Blank(), Heading(heading), *found)


def _item(text: str, *below: str) -> Iterator[Block]:
    """A line of a list, and what belongs to it."""
    yield Paragraph((Span(f"- {text}"),), 1, 1)
    yield from (Paragraph((Span(f"- {line}"),), 3, 1) for line in below if line)


def names_of(answer: NeedsAnswer) -> Names:
    """What people and pools are called."""
    return Names(CheckAnswer(answer.book, answer.deal, answer.today, None))


def title(answer: NeedsAnswer) -> str:
    """The deal and whom it is for."""
    deal = answer.deal
    return (deal.name or deal.id) + (f" for {deal.client}" if deal.client else "")


def owner(answer: NeedsAnswer) -> str:
    """Who in sales is asked."""
    return names_of(answer).person(answer.deal.owner) if answer.deal.owner.strip() else "sales"


# --- how much blocks --------------------------------------------------------------------------------------------------


def _headline(answer: NeedsAnswer) -> Headline:
    before, more = answer.blocks_check, answer.blocks_promise
    if before:
        return Headline("NOT READY TO CHECK", f"{title(answer)}: {blocked(before, more)}", Tone.WARN)
    if more:
        return Headline("READY TO CHECK", f"{title(answer)}: {blocked(before, more)}", Tone.WARN)
    return Headline("READY", f"{title(answer)}: {blocked(before, more)}", Tone.GOOD)


def blocked(check: int, promise: int) -> str:
    """How many open things block a check, and how many more a promise."""
    if not check and not promise:
        return "nothing open blocks the check or the promise"
    if not check:
        return f"{_blocking(promise)} the promise"
    return f"{_blocking(check)} the check, {promise or 'none'} more the promise"


def _blocking(count: int) -> str:
    return f"{counted(count, 'open thing')} {'blocks' if count == 1 else 'block'}"


def _closed(answer: NeedsAnswer) -> Iterator[Block]:
    if answer.deal.status != "open":
        yield Blank()
        yield say(f"The deal is {answer.deal.status}; this is what its file left open.", Tone.QUIET, indent=1)


# --- what we'd like to know -------------------------------------------------------------------------------------------


def _questions(answer: NeedsAnswer) -> Iterator[Block]:
    open_still = [one for one in answer.wanted if one.state != "answered"]
    for stage in (CHECK, "promise"):
        blocking = [one for one in open_still if one.blocks == stage]
        if blocking:
            yield say(f"The {stage} waits for {'this' if len(blocking) == 1 else 'these'}:", Tone.WARN, indent=1)
            for one in blocking:
                yield from _question(answer, one)
    assumed = [one for one in open_still if not one.blocks]
    if assumed:
        yield say("Nothing waits for these; it would be good to know:", indent=1)
        for one in assumed:
            yield from _question(answer, one)
    if open_still:
        told = "Answers are lines under `answers` of the deal's file, what makes them hard under `hurdles`."
        yield say(told, Tone.QUIET, indent=1)


def _question(answer: NeedsAnswer, one: Wanted) -> Iterator[Block]:
    """A question with why it is asked, what holds meanwhile, and what makes it hard."""
    asked = one.question
    stage = "" if one.blocks else f", for the {asked.needed_for}"
    yield from _item(
        f"{asked.ask} ({asked.id}{stage})",
        asked.why and f"Why we ask: {asked.why}",
        meanwhile(one),
        one.hurdle and f"{_noted(answer)}: {one.hurdle}",
        asked.hurdle and f"{'What usually' if one.hurdle else 'We know what'} makes it hard: {asked.hurdle}",
    )


def _noted(answer: NeedsAnswer) -> str:
    """Who noted a hurdle."""
    return f"{owner(answer)} noted" if answer.deal.owner.strip() else "Noted"


def meanwhile(one: Wanted) -> str:
    """What holds until there is an answer."""
    if one.state == "said":
        keys = list(one.question.sets)
        return f"Until then: what the deal says itself ({listed(keys)})" if keys else ""
    if one.state != "assumed":
        return ""
    taken = f"Until then we assume: {one.question.if_unknown}"
    return f"{taken} ({counting(one.sets)})" if one.sets else taken


def _answered(answer: NeedsAnswer) -> Iterator[Block]:
    for one in answer.wanted:
        if one.state == "answered":
            hard = one.hurdle and f"{_noted(answer)}: {one.hurdle}"
            yield from _item(f"{one.question.id.replace('-', ' ')}: {one.answer}", hard)


def _strays(answer: NeedsAnswer) -> Iterator[Block]:
    for stray in answer.strays:
        noted = stray.hurdle and f"{_noted(answer)}: {stray.hurdle}"
        yield from _item(f"{stray.question}: {stray.answer or 'no answer'}", noted)


# --- what the deal doesn't say ----------------------------------------------------------------------------------------


def _lacks(answer: NeedsAnswer) -> Iterator[Block]:
    for lack in answer.lacks:
        yield from _item(lacking(answer, lack) + (" The check waits for it." if lack.blocks else ""))


def lacking(answer: NeedsAnswer, lack: Lack) -> str:
    """A lack as a question, with what counts meanwhile."""
    return LACKS[lack.what](answer, lack)


def _scope(answer: NeedsAnswer, _lack: Lack) -> str:
    return f"What would {names_of(answer).client} like us to do, task by task, with an effort each (scope)?"


def _estimate(_answer: NeedsAnswer, lack: Lack) -> str:
    task, skill = lack.ids
    return f"How much {skill} does {task} take; who could estimate it, as a range if need be (scope.{task}.effort)?"


def _due(answer: NeedsAnswer, _lack: Lack) -> str:
    return f"By which day does {names_of(answer).client} need it (due)? Until then there is the earliest day alone."


def _due_passed(answer: NeedsAnswer, lack: Lack) -> str:
    day = week_day(date.fromisoformat(lack.ids[0]), answer.today)
    return f"{day} has passed: by which day does {names_of(answer).client} need it now (due)?"


def _start(answer: NeedsAnswer, lack: Lack) -> str:
    today = week_day(answer.today, answer.today)
    if lack.ids:
        day = week_day(date.fromisoformat(lack.ids[0]), answer.today)
        return f"{day} has passed: when may work start now (start)? Until then: today, {today}."
    return f"When may work start (start)? Until then: today, {today}."


def _client(_answer: NeedsAnswer, _lack: Lack) -> str:
    return "Whom is it for (client)?"


def _owner(_answer: NeedsAnswer, _lack: Lack) -> str:
    return "Who in sales answers for it, so that we know whom to ask (owner)?"


def _flexibility(_answer: NeedsAnswer, _lack: Lack) -> str:
    ask = "Which of date, scope and budget is fixed, preferred or flexible (flexibility)?"
    return f"{ask} Until then each is preferred: changed last."


def _middle(_answer: NeedsAnswer, lack: Lack) -> str:
    ask = f"What is the likely effort of {some(lack.ids)}, between the two ends that are given?"
    return f"{ask} Until then their geometric mean counts."


def _waits(_answer: NeedsAnswer, lack: Lack) -> str:
    take = f"{'does' if len(lack.ids) == 1 else 'do'} {some(lack.ids)} take"
    ask = f"How long {take} at the shortest and at the longest (`wait: 3-5-8d`)?"
    return f"{ask} Until then: as long as said in half of the cases, 1.7 times or more in 1 of 5."


LACKS: Mapping[str, Callable[[NeedsAnswer, Lack], str]] = {
    "scope": _scope,
    "estimate": _estimate,
    "due": _due,
    "due-passed": _due_passed,
    "start": _start,
    "client": _client,
    "owner": _owner,
    "flexibility": _flexibility,
    "middle": _middle,
    "waits": _waits,
}


# --- what the client gives --------------------------------------------------------------------------------------------


def _theirs(answer: NeedsAnswer) -> Iterator[Block]:
    for given in answer.inputs:
        yield from _item(_given(answer, given))
    for alike in _alike(one for one in answer.decisions if one.by_client):
        yield from _item(_decisions(answer, alike))


def _given(answer: NeedsAnswer, given: Given) -> str:
    what, by = given.wanted.what or given.wanted.id, given.wanted.by
    takes = "waits" if len(given.tasks) == 1 else "wait"
    behind = f"{some(given.tasks)} {takes} for it" if given.tasks else "no task waits for it yet"
    if by is None:
        return f"{what}: by which day could we have it? ({behind})"
    day = week_day(by, answer.today)
    if given.late:
        return f"{what}: it was to come by {day}; is it there? ({behind})"
    return f"{what} by {day} ({behind})"


def _alike(decisions: Iterable[Decision]) -> list[list[Decision]]:
    """Decisions of somebody that take equally long, together."""
    found: dict[tuple[str, Duration | None], list[Decision]] = {}
    for one in decisions:
        found.setdefault((one.task.waiting_for, one.task.wait), []).append(one)
    return list(found.values())


def _decisions(answer: NeedsAnswer, alike: list[Decision]) -> str:
    """Who decides on what, and within which time."""
    task, names = alike[0].task, names_of(answer)
    whom = {"client": names.client, "us": "somebody of ours"}.get(task.waiting_for) or names.person(task.waiting_for)
    wait = task.wait or Duration(0)
    length = counted(wait.likely, "working day") + ("" if len(alike) == 1 else " each")
    told = f"{whom} decides on {some([one.task.id for one in alike])} within {length}"
    if task.promised:
        return f"{told}, as promised"
    return told if wait.low is None or wait.high is None else f"{told} (mostly {wait.low} to {wait.high})"


# --- what operations can do -------------------------------------------------------------------------------------------


def _ours(answer: NeedsAnswer) -> Iterator[Block]:
    if answer.broken:
        faults = counted(answer.broken, "fault")
        yield from _item(f"Could somebody mend {faults} in the files (deliverable lint)? The check waits for it.")
    stale = [one.ids[0] for one in answer.ours if one.what == "stale"]
    for one in answer.ours:
        if one.what != "stale" or len(stale) <= FEW:
            yield from _item(asking(answer, one))
    if len(stale) > FEW:
        whom = some([names_of(answer).person(name) for name in stale])
        since = f"nobody has said so in the last {counted(answer.book.firm.confirm_every or 0, 'day')}"
        yield from _item(f"{whom}, are your working time and your skills still as we have them ({since})?")
    for alike in _alike(one for one in answer.decisions if not one.by_client):
        yield from _item(_decisions(answer, alike))


def asking(answer: NeedsAnswer, one: Condition) -> str:
    """What is asked of whom on our side."""
    if one.what in HOLDS:
        return HOLDS[one.what](answer, one)
    matter = Matter(CheckAnswer(answer.book, answer.deal, answer.today, None, conditions=answer.ours))
    return ASK[one.what](matter, one)


def _expired(answer: NeedsAnswer, one: Condition) -> str:
    ended = "" if one.by is None else f" ended on {week_day(one.by, answer.today)}"
    return f"Could we hold the people again? The hold {one.ids[0]}{ended} and takes nobody's days any more."


def _expires(answer: NeedsAnswer, one: Condition) -> str:
    day = "" if one.by is None else week_day(one.by, answer.today)
    return f"The hold {one.ids[0]} ends on {day}: will it be decided by then, or shall we renew it?"


HOLDS: Mapping[str, Callable[[NeedsAnswer, Condition], str]] = {"expired": _expired, "expires": _expires}


# --- what to ask at the end -------------------------------------------------------------------------------------------


def _closing(answer: NeedsAnswer) -> str:
    whom = owner(answer)
    thanks = "Thank you!" if whom == "sales" else f"Thank you, {whom}!"
    if answer.deal.status != "open":
        return f"Is there one that we should have asked differently? {thanks}"
    if answer.blocks_check and answer.blocks_check == bool(answer.broken):
        return f"With the files mended deliverable check {answer.deal.id} can tell. {thanks}"
    if answer.blocks_check:
        return f"Could {whom} find out what the check waits for? {thanks}"
    ready = f"deliverable check {answer.deal.id} can tell already."
    if answer.blocks_promise:
        return f"{ready} Could {whom} find out what the promise waits for? {thanks}"
    return f"{ready} {thanks}"
