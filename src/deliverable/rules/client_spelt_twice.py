"""A client is spelt in two ways.

Whatever is asked by client then misses a part of it: how good our word has been, whom to ask, what is booked. Case,
accents, blanks, hyphens, an article in front and a legal form behind are taken for the same name; so is one slip in a
long name that stands there once, where the other stands at least three times.

Bad:

    # file: team.yaml
    people: {dan: {name: Dan}}
    bookings:
      harbour-trust-build:
        client: Harbour Trust
        work: [{person: dan, share: 50%, from: 2026-09-01, to: 2026-10-30}]
      harbour-trust-members:
        client: Harbour-Trust Ltd
        work: [{person: dan, share: 40%, from: 2027-01-04, to: 2027-01-29}]

Good:

    # file: team.yaml
    people: {dan: {name: Dan}}
    bookings:
      harbour-trust-build:
        client: Harbour Trust
        work: [{person: dan, share: 50%, from: 2026-09-01, to: 2026-10-30}]
      harbour-trust-members:
        client: Harbour Trust
        work: [{person: dan, share: 40%, from: 2027-01-04, to: 2027-01-29}]
"""

import re
from collections.abc import Iterator, Mapping

from deliverable.book import Book
from deliverable.findings import Edit, Finding, KeyPath, Place, Related, Severity
from deliverable.rules.places import nearest
from deliverable.spelling import firm_name

ID = "client-spelt-twice"
SEVERITY = Severity.WARNING

LONG = 8
"""Names of fewer letters are often one letter apart and not the same."""
LONGEST = 80
"""What is longer is no name."""
OFTEN = 3
"""A slip is assumed beside a name that stands at least so many times."""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 -]{2,}[A-Za-z0-9]")
_WORDS = frozenset(("true", "false", "null"))

Spellings = dict[str, list[KeyPath]]
"""Where each way of writing a name stands; nowhere for one that is only in the history."""


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the ways of writing a client's name that aren't the one that is written most."""
    del unread
    names: dict[str, Spellings] = {}
    for client, paths in _mentions(book).items():
        names.setdefault(firm_name(client), {})[client] = paths
    for one in book.history:
        if one.client and (key := firm_name(one.client)) in names:
            names[key].setdefault(one.client, [])
    usual = {key: max(spelt, key=lambda name: len(spelt[name])) for key, spelt in names.items()}
    for key, spelt in names.items():
        for name, paths in spelt.items():
            if name != usual[key] and paths:
                yield _finding(book, name, paths, usual[key], spelt[usual[key]])
    for wrong, right in _slips(names):
        name, paths = next(iter(names[wrong].items()))
        yield _finding(book, name, paths, usual[right], names[right][usual[right]])


def _mentions(book: Book) -> Spellings:
    """Where each client stands, as it is spelt: thousands of bookings are for hundreds of clients."""
    mentions: Spellings = {}
    for section, nouns in (("bookings", book.bookings), ("promises", book.promises), ("deals", book.deals)):
        for noun in nouns.values():
            if noun.client:
                mentions.setdefault(noun.client, []).append((section, noun.id, "client"))
    return mentions


def _finding(book: Book, name: str, paths: list[KeyPath], usual: str, there: list[KeyPath]) -> Finding:
    places = [book.places.of(path) for path in paths]
    first = book.places.of(there[0]) if there else None
    also = f" in {len(paths)} places" if len(paths) > 1 else ""
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"the client `{name}`{also} is `{usual}` elsewhere",
        place=nearest(book.places, paths[0]),
        cure=f"write `{usual}` wherever it is meant",
        related=(Related(f"`{usual}` is here", first),) if first else (),
        edits=_edits(places, usual),
        about=paths[0],
    )


def _edits(places: list[Place | None], usual: str) -> tuple[Edit, ...]:
    """The usual spelling at every place, if it is one that needs no quotes."""
    if not _PLAIN.fullmatch(usual) or usual.lower() in _WORDS:
        return ()
    return tuple(Edit(place, usual) for place in places if place is not None)


# --- one slip --------------------------------------------------------------------------------------------------------


def _slips(names: Mapping[str, Spellings]) -> Iterator[tuple[str, str]]:
    """Names that stand there once, each with one that stands there often and is one slip away."""
    times = {key: sum(map(len, spelt.values())) for key, spelt in names.items() if LONG <= len(key) <= LONGEST}
    near: dict[str, str] = {}
    for key in (key for key, number in times.items() if number >= OFTEN):
        for shorter in (key, *_one_less(key)):
            near.setdefault(shorter, key)
    for key in (key for key, number in times.items() if number == 1):
        for shorter in (key, *_one_less(key)):
            right = near.get(shorter)
            if right is not None and one_slip(key, right):
                yield key, right
                break


def _one_less(text: str) -> Iterator[str]:
    return (text[:at] + text[at + 1 :] for at in range(len(text)))


def one_slip(a: str, b: str) -> bool:
    """Whether one letter between the first and the last was left out, added, changed, or swapped with the next."""
    same = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    x, y = a[same:], b[same:]
    if not (same and x and y):
        return False
    kinds = (
        (x[1:] == y[1:] != "", x[0] + y[0]),
        (x[:2] == y[1::-1] and x[2:] == y[2:], x[:2]),
        (x == y[1:], y[0]),
        (x[1:] == y, x[0]),
    )
    return any(is_one and slip.isalpha() for is_one, slip in kinds)
