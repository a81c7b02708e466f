"""Texts such as `8d`, `6-14d`, `7.5h` to minutes and days, exactly."""

import re
from collections.abc import Callable
from fractions import Fraction
from math import isqrt
from typing import Any, Final

from deliverable.book import Duration, Effort
from deliverable.files.decode import Wrong

MOST_EFFORT_DAYS: Final = 100_000
MOST_WORKING_DAYS: Final = 5_000
MOST_CALENDAR_DAYS: Final = 3_660
AMOUNT: Final = r"([0-9]{1,15}(?:\.[0-9]{1,9})?|\.[0-9]{1,9})"
"""How an amount is written, as a pattern."""
_NUMBER: Final = re.compile(AMOUNT)
_AMOUNT: Final = re.compile(f"{AMOUNT}([a-z]+)")
_UNITS: Final = {
    "day": "d", "days": "d", "pd": "d", "tag": "d", "tage": "d",
    "hour": "h", "hours": "h", "hr": "h", "hrs": "h", "std": "h",
    "week": "w", "weeks": "w", "wk": "w", "wks": "w",
}  # fmt: skip

_EFFORT: Final = ("an effort", "8d, 60h, 2w or 6-8-14d")
_DURATION: Final = ("a number of working days", "5d, 2w or 3-5-10d")

Read = Callable[[str, Fraction], Any]


def shown(text: str) -> str:
    """A text short enough for a message."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[:200]).split())
    return f"`{line[:40]}…`" if len(line) > 41 else f"`{line}`"


def number(text: str) -> Fraction | None:
    """An amount that isn't negative, exactly as written; None for anything else."""
    return Fraction(text) if _NUMBER.fullmatch(text) else None


def tidied(text: str) -> str:
    """The text as it was surely meant: no blanks, a point for the decimal comma, units as one letter at the end."""
    flat = re.sub(r"[\s_]", "", text.lower()).replace("–", "-").replace("—", "-")
    flat = re.sub(r"(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))", ".", flat)
    flat = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", flat)
    flat = re.sub(r"[a-z]+", lambda m: _UNITS.get(m[0], m[0]), flat)
    return re.sub(r"(?<=[0-9])([a-z])(?=-[^a-z]*[0-9](?:[a-z]-[^a-z]*)?\1$)", "", flat)


def forgiving(read: Read) -> Read:
    """The same reader, which offers the tidied text as a cure when that would do."""

    def better(text: str, day: Fraction) -> Any:
        try:
            return read(text, day)
        except Wrong as wrong:
            neat = tidied(text)
            if wrong.write is None and neat != text:
                try:
                    read(neat, day)
                except Wrong:
                    raise wrong from None
                raise Wrong(wrong.message, f"write {neat}", neat, sure="," not in text) from None
            raise

    return better


def ranged(text: str, name: str, example: str) -> tuple[list[Fraction], str]:
    """One to three rising amounts with the unit after the last: `8d`, `6-14d`, `6-8-14d`."""
    parts = text.split("-")
    found = _AMOUNT.fullmatch(parts[-1])
    amounts = [number(part) for part in parts[:-1]]
    if found is None or len(parts) > 3 or None in amounts:
        raise _no_amount(text, name, example)
    values = [amount for amount in amounts if amount is not None] + [Fraction(found[1])]
    return values, found[2]


def _no_amount(text: str, name: str, example: str) -> Wrong:
    """Why a text is no such amount."""
    flat = tidied(text)
    if re.fullmatch(r"-[0-9].*", flat):
        return Wrong(f"{shown(text)} is less than nothing", f"write {name} like {example}")
    if number(flat) is not None:
        units = f"{flat}d for days or {flat}h for hours" if "60h" in example else f"{flat}d"
        return Wrong(f"{shown(text)} has no unit", f"write {units}")
    return Wrong(f"{shown(text)} is not {name}", f"write it like {example}")


def middle(low: Fraction, high: Fraction) -> Fraction:
    """The geometric mean of two amounts, rounded up to a whole one: the likely figure when only the ends are known."""
    product = low * high
    whole = isqrt(product.numerator // product.denominator)
    return Fraction(whole if whole * whole >= product else whole + 1)


def effort_of(text: str, amounts: list[Fraction]) -> Effort:
    """One to three rising amounts as an effort; of two the likely one is their geometric mean."""
    if amounts[0] <= 0:
        message = f"{shown(text)} is nothing"
        raise Wrong(message, "write more than 0, or leave it out")
    if amounts != sorted(amounts):
        message = f"the range {shown(text)} is out of order"
        raise Wrong(message, "write the low figure first, then the likely one, then the high one")
    low, high = amounts[0], amounts[-1]
    if len(amounts) == 1:
        return Effort(low)
    if len(amounts) == 3:
        return Effort(amounts[1], low, high)
    return Effort(min(middle(low, high), high), low, high, middle=True)


def effort(text: str, day: Fraction) -> Effort:
    """`8d`, `60h`, `2w` or a range of them, in minutes."""
    amounts, unit = ranged(text, *_EFFORT)
    scale = {"d": day, "h": Fraction(60), "w": 5 * day}.get(unit)
    if scale is None:
        raise _no_amount(text, *_EFFORT)
    if amounts[-1] * scale > MOST_EFFORT_DAYS * day:
        message = f"{shown(text)} is more than anybody could plan"
        raise Wrong(message, f"write at most {MOST_EFFORT_DAYS}d")
    return effort_of(text, [amount * scale for amount in amounts])


def one_effort(text: str, day: Fraction) -> Effort:
    """`8d`, `60h` or `2w`, in minutes."""
    value = effort(text, day)
    if value.low is not None:
        message = f"{shown(text)} is a range, and one amount is wanted"
        raise Wrong(message, "write one amount, such as 8d")
    return value


def done(text: str, day: Fraction) -> Effort:
    """An effort that was spent: it can be none."""
    return Effort(Fraction(0)) if re.fullmatch(r"0+(\.0+)?[dhw]", text) else effort(text, day)


def duration(text: str, day: Fraction) -> Duration:
    """`5d`, `2w` or a range of them, in whole working days."""
    del day
    amounts, unit = ranged(text, *_DURATION)
    scale = {"d": 1, "w": 5}.get(unit)
    if scale is None:
        raise _no_amount(text, *_DURATION)
    days = [amount * scale for amount in amounts]
    if any(amount.denominator > 1 for amount in days):
        message = f"{shown(text)} is not in whole working days"
        raise Wrong(message, "write whole days, such as 3d")
    if days[-1] > MOST_WORKING_DAYS:
        message = f"{shown(text)} is longer than anybody could plan"
        raise Wrong(message, f"write at most {MOST_WORKING_DAYS}d")
    return whole_days(effort_of(text, days))


def whole_days(effort: Effort) -> Duration:
    """Amounts that are whole days, as a duration."""
    return Duration(int(effort.likely), _whole(effort.low), _whole(effort.high))


def _whole(amount: Fraction | None) -> int | None:
    return None if amount is None else int(amount)


def working_days(text: str, day: Fraction) -> int:
    """`5d` or `2w`, in whole working days."""
    value = duration(text, day)
    if value.low is not None:
        message = f"{shown(text)} is a range, and one number is wanted"
        raise Wrong(message, f"write {value.likely}d")
    return value.likely


def calendar_days(least: int) -> Read:
    """Calendar days, at least so many."""

    def read(text: str, day: Fraction) -> int:
        del day
        found = _AMOUNT.fullmatch(text)
        if found and found[2] == "w":
            days = Fraction(found[1]) * 7
            message = f"{shown(text)} is in weeks, and calendar days are wanted"
            raise Wrong(message, f"write {int(days)}d", f"{int(days)}d", sure=days == int(days))
        if found is None or found[2] != "d":
            raise _no_amount(text, "a number of calendar days", "30d")
        amount = Fraction(found[1])
        if amount.denominator > 1 or not least <= amount <= MOST_CALENDAR_DAYS:
            message = f"{shown(text)} is not a number of days that is read here"
            raise Wrong(message, f"write whole days from {least}d to {MOST_CALENDAR_DAYS}d")
        return int(amount)

    return read


def leave_days(text: str, day: Fraction) -> Fraction:
    """`25d`, `12.5d` or `5w`, in working days of a year."""
    del day
    found = _AMOUNT.fullmatch(text)
    scale = {"d": 1, "w": 5}.get(found[2]) if found else None
    if found is None or scale is None:
        raise _no_amount(text, "a number of working days", "25d")
    value = Fraction(found[1]) * scale
    if value > 366:
        message = f"{shown(text)} is more than a year"
        raise Wrong(message, "write the working days of leave in a year, such as 25d")
    return value


def hours(*, least: bool) -> Read:
    """Hours of one day in minutes; with `least` more than none."""

    def read(text: str, day: Fraction) -> Fraction:
        del day
        found = _AMOUNT.fullmatch(text)
        if found is None and number(text) is not None:
            message = f"{shown(text)} has no unit"
            raise Wrong(message, f"write {text}h", f"{text}h")
        if found is None or found[2] != "h":
            clock = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text)
            exact = Fraction(int(clock[1]) * 60 + int(clock[2]), 60) if clock else Fraction(0)
            neat = f"{float(exact):g}h" if clock else None
            message = f"{shown(text)} is not a number of hours"
            sure = neat is not None and Fraction(neat[:-1]) == exact  # 7:20 is no decimal number of hours
            raise Wrong(message, f"write {neat or 'hours, such as 7.5h'}", neat, sure=sure)
        value = Fraction(found[1])
        if value > 24 or (least and not value):
            message = f"{shown(text)} is {'no time' if not value else 'more than a day has'}"
            raise Wrong(message, "write hours from 0h to 24h" if not least else "write more than 0h and at most 24h")
        return value * 60

    return read
