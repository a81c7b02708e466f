"""The folder of published instances to instances with their optima, as folders, deals and questions."""

import csv
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

from benchmarks.measure import spread

from deliverable.book import Question

READERS = {".sm": "psplib", ".dzn": "mspsp"}
DEAL = "bench"
ABSENT = "the published instances are not there ({data}); nothing to do"

People = Mapping[str, Sequence[str]]
"""The skills of each person."""
Tasks = Mapping[str, tuple[int, Mapping[str, int], Sequence[str]]]
"""Days, people of each skill, and what it comes after."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One published instance and the days that its best schedule takes."""

    data: Path
    set: str
    name: str
    optimum: int

    def read(self) -> tuple[Sequence[str], People, Tasks]:
        """Its skills, people and tasks."""
        path = self.data / self.set / self.name
        found: tuple[Sequence[str], People, Tasks] = getattr(converter(self.data), READERS[path.suffix])(path)
        return found

    def write(self, place: Path, due: int) -> str:
        """Write it as a capacity folder with a deal of so many days; the day to ask it on."""
        converter(self.data).write(place, *self.read(), due)
        return self.on(1).isoformat()

    def question(self, place: Path, due: int) -> Question:
        """The same as a question, read from the files."""
        from deliverable.files.disk import read_tree
        from deliverable.files.load import load

        today = date.fromisoformat(self.write(place, due))
        book = load(read_tree(place, deals=True, relative_to=place), ".").book
        return Question(book, (book.deals[DEAL],), today)

    def on(self, day: int) -> date:
        """The date of its n-th day, from 1."""
        return date.fromisoformat(converter(self.data).day(0)) + timedelta(days=day - 1)


def present(data: Path) -> bool:
    """Whether the folder is there."""
    return (data / "truth.csv").is_file()


def instances(data: Path, limit: int | None, only: str | None) -> list[Instance]:
    """The instances of truth.csv; with a limit so many of each set, spread evenly."""
    with (data / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = [Instance(data, row["set"], row["instance"], int(row["optimum"])) for row in csv.DictReader(file)]
    sets = [name for name in dict.fromkeys(row.set for row in rows) if only in (None, name)]
    return [row for name in sets for row in spread([row for row in rows if row.set == name], limit)]


def converter(data: Path) -> ModuleType:
    """The data's own converter, as a module."""
    known = sys.modules.get("published_convert")
    if known is not None:
        return known
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("published_convert", data / "convert.py")
    if spec is None or spec.loader is None:
        sys.exit(f"acceptance: {data / 'convert.py'} can't be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules["published_convert"] = module
    return module


def longest_chain(tasks: Tasks) -> int:
    """The days that the longest chain of tasks takes."""
    ends: dict[str, int] = {}

    def end(task: str) -> int:
        if task not in ends:
            ends[task] = tasks[task][0] + max((end(other) for other in tasks[task][2]), default=0)
        return ends[task]

    return max(end(task) for task in tasks)
