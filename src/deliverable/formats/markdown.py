"""A page to Markdown as GitHub and GitLab show it; all text of a page is data, so none of it becomes markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from deliverable.formats.cells import clean
from deliverable.formats.frame import excerpt
from deliverable.formats.heat import legend, tables
from deliverable.formats.layout import Line
from deliverable.page import Blank, Block, Code, Frame, Heading, Headline, Heat, Page, Paragraph, Span, Table, Tone

ROOM = 120
"""The cells of a code block's line; longer ones scroll sideways."""
BULLET = "- "
BELOW = 3
"""Items of a page that stand in by so many steps are below the item before them."""
LOUD = (Tone.STRONG, Tone.GOOD, Tone.WARN, Tone.BAD)
QUOTED = re.compile("(?<!`)`([^` ](?:[^`]*[^` ])?)`(?!`)")
"""What our sentences put between backticks: a name, or a value as it is written in a file."""
MARKUP = {
    **{char: f"\\{char}" for char in "\\`*_[]|~$#"},
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
}
ESCAPES = str.maketrans(MARKUP)
BARRIER = "<!-- -->"
"""Nothing that a reader sees; what stands on its two sides is never read as one word."""
NO_LINKS = re.compile(
    r"(?<=[@#!~%$&])(?=\w)"  # somebody's name, issues, merge requests, labels, milestones, snippets, epics
    r"|(?<=GH-)(?=\d)"
    r"|(?<=:)(?=//)|(?<=[Ww]{3})(?=\.)"  # addresses
    r"|(?<=:)(?=(?:[a-z0-9_+-]*[a-z+-][a-z0-9_+-]*|100|1234):)"  # :smile:
)
FIRST_ON_LINE = re.compile(r"^(?:(?=[-+=])|(\d+)(?=[.)]))")
"""What would begin a list, or make a heading of the line above."""


def render(page: Page) -> str:
    """The page, with a blank line between blocks; items of a list follow each other."""
    parts = ["\n".join(group) for _, group in groupby(_pieces(page.blocks), key=_kind)]
    return "\n\n".join(parts) + "\n"


def _kind(piece: str) -> object:
    """Equal for the items of a list, and for nothing else."""
    return BULLET if piece.lstrip(" ").startswith(BULLET) else object()


def _pieces(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from (piece for piece in _block(block) if piece)


def _block(block: Block) -> tuple[str, ...]:
    match block:
        case Headline():
            return (f"## {' – '.join(inline(part) for part in (block.word, block.rest) if part)}",)
        case Heading():
            return (f"### {inline(block.text)}",)
        case Paragraph():
            return (_item(_paragraph(block.spans), block.indent),)
        case Blank():
            return ()
        case Table() | Heat():
            return _grid(block)
        case Frame():
            return _frame(block)
        case Code():
            return (fenced([clean(line) for line in block.lines], "yaml"),)


# --- text ------------------------------------------------------------------------------------------------------------


def inline(text: str, *, cell: bool = False) -> str:
    """Text that a reader sees as it is; what stands between backticks is set as code."""
    out, at = [], 0
    text = clean(text)
    for found in QUOTED.finditer(text):
        written = found[0].replace("|", "\\|") if cell else found[0]
        out += [_plain(text[at : found.start()]), written]
        at = found.end()
    return "".join((*out, _plain(text[at:])))


def _plain(text: str) -> str:
    return BARRIER.join(piece.translate(ESCAPES) for piece in NO_LINKS.split(text))


def on_a_line(text: str) -> str:
    """Escaped text that may stand first on its line."""
    return FIRST_ON_LINE.sub(r"\1\\", text.lstrip(" "), count=1)


def _paragraph(spans: Sequence[Span]) -> str:
    """A paragraph, or an item of a list where the page's sentence begins with a dash."""
    first = spans[0] if spans else Span("")
    if first.text.startswith(BULLET):
        rest = (Span(first.text.removeprefix(BULLET), first.tone), *spans[1:])
        return BULLET + on_a_line(_spans(rest))
    return on_a_line(_spans(spans)).rstrip(" ")


def _item(piece: str, indent: int) -> str:
    """An item that belongs to the one above it, where it stands that far in; anything else as it is."""
    return f"  {piece}" if piece.startswith(BULLET) and indent >= BELOW else piece


def _spans(spans: Sequence[Span]) -> str:
    befores = ["", *(span.text[-1:] for span in spans[:-1])]
    afters = [*(span.text[:1] for span in spans[1:]), ""]
    return "".join(
        _loud(span.text, before, after) if span.tone in LOUD else inline(span.text)
        for span, before, after in zip(spans, befores, afters, strict=False)
    )


def _loud(text: str, before: str, after: str) -> str:
    """Bold where Markdown can tell where bold begins and ends: where a blank, a comma or nothing is outside."""
    text = clean(text)
    core = text.strip(" ")
    begins = text.startswith(" ") or before in ("", " ")
    ends = text.endswith(" ") or after in ("", " ", ",", ".", ";", ":")
    if not (core and begins and ends):
        return inline(text)
    lead, _, tail = text.partition(core)
    return f"{lead}**{inline(core)}**{tail}"


# --- blocks ----------------------------------------------------------------------------------------------------------


def _grid(block: Table | Heat) -> tuple[str, ...]:
    """A table; a map in as many as it takes, and what its signs mean."""
    return (table(block),) if isinstance(block, Table) else (*map(table, tables(block)), inline(legend(block)))


def table(block: Table) -> str:
    """A table; one without names for its columns has an empty head, since Markdown wants one."""
    rule = ["---:" if right else "---" for right in block.right]
    rows = [[inline(cell, cell=True) for cell in row] for row in (block.header, *block.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


def _frame(block: Frame) -> tuple[str, ...]:
    """A finding: what is wrong, the place as lint shows it, and what to do."""
    head = _spans((Span(f"{block.severity}[{block.rule}]", block.tone), Span(f" {block.message}")))
    shown = fenced([_text(line) for line in excerpt(block, ROOM, unicode=True)], "text")
    return (head, shown, *(BULLET + on_a_line(inline(note)) for note in block.notes))


def _text(line: Line) -> str:
    return "".join(span.text for span in line).rstrip(" ")


def fenced(lines: Sequence[str], language: str) -> str:
    """A code block whose fence is longer than any in it."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join((fence + language, *lines, fence))
