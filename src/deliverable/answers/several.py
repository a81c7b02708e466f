"""The own answers of several deals and what holds of them together: the answer to `check` with more than one deal."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from deliverable.answers.together import Own, Together
from deliverable.book import Book, Deal, none_of
from deliverable.dataclass import dataclass
from deliverable.engine.search import DEFAULT_LIMIT


@dataclass(frozen=True, slots=True)
class Row:
    """A deal with its own answer, and that in a line; `own` is None where it wasn't looked at any more."""

    deal: Deal
    own: Own | None
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """Several deals: each alone, then all together.

    `closed` counts the deals that were left out since they are won or lost, `unread` names files that hold no deal.
    `stopped`: somebody interrupted, and what is known by then stands. `limit` is how long exact search might take for
    each question, in seconds of a usual machine.
    """

    book: Book
    today: date
    rows: tuple[Row, ...]
    together: Together | None
    closed: Mapping[str, int] = field(default_factory=none_of)
    unread: tuple[str, ...] = ()
    stopped: bool = False
    limit: float = DEFAULT_LIMIT

    @property
    def words(self) -> tuple[str | None, ...]:
        """The verdicts: of each deal that was looked at, and of all together."""
        alone = tuple(row.own.word for row in self.rows if row.own is not None)
        return alone if self.together is None else (*alone, self.together.verdict.word)


def by_due(deals: list[Deal]) -> list[Deal]:
    """The deals in the order of their due dates, those without one last."""
    return sorted(deals, key=lambda deal: (deal.due is None, deal.due or date.max, deal.id))
