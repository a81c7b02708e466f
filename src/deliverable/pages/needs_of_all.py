"""What is open over all deals to a page: which questions, what makes them hard, what to ask differently."""

from collections.abc import Iterator, Mapping

from deliverable.answers.needs import NeedsAnswer
from deliverable.answers.needs_of_all import NeedsOfAll, Noted, Tally
from deliverable.page import Blank, Block, Heading, Headline, Page, Paragraph, Span, Table, Tone, say
from deliverable.pages.lint import frames
from deliverable.pages.words import counted, first_name, listed, some

MOST = 40
"""So many deals are listed at most; --format json has all."""
HURDLES = 8
"""So many hurdles of one question."""


def page(answer: NeedsOfAll, texts: Mapping[str, str]) -> Page:
    """What `needs` says to people."""
    if answer.faults:
        return Page(tuple(_faults(answer, texts)))
    return Page(tuple(_blocks(answer)))


def _faults(answer: NeedsOfAll, texts: Mapping[str, str]) -> Iterator[Block]:
    what = counted(len(answer.faults), "fault")
    yield Headline("NO ANSWER YET", f"{what} in the firm's data could change what is asked", Tone.BAD)
    yield Blank()
    yield from frames(answer.faults, texts)


def _blocks(answer: NeedsOfAll) -> Iterator[Block]:
    yield _headline(answer)
    if answer.deals:
        yield from _questions(answer)
        yield from _hurdles(answer)
        yield from _differently(answer)
        yield from _deals(answer)
    yield from _left_out(answer)
    closing = _closing(answer)
    if closing:
        yield from (Blank(), say(closing, Tone.STRONG))


def _headline(answer: NeedsOfAll) -> Headline:
    if not answer.deals:
        return Headline("NO OPEN DEAL", "nothing is asked; deals live in deals/", Tone.WARN)
    check = sum(bool(one.blocks_check) for one in answer.deals)
    promise = sum(bool(one.blocks_check or one.blocks_promise) for one in answer.deals)
    word = counted(len(answer.deals), "open deal").upper()
    rest = f"open things block the check of {check or 'none'} and the promise of {promise or 'none'}"
    return Headline(word, rest, Tone.WARN if promise else Tone.GOOD)


# --- the firm's questions ---------------------------------------------------------------------------------------------


def _questions(answer: NeedsOfAll) -> Iterator[Block]:
    """A row for each question that is open somewhere, what blocks most first."""
    open_still = [tally for tally in answer.tallies if tally.open]
    yield Blank()
    if not open_still:
        asked = "The firm asks no questions (firm.questions)." if not answer.tallies else "No question is open."
        yield say(asked, indent=1)
        return
    yield Heading("What stays open")
    header = ("question", "open on", "meanwhile", "hurdles noted")
    rows = tuple((t.question.id, f"{t.open} of {t.of}", _meanwhile(t), str(len(t.hurdles))) for t in open_still)
    yield Table(header, rows, (False, True, False, True))


def _meanwhile(tally: Tally) -> str:
    if tally.blocks:
        return f"the {tally.question.needed_for} waits"
    if not tally.assumed:
        return "the deal says it with its own keys" if tally.said == 1 else "the deals say it with their own keys"
    return f"assumed{f' on {tally.assumed}' if tally.said else ''}: {tally.question.if_unknown}"


def _hurdles(answer: NeedsOfAll) -> Iterator[Block]:
    """What sales noted, question by question, most often noted first; beside it what the firm takes for usual."""
    hard = sorted((t for t in answer.tallies if t.hurdles), key=lambda tally: -len(tally.hurdles))
    if not hard and not answer.strays:
        return
    yield from (Blank(), Heading("What makes them hard, as sales noted it"))
    for tally in hard:
        asked = tally.question
        on = f"{len(tally.hurdles)} of {counted(tally.of, 'deal')}"
        yield Paragraph((Span(f"- {asked.ask} ({asked.id}, {on})"),), 1, 1)
        shown = tally.hurdles if len(tally.hurdles) <= HURDLES + 1 else tally.hurdles[:HURDLES]
        yield from (_note(answer, noted) for noted in shown)
        if len(shown) < len(tally.hurdles):
            more = len(tally.hurdles) - len(shown)
            yield say(f"- and {more} more (--format json shows them)", Tone.QUIET, 3, 1)
        if asked.hurdle:
            yield say(f"- what we took for usual: {asked.hurdle}", Tone.QUIET, 3, 1)
    for question, noted in answer.strays:
        yield Paragraph((Span(f"- {question}, which the firm doesn't ask"),), 1, 1)
        yield _note(answer, noted)


def _note(answer: NeedsOfAll, noted: Noted) -> Paragraph:
    return say(f"- {noted.deal}{_by(answer, noted.owner)}: {noted.text}", indent=3, hang=1)


def _by(answer: NeedsOfAll, owner: str) -> str:
    return f" ({_person(answer, owner)})" if owner.strip() else ""


def _person(answer: NeedsOfAll, name: str) -> str:
    known = answer.book.people.get(name)
    return first_name(known.name) if known is not None and known.name else name


def _differently(answer: NeedsOfAll) -> Iterator[Block]:
    """Questions that nobody answers, and those whose answers decide nothing."""
    never = [t for t in answer.tallies if t.never]
    idle = [t for t in answer.tallies if t.idle]
    if never or idle:
        yield from (Blank(), Heading("To ask differently, or no more"))
    for tally in never:
        waits = f"the {tally.question.needed_for} waits for it" if tally.blocks else "it is assumed each time"
        yield Paragraph((Span(f"- nobody has answered {tally.question.id} on any of {tally.of} deals; {waits}"),), 1, 1)
    for tally in idle:
        told = f"- {tally.question.id} is always answered with what is assumed anyway ({tally.answered} answers)"
        yield Paragraph((Span(told),), 1, 1)


# --- deal by deal -----------------------------------------------------------------------------------------------------


def _deals(answer: NeedsOfAll) -> Iterator[Block]:
    yield from (Blank(), Heading("Deal by deal"))
    shown = answer.deals if len(answer.deals) <= MOST + 1 else answer.deals[:MOST]
    header = ("deal", "asked of", "blocks the check", "blocks the promise", "assumed")
    yield Table(header, tuple(_row(answer, one) for one in shown), (False, False, True, True, True))
    if len(shown) < len(answer.deals):
        yield say(f"and {len(answer.deals) - len(shown)} more (--format json shows them)", Tone.QUIET, 1)


def _row(answer: NeedsOfAll, one: NeedsAnswer) -> tuple[str, ...]:
    assumed = sum(wanted.state == "assumed" for wanted in one.wanted)
    owner = _person(answer, one.deal.owner) if one.deal.owner.strip() else "nobody yet"
    return (one.deal.id, owner, *(str(count or "-") for count in (one.blocks_check, one.blocks_promise, assumed)))


def _left_out(answer: NeedsOfAll) -> Iterator[Block]:
    if answer.left_out:
        told = [f"{one.deal} ({counted(one.faults, 'fault')})" for one in answer.left_out]
        yield from (Blank(), say(f"Not counted, until it is mended: {some(told)}: deliverable lint", Tone.WARN, 1))


def _closing(answer: NeedsOfAll) -> str:
    if not answer.deals:
        return ""
    noted = [note for tally in answer.tallies for note in tally.hurdles] + [note for _, note in answer.strays]
    people = [*dict.fromkeys(_person(answer, note.owner) for note in noted if note.owner.strip())]
    thanks = f" Thank you, {listed(people)}, for what you noted!" if people else ""
    first = next((tally for tally in answer.tallies if tally.blocks), None)
    if first is None:
        return f"Is there something that we could stop asking?{thanks}"
    return f"Could {first.question.id} be asked differently, or sooner?{thanks}"
