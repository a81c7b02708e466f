"""A deal's YAML text and changes of single keys to the text with these changes, everything else byte for byte.

Where a new key stands and which comments go with an old one is told in `patch`. Here every change is read again, and
the tree and the comments are compared with what they must be.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NoReturn

from deliverable.dataclass import dataclass
from deliverable.errors import UserError
from deliverable.files.ambiguous import is_data
from deliverable.files.comments import comments
from deliverable.files.nodes import Document, Map, Node, Scalar
from deliverable.files.patch import Patch, patch_of
from deliverable.files.written import Value, number
from deliverable.files.yamlfile import parse
from deliverable.findings import Key, KeyPath

HINT: Final = "make the change in the file by hand"
_HARMLESS: Final = frozenset(("ambiguous-scalar", "encoding"))


@dataclass(frozen=True, slots=True)
class Change:
    """A key path of a deal's file and its new value; `value` None takes the key away."""

    path: tuple[Key, ...]
    value: Value | None


class SpliceError(UserError):
    """A change that can't be made without touching something else, or that can't be proved to be the only one."""


def spliced(content: bytes, changes: Sequence[Change]) -> bytes:
    """The content with the changes made, one after another, and nothing else changed.

    Raises SpliceError where that can't be proved.
    """
    try:
        whole = content.decode()
    except UnicodeDecodeError as error:
        message = "the file is not UTF-8 text"
        raise SpliceError(message, "save the file as UTF-8") from error
    body = whole.lstrip("\ufeff")
    mark = whole[: len(whole) - len(body)]
    doc, root = _read(body, ())
    for change in changes:
        body, doc, root = _made(body, doc, root, change)
    return (mark + body).encode()


def _read(body: str, path: KeyPath) -> tuple[Document, Map]:
    """The document and its map, all of which must have been understood."""
    doc = parse("", body.encode())
    wrong = next((finding for finding in doc.findings if finding.rule not in _HARMLESS), None)
    if wrong is not None or doc.root is None or doc.lost or doc.dropped:
        reason = f"{wrong.message} (line {wrong.place.line})" if wrong else "it holds no keys"
        _refuse(path, f"the file can't be read: {reason}")
    return doc, doc.root


def _refuse(path: KeyPath, reason: str) -> NoReturn:
    name = ".".join(map(str, path))
    raise SpliceError(f"`{name}` can't be changed: {reason}" if path else reason, HINT)


def _made(body: str, doc: Document, root: Map, change: Change) -> tuple[str, Document, Map]:
    """The text with one change, and what it reads as."""
    try:
        patch = patch_of(doc, root, change.path, change.value)
    except ValueError as error:
        _refuse(change.path, str(error))
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(patch.cuts):
        parts += (body[at:start], new)
        at = end
    body = "".join((*parts, body[at:]))
    after, top = _read(body, change.path)
    if json.dumps(_changed(_image(root), change)) != json.dumps(_image(top)):
        _refuse(change.path, "the file would say something else elsewhere, too")
    _prove_comments(doc, after, patch, change.path)
    return body, after, top


# --- the proof -------------------------------------------------------------------------------------------------------


def _image(node: Node) -> Any:
    """A node as plain data in which a number and the same digits in quotes are two things."""
    if isinstance(node, Scalar):
        return None if node.is_null else (node.text, not node.style and is_data(node.text))
    if isinstance(node, Map):
        return {key: _image(value) for key, (_, value) in node.pairs.items()}
    return [_image(item) for item in getattr(node, "items", ())]


def _meant(value: Value) -> Any:
    """The image that a value must have."""
    if isinstance(value, str):
        return (value, False)
    if isinstance(value, date):
        return (value.isoformat(), False)
    if isinstance(value, Mapping):
        return {key: _meant(item) for key, item in value.items()}
    return [_meant(item) for item in value] if isinstance(value, Sequence) else (number(value), True)


def _changed(tree: Any, change: Change) -> Any:
    """The image with the change made to it."""
    at = tree
    *above, last = change.path
    for key in above:
        if isinstance(at, dict) and at.get(key) is None:
            at[key] = {}
        at = at[key]
    if change.value is None:
        del at[last]
    else:
        at[last] = _meant(change.value)
    return tree


def _prove_comments(before: Document, after: Document, patch: Patch, path: KeyPath) -> None:
    """Every comment is still there that was not on a line of what went."""
    first, last = before.spot(patch.start)[0], before.spot(patch.end)[0]
    kept = []
    for comment in comments(before):
        at = before.starts[comment.place.line - 1] + comment.place.column - 1
        if not any(start <= at < end for start, end, _ in patch.cuts):
            kept.append(comment.text)
        elif not first <= comment.place.line <= last:
            _refuse(path, f"a comment would go (line {comment.place.line})")
    if kept != [comment.text for comment in comments(after)]:
        _refuse(path, "a comment would change")
