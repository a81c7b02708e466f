"""A key that is written twice with the same value to the edit that takes the second out."""

from typing import Final

from deliverable.files.nodes import Document, Map, Node, Scalar, plain
from deliverable.findings import Edit

_WHITE: Final = " \t\n\r\x85\u2028\u2029"


def without_twin(doc: Document, top: Map, again: Scalar, node: Node, first: Node) -> tuple[Edit, ...]:
    """The edit that deletes the lines of a key and its value, where the same stands above and no comment goes."""
    if top.flow or plain(node) != plain(first):
        return ()
    number = doc.spot(again.start)[0]
    start = doc.starts[number - 1]
    end = start + len(doc.text[start : max(again.end, node.end)].rstrip(_WHITE))
    last = doc.spot(end)[0]
    below = doc.starts[last] if last < len(doc.starts) else len(doc.text)
    lines = doc.text[start:below]
    if doc.text[start : again.start].strip(" ") or "#" in lines or doc.text[end:below].strip(_WHITE):
        return ()
    return (Edit(doc.place(start, below), ""),)
