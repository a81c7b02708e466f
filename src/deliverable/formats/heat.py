"""Parts by week to a heat map: each a number, and a sign and a colour for how much of its whole that is.

The sign says the same as the colour, so that it reads without colour and in print. Where the weeks don't fit they are
cut into bands, one below the other.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil

from deliverable.formats.cells import chop, clean, width
from deliverable.formats.layout import Line, wrap
from deliverable.page import Heat, Part, Span, Table, Tone

INDENT = 2
GAP = 1
LEAST_CELL = 3
"""A day of the month, and the place of a sign."""
MOST_NAME = 32
"""The cells of the longest name that is shown whole, where there is room."""
LEAST_NAME = 8
NAME_SHARE = 4
"""At most one of so many cells is for names, so that the weeks have the rest."""
BAND = 13
"""The weeks of a Markdown table: a quarter of a year."""
SIGNS = ("·", "░", "▒", "▓", "█")
ASCII_SIGNS = (".", ":", "+", "*", "#")
TONES = (Tone.BAD, Tone.BAD, Tone.WARN, Tone.GOOD, Tone.GOOD)
TOLD = ("nothing", "less than a quarter", "a quarter", "half", "three quarters or more")
NO_WHOLE = "-"
WHOLE_FROM = 10
"""From here on numbers have no decimals."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def step(part: Part) -> int | None:
    """How much of its whole a part is: 0 for nothing, 1 to 4 for its quarters; None where there is no whole."""
    amount, whole = part.amount, part.whole
    if whole <= 0:
        return None
    if amount <= 0:
        return 0
    return min(4, 1 + 4 * amount.numerator * whole.denominator // (amount.denominator * whole.numerator))


def number(part: Part) -> str:
    """One decimal below ten, else none; nothing where there could be nothing."""
    above, below = part.amount.as_integer_ratio()
    if above <= 0 and part.whole <= 0:
        return NO_WHOLE
    tenths = (20 * above + below) // (2 * below)
    if tenths <= 0:
        return "0"
    return f"{tenths // 10}.{tenths % 10}" if tenths < WHOLE_FROM * 10 else f"{(2 * above + below) // (2 * below):,}"


def legend(block: Heat, *, unicode: bool = True) -> str:
    """What the signs that occur mean."""
    signs = SIGNS if unicode else ASCII_SIGNS
    used = {step(part) for _, parts in block.rows for part in parts}
    told = [f"{sign} {text}" for number, (sign, text) in enumerate(zip(signs, TOLD, strict=True)) if number in used]
    whole = [f"{', '.join(told)} of {block.whole}"] if told else []
    return "; ".join(whole + [f"{NO_WHOLE} {block.none}"] * (None in used))


# --- text -------------------------------------------------------------------------------------------------------------


def heat(block: Heat, room: int, *, unicode: bool) -> list[Line]:
    """The map in as many bands as it takes, and what its signs mean."""
    names = [clean(name, unicode=unicode) for name, _ in block.rows]
    longest = max(map(width, names), default=0)
    label = min(longest, MOST_NAME, max(LEAST_NAME, room // NAME_SHARE))
    signs = SIGNS if unicode else ASCII_SIGNS
    rows = [[_cell(part, signs) for part in parts] for _, parts in block.rows]
    size = max((len(cell.text) for row in rows for cell in row), default=0)
    size = max(size, LEAST_CELL)
    many = _even(len(block.mondays), max(1, (room - INDENT - label) // (GAP + size)))
    shown = [_clipped(name, label, unicode=unicode) for name in names]
    lines: list[Line] = []
    for band in range(0, len(block.mondays), many):
        columns = slice(band, band + many)
        lines += [[]] if lines else []
        lines += _header(block.mondays[columns], INDENT + label, GAP + size)
        for name, cells in zip(shown, rows, strict=True):
            wide = [Span(f"{cell.text:>{GAP + size}}", cell.tone) for cell in cells[columns]]
            lines.append([Span(" " * INDENT + name), *wide])
    told = wrap((Span(legend(block, unicode=unicode), Tone.QUIET),), room, indent=INDENT, hang=INDENT, unicode=unicode)
    return lines + told


def _even(weeks: int, most: int) -> int:
    """The weeks of a band, so that all bands but the last have as many and the last no more than a little less."""
    bands = max(1, ceil(weeks / most))
    return max(1, ceil(weeks / bands))


def _clipped(name: str, room: int, *, unicode: bool) -> str:
    """A name in so many cells; what is cut off is shown to be missing."""
    if width(name) > room:
        dots = "…" if unicode else "."
        name = chop(name, room - 1)[0] + dots
    return name + " " * (room - width(name))


def _header(mondays: Sequence[date], indent: int, size: int) -> list[Line]:
    """The months above their first week, with the year in January and at the left; the days below."""
    months = [" "] * (size * len(mondays))
    for at, text in _months(mondays, size):
        months[at : at + len(text)] = text
    days = "".join(f"{monday.day:>{size}}" for monday in mondays)
    return [[Span(" " * indent + text, Tone.QUIET)] for text in ("".join(months), days)]


def _months(mondays: Sequence[date], size: int) -> Iterator[tuple[int, str]]:
    """Where each month's name begins, and the name with its year where there is room."""
    firsts = [n for n, monday in enumerate(mondays) if n == 0 or monday.month != mondays[n - 1].month]
    for n, end in zip(firsts, [*firsts[1:], len(mondays)], strict=True):
        monday = mondays[n]
        name = MONTHS[monday.month - 1]
        begin, room = (n + 1) * size - 3, (end - n - 1) * size + 2
        long = f"{name} {monday.year}"
        wanted = long if (n == 0 or monday.month == 1) and len(long) <= room else name
        yield begin, wanted


def _cell(part: Part, signs: Sequence[str]) -> Span:
    on = step(part)
    return Span(f"{number(part)} ", Tone.QUIET) if on is None else Span(number(part) + signs[on], TONES[on])


# --- tables -----------------------------------------------------------------------------------------------------------


def tables(block: Heat) -> list[Table]:
    """The same as tables of text, a band of weeks each."""
    found = []
    many = _even(len(block.mondays), BAND)
    for band in range(0, len(block.mondays), many):
        mondays = block.mondays[band : band + many]
        header = ("", *(f"{monday.day} {MONTHS[monday.month - 1]}" for monday in mondays))
        rows = tuple((name, *map(_told, parts[band : band + many])) for name, parts in block.rows)
        found.append(Table(header, rows, (False, *[True] * len(mondays))))
    return found


def _told(part: Part) -> str:
    on = step(part)
    return number(part) if on is None else f"{number(part)} {SIGNS[on]}"
