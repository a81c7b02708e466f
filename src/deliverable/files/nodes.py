"""The nodes of a parsed file, each with its stretch of the text, and the document that turns stretches into places."""

import re
from bisect import bisect_right
from typing import Any, Final

from deliverable.files.ambiguous import NULLS, datum
from deliverable.findings import Finding, KeyPath, Place

BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What libyaml counts as the end of a line."""


class Scalar:
    """A key or a single value; `style` is "" for plain text, else the quote or block sign it was written with."""

    __slots__ = ("end", "start", "style", "text")

    def __init__(self, text: str, start: int, end: int, style: str = "") -> None:
        self.text = text
        self.start = start
        self.end = end
        self.style = style

    @property
    def is_null(self) -> bool:
        """Whether nothing is written here: empty, `~` or `null`."""
        return self.text in NULLS and not self.style


class Map:
    """Keys and their values in the order written; each value with the scalar of its key."""

    __slots__ = ("end", "flow", "pairs", "start")

    def __init__(self, start: int, end: int = -1, *, flow: bool = False) -> None:
        self.pairs: dict[str, tuple[Scalar, Node]] = {}
        self.start = start
        self.end = end
        self.flow = flow


class Seq:
    """A list; `kept` are the items that could be decoded when not all could."""

    __slots__ = ("end", "flow", "items", "kept", "start")

    def __init__(self, start: int, end: int = -1, *, flow: bool = False) -> None:
        self.items: list[Node] = []
        self.kept: list[Node] | None = None
        self.start = start
        self.end = end
        self.flow = flow


class Refused:
    """A value that a finding already speaks about: nobody looks at it again."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


Node = Scalar | Map | Seq | Refused


def is_null(node: Node) -> bool:
    """Whether nothing is written here."""
    return type(node) is Scalar and node.is_null


def plain(node: Node) -> Any:
    """A node as texts, lists and maps; None where nothing is written."""
    if type(node) is Scalar:
        return None if node.is_null else node.text
    if type(node) is Map:
        return {text: plain(item) for text, (_, item) in node.pairs.items()}
    return [plain(item) for item in getattr(node, "items", ())]


def seen(node: Node) -> Any:
    """A node as any reader of YAML 1.2 gives it: numbers and truths too; dates are text."""
    if type(node) is Scalar:
        return node.text if node.style else datum(node.text)
    if type(node) is Map:
        return {text: seen(item) for text, (_, item) in node.pairs.items()}
    return [seen(item) for item in getattr(node, "items", ())]


class Document:
    """One parsed file.

    `lost` holds the top-level keys under which something could not be read, "" for anything; `parsed` is the text with
    what had to be cut out made blank; `dropped` are nodes that are in the text and not in the tree; `empty` is a file
    that holds nothing but blanks and comments; `hidden` says that there are invisible characters in it.
    """

    __slots__ = ("_starts", "dropped", "empty", "findings", "hidden", "lost", "parsed", "path", "root", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.parsed = text
        self.root: Map | None = None
        self.empty = False
        self.hidden = False
        self.findings: list[Finding] = []
        self.lost: set[str] = set()
        self.dropped: list[Node] = []
        self._starts: list[int] | None = None

    @property
    def complete(self) -> bool:
        """Whether all of the file was read."""
        return not self.lost

    @property
    def starts(self) -> list[int]:
        """Where each line begins, as an index into the text."""
        if self._starts is None:
            self._starts = [0, *(found.end() for found in BREAK.finditer(self.text))]
        return self._starts

    def spot(self, index: int) -> tuple[int, int]:
        """The line and column, from 1, of an index into the text."""
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch of the text."""
        return Place(self.path, *self.spot(start), *self.spot(end))

    def of(self, node: Node) -> Place | None:
        """The place of a node; None for a node that was never written."""
        if node.start < 0:
            return None
        end = node.end
        if type(node) is Scalar and node.style in ("|", ">"):
            end = node.start + len(self.text[node.start : end].rstrip())
        return self.place(node.start, end)

    @property
    def shown(self) -> str:
        """The text with every line break as one newline, for printing lines by their number."""
        return BREAK.sub("\n", self.text)


def child(node: Node, key: str | int) -> tuple[Scalar | None, Node] | None:
    """One step down a key path: the key's scalar (None in a list) and the value.

    Short forms are looked through: a position counts a map's entries, a key of a short form is the scalar itself.
    """
    if type(node) is Map:
        return _in_map(node, key)
    if type(node) is Seq:
        return _in_list(node, key)
    return (None, node) if isinstance(key, str) and type(node) is Scalar else None


def _in_map(node: Map, key: str | int) -> tuple[Scalar | None, Node] | None:
    if isinstance(key, str):
        return node.pairs.get(key)
    values = list(node.pairs.values())
    return values[key] if 0 <= key < len(values) else None


def _in_list(node: Seq, key: str | int) -> tuple[Scalar | None, Node] | None:
    items = node.items if node.kept is None else node.kept
    if isinstance(key, int):
        return (None, items[key]) if 0 <= key < len(items) else None
    for item in items:
        if type(item) is Map and "skill" in item.pairs:
            named = item.pairs["skill"][1]
            if type(named) is Scalar and named.text == key:
                return named, item
    return None


def find(node: Node, path: KeyPath) -> tuple[Scalar | None, Node] | None:
    """The key's scalar and the value at a key path below a node, or None."""
    found: tuple[Scalar | None, Node] = (None, node)
    for key in path:
        step = child(found[1], key)
        if key == "skill" and found[0] is not None and (step is None or type(found[1]) is Scalar):
            step = (found[0], found[0])  # `{react: 8d}`, `{react: {effort: 8d}}`: the skill is the entry's key
        if step is None:
            return None
        found = step
    return found
