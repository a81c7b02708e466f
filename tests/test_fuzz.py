"""Whatever is in the files: lint ends, and every finding has its place. FUZZ=5000 looks at more than make test does."""

import os
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliverable.answers.lint import LintAnswer, lint
from deliverable.files.disk import read_tree
from deliverable.files.load import load
from deliverable.formats.text import render
from deliverable.pages.lint import LINE_END, page

ROOT = Path(__file__).parent.parent
TREES = [
    dict(read_tree(folder, deals=True, relative_to=folder.parent))
    for folder in (ROOT / "capacity", *sorted((ROOT / "tests" / "data" / "faulty").iterdir()))
]
FOLDERS = [path.split("/")[0] for path in (next(iter(tree)) for tree in TREES)]
FUZZ = int(os.environ.get("FUZZ", "0"))
SECONDS = 5
"""Of processor time for one example: none takes a tenth of it."""

SIGNS = st.sampled_from(
    [*"ab0:#-{}[],'\"|>&*!%@`~ \n\r\t=<?.\\é😀\x85\u2028\0", "\u043e", "“", "”", "\u00a0", "\u200b", "\ufeff"]
)
PIECES = st.sampled_from(
    [
        *("", "{}", "[]", "null", "~", "no", "-", "- ", ": ", " #", "#x", "---\n", "...\n", "<<: ", "&a ", "*a", "!x "),
        *("2026-02-30", "30/10/2026", "46266", "0d", "9" * 30, "1e9d", "80%", "7,5h", "6-8-14d", "14-6d", "tbd"),
        *("people:\n", "  sofia: {}\n", "work: ", "deal: x\n", "effort: {react: 5d}\n", "after: [build]\n", "}\n", "'"),
    ]
)
TEXT = st.one_of(SIGNS, PIECES, st.text(SIGNS, max_size=8))
TOKEN = re.compile(r"[\w%.-]+")


@st.composite
def changed(draw: st.DrawFn, text: str) -> str:
    """A text after a slip of somebody's hand."""
    kind = draw(st.sampled_from(["put in", "replace", "token", "line out", "line twice", "indent", "swap", "cut"]))
    at = draw(st.integers(0, len(text)))
    if kind == "put in":
        return text[:at] + draw(TEXT) + text[at:]
    if kind == "replace":
        return text[:at] + draw(TEXT) + text[at + draw(st.integers(1, 6)) :]
    if kind == "cut":
        return text[:at]
    if kind == "token":
        found = TOKEN.search(text, at)
        return text[: found.start()] + draw(TEXT) + text[found.end() :] if found else text
    return by_line(kind, text.split("\n"), text.count("\n", 0, at), draw(st.integers(0, 6)))


def by_line(kind: str, lines: list[str], at: int, number: int) -> str:
    """A text with one of its lines left out, written twice, indented otherwise or moved further down."""
    line = lines[at]
    if kind == "line out":
        del lines[at]
    elif kind == "line twice":
        lines.insert(at, line)
    elif kind == "indent":
        lines[at] = " " * number + line.lstrip(" ")
    else:
        del lines[at]
        lines.insert(at + number, line)
    return "\n".join(lines)


@st.composite
def slipped(draw: st.DrawFn) -> tuple[dict[str, bytes], str]:
    """A capacity folder with a few slips in one file."""
    number = draw(st.integers(0, len(TREES) - 1))
    tree = dict(TREES[number])
    path = draw(st.sampled_from(sorted(tree)))
    text = tree[path].decode("utf-8", "surrogateescape")
    for _ in range(draw(st.integers(1, 4))):
        text = draw(changed(text))
    tree[path] = text.encode("utf-8", "surrogateescape")
    return tree, FOLDERS[number]


def linted(tree: dict[str, bytes], folder: str) -> LintAnswer:
    """What lint says of the files, after a look at whether it says it right."""
    begun = time.process_time()
    loaded = load(tree, folder)
    answer = lint(loaded.book, loaded.findings, loaded.unread, date(2026, 11, 23), files=tree)
    said = render(page(answer, loaded.texts), width=80, colour=False, unicode=True)
    assert time.process_time() - begun < SECONDS
    assert said.count("= why: deliverable rule") == len(answer.findings)
    for finding in answer.findings:
        place = finding.place
        assert place.path in tree or finding.rule == "missing-firm"
        lines = LINE_END.split(loaded.texts.get(place.path, ""))
        assert 1 <= place.line <= place.end_line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 2  # behind the last sign of a file without a line end
        assert (place.line, place.column) <= (place.end_line, place.end_column)
        assert "\n" not in finding.message
    return answer


@pytest.mark.slow
@given(st.one_of(st.binary(max_size=100), st.text(SIGNS, max_size=80).map(str.encode)))
@settings(max_examples=FUZZ or 60, derandomize=not FUZZ)
def test_bytes(content: bytes) -> None:
    tree = {"capacity/firm.yaml": content, "capacity/deals/a.yaml": content, "capacity/history/b.csv": content}
    linted(tree, "capacity")


@pytest.mark.slow
@given(slipped())
@settings(max_examples=FUZZ or 15, derandomize=not FUZZ)
def test_slips(given_: tuple[dict[str, bytes], str]) -> None:
    tree, folder = given_
    assert linted(tree, folder) == linted(tree, folder)


def test_without_a_slip_they_are_as_they_are() -> None:
    counts = [linted(tree, folder).counts["error"] for tree, folder in zip(TREES, FOLDERS, strict=True)]
    assert counts[0] == 0
    mild = {"unused", "silent"}  # what is planted there is no error
    assert all(count or folder in mild for count, folder in zip(counts[1:], FOLDERS[1:], strict=True))
