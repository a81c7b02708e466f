"""Capacity folders full of faults: each is found once, at the place that is marked, and nothing else is.

In tests/data/faulty a fault is marked by a comment below its line, `#    ^ the-rule` with the caret under its first
column (`#< the-rule` for the first column of all). Files that can't hold a comment are in their folder's expected.txt:
`path:line:column the-rule`.
"""

import contextlib
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from deliverable.cli.main import main
from deliverable.findings import Severity
from deliverable.rules import RULES

FAULTY = Path(__file__).parent / "data" / "faulty"
FOLDERS = sorted(folder.name for folder in FAULTY.iterdir() if folder.is_dir())
MARK = re.compile(r"#(?:(?P<first><)|(?P<blanks> *)\^) (?P<rule>[a-z-]+)")
LISTED = re.compile(r"(.+):(\d+):(\d+) ([a-z-]+)")
NEVER = {"unreadable-file": "what a disk does can't be in a file"}
LATER: dict[str, str] = {}
"""Rules whose fault is not planted yet, and why: a name goes when it is."""

Spot = tuple[str, int, int, str]


def marked(folder: str) -> Iterator[Spot]:
    """Every fault that is marked in a folder."""
    for file in sorted((FAULTY / folder).rglob("*.yaml")):
        line = 0
        for number, text in enumerate(file.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
            mark = MARK.fullmatch(text)
            if mark is None:
                line = number
            else:
                column = 1 if mark["first"] else len(mark["blanks"]) + 2
                yield file.relative_to(FAULTY).as_posix(), line, column, mark["rule"]


def listed(folder: str) -> Iterator[Spot]:
    """Every fault that a folder's expected.txt lists."""
    file = FAULTY / folder / "expected.txt"
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        found = LISTED.fullmatch(line)
        assert found, line
        yield f"{folder}/{found[1]}", int(found[2]), int(found[3]), found[4]


@cache
def found(folder: str) -> list[dict[str, Any]]:
    """What lint finds in a folder."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.chdir(FAULTY), contextlib.redirect_stdout(out):
        code = main(["lint", "--capacity", folder, "--as-of", "2026-11-23", "--format", "json", "--fail-on", "info"])
    assert code == 1
    out.seek(0)
    findings: list[dict[str, Any]] = json.loads(out.read())["findings"]
    return findings


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_is_found_once_at_its_place_and_nothing_else_is(folder: str) -> None:
    spots = [(f["path"], f["line"], f["column"], f["rule"]) for f in found(folder)]
    assert sorted(spots) == sorted([*marked(folder), *listed(folder)])


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_says_what_to_do_and_is_no_worse_than_its_rule(folder: str) -> None:
    for finding in found(folder):
        assert finding["message"]
        assert finding["cure"]
        assert Severity(finding["severity"]).rank >= RULES[finding["rule"]].SEVERITY.rank
        assert (finding["line"], finding["column"]) <= (finding["end_line"], finding["end_column"])


def test_every_rule_has_its_fault_planted() -> None:
    planted = {rule for folder in FOLDERS for *_, rule in (*marked(folder), *listed(folder))}
    assert planted <= set(RULES)
    assert not planted & (NEVER.keys() | LATER.keys()), "planted by now: take it off the list"
    missing = sorted(set(RULES) - planted - NEVER.keys() - LATER.keys())
    assert missing == [], "plant these in tests/data/faulty, or say in LATER why not yet"


def test_a_mark_is_read_as_the_column_of_its_caret() -> None:
    assert [(m["blanks"], m["first"], m["rule"]) for m in map(MARK.fullmatch, ("#  ^ a-b", "#^ a", "#< a")) if m] == [
        ("  ", None, "a-b"),
        ("", None, "a"),
        (None, "<", "a"),
    ]
    assert not any(map(MARK.fullmatch, ("#  ^a", "# ^ a b", " # ^ a", "# a")))
