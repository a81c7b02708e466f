"""Findings and the comments that allow some of them to those that are left, and what is wrong with the comments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from deliverable.findings import Allow, Edit, Finding, Place, Severity
from deliverable.rules import BROKEN, RULES, SILENCES
from deliverable.rules.known import likeliest

Entry = tuple[Allow, str]
"""A comment and one of the rules that it allows."""


class Heard(NamedTuple):
    """The findings that nobody allowed, with those about the comments themselves; and the silenced ones."""

    kept: list[Finding]
    silenced: list[Finding]


def hear(found: Iterable[Finding], allows: Iterable[Allow], *, reasons: bool = False, sure: bool = True) -> Heard:
    """The findings without those that a comment allows.

    With `reasons` a comment must say why. Unless it is `sure` that everything was read and looked at, no comment is
    called unused.
    """
    comments = tuple(allows)
    if not comments:
        return Heard(list(found), [])
    listening = _Listening(comments)
    kept, silenced = listening.sift(found)
    own = [*_misread(comments), *(_without_reason(comments) if reasons else ())]
    if sure:
        own += listening.unused(kept, [rule for rule in RULES if rule not in SILENCES])
    loud, quiet = listening.sift(own)
    if sure:
        loud += listening.unused(kept, list(SILENCES))
    return Heard([*kept, *loud], [*silenced, *quiet])


def arguable(found: Iterable[Finding], allows: Iterable[Allow]) -> list[Finding]:
    """The findings that still count when a question is answered.

    A comment can't make good what could not be read or points at nothing: an answer would rest on something that nobody
    wrote.
    """
    kept: list[Finding] = []
    rest: list[Finding] = []
    for finding in found:
        (kept if finding.rule in BROKEN else rest).append(finding)
    return [*kept, *_Listening(tuple(allows)).sift(rest)[0]]


class _Listening:
    """The comments by what they speak about, and which of them have silenced something."""

    def __init__(self, comments: tuple[Allow, ...]) -> None:
        self.comments = comments
        self.used: set[Entry] = set()
        self.on_line: Mapping[tuple[str, str, int], list[Allow]] = defaultdict(list)
        self.around: Mapping[tuple[str, str], list[Allow]] = defaultdict(list)
        for allow in comments:
            for rule, _ in allow.said:
                self.on_line[allow.place.path, rule, allow.place.line].append(allow)
                if (allow.first, allow.last) != (allow.place.line, allow.place.line):
                    self.around[allow.place.path, rule].append(allow)

    def sift(self, found: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """The findings that nobody allows, and those that somebody does."""
        kept: list[Finding] = []
        silenced: list[Finding] = []
        for finding in found:
            hits = self.allowing(finding)
            self.used.update((allow, finding.rule) for allow in hits)
            (silenced if hits else kept).append(finding)
        return kept, silenced

    def allowing(self, finding: Finding) -> list[Allow]:
        """The comments that allow a finding."""
        path, line = finding.place.path, finding.place.line
        around = self.around.get((path, finding.rule), ())
        return [*self.on_line.get((path, finding.rule, line), ()), *(a for a in around if a.covers(line))]

    def unused(self, kept: Iterable[Finding], rules: Iterable[str]) -> list[Finding]:
        """A finding for each of these rules that a comment allows and that nothing there breaks."""
        known = frozenset(rules)
        errors: Mapping[str, list[int]] = defaultdict(list)
        for finding in kept:
            if finding.severity is Severity.ERROR:
                errors[finding.place.path].append(finding.place.line)
        return [
            _unused(allow, rule, place)
            for allow in self.comments
            # Where an error hides data, what the rule would have found may be hidden too.
            if allow.whole and not any(allow.covers(line) for line in errors.get(allow.place.path, ()))
            for rule, place in allow.said
            if rule in known and (allow, rule) not in self.used
        ]


def _say(rule: str, message: str, place: Place, cure: str, edit: Edit | None = None, *, safe: bool = False) -> Finding:
    return Finding(rule, RULES[rule].SEVERITY, message, place, cure, (), (edit,) if edit else (), safe)


def _unused(allow: Allow, rule: str, place: Place) -> Finding:
    """An allow that silences nothing, with the edit that takes it out: with the comment, where it says nothing else."""
    others = [place for other, place in allow.said if other != rule]
    cure = f"take `{rule}` out of the comment" if others else "take the comment out"
    edit = Edit(_with_comma(place, others) if others else allow.goes, "")
    return _say("unused-allow", f"nothing here breaks `{rule}`", place, cure, edit)


def _with_comma(place: Place, others: list[Place]) -> Place:
    """A rule with the comma between it and the one before it, else the one behind it."""
    before = [other for other in others if other < place]
    if before:
        end = before[-1]
        return Place(place.path, end.end_line, end.end_column, place.end_line, place.end_column)
    after = others[0]
    return Place(place.path, place.line, place.column, after.line, after.column)


def _misread(comments: Iterable[Allow]) -> Iterator[Finding]:
    """The comments that can't be read, and the rules in them that nobody knows."""
    for allow in comments:
        if allow.wrong:
            message = f"this comment silences nothing: {allow.wrong}"
            yield _say("bad-allow", message, allow.place, "write `# deliverable: allow RULE, RULE -- reason`")
        for rule, place in allow.said:
            if rule not in RULES:
                yield _unknown(rule, place)


def _unknown(rule: str, place: Place) -> Finding:
    meant, surely = likeliest(rule, RULES, {}) or ("", False)
    cure = f"write `{meant}`" if meant else "name a rule that exists: `deliverable rule` lists them"
    edit = Edit(place, meant) if meant else None
    return _say("unknown-rule", f"no rule called `{rule}`", place, cure, edit, safe=surely)


def _without_reason(comments: Iterable[Allow]) -> Iterator[Finding]:
    for allow in comments:
        if not allow.wrong and not allow.reason:
            message = "this comment doesn't say why, and `firm.lint.require_reason` asks for it"
            yield _say("allow-without-reason", message, allow.place, "write ` -- ` and the reason behind it")
