"""Amounts as people say them ("3 weeks", "10 to 16 days", "half a day") to how files have them (3w, 10-16d, 0.5d)."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from deliverable.files.amounts import duration, effort, tidied
from deliverable.files.decode import Wrong
from deliverable.typed.unclear import UnclearError, quoted
from deliverable.typed.when import NUMBERS

EXAMPLE: Final = "write it like 20d, 3 weeks or 10-16d"
WAITS: Final = "write it like 5d, 2 weeks or 3-5-10d"
_WORD: Final = re.compile("[a-z]+")
_FRACTIONS: Final = {"½": ".5", "¼": ".25", "¾": ".75"}
_ABOUT: Final = re.compile(
    r"(?:~|about|around|circa|ca\.?|roughly|approx\.?|up to|at most|at least|more than|max\.?|min\.?)(?=[\s0-9])"
)
_NEITHER: Final = {
    "m": "a month is no fixed amount of work", "month": "a month is no fixed amount of work",
    "min": "work is counted in hours, days and weeks", "fte": "say how much work it is, not how many people",
}  # fmt: skip


def effort_of(text: str, day: Fraction) -> str:
    """An amount of work as the files have it. Raises UnclearError."""
    return _checked(text, lambda flat: effort(flat, day), EXAMPLE)


def wait_of(text: str) -> str:
    """A number of working days as the files have it. Raises UnclearError."""
    return _checked(text, lambda flat: duration(flat, Fraction(0)), WAITS)


def _checked(text: str, read: Callable[[str], Any], example: str) -> str:
    flat = tidied(_spelled(text, example))
    try:
        read(flat)
    except Wrong as wrong:
        raise UnclearError(wrong.message, wrong.cure or example) from None
    return flat


def _spelled(text: str, example: str) -> str:
    """The amount with numbers in figures and one unit at its end."""
    flat = " ".join(text.casefold().split())
    flat = re.sub(r"\b(?:person|man|working)[- ](?=[dwh])", "", flat)
    flat = re.sub(r"\b(?:a|1|one) fortnight\b", "2 weeks", flat)
    flat = re.sub(r"([0-9]+) 1/2\b", r"\1.5", flat)
    if re.search(r"[0-9]\.[0-9]{3}(?![0-9])", flat):
        message = f"{quoted(text)} can be a thousand or one and a bit"
        raise UnclearError(message, "write it without the point, or with two places at most")
    if found := _ABOUT.match(flat):
        message = f"{quoted(text)} is open at one end"
        raise UnclearError(message, f"write a range such as 8-12d instead of `{found[0].strip()}`")
    for word in _WORD.findall(flat):
        if reason := _NEITHER.get(word.removesuffix("s") if len(word) > 1 else word):
            message = f"{quoted(text)}: {reason}"
            raise UnclearError(message, example)
    flat = re.sub(r"\bhalf an? ", "0.5 ", flat)
    flat = re.sub(r"([0-9]*)\s?([½¼¾])", lambda found: (found[1] or "0") + _FRACTIONS[found[2]], flat)
    flat = _WORD.sub(lambda word: str(NUMBERS.get(word[0], word[0])), flat)
    flat = re.sub(r"^between (.+) and (.+)$", r"\1-\2", flat)
    return re.sub(r"(?<=[0-9a-z])\s+(?:to|or)\s+(?=[0-9.])", "-", flat)


def in_words(amount: str, unit: str = "day") -> str:
    """An amount of the files as it is read aloud: 10 to 16 days, 15 days for 3w."""
    *ends, last = amount.split("-")
    scale = {"w": 5, "d": 1}.get(last[-1], 1)
    unit = "hour" if last[-1] == "h" else unit
    figures = [f"{float(Fraction(end) * scale):g}" for end in (*ends, last[:-1])]
    many = "" if figures[-1] == "1" else "s"
    if len(figures) == 3:
        return f"{figures[0]} to {figures[2]} {unit}s, likely {figures[1]},"
    return f"{' to '.join(figures)} {unit}{many}"
