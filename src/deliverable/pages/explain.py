"""What there is to know about a key, or which top-level keys there are, to a page."""

from collections.abc import Iterable, Iterator

from deliverable.answers.meaning import Meaning
from deliverable.page import Blank, Block, Code, Heading, Headline, Page, Paragraph, Span, Table, Tone, say


def one(key: Meaning) -> Page:
    """A key: what it means, how it is written, what holds without it, and what is below it."""
    return Page(tuple(_blocks(key)))


def _blocks(key: Meaning) -> Iterator[Block]:
    yield Headline(key.key, key.meaning, Tone.STRONG)
    yield Blank()
    yield _line("Value", f"{key.kind}, written like {key.written}" if not _is_choice(key) else f"one of {key.written}")
    if key.unit:
        yield _line("Unit", key.unit)
    yield _line("Default", key.default or "-")
    yield _line("Required", "yes" if key.required else "no")
    for said in key.notes:
        yield _line("Note", said)
    yield from (Blank(), Heading("For example"), Code(key.example))
    if key.below:
        rows = tuple((below.key, below.meaning) for below in key.below)
        yield from (Blank(), Table(header=("below it", "means"), rows=rows, right=(False, False), indent=0))


def _is_choice(key: Meaning) -> bool:
    return " | " in key.written


def _line(label: str, text: str) -> Paragraph:
    return Paragraph((Span(f"{label + ':':<10}", Tone.QUIET), Span(text)), indent=1, hang=5)


def every(keys: Iterable[Meaning]) -> Page:
    """All top-level keys, each with what it holds."""
    rows = tuple((key.key, key.meaning) for key in keys)
    return Page(
        (
            Table(header=("key", "holds"), rows=rows, right=(False, False), indent=0),
            Blank(),
            say("What is below a key, and how it is written: deliverable explain KEY"),
        )
    )
