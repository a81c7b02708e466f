"""A text that is no date to the days that may be meant by it. Imported only when something is wrong."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

_NUMBERS: Final = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{4}|[0-9]{2})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{1,2})")
_DAY_NAMED: Final = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[-./ ]+([^\W\d_]{3,9})[-.,/ ]+([0-9]{4})")
_NAME_DAY: Final = re.compile(r"([^\W\d_]{3,9})[-./ ]+([0-9]{1,2})(?:st|nd|rd|th)?[-.,/ ]+([0-9]{4})")
_SERIAL: Final = re.compile(r"[3-6][0-9]{4}")
_MONTHS: Final = (
    "january januar", "february februar", "march märz maerz", "april", "may mai", "june juni", "july juli", "august",
    "september", "october oktober", "november", "december dezember",
)  # fmt: skip
_FIRST_OF_EXCEL: Final = date(1899, 12, 30)


def advice(text: str, otherwise: str) -> tuple[str, str | None]:
    """What to write instead, and the date itself where only one can be meant."""
    text = " ".join(text.split())
    if found := _YEAR_FIRST.fullmatch(text):
        swapped = _day(int(found[1]), int(found[3]), int(found[2]))
        return (f"write {swapped[0]}, if day and month are swapped" if swapped else otherwise), None
    days = list(dict.fromkeys(_meant(text)))
    if not days:
        return otherwise, None
    if len(days) == 1:
        return f"write {days[0]}", days[0].isoformat()
    return f"write {days[0]} if the day comes first, {days[1]} if the month does", None


def _meant(text: str) -> Iterator[date]:
    """The days that may be meant; of two the one whose day is written first is first."""
    if found := _NUMBERS.fullmatch(text):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        yield from _day(year, int(found[2]), int(found[1]))
        yield from _day(year, int(found[1]), int(found[2]))
    elif found := _DAY_NAMED.fullmatch(text):
        yield from _day(int(found[3]), _month(found[2]), int(found[1]))
    elif found := _NAME_DAY.fullmatch(text):
        yield from _day(int(found[3]), _month(found[1]), int(found[2]))
    elif _SERIAL.fullmatch(text):
        yield _FIRST_OF_EXCEL + timedelta(days=int(text))


def _day(year: int, month: int, day: int) -> list[date]:
    try:
        return [date(year, month, day)]
    except ValueError:
        return []


def _month(name: str) -> int:
    """The number of a month by its name or the first letters of it; 0 when it is none."""
    wanted = name.lower()
    fits = (n for n, names in enumerate(_MONTHS, 1) if any(known.startswith(wanted) for known in names.split()))
    return next(fits, 0)
