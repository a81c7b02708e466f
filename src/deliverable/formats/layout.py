"""A page's blocks to lines of spans at a width: wrapping, tables, and the lists that tables become."""

import re
from collections.abc import Iterator
from dataclasses import field

from deliverable.dataclass import dataclass
from deliverable.formats.cells import chop, clean, width
from deliverable.page import Code, Headline, Paragraph, Span, Table, Tone

Line = list[Span]
GAP = 2
NARROWEST = 24
"""A column of text is not squeezed below this; the table becomes a list instead."""
LEAST_ROOM = 10
WIDEST_PROSE = 120
"""Eyes lose the next line in longer ones, however wide the terminal is."""


@dataclass(slots=True)
class Word:
    """What stays together on a line, with the spaces before it."""

    spaces: int
    pieces: list[Span] = field(default_factory=list)

    @property
    def width(self) -> int:
        """The cells that it takes, without the spaces."""
        return sum(width(piece.text) for piece in self.pieces)


def headline(block: Headline, room: int, *, unicode: bool) -> list[Line]:
    """The word in its tone, two spaces, the rest; wrapped lines hang."""
    spans = (Span(block.word, block.tone), Span(f"  {block.rest}" if block.rest else "", Tone.STRONG))
    return wrap(spans, min(room, WIDEST_PROSE), hang=2, unicode=unicode)


def paragraph(block: Paragraph, room: int, *, unicode: bool) -> list[Line]:
    """Running text; an indent and a hang are steps of two."""
    indent = 2 * block.indent
    hang = indent + 2 * block.hang
    return wrap(block.spans, min(room, WIDEST_PROSE), indent=indent, hang=hang, unicode=unicode)


def code(block: Code, room: int, *, unicode: bool) -> list[Line]:
    """Lines of a file, set in."""
    return [line for text in block.lines for line in wrap((Span(f"    {text}"),), room, unicode=unicode)]


def wrap(spans: tuple[Span, ...], room: int, *, indent: int = 0, hang: int = 0, unicode: bool = True) -> list[Line]:
    """The spans as lines no wider than the room: the first one indented, the others hanging."""
    lines: list[Line] = [_start(indent)]
    used = indent
    fresh = True
    for word in _words(spans, unicode=unicode):
        gap = word.spaces if len(lines) == 1 or not fresh else 0
        size = word.width
        if not fresh and used + gap + size > room:
            lines.append(_start(hang))
            used, gap = hang, 0
        if used + gap + size > room:
            used = _pour(word, lines, used, room, hang)
        else:
            lines[-1].extend((*_start(gap), *word.pieces))
            used += gap + size
        fresh = False
    return lines


def _start(spaces: int) -> Line:
    return [Span(" " * spaces)] if spaces else []


def _words(spans: tuple[Span, ...], *, unicode: bool) -> Iterator[Word]:
    word = Word(0)
    for span in spans:
        for part in re.split("( +)", clean(span.text, unicode=unicode)):
            if part.startswith(" "):
                if word.pieces:
                    yield word
                    word = Word(0)
                word.spaces += len(part)
            elif part:
                word.pieces.append(Span(part, span.tone))
    if word.pieces:
        yield word


def _pour(word: Word, lines: list[Line], used: int, room: int, hang: int) -> int:
    """Break a word that is wider than a line, wherever the line ends."""
    for piece in word.pieces:
        rest = piece.text
        while rest:
            left = room - used
            if left < 1 or (left < width(rest[0])):
                lines.append(_start(hang))
                used = hang
                left = max(room - used, LEAST_ROOM)
            front, rest = chop(rest, left)
            lines[-1].append(Span(front, piece.tone))
            used += width(front)
    return used


def table(block: Table, room: int, *, unicode: bool) -> list[Line]:
    """Columns two apart; where they don't fit, text columns are squeezed first, then columns are left out that can be,
    and then it is a list.
    """
    indent = 2 * block.indent
    header = [clean(cell, unicode=unicode) for cell in block.header]
    rows = [[clean(cell, unicode=unicode) for cell in row] for row in block.rows]
    for fewer in range(len(block.spare) + 1):
        shown = [n for n in range(len(header)) if n not in block.spare[:fewer]]
        cells = [[row[n] for n in shown] for row in (header, *rows)]
        right = tuple(block.right[n] for n in shown)
        widths = _squeeze([max(map(width, column)) for column in zip(*cells, strict=True)], right, room - indent)
        if widths is not None:
            tones = (Tone.QUIET, *[Tone.PLAIN] * len(rows))
            lined = zip(cells, tones, strict=True) if any(header) else zip(cells[1:], tones[1:], strict=True)
            return [line for row, tone in lined for line in _row(row, widths, right, indent, tone)]
    return [line for row in rows for line in _item(header, row, room, indent)]


def _squeeze(natural: list[int], right: tuple[bool, ...], room: int) -> list[int] | None:
    widths = list(natural)
    while (excess := sum(widths) + GAP * (len(widths) - 1) - room) > 0:
        wide = [i for i, w in enumerate(widths) if not right[i] and w > NARROWEST]
        if not wide:
            return None
        widest = max(wide, key=lambda i: widths[i])
        others = [widths[i] for i in wide if i != widest]
        floor = max(NARROWEST, max(others) - 1 if others else 0)
        widths[widest] = max(floor, widths[widest] - excess)
    return widths


def _row(cells: list[str], widths: list[int], right: tuple[bool, ...], indent: int, tone: Tone) -> list[Line]:
    columns = [wrap((Span(cell, tone),), size) for cell, size in zip(cells, widths, strict=True)]
    lines = []
    for height in range(max(map(len, columns))):
        line = _start(indent)
        for column, size, at_right in zip(columns, widths, right, strict=True):
            spans = column[height] if height < len(column) else []
            blank = _start(size - sum(width(span.text) for span in spans))
            line += [*blank, *spans] if at_right else [*spans, *blank]
            line += _start(GAP)
        lines.append(line)
    return lines


def _item(header: list[str], row: list[str], room: int, indent: int) -> list[Line]:
    """A row as an item of a list: the columns without a name lead, the others follow with theirs."""
    leading = next((i for i, name in enumerate(header) if name), len(header)) or 1
    title = "  ".join(cell for cell in row[:leading] if cell)
    lines = wrap((Span(title),), room, indent=indent, hang=indent + GAP)
    for name, cell in zip(header[leading:], row[leading:], strict=True):
        if cell and cell != "-":
            spans = (Span(f"{name}: " if name else "", Tone.QUIET), Span(cell))
            lines += wrap(spans, room, indent=indent + GAP, hang=indent + 2 * GAP)
    return lines
