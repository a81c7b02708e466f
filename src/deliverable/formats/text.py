"""A page to the terminal's text at a width, in colour or without; the only place that knows Rich.

Rich only paints: where the lines break is decided before, so that the same words stand in the same places without
colour, and an answer that goes into a pipe never waits for Rich to be imported.
"""

from deliverable.formats.frame import frame
from deliverable.formats.heat import heat
from deliverable.formats.layout import Line, code, headline, paragraph, table, wrap
from deliverable.page import Blank, Block, Code, Frame, Heading, Headline, Heat, Page, Paragraph, Span, Table, Tone

NARROWEST = 20
STYLES = {
    Tone.STRONG: "bold",
    Tone.QUIET: "dim",
    Tone.GOOD: "bold green",
    Tone.WARN: "bold yellow",
    Tone.BAD: "bold red",
}


def render(page: Page, *, width: int, colour: bool, unicode: bool) -> str:
    """The page as text no wider than `width`; without `unicode` in ASCII alone."""
    room = max(width, NARROWEST)
    lines = [line for block in page.blocks for line in _lines(block, room, unicode=unicode)]
    paint = _painted if colour else _plain
    return "".join(f"{paint(_trimmed(line))}\n" for line in lines)


def _lines(block: Block, room: int, *, unicode: bool) -> list[Line]:
    match block:
        case Headline():
            return headline(block, room, unicode=unicode)
        case Heading():
            return wrap((Span(block.text, Tone.STRONG),), room, hang=2, unicode=unicode)
        case Paragraph():
            return paragraph(block, room, unicode=unicode)
        case Blank():
            return [[]]
        case Table() | Heat():
            return _grid(block, room, unicode=unicode)
        case Frame():
            return frame(block, room, unicode=unicode)
        case Code():
            return code(block, room, unicode=unicode)


def _grid(block: Table | Heat, room: int, *, unicode: bool) -> list[Line]:
    return heat(block, room, unicode=unicode) if isinstance(block, Heat) else table(block, room, unicode=unicode)


def _trimmed(line: Line) -> Line:
    """The line without spaces at its end."""
    line = list(line)
    while line and not (text := line[-1].text.rstrip(" ")):
        line.pop()
    if line:
        line[-1] = Span(text, line[-1].tone)
    return line


def _plain(line: Line) -> str:
    return "".join(span.text for span in line)


def _painted(line: Line) -> str:
    from rich.color import ColorSystem
    from rich.style import Style

    painted = []
    for span in _merged(line):
        style = STYLES.get(span.tone)
        text = Style.parse(style).render(span.text, color_system=ColorSystem.STANDARD) if style else span.text
        painted.append(text)
    return "".join(painted)


def _merged(line: Line) -> Line:
    """The line in as few spans as there are changes of tone; a space has none of its own."""
    merged: Line = []
    for span in line:
        if merged and (span.tone is merged[-1].tone or span.text.isspace()):
            merged[-1] = Span(merged[-1].text + span.text, merged[-1].tone)
        else:
            merged.append(span)
    return merged
