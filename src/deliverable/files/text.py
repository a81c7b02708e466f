"""A file's bytes to text that libyaml can read, and what is wrong with the bytes."""

import re
from typing import Final

from deliverable.files.faults import fault
from deliverable.files.nodes import Document
from deliverable.findings import Edit

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NOT_PRINTABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STAND_IN: Final = "\ufffd"
_BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANK: Final = re.compile(f"[{_BLANKS}]")
_HIDDEN: Final = re.compile(f"[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+|[{_BLANKS}]+")
_BETWEEN_LETTERS: Final = re.compile(r"\w.+\w", re.DOTALL)


def document(path: str, content: bytes) -> Document:
    """The bytes as a document that is not parsed yet, with findings for bytes that are no text."""
    mark, encoding = next((m for m in _MARKS if content.startswith(m[0])), (b"", "utf-8"))
    body = content[len(mark) :]
    try:
        doc = Document(path, body.decode(encoding).lstrip("\ufeff"))
    except UnicodeDecodeError as error:
        doc = Document(path, body.decode(encoding, "replace").lstrip("\ufeff"))
        before = len(body[: error.start].decode(encoding, "replace").lstrip("\ufeff"))
        _not_text(doc, before, body[error.start], encoding)
    _no_control_characters(doc)
    if not doc.text.isascii():
        _nothing_hidden(doc)
    return doc


def _not_text(doc: Document, index: int, byte: int, encoding: str) -> None:
    guess = "; it looks like Latin-1 or Windows-1252" if encoding == "utf-8" and byte >= 0xA0 else ""
    doc.findings.append(
        fault(
            "encoding",
            f"the byte 0x{byte:02x} is not {encoding.upper()} text{guess}",
            doc.place(index, index + 1),
            "save the file as UTF-8",
            about=(),
        )
    )


def _no_control_characters(doc: Document) -> None:
    found = _NOT_PRINTABLE.search(doc.text)
    if found is None:
        return
    wide = doc.text[:200].count("\0") > 20
    doc.findings.append(
        fault(
            "encoding",
            "the file looks like UTF-16 without a byte order mark"
            if wide
            else f"a control character (U+{ord(found[0]):04X}) is not text",
            doc.place(found.start(), found.end()),
            "save the file as UTF-8" if wide else "delete it; nobody can see it in an editor",
        )
    )
    doc.text = doc.parsed = _NOT_PRINTABLE.sub(_STAND_IN, doc.text)
    if wide:
        doc.text = doc.parsed = ""
        doc.lost.add("")


def _nothing_hidden(doc: Document) -> None:
    """Characters that look like nothing or like a blank, each stretch with its cure; they don't reach the data."""
    blanks: list[tuple[int, int]] = []
    for found in _HIDDEN.finditer(doc.text):
        start, end = found.span()
        blank = bool(_BLANK.match(found[0]))
        if blank and (_in_words(doc.text, start, end) or _in_comment(doc.text, start)):
            continue
        place = doc.place(start, end)
        name = f"U+{ord(found[0][0]):04X}"
        message = (
            f"a blank that isn't one ({name}) stands here" if blank else f"an invisible character ({name}) stands here"
        )
        edits = (Edit(place, " " * (end - start) if blank else ""),)
        cure = "write a plain blank" if blank else "delete it; nobody can see it in an editor"
        doc.findings.append(fault("encoding", message, place, cure, edits=edits, safe=True))
        doc.hidden = doc.hidden or not blank
        if blank:
            blanks.append((start, end))
    if blanks:
        letters = list(doc.text)
        for start, end in blanks:
            letters[start:end] = " " * (end - start)
        doc.parsed = "".join(letters)


def _in_words(text: str, start: int, end: int) -> bool:
    """Whether a stretch stands between two words of a text, where it does no harm."""
    return start > 0 and _BETWEEN_LETTERS.fullmatch(text[start - 1 : end + 1]) is not None


def _in_comment(text: str, index: int) -> bool:
    line = text[text.rfind("\n", 0, index) + 1 : index]
    return line.lstrip().startswith("#") or " #" in line


def seen(text: str) -> str:
    """A text without its invisible characters."""
    return _HIDDEN.sub(lambda found: found[0] if _BLANK.match(found[0]) else "", text)
