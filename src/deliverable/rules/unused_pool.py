"""A pool of contractors has nothing that anybody asks for.

None of its skills is one that a deal, a promise or a booking needs, and no deal names it: asking the pool could never
help. It may be there for later; often its skills are spelt otherwise than the deals'. Where nothing asks for any skill
at all, only a pool without skills is one.

Bad:

    # file: team.yaml
    skills: {react: {name: React}, motion: {name: Motion design}}
    people: {sofia: {skills: {react: 4}}}
    contractors: {motion-freelancer: {skills: {motion: 5}}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      build: {effort: {react: 5d}}

Good:

    # file: team.yaml
    skills: {react: {name: React}, motion: {name: Motion design}}
    people: {sofia: {skills: {react: 4}}}
    contractors: {motion-freelancer: {skills: {motion: 5, react: 2}}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      build: {effort: {react: 5d}}
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules.places import exact, nearest
from deliverable.rules.scopes import demands
from deliverable.rules.uses import ASKING, asked, hidden

ID = "unused-pool"
SEVERITY = Severity.INFO


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the pools that have no skill which is asked for, and that nobody names."""
    if hidden(book, unread, "contractors", *ASKING):
        return
    wanted = {one.skill for ask in asked(book) for one in ask.skills}
    named = set(_named(book))
    for pool in book.contractors.values():
        if pool.id in named or not (wanted.isdisjoint(pool.skills) and (wanted or not pool.skills)):
            continue
        about = ("contractors", pool.id)
        yield Finding(
            rule=ID,
            severity=SEVERITY,
            message=f"nothing asks for any skill of `{pool.id}`" if pool.skills else f"`{pool.id}` has no skills",
            place=exact(book.places, keys=[about]) or nearest(book.places, about),
            cure="correct its `skills`, or delete it",
            about=about,
        )


def _named(book: Book) -> Iterator[str]:
    """Everybody whom a deal names for its work."""
    for deal in book.deals.values():
        yield from (use.pool for use in deal.extras.contractors)
        yield from deal.who
    for demand in demands(book):
        yield from demand.what.who
