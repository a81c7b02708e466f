"""What is left to sell to a page: the sum, the map, from when people are free together, and what is assumed."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from deliverable.answers.free import ALL, FIRM, HOLDS, FreeAnswer, Left
from deliverable.book import Person
from deliverable.page import Blank, Block, Heading, Headline, Heat, Page, Part, Table, Tone, say
from deliverable.pages.lint import elsewhere, frames
from deliverable.pages.words import (
    counted,
    days,
    first_name,
    full_day,
    number,
    percent,
    short_day,
    tenths,
    week_day,
)

MOST_STARTS = 30
MOST_HOLDS = 8
MOST_UNNAMED = 8
COUNTED = {ALL: "", HOLDS: "beside firm work and holds, ", FIRM: "beside firm work alone, "}
TOGETHER = ("one person", "two people", "three people")


def page(answer: FreeAnswer, texts: Mapping[str, str]) -> Page:
    """What `free` says to people."""
    return Page(tuple(_faults(answer, texts) if answer.faults else _blocks(answer)))


def _faults(answer: FreeAnswer, texts: Mapping[str, str]) -> Iterator[Block]:
    what = counted(len(answer.faults), "fault")
    yield Headline("NO ANSWER YET", f"{what} in the data could change what is left{_of_whom(answer)}", Tone.BAD)
    yield Blank()
    yield from frames(answer.faults, texts)
    if answer.elsewhere:
        yield say(elsewhere(answer.elsewhere), Tone.QUIET)


def _blocks(answer: FreeAnswer) -> Iterator[Block]:
    yield _headline(answer)
    if answer.rows:
        yield from (Blank(), _heat(answer), Blank(), _sums(answer))
        yield from _nobody(answer)
        yield from _starts(answer)
        yield from _ending(answer)
        yield from (Blank(), say("Assumed: " + " · ".join(_assumed(answer)), Tone.QUIET))
    if answer.elsewhere:
        yield from (Blank(), say(elsewhere(answer.elsewhere), Tone.QUIET))


# --- the sum and the map --------------------------------------------------------------------------------------------


def _headline(answer: FreeAnswer) -> Headline:
    asked = answer.asked
    when = f"{full_day(answer.first)} to {full_day(answer.last)}"
    if not answer.rows:
        return Headline("NOBODY", f"can be booked{_of_whom(answer)}, {when}", Tone.WARN)
    left = _figures(answer)[asked.counting]
    word = f"{number(left)} {'DAY' if left == 1 else 'DAYS'} LEFT"
    bookable = days(answer.total.bookable, answer.book.firm.day)
    can = f"{COUNTED[asked.counting]}of {bookable} that can be booked{_of_whom(answer)}"
    return Headline(word, f"{can}, {when}", Tone.GOOD if left else Tone.BAD)


def _of_whom(answer: FreeAnswer) -> str:
    """Whose time it is, where not everybody's: with this skill, of this team."""
    asked = answer.asked
    said = "" if asked.skill is None else f" with {asked.skill}"
    if asked.level > 1:
        said += f" (level {asked.level})" if said else f" with anything at level {asked.level}"
    said += "" if asked.team is None else f" in {asked.team}"
    return said + ("" if asked.site is None else f" at {asked.site}")


def _heat(answer: FreeAnswer) -> Heat:
    day, counting = answer.book.firm.day, answer.asked.counting

    def part(left: Left) -> Part:
        return Part(left.counting(counting) / day, left.bookable / day)

    names = _names(answer)
    rows = tuple((names[row.id], tuple(map(part, row.weeks))) for row in answer.rows)
    return Heat(answer.mondays, rows, "what can be booked", "nothing can be booked")


def _names(answer: FreeAnswer) -> dict[str, str]:
    """What each row is called: a skill by its id, a person by name, with the id where two are called the same."""
    if not answer.asked.people:
        return {row.id: row.id for row in answer.rows}
    people = [answer.book.people[row.id] for row in answer.rows]
    called = [person.name or person.id for person in people]
    names = {}
    for row, person, name in zip(answer.rows, people, called, strict=True):
        told = f"{name} ({person.id})" if called.count(name) > 1 else name
        names[row.id] = told if row.level is None else f"{told} ({row.level})"
    return names


def _sums(answer: FreeAnswer) -> Block:
    """All three views in a line."""
    sums = _figures(answer)
    if sums[FIRM] == sums[ALL]:
        text = f"{number(sums[ALL])} person-days are left; no hold and nothing that names nobody yet takes any of it."
        return say(text, Tone.STRONG, indent=1)
    text = (
        f"{number(sums[FIRM])} person-days beside firm work; holds take {number(sums[FIRM] - sums[HOLDS])}; somebody "
        f"not named yet {number(sums[HOLDS] - sums[ALL])}; left {number(sums[ALL])}."
    )
    return say(text, Tone.STRONG, indent=1)


def _figures(answer: FreeAnswer) -> dict[str, Fraction]:
    """The three views as days: what is there and what is left as they are rounded, and what takes the rest so that it
    adds up as it is printed.
    """
    total, day = answer.total, answer.book.firm.day
    left, there = tenths(total.all, day), tenths(total.firm, day)
    held = min(tenths(total.firm - total.holds, day), there - left)
    beside_holds = left if total.holds == total.all else there - held
    return {ALL: left, HOLDS: beside_holds, FIRM: there}


def _nobody(answer: FreeAnswer) -> Iterator[Block]:
    """What is booked for nobody by name, which no row of a person can hold."""
    if not answer.nobody or answer.asked.counting != ALL:
        return
    day = answer.book.firm.day
    found = [
        f"{days(one.minutes, day)} person-days of {one.skill} (level {one.level}) for {one.client or one.id}"
        for one in answer.nobody[:MOST_UNNAMED]
    ]
    more = len(answer.nobody) - len(found)
    text = "; ".join(found) + (f"; and {more} more, all with --format json" if more else "")
    yield say(f"In no row, since nobody is named yet: {text}.", indent=1)


# --- who is free together ---------------------------------------------------------------------------------------------


def _starts(answer: FreeAnswer) -> Iterator[Block]:
    """From when one, two and three people with a skill have two free weeks: of one skill a sentence, else a table."""
    weeks, never = answer.asked.weeks, f"none within {answer.asked.weeks} weeks"
    some = [one for one in answer.starts if any(one.mondays)]
    if not answer.starts or weeks == 1:
        return
    yield from (Blank(), Heading("Two weeks in a row with nothing booked at all, from the Monday on"))
    if answer.asked.skill is not None:
        told = (never if day is None else short_day(day, answer.today) for day in answer.starts[0].mondays)
        text = "; ".join(f"{how}: {day}" for how, day in zip(TOGETHER, told, strict=True))
        yield say(text, indent=1)
        return
    shown = some[:MOST_STARTS]
    rows = tuple((one.skill, *(_start(day, answer.today) for day in one.mondays)) for one in shown)
    yield Table(("", *TOGETHER), rows, (False, False, False, False))
    if len(some) > len(shown):
        more = f"and {len(some) - len(shown)} more: --skill NAME says it of one, --format json of all"
        yield say(more, Tone.QUIET, indent=1)
    nobody = [one.skill for one in answer.starts if not any(one.mondays)]
    if nobody:
        yield say(f"{never.capitalize()}: {', '.join(nobody)}", Tone.QUIET, indent=1, hang=1)


def _start(day: date | None, today: date) -> str:
    return "none" if day is None else short_day(day, today)


def _ending(answer: FreeAnswer) -> Iterator[Block]:
    """The holds that end in time to free something, those that free most first."""
    if not answer.ending:
        return
    yield from (Blank(), Heading("Holds that end, and what that would free"))
    day = answer.book.firm.day
    for one in answer.ending[:MOST_HOLDS]:
        owner = f", held by {_first_name(answer.book.people.get(one.owner), one.owner)}" if one.owner else ""
        likely = "" if one.probability is None else f", {percent(one.probability)} likely"
        until = week_day(one.expires, answer.today)
        freed = days(one.minutes, day) if tenths(one.minutes, day) else "less than 0.1"
        name = f"{one.id} for {one.client}" if one.client else one.id
        yield say(f"- {name}{owner}{likely}, until {until}: {freed} person-days", indent=1, hang=1)
    if len(answer.ending) > MOST_HOLDS:
        more = len(answer.ending) - MOST_HOLDS
        yield say(f"and {more} more: --format json has them all", Tone.QUIET, indent=1)


def _first_name(person: Person | None, name: str) -> str:
    return first_name(person.name) if person is not None and person.name else name


# --- what is assumed ------------------------------------------------------------------------------------------------


def _assumed(answer: FreeAnswer) -> Iterator[str]:
    firm = answer.book.firm
    own = any(answer.book.people[name].focus is not None for name in answer.people)
    beside = " where a person doesn't say otherwise" if own else ""
    focus = f"{percent(firm.focus)} of a working day can be booked{beside}"
    yield f"a day is {number(firm.day / 60)} hours of work, and {focus}"
    if answer.asked.people and answer.asked.skill is not None:
        yield f"in brackets is the level of {answer.asked.skill}"
    yield "leave that isn't booked yet is taken off evenly"
    if answer.asked.counting != FIRM:
        yield "a hold counts until it ends or is let go"
    if not answer.asked.people and len(answer.rows) > 1:
        yield "whoever has two skills is in both rows, and once in the sum"
    yield "nobody from outside, and no overtime"
