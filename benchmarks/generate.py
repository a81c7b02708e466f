"""A seed and three sizes to a firm as a capacity folder: people, bookings and deals, made up but plausible.

python benchmarks/generate.py --people 400 --bookings 800 --tasks 40 [--deals 50] --seed 1 OUT

The same sizes and seed give the same bytes, whatever the machine. People, bookings and each deal have their own stream
of chance, so that one more booking doesn't change the people and one more deal no other.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.crowd import AS_OF, WEEKS, Someone, people_files, week_of
from benchmarks.crowd import people as crowd_of
from benchmarks.names import CLIENT_FIRST, CLIENT_LAST, DAYS, FEATURES, INSIDE, PHASES, SKILLS, WORK, Ids, slug

DEAL = "new-portal"
FEWEST = 10
"""Of the deals beside the first each has from so many tasks to as many as the first."""
FULL = 0.9  # nobody is booked above this share, so that the firm lints without overbooked people
BOOKABLE = 1.25  # working days that a day of effort takes at 80 % focus
LEFT = 0.3  # of a bookable day, on the average of those who are booked


def firm(people: int, bookings: int, tasks: int, seed: int, as_of: date = AS_OF, deals: int = 1) -> dict[str, str]:
    """A made-up firm: path inside the capacity folder to text, in the order in which it is to be written."""
    skills = SKILLS[: min(len(SKILLS), max(8, 8 + people // 8))]
    crowd = crowd_of(Random(f"{seed} people {people}"), people, skills, as_of)
    tree = {"firm.yaml": _firm(skills), "calendars.yaml": _calendars(as_of.year)}
    tree |= people_files(crowd)
    tree |= _booking_files(Random(f"{seed} bookings {people} {bookings}"), bookings, crowd, skills, as_of)
    tree[f"deals/{DEAL}.yaml"] = _deal(Random(f"{seed} deal {people} {tasks}"), tasks, crowd, as_of)
    for number in range(2, deals + 1):
        name = f"deal-{number:02}"
        tree[f"deals/{name}.yaml"] = _another(Random(f"{seed} {name} {people} {tasks}"), name, tasks, crowd, as_of)
    return tree


def write(tree: Mapping[str, str], folder: Path) -> None:
    """The texts as files below a folder."""
    for name, text in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


# --- the firm and its calendars --------------------------------------------------------------------------------------


def _firm(skills: Sequence[str]) -> str:
    week = ", ".join(f"{day}: 7.5h" for day in DAYS)
    catalogue = "".join(f"  {skill}: {{name: {skill.replace('-', ' ').capitalize()}}}\n" for skill in skills)
    return (
        "firm:\n  name: Generated\n  currency: GBP\n  day: 7.5h\n"
        f"  week: {{{week}}}\n  calendar: england\n  focus: 80%\n  confidence: 80%\n"
        f'  people_per_task: 2\n  confirm_every: 30d\n  leave_year: "01-01"\nskills:\n{catalogue}'
    )


def _calendars(year: int) -> str:
    fixed = {
        "england": ("05-03 Early May", "05-31 Spring", "08-30 Summer", "12-27 Christmas", "12-28 Boxing Day"),
        "berlin": ("03-08 Frauentag", "05-01 Tag der Arbeit", "10-03 Tag der Einheit", "12-25 Weihnachten"),
        "poland": ("05-03 Konstytucja", "08-15 Wniebowzięcie", "11-11 Niepodległość", "12-25 Boże Narodzenie"),
        "portugal": ("04-25 Liberdade", "06-10 Portugal", "10-05 República", "12-08 Conceição", "12-25 Natal"),
    }
    out = ["calendars:\n"]
    for calendar, days in fixed.items():
        out.append(f"  {calendar}:\n    days_off:\n")
        for y in range(year, year + 4):
            out += [f"      - {{date: {y}-{day.split()[0]}, name: {day.split(maxsplit=1)[1]}}}\n" for day in days]
            out.append(f"      - {{from: {y}-12-29, to: {y + 1}-01-01, name: closed}}\n")
    return "".join(out)


# --- bookings --------------------------------------------------------------------------------------------------------


def _booking_files(
    chance: Random, count: int, crowd: Sequence[Someone], skills: Sequence[str], as_of: date
) -> dict[str, str]:
    free = [someone for place, someone in enumerate(crowd) if place % 8 != 5]  # every eighth is not booked at all
    ids, files = Ids(), dict[str, list[str]]()
    clients = _clients(chance, max(1, count // 8))
    for _ in range(count):
        kind = chance.choices(("firm", "hold", "internal"), (70, 15, 15))[0]
        client = "inside" if kind == "internal" else chance.choice(clients)
        wish = f"inside-{chance.choice(INSIDE)}" if kind == "internal" else f"{slug(client)}-{chance.choice(WORK)}"
        first = chance.randrange(0, 28)  # most of it before summer, as firms are: the near months are fuller
        last = min(WEEKS - 1, first + chance.randrange(3, 22))
        rows = list(_rows(chance, kind, free or crowd, skills, (first, last), as_of))
        head = _head(chance, kind, client, crowd, week_of(last, as_of) + timedelta(days=4), as_of)
        text = f"  {ids.new(wish)}:\n{head}    work:\n" + "".join(f"      - {{{row}}}\n" for row in rows)
        files.setdefault(slug(client), []).append(text)
    return {f"bookings/{name}.yaml": "bookings:\n" + "".join(texts) for name, texts in sorted(files.items())}


def _clients(chance: Random, count: int) -> list[str]:
    names = [f"{first} {last}" for first in CLIENT_FIRST for last in CLIENT_LAST]
    chance.shuffle(names)
    more = [f"{place} {name}" for place in CLIENT_FIRST for name in names if not name.startswith(place)]
    return (names + more)[:count]


def _head(chance: Random, kind: str, client: str, crowd: Sequence[Someone], last: date, as_of: date) -> str:
    owner = chance.choice(crowd).id
    if kind == "internal":
        return f"    status: internal\n    owner: {owner}\n"
    head = f"    client: {client}\n    owner: {owner}\n    status: {kind}\n"
    if kind == "hold":
        expires = as_of + timedelta(days=chance.randrange(3, 45))
        return head + f"    probability: {chance.choice((20, 30, 50, 60, 80))}%\n    expires: {expires}\n"
    if chance.random() < 0.2:
        head += f"    flexible: {{until: {last + timedelta(days=chance.randrange(14, 90))}}}\n"
    return head


def _rows(
    chance: Random, kind: str, free: Sequence[Someone], skills: Sequence[str], weeks: tuple[int, int], as_of: date
) -> Iterator[str]:
    period = f"from: {week_of(weeks[0], as_of)}, to: {week_of(weeks[1], as_of) + timedelta(days=4)}"
    wanted = chance.choice((1, 2, 2, 3, 3)) if kind != "internal" else 1
    made = 0
    for someone in chance.sample(free, min(len(free), wanted + 6)):
        if made == wanted:
            break
        row = _row(chance, kind, someone, weeks)
        if row:
            made += 1
            yield f"{row}, {period}"
    if (kind == "firm" and chance.random() < 0.05) or not made:
        skill = chance.choice(skills)
        yield f"skill: {skill}, level: 2, people: 1, share: {chance.choice((10, 20, 40))}%, {period}"


def _row(chance: Random, kind: str, someone: Someone, weeks: tuple[int, int]) -> str | None:
    """A row for somebody who has room for it in all of these weeks, written in one of the ways of the contract."""
    span = range(weeks[0], weeks[1] + 1)
    room = FULL - max(someone.load[week] for week in span)
    shares = [share for share in ((5, 10) if kind == "internal" else (20, 30, 40, 50, 60, 80)) if share / 100 <= room]
    if not shares:
        return None
    share = chance.choice(shares)
    for week in span:
        someone.load[week] += share / 100
    way = chance.choices(("share", "per_day", "effort", "month", "week"), (5, 2, 1, 1, 1))[0]
    if way == "share" or not someone.full_time:
        return f"person: {someone.id}, share: {share}%"
    if way == "per_day":  # of six bookable hours; a little less, since leave that isn't booked yet makes days shorter
        return f"person: {someone.id}, per_day: {share * 0.05:g}h"
    if way == "effort":  # a day of effort is 7.5 h, a bookable day 6 h; three quarters, for days off
        return f"person: {someone.id}, effort: {max(1, int(len(span) * 5 * share / 100 * 0.6))}d"
    if way == "month":
        return f"person: {someone.id}, effort: {max(1, int(share * 0.12))}d, every: month"
    return f"person: {someone.id}, effort: {max(1, share // 5)}h, every: week"


# --- the deal --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A task of the deal: its id, its lines, what it comes after, and how many working days it is thought to last.

    `load` is how many working days of everybody who has it each skill is thought to need.
    """

    id: str
    lines: tuple[str, ...]
    after: tuple[str, ...]
    days: int
    load: Mapping[str, float] = field(default_factory=dict)


def _another(chance: Random, name: str, tasks: int, crowd: Sequence[Someone], as_of: date) -> str:
    """One of many deals: of any size, with room to spare, begun within half a year, for a client of its own."""
    start = as_of + timedelta(days=14 - as_of.weekday() + 7 * chance.randrange(26))
    pieces = _pieces(chance, chance.randint(min(FEWEST, tasks), tasks), crowd)
    due = start + timedelta(days=ceil(_thought(pieces) * 7 / 5 * chance.uniform(1, 3)))
    client = f"{chance.choice(CLIENT_FIRST)} {chance.choice(CLIENT_LAST)}"
    worth = f"value: {1000 * 3 * len(pieces)}\nprobability: {chance.choice((20, 40, 50, 60, 80))}%\n"
    return (
        f"deal: {name}\nname: {slug(client).replace('-', ' ').capitalize()}\nclient: {client}\n"
        f"owner: {chance.choice(crowd).id}\nstart: {start}\ndue: {due}\n{worth}"
        f"scope:\n{''.join(_task(piece) for piece in pieces)}"
    )


def _deal(chance: Random, tasks: int, crowd: Sequence[Someone], as_of: date) -> str:
    start = as_of + timedelta(days=14 - as_of.weekday())
    pieces = _pieces(chance, tasks, crowd)
    due = start + timedelta(days=ceil(_thought(pieces) * 7 / 5))
    scope = "".join(_task(piece) for piece in pieces)
    return (
        f"deal: {DEAL}\nname: New portal\nclient: Riverside Observatory\nowner: {crowd[0].id}\n"
        f"start: {start}\ndue: {due}\nvalue: {1000 * 3 * tasks}\nprobability: 50%\nscope:\n{scope}"
    )


def _thought(pieces: Sequence[Piece]) -> float:
    """The working days that the deal is thought to take: the longest chain, or the skill with the most to do."""
    ends: dict[str, int] = {}
    loads: dict[str, float] = {}
    for piece in pieces:
        ends[piece.id] = piece.days + max((ends[other] for other in piece.after), default=0)
        for skill, days in piece.load.items():
            loads[skill] = loads.get(skill, 0) + days
    return max(*ends.values(), *loads.values(), 0)


def _task(piece: Piece) -> str:
    after = (f"after: [{', '.join(piece.after)}]",) if piece.after else ()
    return f"  {piece.id}:\n" + "".join(f"    {line}\n" for line in (*after, *piece.lines))


def _pieces(chance: Random, count: int, crowd: Sequence[Someone]) -> list[Piece]:
    ids, pieces = Ids(), list[Piece]()
    able, clear = _able(crowd), _able(crowd[5::8])
    for number in range(count):
        name = ids.new(f"{PHASES[number * len(PHASES) // count]}-{chance.choice(FEATURES)}")
        near = [piece.id for piece in pieces[-6:]]
        after = tuple(sorted(chance.sample(near, min(len(near), chance.choice((0, 1, 1, 2)))))) if number else ()
        luck = chance.random()
        if luck < 0.08 and after:
            pieces.append(_wait(chance, name, after))
        elif luck < 0.16 and clear:
            pieces.append(_crew(chance, name, after, clear))
        else:
            pieces.append(_work(chance, name, after, able))
    return pieces


def _able(crowd: Sequence[Someone]) -> dict[tuple[str, int], int]:
    """Skill and level to how many have it, where there are at least two of them; with fewer people, at least one."""
    least = min(2, 1 + len(crowd) // 20)
    held: dict[tuple[str, int], int] = {}
    for someone in crowd:
        for skill, level in someone.skills.items():
            for asked in range(1, min(level, 4) + 1):
                held[skill, asked] = held.get((skill, asked), 0) + 1
    return {key: count for key, count in sorted(held.items()) if count >= least}


def _wait(chance: Random, name: str, after: tuple[str, ...]) -> Piece:
    days = chance.choice((3, 5, 10))
    return Piece(name, (f"wait: {days}d", "waiting_for: client"), after, days)


def _crew(chance: Random, name: str, after: tuple[str, ...], clear: Mapping[tuple[str, int], int]) -> Piece:
    skills = sorted({skill for skill, level in clear if level == 1})
    days = chance.choice((1, 2))
    places = ", ".join(f"{skill}: 1" for skill in chance.sample(skills, min(len(skills), 2)))
    return Piece(name, (f"duration: {days}d", f"crew: {{{places}}}"), after, days + 6)


def _work(chance: Random, name: str, after: tuple[str, ...], able: Mapping[tuple[str, int], int]) -> Piece:
    asked: dict[str, tuple[int, int]] = {}
    for skill, level in chance.sample(tuple(able), min(len(able), chance.choice((1, 1, 2)))):
        asked[skill] = (level, chance.randrange(2, 13))
    needs = [_need(chance, skill, level, days) for skill, (level, days) in asked.items()]
    taken = {skill: days * BOOKABLE / _rate(able[skill, level]) for skill, (level, days) in asked.items()}
    load = {skill: days * BOOKABLE / able[skill, level] / LEFT for skill, (level, days) in asked.items()}
    lines = (f"effort: {{{', '.join(needs)}}}", *(("priority: could",) if chance.random() < 0.1 else ()))
    return Piece(name, lines, after, ceil(max(taken.values())) + 1, load)


def _rate(people: int) -> float:
    """The days a day that the best two of so many people have left beside their bookings."""
    return min(2, people) * min(0.65, LEFT + 0.05 * (people - 1))


def _need(chance: Random, skill: str, level: int, days: int) -> str:
    effort = f"{days}d" if chance.random() < 0.7 else f"{days}-{days + 2}-{2 * days + 4}d"
    if level == 1:
        return f"{skill}: {effort}"
    people = ", people: 1" if days < 4 else ""
    return f"{skill}: {{effort: {effort}, level: {level}{people}}}"


# --- command line ----------------------------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the folder and says what is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, metavar="OUT", help="the capacity folder to write; made when missing")
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--bookings", type=int, default=800)
    parser.add_argument("--tasks", type=int, default=40)
    parser.add_argument("--deals", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args(argv)
    if min(said.people, said.tasks, said.deals) < 1 or said.bookings < 0:
        parser.error("a firm has people and its deal has tasks")
    tree = firm(said.people, said.bookings, said.tasks, said.seed, deals=said.deals)
    write(tree, said.out)
    print(f"{said.out}: {len(tree)} files; deliverable check {DEAL} -C {said.out} --as-of {AS_OF}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
