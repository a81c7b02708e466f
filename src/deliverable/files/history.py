"""The CSV files of the history to finished projects, and what is wrong with them: none of it ever stops a check."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

from deliverable.book import Finished
from deliverable.files.amounts import number, shown
from deliverable.files.decode import Wrong
from deliverable.files.faults import fault, whole_file
from deliverable.files.kinds import DATE
from deliverable.files.nodes import Document
from deliverable.files.table import Line, cell, rows
from deliverable.files.tree import histories, is_history, seen_from
from deliverable.findings import Finding, Place, Related

FILE, COLUMN, ROW = "history-file", "history-column", "history-row"
ABOUT: Final = ("history",)
NO_DAY: Final = Fraction(0)
REQUIRED: Final = ("project", "start", "planned_end", "actual_end", "estimated_days", "actual_days")
OPTIONAL: Final = ("client", "skill")
COLUMNS: Final = (*REQUIRED, *OPTIONAL)
HEADER: Final = "project,client,skill,start,planned_end,actual_end,estimated_days,actual_days"
LEFT_OUT: Final = "; the row is left out"
MOST_DAYS: Final = 1_000_000
BOM: Final = b"\xef\xbb\xbf"
OTHER_BREAKS: Final = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
"""What ends a line of YAML and stands in cells as any other character."""
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


class History(NamedTuple):
    """The finished projects of all files in the order written, what is wrong, and the files as they can be shown."""

    finished: tuple[Finished, ...]
    findings: tuple[Finding, ...]
    documents: Mapping[str, Document]


def read_history(tree: Mapping[str, bytes], folder: str) -> History:
    """Every `history/*.csv` of a capacity folder; `tree` holds the files' content by printed path."""
    findings = [
        _fault(FILE, whole_file(path), f"{path} can't be read: {why}", "make it a readable file of this folder")
        for path, why in sorted(getattr(tree, "refused", {}).items())
        if is_history(seen_from(tree, folder, path))
    ]
    documents: dict[str, Document] = {}
    seen: dict[Finished, Place] = {}
    for path in histories(tree, folder):
        doc = _text(path, tree[path], findings)
        if doc is not None:
            documents[path] = doc
            findings += _read(doc, seen)
    return History(tuple(seen), tuple(findings), documents)


def _fault(rule: str, place: Place, message: str, cure: str, *related: Related) -> Finding:
    return fault(rule, message, place, cure, related=related, about=ABOUT)


def _text(path: str, content: bytes, findings: list[Finding]) -> Document | None:
    """A file as text, None when it is another kind of text; what is no UTF-8 stands there as �: a number or a date is
    none any more, a name is a little worse.
    """
    if content.startswith(_WIDE):
        message = "the file is UTF-16, as Excel's Unicode text is"
        findings.append(_fault(FILE, whole_file(path), message, "save it as CSV UTF-8, separated by commas"))
        return None
    body = content.removeprefix(BOM)
    doc = Document(path, body.decode("utf-8", "replace").translate(OTHER_BREAKS))
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        at = len(body[: error.start].decode("utf-8", "replace"))
        message = f"the byte 0x{body[error.start]:02x} is not UTF-8 text"
        findings.append(_fault(FILE, doc.place(at, at + 1), message, "save the file as UTF-8"))
    return doc


def _read(doc: Document, seen: dict[Finished, Place]) -> Iterator[Finding]:
    """The faults of a file; its projects are put beside those seen before, each with its place."""
    lines = rows(doc)
    head = next(lines, None)
    if head is None:
        yield _fault(COLUMN, whole_file(doc.path), "the file has no row", f"begin it with {HEADER}")
        return
    columns, findings = _columns(doc, head)
    yield from findings
    if not set(REQUIRED) <= columns.keys():
        return
    for line in lines:
        row = _Row(doc, line, columns, len(head.cells))
        one = row.finished()
        if one is not None and one in seen:
            row.findings.clear()
            message = f"this row stands here twice{LEFT_OUT}"
            row.say(None, message, "delete one of the two", Related("the first", seen[one]))
        elif one is not None:
            seen[one] = doc.place(line.start, line.end)
        yield from row.findings


# --- the header -----------------------------------------------------------------------------------------------------


def _columns(doc: Document, head: Line) -> tuple[dict[str, int], list[Finding]]:
    """The known columns by name with their numbers, and what is wrong with the header."""
    whole = doc.place(head.start, head.end)
    other = next((sign for sign in ";\t|" if doc.text.count(sign, head.start, head.end) >= len(REQUIRED) - 1), "")
    if head.wrong or (other and len(head.cells) < len(REQUIRED)):
        message = "the first line can't be read" if head.wrong else "the columns aren't separated by commas"
        return {}, [_fault(FILE, whole, head.wrong or message, f"separate them by commas, as {HEADER}")]
    columns: dict[str, int] = {}
    findings: list[Finding] = []
    for at, name in enumerate(head.cells):
        if name in COLUMNS and name not in columns:
            columns[name] = at
        else:
            findings += _not_read(doc.place(*cell(doc, head, at)), name, columns)
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        what = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
        message = f"of the columns {what}: nothing of this file is read"
        findings.append(_fault(COLUMN, whole, message, f"begin it with {HEADER}"))
    return columns, findings


def _not_read(place: Place, name: str, columns: Mapping[str, int]) -> Iterator[Finding]:
    """A column that is left out: unknown, or there already."""
    from deliverable.files.suggest import likely

    if not name:
        return
    if name in columns:
        message = f"the column {shown(name)} is there twice; the first is read"
        yield _fault(COLUMN, place, message, "delete one of the two")
        return
    meant = likely(name.replace(" ", "_"), [known for known in COLUMNS if known not in columns])
    cure = f"did you mean `{meant}`?" if meant else f"delete it, or rename it to one of {', '.join(COLUMNS)}"
    yield _fault(COLUMN, place, f"the column {shown(name)} is not read", cure)


# --- a row ----------------------------------------------------------------------------------------------------------


class _Row:
    """One reading of a row."""

    def __init__(self, doc: Document, line: Line, columns: Mapping[str, int], wide: int) -> None:
        self.doc = doc
        self.line = line
        self.columns = columns
        self.wide = wide
        self.findings: list[Finding] = []

    def say(self, number: int | None, message: str, cure: str, *related: Related) -> None:
        """A fault of one cell, None for the whole row."""
        line = self.line
        stretch = (line.start, line.end) if number is None else cell(self.doc, line, number)
        self.findings.append(_fault(ROW, self.doc.place(*stretch), message, cure, *related))

    def finished(self) -> Finished | None:
        """The project of the row, None when it can't be read."""
        if self.line.wrong:
            self.say(None, f"{self.line.wrong}{LEFT_OUT}", "close every quote; write a quote inside a cell twice")
            return None
        has = len(self.line.cells)
        if any(self.line.cells[self.wide :]) or has <= max(self.columns[name] for name in REQUIRED):
            message = f"the row has {has} cell{'' if has == 1 else 's'}, the header {self.wide}{LEFT_OUT}"
            cure = "put a cell that has a comma in it in quotes" if has > self.wide else "write all cells of the row"
            self.say(min(has, self.wide), message, cure)
            return None
        fields = {name: self.value(column, read) for column, (name, read) in READ.items()}
        if self.findings:
            return None
        one = Finished(client=self.text("client"), skill=self.text("skill"), **fields)
        return one if self.in_order(one) else None

    def in_order(self, one: Finished) -> bool:
        """Whether it ended after it began; an end planned before the start is said, and costs only the dates."""
        if one.actual_end < one.start:
            message = f"it ended on {one.actual_end}, before it began{LEFT_OUT}"
            self.say(self.columns["actual_end"], message, "mend one of the two dates")
            return False
        if one.planned_end < one.start:
            message = f"its end was planned for {one.planned_end}, before it began: of its days only the effort counts"
            self.say(self.columns["planned_end"], message, "mend one of the two dates")
        return True

    def text(self, column: str) -> str:
        """What a cell says; nothing where the row or the file has none."""
        number = self.columns.get(column, len(self.line.cells))
        return self.line.cells[number] if number < len(self.line.cells) else ""

    def value(self, column: str, read: Callable[[str], Any]) -> Any:
        """What a cell means; None with a finding when it means nothing."""
        text = self.text(column)
        try:
            return read(text)
        except Wrong as wrong:
            message = wrong.message if text else f"`{column}` is empty"
            self.say(self.columns[column], f"{message}{LEFT_OUT}", wrong.cure)
        return None


def _name(text: str) -> str:
    if not text:
        raise Wrong(text, "write a name or an id")
    return text


def _day(text: str) -> date:
    day: date = DATE.read(text, NO_DAY)
    return day


def _amount(text: str) -> Fraction:
    amount = number(text)
    if amount is None:
        point = text.replace(",", ".")
        cure = f"write {point}" if number(point) is not None else "write a number with a point, such as 12.5"
        message = f"{shown(text)} is not a number of person-days"
        raise Wrong(message, cure)
    if not 0 < amount <= MOST_DAYS:
        message = f"{shown(text)} person-days is not more than nothing" if not amount else f"{shown(text)} is too many"
        raise Wrong(message, "write the person-days that were promised, and those that it took")
    return amount


READ: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "project": ("project", _name),
    "start": ("start", _day),
    "planned_end": ("planned_end", _day),
    "actual_end": ("actual_end", _day),
    "estimated_days": ("estimated", _amount),
    "actual_days": ("actual", _amount),
}
"""The required columns, each with its field and how it is read."""
