"""Maps from ids to records, and other maps whose keys are chosen by whoever writes the file."""

import re
from types import MappingProxyType
from typing import Any, Final

from deliverable.files.decode import BAD, NULL, Decoder, no_blank_in, not_map
from deliverable.files.kinds import ID
from deliverable.files.nodes import Map, Node, Scalar, Seq, plain
from deliverable.files.record import Record
from deliverable.findings import KeyPath
from deliverable.spelling import latin, odd_letter

_ID: Final = re.compile(ID)


def is_id(text: str) -> bool:
    """Whether this is an id: small letters, digits and dashes."""
    return bool(_ID.fullmatch(text))


class Table:
    """A map from ids to records of one kind; a broken record stays with what is right in it."""

    def __init__(self, record: Record, what: str, named: str = "an-id") -> None:
        self.record = record
        self.what = what
        self.named = named
        self.name = f"a map of {what}"
        self.written = f"{{an-id: {record.written}}}"

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """The nouns by id."""
        if type(node) is not Map:
            return not_map(node, path, d, self.name, self.written)
        strangers = self.strangers(node, path, d)
        values = {}
        for text, (scalar, item) in node.pairs.items():
            if text not in strangers:
                values[text] = self.one(text, scalar, item, (*path, text), d)
        return MappingProxyType(values)

    def strangers(self, node: Map, path: KeyPath, d: Decoder) -> frozenset[str]:
        """The names that are no ids but keys, indented too little or too much: said here."""
        if node.pairs.keys().isdisjoint(self.record.keys) and _all_maps(node):
            return frozenset()
        from deliverable.files.astray import misplaced

        return misplaced(self, node, path, d)

    def one(self, text: str, scalar: Scalar, node: Node, path: KeyPath, d: Decoder) -> Any:
        """The noun of one id."""
        if not _ID.fullmatch(text):
            if no_blank_in(scalar, path, d):
                return self.record.decode_as(Map(node.start, node.start), path, d, {"id": text})
            bad_id(text, scalar, path, d)
        value = self.record.decode_as(node, path, d, {"id": text})
        if value is NULL or value is BAD:
            value = self.record.decode_as(Map(node.start, node.start), path, d, {"id": text})
        return value


def _all_maps(node: Map) -> bool:
    return all(type(item) is not Scalar and type(item) is not Seq for _, item in node.pairs.values())


def bad_id(text: str, scalar: Scalar, path: KeyPath, d: Decoder) -> None:
    """An id that can't be one, with a near one that can."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", latin(text)).encode("ascii", "ignore").decode().lower()
    near = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    cure = f"write `{near}` here and wherever it is meant" if near else "write small letters, digits and dashes"
    place = d.doc.place(scalar.start, scalar.end)
    d.say(
        "bad-id",
        place,
        f"`{text}` is no id: small letters, digits and dashes only{odd_letter(text).replace(':', ';')}",
        f"{cure}; names go to `name`",
        path,
    )


class Words:
    """A map whose keys are known words, each with a value of one kind."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.name = record.name
        self.written = record.written

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """A read-only map from the word as written to its value."""
        found = self.record.decode(node, path, d)
        return MappingProxyType(found) if isinstance(found, dict) else found


class OrNone:
    """A word that means "not at all", or a record."""

    def __init__(self, word: str, record: Record) -> None:
        self.word = word
        self.record = record
        self.name = record.name
        self.written = record.written

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """None for the word, else the record's noun."""
        if type(node) is Scalar and node.text == self.word:
            return None
        return self.record.decode(node, path, d)


class AnyMap:
    """A map of any keys to plain data, kept as it is."""

    name = "a map"
    written = "{key: value}"

    def __init__(self, example: str) -> None:
        self.written = example

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """Texts, lists and maps by key."""
        if type(node) is not Map:
            return not_map(node, path, d, self.name, self.written)
        return plain(node)
