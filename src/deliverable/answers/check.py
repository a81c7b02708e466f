"""A book, a deal and its faults to the answer that sales get: a verdict, what it hangs on, and what was assumed."""

from collections.abc import Iterable, Iterator
from datetime import date

from deliverable.answers.assumptions import Assumption, assumptions_of
from deliverable.answers.conditions import Condition, conditions_of
from deliverable.answers.touching import touches
from deliverable.answers.understood import Understood
from deliverable.book import Book, Deal, IntakeQuestion, Question
from deliverable.dataclass import dataclass
from deliverable.engine.search import DEFAULT_LIMIT
from deliverable.findings import Finding, Severity
from deliverable.offers import Failed, Found, Offer, Tell, offers_of, silent
from deliverable.verdict import Verdict, assess


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """The answer to "can we?". Without a verdict the data has faults that touch it: `faults`. `typed` is the text of
    the file that a deal said without one would have.
    """

    book: Book
    deal: Deal
    today: date
    verdict: Verdict | None
    faults: tuple[Finding, ...] = ()
    elsewhere: int = 0
    blocking: tuple[IntakeQuestion, ...] = ()
    left_open: tuple[IntakeQuestion, ...] = ()
    conditions: tuple[Condition, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    offers: tuple[Offer, ...] = ()
    failed: tuple[Failed, ...] = ()
    understood: tuple[Understood, ...] = ()
    typed: str = ""


def check(
    book: Book,
    deal: Deal,
    today: date,
    found: Iterable[Finding],
    *,
    assumed: tuple[str, ...] = (),
    blocking: tuple[str, ...] = (),
    anyway: bool = False,
    limit: float = DEFAULT_LIMIT,
    offers: bool = False,
    tell: Tell | None = None,
) -> CheckAnswer:
    """Answer for one deal. `found` are the faults of the data; `assumed` and `blocking` name questions of the firm;
    to answer `anyway` is to leave the blocking ones open and to say so.

    `limit` is how long exact search may take, in seconds of a usual machine. With `offers` a no or an at-risk ends in
    what we could say yes to; `tell` hears which move is being tried.
    """
    found = tuple(found)
    faults, elsewhere = stopping(book, deal, today, found)
    if faults:
        return CheckAnswer(book, deal, today, None, faults, elsewhere)
    question = Question(book, (deal,), today)
    blocking, left_open = ((), blocking) if anyway else (blocking, ())
    verdict = assess(question, blocking, limit, explain=True)
    questions = book.firm.questions

    def sound(changed: Deal) -> bool:
        """Whether no fault of the data touches a changed deal that doesn't touch the one that was asked."""
        return not stopping(book, changed, today, found)[0]

    could = offers_of(question, verdict, tell or silent, sound) if offers else Found()
    return CheckAnswer(
        book,
        deal,
        today,
        verdict,
        (),
        elsewhere,
        tuple(questions[name] for name in blocking),
        tuple(questions[name] for name in left_open),
        tuple(conditions_of(book, deal, today, verdict)),
        tuple(assumptions_of(book, deal, today, verdict, assumed, left_open)),
        could.offers,
        could.failed,
    )


def of_offer(answer: CheckAnswer, offer: Offer, assumed: tuple[str, ...]) -> CheckAnswer:
    """The answer to the deal as one of its offers has it."""
    book, deal, today, verdict = answer.book, offer.deal, answer.today, offer.verdict
    return CheckAnswer(
        book,
        deal,
        today,
        verdict,
        (),
        answer.elsewhere,
        answer.blocking,
        answer.left_open,
        tuple(conditions_of(book, deal, today, verdict)),
        tuple(assumptions_of(book, deal, today, verdict, assumed, [asked.id for asked in answer.left_open])),
    )


def stopping(book: Book, deal: Deal, today: date, found: Iterable[Finding]) -> tuple[tuple[Finding, ...], int]:
    """The faults that could change the answer, which stop it, and how many others there are."""
    errors = [f for f in (*found, *_begun(book, deal, today)) if f.severity is Severity.ERROR]
    faults = tuple(f for f in errors if touches(f, book, deal))
    return faults, len(errors) - len(faults)


def _begun(book: Book, deal: Deal, today: date) -> Iterator[Finding]:
    """A booking that has begun may not be moved: only today tells."""
    for name in deal.extras.moved:
        booking = book.bookings.get(name)
        first = min((row.first for row in booking.work), default=None) if booking else None
        place = book.places.of(("deals", deal.id, "with", "moved", name))
        if first is None or first > today or place is None:
            continue
        yield Finding(
            "booking-not-movable",
            Severity.ERROR,
            f"{name} began on {first.isoformat()}, so it can't be moved",
            place,
            "move one that hasn't begun, or ask for something else",
            about=("deals", deal.id, "with", "moved", name),
        )
