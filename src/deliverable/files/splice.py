"""A deal's YAML text and changes of single keys to the text with these changes, everything else byte for byte.

- A new key stands behind the last one of its map; parents that are missing are written too.
- A key that is taken away takes its lines along, with every comment on them. Comments above it stay: they may be the
  heading of what follows.
- A map or list whose last entry is taken away becomes `{}` or `[]`.
- A value that is replaced becomes one line. A comment behind its key stays, those between its lines go.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final, NamedTuple, NoReturn

from deliverable.errors import UserError
from deliverable.files.ambiguous import is_data
from deliverable.files.comments import comments
from deliverable.files.nodes import BREAK, Document, Map, Node, Scalar, Seq, is_null
from deliverable.files.written import Value, number, text, written
from deliverable.files.yamlfile import parse
from deliverable.findings import Key, KeyPath

HINT: Final = "make the change in the file by hand"
_HARMLESS: Final = frozenset(("ambiguous-scalar", "encoding"))
_HEADER: Final = re.compile("[|>][-+0-9]*")
_COLON: Final = re.compile("[ \t]*:")
_DASH: Final = re.compile("^ *(-)", re.MULTILINE)
_COMMA: Final = re.compile("#[^\n\r\x85\u2028\u2029]*|,")
_NOTHING_MORE: Final = re.compile("[ \t]*(?:#[^\n\r\x85\u2028\u2029]*)?")
_WHITE: Final = " \t\n\r\x85\u2028\u2029"


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


def _give_up(reason: str) -> NoReturn:
    """Stop at a change whose path the caller knows."""
    raise ValueError(reason)


def _made(body: str, doc: Document, root: Map, change: Change) -> tuple[str, Document, Map]:
    """The text with one change, and what it reads as."""
    try:
        patch = _patch(doc, root, change)
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


# --- what to cut and what to put there -------------------------------------------------------------------------------


class _Cut(NamedTuple):
    """Put `new` where start..end is."""

    start: int
    end: int
    new: str


class _Patch(NamedTuple):
    """The cuts of one change; comments may go only from the lines of the stretch start..end, which is what goes."""

    cuts: tuple[_Cut, ...]
    start: int
    end: int


class _Step(NamedTuple):
    """A value, with its key if it has one."""

    key: Scalar | None
    node: Node


def _patch(doc: Document, root: Map, change: Change) -> _Patch:
    steps = _steps(root, change.path)
    rest = change.path[len(steps) - 1 :]
    if not change.path:
        _give_up("a change needs the path of a key")
    if change.value is None:
        if rest:
            _give_up("it is not there")
        return _taken(doc, steps[-2], change.path[-1])
    if not rest:
        return _replaced(doc, steps[-1], written(change.value))
    keys = [key for key in rest if isinstance(key, str)]
    holder = steps[-1].node
    if len(keys) < len(rest) or not (isinstance(holder, Map) or is_null(holder)):
        _give_up(f"there is no place for `{rest[0]}`")
    if not isinstance(holder, Map):
        return _replaced(doc, steps[-1], written(_nested(keys, change.value)))
    if holder.flow:
        return _in_braces(doc, holder, _pair(keys, change.value))
    return _on_lines(doc, holder, keys, change.value)


def _steps(root: Map, path: KeyPath) -> list[_Step]:
    """The values along a path from the root, as far as they are there."""
    steps = [_Step(None, root)]
    for key in path:
        node = steps[-1].node
        if isinstance(node, Map) and isinstance(key, str) and key in node.pairs:
            steps.append(_Step(*node.pairs[key]))
        elif isinstance(node, Seq) and isinstance(key, int) and 0 <= key < len(node.items):
            steps.append(_Step(None, node.items[key]))
        else:
            break
    return steps


def _nested(keys: Sequence[str], value: Value) -> Value:
    for key in reversed(keys):
        value = {key: value}
    return value


def _pair(keys: Sequence[str], value: Value) -> str:
    return f"{text(keys[0])}: {written(_nested(keys[1:], value))}"


def _in_braces(doc: Document, holder: Map, pair: str) -> _Patch:
    """A new key behind the last one in braces."""
    entries = _entries(doc, holder)
    if not entries:
        at, new = holder.start + 1, pair
    else:
        last = entries[-1][1]
        comma = _comma(doc, last, holder.end - 1)
        at, new = (last, f", {pair}") if comma is None else (comma + 1, f" {pair}")
    return _Patch((_Cut(at, at, new),), at, at)


def _on_lines(doc: Document, holder: Map, keys: Sequence[str], value: Value) -> _Patch:
    """A new key on a line behind the last one of a map; of new parents the outermost has a line of its own."""
    first = next(iter(holder.pairs.values()))[0]
    margin = " " * (doc.spot(first.start)[1] - 1)
    if len(keys) > 1:
        lines = [f"{margin}{text(keys[0])}:", f"{margin}  {_pair(keys[1:], value)}"]
    else:
        lines = [f"{margin}{_pair(keys, value)}"]
    line_end = _line_end(doc)
    at = _next_line(doc, _end(doc, holder))
    open_ended = BREAK.search(doc.text, max(at - 1, 0), at) is None
    new = line_end + line_end.join(lines) if open_ended else "".join(line + line_end for line in lines)
    return _Patch((_Cut(at, at, new),), at, at)


def _replaced(doc: Document, step: _Step, new: str) -> _Patch:
    """Another value in the place of one."""
    node, start, end = step.node, step.node.start, _end(doc, step.node)
    if start == end:
        before = doc.text[step.key.end if step.key else start - 1 : start]
        colon = ":" if step.key and ":" not in before else ""
        blank = " " if colon or not before.endswith((" ", "\t")) else ""
        cuts = [_Cut(start, start, colon + blank + new)]
    elif isinstance(node, Scalar) and node.style in ("|", ">"):
        header = _HEADER.match(doc.text, start)
        below = _next_line(doc, start)
        cuts = [_Cut(start, header.end() if header else start, new)]
        if end > below:
            cuts.append(_Cut(below, _next_line(doc, end), ""))
    elif step.key is not None and _is_block(node) and _begins_line(doc, start):
        colon_at = _COLON.match(doc.text, step.key.end)
        if colon_at is None:
            _give_up("its colon is on another line")
        cuts = [_Cut(colon_at.end(), colon_at.end(), f" {new}"), _Cut(_line(doc, start), _next_line(doc, end), "")]
    else:
        cuts = [_Cut(start, end, new + (" " if doc.text[end : end + 1] == "#" else ""))]
    return _Patch(tuple(cuts), start, end)


def _taken(doc: Document, holder: _Step, key: Key) -> _Patch:
    """One entry less in a map or list."""
    node = holder.node
    entries = _entries(doc, node)
    if len(entries) == 1:
        return _replaced(doc, holder, "{}" if isinstance(node, Map) else "[]")
    number = key if isinstance(key, int) else list(getattr(node, "pairs", ())).index(key)
    start, end = entries[number]
    if not _is_block(node):
        return _Patch(_out_of_brackets(doc, node, entries, number), start, end)
    if _begins_line(doc, start):
        cut = _Cut(_line(doc, start), _next_line(doc, end), "")
    else:  # behind a dash: the next key takes its place
        cut = _Cut(start, entries[number + 1][0] if number + 1 < len(entries) else end, "")
    return _Patch((cut,), start, end)


def _out_of_brackets(doc: Document, node: Node, entries: list[tuple[int, int]], number: int) -> tuple[_Cut, ...]:
    """An entry of a map or list in brackets, with its comma: the one behind it, or else the one before it."""
    start, end = entries[number]
    comma = _comma(doc, end, entries[number + 1][0] if number + 1 < len(entries) else node.end - 1)
    if comma is not None:
        return (_entry(doc, start, comma + 1, blanks_behind=True),)
    comma = _comma(doc, entries[number - 1][1], start)
    if comma is None:
        _give_up("its comma is not found")
    if not doc.text[comma + 1 : start].strip(" \t"):
        return (_Cut(comma, end, ""),)
    return _Cut(comma, comma + 1, ""), _entry(doc, start, end, blanks_behind=False)


def _entry(doc: Document, start: int, end: int, *, blanks_behind: bool) -> _Cut:
    """The stretch of an entry in brackets; all of its lines, where nothing else is on them but a comment."""
    nothing_more = _NOTHING_MORE.match(doc.text, end)
    below = _next_line(doc, end)
    if _begins_line(doc, start) and nothing_more and not doc.text[nothing_more.end() : below].strip(_WHITE):
        return _Cut(_line(doc, start), below, "")
    while blanks_behind and doc.text[end : end + 1] in (" ", "\t"):
        end += 1
    return _Cut(start, end, "")


# --- where things are in the text ------------------------------------------------------------------------------------


def _is_block(node: Node) -> bool:
    return isinstance(node, Map | Seq) and not node.flow


def _end(doc: Document, node: Node) -> int:
    """Where a value ends, without the empty lines behind it."""
    if _is_block(node) or (isinstance(node, Scalar) and node.style in ("|", ">")):
        return node.start + len(doc.text[node.start : node.end].rstrip(_WHITE))
    return node.end


def _entries(doc: Document, node: Node) -> list[tuple[int, int]]:
    """Where the entries of a map or list begin and end, in a list of lines with their dashes."""
    if isinstance(node, Map):
        return [(key.start, max(key.end, _end(doc, value))) for key, value in node.pairs.values()]
    items = node.items if isinstance(node, Seq) else []
    spans = [(item.start, _end(doc, item)) for item in items]
    if not spans or not _is_block(node):
        return spans
    dashes = [node.start]
    for (_, end), (start, _) in pairwise(spans):
        dash = _DASH.search(doc.text, _next_line(doc, end), start)
        dashes.append(dash.start(1) if dash else start)
    return [(dash, end) for dash, (_, end) in zip(dashes, spans, strict=True)]


def _comma(doc: Document, start: int, end: int) -> int | None:
    """The first comma in a stretch between entries that is in no comment."""
    return next((found.start() for found in _COMMA.finditer(doc.text, start, end) if found[0] == ","), None)


def _line(doc: Document, index: int) -> int:
    return doc.starts[doc.spot(index)[0] - 1]


def _next_line(doc: Document, index: int) -> int:
    line = doc.spot(index)[0]
    return doc.starts[line] if line < len(doc.starts) else len(doc.text)


def _begins_line(doc: Document, index: int) -> bool:
    return not doc.text[_line(doc, index) : index].strip(" \t")


def _line_end(doc: Document) -> str:
    found = BREAK.search(doc.text)
    return found[0] if found else "\n"


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


def _prove_comments(before: Document, after: Document, patch: _Patch, path: KeyPath) -> None:
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
