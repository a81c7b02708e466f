"""A book and a deal to what each side owes the other before a check and before a promise."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date, timedelta
from typing import Final

from deliverable.answers.assumptions import sets_of
from deliverable.answers.check import stopping
from deliverable.answers.conditions import Condition, counted_on
from deliverable.book import Book, Crew, Deal, Input, IntakeQuestion, Question, Requirement, Task, none_of
from deliverable.dataclass import dataclass
from deliverable.engine.problem import able, is_stale
from deliverable.findings import Finding

CHECK: Final = "check"
STATES: Final = ("blocks", "assumed", "said", "answered")
"""What becomes of a question, what hurts most first: its stage waits for it; something is assumed; the deal says itself
what would be assumed; it has an answer."""
SOON: Final = timedelta(days=14)
"""A hold that ends within so many days is asked about."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One of the firm's questions to a deal. `hurdle` is what sales noted here, `sets` what is assumed meanwhile."""

    question: IntakeQuestion
    state: str
    answer: str = ""
    hurdle: str = ""
    sets: Mapping[str, object] = field(default_factory=none_of)

    @property
    def blocks(self) -> str:
        """The stage that waits for it, "" for none."""
        return self.question.needed_for if self.state == "blocks" else ""


@dataclass(frozen=True, slots=True)
class Stray:
    """An answer or a hurdle to a question that the firm doesn't ask."""

    question: str
    answer: str = ""
    hurdle: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that the deal doesn't say: what kind, where, and whether there can be no verdict without it."""

    what: str
    ids: tuple[str, ...] = ()
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """An input of the client, with the tasks that wait for it; `late` where its day has passed."""

    wanted: Input
    tasks: tuple[str, ...]
    late: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A wait for somebody, with the tasks that come right behind it."""

    task: Task
    tasks: tuple[str, ...]

    @property
    def by_client(self) -> bool:
        """Whether it is the client's."""
        return self.task.waiting_for == "client"


@dataclass(frozen=True, slots=True)
class NeedsAnswer:
    """What is open on a deal. With `faults` in the deal itself or in the firm's data nothing else could be said.

    `broken` counts the faults elsewhere that could change a check, `elsewhere` those that couldn't.
    """

    book: Book
    deal: Deal
    today: date
    faults: tuple[Finding, ...] = ()
    broken: int = 0
    elsewhere: int = 0
    wanted: tuple[Wanted, ...] = ()
    strays: tuple[Stray, ...] = ()
    lacks: tuple[Lack, ...] = ()
    inputs: tuple[Given, ...] = ()
    decisions: tuple[Decision, ...] = ()
    ours: tuple[Condition, ...] = ()

    @property
    def blocks_check(self) -> int:
        """How many open things keep a check from a verdict; faults in the files are one."""
        asked = sum(one.blocks == CHECK for one in self.wanted)
        return asked + sum(lack.blocks for lack in self.lacks) + bool(self.broken)

    @property
    def blocks_promise(self) -> int:
        """How many more stand before a promise."""
        return sum(one.blocks not in ("", CHECK) for one in self.wanted)


def needs(
    book: Book,
    deal: Deal,
    today: date,
    found: Iterable[Finding],
    *,
    assumed: tuple[str, ...] = (),
    ours: bool = True,
) -> NeedsAnswer:
    """What is open on one deal. `found` are the faults of the data, `assumed` the questions with an assumption that
    counts. What operations can do takes longest to find out; without `ours` it is left out.
    """
    touching, elsewhere = stopping(book, deal, today, found)
    own = tuple(fault for fault in touching if of_the_question(fault))
    if own:
        return NeedsAnswer(book, deal, today, own, len(touching) - len(own), elsewhere)
    return NeedsAnswer(
        book,
        deal,
        today,
        (),
        len(touching),
        elsewhere,
        wanted_of(book, deal, assumed),
        tuple(_strays(book, deal)),
        tuple(sorted(_lacks(deal, today), key=lambda lack: not lack.blocks)),
        tuple(sorted(_inputs(deal, today), key=_by_day)),
        tuple(_decisions(deal)),
        tuple(_ours(book, deal, today)) if ours else (),
    )


def of_the_question(fault: Finding) -> bool:
    """Whether a fault is the deal's own or the firm's, so that this list could be wrong; what can't be placed is."""
    return not fault.about or fault.about[0] in ("deal", "deals", "firm")


# --- what the firm asks -----------------------------------------------------------------------------------------------


def wanted_of(book: Book, deal: Deal, assumed: tuple[str, ...]) -> tuple[Wanted, ...]:
    """The firm's questions to the deal, what blocks first, then what is assumed; in both the check goes first."""
    found = [_wanted(book, deal, asked, assumed) for asked in book.firm.questions.values()]
    return tuple(sorted(found, key=lambda one: (STATES.index(one.state), one.question.needed_for != CHECK)))


def _wanted(book: Book, deal: Deal, asked: IntakeQuestion, assumed: tuple[str, ...]) -> Wanted:
    answer, hurdle = deal.answers.get(asked.id, "").strip(), deal.hurdles.get(asked.id, "").strip()
    if answer:
        return Wanted(asked, "answered", answer, hurdle)
    if asked.if_unknown is None:
        return Wanted(asked, "blocks", hurdle=hurdle)
    if asked.id not in assumed:
        return Wanted(asked, "said", hurdle=hurdle)
    return Wanted(asked, "assumed", hurdle=hurdle, sets=sets_of(book, deal, asked.id))


def _strays(book: Book, deal: Deal) -> Iterator[Stray]:
    for name in dict.fromkeys((*deal.answers, *deal.hurdles)):
        if name not in book.firm.questions:
            yield Stray(name, deal.answers.get(name, "").strip(), deal.hurdles.get(name, "").strip())


# --- what the deal doesn't say ----------------------------------------------------------------------------------------


def _lacks(deal: Deal, today: date) -> Iterator[Lack]:
    tasks = deal.scope or ()
    if not tasks:
        yield Lack("scope", (), blocks=True)
    open_still = [(task.id, need.skill) for task in tasks for need in task.effort or () if need.effort is None]
    yield from (Lack("estimate", one, blocks=True) for one in open_still)
    if deal.due is None:
        yield Lack("due", (), blocks=True)
    elif deal.due < today:
        yield Lack("due-passed", (deal.due.isoformat(),))
    if deal.start is None or deal.start < today:
        yield Lack("start", () if deal.start is None else (deal.start.isoformat(),))
    yield from (Lack(key) for key in ("client", "owner") if not getattr(deal, key).strip())
    if "flexibility" not in deal.said and not any(key.startswith("flexibility") for key in deal.filled):
        yield Lack("flexibility")
    yield from _vague(tasks)


def _vague(tasks: tuple[Task, ...]) -> Iterator[Lack]:
    """Ranges without a likely value, and waits for somebody that say no range."""
    middle = [t.id for t in tasks if any(r.effort is not None and r.effort.middle for r in t.effort or ())]
    if middle:
        yield Lack("middle", tuple(middle))
    waits = [t.id for t in tasks if t.wait and t.waiting_for and t.wait.low is None and t.wait.high is None]
    if waits:
        yield Lack("waits", tuple(waits))


# --- what the client gives --------------------------------------------------------------------------------------------


def _inputs(deal: Deal, today: date) -> Iterator[Given]:
    for wanted in deal.inputs:
        tasks = tuple(task.id for task in deal.scope or () if wanted.id in task.inputs)
        yield Given(wanted, tasks, wanted.by is not None and wanted.by < today)


def _by_day(given: Given) -> tuple[date, bool]:
    """Those without a day first, since that is what is open; then as they are due."""
    return (given.wanted.by or date.min, not given.tasks)


def _decisions(deal: Deal) -> Iterator[Decision]:
    for task in deal.scope or ():
        if task.wait is not None and task.waiting_for:
            yield Decision(task, tuple(behind.id for behind in deal.scope or () if task.id in behind.after))


# --- what operations owe ----------------------------------------------------------------------------------------------


def _ours(book: Book, deal: Deal, today: date) -> Iterator[Condition]:
    """The deal's own hold that ends, who must agree to what it counts on, and people nobody has confirmed lately."""
    yield from _holds(book, deal, today)
    yield from counted_on(book, deal, today)
    first = max(today, deal.start or today)
    stale = {
        name: person
        for name, person in book.people.items()
        if is_stale(person, book.firm.confirm_every, today) and (person.leaves is None or person.leaves >= first)
    }
    could = _could(replace(book, people=stale), deal, today)
    yield from (Condition("stale", (name,)) for name in stale if name in could)


def _could(book: Book, deal: Deal, today: date) -> set[str]:
    """Everybody who may do something of the deal."""
    question = Question(book, (deal,), today)
    parts: list[Requirement | Crew] = []
    for task in deal.scope or ():
        parts += [*(task.effort or ()), *(task.crew or ())]
    return {name for part in parts for name in able(question, deal, part)}


def _holds(book: Book, deal: Deal, today: date) -> Iterator[Condition]:
    held = {b.id: b.expires for b in book.bookings.values() if b.status == "hold" and b.deal == deal.id}
    promise = book.promises.get(deal.id)
    if promise is not None and promise.status == "held":
        held[promise.id] = promise.expires
    for name, expires in held.items():
        if expires is not None and expires < today:
            yield Condition("expired", (name,), expires)
        elif expires is not None and expires - today <= SOON:
            yield Condition("expires", (name,), expires)
