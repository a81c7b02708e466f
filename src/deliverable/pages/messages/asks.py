"""What an answer counts on beyond today's capacity to questions to whoever has to agree."""

from collections.abc import Callable, Mapping
from datetime import date

from deliverable.answers.conditions import Condition
from deliverable.book import Question
from deliverable.pages import conditions
from deliverable.pages.messages.matter import Matter, on_us
from deliverable.pages.messages.phrases import sentence
from deliverable.pages.touched import behind
from deliverable.pages.words import counted, percent, short_day, table_day, week_day
from deliverable.supply import overtime_days
from deliverable.supply.calendar import shifted


def asks(matter: Matter) -> tuple[str, ...]:
    """A question for each condition on our side, by name where somebody is known."""
    return tuple(ASK.get(condition.what, _any)(matter, condition) for condition in on_us(matter.answer))


def _any(matter: Matter, condition: Condition) -> str:
    """A kind of condition that has no words of its own here."""
    return f"Could it be so that {conditions.SAY[condition.what](matter.names, condition)}?"


def _stale(matter: Matter, condition: Condition) -> str:
    person = matter.book.people[condition.ids[0]]
    said = (
        "nobody has said so yet"
        if person.confirmed is None
        else f"you last said so on {short_day(person.confirmed, matter.today)}"
    )
    return f"{matter.names.person(person.id)}, are your working time and your skills still as we have them ({said})?"


def _contractor(matter: Matter, condition: Condition) -> str:
    use = next(u for u in matter.deal.extras.contractors if u.pool == condition.ids[0])
    pool = matter.names.pool(use.pool)
    days = counted(use.effort.likely / matter.book.firm.day, "day")
    money = conditions.cost(matter.names, use)
    paid = f" It would come to {money}." if money else ""
    by = f", asking by {week_day(condition.by, matter.today)}" if condition.by else ""
    first = week_day(max(use.first, matter.today), matter.today)
    return f"Could we book {pool} for {days} from {first} on{by}?{paid}"


def _overtime(matter: Matter, condition: Condition) -> str:
    name = condition.ids[0]
    extra = matter.deal.extras.overtime[name]
    question = Question(matter.book, (matter.deal,), matter.today)
    first, last = overtime_days(question, matter.deal.due, extra.first, extra.last)
    when = f" from {table_day(first, matter.today)} to {table_day(last, matter.today)}"
    return f"{matter.names.person(name)}, could you work {percent(extra.share)} longer{when}, if it comes to that?"


def _moved(matter: Matter, condition: Condition) -> str:
    booking = matter.book.bookings[condition.ids[0]]
    days = matter.deal.extras.moved[booking.id]
    first, last = min(row.first for row in booking.work), max(row.last for row in booking.work)
    later = [shifted(matter.book, row.first, row.last, days) for row in booking.work]
    begin, end = min(row[0] for row in later), max(row[1] for row in later)
    what = f"{booking.client} ({booking.id})" if booking.client else booking.id
    asked = f"could {what} run from {_day(matter, begin)} to {_day(matter, end)} instead of {_day(matter, first)} to "
    asked += f"{_day(matter, last)}?"
    theirs = f" {booking.client} would have to be happy with it too." if booking.client else ""
    return _to(matter, booking.owner, asked) + theirs + _becomes(matter, booking.id)


def _becomes(matter: Matter, name: str) -> str:
    """What that does to whatever is behind a booking, where an offer has asked."""
    touched = () if matter.chosen is None else matter.chosen.offer.touched
    return "".join(f" {sentence(behind(matter.names, one))}." for one in touched if one.id == name)


def _day(matter: Matter, day: date) -> str:
    return table_day(day, matter.today)


def _released(matter: Matter, condition: Condition) -> str:
    name = condition.ids[0]
    source = matter.book.bookings.get(name) or matter.book.promises.get(name)
    owner = source.owner if source is not None else ""
    return _to(matter, owner, f"could {matter.names.short_hold(name)} ({name}) be let go?") + _becomes(matter, name)


def _to(matter: Matter, owner: str, asked: str) -> str:
    return f"{matter.names.person(owner)}, {asked}" if owner else sentence(asked)


ASK: Mapping[str, Callable[[Matter, Condition], str]] = {
    "stale": _stale,
    "contractor": _contractor,
    "overtime": _overtime,
    "moved": _moved,
    "released": _released,
}
