"""Cases small enough to be worked out with a pencil, one for each sentence of what counts as free and what a plan is.

In each, the docstring does the sum: the deal fits when it is due on the day that comes out, it can't be done a day
sooner, and that day is proved to be the earliest. A day has 100 minutes, Monday to Friday, unless a case says
otherwise; today is Monday 4 January 2027.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import Crew, Firm, Input, Period, Question, SkillLevel, Task
from deliverable.verdict import Verdict, assess
from tests import make
from tests.make import MON, booking, calendar, crew, deal, needs, off, on, person, promise, row, wait, week, work

DAY = timedelta(days=1)
TUE, WED, THU, FRI, SAT, SUN = (on(n) for n in range(1, 7))
MON2, TUE2, WED2, THU2, FRI2 = (on(7 + n) for n in range(5))

ANA, BEN, CEM = person("ana"), person("ben"), person("cem")


def asked(*things: Any, firm: Firm | None = None, today: date = MON, **about: Any) -> Question:
    """The question of one deal with the tasks among the things; `about` is the deal's."""
    tasks = [thing for thing in things if isinstance(thing, Task)]
    rest = [thing for thing in things if not isinstance(thing, Task)]
    return make.question(*rest, deal(*tasks, **about), the_firm=firm, today=today)


def due(question: Question, day: date) -> Question:
    """The same question with all its deals due on a day."""
    return replace(question, deals=tuple(replace(each, due=day) for each in question.deals))


def ends(question: Question, day: date) -> None:
    """It can be done by a day and no sooner, and both the verdicts and the earliest finish say so."""
    for asked_for, word in ((day, "yes"), (day - DAY, "no")):
        verdict = assess(due(question, asked_for))
        assert told(verdict) == (word, day.isoformat(), True), f"due on {asked_for:%A %d %B}"


def never(question: Question, latest: date) -> None:
    """It can't be done by the last day that is asked about here, nor on any other within five years."""
    verdict = assess(due(question, latest))
    assert (verdict.word, verdict.claim["finish"]["earliest"]) == ("no", None)


def told(verdict: Verdict) -> tuple[str, str | None, bool]:
    finish = verdict.claim["finish"]
    return verdict.word, finish["earliest"], finish["proved"]


def php(minutes: int | str | Fraction, after: str = "", name: str = "build", **more: Any) -> Task:
    """A task of one requirement in PHP."""
    return work(name, needs("php", minutes, **more), after=after)


# --- time ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "finish"), [(None, WED), (TUE, THU), (on(-3), WED), (SAT, WED2)])
def test_today_counts_in_full_and_day_one_is_the_later_of_today_and_the_start(start: date | None, finish: date) -> None:
    """300 minutes are three days: Monday (today, in full), Tuesday, Wednesday.

    A start on Tuesday makes it Tuesday, Wednesday, Thursday. A start before today changes nothing. A start on a
    Saturday makes it Monday, Tuesday and Wednesday of the week after.
    """
    ends(asked(ANA, php(300), start=start), finish)


def test_nothing_is_looked_for_beyond_five_years_from_day_one() -> None:
    """Five years from Monday 4 January 2027 end with 3 January 2032 (the fourth would be the first day of the next).

    The weekday moves by 1 a year and by 2 over 29 February 2028: 1 + 2 + 1 + 1 + 1 = 6 days after Monday, so 4 January
    2032 is a Sunday, and Friday the second is the last working day within. Who joins on it has its 100 and no more.
    """
    last = date(2032, 1, 2)
    late = person("late", joins=last)
    ends(asked(late, php(100)), last)
    never(asked(late, php(101)), last - DAY)


# --- bookable ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "finish"), [(150, WED), (151, MON2)])
def test_hours_are_the_persons_by_day_over_the_calendars_over_the_firms(minutes: int, finish: date) -> None:
    """The firm has 100 a day; Ana's calendar 60 from Monday to Wednesday and nothing after; her own Tuesday has 30.

    So 60 + 30 + 60 = 150 until Wednesday, and nothing more before Monday.
    """
    north = calendar("north", week=week(60, 60, 60))
    ana = person("ana", calendar="north", week=week(None, 30))
    ends(asked(north, ana, php(minutes)), finish)


@pytest.mark.parametrize(("minutes", "finish"), [(160, THU), (200, FRI), (201, MON2)])
def test_days_off_time_off_and_focus_come_off_the_hours(minutes: int, finish: date) -> None:
    """Focus is 80 %: 80 on Monday; Tuesday is a day off of the calendar: 0; Wednesday a quarter off: 3/4 x 80 = 60.

    Thursday has 50 of her own, half of it off: 1/2 x 50 x 80 % = 20. Friday is half off too: 1/2 x 80 = 40.
    80 + 0 + 60 + 20 = 160 until Thursday, and 200 until Friday.
    """
    house = make.firm(focus=Fraction(4, 5), calendar="home")
    away = (off(WED, share="1/4"), off(THU, FRI, share="1/2"))
    ana = person("ana", week=week(None, None, None, 50), time_off=away)
    ends(asked(calendar("home", TUE), ana, php(minutes), firm=house), finish)


@pytest.mark.parametrize(
    ("minutes", "people", "finish"), [(400, 2, FRI), (401, 2, MON2), (200, 1, TUE), (201, 1, MON2)]
)
def test_nobody_works_before_joining_or_after_leaving(minutes: int, people: int, finish: date) -> None:
    """Ana leaves on Tuesday (its 100 are the last: 200 in all), Ben joins on Thursday (100 on that day already).

    Together 200 + 200 = 400 until Friday. One person: Ana has 200 by Tuesday; 201 only Ben has, by next Monday.
    """
    two = [person("ana", leaves=TUE), person("ben", joins=THU)]
    ends(asked(*two, php(minutes, people=people)), finish)


# --- leave that isn't booked yet -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "finish"), [(450, FRI), (451, MON2)])
def test_leave_not_booked_yet_comes_evenly_off_the_days_that_are_left_of_the_year(minutes: int, finish: date) -> None:
    """27 days of leave, and Friday to Sunday booked, 1 to 3 January: past, but one working day of this year. 26 left.

    2027 has 52 weeks and a Friday more, 261 weekdays; one is before day one, so 260 are left: 1 - 26/260 = 90 %.
    Five days of 90 are 450.
    """
    ana = person("ana", allowance=Fraction(27), time_off=(off(on(-3), on(-1)),))
    ends(asked(ana, php(minutes)), finish)


@pytest.mark.parametrize(("minutes", "finish"), [(180, date(2027, 10, 21)), (181, date(2027, 10, 22))])
def test_leave_is_pro_rata_in_the_year_of_joining(minutes: int, finish: date) -> None:
    """20 October is day 273 + 20 = 293 of 2027; 365 - 292 = 73 days are left, a fifth of the year: 26.5 / 5 = 5.3 days.

    It is a Wednesday (292 = 41 x 7 + 5 days after a Friday). 73 days are ten weeks with 50 weekdays, and Wednesday to
    Friday 31 December: 53. 1 - 5.3/53 = 90 %, so two days have 180.
    """
    ana = person("ana", allowance=Fraction("26.5"), joins=date(2027, 10, 20))
    ends(asked(ana, php(minutes)), finish)


@pytest.mark.parametrize(("minutes", "finish"), [(180, date(2028, 1, 4)), (181, date(2028, 1, 5))])
def test_later_years_take_their_whole_leave(minutes: int, finish: date) -> None:
    """All 26 of 2027 are booked, Monday 4 January to Monday 8 February (5 weeks and a day): nothing comes off its days.

    2028 takes its own 26, whole: 366 days are 52 weeks with 260 weekdays, a Saturday (1 January) and a Sunday.
    1 - 26/260 = 90 %. From Monday 3 January two days have 180.
    """
    ana = person("ana", allowance=Fraction(26), time_off=(off(MON, date(2027, 2, 8)),))
    tasks = [replace(php(minutes), not_before=date(2028, 1, 3))]
    ends(asked(ana, *tasks), finish)


# --- free ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "finish"), [("99", WED), ("98.1", WED), ("99.1", THU)])
def test_free_is_rounded_down_once_and_what_is_required_up(minutes: str, finish: date) -> None:
    """A third of 100 is 33 1/3; less 33 1/2 as well, 33 1/6 are left, so 33 a day (rounded each by itself it were 32).

    Three days have 99. 98.1 minutes ask for 99, and 99.1 for 100, which takes a fourth day.
    """
    both = [row("ana", MON, FRI2, share="1/3"), row("ana", MON, FRI2, per_day="33.5")]
    ends(asked(ANA, booking("b", *both), php(minutes)), finish)


def test_a_day_with_more_booked_than_there_is_has_nothing_and_takes_nothing_from_the_next() -> None:
    """Monday is booked with 80 % and 50 minutes, 130 of 100: nothing is free, and the 30 too many are nobody else's.

    So Tuesday has its 100, and 101 take until Wednesday.
    """
    full = booking("b", row("ana", MON, share="4/5"), row("ana", MON, per_day=50))
    ends(asked(ANA, full, php(100)), TUE)
    ends(asked(ANA, full, php(101)), WED)


@pytest.mark.parametrize(
    ("amount", "until", "last"),
    [
        ({"share": "1/2"}, 100, FRI),
        ({"per_day": 20}, 120, FRI),
        ({"effort": 54}, 396, FRI2),
        ({"effort": 60, "every": "week"}, 330, FRI2),
        ({"effort": 200, "every": "month"}, 160, FRI),
    ],
)
def test_a_share_is_of_bookable_per_day_as_written_and_effort_is_spread(
    amount: dict[str, Any], until: int, last: date
) -> None:
    """Focus is 50 %, so 50 a day; Wednesday is off; booked from Monday until `last`.

    Half of it: 25 are left on each of 4 days, 100. 20 as written: 30 x 4 = 120. 54 over the 9 days of two weeks are 6
    on each: 44 x 9 = 396. 60 every week are 15 on each of 4 days, then 12 on each of 5: 35 x 4 + 38 x 5 = 330. January
    has 21 weekdays, 20 without that Wednesday: 200 every month are 10 on each, whatever part is booked: 40 x 4 = 160.
    """
    house = make.firm(focus=Fraction(1, 2))
    ana = person("ana", time_off=(off(WED),))
    booked = booking("b", row("ana", MON, last, **amount))
    ends(asked(ana, booked, php(until), firm=house), last)
    ends(asked(ana, booked, php(until + 1), firm=house), last + 3 * DAY)


# --- what counts as booked -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("expires", "finish"), [(None, TUE2), (TUE, TUE2), (MON, WED), (FRI2, TUE2)])
def test_a_hold_counts_wholly_until_it_expires_and_past_that_date_too(expires: date | None, finish: date) -> None:
    """Today is Tuesday. A certain hold has all of Ana until Friday, so 200 are Monday and Tuesday of the week after.

    It counts so if it expires today, though its Wednesday to Friday come after that. Expired on Monday it is nothing:
    200 are Tuesday and Wednesday.
    """
    hold = booking("h", row("ana", MON, FRI, share=1), status="hold", probability=1, expires=expires)
    ends(asked(ANA, hold, php(200), today=TUE), finish)


def test_what_fits_only_if_a_hold_lapses_is_at_risk() -> None:
    """A hold that may lapse has all of Ana until Friday. 200 are Monday and Tuesday without it, or those of next week.

    Due from Tuesday to next Monday it hangs on the hold; from next Tuesday on it doesn't. 201 by Tuesday are too much.
    """
    hold = booking("h", row("ana", MON, FRI, share=1), status="hold", probability="1/2")
    words = {day: assess(asked(ANA, hold, php(200), due=day)).word for day in (MON, TUE, MON2, TUE2)}
    assert words == {MON: "no", TUE: "at-risk", MON2: "at-risk", TUE2: "yes"}
    assert assess(asked(ANA, hold, php(201), due=TUE)).word == "no"


@pytest.mark.parametrize(("of", "finish"), [("d", TUE), ("e", TUE2)])
def test_a_deals_own_hold_or_promise_never_counts_against_it(of: str, finish: date) -> None:
    """A hold and a promise have all of Ana until Friday: 200 are Monday and Tuesday for their own deal `d`.

    For any other deal they are Monday and Tuesday of the week after.
    """
    taken = row("ana", MON, FRI, share=1)
    hold = booking("h", taken, status="hold", probability=1, deal=of)
    ends(asked(ANA, hold, php(200)), finish)
    ends(asked(ANA, promise(of, taken, status="promised"), php(200)), finish)


# --- nobody named yet ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "finish"), [(100, TUE), (101, WED)])
def test_an_unnamed_booking_may_be_served_by_another_person_each_day(minutes: int, finish: date) -> None:
    """Somebody in PHP is booked all of Monday and Tuesday; only Ana draws and only Ben operates, 100 each.

    Monday: Ben serves, Ana draws. Tuesday: Ana serves, Ben operates. With the same person on both days, that one could
    begin on Wednesday only. 200 of 2 x 200 are left until Tuesday, so 101 each (202) take until Wednesday.
    """
    people = [person("ana", "php design"), person("ben", "php ops")]
    somebody = booking("b", row(None, MON, TUE, skill="php", share=1))
    tasks = [work("draw", needs("design", minutes)), work("operate", needs("ops", minutes))]
    ends(asked(*people, somebody, *tasks), finish)


def test_what_an_unnamed_booking_cannot_get_on_a_day_even_without_the_deal_is_dropped() -> None:
    """150 a day are asked of PHP on Monday and Tuesday, but Ana alone has it: her 100 go there, 50 are dropped.

    They are not made up for later: on Wednesday Ana has all of her 100. Ben, who can't do it, is free all the time.
    """
    people = [ANA, person("ben", "design")]
    somebody = booking("b", row(None, MON, TUE, skill="php", per_day=150))
    ends(asked(*people, somebody, php(100)), WED)
    ends(asked(*people, somebody, php(101)), THU)
    ends(asked(*people, somebody, work("draw", needs("design", 200))), TUE)


@pytest.mark.parametrize(("people", "finish"), [(1, TUE), (2, THU)])
def test_a_crew_leaves_somebody_for_an_unnamed_booking(people: int, finish: date) -> None:
    """Somebody in PHP is booked all of Monday and Tuesday. A crew of one has Ana on both, and Ben serves: Tuesday.

    A crew of two leaves nobody to serve on those days, so it is there on Wednesday and Thursday.
    """
    somebody = booking("b", row(None, MON, TUE, skill="php", share=1))
    ends(asked(ANA, BEN, somebody, crew("install", 2, Crew("php", people=people))), finish)


@pytest.mark.parametrize(
    ("amount", "minutes"),
    [({"share": "3/5", "people": 2}, 90), ({"per_day": "24.75", "people": 2}, 100), ({"effort": 200}, 100)],
)
def test_an_unnamed_booking_asks_for_shares_of_the_firms_day_at_the_firms_focus(
    amount: dict[str, Any], minutes: int
) -> None:
    """The firm's focus is 1/2; Ana and Ben have 3/4: 75 a day each, 150 together, on four days (Wednesday is off).

    Two people at 3/5 ask for 2 x 3/5 x 50 = 60 a day: 90 are left. 2 x 24.75 = 49.5, rounded up 50: 100 are left. 200
    over the firm's 4 working days are 50 a day: 100 are left.
    """
    house = make.firm(focus=Fraction(1, 2), calendar="home")
    people = [person(name, focus=Fraction(3, 4)) for name in ("ana", "ben")]
    somebody = booking("b", row(None, MON, FRI, skill="php", **amount))
    for asked_for, finish in ((4 * minutes, FRI), (4 * minutes + 1, MON2)):
        ends(asked(calendar("home", WED), *people, somebody, php(asked_for), firm=house), finish)


# --- who may do it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked_of", "finish"),
    [
        ({}, TUE),
        ({"level": 3}, WED),
        ({"also": (SkillLevel("ops", 2),)}, THU),
        ({"who": ("cem",)}, FRI),
        ({"exclude": ("ana", "cem")}, THU),
    ],
)
def test_only_those_who_have_the_skills_and_are_admitted(asked_of: dict[str, Any], finish: date) -> None:
    """300 of PHP by at most two: Ana is there every day, Ben not on Monday, Cem on neither Monday nor Wednesday.

    Anybody: Ana's 200 and Ben's 100 by Tuesday. Level 3: Ana, by Wednesday. With ops at level 2 in the same person:
    Ben, Tuesday to Thursday. Cem alone: Tuesday, Thursday, Friday. Neither Ana nor Cem: Ben again.
    """
    people = [
        person("ana", {"php": 3, "ops": 1}),
        person("ben", {"php": 2, "ops": 2}, time_off=(off(MON),)),
        person("cem", {"php": 1}, time_off=(off(MON), off(WED))),
    ]
    ends(asked(*people, php(300, **asked_of)), finish)


# --- divisible work ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "finish"), [(200, FRI), (201, MON2)])
def test_minutes_fall_on_any_days_on_which_people_have_some(minutes: int, finish: date) -> None:
    """Ana is away from Tuesday to Thursday. 100 on Monday, 100 on Friday; the task simply lies still in between."""
    ends(asked(person("ana", time_off=(off(TUE, THU),)), php(minutes)), finish)


@pytest.mark.parametrize(("people", "finish"), [(1, MON2), (2, WED), (3, TUE), (None, WED)])
def test_at_most_so_many_people_share_a_requirement(people: int | None, finish: date) -> None:
    """600 by one person are six days, by two three, by three two; the firm says two where the deal says nothing."""
    ends(asked(ANA, BEN, CEM, php(600, people=people)), finish)


def test_people_counts_for_each_requirement_and_one_person_may_serve_several() -> None:
    """Two requirements of 200 by one person each. Ana alone may serve both: 400 are four days.

    With Ben there they are one each, which is two people in one task: two days. A minute more is a third day for one.
    """
    two = work("build", needs("php", 200, people=1), needs("php", 200, people=1))
    more = work("build", needs("php", 200, people=1), needs("php", 201, people=1))
    ends(asked(ANA, two), THU)
    ends(asked(ANA, BEN, two), TUE)
    ends(asked(ANA, BEN, more), WED)


def test_three_requirements_of_one_person_each_are_too_many_for_two_though_the_days_add_up() -> None:
    """Three times two days, each for one person, and two people: in three days they have 6 of the 6 that are needed.

    But each requirement is one person's: one of the two does two of them, which is four days. Shared it is three.
    """
    alone = [php(200, name=name, people=1) for name in ("one", "two", "three")]
    shared = [php(200, name=name, people=2) for name in ("one", "two", "three")]
    together = work("all", *(needs("php", 200, people=1) for _ in range(3)))
    ends(asked(ANA, BEN, *alone), THU)
    ends(asked(ANA, BEN, together), THU)
    ends(asked(ANA, BEN, *shared), WED)


@pytest.mark.parametrize(
    ("minutes", "finish"),
    [
        ((200, 200, 100, 100), WED),
        ((170, 130, 170, 130), WED),
        ((160, 110, 110, 110, 110), THU),
    ],
)
def test_requirements_of_one_person_each_have_to_be_shared_out_whole(minutes: tuple[int, ...], finish: date) -> None:
    """In each case 600 for two people, who have 300 each until Wednesday.

    200 + 100 are 300, and so are 170 + 130. With 160 and four of 110, whoever has the 160 has 160, 270 or 380 in all,
    and never 300. 270 and 330 are done by Thursday.
    """
    ends(asked(ANA, BEN, work("all", *(needs("php", each, people=1) for each in minutes))), finish)


# --- crews ---------------------------------------------------------------------------------------------------------


def test_a_crew_has_the_same_person_from_the_first_day_to_the_last() -> None:
    """Three days for one person. Ana has a minute booked on Wednesday, Ben is away on Tuesday: each day one is clear.

    But nobody is on three in a row from Monday or Tuesday on. Ben is from Wednesday to Friday (Ana only from Thursday).
    """
    ben = person("ben", time_off=(off(TUE),))
    meeting = booking("m", row("ana", WED, per_day=1))
    ends(asked(ANA, ben, meeting, crew("install", 3, Crew("php"))), FRI)


def test_a_crews_days_are_working_days_of_the_firm_and_follow_each_other() -> None:
    """Wednesday is a day off of the firm: three days are Monday, Tuesday, Thursday. Begun on Thursday: Friday, Monday.

    A day on which the firm works and Ana doesn't interrupts her: with her Tuesdays off, Thursday to Monday come first.
    """
    home, house = calendar("home", WED), make.firm(calendar="home")
    ends(asked(home, ANA, crew("install", 3, Crew("php")), firm=house), THU)
    ends(asked(home, ANA, crew("install", 3, Crew("php"), not_before=THU), firm=house), MON2)
    ends(asked(home, person("ana", week=week(None, 0)), crew("install", 3, Crew("php")), firm=house), MON2)


def test_a_crew_takes_whole_days_however_short() -> None:
    """Ana has 1 minute on Tuesdays: it is a whole day for a crew, so Monday to Wednesday are three.

    A day of which less than a minute can be booked (1/2 of 1) still is one; a day of none is not.
    """
    install = crew("install", 3, Crew("php"))
    ends(asked(person("ana", week=week(None, 1)), install), WED)
    ends(asked(person("ana", week=week(None, 1), time_off=(off(TUE, share="1/2"),)), install), WED)
    ends(asked(person("ana", week=week(None, 1), time_off=(off(TUE),)), install), FRI)


@pytest.mark.parametrize(
    ("amount", "finish"), [({"share": 0}, TUE), ({"per_day": 0}, TUE), ({"per_day": 1}, WED), ({"share": "1/100"}, WED)]
)
def test_no_booking_that_takes_minutes_lies_on_a_crews_days(amount: dict[str, Any], finish: date) -> None:
    """Two days from Monday, or from Tuesday when something takes a minute on Monday; a row of nothing takes none."""
    booked = booking("b", row("ana", MON, **amount))
    ends(asked(ANA, booked, crew("install", 2, Crew("php"))), finish)


def test_who_is_in_a_crew_does_nothing_else_that_day() -> None:
    """A crew for two days and a minute of other work: three days for Ana. With Ben there the minute is his: two days.

    Two crews of a day each and 100 of work are three days of Ana's. With Ben there one of the three is his: two days.
    """
    install, minute = crew("install", 2, Crew("php")), php(1)
    one, two = crew("one", 1, Crew("php")), crew("two", 1, Crew("php"))
    ends(asked(ANA, install, minute), WED)
    ends(asked(ANA, BEN, install, minute), TUE)
    ends(asked(ANA, one, two, php(100)), WED)
    ends(asked(ANA, BEN, one, two, php(100)), TUE)


def test_a_crew_has_one_place_per_person_and_all_of_them_at_once() -> None:
    """Two places need two people who are both clear: Ana isn't on Monday, Ben isn't on Wednesday. Thursday and Friday.

    The same person can't fill both: Ana alone never can.
    """
    busy = [booking("a", row("ana", MON, per_day=1)), booking("b", row("ben", WED, per_day=1))]
    ends(asked(ANA, BEN, *busy, crew("install", 2, Crew("php", people=2))), FRI)
    never(asked(ANA, busy[0], crew("install", 2, Crew("php", people=2))), FRI)


def test_a_place_in_a_crew_is_for_its_skill() -> None:
    """Ana has both skills, Ben PHP, Cem design. A crew of both skills takes two of the three, so there is one a day.

    Three such crews are three days. With Dan for PHP there are two a day if Ana draws in one of them: two days.
    """
    people = [person("ana", "php design"), BEN, person("cem", "design")]
    pair = (Crew("php"), Crew("design"))
    ends(asked(*people, crew("one", 1, *pair), crew("two", 1, *pair), crew("three", 1, *pair)), WED)
    four = [*people, person("dan")]
    ends(asked(*four, crew("one", 1, *pair), crew("two", 1, *pair), crew("three", 1, *pair)), TUE)


def test_crews_cannot_be_interrupted_though_the_days_add_up() -> None:
    """Three crews of one person for two days, and two people: they have 6 of the 6 days that are needed by Wednesday.

    But nobody can be in two of the crews by then, which takes four days. So the third is on Wednesday and Thursday. As
    divisible work it fits by Wednesday.
    """
    ends(asked(ANA, BEN, *(crew(name, 2, Crew("php")) for name in ("one", "two", "three"))), THU)
    ends(asked(ANA, BEN, *(php(200, name=name) for name in ("one", "two", "three"))), WED)


def test_a_crew_with_dates_is_there_exactly_then() -> None:
    """Wednesday and Thursday, so it ends on Thursday though Ana is clear from today on.

    With a minute booked on Thursday she can't be the one, on any day; Ben can.
    """
    install = crew("install", Period(WED, THU), Crew("php"))
    meeting = booking("m", row("ana", THU, per_day=1))
    ends(asked(ANA, install), THU)
    never(asked(ANA, meeting, install), FRI2)
    ends(asked(ANA, BEN, meeting, install), THU)


# --- waits, and what comes after what --------------------------------------------------------------------------------


def test_a_wait_is_so_many_working_days_of_the_firm_and_nobodys() -> None:
    """200 end on Tuesday. Thursday is a day off: three days of waiting are Wednesday, Friday, Monday. Then the launch.

    Ana is away on Wednesday and Friday, which makes no difference to a wait. A wait that comes first begins today.
    """
    home, house = calendar("home", THU), make.firm(calendar="home")
    ana = person("ana", time_off=(off(WED), off(FRI)))
    tasks = [php(200), wait("approval", 3, after="build"), php(1, name="launch", after="approval")]
    ends(asked(home, ana, *tasks, firm=house), TUE2)
    ends(asked(home, ana, *tasks[:2], firm=house), MON2)
    ends(asked(home, ana, wait("approval", 3), firm=house), WED)


def test_a_task_starts_on_a_later_calendar_day_than_every_task_before_it_ends() -> None:
    """20 minutes are less than a day, but in two tasks that follow each other they are two days.

    `c` follows both `a` (ends on Monday) and `b` (110 of Ben's, ends on Tuesday): Wednesday. The calendar day after
    Friday is Saturday, for somebody who works on it.
    """
    a, b = php(10, name="a", who=("ana",)), php(110, name="b", who=("ben",))
    ends(asked(ANA, a, php(10, name="b", after="a")), TUE)
    ends(asked(ANA, BEN, a, b, php(1, name="c", after="a b")), WED)
    six_days = person("ana", week=week(None, None, None, None, None, 100))
    ends(asked(six_days, php(500, name="a"), php(1, name="b", after="a")), SAT)


def test_work_waits_for_not_before_and_for_the_dates_of_its_inputs_and_may_begin_on_them() -> None:
    """200 from Wednesday on are Wednesday and Thursday, whether not before it or with texts that come on it.

    The later of the two counts. Texts without a date are a condition and hold nothing up: Monday and Tuesday.
    """

    def with_texts(by: date | None, **more: Any) -> Question:
        task = replace(php(200), inputs=("texts",), **more)
        return asked(ANA, task, inputs=(Input("texts", by=by),))

    ends(asked(ANA, replace(php(200), not_before=WED)), THU)
    ends(with_texts(WED), THU)
    ends(with_texts(TUE, not_before=WED), THU)
    ends(with_texts(THU, not_before=WED), FRI)
    ends(with_texts(None), TUE)


def test_a_task_ends_by_its_milestone() -> None:
    """First 200, and 300 of something else that nobody waits for: 500 by Friday. Due on Friday all of it is on time.

    The 300 with a milestone on Wednesday are Monday to Wednesday, the 200 come after. With one on Tuesday it can't be
    done, however late the deal is due; the earliest finish, asked without milestones, remains Friday.
    """
    first, other = php(200, name="first"), php(300, name="other")
    ends(asked(ANA, first, replace(other, by=WED)), FRI)
    for last in (FRI, FRI2):
        verdict = assess(asked(ANA, first, replace(other, by=TUE), due=last))
        assert told(verdict) == ("no", FRI.isoformat(), True)


@pytest.mark.parametrize("last", [SAT, SUN])
def test_due_may_be_a_day_off_and_gives_the_working_days_before_it(last: date) -> None:
    """500 are Monday to Friday, 501 go on to next Monday: of the weekend there is nothing, but it may be promised."""
    ends(asked(ANA, php(500)), FRI)
    assert assess(asked(ANA, php(500), due=last)).word == "yes"
    assert assess(asked(ANA, php(501), due=last)).word == "no"
    ends(asked(ANA, php(501)), MON2)


# --- several deals at once -----------------------------------------------------------------------------------------


def both(first: Sequence[Any], second: Sequence[Any]) -> str:
    """The word on two deals of Ana's: minutes, start and due of each."""
    deals = [
        deal(php(minutes), name=name, start=start, due=last)
        for name, (minutes, start, last) in (("d1", first), ("d2", second))
    ]
    return assess(make.question(ANA, *deals)).word


def test_several_deals_share_the_people_each_in_its_own_days() -> None:
    """Monday to Friday have 500: 200 by Tuesday and 300 from Wednesday on are all of it, to the minute.

    201 by Tuesday are too much though 499 of 500 are asked for in all; so are 300 from Thursday on by Friday. By
    Wednesday and from Wednesday on, Wednesday's 100 are shared: 250 + 250 fit, 251 + 250 don't.
    """
    assert both((200, MON, TUE), (300, WED, FRI)) == "yes"
    assert both((201, MON, TUE), (298, WED, FRI)) == "no"
    assert both((200, MON, TUE), (300, THU, FRI)) == "no"
    assert both((250, MON, WED), (250, WED, FRI)) == "yes"
    assert both((251, MON, WED), (250, WED, FRI)) == "no"
