"""The answer to "what is this key?": what it means, and how it is written."""

from deliverable.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Below:
    """A key below another one: its path and what it means."""

    key: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What there is to know about a key.

    `kind` is what its value is, `written` how that is written, `unit` what it is counted in or what it can be.
    `default` is what holds without it, as one would write it, "" for nothing. `notes` say which other keys it depends
    on. `example` are the lines of a file with it. `below` are the keys directly below it.
    """

    key: str
    meaning: str
    kind: str
    written: str
    unit: str
    default: str
    required: bool
    notes: tuple[str, ...]
    example: tuple[str, ...]
    below: tuple[Below, ...]
