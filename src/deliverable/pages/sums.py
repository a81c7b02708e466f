"""A person's account to one line that can be redone with pencil and the files.

Each figure is the difference of two rounded totals, so that the printed numbers add up exactly.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from deliverable.pages.words import counted, down, number, percent, short_day, tenths, up
from deliverable.supply import Account
from deliverable.supply.account import Taken

Rounding = Callable[[int, Fraction, int], Fraction]
FULL = Fraction(1)
ZERO = Fraction(0)


def sum_line(account: Account, day: Fraction, near: date, places: int = 1, ends: Fraction | None = None) -> str:
    """`40 working days - 8 Fridays - 4 leave = 28; x 80 % focus = 22.4; Harbour Trust, 80 % until 29 January, - 5.1 =
    17.3`.

    `ends` is the figure in which it has to end where it stands beside a total: what is free, rounded up or down, and
    then so is every figure before it.
    """
    running = _Running(account.gross, day, places, _rounding(account, day, places, ends))
    parts = [_opening(account, running)]
    calendar = [t for t in account.taken if t.why in ("week", "employment", "away")]
    parts.extend(_steps(calendar, running, near))
    if calendar and account.focus != FULL:
        parts.append(f"= {running.text}")
    text = " ".join(parts)
    if account.focus != FULL:
        running.take(sum(t.minutes for t in account.taken if t.why == "focus"))
        text += f"; x {percent(account.focus)} focus = {running.text}"
    rest = _folded([t for t in account.taken if t.why not in ("closed", "week", "employment", "away", "focus")], day)
    steps = list(_steps(rest, running, near))
    if steps:
        text += "; " + "; ".join(steps) + f" = {running.text}"
    elif account.focus == FULL:
        text += f" = {running.text}"
    return text


def _rounding(account: Account, day: Fraction, places: int, ends: Fraction | None) -> Rounding:
    """How to round so that a sum ends in a figure."""
    ways: tuple[Rounding, ...] = (tenths, down, up)
    return next((way for way in ways if ends is not None and way(account.minutes, day, places) == ends), tenths)


class _Running:
    """The total so far, in minutes and as it was printed."""

    def __init__(self, minutes: int, day: Fraction, places: int, rounding: Rounding) -> None:
        self.minutes = minutes
        self.day = day
        self.places = places
        self.rounding = rounding
        self.shown = rounding(minutes, day, places)

    def take(self, minutes: int) -> Fraction:
        """What is printed for so many minutes less."""
        self.minutes -= minutes
        before, self.shown = self.shown, self.rounding(self.minutes, self.day, self.places)
        return before - self.shown

    @property
    def text(self) -> str:
        return number(self.shown, self.places)


def _opening(account: Account, running: _Running) -> str:
    """The working days of the window: what the calendar takes off is named, not subtracted."""
    closed = [t for t in account.taken if t.why == "closed"]
    off = sum((t.days for t in closed), ZERO)
    running.take(sum(t.minutes for t in closed))
    text = counted(account.weekdays - off, "working day")
    if off:
        names = ", ".join(t.label for t in closed if t.label)
        text += f" (without {names})" if names else f" (without {counted(off, 'day')} off)"
    return text if running.shown == account.weekdays - off else f"{text} = {running.text} days of work"


def _folded(taken: list[Taken], day: Fraction) -> list[Taken]:
    """What whole minutes lose goes with the step before when it is too little to be seen."""
    lost = sum(t.minutes for t in taken if t.why == "rounding")
    kept = [t for t in taken if t.why != "rounding"]
    if kept and lost * 20 < day:
        return [*kept[:-1], replace(kept[-1], minutes=kept[-1].minutes + lost)]
    return taken


def _steps(taken: list[Taken], running: _Running, near: date) -> Iterator[str]:
    for one in _merged(taken):
        less = running.take(one.minutes)
        if not less:
            continue
        figure = number(abs(less), running.places)
        sign = "-" if less > 0 else "+"
        label = _label(one, near)
        if one.why in ("week", "away", "employment"):
            yield f"{sign} {figure} {label}"
        else:
            yield f"{label} {sign} {figure}"


def _merged(taken: list[Taken]) -> list[Taken]:
    """Shorter days of several weekdays as one step; whole weekdays off stay apart, since they can be counted."""
    out, shorter = [], 0
    for one in taken:
        if one.why == "week" and not one.days:
            shorter += one.minutes
        else:
            out.append(one)
    if shorter:
        after = next((i for i, t in enumerate(out) if t.why in ("employment", "away")), len(out))
        out.insert(after, Taken("week", shorter))
    return out


def _label(one: Taken, near: date) -> str:
    if one.why == "week":
        if one.label:
            return one.label if one.days == 1 else f"{one.label}s"
        return "(shorter days)" if one.minutes > 0 else "(longer days)"
    plain = {"employment": "not employed", "away": "leave", "leave": "leave not booked yet", "overtime": "overtime"}
    if one.why in plain:
        return plain[one.why]
    if one.why == "rounding":
        return "whole minutes"
    kind = " (hold)" if one.why == "hold" else ""
    share = f"{percent(one.share)} " if one.share is not None else ""
    until = f"until {short_day(one.until, near)}," if one.until else ""
    return f"{one.client or one.id}{kind}, {share}{until}".rstrip(", ")
