"""Days as people say them ("mid March", "in 6 weeks", "2027-03") to dates; what has two readings is refused with both.

A stretch such as a month begins with its first day and is due by its last. Without a year the next one is meant that
isn't over yet. Nothing is guessed: whoever typed it is shown the day, and `03/04/2027` is asked back.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from deliverable.typed.unclear import UnclearError, quoted

Stretch = tuple[date, date]
"""First and last day, both included."""

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS: Final = {
    word: n
    for n, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1, "fourteen": 14, "fifteen": 15, "twenty": 20}
HINT: Final = "write a day such as 2027-03-05, 5 March, mid March, end of March, in 6 weeks or next Monday"
FIRST_YEAR, LAST_YEAR = 1970, 2199  # as in the files
FRIDAY: Final = 4
MOST_AHEAD: Final = 20_000
"""Days from today that "in so many days" may be about."""
ENDS: Final = {"start": 0, "due": 1}
UNITS: Final = {"day": 1, "working": 2, "busines": 2, "week": 7, "fortnight": 14, "month": 31}
"""Calendar days, about, by the first word of a unit without its s."""

_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?:\s+(?P<year>[0-9]{4}))?"
_NTH = r"(?:st|nd|rd|th)?"
_COUNT = r"(?P<count>[0-9]{1,4}|[a-z]+)"


class Saying(NamedTuple):
    """When it is said, to which end of a stretch it is, and how the firm's working days are counted on."""

    today: date
    ahead: Callable[[int], date]


def day_of(text: str, today: date, end: str, ahead: Callable[[int], date]) -> date:
    """The day that somebody means. `end` is `start` or `due`: which day of a stretch such as a month counts; `ahead`
    finds the day so many of the firm's working days from today.

    Raises UnclearError, with the readings where there are several.
    """
    said = _normal(text)
    if not said:
        message = "no day is given"
        raise UnclearError(message, HINT)
    if (named := _NAMED_DAY.fullmatch(said)) and (number := _weekday_number(named["weekday"])) is not None:
        return _on_its_weekday(day_of(named["rest"], today, end, ahead), number, text)
    stretch = _stretch(said, text, end, Saying(today, ahead))
    found = stretch[ENDS[end]]
    if end == "start" and stretch[0] < today <= stretch[1]:
        found = today  # the rest of a stretch that has begun
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        message = f"{quoted(text)} is not a year that can be planned for"
        raise UnclearError(message, f"years from {FIRST_YEAR} to {LAST_YEAR} are read")
    return found


def _on_its_weekday(day: date, number: int, text: str) -> date:
    """The day, if it is on the weekday that was said with it."""
    if day.weekday() != number:
        message = f"{quoted(text)} is on a {WEEKDAYS[day.weekday()].capitalize()}"
        raise UnclearError(message, f"{day.isoformat()}, or which day?")
    return day


def is_iso(text: str) -> bool:
    """Whether a day is written as the files have it, so that there is nothing to explain."""
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()) is not None


def _normal(text: str) -> str:
    """Small letters, single blanks, without words that change nothing."""
    flat = " ".join(text.casefold().replace(",", " ").replace("’", "'").split())
    flat = flat.removesuffix(".") if not re.search(r"[0-9]\.$", flat) else flat
    flat = re.sub(r"^(?:by|on|from|due|starting|until|till|(?:no|not) later than|latest)\s+(?!of\b)", "", flat)
    flat = re.sub(r"^in\s+(?=[a-z])(?!an?\b|" + "|".join(NUMBERS) + r")", "", flat)
    flat = re.sub(r"^within\s+", "in ", flat)
    flat = re.sub(r"(?<=[0-9])\s*(?:w|wks?)\b(?! ?[0-9])", " weeks", flat)
    flat = re.sub(r"^the\s+(?!(?:week|month|quarter|year)\b)", "", flat)
    return re.sub(r"^(early|mid|late)[- ]+", r"\1 ", flat)


def _stretch(said: str, text: str, end: str, saying: Saying) -> Stretch:
    for pattern, read in _READERS:
        found = pattern.fullmatch(said)
        stretch = read(found, text, saying) if found else None
        if stretch is not None:
            return stretch
    if said == "asap" and end == "start":
        return saying.today, saying.today
    raise _not_understood(said, text, end)


def _not_understood(said: str, text: str, end: str) -> UnclearError:
    from deliverable.files.suggest import likely

    if re.fullmatch("asap|as soon as possible|soon|now", said):
        hint = "leave it out to hear of the earliest day" if end == "due" else "write today, or leave it out"
        return UnclearError(f"{quoted(text)} is not a day", hint)
    for word in re.findall("[a-z]{3,}", said):
        meant = likely(word, (*MONTHS, *WEEKDAYS))
        if meant is not None and word not in (*MONTHS, *WEEKDAYS) and not _month_number(word):
            return UnclearError(f"{quoted(text)} is not a day", f"did you mean {meant.capitalize()}? {HINT}")
    return UnclearError(f"{quoted(text)} is not a day that is understood", HINT)


# --- days with a number ----------------------------------------------------------------------------------------------


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        message = f"there is no day {quoted(text)}"
        raise UnclearError(message, HINT) from None


def _day(day: date) -> Stretch:
    return day, day


def _iso(found: re.Match[str], text: str, _saying: Saying) -> Stretch:
    return _day(_date(int(found[1]), int(found[2]), int(found[3]), text))


def _iso_month(found: re.Match[str], text: str, _saying: Saying) -> Stretch:
    first = _date(int(found[1]), int(found[2]), 1, text)
    return first, _month_end(first)


def _month_slash(found: re.Match[str], text: str, _saying: Saying) -> Stretch:
    first = _date(int(found["year"]), int(found["number"]), 1, text)
    return first, _month_end(first)


def _next(month: int, day: int, saying: Saying, text: str) -> date:
    """The next such day, today included."""
    for year in range(saying.today.year, saying.today.year + 9):  # 29 February may be eight years away
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= saying.today:
            return found
    message = f"there is no day {quoted(text)}"
    raise UnclearError(message, HINT)


def _named(found: re.Match[str], text: str, saying: Saying) -> Stretch | None:
    """`5 March`, `March 5th, 2027`."""
    month = _month_number(found["month"])
    if not month:
        return None
    day = int(found["day"])
    if found["year"]:
        return _day(_date(int(found["year"]), month, day, text))
    return _day(_next(month, day, saying, text))


def _dotted(found: re.Match[str], text: str, saying: Saying) -> Stretch:
    """`5.3.2027`: where days are written with dots, the day comes first."""
    day, month = int(found[1]), int(found[2])
    return _day(_date(int(found[3]), month, day, text) if found[3] else _next(month, day, saying, text))


def _numbers(found: re.Match[str], text: str, saying: Saying) -> Stretch:
    """`25/12/2026`: a day and a month in either order, so that only some can be told."""
    one, other, year = int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    days = list(dict.fromkeys(_both_orders(one, other, year, saying)))
    if not days:
        message = f"there is no day {quoted(text)}"
        raise UnclearError(message, HINT)
    if len(days) > 1:
        message = f"{quoted(text)} can be two days"
        raise UnclearError(message, _either(days))
    return _day(days[0])


def _both_orders(one: int, other: int, year: int | None, saying: Saying) -> Iterator[date]:
    for day, month in ((one, other), (other, one)):
        try:
            yield date(year, month, day) if year else _next(month, day, saying, "")
        except (ValueError, UnclearError):
            continue


def _short_year(_found: re.Match[str], text: str, _saying: Saying) -> Stretch:
    message = f"the year of {quoted(text)} has two digits"
    raise UnclearError(message, "write all four of them, best as 2027-03-05")


def _year_alone(_found: re.Match[str], text: str, _saying: Saying) -> Stretch:
    message = f"{quoted(text)} is a year, not a day"
    raise UnclearError(message, f"end of {text.strip()}, or a month of it such as {text.strip()}-03")


def _either(days: Sequence[date]) -> str:
    """The days that could be meant, to choose from."""
    return " or ".join(f"{day.isoformat()} ({day.day} {MONTHS[day.month - 1].capitalize()})" for day in days) + "?"


# --- months, quarters, weeks ------------------------------------------------------------------------------------------


def _month_number(word: str) -> int:
    """The number of a month by its name, or by three letters of it or more; 0 when it is none."""
    return next((n for n, name in enumerate(MONTHS, 1) if name.startswith(word)), 9 if word == "sept" else 0)


def _month_end(first: date) -> date:
    return _months_on(first, 1) - timedelta(days=1)


def _months_on(first: date, months: int) -> date:
    """The first day of a month so many months later."""
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _month_of(found: re.Match[str], saying: Saying, text: str) -> date | None:
    """The first day of the month that is named; without a year of the next one that isn't over."""
    month = _month_number(found["month"])
    if not month:
        return None
    if found["year"]:
        return _date(int(found["year"]), month, 1, text)
    first = date(saying.today.year, month, 1)
    return first if _month_end(first) >= saying.today else first.replace(year=first.year + 1)


def _whole_month(found: re.Match[str], text: str, saying: Saying) -> Stretch | None:
    first = _month_of(found, saying, text)
    return None if first is None else (first, _month_end(first))


def _part_of_month(found: re.Match[str], text: str, saying: Saying) -> Stretch | None:
    """The first ten days of a month, its fifteenth, what follows the twentieth, or its first or last day."""
    first = _month_of(found, saying, text)
    if first is None:
        return None
    part = _part(found["part"])
    stretch = _part_days(first, part)
    if not found["year"] and stretch[1] < saying.today:
        return _part_days(first.replace(year=first.year + 1), part)
    return stretch


def _part(words: str) -> str:
    known = {"beginning": "start", "begin": "start", "middle": "mid", "mid": "mid"}
    word = words.split(maxsplit=1)[0] if words else ""
    return known.get(word, word)


def _part_days(first: date, part: str) -> Stretch:
    last = _month_end(first)
    return {
        "start": (first, first),
        "early": (first, first.replace(day=10)),
        "mid": (first.replace(day=15), first.replace(day=15)),
        "late": (first.replace(day=21), last),
        "end": (last, last),
    }[part]


def _this_or_next(found: re.Match[str], _text: str, saying: Saying) -> Stretch:
    """`end of this month`, `next week`, `the end of the year`."""
    ahead = 1 if found["which"] == "next" else 0
    first, last = _unit(found["unit"], ahead, saying.today)
    part = _part(found["part"] or "")
    return {"end": (last, last), "start": (first, first)}.get(part, (first, last))


def _unit(unit: str, ahead: int, today: date) -> Stretch:
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * ahead)
        return monday, monday + timedelta(days=FRIDAY)
    if unit == "year":
        return date(today.year + ahead, 1, 1), date(today.year + ahead, 12, 31)
    months = 3 if unit == "quarter" else 1
    first = today.replace(day=1)
    if unit == "quarter":
        first = _months_on(first, -((today.month - 1) % 3))
    first = _months_on(first, months * ahead)
    return first, _months_on(first, months) - timedelta(days=1)


def _quarter(found: re.Match[str], text: str, saying: Saying) -> Stretch:
    number, year = int(found["quarter"]), found["year"]
    first = _date(int(year) if year else saying.today.year, 3 * number - 2, 1, text)
    last = _months_on(first, 3) - timedelta(days=1)
    if not year and last < saying.today:
        first = first.replace(year=first.year + 1)
        last = _months_on(first, 3) - timedelta(days=1)
    part = _part(found["part"] or "")
    return {"end": (last, last), "start": (first, first)}.get(part, (first, last))


def _end_of_year(found: re.Match[str], text: str, _saying: Saying) -> Stretch:
    year = int(found["year"])
    day = _date(year, 12, 31, text) if _part(found["part"]) == "end" else _date(year, 1, 1, text)
    return _day(day)


def _week_number(found: re.Match[str], text: str, saying: Saying) -> Stretch:
    """`week 10`, `2027-W10`: weeks as ISO 8601 counts them, to their Friday."""
    number = int(found["week"])
    year = found["year"] or found["before"]
    for candidate in (int(year),) if year else (saying.today.year, saying.today.year + 1):
        try:
            monday = date.fromisocalendar(candidate, number, 1)
        except ValueError:
            continue
        if year or monday + timedelta(days=FRIDAY) >= saying.today:
            return monday, monday + timedelta(days=FRIDAY)
    message = f"there is no {quoted(text)}"
    raise UnclearError(message, HINT)


# --- days from today --------------------------------------------------------------------------------------------------


def _today(found: re.Match[str], _text: str, saying: Saying) -> Stretch:
    return _day(saying.today + timedelta(days={"today": 0, "tomorrow": 1}.get(found[0], 2)))


def _count(word: str) -> int | None:
    return int(word) if word.isdecimal() else NUMBERS.get(word)


def _in(found: re.Match[str], text: str, saying: Saying) -> Stretch | None:
    """`in 6 weeks`, `10 working days from now`."""
    count = _count(found["count"])
    if count is None:
        return None
    unit = found["unit"].split()[0].removesuffix("s")
    if count * UNITS[unit] > MOST_AHEAD:
        message = f"{quoted(text)} is further away than can be planned for"
        raise UnclearError(message, HINT)
    if unit in ("working", "busines"):
        return _day(saying.ahead(count))
    if unit == "month":
        first = _months_on(saying.today.replace(day=1), count)
        return _day(first.replace(day=min(saying.today.day, _month_end(first).day)))
    return _day(saying.today + timedelta(days=UNITS[unit] * count))


def _weekday_number(word: str) -> int | None:
    fits = [n for n, name in enumerate(WEEKDAYS) if name.startswith(word)]
    return fits[0] if len(fits) == 1 else None


def _weekday(found: re.Match[str], text: str, saying: Saying) -> Stretch | None:
    """`Monday`, `next Monday`, `this Friday`, `Friday next week`; refused where two days could be meant."""
    number = _weekday_number(found["weekday"])
    if number is None:
        return None
    monday = saying.today - timedelta(days=saying.today.weekday())
    this, following = monday + timedelta(days=number), monday + timedelta(days=7 + number)
    if found["week"]:
        return _day(following if found["week"].startswith("next") else this)
    which = found["which"] or ""
    if which == "this" and this < saying.today:
        message = f"{quoted(text)} has passed: it was {this.isoformat()}"
        raise UnclearError(message, f"{found['weekday']} next week is {following.isoformat()}")
    two = {"next": this > saying.today, "": this == saying.today}.get(which, False)
    if two:
        message = f"{quoted(text)} can be two days"
        raise UnclearError(message, _either((this, following)))
    return _day(this if this > saying.today or which == "this" else following)


_NAMED_DAY: Final = re.compile(r"(?P<weekday>[a-z]{3,9})\.?\s+(?P<rest>(?:the )?[0-9].*|[a-z]+\.? [0-9].*)")
_THIS = r"(?:(?P<which>this|next|the)\s+)"
_PART = r"(?P<part>(?:beginning|start|end)(?: of)?)"
Reader = Callable[[re.Match[str], str, Saying], Stretch | None]
_READERS: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", _iso),
        (r"([0-9]{4})-([0-9]{1,2})", _iso_month),
        (r"(?P<number>[0-9]{1,2})/(?P<year>[0-9]{4})", _month_slash),
        (r"(?:(?P<before>[0-9]{4})-?)?(?:w|week|kw|cw|wk)\s*(?P<week>[0-9]{1,2})" + _YEAR, _week_number),
        (r"(?P<day>[0-9]{1,2})" + _NTH + r"[ -]?(?:of\s+)?" + _MONTH + r"(?:[ -]+(?P<year>[0-9]{4}))?", _named),
        (_MONTH + r"\s+(?P<day>[0-9]{1,2})" + _NTH + _YEAR, _named),
        (r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})?", _dotted),
        (r"([0-9]{1,2})[-/]([0-9]{1,2})(?:[-/]([0-9]{4}))?", _numbers),
        (r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}", _short_year),
        (r"[0-9]{4}", _year_alone),
        (r"today|tomorrow|day after tomorrow", _today),
        (r"(?:in\s+)?" + _COUNT + r"\s+(?P<unit>(?:working |business )?days?|weeks?|fortnights?|months?)"
         r"(?:\s+(?:from (?:now|today)|time))?", _in),
        (r"(?P<part>early|mid|late|middle of|(?:beginning|start|end)(?: of)?)\s+" + _MONTH + _YEAR, _part_of_month),
        (_MONTH + _YEAR, _whole_month),
        (r"(?:" + _PART + r"\s+)?" + _THIS + r"(?P<unit>week|month|quarter|year)", _this_or_next),
        (_PART + r"\s+(?P<which>)(?P<unit>week|month|quarter|year)", _this_or_next),
        (r"(?:" + _PART + r"\s+)?q(?P<quarter>[1-4])" + _YEAR, _quarter),
        (_PART + r"\s+(?P<year>[0-9]{4})", _end_of_year),
        (r"(?:(?P<which>this|next|coming)\s+)?(?P<weekday>[a-z]{3,9})(?:\s+(?P<week>(?:this|next) week))?", _weekday),
    )
)  # fmt: skip
