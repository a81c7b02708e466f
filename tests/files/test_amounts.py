"""Amounts of time: exact, in order, and with a cure when they are not."""

from fractions import Fraction

import pytest

from deliverable.book import Duration, Effort
from deliverable.files.amounts import middle, shown, tidied
from deliverable.files.decode import Plain, Wrong
from deliverable.files.kinds import (
    DONE,
    DURATION,
    EFFORT,
    HOURS,
    LEAD,
    LEAVE_DAYS,
    SOME_HOURS,
    SPAN,
    WORKING_DAYS,
)

DAY = Fraction(450)
RISING = "write the low figure first, then the likely one, then the high one"


def refused(kind: Plain, text: str) -> Wrong:
    with pytest.raises(Wrong) as caught:
        kind.read(text, DAY)
    return caught.value


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("8d", 3600),
        ("1.5d", 675),
        ("60h", 3600),
        ("2w", 4500),
        (".5h", 30),
        ("100000d", 45_000_000),
        ("0.000000001h", Fraction(60, 10**9)),
    ],
)
def test_effort_in_minutes(text: str, minutes: int) -> None:
    assert EFFORT.read(text, DAY) == Effort(Fraction(minutes))


def test_a_range_has_low_likely_and_high() -> None:
    assert EFFORT.read("6-8-14h", DAY) == Effort(Fraction(480), Fraction(360), Fraction(840))


def test_without_a_likely_figure_it_is_the_geometric_mean_rounded_up_to_a_minute() -> None:
    assert EFFORT.read("1-4h", DAY) == Effort(Fraction(120), Fraction(60), Fraction(240))
    assert EFFORT.read("1-2h", DAY) == Effort(Fraction(85), Fraction(60), Fraction(120))  # 84.85
    assert EFFORT.read("3-3d", DAY) == Effort(3 * DAY, 3 * DAY, 3 * DAY)


def test_the_mean_is_never_above_the_high_end() -> None:
    assert EFFORT.read("0.01-0.015h", DAY).likely == Fraction(9, 10)  # of 0.6 and 0.9 minutes


@pytest.mark.parametrize(
    ("low", "high", "mean"),
    [(1, 1, 1), (4, 9, 6), (4, 10, 7), (10**12, 10**12 + 1, 10**12 + 1), (Fraction(1, 2), 2, 1)],
)
def test_the_mean_is_exact(low: Fraction, high: Fraction, mean: int) -> None:
    assert middle(Fraction(low), Fraction(high)) == mean


@pytest.mark.parametrize(
    ("text", "message", "cure", "write"),
    [
        ("8", "`8` has no unit", "write 8d for days or 8h for hours", None),
        ("0d", "`0d` is nothing", "write more than 0, or leave it out", None),
        ("0-5d", "`0-5d` is nothing", "write more than 0, or leave it out", None),
        ("-5d", "`-5d` is less than nothing", "write an effort like 8d, 60h, 2w or 6-8-14d", None),
        ("8-6d", "the range `8-6d` is out of order", RISING, None),
        ("6-14-8d", "the range `6-14-8d` is out of order", RISING, None),
        ("soon", "`soon` is not an effort", "write it like 8d, 60h, 2w or 6-8-14d", None),
        ("5m", "`5m` is not an effort", "write it like 8d, 60h, 2w or 6-8-14d", None),
        (".inf", "`.inf` is not an effort", "write it like 8d, 60h, 2w or 6-8-14d", None),
        ("1e9999d", "`1e9999d` is not an effort", "write it like 8d, 60h, 2w or 6-8-14d", None),
        ("1-2-3-4d", "`1-2-3-4d` is not an effort", "write it like 8d, 60h, 2w or 6-8-14d", None),
        ("100001d", "`100001d` is more than anybody could plan", "write at most 100000d", None),
        ("8 days", "`8 days` is not an effort", "write 8d", "8d"),
        ("0 days", "`0 days` is not an effort", "write it like 8d, 60h, 2w or 6-8-14d", None),
        ("6d-8d-14d", "`6d-8d-14d` is not an effort", "write 6-8-14d", "6-8-14d"),
        ("6 – 14 d", "`6 – 14 d` is not an effort", "write 6-14d", "6-14d"),
        ("1,5d", "`1,5d` is not an effort", "write 1.5d", "1.5d"),
    ],
)  # fmt: skip
def test_wrong_efforts(text: str, message: str, cure: str, write: str | None) -> None:
    wrong = refused(EFFORT, text)
    assert (wrong.message, wrong.cure, wrong.write) == (message, cure, write)


def test_a_decimal_comma_is_a_guess_and_a_blank_is_none() -> None:
    assert not refused(EFFORT, "1,5d").sure
    assert refused(EFFORT, "8 d").sure


def test_what_was_spent_can_be_nothing() -> None:
    assert DONE.read("0d", DAY) == Effort(Fraction(0))
    assert DONE.read("0.0h", DAY) == Effort(Fraction(0))
    assert DONE.read("2d", DAY) == Effort(2 * DAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5d", Duration(5)),
        ("2w", Duration(10)),
        ("0.2w", Duration(1)),
        ("3-5-10d", Duration(5, 3, 10)),
        ("4-9d", Duration(6, 4, 9)),
        ("5000d", Duration(5000)),
    ],
)
def test_durations_are_whole_working_days(text: str, value: Duration) -> None:
    assert DURATION.read(text, DAY) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1.5d", "`1.5d` is not in whole working days"),
        ("40h", "`40h` is not a number of working days"),
        ("0d", "`0d` is nothing"),
        ("5001d", "`5001d` is longer than anybody could plan"),
        ("5", "`5` has no unit"),
    ],
)
def test_wrong_durations(text: str, message: str) -> None:
    assert refused(DURATION, text).message == message


def test_a_number_of_working_days_is_no_range() -> None:
    assert WORKING_DAYS.read("2w", DAY) == 10
    assert refused(WORKING_DAYS, "2-8d").cure == "write 4d"


@pytest.mark.parametrize(("text", "days"), [("1d", 1), ("30d", 30), ("3660d", 3660)])
def test_calendar_days(text: str, days: int) -> None:
    assert SPAN.read(text, DAY) == days


@pytest.mark.parametrize("text", ["0d", "3661d", "1.5d"])
def test_calendar_days_out_of_bounds(text: str) -> None:
    assert refused(SPAN, text).cure == "write whole days from 1d to 3660d"


def test_a_lead_time_can_be_nothing() -> None:
    assert LEAD.read("0d", DAY) == 0


def test_weeks_of_calendar_days_are_asked_for_in_days() -> None:
    assert refused(SPAN, "2w").write == "14d"
    assert refused(SPAN, "2w").sure
    assert not refused(SPAN, "1.5w").sure
    assert refused(SPAN, "30").cure == "write 30d"


@pytest.mark.parametrize(
    ("text", "days"), [("25d", 25), ("12.5d", Fraction(25, 2)), ("5w", 25), ("0d", 0), ("366d", 366)]
)
def test_leave(text: str, days: Fraction) -> None:
    assert LEAVE_DAYS.read(text, DAY) == days


@pytest.mark.parametrize("text", ["25", "200h", "366.5d", "-1d"])
def test_wrong_leave(text: str) -> None:
    refused(LEAVE_DAYS, text)


@pytest.mark.parametrize(("text", "minutes"), [("0h", 0), ("7.5h", 450), ("24h", 1440)])
def test_hours(text: str, minutes: int) -> None:
    assert HOURS.read(text, DAY) == minutes


@pytest.mark.parametrize(
    ("text", "write"),
    [
        ("24.1h", None),
        ("26h", None),
        ("8", "8h"),
        ("7:30", "7.5h"),
        ("-1h", None),
        ("7 h", "7h"),
        ("7,5h", "7.5h"),
        ("1d", None),
    ],
)
def test_wrong_hours(text: str, write: str | None) -> None:
    assert refused(HOURS, text).write == write


@pytest.mark.parametrize(("text", "write", "sure"), [("7:15", "7.25h", True), ("7:20", "7.33333h", False)])
def test_a_time_of_day_is_surely_meant_where_it_is_a_number_of_hours(text: str, write: str, sure: bool) -> None:
    assert (refused(HOURS, text).write, refused(HOURS, text).sure) == (write, sure)


def test_a_day_has_some_hours() -> None:
    assert refused(SOME_HOURS, "0h").message == "`0h` is no time"
    assert SOME_HOURS.read("0.1h", DAY) == 6


@pytest.mark.parametrize(
    ("text", "neat"), [("8 Days", "8d"), ("1,000h", "1000h"), ("2 wks", "2w"), ("3h-2d", "3h-2d"), ("1_000d", "1000d")]
)
def test_tidying(text: str, neat: str) -> None:
    assert tidied(text) == neat


def test_messages_hold_short_and_harmless_text() -> None:
    assert shown("x" * 41) == f"`{'x' * 41}`"
    assert shown("x" * 42) == f"`{'x' * 40}…`"
    assert shown("a\n\x1b[31mb") == "`a [31mb`"
