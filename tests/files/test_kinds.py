"""Words, dates and numbers."""

from datetime import date
from fractions import Fraction

import pytest

from deliverable.files.decode import Plain, Wrong
from deliverable.files.kinds import (
    COUNT,
    DATE,
    LEVEL,
    LOAD,
    MONEY,
    MONTH_DAY,
    PEOPLE,
    RATIO,
    SHARE,
    SICKNESS,
    SOME_SHARE,
    SWITCH,
    TEXT,
    WEIGHT,
    choice,
)

DAY = Fraction(480)


def read(kind: Plain, text: str) -> object:
    return kind.read(text, DAY)


def refused(kind: Plain, text: str) -> Wrong:
    with pytest.raises(Wrong) as caught:
        kind.read(text, DAY)
    return caught.value


def test_text_is_kept() -> None:
    assert read(TEXT, " a [b] \n") == " a [b] \n"


@pytest.mark.parametrize("text", ["2026-11-28", "1970-01-01", "2199-12-31", "2028-02-29"])
def test_dates(text: str) -> None:
    assert read(DATE, text) == date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "message", "write"),
    [
        ("2026-02-30", "there is no day 2026-02-30", None),
        ("2027-02-29", "there is no day 2027-02-29", None),
        ("1969-12-31", "1969-12-31 is not a year that can be planned for", None),
        ("2200-01-01", "2200-01-01 is not a year that can be planned for", None),
        ("2026-1-5", "`2026-1-5` is not a date", "2026-01-05"),
        ("2026/11/28", "`2026/11/28` is not a date", "2026-11-28"),
        ("2026-11-28T10:00", "`2026-11-28T10:00` is not a date", "2026-11-28"),
        ("2026-13-1", "`2026-13-1` is not a date", None),
        ("28.11.2026", "`28.11.2026` is not a date", "2026-11-28"),
        ("11.8.2026", "`11.8.2026` is not a date", None),
        ("tomorrow", "`tomorrow` is not a date", None),
        ("20261128", "`20261128` is not a date", None),
    ],
)
def test_wrong_dates(text: str, message: str, write: str | None) -> None:
    wrong = refused(DATE, text)
    assert (wrong.message, wrong.write) == (message, write)


@pytest.mark.parametrize(
    ("text", "cure", "write"),
    [
        ("12/11/2026", "write 2026-11-12 if the day comes first, 2026-12-11 if the month does", None),
        ("11.11.26", "write 2026-11-11", "2026-11-11"),
        ("13 - 12 - 2026", "write 2026-12-13", "2026-12-13"),
        ("13/13/2026", "write year-month-day, such as 2026-11-28", None),
        ("2026-28-11", "write 2026-11-28, if day and month are swapped", None),
        ("2026-13-13", "write a real date, such as 2026-11-28", None),
        ("2026-02-30", "write a real date, such as 2026-11-28", None),
        ("1 Oct 2026", "write 2026-10-01", "2026-10-01"),
        ("1st October, 2026", "write 2026-10-01", "2026-10-01"),
        ("Oct 1, 2026", "write 2026-10-01", "2026-10-01"),
        ("31. Dez. 2026", "write 2026-12-31", "2026-12-31"),
        ("31 Sep 2026", "write year-month-day, such as 2026-11-28", None),
        ("1 Foo 2026", "write year-month-day, such as 2026-11-28", None),
        ("46354", "write 2026-11-28", "2026-11-28"),  # the number that Excel shows
        ("12345", "write year-month-day, such as 2026-11-28", None),
    ],
)
def test_the_day_that_may_be_meant(text: str, cure: str, write: str | None) -> None:
    wrong = refused(DATE, text)
    assert (wrong.cure, wrong.write, wrong.sure) == (cure, write, False)


def test_month_and_day() -> None:
    assert read(MONTH_DAY, "04-01") == (4, 1)
    for text in ("02-29", "13-01", "4-1", "April"):
        assert "not a month and a day" in refused(MONTH_DAY, text).message


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("0%", 0),
        ("100%", 1),
        ("80%", Fraction(4, 5)),
        ("0.8", Fraction(4, 5)),
        ("1", 1),
        ("0", 0),
        ("33.3%", Fraction(333, 1000)),
    ],
)
def test_shares(text: str, share: Fraction) -> None:
    assert read(SHARE, text) == share


@pytest.mark.parametrize(
    ("text", "cure", "write"),
    [
        ("250%", "write a share of 0% to 100%", None),
        ("100.1%", "write a share of 0% to 100%", None),
        ("80", "write 80%", "80%"),
        ("1.5", "write 1.5%", "1.5%"),
        ("250", "write a share of 0% to 100%", None),
        ("80 %", "write 80%", "80%"),
        ("-10%", "write it like 80% or 0.8", None),
        ("half", "write it like 80% or 0.8", None),
    ],
)
def test_wrong_shares(text: str, cure: str, write: str | None) -> None:
    wrong = refused(SHARE, text)
    assert (wrong.cure, wrong.write) == (cure, write)


@pytest.mark.parametrize(("text", "sure"), [("80", True), ("10", True), ("9.9", False), ("1.5", False)])
def test_a_number_too_large_for_a_share_is_surely_in_per_cent(text: str, sure: bool) -> None:
    assert (refused(SHARE, text).write, refused(SHARE, text).sure) == (f"{text}%", sure)


@pytest.mark.parametrize(
    ("kind", "least", "below", "most", "above"),
    [
        (SOME_SHARE, "0.1%", "0%", "100%", "101%"),
        (SICKNESS, "0%", "-1%", "50%", "51%"),
        (LOAD, "50%", "49%", "300%", "301%"),
        (LEVEL, "1", "0", "5", "6"),
        (PEOPLE, "1", "0", "10000", "10001"),
        (COUNT, "1", "0", "10000", "1.5"),
        (RATIO, "0.1", "0.09", "10", "10.1"),
        (MONEY, "0", "-1", "1000000000000", "1000000000001"),
        (WEIGHT, "0", "-1", "1000", "1001"),
    ],
)
def test_bounds(kind: Plain, least: str, below: str, most: str, above: str) -> None:
    read(kind, least)
    read(kind, most)
    refused(kind, below)
    refused(kind, above)


def test_words_that_stand_for_nothing() -> None:
    assert read(SICKNESS, "none") is None
    assert read(WEIGHT, "never") is None
    refused(SICKNESS, "never")


def test_leading_zeros_and_quotes_are_no_whole_numbers() -> None:
    refused(LEVEL, "03")
    refused(LEVEL, "+3")


def test_money_is_exact() -> None:
    assert read(MONEY, "84000.10") == Fraction(840001, 10)


@pytest.mark.parametrize(
    ("text", "write"),
    [
        ("84,000", "84000"),
        ("£450", "450"),
        ("1'234'567", "1234567"),
        ("84 000 EUR", "84000"),
        ("1_000", "1000"),
        ("lots", None),
    ],
)
def test_wrong_money(text: str, write: str | None) -> None:
    wrong = refused(MONEY, text)
    assert wrong.write == write
    assert not (wrong.write and wrong.sure)


@pytest.mark.parametrize(("text", "value"), [("true", True), ("False", False)])
def test_switches(text: str, value: bool) -> None:
    assert read(SWITCH, text) is value


@pytest.mark.parametrize(("text", "write"), [("yes", "true"), ("Off", "false"), ("maybe", None)])
def test_wrong_switches(text: str, write: str | None) -> None:
    assert refused(SWITCH, text).write == write


def test_choices() -> None:
    status = choice("status", "firm", "hold", "internal")
    assert read(status, "hold") == "hold"
    near = refused(status, "frim")
    assert (near.message, near.cure, near.write, near.sure) == ("`frim` is no status", "write firm", "firm", False)
    assert refused(status, "maybe").cure == "one of firm, hold or internal"


@pytest.mark.parametrize("text", ["23k", "1.5m", "90 tsd", "23.000,50", "about 5"])
def test_letters_in_an_amount_may_be_thousands(text: str) -> None:
    with pytest.raises(Wrong) as wrong:
        MONEY.read(text, Fraction(480))
    assert wrong.value.write is None
    assert "23" not in wrong.value.cure


@pytest.mark.parametrize("text", ["£23,000", "GBP 23000", "23000 EUR", "23 000 €", "23'000"])
def test_currencies_are_left_out(text: str) -> None:
    with pytest.raises(Wrong) as wrong:
        MONEY.read(text, Fraction(480))
    assert wrong.value.write == "23000"


@pytest.mark.parametrize("text", ["0", "10001"])
def test_a_number_out_of_bounds_is_told_the_bounds(text: str) -> None:
    with pytest.raises(Wrong, match=f"`{text}` is not a whole number from 1 to 10000"):
        COUNT.read(text, Fraction(480))
