"""Dates, amounts and names to the words in which people read them."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HALF = Fraction(1, 2)


def long_day(day: date) -> str:
    """Friday 19 March 2027."""
    return f"{WEEKDAYS[day.weekday()]} {full_day(day)}"


def full_day(day: date) -> str:
    """19 March 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date, near: date) -> str:
    """19 March; with its year when it is not within ten months of `near`."""
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return text if abs((day - near).days) <= 300 else f"{text} {day.year}"


def week_day(day: date, near: date) -> str:
    """Friday 19 March."""
    return f"{WEEKDAYS[day.weekday()]} {short_day(day, near)}"


def table_day(day: date, near: date) -> str:
    """Fri 19 March."""
    return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day, near)}"


def number(value: Fraction, places: int = 1) -> str:
    """A number with at most so many places, no zeros at its end: 17.3, 22."""
    scaled = floor(abs(value) * 10**places + HALF)
    whole, rest = divmod(scaled, 10**places)
    text = f"{whole:,}" + (f".{rest:0{places}d}".rstrip("0").rstrip(".") if places else "")
    return f"-{text}" if value < 0 and scaled else text


def tenths(minutes: Fraction | int, day: Fraction, places: int = 1) -> Fraction:
    """Minutes as days of `day` minutes, rounded to so many places."""
    scale = 10**places
    return Fraction(floor(Fraction(minutes) / day * scale + HALF), scale)


def down(minutes: Fraction | int, day: Fraction, places: int = 1) -> Fraction:
    """The same, never more than there is."""
    scale = 10**places
    return Fraction(floor(Fraction(minutes) / day * scale), scale)


def up(minutes: Fraction | int, day: Fraction, places: int = 1) -> Fraction:
    """The same, never less than there is."""
    return -down(-minutes, day, places)


def days(minutes: Fraction | int, day: Fraction, places: int = 1) -> str:
    """Minutes as days of work: 17.3."""
    return number(tenths(minutes, day, places), places)


def counted(count: Fraction | int, one: str, many: str = "", places: int = 1) -> str:
    """1 day, 2 days, 1.5 days."""
    value = Fraction(count)
    return f"{number(value, places)} {one if value == 1 else many or one + 's'}"


def split(parts: Sequence[int], day: Fraction, places: int = 1) -> list[Fraction]:
    """Parts of a whole as days that add up to the whole as it is rounded: the largest remainders are rounded up."""
    unit = Fraction(1, 10**places)
    shown = [down(part, day, places) for part in parts]
    lacking = int((tenths(sum(parts), day, places) - sum(shown)) / unit)
    order = sorted(range(len(parts)), key=lambda n: (shown[n] - Fraction(parts[n]) / day, n))
    for n in order[:lacking]:
        shown[n] += unit
    return shown


def redone(parts: Sequence[int], day: Fraction, places: int) -> int:
    """Places for parts beside their whole: one more when rounded parts don't add up to it and exact ones would, so that
    equal parts read alike.
    """
    rounded = sum(tenths(part, day, places) for part in parts) == tenths(sum(parts), day, places)
    whole = tenths(sum(parts), day, places) * day == sum(parts)
    exact = whole and all(tenths(part, day, places + 1) * day == part for part in parts)
    return places + 1 if exact and not rounded else places


def seen(parts: Sequence[int], day: Fraction) -> int:
    """Places at which no part of a whole reads as nothing, if two are enough for that."""
    return next((p for p in (1, 2) if all(split(parts, day, p))), 1)


def short_by(need: int, have: int, day: Fraction, places: int) -> Fraction:
    """What is missing, as days: the difference of the two figures as they are printed."""
    return tenths(need, day, places) - tenths(have, day, places)


def apart(need: int, have: int, day: Fraction) -> int:
    """Places at which a need and what there is read differently: two numbers that look alike prove nothing."""
    return next((p for p in (1, 2, 3, 4) if tenths(need, day, p) != tenths(have, day, p)), 5)


def listed(names: Sequence[str], join: str = "and") -> str:
    """a, b and c."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {join} {names[-1]}"


def some(names: Sequence[str], join: str = "and", most: int = 8) -> str:
    """The same; of many the first, and how many more."""
    if len(names) <= most:
        return listed(names, join)
    return f"{', '.join(names[: most - 1])} {join} {len(names) - most + 1} more"


def percent(share: Fraction) -> str:
    """80 %."""
    return f"{number(share * 100)} %"


def first_name(name: str) -> str:
    """What a colleague is called: the first word."""
    return name.partition(" ")[0]
