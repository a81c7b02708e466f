"""Days as people say them to dates, and what is refused with which readings. Today is Tuesday 24 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliverable.typed.unclear import UnclearError
from deliverable.typed.when import MONTHS, day_of, is_iso

TODAY = date(2026, 11, 24)


def ahead(count: int) -> date:
    """Working days from a Tuesday, Monday to Friday, by counting them one by one."""
    day = TODAY
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def said(text: str, end: str = "due", today: date = TODAY) -> str:
    return day_of(text, today, end, ahead).isoformat()


def refused(text: str, end: str = "due", today: date = TODAY) -> tuple[str, str]:
    with pytest.raises(UnclearError) as error:
        day_of(text, today, end, ahead)
    return error.value.message, error.value.hint


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-05", "2027-03-05"),
        (" 2027-3-5 ", "2027-03-05"),
        ("5 March", "2027-03-05"),
        ("5th of March 2028", "2028-03-05"),
        ("on March 5th, 2027", "2027-03-05"),
        ("5-Mar-2027", "2027-03-05"),
        ("Mar. 5", "2027-03-05"),
        ("1 sept", "2027-09-01"),
        ("24 November", "2026-11-24"),
        ("23 November", "2027-11-23"),
        ("29 Feb", "2028-02-29"),
        ("5.3.2027", "2027-03-05"),
        ("5.3.", "2027-03-05"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("12/25", "2026-12-25"),
        ("3/3/2027", "2027-03-03"),
        ("mid March", "2027-03-15"),
        ("mid-march 2028", "2028-03-15"),
        ("the middle of March", "2027-03-15"),
        ("mid November", "2027-11-15"),
        ("end of November", "2026-11-30"),
        ("by the end of March", "2027-03-31"),
        ("end of the year", "2026-12-31"),
        ("end of 2027", "2027-12-31"),
        ("start of 2027", "2027-01-01"),
        ("end of this month", "2026-11-30"),
        ("beginning of next month", "2026-12-01"),
        ("end of Q1", "2027-03-31"),
        ("today", "2026-11-24"),
        ("tomorrow", "2026-11-25"),
        ("in 6 weeks", "2027-01-05"),
        ("6 weeks from now", "2027-01-05"),
        ("in a fortnight", "2026-12-08"),
        ("in three months", "2027-02-24"),
        ("in 10 days", "2026-12-04"),
        ("in 10 working days", "2026-12-08"),
        ("in 10 business days", "2026-12-08"),
        ("in 1 working day", "2026-11-25"),
        ("next Monday", "2026-11-30"),
        ("next Tuesday", "2026-12-01"),
        ("this Friday", "2026-11-27"),
        ("this Tuesday", "2026-11-24"),
        ("Monday", "2026-11-30"),
        ("wed", "2026-11-25"),
        ("coming Tuesday", "2026-12-01"),
        ("Friday next week", "2026-12-04"),
        ("Friday this week", "2026-11-27"),
    ],
)
def test_a_day_is_a_day_whatever_it_is_for(text: str, day: str) -> None:
    assert said(text) == day
    assert said(text, "start") == day


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("2027-03", "2027-03-01", "2027-03-31"),
        ("2027-02", "2027-02-01", "2027-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("March", "2027-03-01", "2027-03-31"),
        ("December", "2026-12-01", "2026-12-31"),
        ("october", "2027-10-01", "2027-10-31"),
        ("november", "2026-11-24", "2026-11-30"),
        ("early January", "2027-01-01", "2027-01-10"),
        ("late January", "2027-01-21", "2027-01-31"),
        ("early November", "2027-11-01", "2027-11-10"),
        ("late november", "2026-11-24", "2026-11-30"),
        ("next week", "2026-11-30", "2026-12-04"),
        ("this week", "2026-11-24", "2026-11-27"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("next quarter", "2027-01-01", "2027-03-31"),
        ("this quarter", "2026-11-24", "2026-12-31"),
        ("Q1", "2027-01-01", "2027-03-31"),
        ("q4", "2026-11-24", "2026-12-31"),
        ("Q2 2027", "2027-04-01", "2027-06-30"),
        ("2027-W10", "2027-03-08", "2027-03-12"),
        ("week 10", "2027-03-08", "2027-03-12"),
        ("KW 48", "2026-11-24", "2026-11-27"),
        ("week 47", "2027-11-22", "2027-11-26"),
        ("week 53", "2026-12-28", "2027-01-01"),
    ],
)
def test_work_begins_with_the_first_day_of_a_stretch_and_is_due_by_its_last(text: str, start: str, due: str) -> None:
    assert (said(text, "start"), said(text)) == (start, due)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("03/04/2027", "2027-04-03 (3 April) or 2027-03-04 (4 March)?"),
        ("3-4", "2027-04-03 (3 April) or 2027-03-04 (4 March)?"),
        ("next Friday", "2026-11-27 (27 November) or 2026-12-04 (4 December)?"),
        ("Tuesday", "2026-11-24 (24 November) or 2026-12-01 (1 December)?"),
    ],
)
def test_two_readings_are_both_named(text: str, hint: str) -> None:
    assert refused(text) == (f"`{text}` can be two days", hint)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("3/4/27", "the year of `3/4/27` has two digits"),
        ("2027", "`2027` is a year, not a day"),
        ("this Monday", "`this Monday` has passed: it was 2026-11-23"),
        ("31 April", "there is no day `31 April`"),
        ("2027-02-29", "there is no day `2027-02-29`"),
        ("2027-13", "there is no day `2027-13`"),
        ("31/31/2027", "there is no day `31/31/2027`"),
        ("2027-W54", "there is no `2027-W54`"),
        ("30 February", "there is no day `30 February`"),
        ("asap", "`asap` is not a day"),
        ("Febuary", "`Febuary` is not a day"),
        ("christmas", "`christmas` is not a day that is understood"),
        ("in 2 minutes", "`in 2 minutes` is not a day that is understood"),
        ("in umpteen weeks", "`in umpteen weeks` is not a day that is understood"),
        ("in 9000 weeks", "`in 9000 weeks` is further away than can be planned for"),
        ("5 March 2200", "`5 March 2200` is not a year that can be planned for"),
        ("20", "`20` is not a day that is understood"),
        ("[bold]\n x", "`[bold] x` is not a day that is understood"),
        ("", "no day is given"),
        ("  ", "no day is given"),
    ],
)
def test_what_is_no_day_is_refused(text: str, message: str) -> None:
    assert refused(text)[0] == message


def test_the_hint_fits_the_slip() -> None:
    assert refused("Febuary")[1].startswith("did you mean February?")
    assert refused("asap")[1] == "leave it out to hear of the earliest day"
    assert said("asap", "start") == TODAY.isoformat()
    assert refused("soon", "start")[1] == "write today, or leave it out"
    assert refused("this Monday")[1] == "monday next week is 2026-11-30"


def test_on_the_last_day_of_a_month_months_on_end_with_theirs() -> None:
    assert said("in 1 month", today=date(2027, 1, 31)) == "2027-02-28"
    assert said("in 13 months", today=date(2027, 1, 31)) == "2028-02-29"


def test_only_what_is_as_in_the_files_needs_no_explanation() -> None:
    assert is_iso("2027-03-05")
    assert not is_iso("2027-3-5")
    assert not is_iso("2027-03")


@given(st.dates(date(2000, 1, 1), date(2190, 1, 1)), st.dates(date(2000, 1, 1), date(2190, 1, 1)))
def test_every_date_is_itself_in_each_way_to_write_it(today: date, day: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (day.isoformat(), f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"):
        assert said(text, today=today) == said(text, "start", today) == day.isoformat()
    week = day.isocalendar()
    monday = date.fromisocalendar(week.year, week.week, 1)
    assert said(f"{week.year}-W{week.week:02}", today=today) == (monday + timedelta(days=4)).isoformat()


@given(st.dates(date(2000, 1, 1), date(2190, 1, 1)), st.sampled_from(MONTHS), st.sampled_from(["start", "due"]))
def test_without_a_year_it_is_the_next_one(today: date, month: str, end: str) -> None:
    day = day_of(month, today, end, ahead)
    assert today <= day < today + timedelta(days=397)
    assert day.month == MONTHS.index(month) + 1


@given(st.text(max_size=30))
def test_anything_is_a_day_or_refused(text: str) -> None:
    try:
        day_of(text, TODAY, "due", ahead)
    except UnclearError as unclear:
        answer = (unclear.message, unclear.hint)
        assert all(answer)


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("start March", "2027-03-01", "2027-03-01"),
        ("end March", "2027-03-31", "2027-03-31"),
        ("start Q2", "2027-04-01", "2027-04-01"),
        ("in January", "2027-01-01", "2027-01-31"),
        ("in Q1", "2027-01-01", "2027-03-31"),
        ("03/2027", "2027-03-01", "2027-03-31"),
        ("Friday 5 March 2027", "2027-03-05", "2027-03-05"),
        ("Fri 5 March", "2027-03-05", "2027-03-05"),
        ("no later than 5 March", "2027-03-05", "2027-03-05"),
        ("within 6 weeks", "2027-01-05", "2027-01-05"),
        ("6w", "2027-01-05", "2027-01-05"),
        ("in 6 wks", "2027-01-05", "2027-01-05"),
        ("day after tomorrow", "2026-11-26", "2026-11-26"),
        ("Q1 2030", "2030-01-01", "2030-03-31"),
        ("25/12/2030", "2030-12-25", "2030-12-25"),
    ],
)
def test_more_ways_to_say_a_day(text: str, start: str, due: str) -> None:
    assert (said(text, "start"), said(text)) == (start, due)


def test_a_weekday_beside_a_day_must_be_its_own() -> None:
    assert refused("Mon 5 March") == ("`Mon 5 March` is on a Friday", "2027-03-05, or which day?")


def test_on_the_last_day_of_a_stretch_it_isnt_over() -> None:
    assert said("November", "start", date(2026, 11, 30)) == "2026-11-30"
    assert said("mid November", today=date(2026, 11, 15)) == "2026-11-15"
    assert said("week 48", today=date(2026, 11, 27)) == "2026-11-27"
    assert said("this Friday", today=date(2026, 11, 27)) == "2026-11-27"
