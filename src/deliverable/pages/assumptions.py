"""What nobody said and was taken to phrases."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from deliverable.answers.assumptions import Assumption
from deliverable.pages.naming import Names
from deliverable.pages.words import counted, days, listed, number, percent, short_day, week_day

NAMED = 3


def phrases(names: Names) -> list[str]:
    """A phrase for each assumption of the answer."""
    return [SAY[assumption.what](names, assumption) for assumption in names.answer.assumptions]


def question(_names: Names, assumption: Assumption) -> str:
    """One of the firm's questions that has no answer yet, with what that makes of the deal."""
    taken = f"{assumption.ids[0].replace('-', ' ')}: {assumption.value}"
    return f"{taken} ({counting(assumption.sets)})" if assumption.sets else taken


def counting(sets: Mapping[str, object]) -> str:
    """What an assumption does to the deal: flexibility.date counts as preferred."""
    first, *more = [f"as {written(value)}" for value in sets.values()]
    keys = list(sets)
    return listed([f"{keys[0]} counts {first}", *(f"{key} {taken}" for key, taken in zip(keys[1:], more, strict=True))])


def written(value: object) -> str:
    """Plain data as a file has it, in a line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    return "nothing" if value is None else str(value)


def left_open(_names: Names, assumption: Assumption) -> str:
    """A question that should have been answered first."""
    return f"not answered, and left open: {assumption.value}"


def start(names: Names, _assumption: Assumption) -> str:
    """No start was said."""
    return f"work may start today, {week_day(names.today, names.today)}"


def people(_names: Names, assumption: Assumption) -> str:
    """How many may share a requirement."""
    most = int(assumption.value)
    tasks = (
        f"on {listed(assumption.ids)}" if len(assumption.ids) <= NAMED else f"on each of {len(assumption.ids)} tasks"
    )
    return f"at most {counted(most, 'person', 'people')} per skill {tasks}"


def middle(_names: Names, assumption: Assumption) -> str:
    """A range without a likely value."""
    return f"ranges without a likely value count with their geometric mean ({listed(assumption.ids)})"


def hold(names: Names, assumption: Assumption) -> str:
    """A hold that counts whole."""
    return f"the hold {names.hold(assumption.ids[0])} counts whole"


def dropped(names: Names, assumption: Assumption) -> str:
    """An unnamed booking that nobody can serve anyway."""
    amount = days(int(assumption.value), names.book.firm.day)
    booking = names.book.bookings.get(assumption.ids[0])
    whose = booking.client if booking is not None and booking.client else assumption.ids[0]
    return f"{amount} days of {assumption.ids[1]} for {whose} are left out, since nobody has time for them anyway"


def day(_names: Names, assumption: Assumption) -> str:
    """How long a day of effort is."""
    return f"a day of effort is {assumption.value}"


def focus(names: Names, assumption: Assumption) -> str:
    """What of a working day can be booked."""
    focus = names.book.firm.focus
    ratio = number(Fraction(1) / focus, 2) if focus else "?"
    note = " (nobody said otherwise)" if assumption.ids else ""
    return f"a day of effort takes {ratio} working days at {percent(focus)} focus{note}"


def calendar(_names: Names, _assumption: Assumption) -> str:
    """No calendar."""
    return "no public holidays are known"


def calendar_ends(names: Names, assumption: Assumption) -> str:
    """The calendar says nothing about the last part of the time."""
    return f"no days off are known after {short_day(date.fromisoformat(assumption.value), names.today)}"


def estimates(names: Names, assumption: Assumption) -> str:
    """Whose estimates the chance goes by."""
    basis, said, copied = assumption.ids
    error = names.book.firm.estimate_error
    usual = "205 real projects"
    if said == "said" and error is not None:
        usual = f"the firm says (8 in 10 within {number(error.p80, 2)} times)"
    if basis == "record":
        few = f", with {usual} beside it" if said == "default" else f", with what {usual} beside it"
        return f"estimates off as in {counted(int(assumption.value), 'finished project')} of ours{few}"
    why = (
        f"{copied} of our own actuals are the estimates to the letter"
        if copied != "0"
        else "we have none of our own yet"
    )
    return f"estimates off as in {usual} ({why})" if said == "default" else f"estimates off as {usual}; {why}"


def waits(_names: Names, assumption: Assumption) -> str:
    """A wait for somebody without a range."""
    return f"waiting as long as said in half of the cases, 1.7 times or more in 1 of 5 ({listed(assumption.ids)})"


def sickness(_names: Names, assumption: Assumption) -> str:
    """How often somebody is ill."""
    return f"people are ill on {percent(Fraction(assumption.value))} of their days" + (
        " (nobody said otherwise)" if assumption.ids else ""
    )


def unused(names: Names, assumption: Assumption) -> str:
    """Something the deal counts on that the plan does without."""
    kind, name = assumption.value, assumption.ids[0]
    who = names.pool(name) if kind == "contractor" else f"{names.person(name)}'s overtime"
    return f"{who} is not needed for this plan"


def contractor_day(names: Names, assumption: Assumption) -> str:
    """How long a contractor works."""
    told = listed([names.pool(name) for name in assumption.ids])
    return f"from outside ({told}): the firm's whole days"


SAY: Mapping[str, Callable[[Names, Assumption], str]] = {
    "question": question,
    "left-open": left_open,
    "start": start,
    "people": people,
    "middle": middle,
    "hold": hold,
    "dropped": dropped,
    "day": day,
    "focus": focus,
    "calendar": calendar,
    "calendar-ends": calendar_ends,
    "estimates": estimates,
    "waits": waits,
    "sickness": sickness,
    "unused": unused,
    "contractor-day": contractor_day,
}
