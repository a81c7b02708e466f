"""What must be so for an answer to hold to sentences."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from deliverable.answers.conditions import Condition
from deliverable.book import Book, ContractorUse
from deliverable.pages.naming import Names
from deliverable.pages.words import counted, days, number, percent, short_day, week_day
from deliverable.supply import overtime_days


def sentences(names: Names) -> list[str]:
    """A sentence for each condition of the answer."""
    return [SAY[condition.what](names, condition) for condition in names.answer.conditions]


def given(names: Names, condition: Condition) -> str:
    """What the client must give us, and by when."""
    wanted = next(i for i in names.deal.inputs if i.id == condition.ids[0])
    what = wanted.what or wanted.id
    if condition.by is None:
        return f"{what} from {names.client}: no day is known yet{_needed(names, wanted.id)}"
    if condition.by < names.today:
        return f"{what} from {names.client} came by {week_day(condition.by, names.today)}, as the deal says"
    return f"{what} from {names.client} by {week_day(condition.by, names.today)}"


def _needed(names: Names, wanted: str) -> str:
    """When the plan begins with the first task that waits for it."""
    verdict = names.answer.verdict
    waiting = [t.id for t in names.deal.scope or () if wanted in t.inputs]
    if verdict is None or verdict.problem is None or verdict.plan is None or not waiting:
        return ""
    starts = {job.id: verdict.plan.starts[j] for j, job in enumerate(verdict.problem.jobs)}
    first = min(waiting, key=lambda name: starts[name])
    return f"; the plan needs it by {week_day(verdict.problem.on(starts[first]), names.today)}, when {first} begins"


def decision(names: Names, condition: Condition) -> str:
    """A wait that somebody has promised to keep to."""
    task = next(task for task in names.deal.scope or () if task.id == condition.ids[0])
    whom = {"client": names.client, "us": "somebody of ours"}.get(task.waiting_for, task.waiting_for)
    return f"{whom} decides within {counted(task.wait.likely if task.wait else 0, 'working day')} ({task.id})"


def stale(names: Names, condition: Condition) -> str:
    """Somebody whose data nobody has confirmed lately."""
    person = names.book.people[condition.ids[0]]
    said = (
        "never confirmed yet"
        if person.confirmed is None
        else f"last confirmed on {short_day(person.confirmed, names.today)}"
    )
    return f"{names.person(person.id)} confirms time and skills ({said})"


def contractor(names: Names, condition: Condition) -> str:
    """Outside people: how much, asked by when, for how much; days of finding their way in are paid too."""
    use = next(u for u in names.deal.extras.contractors if u.pool == condition.ids[0])
    day = names.book.firm.day
    asked = f", asked by {week_day(condition.by, names.today)}" if condition.by else ""
    paid = cost(names, use)
    told = f"{names.pool(use.pool)} gives {days(use.effort.likely, day)} days{asked}"
    return f"{told}, {paid}" if paid else told


def cost(names: Names, use: ContractorUse) -> str:
    """What outside people come to, with the days in which they find their way in; "" where no cost is known."""
    rate, paid, effort = names.book.contractors[use.pool].cost, paid_days(names.book, use), use.effort.likely
    if rate is None:
        return ""
    money = f"{number(rate * paid)} {names.book.firm.currency}".rstrip()
    return money + (f" for {number(paid)} days with ramp-up" if paid > effort / names.book.firm.day else "")


def paid_days(book: Book, use: ContractorUse) -> Fraction:
    """The days that outside people are paid for: those of their work, and what finding their way in loses."""
    pool = book.contractors[use.pool]
    lost = pool.ramp_up.days * (1 - pool.ramp_up.at) if pool.ramp_up else Fraction(0)
    return use.effort.likely / book.firm.day + lost


def overtime(names: Names, condition: Condition) -> str:
    """Longer days, and whose."""
    extra = names.deal.extras.overtime[condition.ids[0]]
    verdict = names.answer.verdict
    when = ""
    if verdict is not None and verdict.problem is not None:
        first, last = overtime_days(verdict.problem.question, names.deal.due, extra.first, extra.last)
        when = f" from {short_day(first, names.today)} to {short_day(last, names.today)}"
    return f"{names.person(condition.ids[0])} agrees to {percent(extra.share)} overtime{when}"


def moved(names: Names, condition: Condition) -> str:
    """Another booking that would move, and who must agree."""
    booking = names.book.bookings[condition.ids[0]]
    moved = names.deal.extras.moved[booking.id]
    whose = f"{names.person(booking.owner)} and {booking.client}" if booking.owner else booking.client or booking.id
    return f"{whose} agree that {booking.id} moves {counted(moved, 'working day')} later"


def released(names: Names, condition: Condition) -> str:
    """A hold that would be let go."""
    name = condition.ids[0]
    source = names.book.bookings.get(name) or names.book.promises.get(name)
    owner = names.person(source.owner) if source is not None and source.owner else "its owner"
    return f"{owner} lets go of {name}"


SAY: Mapping[str, Callable[[Names, Condition], str]] = {
    "input": given,
    "decision": decision,
    "stale": stale,
    "contractor": contractor,
    "overtime": overtime,
    "moved": moved,
    "released": released,
}
