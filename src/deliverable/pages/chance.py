"""A chance to counts and dots: in how many of 20 such projects a date would hold, and what that hangs on.

Counts are rounded down, so that nobody is promised more than was found; what was asked is rounded up.
"""

from collections.abc import Iterator
from math import ceil, floor

from deliverable.engine.chance import Chance, Hang
from deliverable.page import Block, Heading, Paragraph, Span, Tone, say
from deliverable.pages.naming import Names
from deliverable.pages.words import counted, short_day, week_day
from deliverable.verdict import Verdict

DOTS = 20
FINE = 100
"""What is asked that is no whole number of 20 is told in hundredths."""
NEARLY = 1e-9


def tell_chance(names: Names, verdict: Verdict) -> Iterator[Block]:
    """The line with the count and its dots, by when most would have ended, and the three views of holds."""
    chance, due = verdict.chance, names.deal.due
    if chance is None or not chance.trials or verdict.problem is None:
        return
    if chance.on_time is not None and due is not None:
        would = "holds" if verdict.word in ("yes", "at-risk") else "would hold"
        base = scale(chance)
        asked = ceil(chance.asked * base - NEARLY)
        told = f"{_what(names)} {would} in {of(chance.on_time, base)} such projects; you asked for {asked}."
        yield Paragraph((Span(told), Span(f"   {dots(chance.on_time)}", _tone(chance))), 1)
    yield from _by(names, verdict, chance)
    if chance.views is not None and chance.on_time is not None and verdict.word in ("yes", "at-risk"):
        low, high = chance.views
        counts = [count(share, DOTS) for share in (low, chance.on_time, high)]
        if len(set(counts)) > 1 and max(low, high, chance.on_time) - min(low, high, chance.on_time) >= 1 / DOTS:
            firm, usual, held = counts
            yield say(
                f"Firm work only: {firm} of 20 · with holds by their chance: {usual} · with all of them: {held}.",
                indent=1,
            )


def tell_hangs(names: Names, verdict: Verdict) -> Iterator[Block]:
    """What would move the chance most, if it went well."""
    chance = verdict.chance
    if chance is None or not chance.hangs or verdict.word != "at-risk":
        return
    yield Heading("What that hangs on")
    base = scale(chance)
    for hang in chance.hangs:
        yield Paragraph((Span(f"- if {HANGS[hang.what](names, hang)}: {of(hang.on_time, base)}"),), 1, 1)


def _what(names: Names) -> str:
    """The due date; with milestones before it all of them must hold."""
    due = "" if names.deal.due is None else short_day(names.deal.due, names.today)
    return f"{due} with its milestones" if any(task.by is not None for task in names.deal.scope or ()) else due


def _by(names: Names, verdict: Verdict, chance: Chance) -> Iterator[Block]:
    """The day by which all has ended in 16 of 20 projects, where that says more than the line above."""
    if verdict.problem is None:
        return
    if chance.p80 is None:
        yield say("In more than 4 of 20 such projects the people of this plan would not end at all.", indent=1)
        return
    day = week_day(verdict.problem.on(chance.p80), names.today)
    end = "it ends" if verdict.word in ("yes", "at-risk") else "the work of our plan would end"
    yield say(f"In 16 of 20 {end} by {day}{_unless(verdict)}.", indent=1)


def _unless(verdict: Verdict) -> str:
    return ", if nobody plans anew" if verdict.word in ("yes", "at-risk") else ""


def scale(chance: Chance) -> int:
    """Of how many projects it speaks: of 20, where what was asked is a whole number of them."""
    return DOTS if abs(chance.asked * DOTS - round(chance.asked * DOTS)) < NEARLY else FINE


def count(share: float, base: int) -> int:
    """So many of a number of projects, rounded down."""
    return floor(share * base + NEARLY)


def of(share: float, base: int) -> str:
    """So many of so many; what rounds to none is not called none."""
    whole = count(share, base)
    return f"{whole} of {base}" if whole or not share else f"fewer than 1 of {base}"


def dots(share: float) -> str:
    """A row of 20 dots, full ones for the projects in which it holds."""
    full = count(share, DOTS)
    return "●" * full + "○" * (DOTS - full)


def _tone(chance: Chance) -> Tone:
    return Tone.GOOD if chance.enough else Tone.WARN


# --- what it hangs on -------------------------------------------------------------------------------------------------


def _estimate(_names: Names, hang: Hang) -> str:
    return f"{hang.id} takes no more than estimated"


def _whole(_names: Names, _hang: Hang) -> str:
    return "the work as a whole takes no more than estimated"


def _wait(names: Names, hang: Hang) -> str:
    task = next(task for task in names.deal.scope or () if task.id == hang.id)
    whom = {"client": names.client, "us": "us"}.get(task.waiting_for, task.waiting_for)
    days = counted(task.wait.likely, "working day") if task.wait is not None else "its time"
    return f"{hang.id} takes no longer than {days}" + (f", which {whom} decides" if whom and whom != "us" else "")


def _hold(names: Names, hang: Hang) -> str:
    held = next((b.id for b in names.book.bookings.values() if hang.id in (b.id, b.deal)), hang.id)
    return f"{names.short_hold(held)} lapses"


def _person(names: Names, hang: Hang) -> str:
    return f"{names.person(hang.id)} is never ill, for whom nobody could stand in"


HANGS = {"estimate": _estimate, "whole": _whole, "wait": _wait, "hold": _hold, "person": _person}
