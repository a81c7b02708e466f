"""All open deals to which of the firm's questions stay open how often, what makes them hard, and which nobody needs."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from deliverable.answers.needs import CHECK, STATES, NeedsAnswer, Wanted, needs, of_the_question
from deliverable.book import Book, IntakeQuestion
from deliverable.dataclass import dataclass
from deliverable.findings import Finding, Severity

ENOUGH: Final = 2
"""What is so on fewer deals says nothing about a question."""
OPEN: Final = "open"


@dataclass(frozen=True, slots=True)
class Noted:
    """A hurdle that sales noted on a deal."""

    deal: str
    owner: str
    text: str


@dataclass(frozen=True, slots=True)
class Tally:
    """One of the firm's questions over `of` deals: on how many it blocks, is `assumed`, is `said` by the deal's keys,
    or has an answer; and how many of the answers are what would be assumed anyway.
    """

    question: IntakeQuestion
    of: int
    blocks: int
    assumed: int
    said: int
    answered: int
    as_assumed: int
    hurdles: tuple[Noted, ...] = ()

    @property
    def open(self) -> int:
        """On how many it has no answer."""
        return self.blocks + self.assumed + self.said

    @property
    def never(self) -> bool:
        """Whether nobody ever answers it."""
        return self.of >= ENOUGH and not self.answered

    @property
    def idle(self) -> bool:
        """Whether its answers always are what is assumed anyway."""
        return self.answered >= ENOUGH and self.as_assumed == self.answered


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A deal whose file has faults, so that it isn't counted."""

    deal: str
    faults: int


@dataclass(frozen=True, slots=True)
class NeedsOfAll:
    """What is open over all open deals. With `faults` in the firm's own data nothing could be counted."""

    book: Book
    today: date
    faults: tuple[Finding, ...] = ()
    deals: tuple[NeedsAnswer, ...] = ()
    tallies: tuple[Tally, ...] = ()
    strays: tuple[tuple[str, Noted], ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def needs_of_all(
    book: Book,
    today: date,
    found: Iterable[Finding],
    assumed: Mapping[str, tuple[str, ...]],
    idle: Mapping[str, Collection[str]],
) -> NeedsOfAll:
    """What is open how often. By deal, `assumed` are the questions with an assumption that counts, `idle` those whose
    answer leaves the deal as it would be without.
    """
    errors = [fault for fault in found if fault.severity is Severity.ERROR]
    own = tuple(fault for fault in errors if of_the_question(fault) and fault.about[:1] not in (("deal",), ("deals",)))
    if own:
        return NeedsOfAll(book, today, own)
    deals = [deal for deal in book.deals.values() if deal.status == OPEN]
    asked = [needs(book, deal, today, errors, assumed=assumed.get(deal.id, ()), ours=False) for deal in deals]
    sound = [answer for answer in asked if not answer.faults]
    return NeedsOfAll(
        book,
        today,
        (),
        tuple(sorted(sound, key=lambda answer: (-answer.blocks_check, -answer.blocks_promise))),
        tuple(sorted(_tallies(book, sound, idle), key=_by_weight)),
        tuple(_strays(sound)),
        tuple(_left_out(book, asked, errors)),
    )


def _by_weight(tally: Tally) -> tuple[bool, int, int, int]:
    """What blocks most goes first, a check before a promise; then what is open most often."""
    return (tally.question.needed_for != CHECK or not tally.blocks, -tally.blocks, -tally.open, -len(tally.hurdles))


def _tallies(book: Book, answers: Sequence[NeedsAnswer], idle: Mapping[str, Collection[str]]) -> Iterator[Tally]:
    for name, question in book.firm.questions.items():
        mine = [(answer, one) for answer in answers for one in answer.wanted if one.question.id == name]
        answered = [(answer, one) for answer, one in mine if one.state == "answered"]
        states = Counter(one.state for _, one in mine)
        same = sum(name in idle.get(answer.deal.id, ()) or _says_so(one) for answer, one in answered)
        hurdles = tuple(_noted(answer, one.hurdle) for answer, one in mine if one.hurdle)
        blocks, assumed, said, known = (states[state] for state in STATES)
        yield Tally(question, len(mine), blocks, assumed, said, known, same, hurdles)


def _says_so(one: Wanted) -> bool:
    """Whether the answer is the assumption, but for signs and capitals."""
    taken = one.question.if_unknown
    return taken is not None and _letters(one.answer) == _letters(taken)


def _letters(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _noted(answer: NeedsAnswer, hurdle: str) -> Noted:
    return Noted(answer.deal.id, answer.deal.owner, hurdle)


def _strays(answers: Iterable[NeedsAnswer]) -> Iterator[tuple[str, Noted]]:
    """Hurdles to questions that the firm doesn't ask."""
    for answer in answers:
        yield from ((stray.question, _noted(answer, stray.hurdle)) for stray in answer.strays if stray.hurdle)


def _left_out(book: Book, asked: Iterable[NeedsAnswer], errors: Iterable[Finding]) -> Iterator[LeftOut]:
    """Open deals with faults of their own, and files of which no deal could be read."""
    yield from (LeftOut(answer.deal.id, len(answer.faults)) for answer in asked if answer.faults)
    unread: dict[str, int] = {}
    for fault in errors:
        if fault.about[:1] in (("deal",), ("deals",)) and str(fault.about[1]) not in book.deals:
            unread[str(fault.about[1])] = unread.get(str(fault.about[1]), 0) + 1
    yield from (LeftOut(name, count) for name, count in unread.items())
