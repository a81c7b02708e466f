"""Bytes to text."""

import codecs

import pytest

from deliverable.files.text import document
from deliverable.files.yamlfile import parse
from tests.files.reading import only

TEXT = "name: Zoë 😀\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF8 + codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
)
def test_marked_encodings_are_read(content: bytes) -> None:
    doc = document("f", content)
    assert doc.text == TEXT
    assert doc.findings == []


def test_latin_1_is_a_finding_at_the_first_bad_byte_and_the_rest_is_read() -> None:
    doc = parse("f", "a: 1\nname: Zoë Müller\nb: 2\n".encode("latin-1"))
    finding = only(doc.findings)
    assert finding.rule == "encoding"
    assert (finding.place.line, finding.place.column, finding.place.end_column) == (2, 9, 10)
    assert finding.message == "the byte 0xeb is not UTF-8 text; it looks like Latin-1 or Windows-1252"
    assert doc.root is not None
    assert list(doc.root.pairs) == ["a", "name", "b"]


def test_a_bad_byte_after_a_mark_is_found_at_its_column() -> None:
    finding = only(document("f", codecs.BOM_UTF8 + b"a: \x80").findings)
    assert finding.message == "the byte 0x80 is not UTF-8 text"
    assert finding.place.column == 4


def test_half_a_utf_16_character() -> None:
    finding = only(document("f", codecs.BOM_UTF16_LE + "a: b".encode("utf-16-le") + b"\x00").findings)
    assert finding.rule == "encoding"
    assert finding.message.endswith("not UTF-16-LE text")


@pytest.mark.parametrize(("char", "code"), [("\0", "0000"), ("\x1b", "001B"), ("\x7f", "007F"), ("\ufffe", "FFFE")])
def test_control_characters_are_findings_and_the_rest_is_read(char: str, code: str) -> None:
    doc = parse("f", f"a: 1\nb: x{char}y\nc: 2\n".encode())
    finding = only(doc.findings)
    assert finding.rule == "encoding"
    assert f"U+{code}" in finding.message
    assert (finding.place.line, finding.place.column) == (2, 5)
    assert doc.root is not None
    assert list(doc.root.pairs) == ["a", "b", "c"]


def test_utf_16_without_a_mark_is_named_and_not_read() -> None:
    doc = parse("f", "people: {ana: {name: Ana}}\n".encode("utf-16-le"))
    assert doc.findings[0].message == "the file looks like UTF-16 without a byte order mark"
    assert [f.rule for f in doc.findings] == ["encoding"]
    assert not doc.complete
