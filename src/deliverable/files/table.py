"""The text of a CSV file to its rows of cells, each with the stretch of the text that it is written in.

A quote that is never closed costs its own line and nothing else: reading goes on behind it.
"""

import csv
import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final, NamedTuple

from deliverable.files.nodes import BREAK, Document

MOST_LINES: Final = 50
"""So many lines one row may go over: more is a quote that nobody closed."""
_CELL: Final = re.compile(r'\s*"(?:[^"]|"")*"[^,]*|[^,]*')


class Line(NamedTuple):
    """A row: its cells without blanks around them, or why they can't be told apart; `start` and `end` in the text."""

    cells: tuple[str, ...]
    start: int
    end: int
    wrong: str = ""


def rows(doc: Document) -> Iterator[Line]:
    """Every row that isn't blank."""
    starts = [*doc.starts, len(doc.text)]
    texts = [BREAK.sub("\n", doc.text[start:end]) for start, end in pairwise(starts)]
    at = 0
    while at < len(texts):
        cells, lines, wrong = _row(texts, at)
        line = Line(tuple(cell.strip() for cell in cells), starts[at], _ended(doc.text, starts[at + lines]), wrong)
        at += lines
        if wrong or any(line.cells):
            yield line


def cell(doc: Document, line: Line, number: int) -> tuple[int, int]:
    """The stretch of a cell of a row, by its number from 0; the row's end where it has no such cell."""
    at = line.start
    for _ in range(number):
        found = _CELL.match(doc.text, at, line.end)
        at = found.end() + 1 if found else line.end
        if at > line.end:
            return line.end, line.end
    found = _CELL.match(doc.text, at, line.end)
    text = found[0] if found else ""
    start = at + len(text) - len(text.lstrip())
    return start, max(start, at + len(text.rstrip()))


def _row(texts: list[str], at: int) -> tuple[list[str], int, str]:
    """The cells of the row that begins on a line, how many lines it takes, and what is wrong with it."""
    reader = csv.reader(islice(texts, at, at + MOST_LINES), strict=True)
    try:
        return next(reader), max(1, reader.line_num), ""
    except csv.Error as error:
        if "limit" in str(error):
            return [], 1, "a cell is too long"
        closed = texts[at].count('"') % 2 == 0
        return [], 1, "a quote stands inside a cell" if closed else "a quote is opened and not closed"


def _ended(text: str, end: int) -> int:
    """The end of a stretch without the line break."""
    while end and BREAK.fullmatch(text[end - 1]):
        end -= 1
    return end
