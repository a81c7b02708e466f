"""Findings to a list of what is known already, and back: a line for each key path that a rule finds something at.

`unknown-person bookings.harbour-trust.work.*.person 2`: the rule, the entity with its key path, how often. No line
numbers and no positions in lists, so that it still holds when something else in the files changes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from deliverable.answers.sameness import where
from deliverable.dataclass import dataclass
from deliverable.errors import UserError
from deliverable.findings import Finding, Place
from deliverable.rules import RULES

STALE: Final = "stale-baseline"
NAME: Final = "lint-baseline.txt"
"""The baseline of a capacity folder that is used unless another one is named."""
HEAD: Final = (
    "# What `deliverable lint` found when this was written, and doesn't report: rule, where, how often.\n"
    "# Written by `deliverable lint --write-baseline`. Lines that are mended can go; more of them hide more.\n"
)
_ENTRY: Final = re.compile(r"(?P<rule>\S+) (?P<where>.+) (?P<count>[1-9][0-9]{0,8})")

Key = tuple[str, str]
"""The rule, and where it finds something."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known already: how often, and on which line of its file, which holds `text`, that stands."""

    path: str
    text: str
    counts: Mapping[Key, int]
    lines: Mapping[Key, int]


class Sifted(NamedTuple):
    """The findings that are not known, those that are, and what is said of entries that go too far."""

    kept: list[Finding]
    known: list[Finding]
    stale: list[Finding]


def written(counts: Mapping[Key, int]) -> str:
    """The text of a baseline: the same counts, the same text."""
    return HEAD + "".join(f"{rule} {place} {count}\n" for (rule, place), count in sorted(counts.items()))


def counted(found: Iterable[Finding], inside: Mapping[str, str]) -> Counter[Key]:
    """How often each rule finds something at each key path."""
    return Counter((finding.rule, where(finding, inside)) for finding in found)


def read(path: str, text: str) -> Baseline:
    """A baseline's text; raises UserError with the line that can't be read."""
    counts: dict[Key, int] = {}
    lines: dict[Key, int] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        entry = _ENTRY.fullmatch(line.strip())
        if entry is None:
            message = f"line {number} of {path} can't be read"
            raise UserError(message, "an entry is a rule, a key path and a number; --write-baseline writes it anew")
        key = (entry["rule"], entry["where"])
        counts[key] = counts.get(key, 0) + int(entry["count"])  # a merge can leave an entry twice
        lines.setdefault(key, number)
    return Baseline(path, text, counts, lines)


def sift(found: Iterable[Finding], baseline: Baseline, inside: Mapping[str, str]) -> Sifted:
    """The findings without those that the baseline knows.

    Where more is found than it knows, all of that key is reported: nobody can tell which of them is the new one.
    """
    findings = list(found)
    now = counted(findings, inside)
    silent = {key for key, count in baseline.counts.items() if 0 < now[key] <= count}
    kept: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        (known if (finding.rule, where(finding, inside)) in silent else kept).append(finding)
    stale = [_stale(baseline, key, now[key]) for key, count in baseline.counts.items() if now[key] < count]
    return Sifted(kept, known, stale)


def _stale(baseline: Baseline, key: Key, now: int) -> Finding:
    """An entry that knows of more than there is."""
    rule, place = key
    line, length = baseline.lines[key], len(f"{rule} {place} {baseline.counts[key]}")
    message = f"`{rule}` is not found at {place} any more"
    if now:
        times = f"{now} times" if now > 1 else "once"
        message = f"`{rule}` is found {times} at {place}, and this knows of {baseline.counts[key]}"
    return Finding(
        rule=STALE,
        severity=RULES[STALE].SEVERITY,
        message=message,
        place=Place(baseline.path, line, 1, line, length + 1),
        cure="take it out: deliverable lint --write-baseline",
    )
