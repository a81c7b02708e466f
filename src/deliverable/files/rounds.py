"""A tree of files and a way to look for faults in it to the tree with all that can be mended mended.

Round after round, until nothing is left that can be: a second run finds nothing to do.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from deliverable.dataclass import dataclass
from deliverable.files.fix import mended
from deliverable.files.tree import Tree
from deliverable.findings import Finding, KeyPath, Severity

MOST_ROUNDS: Final = 100

Record = tuple[str, KeyPath]
"""A file, and which record in it."""


class Look(NamedTuple):
    """What is found in a tree: by all that is reported, and by reading it."""

    reported: tuple[Finding, ...]
    reading: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """The tree after the last round, the contents that changed by printed path, and how many faults were mended."""

    tree: Tree
    changed: Mapping[str, bytes]
    fixed: int


def settle(tree: Tree, look: Callable[[Tree], Look], *, unsafe: bool) -> Settled:
    """Mend all that is reported and has edits; those that aren't safe too where `unsafe`."""
    now, seen, fixed = tree, look(tree), 0
    met = {_picture(tree)}
    for _ in range(MOST_ROUNDS):
        after, then, done = _round(now, seen, look, unsafe=unsafe)
        if not done or _picture(after) in met:
            break
        met.add(_picture(after))
        now, seen, fixed = after, then, fixed + done
    changed = {path: content for path, content in now.items() if content != tree[path]}
    return Settled(now, changed, fixed)


def _picture(tree: Tree) -> int:
    return hash(tuple(tree.items()))


def _round(tree: Tree, seen: Look, look: Callable[[Tree], Look], *, unsafe: bool) -> tuple[Tree, Look, int]:
    """One round in every file, and how many faults it mended.

    Edits after which reading finds more errors than before are taken back: they are for a person's eye.
    """
    wanted = [finding for finding in seen.reported if _can_be_mended(finding, unsafe=unsafe)]
    while wanted:
        done: list[Finding] = []
        after = tree.copy()
        for path, findings in _by_file(wanted).items():
            result = mended(path, tree[path], findings) if path in tree else None
            if result is not None:
                after[path] = result.content
                done += result.done
        if not done:
            break
        then = look(after)
        blamed = set(_blamed(seen.reading, then.reading, done))
        if not blamed:
            return after, then, len(done)
        wanted = [finding for finding in wanted if finding not in blamed]
    return tree, seen, 0


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    files: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        files[finding.edits[0].place.path].append(finding)
    return files


def _can_be_mended(finding: Finding, *, unsafe: bool) -> bool:
    """Whether there are edits to make, all in one file."""
    return (finding.safe or unsafe) and len({edit.place.path for edit in finding.edits}) == 1


def _blamed(before: Iterable[Finding], after: Iterable[Finding], done: list[Finding]) -> list[Finding]:
    """The mended faults after which reading finds more errors than before, in the same record or else in the file.

    A cure of an error that is not sure may well bring to light what else is wrong.
    """
    eyed = {finding.place.path for finding in done if not finding.safe and finding.severity is Severity.ERROR}
    grown = {record for record in _errors(after) - _errors(before) if record[0] not in eyed}
    here = [finding for finding in done if _record(finding) in grown]
    return here or [finding for finding in done if any(finding.place.path == path for path, _ in grown)]


def _errors(findings: Iterable[Finding]) -> Counter[Record]:
    """How many errors of reading there are, by record."""
    return Counter(_record(finding) for finding in findings if finding.severity is Severity.ERROR)


def _record(finding: Finding) -> Record:
    return finding.place.path, finding.about[:2]
