"""The documents of a folder to their comments that silence rules: `# deliverable: allow RULE, RULE -- reason`."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from deliverable.files.comments import Comment, comments
from deliverable.files.nodes import Document
from deliverable.files.tree import TABLE, TEXT
from deliverable.findings import Allow, Place

_MARK: Final = "deliverable:"
_COMMENT: Final = re.compile(r"#+[ \t]*deliverable:[ \t]*(?P<verb>\w+)(?P<rest>.*)", re.DOTALL)
_REASON: Final = re.compile(r"(?:^|[ \t])(?:--|–|—)(?:[ \t]|$)")
_RULE: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_WORD: Final = re.compile(r"[^\s,]+")
_BLANKS: Final = " \t"
_OTHER_VERBS: Final = ("allows", "disable", "ignore", "noqa", "off", "silence", "skip", "suppress")
"""What other tools say for it: a slip, where a rule is named behind it, and else a sentence that isn't for us."""


def allows(documents: Mapping[str, Document]) -> tuple[Allow, ...]:
    """Every such comment, in the order of the files; tables and wordings have no comments."""
    return tuple(
        found
        for path, doc in documents.items()
        if not path.lower().endswith((TABLE, TEXT))
        for comment in comments(doc, _MARK)
        for found in _read(doc, comment)
    )


def _read(doc: Document, comment: Comment) -> Iterator[Allow]:
    """What a comment allows; nothing for one that says something else."""
    found = _COMMENT.fullmatch(comment.text)
    if found is None or found["verb"] not in ("allow", *_OTHER_VERBS):
        return
    start = doc.starts[comment.place.line - 1] + comment.place.column - 1
    rules, reason = _halves(found["rest"])
    at = start + found.start("rest")
    wrong = _wrong(found["verb"], rules)
    said = () if wrong else tuple(_said(doc, rules, at))
    if wrong is not None:
        goes = _goes(doc, start, start + len(comment.text))
        yield Allow(comment.place, goes, comment.first, comment.last, said, reason, wrong, doc.complete)


def _halves(rest: str) -> tuple[str, str]:
    """The rules, and why they are allowed."""
    cut = _REASON.search(rest)
    return (rest[: cut.start()], rest[cut.end() :].strip()) if cut else (rest, "")


def _wrong(verb: str, rules: str) -> str | None:
    """What is wrong with it, "" for nothing, None for a sentence that isn't meant for us."""
    if verb != "allow":
        return f"`{verb}` is not what silences a rule here" if _names_a_rule(rules) else None
    if not rules.strip():
        return "it names no rule"
    if all(_RULE.fullmatch(part.strip()) for part in rules.split(",")):
        return ""
    return "between its rules are commas, and its reason begins with ` -- `" if _names_a_rule(rules) else None


def _names_a_rule(text: str) -> bool:
    from deliverable.rules import RULES

    return any(word in RULES for word in _WORD.findall(text))


def _said(doc: Document, rules: str, at: int) -> Iterator[tuple[str, Place]]:
    """The rules named in a text that begins at an index."""
    for found in _WORD.finditer(rules):
        yield found[0], doc.place(at + found.start(), at + found.end())


def _goes(doc: Document, start: int, end: int) -> Place:
    """What is taken out with a comment: the blanks before it, or the whole line where it stands alone."""
    line = doc.spot(start)[0]
    begin = doc.starts[line - 1]
    if doc.text[begin:start].strip(_BLANKS):
        return doc.place(begin + len(doc.text[begin:start].rstrip(_BLANKS)), end)
    return doc.place(begin, doc.starts[line] if line < len(doc.starts) else end)
