"""What is wrong with the data, as values: place, rule, message, cure, related places and the edits that would mend
it; and the comments that silence it.
"""

from enum import StrEnum

from deliverable.dataclass import dataclass

Key = str | int
KeyPath = tuple[Key, ...]
"""Where a value hangs in the data, from a file's top-level key down: `("people", "sofia", "skills", "react")`."""


class Severity(StrEnum):
    """How bad a finding is; an error can change an answer or hide data."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return ("error", "warning", "info").index(self.value)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a file: lines and columns from 1, columns in code points, the end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding is about, and why."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` where `place` is; an empty place inserts."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of the data.

    `message` says what is wrong in the user's words, `cure` what to do. `edits` would mend it; `safe` says that they
    can't change the meaning of anything else. `about` is the key path of what is wrong, so that a question can tell
    whether the fault could touch its answer.
    """

    rule: str
    severity: Severity
    message: str
    place: Place
    cure: str = ""
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    safe: bool = False
    about: KeyPath = ()

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Path, line, column, rule: the order in which findings are listed."""
        return (self.place.path, self.place.line, self.place.column, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Allow:
    """A comment that silences rules on its own line and on the lines `first`..`last`.

    `said` are the rules as written, each with its place, and `goes` is what goes when the comment goes: the blanks
    before it too, or all of its line. `wrong` says why it can't be read, `whole` whether all of its file could be.
    """

    place: Place
    goes: Place
    first: int
    last: int
    said: tuple[tuple[str, Place], ...] = ()
    reason: str = ""
    wrong: str = ""
    whole: bool = True

    def covers(self, line: int) -> bool:
        """Whether it speaks about this line of its file."""
        return line == self.place.line or self.first <= line <= self.last


def in_order(findings: "list[Finding] | tuple[Finding, ...]") -> tuple[Finding, ...]:
    """The same findings by path, line, column and rule, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: f.order))
