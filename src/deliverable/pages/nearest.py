"""What is nearest to a question that search alone refused to a sentence or two."""

from collections.abc import Iterator

from deliverable.engine.nearest import Nearest
from deliverable.page import Paragraph, say
from deliverable.pages.reasons import short_of
from deliverable.pages.teller import Teller
from deliverable.pages.words import counted, some


def tell_nearest(teller: Teller, near: Nearest) -> Iterator[Paragraph]:
    """The sum that fails a little sooner, and the tasks without one of which it would fit."""
    if near.sooner is not None:
        when = counted(-near.sooner.days, "working day")
        date = teller.date(near.sooner.until) if near.sooner.until >= 0 else ""
        by = f"For {date}, {when} sooner" if date else f"For {when} sooner"
        yield say(f"{by}, a sum shows it: {short_of(teller, near.sooner.proof)}.", indent=2)
    if near.fewer:
        without = some([fewer.task for fewer in near.fewer], "or")
        yield say(
            f"Without {without} it would fit{' (one of them is enough)' if len(near.fewer) > 1 else ''}.", indent=2
        )
