"""Several deals and their own answers to what holds of them together: all at once, or which of them.

A set of deals is put as one question to the same `assess` that answers a single deal; nothing is said of a set that it
was not asked. Which set is best goes by worth, value times probability, and then by how many deals it holds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType
from typing import Any

from deliverable.answers.check import CheckAnswer
from deliverable.book import ONE, Book, Deal, Question
from deliverable.dataclass import dataclass
from deliverable.engine.problem import CROWD
from deliverable.engine.search import DEFAULT_LIMIT
from deliverable.engine.solve import plannable
from deliverable.findings import Finding
from deliverable.supply import deal_day_one
from deliverable.verdict import Verdict, assess

FEW = 6
"""Of so many deals every set is looked at, the one that is worth most first; of more a good one is looked for."""
MOST_ASKED = (64, 8, 4000)
"""At most the first number of sets is asked for, at least the second, and between them the third shared by tasks."""
TRIED = 36
"""So many sets are tried quickly when a good one is looked for."""
ROUNDS = 4
"""Rounds of planning for one that is tried quickly."""
CROWDED = 2.0
"""Seconds of a usual machine that exact search may take of it where there are very many tasks."""
SURE = ("yes",)
FITS = ("yes", "at-risk")
Ids = tuple[str, ...]
NOTHING: Mapping[str, Ids] = MappingProxyType({})
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Own:
    """What is known of a deal by itself, as plain data that can go from one process to another.

    `word` is None where faults of the data kept it from a verdict; `claim` is the audited answer without its plan.
    `conditions` counts what it hangs on, `left_open` the questions that should have been answered first, `elsewhere`
    the faults that don't touch it.
    """

    word: str | None
    reasons: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    claim: Mapping[str, Any] | None = None
    conditions: int = 0
    left_open: int = 0
    faults: tuple[Finding, ...] = ()
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A set of deals and what was found of it; `verdict` is None for a single deal, which has its own answer.

    `best`: nothing that is worth more fits, since every other set was looked at.
    """

    deals: Ids
    word: str
    worth: Fraction
    verdict: Verdict | None = None
    best: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """What holds of several deals together.

    `asked` were put as one question, with its `verdict`; `left_out` have faults in their data. `fits` are the sets that
    can be promised: the one that holds as often as asked, and the one that is worth more and is at risk. `tried` are
    the other sets that were asked for. `exact`: all sets were considered, not only likely ones. `stopped`: somebody
    ended the search before that.
    """

    asked: tuple[Deal, ...]
    left_out: Ids
    verdict: Verdict
    fits: tuple[Choice, ...] = ()
    tried: tuple[Choice, ...] = ()
    exact: bool = True
    stopped: bool = False


def own_of(answer: CheckAnswer) -> Own:
    """What of a deal's own answer counts beside others."""
    if answer.verdict is None:
        return Own(None, faults=answer.faults, elsewhere=answer.elsewhere)
    verdict = answer.verdict
    claim = {key: value for key, value in verdict.claim.items() if key not in ("plan", "more_people", "nearest")}
    counted = (len(answer.conditions), len(answer.left_open))
    return Own(verdict.word, verdict.reasons, verdict.holds, claim, *counted, elsewhere=answer.elsewhere)


def worth(deal: Deal) -> Fraction:
    """What a deal is expected to bring: its value times its probability, all of its value where none is said."""
    return (deal.value or Fraction(0)) * (ONE if deal.probability is None else deal.probability)


def together(
    book: Book,
    deals: Iterable[Deal],
    today: date,
    own: Mapping[str, Own],
    *,
    blocking: Mapping[str, Ids] = NOTHING,
    limit: float = DEFAULT_LIMIT,
    tell: Tell | None = None,
) -> Together | None:
    """What holds of the deals together, in whatever order they come; None where fewer than two have a verdict.

    `own` are their own answers by id, `blocking` the firm's questions that they leave open, `limit` is how long exact
    search may take for each question, in seconds of a usual machine. `tell` hears what is looked at.
    """
    every = sorted(deals, key=lambda deal: deal.id)
    asked = tuple(deal for deal in every if own[deal.id].word is not None)
    left_out = tuple(deal.id for deal in every if own[deal.id].word is None)
    if len(asked) < 2:
        return None
    sets = _Sets(book, asked, today, own, blocking, limit, tell or _silent)
    verdict = sets.ask(asked)
    if verdict.word == "yes" or "stopped" in verdict.reasons:
        ids = tuple(deal.id for deal in asked)
        whole = Choice(ids, "yes", sum(map(worth, asked), Fraction(0)), verdict, best=True)
        stopped = verdict.word != "yes"
        return Together(asked, left_out, verdict, () if stopped else (whole,), stopped=stopped)
    few = len(sets.able(FITS)) <= FEW
    fits = tuple(sets.best() if few else sets.good())
    taken = {choice.deals for choice in fits}
    tried = tuple(choice for choice in sets.tried() if choice.deals not in taken)
    return Together(asked, left_out, verdict, fits, tried, few and not sets.skipped, sets.stopped)


def _silent(_: str) -> None:
    """Nobody listens."""


class _Sets:
    """The sets of some deals, each asked for at most once."""

    def __init__(
        self,
        book: Book,
        asked: Sequence[Deal],
        today: date,
        own: Mapping[str, Own],
        blocking: Mapping[str, Ids],
        limit: float,
        tell: Tell,
    ) -> None:
        self.book, self.asked, self.today = book, asked, today
        self.own, self.blocking, self.limit, self.tell = own, blocking, limit, tell
        self.known: dict[Ids, Verdict] = {}
        self.untold = any(own[deal.id].word == "unknown" for deal in asked)
        self.bring = any(_brings(book, deal) for deal in asked)
        self.stopped = self.skipped = False
        most, least, shared = MOST_ASKED
        tasks = sum(len(deal.scope or ()) for deal in asked if own[deal.id].word in FITS)
        self.left = max(least, min(most, shared // max(1, tasks)))

    def able(self, good: Ids) -> list[Deal]:
        """The deals that can be in a set of which one of these words holds: those of which it does alone, and the
        others too where one of the deals brings time that they could use.
        """
        return [deal for deal in self.asked if self.bring or self.own[deal.id].word in good]

    # --- asking ----------------------------------------------------------------------------------------------------

    def ask(self, deals: Sequence[Deal]) -> Verdict:
        """The answer to some deals at once."""
        ids = _ids(deals)
        if ids not in self.known:
            crowd = _tasks(deals) > CROWD
            question = Question(self.book, tuple(deals), self.today)
            blocking = tuple(dict.fromkeys(one for name in ids for one in self.blocking.get(name, ())))
            self.known[ids] = assess(question, blocking, min(self.limit, CROWDED) if crowd else self.limit)
        return self.known[ids]

    def word(self, deals: Sequence[Deal], good: Ids) -> str:
        """The verdict on some deals at once, as far as it matters whether it is a good one; on a single one it is its
        own. Empty when no more may be asked.
        """
        if len(deals) == 1:
            return self.own[deals[0].id].word or ""
        ids = _ids(deals)
        if ids in self.known:
            return self.known[ids].word
        refused = self._refused(deals, good)
        if refused:
            return refused
        if not self.left:
            self.skipped = True
            return ""
        self.left -= 1
        self.tell(f"asking whether {len(deals)} of {len(self.asked)} fit together")
        verdict = self.ask(deals)
        if "stopped" in verdict.reasons:
            self.stopped, self.left = True, 0
        return verdict.word

    def _refused(self, deals: Sequence[Deal], good: Ids) -> str:
        """What a part of a set that isn't good says of the whole: with more to do no more is possible, and what is at
        risk holds no more often. Empty when no part says anything.
        """
        names = set(_ids(deals))
        words = {
            verdict.word for part, verdict in self.known.items() if names.issuperset(part) and self._says(part, deals)
        }
        return next((word for word in ("no", "at-risk") if word in words and word not in good), "")

    def _says(self, part: Ids, deals: Sequence[Deal]) -> bool:
        """Whether nobody has more time for a set than for a part of it.

        A deal may bring capacity: its own hold gives way, and what it counts on is there for all. Leave that isn't
        booked yet is spread from the first day that is asked for, so an earlier one leaves more for later.
        """
        more = [deal for deal in deals if deal.id not in part]
        if any(_brings(self.book, deal) for deal in more):
            return False
        if all(person.allowance is None for person in self.book.people.values()):
            return True
        mine = [deal for deal in deals if deal.id in part]
        return _first(mine, self.today) == _first(deals, self.today)

    # --- choosing --------------------------------------------------------------------------------------------------

    def best(self) -> Iterator[Choice]:
        """Of few deals: every set in order of worth, until one fits; each only if it is worth more than what holds."""
        sure, fair = self._first_of(SURE), self._first_of(FITS)
        if sure is not None:
            yield sure
        if fair is not None and (sure is None or fair.worth > sure.worth or len(fair.deals) > len(sure.deals)):
            yield fair

    def _first_of(self, good: Ids) -> Choice | None:
        """The first set, by worth, of which one of these words holds."""
        sure = not self.untold
        for deals in _by_worth(self.able(good)):
            word = self.word(deals, good)
            if word in good:
                return self._choice(deals, word, best=sure)
            sure = sure and word not in ("", "unknown")
        return None

    def good(self) -> Iterator[Choice]:
        """Of many deals all of them, or a set that can be planned beside all holds: as many of the most worthy as go,
        then each that still goes. Where that is at risk, what is left of it without those that are late most often.
        """
        order = sorted(self.able(FITS), key=lambda deal: (-worth(deal), deal.id))
        whole = _sorted(order)
        word = self.word(whole, FITS)
        if word in FITS:
            yield self._choice(whole, word, best=not self.untold)
            if word == "yes":
                return
        beside = _sorted(self._grown(order) or order[:1])
        held = word in FITS and not self.known[_ids(whole)].holds
        word = self.word(beside, FITS)
        if word in FITS and len(beside) < len(whole) and not held:
            yield self._choice(beside, word, best=False)
        if word != "yes" and _tasks(beside) <= CROWD:
            yield from self._surer(beside)

    def _surer(self, deals: Sequence[Deal]) -> Iterator[Choice]:
        """A set of some of these that holds as often as asked: again and again without the one that is late most.

        Not of very many tasks, where hardly any case goes without somebody being late, and each asking takes seconds.
        """
        some = [deal for deal in deals if self.own[deal.id].word == "yes"]
        while len(some) > 1:
            word = self.word(some, SURE)
            if word == "yes":
                yield self._choice(some, word, best=False)
                return
            some.remove(self._least(some))
        yield from (self._choice([deal], "yes", best=False) for deal in some)

    def _least(self, deals: Sequence[Deal]) -> Deal:
        """The deal of some that is late most often in their common plan; without one that is worth least."""
        verdict = self.known.get(_ids(deals))
        each = () if verdict is None or verdict.chance is None else verdict.chance.each
        shares = [share if share is not None else 1.0 for share in each] or [1.0] * len(deals)
        return min(zip(shares, map(worth, deals), deals, strict=True), key=lambda one: (one[0], one[1], one[2].id))[2]

    def _grown(self, order: Sequence[Deal]) -> list[Deal]:
        """As many deals as go, the first of them first: the longest beginning is found by halving, what doesn't go
        beside it is passed over, and so on with the rest.
        """
        chosen: list[Deal] = []
        rest, left = list(order), TRIED
        while rest and left > 0:
            low, high = 0, len(rest) + 1
            while low + 1 < high and left > 0:
                middle = len(rest) if chosen and high > len(rest) else (low + high) // 2
                left -= 1
                low, high = (middle, high) if self._goes([*chosen, *rest[:middle]]) else (low, middle)
            chosen += rest[:low]
            rest = rest[low + 1 :]
        return chosen

    def _goes(self, deals: Sequence[Deal]) -> bool:
        self.tell(f"trying {len(deals)} of {len(self.asked)} together")
        return plannable(Question(self.book, _sorted(deals), self.today), ROUNDS)

    def _choice(self, deals: Sequence[Deal], word: str, *, best: bool) -> Choice:
        ids = _ids(deals)
        return Choice(ids, word, sum(map(worth, deals), Fraction(0)), self.known.get(ids), best)

    def tried(self) -> Iterator[Choice]:
        """The sets that were asked for, but for all of them."""
        of = {deal.id: deal for deal in self.asked}
        for ids, verdict in sorted(self.known.items()):
            if len(ids) < len(self.asked):
                yield Choice(ids, verdict.word, sum((worth(of[name]) for name in ids), Fraction(0)), verdict)


def _ids(deals: Iterable[Deal]) -> Ids:
    return tuple(deal.id for deal in deals)


def _tasks(deals: Iterable[Deal]) -> int:
    return sum(len(deal.scope or ()) for deal in deals)


def _sorted(deals: Iterable[Deal]) -> tuple[Deal, ...]:
    return tuple(sorted(deals, key=lambda deal: deal.id))


def _by_worth(deals: Sequence[Deal]) -> list[tuple[Deal, ...]]:
    """Every set but the empty one: the most worth first, then the most deals, then by ids."""
    sets = [chosen for count in range(1, len(deals) + 1) for chosen in combinations(deals, count)]
    return sorted(sets, key=lambda chosen: (-sum(map(worth, chosen), Fraction(0)), -len(chosen), _ids(chosen)))


def _brings(book: Book, deal: Deal) -> bool:
    """Whether others have more time when this deal is asked for as well."""
    of_it = any(booking.deal == deal.id for booking in book.bookings.values())
    extras = deal.extras
    return (
        of_it
        or deal.id in book.promises
        or bool(extras.contractors or extras.overtime or extras.moved or extras.released)
    )


def _first(deals: Iterable[Deal], today: date) -> date:
    return min(deal_day_one(deal, today) for deal in deals)
