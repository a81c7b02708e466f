"""Days, minutes, shares and ids to the words in which findings speak of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil

from deliverable.rules.ledger import Span

MOST = 4
"""So many names are listed before the rest is counted."""
PLURALS = {"other stretch": "other stretches"}


def when(first: int, last: int) -> str:
    """A stretch of days: `on 2026-12-07`, or `from 2026-12-07 to 2026-12-18`."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    return f"on {begin}" if first == last else f"from {begin} to {end}"


def whens(spans: Iterable[Span]) -> str:
    """Several stretches."""
    return listed([when(*span) for span in spans])


def hours(minutes: float) -> str:
    """Minutes in hours, rounded up to a tenth: what is too much is never nothing."""
    return f"{ceil(round(minutes / 6, 6)) / 10:g}h"


def percent(share: float) -> str:
    """A share, rounded up to a whole one in a hundred."""
    return f"{ceil(round(share * 100, 6))} %"


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun if number == 1 else PLURALS.get(noun, noun + 's')}"


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and 3 more`."""
    shown = names if len(names) <= MOST else (*names[: MOST - 1], f"{len(names) - MOST + 1} more")
    return " and ".join([*([", ".join(shown[:-1])] if len(shown) > 1 else []), *shown[-1:]])


def ids(names: Iterable[str]) -> str:
    """Ids as they are written in the files."""
    shown = [f"`{name}`" for name in names]
    return listed(shown)
