"""What is nearest to a question that search alone refused to a sentence: the sum that fails sooner is left to JSON."""

from collections.abc import Iterator

from deliverable.engine.nearest import Nearest
from deliverable.page import Paragraph, say
from deliverable.pages.words import some


def tell_nearest(near: Nearest) -> Iterator[Paragraph]:
    """The tasks without one of which it would fit."""
    if near.fewer:
        without = some([fewer.task for fewer in near.fewer], "or")
        yield say(
            f"Without {without} it would fit{' (one of them is enough)' if len(near.fewer) > 1 else ''}.", indent=2
        )
