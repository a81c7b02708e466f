"""What an audit of several deals found to a page: whether all of it holds, then each part, with what is wrong."""

from collections.abc import Iterator, Mapping

from deliverable.answers.audit import AuditAnswer
from deliverable.answers.audit_several import SeveralAudit
from deliverable.page import Blank, Block, Headline, Page, Paragraph, Span, Tone, say
from deliverable.pages.audit import wrong
from deliverable.pages.check import HEADLINES
from deliverable.pages.lint import frames
from deliverable.pages.words import counted, listed, long_day, some


def page(answer: SeveralAudit, texts: Mapping[str, str]) -> Page:
    """What `audit` says about an answer to several deals."""
    return Page(tuple(_blocks(answer, texts)))


def _blocks(answer: SeveralAudit, texts: Mapping[str, str]) -> Iterator[Block]:
    yield _headline(answer)
    yield Blank()
    for part in answer.parts:
        yield from _part(part, texts)
    if answer.complaints or (answer.verdict is not None and answer.holds is not None):
        head = "all together" if answer.verdict is None else f"all together, {_word(answer.verdict)}"
        yield _line(head, holds=not answer.complaints)
        yield from _list(wrong(answer.complaints))
    if answer.without:
        yield say(f"Faults in the data had kept {some(answer.without)} from an answer.", Tone.QUIET, 1)
    if answer.unchecked:
        yield say(f"What it says of {listed(answer.unchecked)} can't be checked.", Tone.QUIET, 1)


def _headline(answer: SeveralAudit) -> Headline:
    rest = f"the answers for {counted(len(answer.parts), 'deal')} and for all together, as of {long_day(answer.today)}"
    if answer.holds is None:
        return Headline("CAN'T BE CHECKED", f"{rest}: faults in today's data could change them", Tone.BAD)
    if answer.changed:
        outcome = "they still hold" if answer.holds else "not all of them hold any longer"
        return Headline("CHANGED SINCE", f"{rest}: on today's files {outcome}", Tone.WARN)
    return Headline("HOLDS", rest, Tone.GOOD) if answer.holds else Headline("DOES NOT HOLD", rest, Tone.BAD)


def _part(part: AuditAnswer, texts: Mapping[str, str]) -> Iterator[Block]:
    if part.faults:
        yield say(f"{part.deal.id} can't be checked:", Tone.BAD, 1)
        yield from frames(part.faults, texts)
        return
    yield _line(f"{part.deal.id}, {_word(part.verdict)}", holds=bool(part.holds))
    yield from _list(wrong(part.complaints))
    if part.unchecked:
        yield say(f"What it says of {listed(part.unchecked)} can't be checked yet.", Tone.QUIET, 2)


def _line(what: str, *, holds: bool) -> Block:
    told = Span("holds", Tone.GOOD) if holds else Span("does not hold:", Tone.BAD)
    return Paragraph((Span(f"{what}: "), told), 1, 1)


def _list(lines: list[str]) -> Iterator[Block]:
    for line in lines:
        yield Paragraph((Span(f"- {line}"),), 2, 1)


def _word(verdict: str) -> str:
    return HEADLINES[verdict][0] if verdict in HEADLINES else "an answer"
