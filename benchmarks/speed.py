"""The installed command to a table: how many times bare Python, how many seconds, and whether that is enough.

python benchmarks/speed.py [--runs 15] [--big-runs 3] [--strict]

The project's wheel is installed byte-compiled into a virtual environment of its own (which borrows the dependencies
of this one); whole processes are measured, each round with one bare `python -c pass`, and medians compared, so that a
busy machine slows both sides. Only --strict makes a missed target an exit code.
"""

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2026-11-23"
DEAL = "new-portal"  # of generate.py
JSON_TOO = "museum-site"  # the deal of the sample that is printed as JSON as well
PATIENCE = 60  # seconds for one process
SIZES = {"400": (400, 800, 40), "10,000": (10_000, 20_000, 40)}  # people, bookings, tasks
READING = """
import sys, time
from pathlib import Path
begun = time.perf_counter()
from deliverable.files.disk import read_tree
from deliverable.files.load import load
folder = Path(sys.argv[1])
tree = read_tree(folder, deals=True, relative_to=folder.parent)
bytes_read = time.perf_counter()
load(tree, folder.name)
print(bytes_read - begun, time.perf_counter() - begun)
"""


@dataclass(frozen=True, slots=True)
class Target:
    """At most so much: a factor over bare Python, or seconds."""

    most: float
    times: bool

    def __str__(self) -> str:
        return f"<= {self.most:g} x" if self.times else f"<= {self.most:g} s"


@dataclass(slots=True)
class Case:
    """A command to measure, and what its runs took."""

    name: str
    argv: tuple[str, ...]
    target: Target | None = None
    right: tuple[int, ...] = (0, 1, 3)
    runs: int | None = None
    seconds: list[float] = field(default_factory=list)
    fault: str = ""

    @property
    def median(self) -> float:
        """What it takes."""
        return median(self.seconds)


LINT_TARGET = Target(20, times=True)
CHECK_TARGET = Target(40, times=True)
FREE_TARGET = Target(1, times=False)
OFFERS_TARGET = Target(3, times=False)


def cases(capacity: Path, firms: Mapping[str, Path], big_runs: int) -> list[Case]:
    """What is measured: of the sample every deal, as times bare Python without offers and in seconds with them."""
    sample = ("-C", str(capacity), "--as-of", AS_OF)
    found = [
        Case("--version", ("--version",), right=(0,)),
        Case("lint sample", ("lint", *sample), LINT_TARGET, right=(0, 1)),
    ]
    for deal in sorted(file.stem for file in (capacity / "deals").glob("*.yaml")):
        alone = ("check", deal, *sample, "--no-offers")
        found.append(Case(f"check {deal}", alone, CHECK_TARGET))
        if deal == JSON_TOO:
            found.append(Case(f"{deal}, json", (*alone, "--format", "json"), CHECK_TARGET))
        found.append(Case(f"{deal}, offers", ("check", deal, *sample), OFFERS_TARGET, runs=max(big_runs, 5)))
    for size, folder in firms.items():
        there = ("-C", str(folder), "--as-of", AS_OF)
        big = size != "400"
        runs, target = (big_runs, Target(15, times=False)) if big else (max(big_runs, 5), Target(1.5, times=False))
        found.append(Case(f"check {size} people", ("check", DEAL, *there, "--no-offers"), target, runs=runs))
        if not big:
            year = ("free", "--weeks", "52", *there)
            found.append(Case(f"free {size} people", year, FREE_TARGET, right=(0,), runs=max(big_runs, 5)))
            found.append(Case(f"lint {size} people", ("lint", *there), target, right=(0, 1), runs=runs))
    return found


# --- the installed command -------------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    """Ours without what would change how Python starts, or keep it from using compiled files."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE", "COV_"))}


def shell(*argv: str | Path) -> None:
    """A step of the installation; what it said is shown only when it fails."""
    done = subprocess.run(list(map(str, argv)), capture_output=True, text=True, env=environment())
    if done.returncode:
        sys.exit(f"speed: {' '.join(map(str, argv))}\n{done.stdout}{done.stderr}")


def install(place: Path) -> Path:
    """The wheel in a virtual environment that finds the dependencies of this one; the folder of its programs."""
    here = [] if importlib.util.find_spec("hatchling") is None else ["--no-build-isolation"]
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    shell(*pip, "wheel", "--no-deps", *here, "-w", place / "wheel", ROOT)
    wheel = next((place / "wheel").glob("deliverable-*.whl"))
    shell(sys.executable, "-m", "venv", "--without-pip", place / "venv")
    programs = place / "venv" / ("Scripts" if os.name == "nt" else "bin")
    packages = sysconfig.get_path("purelib", "venv", {"base": str(place / "venv"), "platbase": str(place / "venv")})
    # a line of a .pth file is one more folder to import from; .pth files in there are not read, so an editable
    # installation of this project stays out
    Path(packages, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    shell(*pip, "--python", programs / "python", "install", "--no-deps", "--no-index", "--compile", wheel)
    return programs


# --- measuring -------------------------------------------------------------------------------------------------------


def run(argv: Sequence[str | Path], cwd: Path) -> tuple[float, int, str]:
    """Seconds, exit code and the last line on stderr of one process."""
    begun = time.perf_counter()
    said: list[str] = []
    with subprocess.Popen(
        list(map(str, argv)), cwd=cwd, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            said = process.communicate(timeout=PATIENCE)[1].strip().splitlines()
        except subprocess.TimeoutExpired:
            process.kill()
            said = [f"ended after {PATIENCE} s without an answer"]
    return time.perf_counter() - begun, process.returncode, said[-1] if said else ""


def measure(found: Sequence[Case], programs: Path, cwd: Path, runs: int) -> Case:
    """Every case so many times, in rounds, each with a bare Python beside it; the bare ones are returned."""
    bare = Case("python -c pass", (), right=(0,))
    for number in range(-1, max(runs, *(case.runs or runs for case in found))):
        for case in found:
            if number >= (runs if case.runs is None else case.runs) or case.fault:
                continue
            seconds, code, said = run([programs / "deliverable", *case.argv], cwd)
            if code not in case.right:
                case.fault = f"exit {code}: {said}"
            beside, _, _ = run([programs / "python", "-c", "pass"], cwd)
            if number >= 0:  # the round before the first warms the caches
                case.seconds.append(seconds)
                bare.seconds.append(beside)
    return bare


def reading(programs: Path, folder: Path, runs: int) -> tuple[float, float] | str:
    """Seconds for a folder's bytes, and for them and its book, inside a process; or why that can't be said."""
    pairs: list[tuple[float, float]] = []
    for _ in range(runs):
        done = subprocess.run(
            [str(programs / "python"), "-c", READING, str(folder)], capture_output=True, text=True, env=environment()
        )
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["?"])[-1]
        first, both = done.stdout.split()
        pairs.append((float(first), float(both)))
    return median(first for first, _ in pairs), median(both for _, both in pairs)


# --- the table -------------------------------------------------------------------------------------------------------


def met(case: Case, bare: float) -> bool | None:
    """Whether a case is within its target; None where it has none, False where it didn't run."""
    if case.fault:
        return False
    if case.target is None:
        return None
    return case.median / (bare if case.target.times else 1) <= case.target.most


def table(found: Sequence[Case], bare: Case) -> None:
    """All cases, one a line."""
    print(f"{'':30}{'x bare':>8}{'median':>10}{'min':>9}{'max':>9}{'runs':>6}  target")
    for case in (bare, *found):
        if case.fault:
            print(f"{case.name:30}  {case.fault}  NOT MEASURED")
            continue
        verdict = {None: "", True: f"{case.target}  met", False: f"{case.target}  NOT MET"}[met(case, bare.median)]
        print(
            f"{case.name:30}{case.median / bare.median:8.1f}{case.median:9.3f}s{min(case.seconds):8.3f}s"
            f"{max(case.seconds):8.3f}s{len(case.seconds):6}  {verdict}".rstrip()
        )


def share_of_reading(name: str, took: tuple[float, float] | str, whole: Case) -> str:
    """One line about how much of a check is reading."""
    if isinstance(took, str):
        return f"reading {name} people: not measured ({took})"
    share = f", {took[1] / whole.median:.0%} of the check" if whole.seconds else ""
    return f"reading {name} people: {took[1]:.3f} s in the process ({took[0]:.3f} s of it bytes from disk){share}"


def firms_in(place: Path, sizes: Sequence[str]) -> dict[str, Path]:
    """The made-up firms, written below a place."""
    firms: dict[str, Path] = {}
    for size in sizes:
        people, bookings, tasks = SIZES[size]
        folder = place / f"firm-{people}" / "capacity"
        amounts = ("--people", str(people), "--bookings", str(bookings), "--tasks", str(tasks), "--seed", "1")
        shell(sys.executable, ROOT / "benchmarks" / "generate.py", *amounts, folder)
        firms[size] = folder
    return firms


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints; 1 only with --strict, when a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="of the small cases")
    parser.add_argument("--big-runs", type=int, default=3, help="of the large firm")
    parser.add_argument("--small", action="store_true", help="leave the firm of 10,000 out")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is missed")
    said = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="deliverable-speed-") as name:
        place = Path(name)
        programs = install(place)
        shutil.copytree(ROOT / "capacity", place / "sample" / "capacity")
        firms = firms_in(place, list(SIZES)[: 1 if said.small else None])
        found = cases(place / "sample" / "capacity", firms, said.big_runs)
        bare = measure(found, programs, place, said.runs)
        table(found, bare)
        by_name = {case.name: case for case in found}
        for size, folder in firms.items():
            print(share_of_reading(size, reading(programs, folder, said.big_runs), by_name[f"check {size} people"]))
    missed = [case.name for case in found if met(case, bare.median) is False]
    print(f"not met: {', '.join(missed)}" if missed else "all targets met")
    return 1 if missed and said.strict else 0


if __name__ == "__main__":
    sys.exit(main())
