"""Faults to a page: each with the line that it is about, and how many there are last."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from deliverable.answers.lint import LintAnswer
from deliverable.findings import Edit, Finding, Place, Related, Severity
from deliverable.page import Blank, Block, Frame, Headline, Page, Paragraph, Span, Table, Tone, say
from deliverable.pages.words import counted

TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARN, Severity.INFO: Tone.QUIET}
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where YAML ends a line; Python's own idea of it knows a few more."""
COLUMNS = ("fault", "where", "what is wrong", "what to do")


def page(answer: LintAnswer, texts: Mapping[str, str], *, verbose: bool = False) -> Page:
    """The faults in their order, framed with the text of their files, and a summary."""
    shown = frames(answer.findings, texts, fixes=lambda finding: answer.fixed is None or not finding.safe)
    return Page((*shown, summary(answer, verbose=verbose), *unchecked(answer)))


def overview(answer: LintAnswer, findings: Sequence[Finding] | None = None, most: int | None = None) -> Page:
    """The faults as a table, a row each; the findings in another order than the answer's, and at most so many."""
    listed = answer.findings if findings is None else findings
    told = summary(answer).spans
    rows = [_row(finding) for finding in listed[:most]]
    blocks: list[Block] = [Headline("".join(span.text for span in told), "", told[0].tone)]
    if rows:
        blocks.append(Table(COLUMNS, tuple(rows), (False,) * len(COLUMNS)))
    if len(rows) < len(listed):
        blocks.append(say(f"and {len(listed) - len(rows)} more: deliverable lint"))
    return Page(tuple(blocks))


def _row(finding: Finding) -> tuple[str, ...]:
    place = finding.place
    where = f"{place.path}:{place.line}:{place.column}"
    return (f"{finding.severity.value}[{finding.rule}]", where, finding.message, finding.cure)


def elsewhere(count: int) -> str:
    """Faults that don't touch the answer, in a line."""
    return f"{counted(count, 'fault')} elsewhere: deliverable lint"


def frames(
    findings: tuple[Finding, ...], texts: Mapping[str, str], *, fixes: Callable[[Finding], bool] = lambda _: False
) -> tuple[Block, ...]:
    """Each finding with the line that it is about, a blank line after each; where `fixes` says so, what --fix does."""

    @cache
    def lines(path: str) -> list[str]:
        return LINE_END.split(texts.get(path, ""))

    return tuple(block for finding in findings for block in (_frame(finding, lines, fixes=fixes(finding)), Blank()))


def summary(answer: LintAnswer, *, verbose: bool = False) -> Paragraph:
    """How many faults of which severity there are, in how many files, and what became of the others."""
    files = f"{answer.files} file" + ("" if answer.files == 1 else "s")
    more = _more(answer, verbose=verbose)
    behind = f" ({'; '.join(more)})" if more else ""
    counted = [_count(severity, number) for severity, number in answer.counts.items() if number]
    if not counted:
        new = "" if answer.old is None else "new "
        return Paragraph((Span(f"No {new}faults in {files}", Tone.GOOD), *([Span(behind)] if behind else [])))
    tone = TONES[min((finding.severity for finding in answer.findings), key=lambda severity: severity.rank)]
    where = f" in {answer.files_with_findings} of {files}"
    return Paragraph((Span(", ".join(counted), tone), Span(where + behind)))


def _more(answer: LintAnswer, *, verbose: bool) -> list[str]:
    """What can be mended or was, and what is not reported and why."""
    return [
        *([f"{answer.fixed} fixed"] if answer.fixed else []),
        *([f"{answer.fixable} fixable with --fix"] if answer.fixable and answer.fixed is None else []),
        *([f"{answer.old} there before"] if answer.old else []),
        *([f"{answer.known} known in {answer.baseline}"] if answer.known else []),
        *([f"{len(answer.silenced)} allowed by comments"] if answer.silenced and verbose else []),
    ]


def unchecked(answer: LintAnswer) -> tuple[Paragraph, ...]:
    """Which references were not looked at, because what they point at could not be read."""
    if not answer.unchecked:
        return ()
    *others, last = answer.unchecked
    what = f"{', '.join(others)} and {last}" if others else last
    return (Paragraph((Span(f"References to {what} are not checked: not all of them could be read"),)),)


def _count(severity: str, number: int) -> str:
    return f"{number} {severity}" + ("" if number == 1 or severity == "info" else "s")


def _frame(finding: Finding, lines: Callable[[str], list[str]], *, fixes: bool) -> Frame:
    place = finding.place
    text = lines(place.path)
    line = text[place.line - 1] if 0 < place.line <= len(text) else None
    first, *others = finding.related or (None,)
    return Frame(
        severity=finding.severity.value,
        tone=TONES[finding.severity],
        rule=finding.rule,
        message=finding.message,
        path=place.path,
        number=place.line,
        column=place.column,
        width=_width(place, line or ""),
        line=line or None,
        label=_see(first) if first else "",
        notes=(
            *(f"see: {_see(other)}" for other in others if other),
            *_cures(finding, fixes=fixes),
            f"why: deliverable rule {finding.rule}",
        ),
    )


def _cures(finding: Finding, *, fixes: bool) -> list[str]:
    """What to do, and what --fix does; once where that is the same."""
    cure = [f"cure: {finding.cure}"] if finding.cure else []
    if not fixes or not finding.edits:
        return cure
    option = "--fix" if finding.safe else "--fix --unsafe-fixes"
    same = {f"write {edit.text}" for edit in finding.edits} | {f"write `{edit.text}`" for edit in finding.edits}
    return [*(cure if finding.cure not in same else []), f"fix: {option} {_doing(finding.edits)}"]


def _doing(edits: tuple[Edit, ...]) -> str:
    texts = [edit.text for edit in edits]
    if not any(texts):
        return "takes it out"
    if not any(text.strip() for text in texts):
        return "writes a blank" if len(texts[0]) == 1 else f"writes {len(texts[0])} blanks"
    return "writes " + " and ".join(f"`{text}`" for text in texts if text.strip())


def _see(related: Related) -> str:
    return f"{related.message} ({related.place.path}:{related.place.line})"


def _width(place: Place, line: str) -> int:
    """The code points to mark on the first line of the stretch."""
    end = place.end_column if place.end_line == place.line else len(line.rstrip()) + 1
    return max(1, end - place.column)
