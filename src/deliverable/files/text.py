"""A file's bytes to text that libyaml can read, and what is wrong with the bytes."""

import re
from typing import Final

from deliverable.files.faults import fault
from deliverable.files.nodes import Document

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NOT_PRINTABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STAND_IN: Final = "\ufffd"


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
    doc.text = _NOT_PRINTABLE.sub(_STAND_IN, doc.text)
    if wide:
        doc.text = ""
        doc.lost.add("")
