"""A no that exact search settled to what is said of it: no sum proves it, every possibility was ruled out."""

from collections.abc import Iterator

from deliverable.engine.proofs import Searched
from deliverable.page import Paragraph, say
from deliverable.pages.teller import Teller


def tell_search(teller: Teller, proof: Searched) -> Iterator[Paragraph]:
    """That nothing else was left to try."""
    yield say(
        f"Every possibility was ruled out: however the work is shared out and put in order, it does not all end by "
        f"{teller.date(proof.until)}. No single sum shows that; it is how people, order and dates work together.",
        indent=2,
    )
