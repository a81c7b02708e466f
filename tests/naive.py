"""A question to two dates for each task: before the one it can't end, and by the other somebody naive has it done.

Only to draw due dates near the edge: the second plan leaves unnamed bookings and pools' limits out, so that it proves
nothing.
"""

from collections import defaultdict
from datetime import date, timedelta

from deliverable.book import Deal, Question, Requirement
from deliverable.engine.audit.days import Worker, days_for
from deliverable.engine.audit.scope import Key, Scope, minutes_of, without_dates
from tests.exact import Windows

DAY = timedelta(days=1)
WITHIN = 400
"""How many days both look ahead."""
Ends = dict[Key, int]
"""Days from the question's first one; a task that doesn't end in time is missing."""


def first_day(today: date, deal: Deal) -> date:
    """The first day on which a deal may be worked on."""
    return max(today, deal.start or today)


def ends(question: Question) -> tuple[Ends, Ends]:
    """The first end of each task alone behind what it waits for, and its end in a naive plan."""
    days = days_for(question, "certain")
    due = days.first + WITHIN * DAY
    windows = Windows(Scope(days, tuple(without_dates(deal, due) for deal in question.deals)), sharp=True)
    planner = _Planner(windows)
    for key in windows.scope.order:
        planner.place(key)
    return {key: end for key, end in windows.early.items() if end is not None}, planner.ends


class _Planner:
    """Task by task, each as early as those before it have left room."""

    def __init__(self, windows: Windows) -> None:
        self.windows, self.scope = windows, windows.scope
        self.ends: Ends = {}
        self.used: dict[tuple[Worker, int], int] = defaultdict(int)

    def place(self, key: Key) -> None:
        """Plan one task behind those that it waits for; what can't be planned is left out."""
        if any(before not in self.ends for before in self.scope.before(key)):
            return
        start = max([self.windows.release(key), *(self.ends[before] + 1 for before in self.scope.before(key))])
        end: int | None
        if self.windows.places(key):
            end = self._crew(key, start)
        elif self.scope.tasks[key].effort is not None:
            parts = [self._need(key, need, start) for need in self.scope.tasks[key].effort or ()]
            end = None if None in parts else max([start - 1, *(part for part in parts if part is not None)])
        else:
            end = next((n for n in range(start - 1, WITHIN) if self.windows.possible(key, start, n)), None)
        if end is not None:
            self.ends[key] = end

    def _left(self, who: Worker, n: int) -> int:
        return max(0, self.scope.days.free(who, self.windows.on(n)) - self.used[(who, n)])

    def _need(self, key: Key, need: Requirement, start: int) -> int | None:
        """The end of the work by those who have most of the time until then."""
        has = dict.fromkeys(self.scope.eligible(key[0], need), 0)
        for n in range(start, WITHIN):
            for who in has:
                has[who] += self._left(who, n)
            best = sorted(has, key=lambda who: (-has[who], who))[: self.scope.cap(need)]
            if sum(has[who] for who in best) >= minutes_of(need):
                self._take(best, range(start, n + 1), minutes_of(need))
                return n
        return None

    def _take(self, people: list[Worker], days: range, minutes: int) -> None:
        for n in days:
            for who in people:
                part = min(minutes, self._left(who, n))
                self.used[(who, n)] += part
                minutes -= part

    def _crew(self, key: Key, start: int) -> int | None:
        for days, first, last in self.windows.stretches_of(key) or ():
            team = self._team(key, days) if first >= start else None
            if team is not None:
                for who in team:
                    for n in days:
                        self.used[(who, n)] += self.scope.days.free(who, self.windows.on(n)) + 1
                return last
        return None

    def _team(self, key: Key, days: list[int]) -> list[Worker] | None:
        """Place by place whoever is clear."""
        team: list[Worker] = []
        for place in self.windows.places(key):
            clear = [who for who in self.scope.eligible(key[0], place) if who not in team and self._clear(who, days)]
            if len(clear) < place.people:
                return None
            team += clear[: place.people]
        return team

    def _clear(self, who: Worker, days: list[int]) -> bool:
        clear = self.scope.days.clear
        return all(clear(who, self.windows.on(n)) and not self.used[(who, n)] for n in days)
