"""The nouns of a page: what an answer says, before any format has decided how it looks.

All text is data: a format escapes it, a page never holds markup.
"""

from datetime import date
from enum import StrEnum
from fractions import Fraction

from deliverable.dataclass import dataclass


class Tone(StrEnum):
    """How a stretch of text is meant; a format may colour it, and must read as well without."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Headline:
    """The answer in one line: a word or two in a tone, then the rest."""

    word: str
    rest: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Heading:
    """What the blocks below it are about."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, wrapped; `indent` in steps of two, `hang` more steps for all lines but the first."""

    spans: tuple[Span, ...]
    indent: int = 0
    hang: int = 0


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; a column whose `right` is true holds numbers. Where it doesn't fit the `spare` columns are
    left out, one after the other, and where that isn't enough it becomes a list of all.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    indent: int = 1
    spare: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a whole, in whatever is counted; the whole may be nothing."""

    amount: Fraction
    whole: Fraction


@dataclass(frozen=True, slots=True)
class Heat:
    """Rows of parts by week, from a Monday each: how much there is, and how much of the whole that is.

    `whole` says what the whole is, `none` what it means that there is no whole.
    """

    mondays: tuple[date, ...]
    rows: tuple[tuple[str, tuple[Part, ...]], ...]
    whole: str
    none: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A finding with the line of the file that it is about and a caret under the stretch that is wrong.

    `line` is the file's text at `number`, None when it can't be shown; `column` from 1 and `width` in code points.
    """

    severity: str
    tone: Tone
    rule: str
    message: str
    path: str
    number: int
    column: int
    width: int
    line: str | None
    label: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of a file as they are written, one string a line."""

    lines: tuple[str, ...]


Block = Headline | Heading | Paragraph | Blank | Table | Heat | Frame | Code


@dataclass(frozen=True, slots=True)
class Page:
    """What an answer says, from top to bottom."""

    blocks: tuple[Block, ...]


def say(text: str, tone: Tone = Tone.PLAIN, indent: int = 0, hang: int = 0) -> Paragraph:
    """A paragraph of one tone."""
    return Paragraph((Span(text, tone),), indent, hang)
