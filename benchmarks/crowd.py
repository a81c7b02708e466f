"""Chance to the people of a made-up firm, and people to the text of their files."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from benchmarks.names import DAYS, GIVEN, SURNAMES, Ids, slug

AS_OF = date(2026, 11, 23)
WEEKS = 56  # of bookings, from eight weeks before the day of asking
FIRST_WEEK = -8
SITES = {"bristol": "england", "leeds": "england", "berlin": "berlin", "krakow": "poland", "lisbon": "portugal"}
TEAMS = ("build", "design", "data", "platform", "content", "quality", "advice", "service")
SHORT_WEEKS = ((4,), (0,), (2, 4), (0, 4), (3, 4))  # which weekdays a part-timer doesn't work


@dataclass(slots=True)
class Someone:
    """A person as generated; `load` is the booked share of each week, 1 where nothing may be booked."""

    id: str
    name: str
    role: str
    team: str
    site: str
    skills: dict[str, int]
    off_days: tuple[int, ...] = ()
    joins: date | None = None
    leaves: date | None = None
    time_off: list[str] = field(default_factory=list)
    allowance: int | None = None
    confirmed: date = AS_OF
    load: list[float] = field(default_factory=lambda: [0.0] * WEEKS)

    @property
    def full_time(self) -> bool:
        """Works five days a week."""
        return not self.off_days


def people(chance: Random, count: int, skills: Sequence[str], as_of: date) -> list[Someone]:
    ids, crowd = Ids(), []
    for number in range(count):
        name = f"{chance.choice(GIVEN)} {chance.choice(SURNAMES)}"
        has = _skills(chance, skills, number)
        first = next(iter(has))
        someone = Someone(
            ids.new(slug(name)), name, f"{_rank(has[first])}{first.replace('-', ' ')}",
            TEAMS[skills.index(first) % len(TEAMS)], chance.choice(tuple(SITES)), has,
        )  # fmt: skip
        _contract(chance, someone, as_of)
        _time_off(chance, someone, as_of)
        someone.confirmed = as_of - timedelta(days=chance.randrange(1, 26))
        crowd.append(someone)
    return crowd


def _skills(chance: Random, skills: Sequence[str], number: int) -> dict[str, int]:
    # the first skill goes round, so that every skill has somebody; the others lie near it in the catalogue
    start = number % len(skills)
    near = [skills[(start + step) % len(skills)] for step in range(1, 6)]
    chosen = [skills[start], *chance.sample(near, chance.choice((0, 1, 1, 2)))]
    top = chance.choices((2, 3, 4, 5), (1, 4, 5, 2))[0]
    return {skill: top if place == 0 else chance.randint(1, top) for place, skill in enumerate(chosen)}


def _rank(level: int) -> str:
    return {2: "junior ", 5: "lead "}.get(level, "")


def _contract(chance: Random, someone: Someone, as_of: date) -> None:
    if chance.random() < 0.2:
        someone.off_days = chance.choice(SHORT_WEEKS)
    if chance.random() < 0.6:
        someone.allowance = chance.choice((20, 22, 25, 25, 28))
    luck = chance.random()
    if luck < 0.03:
        someone.joins = as_of + timedelta(days=chance.randrange(7, 120))
    elif luck < 0.06:
        someone.leaves = as_of + timedelta(days=chance.randrange(60, 300))
    for week in range(WEEKS):
        first = week_of(week, as_of)
        before = someone.joins is not None and first < someone.joins
        after = someone.leaves is not None and first + timedelta(days=6) > someone.leaves
        if before or after:
            someone.load[week] = 1.0


def _time_off(chance: Random, someone: Someone, as_of: date) -> None:
    week = 8 + chance.randrange(3, 12)
    for _ in range(chance.randrange(0, 4)):
        first = week_of(week, as_of) + timedelta(days=chance.randrange(0, 3))
        last = first + timedelta(days=chance.choice((1, 4, 9, 11)))
        if someone.joins is None and (someone.leaves is None or last < someone.leaves):
            someone.time_off.append(f"{{from: {first}, to: {last}}}")
        week += chance.randrange(5, 15)
    if chance.random() < 0.15 and someone.joins is None and someone.leaves is None:
        day = week_of(week, as_of) + timedelta(days=chance.choice((0, 1, 2, 3)))
        someone.time_off.append(f"{{date: {day}, share: 50%}}")


def week_of(week: int, as_of: date) -> date:
    """The Monday of one of the weeks that bookings are made in."""
    monday = as_of - timedelta(days=as_of.weekday())
    return monday + timedelta(weeks=week + FIRST_WEEK)


def people_files(crowd: Sequence[Someone]) -> dict[str, str]:
    # a file is a team at a site, cut after every twelve people
    teams: dict[str, list[Someone]] = {}
    for someone in crowd:
        teams.setdefault(f"{someone.site}-{someone.team}", []).append(someone)
    files = {f"{name}-{n // 12 + 1}": team[n : n + 12] for name, team in teams.items() for n in range(0, len(team), 12)}
    return {
        f"people/{name}.yaml": "people:\n" + "".join(_person(someone) for someone in members)
        for name, members in sorted(files.items())
    }


def _person(someone: Someone) -> str:
    lines = [
        f"  {someone.id}:",
        f"    name: {someone.name}",
        f"    role: {someone.role}",
        f"    team: {someone.team}",
        f"    site: {someone.site}",
        f"    calendar: {SITES[someone.site]}",
        f"    skills: {{{', '.join(f'{skill}: {level}' for skill, level in someone.skills.items())}}}",
    ]
    if someone.off_days:
        lines.append(f"    week: {{{', '.join(f'{DAYS[day]}: 0h' for day in someone.off_days)}}}")
    lines += [f"    {key}: {day}" for key, day in (("joins", someone.joins), ("leaves", someone.leaves)) if day]
    if someone.time_off:
        lines += ["    time_off:", *(f"      - {period}" for period in someone.time_off)]
    if someone.allowance:
        lines.append(f"    allowance: {someone.allowance}d")
    return "\n".join([*lines, f"    confirmed: {someone.confirmed}\n"])
