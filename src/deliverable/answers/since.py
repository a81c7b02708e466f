"""The findings of two states of a folder to those that are new in the later one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from deliverable.answers.sameness import where
from deliverable.findings import Finding


class State(NamedTuple):
    """What was found in one state, with the texts of its files and their paths as seen from the capacity folder."""

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    inside: Mapping[str, str]


class Compared(NamedTuple):
    """What is found in the later state: what is new, and what was there before."""

    new: list[Finding]
    old: list[Finding]


def new_in(now: State, then: State) -> Compared:
    """What is found now and wasn't then, wherever it stands, and the rest.

    Findings that say the same about the same key are the same. Of several such, those on a line that was there before
    are the old ones; it is the count that decides how many are new.
    """
    before = _grouped(then)
    new: list[Finding] = []
    for key, findings in _grouped(now).items():
        new += _beyond(findings, [line for _, line in before.get(key, ())])
    fresh = set(new)
    return Compared(new, [finding for finding in now.findings if finding not in fresh])


_Lined = tuple[Finding, str]


def _grouped(state: State) -> dict[tuple[str, str, str], list[_Lined]]:
    """The findings, each with its line, by what they say and about what."""

    @cache
    def lines(path: str) -> list[str]:
        return state.texts.get(path, "").split("\n")

    groups: dict[tuple[str, str, str], list[_Lined]] = defaultdict(list)
    for finding in state.findings:
        text, number = lines(finding.place.path), finding.place.line
        line = text[number - 1].strip() if 0 < number <= len(text) else ""
        groups[finding.rule, where(finding, state.inside), finding.message].append((finding, line))
    return groups


def _beyond(found: Iterable[_Lined], before: list[str]) -> list[Finding]:
    """The findings that go beyond those that were there before on these lines."""
    moved: list[Finding] = []
    for finding, line in found:
        if line in before:
            before.remove(line)
        else:
            moved.append(finding)
    return moved[len(before) :]
