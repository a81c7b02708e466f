"""Slips that YAML takes for something else, to what they are: an unfinished merge, a line indented too little, a blank
missing after a colon, a number cut in two by its comma.
"""

import re
from typing import Final, NamedTuple

from deliverable.files.faults import fault
from deliverable.files.nodes import BREAK, Document, Scalar
from deliverable.findings import Edit, Finding

_MARKER: Final = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?", re.DOTALL)
_TIGHT: Final = re.compile(r"([A-Za-z][\w-]*):(?=[^\s:/])")
_TIGHT_LINE: Final = re.compile(r"\s*(?:- +)*(?:[{[] *)?" + _TIGHT.pattern)
_TOP: Final = re.compile(r"['\"]?([A-Za-z0-9][\w-]*)['\"]?:(?=\s|$)")
_ITEM_LINE: Final = re.compile(f"(?:{BREAK.pattern})[ \\t]*- ")
_NO_COLON: Final = re.compile(r"([a-z][\w-]*) *(?:[=\uff1a\ufe55] *(\S.*)| ([0-9][\w.%-]*))")
_SPLIT_FIRST: Final = re.compile(r"(?:[0-9]+[-.])*[0-9]+")
_SPLIT_REST: Final = re.compile(r"[0-9]+(?:-[0-9.]+)*[a-z%]*")


DEEP: Final = 1_000_000


def lines_of(doc: Document, text: str) -> list[str]:
    """The lines of a text that is as long as the document's, with their breaks."""
    starts = doc.starts
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def blank(line: str) -> str:
    """A line of blanks that is as long as this one."""
    found = BREAK.search(line)
    return " " * (len(line) - (len(found[0]) if found else 0)) + (found[0] if found else "")


def indent(line: str) -> int:
    """How deep a line is indented; -1 when it holds nothing. Behind a tab it belongs to whatever is above it."""
    bare = line.strip(" \t\r\n\x85\u2028\u2029\ufeff")
    if not bare or bare.startswith("#"):
        return -1
    blanks = line[: len(line) - len(line.lstrip(" \t"))]
    return DEEP if "\t" in blanks else len(blanks)


# --- a merge left unfinished -----------------------------------------------------------------------------------------


def settle_conflicts(doc: Document) -> None:
    """Name each conflict of a merge, once, and read on with the first of its sides."""
    if not any(sign * 7 in doc.parsed for sign in "<=>"):
        return
    lines = lines_of(doc, doc.parsed)
    side = ""
    for number, line in enumerate(lines):
        found = _MARKER.fullmatch(line.rstrip("\r\n"))
        if found is None:
            lines[number] = blank(line) if side in ("|", "=") else line
            continue
        if not side or found[1][0] == "<":
            doc.findings.append(_conflict(doc, number))
            doc.lost.add("")
        side = "" if found[1][0] == ">" else found[1][0]
        if side == "=" and not any(later.startswith(">" * 7) for later in lines[number + 1 :]):
            side = ""
        lines[number] = blank(line)
    doc.parsed = "".join(lines)


def _conflict(doc: Document, number: int) -> Finding:
    start = doc.starts[number]
    message = "a merge was left unfinished: here begins what git could not decide"
    cure = "keep what is right of both sides, and delete the lines with <<<<<<<, ======= and >>>>>>>"
    return fault("syntax", message, doc.place(start, start + 7), cure)


# --- a line indented too little --------------------------------------------------------------------------------------


class Stray(NamedTuple):
    """A line that belongs under the top-level key above it; `end` is the first line that doesn't belong to it."""

    name: str
    under: str
    begin: int
    end: int
    depth: int


def stray(doc: Document, text: str, at: int) -> Stray | None:
    """The line at the left edge because of which the line `at` doesn't fit, if it stands among the ids of a map."""
    lines = lines_of(doc, text)
    depth = indent(lines[at])
    begin = _edge(lines, at)
    above = _edge(lines, begin - 1)
    if depth <= 0 or begin <= above:
        return None
    name, under = _TOP.match(lines[begin]), _TOP.match(lines[above])
    if name is None or under is None or name[1] in _tops() or under[1] not in _tops():
        return None
    deep = next((d for line in lines[above + 1 : begin] if (d := indent(line)) > 0), 0)
    return Stray(name[1], under[1], begin, at, depth) if deep == depth else None


def _edge(lines: list[str], at: int) -> int:
    """The line at the left edge that is nearest above, or this one; -1 when there is none."""
    return next((number for number in range(at, -1, -1) if indent(lines[number]) == 0), -1)


def _tops() -> frozenset[str]:
    from deliverable.files.shape import DEAL, TABLES

    return frozenset(("firm", *TABLES, *DEAL.keys))


def set_aside(doc: Document, text: str, slip: Stray) -> str:
    """Name the line that is indented too little; the text without it and what hangs under it."""
    start = doc.starts[slip.begin]
    place = doc.place(start, start + len(slip.name))
    message = f"`{slip.name}` is not indented like the others under `{slip.under}`"
    edits = (Edit(doc.place(start, start), " " * slip.depth),)
    doc.findings.append(fault("syntax", message, place, f"indent `{slip.name}` under `{slip.under}`", edits=edits))
    doc.lost.add(slip.under)
    lines = lines_of(doc, text)
    lines[slip.begin : slip.end] = [blank(line) for line in lines[slip.begin : slip.end]]
    return "".join(lines)


# --- a blank missing after a dash ----------------------------------------------------------------------------------


def tight_dash(text: str) -> bool:
    """Whether a text is an item with no blank after its `-`, and no number."""
    return len(text) > 1 and text[0] == "-" and (text[1].isalpha() or text[1] in "{[\"'")


def dash_line(doc: Document, text: str, at: int) -> int | None:
    """Where a blank is missing after a dash that begins line `at` or the last one above it that holds something."""
    lines = lines_of(doc, text)
    above = next((number for number in range(at - 1, -1, -1) if indent(lines[number]) >= 0), at)
    for number in (at, above):
        bare = lines[number].lstrip(" ")
        if tight_dash(bare):
            return doc.starts[number] + len(lines[number]) - len(bare) + 1
    return None


def no_blank_after_dash(doc: Document, index: int) -> Finding:
    """The finding of a blank that is missing after a dash, before this index."""
    edits = (Edit(doc.place(index, index), " "),)
    place = doc.place(index - 1, index)
    return fault("syntax", "a blank is missing after `-`", place, "write `- ` before the item", edits=edits)


def alone(doc: Document, node: Scalar) -> bool:
    """Whether a text begins its line, and ends in it."""
    begin = doc.starts[doc.spot(node.start)[0] - 1]
    return not doc.text[begin : node.start].strip(" ") and not BREAK.search(doc.text, node.start, node.end)


# --- a colon that isn't one ----------------------------------------------------------------------------------------


def with_colon(text: str) -> str:
    """A key and its value with a colon between; "" when the text isn't that with `=`, a wide colon, or just a blank."""
    found = _NO_COLON.fullmatch(text)
    return f"{found[1]}: {found[2] or found[3]}" if found else ""


# --- a blank missing after a colon -----------------------------------------------------------------------------------


def tight(text: str) -> str:
    """The key at the beginning of a text that has no blank after its colon; "" when there is none."""
    found = _TIGHT.match(text)
    return found[1] if found else ""


def tight_colon(doc: Document, text: str, at: int) -> int | None:
    """Where a blank is missing after a colon, in line `at` or the last one above it that holds something."""
    lines = lines_of(doc, text)
    above = next((number for number in range(at - 1, -1, -1) if indent(lines[number]) >= 0), at)
    for number in (at, above):
        found = _TIGHT_LINE.match(lines[number])
        if found:
            return doc.starts[number] + found.end()
    return None


def no_blank(doc: Document, index: int, rule: str = "syntax") -> Finding:
    """The finding of a blank that is missing before this index."""
    begin = index - 1
    while begin > 0 and (doc.text[begin - 1].isalnum() or doc.text[begin - 1] in "-_"):
        begin -= 1
    key = doc.text[begin:index]
    edits = (Edit(doc.place(index, index), " "),)
    cure = f"write a blank after `{key}`"
    return fault(rule, f"a blank is missing after `{key}`", doc.place(begin, index), cure, edits=edits)


# --- an item that continues a text ---------------------------------------------------------------------------------


def run_on(text: str, node: Scalar) -> int:
    """Where a line of a plain text begins with `- `, so that it looks like an item; 0 when none does."""
    found = _ITEM_LINE.search(text, node.start, node.end)
    return found.end() - len("- ") if found else 0


# --- a number cut in two ---------------------------------------------------------------------------------------------


def halves(text: str, value: Scalar, key: Scalar) -> str:
    """The number that a value and the key behind it were meant to be, with nothing but a comma between; "" if none."""
    if value.style or key.style or text[value.end : key.start] != "," or text[key.end : key.end + 1] == ":":
        return ""
    if not _SPLIT_FIRST.fullmatch(value.text) or not _SPLIT_REST.fullmatch(key.text):
        return ""
    thousands = re.fullmatch("[0-9]{3}[a-z]*", key.text) and value.text.strip("0")
    return value.text + ("" if thousands else ".") + key.text
