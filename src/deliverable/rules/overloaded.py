"""The weeks in which somebody is booked for too much to one finding: the worst stretch, by how much, and by what."""

from collections.abc import Iterator, Sequence

from deliverable.findings import Finding, KeyPath, Related, Severity
from deliverable.rules.ledger import Ledger
from deliverable.rules.overload import Over, together
from deliverable.rules.places import exact, nearest
from deliverable.rules.said import MOST, counted, hours, listed, percent, when

UNKNOWN = frozenset({"", "people", "bookings", "promises", "firm", "calendars"})


def judged(ledger: Ledger, unread: frozenset[str]) -> Iterator[str]:
    """The people with rows, where nothing is missing that could make somebody look busier than they are."""
    return iter(()) if unread & UNKNOWN else iter(ledger.entries)


def finding(
    ledger: Ledger, rule: str, severity: Severity, name: str, overs: Sequence[Over], limit: float, asks: str
) -> Finding:
    """What is said of one person."""
    found = together(overs)
    worst = max(found, key=lambda over: (over.beyond(limit), -over.first))
    work = sorted(_by_work(worst).items(), key=lambda pair: (-pair[1][0], pair[0]))
    takes = listed([f"`{of}` {percent(minutes / worst.given)}" for (_, of), (minutes, _) in work])
    others = sum(not over.meets(worst) for over in found)
    more = f"; {counted(others, 'other stretch')} like it" if others else ""
    about, places = ("people", name), ledger.book.places
    return Finding(
        rule=rule,
        severity=severity,
        message=f"{asks} {percent(worst.ratio)} of what `{name}` can give {when(worst.first, worst.last)}: {takes}"
        f"{more}",
        place=exact(places, keys=[about]) or nearest(places, about),
        cure=f"move {hours(worst.beyond(limit))} of it to other days or to somebody else",
        related=tuple(_related(ledger, of, path) for (_, of), (_, path) in work[:MOST]),
        about=about,
    )


def _by_work(over: Over) -> dict[tuple[str, str], tuple[float, KeyPath]]:
    """The minutes of each booking or promise, and where its first row stands."""
    out: dict[tuple[str, str], tuple[float, KeyPath]] = {}
    for path, minutes in over.parts.items():
        of = (str(path[0]), str(path[1]))
        known, first = out.get(of, (0.0, path))
        out[of] = (known + minutes, first)
    return out


def _related(ledger: Ledger, of: str, path: KeyPath) -> Related:
    return Related(f"`{of}` is booked here", nearest(ledger.book.places, (*path, "person")))
