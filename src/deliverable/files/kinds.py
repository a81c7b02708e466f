"""The kinds of single values in the data contract: how each is written, and how its text becomes a value."""

import re
from datetime import date
from fractions import Fraction
from typing import Any, Final

from deliverable.files.ambiguous import FALSE, TRUE
from deliverable.files.amounts import (
    AMOUNT,
    Read,
    calendar_days,
    done,
    duration,
    effort,
    forgiving,
    hours,
    leave_days,
    number,
    one_effort,
    shown,
    working_days,
)
from deliverable.files.decode import Plain, Text, Wrong

ID: Final = "[a-z0-9][a-z0-9-]*"
"""How an id is written, as a pattern."""
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2199
LEAST_PER_CENT: Final = 10
"""A share written as a number as large as this can only be in per cent."""
MOST_MONEY: Final = 10**12
_CURRENCY: Final = re.compile(r"^\s*(?:[£$€¥]|[A-Z]{3}\b)|(?:[£$€¥]|\b[A-Z]{3}|(?<=[0-9])[A-Z]{3})\s*$")
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


# --- words -----------------------------------------------------------------------------------------------------------


def _text(text: str, day: Fraction) -> str:
    del day
    return text


def choice(name: str, *words: str) -> Plain:
    """One of a few words."""

    def read(text: str, day: Fraction) -> str:
        del day
        if text in words:
            return text
        from deliverable.files.suggest import likely

        meant = likely(text, words)
        listed = ", ".join(words[:-1]) + f" or {words[-1]}"
        message = f"{shown(text)} is no {name}"
        sure = meant == text.lower()
        raise Wrong(message, f"write {meant}" if meant else f"one of {listed}", meant, sure=sure)

    return Plain(f"a {name}", " | ".join(words), "", read, {"enum": list(words)}, words=words)


def _switch(text: str, day: Fraction) -> bool:
    del day
    if text in TRUE or text in FALSE:
        return text in TRUE
    meant = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}.get(text.lower())
    message = f"{shown(text)} is neither true nor false"
    raise Wrong(message, f"write {meant or 'true or false'}", meant)


# --- days ------------------------------------------------------------------------------------------------------------


def _date(text: str, day: Fraction) -> date:
    del day
    found = _DATE.fullmatch(text)
    if found is None:
        raise _no_date(text)
    year, month, number_of_day = (int(part) for part in found.groups())
    try:
        value = date(year, month, number_of_day)
    except ValueError:
        message = f"there is no day {text}"
        raise _advised(message, text, "write a real date, such as 2026-11-28") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"{text} is not a year that can be planned for"
        raise Wrong(message, f"years from {FIRST_YEAR} to {LAST_YEAR} are read")
    return value


def _no_date(text: str) -> Wrong:
    loose = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ].*)?", text)
    neat = f"{loose[1]}-{int(loose[2]):02}-{int(loose[3]):02}" if loose else None
    try:
        if neat:
            date.fromisoformat(neat)
    except ValueError:
        neat = None
    message = f"{shown(text)} is not a date"
    return Wrong(message, f"write {neat}", neat) if neat else _advised(message, text)


def _advised(message: str, text: str, otherwise: str = "write year-month-day, such as 2026-11-28") -> Wrong:
    """A fault with the day that may be meant."""
    from deliverable.files.nodate import advice

    cure, neat = advice(text, otherwise)
    return Wrong(message, cure, neat, sure=False)


def _month_day(text: str, day: Fraction) -> tuple[int, int]:
    del day
    found = re.fullmatch(r"([0-9]{2})-([0-9]{2})", text)
    try:
        if found:
            value = date(2001, int(found[1]), int(found[2]))
            return value.month, value.day
    except ValueError:
        pass
    message = f"{shown(text)} is not a month and a day of every year"
    raise Wrong(message, 'write month-day, such as "04-01"')


# --- numbers ---------------------------------------------------------------------------------------------------------


def share_within(low: Fraction | int, high: Fraction | int, *, above: bool = False) -> Read:
    """A share between two bounds, both included (the lower one not with `above`)."""
    bounds = f"{'more than ' if above else ''}{_percent(low)} to {_percent(high)}"

    def read(text: str, day: Fraction) -> Fraction:
        del day
        per_cent = text.endswith("%")
        value = number(text[:-1] if per_cent else text)
        if value is None:
            message = f"{shown(text)} is not a share"
            raise Wrong(message, "write it like 80% or 0.8")
        value = value / 100 if per_cent else value
        if low < value <= high or (value == low and not above):
            return value
        neat = f"{text}%" if not per_cent and value > 1 and low <= value / 100 <= high else None
        message = f"{shown(text)} is out of bounds: a share here is {bounds}"
        sure = value >= LEAST_PER_CENT  # `1.5` may be 150 % as well as 1.5 %
        raise Wrong(message, f"write {neat}" if neat else f"write a share of {bounds}", neat, sure=sure)

    return read


def _percent(bound: Fraction | int) -> str:
    return f"{float(bound * 100):g}%"


def count_within(low: int, high: int, what: str) -> Read:
    """A whole number between two bounds, both included."""

    def read(text: str, day: Fraction) -> int:
        del day
        if re.fullmatch(r"(0|[1-9][0-9]{0,9})", text) and low <= int(text) <= high:
            return int(text)
        message = f"{shown(text)} is not {what}"
        raise Wrong(message, f"write a whole number from {low} to {high}")

    return read


def _money(text: str, day: Fraction) -> Fraction:
    del day
    value = number(text)
    if value is not None and value <= MOST_MONEY:
        return value
    bare = _CURRENCY.sub("", text).strip().replace("'", "")  # `23k` is not 23: letters may be thousands
    neat = re.sub(r"[,_\s](?=[0-9]{3}(?![0-9]))", "", bare)
    if neat != text and number(neat) is not None:
        message = f"{shown(text)} is not a plain number"
        raise Wrong(message, f"write {neat}; the currency is the firm's", neat, sure=False)
    message = f"{shown(text)} is not an amount of money"
    raise Wrong(message, "write a plain number, such as 84000")


def _ratio(text: str, day: Fraction) -> Fraction:
    del day
    value = number(text)
    if value is None or not Fraction(1, 10) <= value <= 10:
        message = f"{shown(text)} is not a ratio of actual to estimate"
        raise Wrong(message, "write a number from 0.1 to 10, such as 1.33")
    return value


def or_word(word: str, read: Read) -> Read:
    """Either that word, which means None, or what the reader reads."""

    def either(text: str, day: Fraction) -> Any:
        return None if text == word else read(text, day)

    return either


def _weight(text: str, day: Fraction) -> Fraction:
    del day
    value = number(text)
    if value is None or value > 1000:
        message = f"{shown(text)} is not a weight"
        raise Wrong(message, "write a number such as 1 (more hurts more), or never")
    return value


# --- what a JSON Schema can say of them, and how a value is written ---------------------------------------------------

SOME: Final = "(?=.*[1-9])"
"""In front of a pattern: not nothing."""
_ANY_TEXT: Final = {"type": ["string", "number", "boolean"]}
_YEARS: Final = "19[7-9][0-9]|20[0-9]{2}|21[0-9]{2}"
_MONTH: Final = "0[1-9]|1[0-2]"
_DAY: Final = "0[1-9]|[12][0-9]|3[01]"


def _like(*patterns: str, **more: Any) -> dict[str, Any]:
    """A text of one of these forms."""
    return {"type": "string", "pattern": "^(" + "|".join(patterns) + ")$", **more}


def _amount(units: str, *, some: bool = False, most: int = 1) -> str:
    """Amounts up to so many, with a unit of one letter after the last."""
    more = f"({AMOUNT}-){{0,{most - 1}}}" if most > 1 else ""
    return f"{SOME if some else ''}{more}{AMOUNT}[{units}]"


def _number(low: float, high: float, *texts: str, above: bool = False) -> dict[str, Any]:
    """A number between two bounds, or a text that is read as one."""
    bounds = {"exclusiveMinimum" if above else "minimum": low, "maximum": high}
    return {"anyOf": [{"type": "number", **bounds}, _like(*texts)]}


def _whole(low: int, high: int) -> dict[str, Any]:
    return {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, _like("0|[1-9][0-9]{0,9}")]}


def _share(low: float, high: int, *words: str, above: bool = False) -> dict[str, Any]:
    """A share as a number or in per cent, of which the upper bound is one digit and noughts."""
    first, noughts = int(str(high)[0]), len(str(high)) - 1
    lead = f"[0-{first - 1}]?" if first > 1 else ""
    per_cent = rf"0*({high}(\.0+)?|{lead}[0-9]{{1,{noughts}}}(\.[0-9]{{1,9}})?|\.[0-9]{{1,9}})%"
    return _number(low, high / 100, (SOME if above else "") + per_cent, AMOUNT, *words, above=above)


def _written_share(value: Fraction | None) -> str:
    return "none" if value is None else _percent(value)


def _written_hours(value: Fraction) -> str:
    return f"{float(value / 60):g}h"


def _written_days(value: Fraction | int) -> str:
    return f"{float(value):g}d"


def _written_number(value: Fraction) -> str:
    return f"{float(value):g}"


def _written_month_day(value: tuple[int, int]) -> str:
    return f'"{value[0]:02}-{value[1]:02}"'


def _written_switch(value: bool) -> str:
    return "true" if value else "false"


# --- the kinds --------------------------------------------------------------------------------------------------------

_WHOLE_DAYS: Final = r"[0-9]{1,15}(\.0{1,9})?d"
_DAY_HOURS: Final = r"0*(24(\.0{1,9})?|(1?[0-9]|2[0-3])(\.[0-9]{1,9})?|\.[0-9]{1,9})h"
_EFFORT_UNITS: Final = "h, d (the firm's day) or w (5d)"

TEXT: Final = Text("a text", "free text", "", _text, _ANY_TEXT)
REF: Final = Plain("an id", "an-id", "", _text, {"anyOf": [_like(ID), {"type": ["number", "boolean"]}]})
SWITCH: Final = Plain(
    "true or false",
    "true",
    "",
    _switch,
    {"anyOf": [{"type": "boolean"}, {"enum": sorted(TRUE | FALSE)}]},
    write=_written_switch,
)
DATE: Final = Plain("a date", "2026-11-28", "", _date, _like(f"({_YEARS})-({_MONTH})-({_DAY})", format="date"))
MONTH_DAY: Final = Plain(
    "a month and a day", '"01-01"', "", _month_day, _like(f"({_MONTH})-({_DAY})"), write=_written_month_day
)
EFFORT: Final = Plain(
    "an effort",
    "8d",
    f"{_EFFORT_UNITS}; 6-8-14d for a range",
    forgiving(effort),
    _like(_amount("dhw", some=True, most=3)),
)
ONE_EFFORT: Final = Plain("an effort", "8d", _EFFORT_UNITS, forgiving(one_effort), _like(_amount("dhw", some=True)))
DONE: Final = Plain("an effort", "8d", _EFFORT_UNITS, forgiving(done), _like(_amount("dhw", most=3)))
DURATION: Final = Plain(
    "a duration",
    "5d",
    "d (working days of the firm) or w (5d); 3-5-10d for a range",
    forgiving(duration),
    _like(_amount("dw", some=True, most=3)),
)
WORKING_DAYS: Final = Plain(
    "a number of working days",
    "10d",
    "d (working days of the firm) or w (5d)",
    forgiving(working_days),
    _like(_amount("dw", some=True)),
    write=_written_days,
)
LEAVE_DAYS: Final = Plain(
    "a number of days of leave", "25d", "d (working days) or w (5d)", forgiving(leave_days), _like(_amount("dw"))
)
SPAN: Final = Plain(
    "a number of calendar days",
    "30d",
    "d (calendar days)",
    forgiving(calendar_days(1)),
    _like(SOME + _WHOLE_DAYS),
    write=_written_days,
)
LEAD: Final = Plain(
    "a number of calendar days",
    "15d",
    "d (calendar days)",
    forgiving(calendar_days(0)),
    _like(_WHOLE_DAYS),
    write=_written_days,
)
HOURS: Final = Plain(
    "a number of hours", "7.5h", "h", forgiving(hours(least=False)), _like(_DAY_HOURS), write=_written_hours
)
SOME_HOURS: Final = Plain(
    "a number of hours", "7.5h", "h", forgiving(hours(least=True)), _like(SOME + _DAY_HOURS), write=_written_hours
)
SHARE: Final = Plain(
    "a share", "80%", "0% to 100%, or 0 to 1", forgiving(share_within(0, 1)), _share(0, 100), write=_written_share
)
SOME_SHARE: Final = Plain(
    "a share",
    "80%",
    "more than 0% to 100%",
    forgiving(share_within(0, 1, above=True)),
    _share(0, 100, above=True),
    write=_written_share,
)
SICKNESS: Final = Plain(
    "a share",
    "2%",
    "0% to 50%, or none",
    or_word("none", forgiving(share_within(0, Fraction(1, 2)))),
    _share(0, 50, "none"),
    write=_written_share,
)
LOAD: Final = Plain(
    "a share",
    "100%",
    "50% to 300%",
    forgiving(share_within(Fraction(1, 2), 3)),
    _share(0.5, 300),
    write=_written_share,
)
MORE: Final = Plain("a share", "25%", "0% to 300%", forgiving(share_within(0, 3)), _share(0, 300), write=_written_share)
LEVEL: Final = Plain(
    "a level", "3", "1 (learning) to 5 (teaches others)", count_within(1, 5, "a level from 1 to 5"), _whole(1, 5)
)
PEOPLE: Final = Plain(
    "a number of people",
    "2",
    "people",
    count_within(1, 10_000, "a number of people from 1 to 10000"),
    _whole(1, 10_000),
)
COUNT: Final = Plain(
    "a whole number", "3", "", count_within(1, 10_000, "a whole number from 1 to 10000"), _whole(1, 10_000)
)
MONEY: Final = Plain("an amount of money", "84000", "in `firm.currency`", _money, _number(0, MOST_MONEY, AMOUNT))
RATE: Final = Plain("a cost per day", "450", "in `firm.currency`, per day", _money, _number(0, MOST_MONEY, AMOUNT))
RATIO: Final = Plain("a ratio", "1.33", "actual / estimate", _ratio, _number(0.1, 10, AMOUNT), write=_written_number)
WEIGHT: Final = Plain(
    "a weight",
    "1",
    "a number, or never",
    or_word("never", forgiving(_weight)),
    _number(0, 1000, AMOUNT, "never"),
    write=_written_number,
)
