"""A question that wasn't answered with yes to answers to changed ones: what the moves find their least change with.

A change is first put to the bound (milliseconds), then to a plan and its chance; only what would be shown is assessed
in full. All of it is the code that answered the first question.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from deliverable.book import Deal, Question, Task
from deliverable.dataclass import dataclass
from deliverable.engine.chance import Chance, chance_of
from deliverable.engine.problem import pose
from deliverable.engine.search import Budget
from deliverable.engine.solve import HEAVY_FIT, Side, plan_on
from deliverable.supply import Supply, WorkingDays
from deliverable.verdict import Verdict, assess

if TYPE_CHECKING:
    from deliverable.offers.consequences import Touched

Plain = str | int | float | bool | date | list["Plain"] | Mapping[str, "Plain"]
DAY = timedelta(days=1)
SIZE = 12_000
"""Tasks times people that are asked about altogether, about; between so few and so many changed questions."""
LEAST_ASKED, MOST_ASKED = 4, 90
ABOUT = 0.06
"""What fewer trials may be off by."""
NEARBY = 3
"""Amounts from the one that was found on that are answered in full until one is a yes."""
TRIALS = 500
"""Enough to see which changes are worth answering in full."""
ROUGH = 8
"""The same where a plan must have room to spare."""
MOSTLY = 0.5
FEW = 12
"""People, all of whom are looked at where no sum says whose time is short."""
DRAFTS = 30
"""Restarts for a changed question."""
QUICK = 0.3
"""Seconds of a usual machine that exact search may take for a changed question that isn't shown."""
IN_FULL = HEAVY_FIT
"""The same for one that is answered in full: where no search is needed for it, more would make it no other answer."""


@dataclass(frozen=True, slots=True)
class Change:
    """A key of the deal's file and its new value; None takes the key away."""

    path: tuple[str, ...]
    value: Plain | None


@dataclass(frozen=True, slots=True)
class Step:
    """One move as it was found: what it changes and `what` it is about, with `amount` of it.

    `least` says that the next milder change was refuted; otherwise it is the smallest that was found. `apply` makes the
    change to a deal, `milder` the one that is a notch smaller. `cost` is what moves of the same kind are compared by.
    """

    move: str
    apply: Callable[[Deal], Deal] = field(compare=False, repr=False)
    changes: tuple[Change, ...] = ()
    what: tuple[str, ...] = ()
    amount: int = 0
    least: bool = False
    cost: Fraction = Fraction(0)
    milder: Callable[[Deal], Deal] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something we could say yes to: a changed deal that was answered like the first one, and the moves to it.
    `touched` is what becomes of other people's bookings.
    """

    steps: tuple[Step, ...]
    deal: Deal
    verdict: Verdict
    touched: tuple["Touched", ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """A move that doesn't help, and why: `never` (the firm), `fixed` (the client), `none` (nothing of the kind), `late`
    (the first day that could be promised is later than they could live with),
    `short` (even the largest change of it is not enough), or `untried` (the question is too large to try all).
    """

    move: str
    why: str


@dataclass
class Asking:
    """A deal, what was answered to the one that was asked first, and the means to ask again. What comes of a `draft` is
    not shown, but a step on the way.
    """

    question: Question
    first: Verdict
    draft: bool = False
    sound: Callable[[Deal], bool] = bool  # a deal that is there is sound
    _own: Verdict | None = None
    _known: dict[str, Chance | None] = field(default_factory=dict)
    _count: list[int] = field(default_factory=lambda: [0])

    @property
    def asked(self) -> int:
        """How many changed questions were asked, together with all that this was asked beside."""
        return self._count[0]

    def count(self) -> None:
        """One more changed question is asked."""
        self._count[0] += 1

    @property
    def doubtful(self) -> bool:
        """Whether a plan must have room to spare, since some of it is in doubt and it must hold in most cases: then a
        plan that only long search finds would hold too seldom anyway.
        """
        chance = self.first.chance
        return chance is not None and chance.trials > 0 and chance.asked >= MOSTLY

    @property
    def room(self) -> int:
        """How many changed questions may be asked, about: fewer of a large one, each of which takes longer."""
        problem = self.first.problem
        if problem is None:
            return 0
        size = len(problem.jobs) * len(problem.workers)
        return max(LEAST_ASKED, min(MOST_ASKED, SIZE // max(1, size)))

    @property
    def large(self) -> bool:
        """Whether a single answer takes seconds, so that only the fewest are asked for."""
        return self.room <= LEAST_ASKED

    @property
    def verdict(self) -> Verdict:
        """What is answered to this deal."""
        if self._own is None:
            self.count()
            self._own = assess(self.question, limit=QUICK, like=self.supply)
        return self._own

    @property
    def word(self) -> str:
        """What is answered in short, found as cheaply as can be."""
        return "yes" if self.holds(self.deal) else "no"

    @property
    def supply(self) -> Supply | None:
        """What was found out of the firm's time when the deal was asked first."""
        return None if self.first.side is None else self.first.side.capacity.supply

    def on_day(self, index: int) -> date:
        """The date of one of the days that are counted from the deal's first."""
        return self.question.today if self.first.problem is None else self.first.problem.on(index)

    @property
    def deal(self) -> Deal:
        """The deal that was asked."""
        return self.question.deals[0]

    @property
    def due(self) -> date:
        """The day asked; offers are only made where there is one."""
        return self.deal.due or date.max

    def with_deal(self, deal: Deal) -> Question:
        """The same question about a changed deal."""
        return replace(self.question, deals=(deal,))

    def refuted(self, deal: Deal) -> bool:
        """Whether the bound alone shows that it can't be done, with the holds that are certain."""
        question = self.with_deal(deal)
        supply = Supply(question, certain=True, like=self.supply)
        side = Side(pose(question, supply), supply)
        return side.refutes(side.problem.deadlines())

    def helpless(self, deal: Deal) -> bool:
        """Whether a changed deal can't be done on any day either."""
        question = self.with_deal(deal)
        supply = Supply(question, certain=True, like=self.supply)
        return Side(pose(question, supply), supply).floor is None

    def on(self, deal: Deal, *, draft: bool = False) -> "Asking":
        """The same for a changed deal."""
        return Asking(
            self.with_deal(deal), self.first, draft=draft, sound=self.sound, _known=self._known, _count=self._count
        )

    def chance(self, deal: Deal, *, exact: bool = False) -> Chance | None:
        """The chance of a plan for a changed deal, beside all holds; None where none was found.

        Without `exact` from fewer trials, to see which changes are worth more.
        """
        name = f"{exact} {deal!r}"
        if name in self._known:
            return self._known[name]
        found = None
        if not self.refuted(deal):
            self.count()
            question = self.with_deal(deal)
            supply = Supply(question, certain=False, like=self.supply)
            side = Side(pose(question, supply), supply)
            rough = not exact and self.doubtful
            plan = plan_on(side, Budget(0 if rough else QUICK), ROUGH if rough else DRAFTS)
            if plan is not None:
                found = chance_of(question, side, plan, hangs=False, number=None if exact else TRIALS)
        self._known[name] = found
        return found

    def holds(self, deal: Deal, *, exact: bool = False) -> bool:
        """Whether a changed deal can be done, in as many cases as was asked; without `exact` in about as many."""
        found = self.chance(deal, exact=exact)
        if found is None or found.on_time is None or exact or not found.trials:
            return found is not None and found.enough
        return found.on_time >= found.asked - ABOUT

    def first_offer(self, steps: Iterable[Step]) -> Offer | None:
        """The first of some steps, mildest first, that answered in full is a yes."""
        return next((offer for step in steps if (offer := self.offer(step)) is not None), None)

    def smallest(self, most: int, step: Callable[[int], Step]) -> Offer | None:
        """The step with the smallest amount from 1 to `most` that is enough, and that answered in full is a yes."""
        found = bisected(most, lambda n: self.holds(step(n).apply(self.deal)))
        if found is None:
            return None
        return self.first_offer(step(n) for n in range(found, min(found + NEARBY, most + 1)))

    def offer(self, step: Step) -> Offer | None:
        """A step answered in full: an offer when that is a yes. In a draft it is only seen whether it holds."""
        deal = step.apply(self.deal)
        if not self.sound(deal):
            return None
        if self.draft:
            return Offer((step,), deal, self.first) if self.holds(deal, exact=True) else None
        verdict = self.answer(deal)
        return Offer((step,), deal, verdict) if verdict.word == "yes" else None

    def answer(self, deal: Deal) -> Verdict:
        """What is answered to a changed deal, in full."""
        self.count()
        return assess(self.with_deal(deal), limit=IN_FULL, like=self.supply)

    def confirmed(self, offer: Offer) -> Offer | None:
        """The offer as a check of its own answers it: where that may find another plan with all of its limit, it is
        asked with all of it. None where that is no yes.
        """
        if not offer.verdict.by_limit:
            return offer
        self.count()
        verdict = assess(self.with_deal(offer.deal), like=self.supply)
        return replace(offer, verdict=verdict) if verdict.word == "yes" else None

    def with_least(self, offer: Offer) -> Offer:
        """The offer of one move, said to be the least where the change that is a notch milder is answered with a no."""
        step = offer.steps[0]
        if len(offer.steps) > 1 or step.least or step.milder is None or self.asked >= self.room:
            return offer
        milder = self.answer(step.milder(self.deal))
        least = milder.word == "no" or (milder.word == "at-risk" and not milder.by_limit)
        return replace(offer, steps=(replace(step, least=least),))

    def working(self, first: date, last: date) -> int:
        """How many of the firm's working days lie in a stretch."""
        return len(WorkingDays(self.question.book, first.toordinal(), last.toordinal()).days)

    def never(self, move: str) -> bool:
        """Whether the firm wants this move never to be proposed."""
        offers = self.question.book.firm.offers
        return move in offers and offers[move] is None

    def people(self) -> tuple[str, ...]:
        """Those whose time is short: in the sums of a no, else everybody eligible, of many those in the plan."""
        problem, plan = self.first.problem, self.first.plan
        if problem is None:
            return ()
        workers: set[int] = set()
        for reason in self.first.binding:
            asked = getattr(reason.proof, "asked", ())
            workers.update(worker for part in asked for worker in part.eligible)
        if not workers and len(problem.workers) <= FEW:
            workers.update(range(len(problem.workers)))
        elif not workers and plan is not None:
            workers.update(work.worker for work in plan.work)
        return tuple(sorted({problem.workers[w].person for w in workers} - {""}))


def changed_tasks(deal: Deal, tasks: Mapping[str, Task]) -> Deal:
    """The deal with some of its tasks changed."""
    return replace(deal, scope=tuple(tasks.get(task.id, task) for task in deal.scope or ()))


def some_or_short(move: str, tried: Iterable[Offer | None]) -> Iterator[Offer | Failed]:
    """The offers among what was tried; that none was enough where there are none."""
    found = False
    for offer in tried:
        if offer is not None:
            found = True
            yield offer
    if not found:
        yield Failed(move, "short")


def bisected(most: int, enough: Callable[[int], bool]) -> int | None:
    """The smallest amount from 1 to the largest that is enough, where more is never less; None: even that isn't."""
    if most < 1 or not enough(most):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
