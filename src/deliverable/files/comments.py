"""A document to its comments, each with the lines that it speaks about."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from deliverable.files.nodes import BREAK, Document, Map, Node, Scalar, Seq
from deliverable.findings import Place

_COMMENT: Final = re.compile("(?<![\\w&*!%/.:-])#[^\n\r\x85\u2028\u2029]*")


class Comment:
    """A comment with its place, and the lines `first`..`last` that it speaks about.

    Behind something it speaks about its own line; on a line of its own about the whole key or item that comes next.
    """

    __slots__ = ("first", "last", "place", "text")

    def __init__(self, text: str, place: Place, first: int, last: int) -> None:
        self.text = text
        self.place = place
        self.first = first
        self.last = last


def comments(doc: Document, containing: str = "") -> tuple[Comment, ...]:
    """The comments with this text in them, in order; a `#` in a quoted or block text is none."""
    if "#" not in doc.parsed or containing not in doc.parsed:
        return ()
    found = [stretch for stretch in _stretches(doc) if containing in doc.parsed[slice(*stretch)]]
    entries = sorted(_entries(doc.root)) if found else []
    return tuple(_comment(doc, start, end, entries) for start, end in found)


def _stretches(doc: Document) -> Iterator[tuple[int, int]]:
    """Where comments are: between scalars, never in them."""
    text, at = doc.parsed, 0
    for start, end in sorted(_scalars(doc)):
        for found in _COMMENT.finditer(text, at, max(start, at)):
            yield found.span()
        at = max(at, end)
    for found in _COMMENT.finditer(text, at):
        yield found.span()


def _scalars(doc: Document) -> Iterator[tuple[int, int]]:
    """The stretches of all scalars; of a block text what is below its first line, which may end in a comment."""
    for node in _nodes(doc.root, *doc.dropped):
        if type(node) is not Scalar:
            continue
        start = node.start
        if node.style in ("|", ">"):
            header = BREAK.search(doc.parsed, start)
            start = header.start() if header else node.end
        yield start, node.end


def _nodes(*roots: Node | None) -> Iterator[Node]:
    stack = [root for root in roots if root is not None]
    while stack:
        node = stack.pop()
        yield node
        if type(node) is Map:
            for key, value in node.pairs.values():
                stack += (key, value)
        elif type(node) is Seq:
            stack += node.items


def _entries(root: Map | None) -> Iterator[tuple[int, int]]:
    """Where keys with their values, and items, begin and end; ends are negative so that the largest comes first."""
    for node in _nodes(root):
        if type(node) is Map:
            for key, value in node.pairs.values():
                yield key.start, -max(key.end, value.end)
        elif type(node) is Seq:
            for item in node.items:
                yield item.start, -item.end


def _comment(doc: Document, start: int, end: int, entries: list[tuple[int, int]]) -> Comment:
    place = doc.place(start, end)
    first = last = place.line
    if not doc.parsed[doc.starts[first - 1] : start].strip():
        following = bisect_left(entries, (end, -len(doc.parsed) - 1))
        if following < len(entries):
            begin, stop = entries[following]
            first, last = doc.spot(begin)[0], doc.spot(max(begin, -stop - 1))[0]
    return Comment(doc.parsed[start:end], place, first, last)
