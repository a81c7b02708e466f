"""What was typed about a deal, option by option, and how each part of it was understood."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, NamedTuple

from deliverable.answers.understood import Understood
from deliverable.dataclass import dataclass

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """All that can be typed about a deal, as it was typed; "" and () where nothing was."""

    effort: Texts = ()
    after: Texts = ()
    wait: Texts = ()
    input: Texts = ()
    priority: Texts = ()
    people: Texts = ()
    without: Texts = ()
    start: str = ""
    due: str = ""
    latest: str = ""
    client: str = ""
    name: str = ""
    id: str = ""
    owner: str = ""
    value: str = ""
    probability: str = ""
    budget: str = ""
    confidence: str = ""
    flexible: Texts = ()
    answer: Texts = ()
    hurdle: Texts = ()
    site: Texts = ()
    team: Texts = ()
    who: Texts = ()
    exclude: Texts = field(default=())

    def __bool__(self) -> bool:
        return self != Said()


OPTIONS = {name: f"--{name}" for name in Said.__slots__} | {"exclude": "--not"}
"""The option that each was typed behind."""


class Typed(NamedTuple):
    """A deal that was said rather than written: what it begins `like`, and whether to `save` it."""

    said: Said
    like: str = ""
    save: bool = False

    @property
    def anything(self) -> bool:
        """Whether a deal is said here at all."""
        return bool(self.said) or bool(self.like)


class Draft(NamedTuple):
    """The deal that was typed, as plain data and as the text of its file, and how each part was understood."""

    id: str
    deal: Mapping[str, Any]
    text: str
    understood: tuple[Understood, ...]
