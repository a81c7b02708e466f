"""docs/rules.md is what the rules' docstrings say, rule by rule; UPDATE=1 rewrites it."""

import difflib
import os
import re
from pathlib import Path

import pytest

from deliverable.rules import RULES, SHAPES
from deliverable.rules.explained import Explained, explain

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
UPDATE = os.environ.get("UPDATE", "") not in ("", "0")
HEAD = """\
# Rules

What [`deliverable lint`](lint.md) finds, and why; [`deliverable rule ID`](rule.md) says the same of one rule. An
`error` can change an answer or hide data, a `warning` is what somebody should look at, an `info` is worth knowing. The
examples are run whenever the program is tested: the bad one has this fault and no other, the good one has none, and
where the two differ by a day or a level, that is where the limit is. A line `# file:` says which file of the capacity
folder the lines below it are in.

This page is written from the rules themselves (`UPDATE=1 pytest tests/test_rules_page.py`).
"""
MEANT = {name: rule for name, rule in RULES.items() if name not in SHAPES}
GROUPS = {
    "What is written": (SHAPES, "Faults of the files, found while they are read."),
    "What is meant": (MEANT, "Faults of the data, found when all files are read."),
}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def written() -> str:
    """The whole page."""
    parts = [HEAD]
    for title, (rules, what) in GROUPS.items():
        explained = [explain(rule) for rule in rules.values()]
        rows = "".join(f"| [{e.id}](#{e.id}) | {e.severity} | {cell(e.summary)} |\n" for e in explained)
        parts.append(f"## {title}\n\n{what}\n\n| rule | severity | finds |\n|---|---|---|\n{rows}")
        parts += [section(e) for e in explained]
    return "\n".join(parts)


def section(e: Explained) -> str:
    """One rule."""
    examples = "".join(
        f"\n{word}:\n\n```yaml\n{shown(example)}```\n"
        for word, example in (("Bad", e.bad), ("Good", e.good))
        if example
    )
    return f"### {e.id}\n\n**{e.severity}** · {e.summary}\n\n{e.why}\n{examples}"


def cell(text: str) -> str:
    """A text in a table's cell."""
    return text.replace("|", "\\|")


def shown(example: str) -> str:
    """An example without what an editor or a browser would stumble over."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", example)


def test_the_page_is_what_the_rules_say() -> None:
    now = written()
    if UPDATE:
        PAGE.write_text(now, encoding="utf-8", newline="\n")
        return
    before = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    if before != now:
        lines = difflib.unified_diff(before.splitlines(), now.splitlines(), "docs/rules.md", "now", lineterm="")
        pytest.fail("\n".join(["the rules say something else (UPDATE=1 rewrites):", *lines]), pytrace=False)


@pytest.mark.slow
def test_every_rule_is_on_it_once() -> None:
    heads = re.findall(r"^### (.+)$", written(), re.M)
    assert heads == list(RULES)
    assert all(f"(#{rule})" in written() for rule in RULES)
