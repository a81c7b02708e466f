"""A complaint of libyaml to a finding in plain words, and a text without the item that it is about."""

import re
from dataclasses import replace
from typing import Final, Protocol

from deliverable.files.faults import fault, whole_file
from deliverable.files.nodes import Document, Node, Scalar, Seq
from deliverable.files.slips import (
    DEEP,
    blank,
    dash_line,
    indent,
    lines_of,
    no_blank,
    no_blank_after_dash,
    set_aside,
    stray,
    tight,
    tight_colon,
)
from deliverable.findings import Finding, Severity


class Mark(Protocol):
    """A place in libyaml's words."""

    index: int
    line: int


class Complaint:
    """What stopped the parser: `index` is where, `opened` where the thing began that is broken (or the same place)."""

    __slots__ = ("context", "index", "opened", "problem")

    def __init__(self, problem: str, index: int, context: str = "", opened: int | None = None) -> None:
        self.problem = problem
        self.index = index
        self.context = context
        self.opened = index if opened is None or context.startswith("while parsing a block") else opened


_WORDS: Final = (
    (
        "expected ',' or '}'",
        "this `{` is not closed, or a comma is missing",
        "close it with `}`; put commas between the entries",
    ),
    (
        "expected ',' or ']'",
        "this `[` is not closed, or a comma is missing",
        "close it with `]`; put commas between the items",
    ),
    ("unexpected end of stream", "this quote is not closed", "close the quote"),
    (
        "text behind a quote",
        "the text goes on behind this quote",
        "write a quote inside quotes twice, or put the other kind of quotes around the text",
    ),
    (
        "mapping values are not allowed",
        "a colon is not expected here",
        "put text with `: ` in it in quotes; check that the line is indented like its neighbours",
    ),
    (
        "could not find expected ':'",
        "a key without a colon",
        "write `key: value`, or indent the line to continue the text above",
    ),
    (
        "sequence entries are not allowed",
        "a `- ` is not expected here",
        "start the list on a line of its own, or put the text in quotes",
    ),
    (
        "expected '-' indicator",
        "the list ends here without being closed",
        "start the line with `- `, or indent it less than the list",
    ),
    (
        "unknown escape",
        "a backslash means something else inside double quotes",
        "use single quotes, or write two backslashes",
    ),
    ("expected <document start>", "this line is indented unlike the lines above", "indent it like its neighbours"),
    (
        "expected key",
        "this line doesn't fit the lines above",
        "indent it like its neighbours; put text with quotes or commas in it in quotes",
    ),
    (
        "expected node content",
        "a value is missing here, or a bracket is one too many",
        "write the value, or put text that begins with a bracket in quotes",
    ),
    ("cannot start any token", "text can't begin with this sign", "put the text in quotes"),
    ("nested", "brackets or lists are nested too deeply", "nothing in this file needs more than ten levels"),
)


_UNFIT: Final = ("mapping values are not allowed", "could not find expected ':'")


def mended(doc: Document, text: str, complaint: Complaint) -> str:
    """Say what is wrong, and the text without it."""
    at = doc.spot(min(complaint.index, max(len(text) - 1, 0)))[0] - 1
    slip = stray(doc, text, at)
    if slip is not None:
        return set_aside(doc, text, slip)
    dash = dash_line(doc, text, at) if complaint.problem.startswith(_UNFIT) else None
    if dash is not None:
        doc.findings.append(no_blank_after_dash(doc, dash))
        return without(doc, text, Complaint(complaint.problem, dash - 1))
    colon = tight_colon(doc, text, at) if complaint.problem.startswith(_UNFIT) else None
    if colon is not None:
        doc.findings.append(no_blank(doc, colon))
        return without(doc, text, Complaint(complaint.problem, colon - 1))
    doc.findings.append(explained(doc, text, complaint))
    return without(doc, text, complaint)


def explained(doc: Document, text: str, complaint: Complaint) -> Finding:
    """The complaint as a finding."""
    index = min(complaint.opened, len(text))
    message, cure = complaint.problem or "this can't be read", "check the brackets, quotes and indentation"
    special = next(
        (found for look in (_tab, _colon_at_end, _comment_in_brackets) if (found := look(text, complaint))), None
    )
    if special is not None:
        index, message, cure = special
    else:
        for part, said, mend in _WORDS:
            if part in complaint.problem:
                message, cure = said, mend
                break
    return fault("syntax", message, doc.place(index, min(index + 1, len(text))), cure)


Special = tuple[int, str, str] | None
"""Where it is, what is wrong, and what to do."""


def _tab(text: str, complaint: Complaint) -> Special:
    """A tab among the blanks that the line of the complaint begins with."""
    begin = max(text.rfind("\n", 0, complaint.index), text.rfind("\r", 0, complaint.index)) + 1
    found = re.compile(r" *\t").match(text, begin)
    return (found.end() - 1, "a tab can't indent a line", "indent with spaces") if found else None


def _colon_at_end(text: str, complaint: Complaint) -> Special:
    """A colon at the end of a value, which makes a key of it."""
    at_end = re.compile(r":[ \t]*(?:#[^\r\n]*)?(?:[\r\n]|$)").match(text, complaint.index)
    if at_end is None or not complaint.problem.startswith("mapping values are not allowed"):
        return None
    return complaint.index, "a value can't end in a colon", "delete the colon, or put the text in quotes"


def _comment_in_brackets(text: str, complaint: Complaint) -> Special:
    """A comment that swallows the rest of a line, with the bracket that would close this one."""
    if "expected ','" not in complaint.problem:
        return None
    found = re.compile(r"[^\r\n#]*[ \t](#)[^\r\n]*[\]}]").match(text, complaint.opened)
    if found is None:
        return None
    return (
        found.start(1),
        "all behind this `#` is a comment, and so is the bracket",
        "put the text with the `#` in quotes",
    )


def without(doc: Document, text: str, complaint: Complaint) -> str:
    """The text with the item that holds the complaint made blank: a second-level item, else a top-level one."""
    lines = lines_of(doc, text)
    index = complaint.index if _tab(text, complaint) else min(complaint.index, complaint.opened)
    at = doc.spot(min(index, max(len(text) - 1, 0)))[0] - 1
    top = _item_around(lines, at, 0)
    doc.lost.add(_name(lines[top[0]]))
    cut = _item_around(lines, at, _second_level(lines, top))
    for number in range(*(cut if cut[0] > top[0] else top)):
        lines[number] = blank(lines[number])
    return "".join(lines)


def _item_around(lines: list[str], at: int, depth: int) -> tuple[int, int]:
    """First and last line (exclusive) of the item at this indentation that holds line `at`."""
    begin = at
    while begin > 0 and not 0 <= indent(lines[begin]) <= depth:
        begin -= 1
    end = at + 1
    while end < len(lines) and not 0 <= indent(lines[end]) <= depth:
        end += 1
    return begin, end


def _second_level(lines: list[str], top: tuple[int, int]) -> int:
    return next((deep for line in lines[top[0] + 1 : top[1]] if DEEP > (deep := indent(line)) > 0), 0)


def _name(line: str) -> str:
    """The top-level key that a line begins with, "" when it begins otherwise."""
    found = re.match(r"['\"]?([A-Za-z_][\w-]*)['\"]?\s*:", line)
    return found[1] if found else ""


def rootless(doc: Document, node: Node | None) -> None:
    """Say what a file holds that has nothing at the top, or no map. Nothing is lost of a file that is empty."""
    if node is None or (type(node) is Scalar and node.is_null):
        doc.empty = True
        cure = "delete it, or write `people:` and so on"
        said = fault("top-level", "the file is empty", whole_file(doc.path), cure)
        # Comments alone are a file to be filled; nothing at all may be what a failed save has left.
        doc.findings.append(replace(said, severity=Severity.WARNING) if doc.text.strip() else said)
        return
    doc.lost.add("")
    if type(node) is Scalar and not node.style and tight(node.text):
        doc.findings.append(no_blank(doc, node.start + len(tight(node.text)) + 1))
        return
    what = "a list" if type(node) is Seq else "a single value"
    place = doc.place(node.start, min(node.start + 1, node.end))
    doc.findings.append(fault("top-level", f"the file holds {what}", place, "begin it with a key such as `people:`"))
