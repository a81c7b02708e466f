"""Bookings that name nobody yet to what they ask of somebody eligible, day by day."""

from collections.abc import Iterable, Iterator, Mapping
from math import ceil

from deliverable.book import Book, Row
from deliverable.dataclass import dataclass
from deliverable.supply.calendar import WorkingDays
from deliverable.supply.days import spread
from deliverable.supply.terms import Term


@dataclass(frozen=True, slots=True)
class Unnamed:
    """An unnamed row: whom it can be asked of, and minutes by day index (days without any are left out)."""

    id: str
    row: int
    skill: str
    level: int
    client: str
    minutes: dict[int, int]

    def fits(self, skills: Mapping[str, int]) -> bool:
        """Whether somebody with these skills could do it."""
        return skills.get(self.skill, 0) >= self.level


def unnamed(book: Book, terms: Iterable[Term], start: int, days: int) -> Iterator[Unnamed]:
    """Each unnamed row with its minutes per working day of the firm, from `start` on."""
    for term in terms:
        row = term.row
        first = max(start, row.first.toordinal())
        last = min(start + days - 1, row.last.toordinal())
        working = WorkingDays(book, first, last)
        daily = _every_day(book, row)
        lengths: dict[tuple[int, int], int] = {}
        minutes = {d - start: _spread_over(book, row, d, lengths) if daily is None else daily for d in working.days}
        yield Unnamed(
            term.id, term.index, row.skill or "", row.level, term.client, {d: m for d, m in minutes.items() if m}
        )


def _every_day(book: Book, row: Row) -> int | None:
    """What a row asks for on each of its days; None when its effort is spread."""
    if row.share is not None:
        return ceil(row.people * row.share * book.firm.day * book.firm.focus)
    if row.per_day is not None:
        return ceil(row.people * row.per_day)
    return None if row.effort is not None else 0


def _spread_over(book: Book, row: Row, day: int, lengths: dict[tuple[int, int], int]) -> int:
    period = spread(row, day)
    if period not in lengths:
        lengths[period] = len(WorkingDays(book, *period).days)
    return ceil(row.effort.likely / lengths[period]) if row.effort else 0
