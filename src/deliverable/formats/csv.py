"""Rows of texts, numbers and days to CSV text that a spreadsheet reads as data and never as a formula.

Texts come from files that anybody may have written, so one that a spreadsheet would begin to calculate gets an
apostrophe in front, as OWASP has it; numbers are ours, and stay numbers.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from deliverable.formats.cells import clean

Cell = str | int | Fraction | date | None
PLACES = 2
FORMULA = re.compile(r"[^\S\t\r\n]*[=+\-@\t\r\n＝＋－＠]")
"""What a formula begins with, behind blanks too; the wide signs are read as the others in some countries."""


INSIDE = re.compile(r"([;|][^\S\t\r\n]*)(?=[=+\-@＝＋－＠])")
"""The same behind what separates cells in some countries."""


def dump(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table as CSV: commas, quotes where needed, a newline a row, ISO days, numbers with a point."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([written(cell) for cell in row] for row in rows)
    return out.getvalue()


def written(cell: Cell) -> str:
    """A cell's text: harmless on one line, or a number, or a day."""
    if isinstance(cell, str):
        cell = INSIDE.sub(r"\1'", cell)
        return clean(f"'{cell}" if FORMULA.match(cell) else cell)
    if isinstance(cell, Fraction):
        return f"{float(round(cell, PLACES)):.{PLACES}f}"
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
