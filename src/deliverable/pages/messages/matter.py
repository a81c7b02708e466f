"""What a message is about: the deal as asked, and the offer that is spoken of, with what both have in common."""

from collections.abc import Iterable
from datetime import date

from deliverable.answers.check import CheckAnswer
from deliverable.answers.conditions import Condition, conditions_of
from deliverable.book import Book, Deal, Task
from deliverable.dataclass import dataclass
from deliverable.offers import Offer
from deliverable.pages.naming import Names
from deliverable.supply import WorkingDays
from deliverable.verdict import Verdict

CLIENT = "client"
OURS = ("contractor", "overtime", "moved", "released")
"""Conditions for which somebody on our side has to say yes first."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An offer with its letter and the answer to the deal as it has it."""

    letter: str
    offer: Offer
    answer: CheckAnswer


@dataclass(frozen=True, slots=True)
class Matter:
    """The answer to the deal as `asked`, and the offer that the message is about, if it is about one."""

    asked: CheckAnswer
    chosen: Chosen | None = None

    @property
    def answer(self) -> CheckAnswer:
        """The answer that is spoken of."""
        return self.asked if self.chosen is None else self.chosen.answer

    @property
    def names(self) -> Names:
        """What things are called in it."""
        return Names(self.answer)

    @property
    def verdict(self) -> Verdict:
        """Its verdict; there is no message about an answer without one."""
        verdict = self.answer.verdict
        if verdict is None:
            message = "there is no message about an answer without a verdict"
            raise ValueError(message)
        return verdict

    @property
    def deal(self) -> Deal:
        """The deal as it is spoken of."""
        return self.answer.deal

    @property
    def first(self) -> Deal:
        """The deal as it was asked."""
        return self.asked.deal

    @property
    def book(self) -> Book:
        """The firm's data."""
        return self.answer.book

    @property
    def today(self) -> date:
        """The day on which it is written."""
        return self.answer.today


def on_us(answer: CheckAnswer) -> list[Condition]:
    """The conditions that somebody on our side sees to: not what the client gives or decides."""
    theirs = {task.id for task in answer.deal.scope or () if task.waiting_for == CLIENT}
    given = [c for c in answer.conditions if c.what == "input" or (c.what == "decision" and c.ids[0] in theirs)]
    return [condition for condition in answer.conditions if condition not in given]


def begins(verdict: Verdict) -> date | None:
    """The first day on which somebody works on it in the plan."""
    if verdict.plan is None or verdict.problem is None or not verdict.plan.starts:
        return None
    first = min((work.day for work in verdict.plan.work), default=min(verdict.plan.starts))
    return verdict.problem.on(first)


def known_by(answer: CheckAnswer, offer: Offer | None = None) -> date:
    """By when a yes is needed: on the last working day before the work begins, or when somebody outside has to be
    asked, whichever is sooner; never before today. Of an answer, or of one of its offers.
    """
    book, today, conditions = answer.book, answer.today, answer.conditions
    deal, verdict = answer.deal, answer.verdict
    if offer is not None:
        deal, verdict = offer.deal, offer.verdict
        conditions = tuple(conditions_of(book, deal, today, verdict))
    first = (None if verdict is None else begins(verdict)) or deal.start or today
    days = WorkingDays(book, today.toordinal(), first.toordinal() - 1).days
    asked = [c.by for c in conditions if c.what in OURS and c.by is not None]
    return max(today, min([*asked, date.fromordinal(days[-1]) if days else today]))


def decided(matter: Matter) -> date | None:
    """The day on which the last of the holds ends that an at-risk needs to lapse."""
    book = matter.book
    sources = [book.bookings.get(name) or book.promises.get(name) for name in matter.verdict.holds]
    return max((s.expires for s in sources if s is not None and s.expires is not None), default=None)


def behind(tasks: Iterable[Task], names: Iterable[str]) -> set[str]:
    """Some tasks and all that wait for them, however far."""
    return _closed(names, {task.id: {t.id for t in tasks if task.id in t.after} for task in tasks})


def before(tasks: Iterable[Task], names: Iterable[str]) -> set[str]:
    """Some tasks and all that they wait for, however far."""
    return _closed(names, {task.id: set(task.after) for task in tasks})


def _closed(names: Iterable[str], further: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead.extend(further.get(name, ()))
    return found
