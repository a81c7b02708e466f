"""An effort is a round number of tens of days, without a range.

Nobody knows that something takes twenty days: it is a guess, and it stands there like a fact. A range says how
good the guess is, and the chance of holding the date then means something. Nine or eleven days are left alone.

Bad:

    # file: team.yaml
    skills: {react: {name: React}}
    people: {sofia: {skills: {react: 4}}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      build: {effort: {react: 20d}}

Good:

    # file: team.yaml
    skills: {react: {name: React}}
    people: {sofia: {skills: {react: 4}}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      build: {effort: {react: 14-20-34d}}
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.places import exact, nearest
from deliverable.rules.scopes import Demand, demands

ID = "round-guess"
SEVERITY = Severity.INFO

ROUND = 10
"""Days: what is a multiple of this is round."""


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the round efforts of open deals that have no range."""
    del unread
    for demand in demands(book):
        days = _round_days(book, demand)
        if days:
            about: KeyPath = (*demand.path, "effort")
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"{days} days is a round figure without a range",
                place=exact(book.places, [about, demand.path]) or nearest(book.places, demand.path),
                cure=f"write a range: what it takes if all goes well, likely {days}, and if much goes wrong",
                about=about,
            )


def _round_days(book: Book, demand: Demand) -> int:
    """How many round days a requirement of an open deal has; 0 for none."""
    effort = getattr(demand.what, "effort", None)
    if effort is None or effort.low is not None or demand.path[0] != "deals":
        return 0
    days = effort.likely / book.firm.day
    is_round = days.denominator == 1 and days.numerator % ROUND == 0
    return int(days) if is_round and book.deals[str(demand.path[1])].status == "open" else 0
