"""What was typed about a deal, option by option, and how each part of it was understood."""

from dataclasses import field

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
