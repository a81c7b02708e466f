"""Bookings that name nobody yet to what they must take of some people, day by day, whoever else could serve them.

What everybody can serve of a day's bookings, less what can be served without these people, is theirs to serve: both are
maximum flows from the bookings to those who could do them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import add

from deliverable.dataclass import dataclass
from deliverable.engine.flow import Network
from deliverable.supply import Unnamed

Kinds = tuple[int, ...]
"""What is asked for, by number: a skill at a level."""
Order = tuple[Kinds, tuple[tuple[int, ...], ...]]
"""Kinds, the scarcest first, each with the groups that could do it: those first that can do little else."""


@dataclass(frozen=True, slots=True)
class _Day:
    """What a day asks for of each kind, in which order it is served, what each group has, and what all of them together
    can serve. `spare` is what a group can be without while the others serve as much.
    """

    wanted: tuple[int, ...]
    order: Order
    left: tuple[int, ...]
    spare: tuple[int, ...]
    served: int

    @property
    def whole(self) -> bool:
        """Whether all that is asked for is served."""
        return self.served == sum(self.wanted)


class Taking:
    """The bookings of a window that name nobody, and everybody who could do them.

    `skills` are those of each person and `free` their minutes by day of the window; `rows` count days from `first` on.
    People who could do the same of what is asked are one group: only their minutes together matter.
    """

    def __init__(
        self,
        skills: Mapping[str, Mapping[str, int]],
        rows: Iterable[Unnamed],
        free: Mapping[str, Sequence[int]],
        first: int,
        days: int,
    ) -> None:
        self.first = first
        self.days = days
        self.free = free
        self._kinds: dict[tuple[str, int], int] = {}
        wanted = self.by_kind(rows)
        self._able: list[Kinds] = []
        self.group: dict[str, int] = {}
        known: dict[Kinds, int] = {}
        for person, levels in skills.items():
            able = tuple(n for (skill, level), n in self._kinds.items() if levels.get(skill, 0) >= level)
            if able:
                self.group[person] = known.setdefault(able, len(known))
        self._able = [*known]
        self._orders: dict[Kinds, Order] = {}
        together = self.together(self.group)
        groups = [together[number] for number in range(len(known))]
        self.asked = {
            day: self._day(tuple(minutes[day] for minutes in wanted), tuple(minutes[day] for minutes in groups))
            for day in range(days)
            if any(minutes[day] for minutes in wanted)
        }

    def of(self, people: Collection[str]) -> list[int]:
        """Minutes of each day that nobody but these can serve."""
        theirs = self.together(people)
        taken = [0] * self.days
        for day, asked in self.asked.items():
            if any(minutes[day] > asked.spare[group] for group, minutes in theirs.items()):
                left = list(asked.left)
                for group, minutes in theirs.items():
                    left[group] -= minutes[day]
                taken[day] = asked.served - most(asked.wanted, asked.order, left)
        return taken

    def by_kind(self, rows: Iterable[Unnamed]) -> list[list[int]]:
        """Minutes by day of each kind that is known, or is now."""
        wanted: list[list[int]] = []
        for row in rows:
            kind = self._kinds.setdefault((row.skill, row.level), len(self._kinds))
            wanted += [[0] * self.days for _ in range(len(wanted), kind + 1)]
            for day, minutes in row.minutes.items():
                if self.first <= day < self.first + self.days:
                    wanted[kind][day - self.first] += minutes
        return wanted

    def together(self, people: Iterable[str]) -> dict[int, list[int]]:
        """Minutes by day of each group that these people are in."""
        total: dict[int, list[int]] = {}
        for person in people:
            group = self.group.get(person)
            if group is not None:
                known = total.get(group)
                total[group] = list(self.free[person]) if known is None else list(map(add, known, self.free[person]))
        return total

    def _day(self, wanted: tuple[int, ...], left: tuple[int, ...]) -> _Day:
        order = self.order(wanted)
        spare = list(left)
        served, could = filled(wanted, order, spare)
        if served < could:
            served, spare = flow(wanted, order, left), [0] * len(left)
        return _Day(wanted, order, left, tuple(spare), served)

    def order(self, wanted: Sequence[int]) -> Order:
        """The kinds that are asked for, in the order in which they are served."""
        kinds = tuple(kind for kind, minutes in enumerate(wanted) if minutes)
        if kinds not in self._orders:
            asked = frozenset(kinds)
            narrow = sorted(range(len(self._able)), key=lambda group: len(asked.intersection(self._able[group])))
            able = {kind: tuple(group for group in narrow if kind in self._able[group]) for kind in kinds}
            scarcest = sorted(kinds, key=lambda kind: (len(able[kind]), kind))
            self._orders[kinds] = tuple(scarcest), tuple(able[kind] for kind in scarcest)
        return self._orders[kinds]


def most(wanted: Sequence[int], order: Order, left: Sequence[int]) -> int:
    """The most that can be served: by filling up where that serves all that could be, else as a maximum flow."""
    served, could = filled(wanted, order, list(left))
    return served if served == could else flow(wanted, order, left)


class Easing:
    """What would be taken less of some people, should something change: `Taking.of` them is what is taken now."""

    def __init__(self, taking: Taking, people: Collection[str]) -> None:
        self.taking = taking
        self.people = frozenset(people)
        self._theirs = taking.together(people)
        self._now = dict(enumerate(taking.of(people)))

    def by(self, more: Mapping[str, Sequence[int]], rows: Iterable[Unnamed], days: range) -> int:
        """Minutes taken less on some days when some people have `more` by day, and some rows ask for nothing."""
        able = {person: minutes for person, minutes in more.items() if person in self.taking.group}
        less = self.taking.by_kind(rows)
        total = 0
        for day in days if able or less else ():
            if day not in self.taking.asked:
                continue
            gained = {person: minutes[day] for person, minutes in able.items() if minutes[day]}
            gone = [minutes[day] for minutes in less]
            if any(gone) or (gained and not (self.people.issuperset(gained) and self.taking.asked[day].whole)):
                total += self._on(day, gained, gone)
        return total

    def _on(self, day: int, gained: Mapping[str, int], gone: Sequence[int]) -> int:
        asked = self.taking.asked[day]
        left, others = list(asked.left), list(asked.left)
        for group, minutes in self._theirs.items():
            others[group] -= minutes[day]
        for person, minutes_more in gained.items():
            left[self.taking.group[person]] += minutes_more
            others[self.taking.group[person]] += 0 if person in self.people else minutes_more
        wanted = [minutes - (gone[kind] if kind < len(gone) else 0) for kind, minutes in enumerate(asked.wanted)]
        order = self.taking.order(wanted)
        return self._now[day] - most(wanted, order, left) + most(wanted, order, others)


def filled(wanted: Sequence[int], order: Order, left: list[int]) -> tuple[int, int]:
    """What is served when each is filled up in turn from what is `left`, and a bound on what could be: of each no more
    than all who could do it have.
    """
    served = could = 0
    before = tuple(left)
    for kind, groups in zip(*order, strict=True):
        missing = wanted[kind]
        for group in groups:
            have = left[group]
            if have >= missing:
                left[group], missing = have - missing, 0
                break
            left[group] = 0
            missing -= have
        served += wanted[kind] - missing
        could += min(wanted[kind], sum([before[group] for group in groups])) if missing else wanted[kind]
    return served, could


def flow(wanted: Sequence[int], order: Order, left: Sequence[int]) -> int:
    """The maximum flow from what is wanted to the groups that could do it."""
    network = Network()
    nodes: dict[int, int] = {}
    for kind, groups in zip(*order, strict=True):
        minutes, source = wanted[kind], network.node()
        network.arc(network.SOURCE, source, minutes)
        for group in groups:
            if group not in nodes:
                nodes[group] = network.node()
                network.arc(nodes[group], network.SINK, left[group])
            network.arc(source, nodes[group], minutes)
    return network.solve()
