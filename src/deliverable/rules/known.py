"""An id that nobody declared to a finding: what is missing, and what was probably meant."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from deliverable.book import Places
from deliverable.dataclass import dataclass
from deliverable.findings import Edit, Finding, KeyPath, Related, Severity
from deliverable.rules.alike import most_alike
from deliverable.rules.places import exact, nearest
from deliverable.spelling import latin, odd_letter

ALIKE = 0.7
SHORTEST = 5
MOST_GUESSES = 200
"""Guessing takes milliseconds where there are thousands of ids; after so many, findings come without a guess."""
MOST_WORK = 200_000
"""The ids that are looked at for all guesses of a rule: more take longer than the rest of lint."""
FEW = 6


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that may be named, each with the key path of its declaration, and how a finding speaks of them."""

    rule: str
    noun: str
    section: str  # where one could be added; "" where users can't
    ids: Mapping[str, KeyPath]
    places: Places
    severity: Severity = Severity.ERROR
    other_names: Mapping[str, str] = field(default_factory=dict)
    guesses: dict[str, tuple[str, bool] | None] = field(default_factory=dict)

    def missing(self, wanted: str, about: KeyPath, key: KeyPath | None = None) -> Finding:
        """A finding for an id that isn't among the known, written as this value, or as this key where there is one."""
        written = exact(self.places, [about], [key] if key else [])
        guess = self._guess(wanted)
        meant, surely = guess or ("", False)
        return Finding(
            rule=self.rule,
            severity=self.severity,
            message=f"no {self.noun} called `{wanted}`{odd_letter(wanted)}",
            place=written or nearest(self.places, about),
            cure=self._cure(wanted, meant),
            related=self._related(meant),
            edits=(Edit(written, meant),) if written and meant else (),
            safe=bool(written) and surely and "#" not in wanted,
            about=about,
        )

    def _cure(self, wanted: str, meant: str) -> str:
        if not self.section:
            return f"write `{meant}`" if meant else f"name a {self.noun} that exists"
        if meant:
            return f"write `{meant}`, or add `{wanted}` to {self.section}"
        if 0 < len(self.ids) <= FEW:
            these = " or ".join(f"`{known}`" for known in self.ids)
            return f"name {these}, or add `{wanted}` to {self.section}"
        return f"add `{wanted}` to {self.section}, or name one that is there"

    def _related(self, meant: str) -> tuple[Related, ...]:
        path = self.ids.get(meant, ())
        place = exact(self.places, [path], [path]) if path else None
        return (Related(f"did you mean `{meant}`?", place),) if place else ()

    def _guess(self, wanted: str) -> tuple[str, bool] | None:
        if wanted not in self.guesses:
            enough = len(self.guesses) >= min(MOST_GUESSES, MOST_WORK // max(1, len(self.ids)))
            self.guesses[wanted] = None if enough else likeliest(_plain(wanted), self.ids, self.other_names)
        return self.guesses[wanted]


def _plain(wanted: str) -> str:
    """An id without letters that only look right, without typographic quotes, and without a comment glued to it."""
    return latin(wanted).strip("“”„«»‘’").partition("#")[0].rstrip() or wanted


def likeliest(wanted: str, ids: Iterable[str], other_names: Mapping[str, str]) -> tuple[str, bool] | None:
    """The id that was probably meant, and whether there is hardly a doubt; None when none is like it."""
    if wanted.lower() in other_names:
        return other_names[wanted.lower()], True

    alike = most_alike(wanted.lower(), ids, 2, ALIKE)
    if not alike:
        return None
    return alike[0], len(alike) == 1 and slipped(wanted, alike[0])


def slipped(wanted: str, meant: str) -> bool:
    """Whether a finger slipped: signs for dashes, large letters, accents, one letter doubled or two swapped.

    Another letter or number may be somebody else: Joanna is not Johanna, and last year's retainer not this one's.
    """
    one, other = _folded(wanted), _folded(meant)
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST:
        return False
    at = next((index for index, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) == len(short) + 1:
        return at > 0 and long[at] == long[at - 1] and long[at].isalpha() and long[at + 1 :] == short[at:]
    pair = short[at : at + 2]
    return len(long) == len(short) and pair.isalpha() and long == short[:at] + pair[::-1] + short[at + 2 :]


def _folded(word: str) -> str:
    """Small letters without accents, dashes for other signs between them."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
