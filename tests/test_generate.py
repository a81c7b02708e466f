"""The made-up firms of benchmarks/generate.py: the same bytes every time, and in the data contract."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks import generate as generated

from deliverable.cli.main import main

ROOT = Path(__file__).parent.parent
AS_OF = "2026-11-23"


def generate(
    into: Path, people: int, bookings: int, tasks: int, *, seed: int = 7, hash_seed: str = "0"
) -> dict[str, str]:
    """The files of a made-up firm, by path."""
    sizes = ["--people", str(people), "--bookings", str(bookings), "--tasks", str(tasks), "--seed", str(seed)]
    env = os.environ | {"PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "benchmarks/generate.py", *sizes, str(into)], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return {str(p.relative_to(into)): p.read_text(encoding="utf-8") for p in sorted(into.rglob("*.yaml"))}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    assert generate(tmp_path / "a", 30, 60, 8, hash_seed="1") == generate(tmp_path / "b", 30, 60, 8, hash_seed="2")


def test_there_is_as_much_as_was_asked_for(tmp_path: Path) -> None:
    tree = generate(tmp_path / "firm", 30, 60, 8)

    def ids(folder: str) -> list[str]:
        texts = (text for path, text in tree.items() if path.startswith(folder))
        return [found for text in texts for found in re.findall(r"^  (\S+):$", text, re.M)]

    assert [len(ids("people/")), len(ids("bookings/")), len(ids("deals/"))] == [30, 60, 8]
    assert len({*ids("people/"), *ids("bookings/")}) == 90
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", name) for name in (*ids("people/"), *ids("bookings/")))


def test_the_people_don_t_depend_on_the_bookings(tmp_path: Path) -> None:
    few, many = (generate(tmp_path / str(count), 30, count, 8) for count in (10, 60))
    assert {p: t for p, t in few.items() if "people/" in p} == {p: t for p, t in many.items() if "people/" in p}


def test_one_more_deal_changes_no_other() -> None:
    few, many = (generated.firm(20, 40, 12, 7, deals=deals) for deals in (1, 5))
    assert few == generated.firm(20, 40, 12, 7)
    more = sorted(many.keys() - few.keys())
    assert more == [f"deals/deal-0{n}.yaml" for n in (2, 3, 4, 5)]
    assert {path: many[path] for path in few} == few
    assert [10 <= len(re.findall(r"^  \S+:$", many[path], re.M)) <= 12 for path in more] == [True] * 4


@pytest.mark.parametrize(("people", "bookings", "tasks"), [(1, 0, 1), (12, 24, 8), (60, 120, 20)])
def test_the_firm_has_no_errors(
    people: int, bookings: int, tasks: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    generate(tmp_path / "capacity", people, bookings, tasks)
    code = main(["lint", "-C", str(tmp_path / "capacity"), "--as-of", AS_OF, "--format", "json"])
    assert code == 0, capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(0, 12, 2))
def test_a_deal_put_to_the_firm_gets_an_answer(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    generate(tmp_path / "capacity", 6 + 3 * seed, 12 + 6 * seed, 6 + seed % 3, seed=seed)
    code = main(
        ["check", "new-portal", "-C", str(tmp_path / "capacity"), "--as-of", AS_OF, "--format", "json", "--no-offers"]
    )
    said = capsys.readouterr()
    assert code in (0, 1, 3), said.err or said.out
