"""A rule's docstring to its parts: what it finds, why, a bad and a good example, and the examples' files."""

import inspect
import re
import textwrap
from datetime import date

from deliverable.dataclass import dataclass
from deliverable.rules import Rule

ONE_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
AS_OF = date(2026, 11, 23)
"""The day that counts as today in the examples."""
FILE = re.compile(r"^# file: (\S+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Explained:
    """What there is to know about a rule."""

    id: str
    severity: str
    summary: str
    why: str
    bad: str
    good: str


def explain(rule: Rule) -> Explained:
    """The parts of a rule's docstring."""
    text = inspect.cleandoc(rule.__doc__ or "")
    said, _, examples = text.partition("\nBad:\n")
    bad, _, good = examples.partition("\nGood:\n")
    summary, _, why = said.partition("\n")
    return Explained(
        id=rule.ID,
        severity=rule.SEVERITY.value,
        summary=summary.strip(),
        why=ONE_LINE_END.sub(" ", why.strip()),
        bad=_example(bad),
        good=_example(good),
    )


def _example(block: str) -> str:
    text = textwrap.dedent(block).strip("\n")
    return f"{text}\n" if text else ""


def files(example: str) -> dict[str, str]:
    """The files of an example, by their path in the capacity folder."""
    parts = FILE.split(example)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
