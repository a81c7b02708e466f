"""What was typed to what it was taken to mean."""

from deliverable.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Understood:
    """A part of a question that was typed: as it was `said`, and what it was taken to mean, in words; `plain` where the
    two are as good as the same.
    """

    said: str
    meant: str
    plain: bool = False
