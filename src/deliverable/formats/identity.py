"""A finding to a fingerprint that stays when lines move: by what it is about, never by where it stands."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from deliverable.findings import Finding
from deliverable.formats.reports import Report
from deliverable.pages.lint import LINE_END


def fingerprints(report: Report) -> Iterator[str]:
    """One of each finding, in their order; two that are alike in everything still have two.

    It is made of the rule, the file, the key path without the numbers of a list's items, and the text that is marked.
    A row above or a comment below changes none of these.
    """
    from hashlib import sha256

    @cache
    def lines(path: str) -> list[str]:
        return LINE_END.split(report.texts.get(path, ""))

    seen: Counter[tuple[str, ...]] = Counter()
    for finding in report.answer.findings:
        keys = [key for key in finding.about if isinstance(key, str)]
        about = "\x1f".join(keys) if keys else finding.message
        identity = (
            finding.rule,
            report.from_root(finding.place.path),
            about,
            _marked(finding, lines(finding.place.path)),
        )
        seen[identity] += 1
        text = "\x1e".join((*identity, str(seen[identity])))
        yield sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _marked(finding: Finding, lines: list[str]) -> str:
    """The text that the finding marks, of several lines the first."""
    place = finding.place
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    end = place.end_column if place.end_line == place.line else len(line) + 1
    return line[place.column - 1 : end - 1].strip()
