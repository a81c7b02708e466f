"""Lint beside yamllint and check-jsonschema on the same files, one large file, and how lint's time grows, to a table.

python benchmarks/linting.py [--runs 3] [--rivals DIR] [--small] [--strict]

Whole processes, in rounds: each of the three once a round, so that a busy machine slows all of them. The two others are
installed into a virtual environment of their own (.venv/rivals, or DIR), which is kept; where that can't be done they
are left out, and said to be. Only --strict makes a missed target an exit code.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.generate import write
from benchmarks.speed import AS_OF, ROOT, environment, install, run

RIVALS = ("yamllint==1.38.*", "check-jsonschema==0.39.*")
TIMES_FASTER = 6.0
LARGE_BYTES, LARGE_SECONDS = 5_000_000, 2.0
SIZES = (2_500, 5_000, 10_000, 20_000)
STEEPEST = 1.25
"""How much more a booking may take among the most than among the fewest, and the growth still be called linear."""
FILES, IN_A_FILE = 1_000, 5
ROWS = 3
PEOPLE = 400
WEEKS = 293
"""A prime, so that nobody's bookings fall into the same weeks."""
FIRM = (
    "firm:\n  name: Bench\n  currency: GBP\n  day: 7.5h\n"
    "  week: {mon: 7.5h, tue: 7.5h, wed: 7.5h, thu: 7.5h, fri: 7.5h}\n  focus: 80%\n"
    "skills:\n  react: {name: React}\n"
)


# --- made-up capacity ------------------------------------------------------------------------------------------------


def booking(number: int, people: int, *, wrong: bool = False) -> str:
    """A booking of three people for three weeks; a wrong one names somebody who isn't there."""
    first = date(2026, 11, 2) + timedelta(weeks=number * 11 % WEEKS)
    period = f"share: 20%, from: {first}, to: {first + timedelta(days=18)}"
    names = [f"person-{(number * 7 + row * 13) % people}" for row in range(ROWS)]
    if wrong:
        names[0] = f"persn-{number % people}"
    rows = "".join(f"      - {{person: {name}, {period}}}\n" for name in names)
    head = f"    client: Client number {number % 200} Ltd\n    owner: person-{number % people}\n    status: firm\n"
    return f"  booking-{number}:\n{head}    work:\n{rows}"


def folder(files: int, each: int, *, people: int = PEOPLE, wrong: int = 0) -> dict[str, str]:
    """So many files of so many bookings beside a firm and its people; of so many bookings one is wrong, 0 for none."""
    crowd = "".join(f"  person-{number}: {{name: Person {number}, skills: {{react: 3}}}}\n" for number in range(people))
    tree = {"firm.yaml": FIRM, "people.yaml": f"people:\n{crowd}"}
    for file in range(files):
        numbers = range(file * each, (file + 1) * each)
        texts = [booking(n, people, wrong=wrong > 0 and n % wrong == 0) for n in numbers]
        tree[f"bookings/part-{file:04d}.yaml"] = "bookings:\n" + "".join(texts)
    return tree


def large() -> dict[str, str]:
    """A firm whose bookings are one file of five megabytes."""
    each = len(booking(10_000, PEOPLE))
    return folder(1, -(-LARGE_BYTES // each))


SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "bookings": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["work"],
                "additionalProperties": False,
                "properties": {
                    "client": {"type": "string"},
                    "owner": {"type": "string"},
                    "status": {"enum": ["firm", "hold", "internal"]},
                    "work": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["from", "to"],
                            "additionalProperties": False,
                            "properties": {
                                "person": {"type": "string"},
                                "share": {"type": "string", "pattern": "^[0-9]+%$"},
                                "from": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
                                "to": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
                            },
                        },
                    },
                },
            },
        }
    },
}
"""What check-jsonschema checks of the files: their shape, as lint does, and nothing that crosses files."""


# --- measuring -------------------------------------------------------------------------------------------------------


def rivals(place: Path) -> Path | None:
    """The folder of the other linters' programs, installed there if they are missing; None where that fails."""
    programs = place / "bin"
    if not all((programs / name).is_file() for name in ("yamllint", "check-jsonschema")):
        print("installing yamllint and check-jsonschema beside this project ...", flush=True)
        venv = subprocess.run([sys.executable, "-m", "venv", str(place)], capture_output=True, env=environment())
        pip = (str(programs / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
        if venv.returncode or subprocess.run([*pip, *RIVALS], capture_output=True).returncode:
            return None
    return programs


class Timed:
    """Commands by name, and the seconds of their runs: on the wall, and of a processor."""

    def __init__(self, cwd: Path) -> None:
        self.cwd = cwd
        self.argv: dict[str, tuple[Sequence[str | Path], tuple[int, ...]]] = {}
        self.seconds: dict[str, list[float]] = {}
        self.worked: dict[str, list[float]] = {}

    def add(self, name: str, *argv: str | Path, right: tuple[int, ...] = (0,)) -> None:
        """A command, and how it may end."""
        self.argv[name] = (argv, right)
        self.seconds[name] = []
        self.worked[name] = []

    def rounds(self, count: int) -> None:
        """Each command once a round, after one run to warm the caches."""
        for number in range(-1, count):
            for name in self.argv:
                seconds, worked = self.once(name)
                if number >= 0:
                    self.seconds[name].append(seconds)
                    self.worked[name].append(worked)

    def once(self, name: str) -> tuple[float, float]:
        """One run: seconds on the wall, and of a processor."""
        argv, right = self.argv[name]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds, code, said = run(argv, self.cwd)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if code not in right:
            sys.exit(f"linting: {name}: exit {code}: {said}")
        return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def median(self, name: str) -> float:
        """What it takes on the wall."""
        return median(self.seconds[name])

    def work(self, name: str) -> float:
        """What it takes of a processor: it doesn't hang on who else is busy."""
        return median(self.worked[name])


def report(name: str, measured: str, target: str = "", met: bool | None = None) -> bool:
    """A line of the table; whether its target is met."""
    verdict = {None: "", True: f"{target}  met", False: f"{target}  NOT MET"}[met]
    print(f"{name:46}{measured:>28}  {verdict}".rstrip(), flush=True)
    return met is not False


def beside_rivals(programs: Path, others: Path | None, place: Path, runs: int) -> Iterator[bool]:
    """A thousand small files."""
    tree = folder(FILES, IN_A_FILE)
    write(tree, place / "capacity")
    names = [name for name in tree if name.startswith("bookings/")]
    size = sum(len(tree[name]) for name in names) / len(names)
    timed = Timed(place)
    timed.add("lint", programs / "deliverable", "lint", "-C", "capacity", "--as-of", AS_OF)
    if others is not None:
        (place / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
        files = [f"capacity/{name}" for name in names]
        timed.add("yamllint", others / "yamllint", "-d", "relaxed", "capacity/bookings")
        timed.add("check-jsonschema", others / "check-jsonschema", "--schemafile", "schema.json", *files)
    timed.rounds(runs)
    ours = timed.median("lint")
    yield report(f"lint, {len(names):,} files of {size / 1000:.1f} kB", f"{ours:.3f} s")
    for name in list(timed.argv)[1:]:
        pairs = zip(timed.seconds[name], timed.seconds["lint"], strict=True)
        times = median(theirs / mine for theirs, mine in pairs)
        measured = f"{timed.median(name):.3f} s, {times:.1f} x"
        yield report(f"{name}, the same files", measured, f">= {TIMES_FASTER:g} x", times >= TIMES_FASTER)
    if others is None:
        report("yamllint, check-jsonschema", "NOT MEASURED: they can't be installed here")


def one_large_file(programs: Path, place: Path, runs: int) -> Iterator[bool]:
    """Five megabytes in one file."""
    tree = large()
    write(tree, place / "capacity")
    timed = Timed(place)
    timed.add("lint", programs / "deliverable", "lint", "-C", "capacity", "--as-of", AS_OF)
    timed.rounds(runs)
    seconds = timed.median("lint")
    size = len(tree["bookings/part-0000.yaml"]) / 1e6
    met = seconds <= LARGE_SECONDS
    measured = f"{seconds:.3f} s, {timed.work('lint'):.3f} s busy"
    yield report(f"lint, {size:.1f} MB in one file", measured, f"<= {LARGE_SECONDS:g} s", met)


def growth(programs: Path, place: Path, runs: int, options: Sequence[str], wrong: int, what: str) -> Iterator[bool]:
    """The seconds of a processor for more and more bookings, without those for starting, for each of them."""
    timed = Timed(place)
    write(folder(0, 0), place / "0" / "capacity")
    for size in (0, *SIZES):
        if size:
            write(folder(size // 20, 20, people=size // 10, wrong=wrong), place / str(size) / "capacity")
        argv = ("lint", "-C", f"{size}/capacity", "--as-of", AS_OF, *options)
        timed.add(str(size), programs / "deliverable", *argv, right=(0, 1))
    timed.rounds(runs)
    start = timed.work("0")
    each = {size: (timed.work(str(size)) - start) / size for size in SIZES}
    for size in SIZES:
        steeper = each[size] / each[SIZES[0]]
        measured = f"{timed.median(str(size)):.3f} s, {each[size] * 1e6:.0f} µs busy each"
        met = steeper <= STEEPEST if size == SIZES[-1] else None
        target = f"{steeper:.2f} times that of {SIZES[0]:,}, <= {STEEPEST:g}"
        yield report(f"lint, {size:,} bookings{what}", measured, "" if met is None else target, met)


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints; 1 only with --strict, when a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rivals", type=Path, default=ROOT / ".venv" / "rivals", help="where the others are, or go")
    parser.add_argument("--small", action="store_true", help="leave out how the time grows")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is missed")
    said = parser.parse_args(argv)
    met: list[bool] = []
    with tempfile.TemporaryDirectory(prefix="deliverable-linting-") as name:
        place = Path(name)
        programs = install(place)
        met += beside_rivals(programs, rivals(said.rivals), place / "many", said.runs)
        met += one_large_file(programs, place / "large", said.runs)
        for what, options, wrong in GROWTHS if not said.small else ():
            met += growth(programs, place / f"growth {what}", said.runs, options, wrong, what)
    print("all targets met" if all(met) else "NOT all targets met")
    return 0 if all(met) or not said.strict else 1


GROWTHS: Sequence[tuple[str, Sequence[str], int]] = (
    ("", (), 0),
    (", one in 10 wrong", ("--format", "text"), 10),
    (", one in 10 wrong, sarif", ("--format", "sarif"), 10),
)

if __name__ == "__main__":
    sys.exit(main())
