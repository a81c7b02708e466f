"""docs/data.md is what the declarations say, a table per record; UPDATE=1 rewrites it."""

import difflib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deliverable.answers.meaning import Meaning
from deliverable.files.explain import every, meaning_of
from deliverable.files.record import Key
from deliverable.files.shape import MEANINGS, all_keys

PAGE = Path(__file__).parent.parent / "docs" / "data.md"
UPDATE = os.environ.get("UPDATE", "") not in ("", "0")
HEAD = """\
# Every key

What can stand in the files, key by key; [`deliverable explain KEY`](explain.md) says the same of one key, with an
example. [The files](files.md) is the way in. A path such as `people.focus` leaves out the ids that you choose: it is
the `focus` of anybody in `people`. What has a default holds without being written.

This page is written from the declarations that the files are read with (`UPDATE=1 pytest tests/test_data_page.py`).
"""


def written() -> str:
    """The whole page."""
    tops = "".join(f"| [`{top.key}`](#{top.key}) | {cell(top.meaning)} |\n" for top in every())
    parts = [HEAD, f"| key | holds |\n|---|---|\n{tops}"]
    found = records()
    for top in MEANINGS:
        parts += [section(paths, top) for paths in found if paths[0].split(".")[0] == top]
    return "\n".join(parts)


def records() -> list[list[str]]:
    """The paths under which the same keys stand, each record once, in the order in which they are met."""
    found: dict[tuple[int, ...], list[str]] = {}
    below: dict[str, list[Key]] = {top: [] for top in MEANINGS}
    for dotted, key, _ in all_keys():
        below.setdefault(dotted.rpartition(".")[0], []).append(key)
    for path, keys in below.items():
        found.setdefault(tuple(map(id, keys)), []).append(path)
    return list(found.values())


def section(paths: list[str], top: str) -> str:
    """One record."""
    if paths == [top]:
        title, what = f"## {top}", capital(MEANINGS[top])
    else:
        title, what = f"### {', '.join(f'`{path}`' for path in paths)}", about(paths)
    return f"{title}\n\n{what}.\n\n| key | written | means | unit | default |\n|---|---|---|---|---|\n{rows(paths[0])}"


def about(paths: list[str]) -> str:
    """What the values of these paths are."""
    kinds = dict.fromkeys(known(path).kind for path in paths)
    return capital(", or ".join(kinds))


def capital(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]


def rows(path: str) -> str:
    """A row a key."""
    return "".join(row(known(f"{path}.{text}"), text) for text in texts(path))


def texts(path: str) -> Iterator[str]:
    """The names of the keys directly below a path."""
    depth = path.count(".") + 1
    return (dotted.rpartition(".")[2] for dotted in dict.fromkeys(below(path)) if dotted.count(".") == depth)


def below(path: str) -> Iterator[str]:
    """Every key below a path."""
    return (dotted for dotted, _, _ in all_keys(path if "." in path else "") if dotted.startswith(f"{path}."))


def row(key: Meaning, text: str) -> str:
    """One key."""
    means = "; ".join([key.meaning, *key.notes])
    default = "required" if key.required else code(key.default)
    return f"| `{text}` | {code(key.written)} | {cell(means)} | {cell(key.unit)} | {default} |\n"


def known(path: str) -> Meaning:
    """What there is to know about a key that there is."""
    found = meaning_of(path)
    assert found, path
    return found


def code(text: str) -> str:
    """What one writes, in a table's cell."""
    return f"`{cell(text)}`" if text else ""


def cell(text: str) -> str:
    """A text in a table's cell."""
    return text.replace("|", "\\|")


@pytest.mark.slow
def test_the_page_is_what_the_declarations_say() -> None:
    now = written()
    if UPDATE:
        PAGE.write_text(now, encoding="utf-8", newline="\n")
        return
    before = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    if before != now:
        lines = difflib.unified_diff(before.splitlines(), now.splitlines(), "docs/data.md", "now", lineterm="")
        pytest.fail("\n".join(["the declarations say something else (UPDATE=1 rewrites):", *lines]), pytrace=False)


def test_every_key_has_its_row() -> None:
    there: set[str] = set()
    paths: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            paths = [text.strip("`") for text in re.sub("^#+ ", "", line).split(", ")]
        elif line.startswith("| `"):
            there |= {f"{path}.{line.split('`')[1]}" for path in paths}
    assert {dotted for dotted, _, _ in all_keys()} == there
