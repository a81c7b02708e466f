"""A change of one key of a YAML file to the cuts that make it in the text.

- A new key stands behind the last one of its map; parents that are missing are written too.
- A key that is taken away takes its lines along, with every comment on them. Comments above it stay: they may be the
  heading of what follows.
- A map or list whose last entry is taken away becomes `{}` or `[]`.
- A value that is replaced becomes one line. A comment behind its key stays, those between its lines go.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple, NoReturn

from deliverable.files.nodes import BREAK, Document, Map, Node, Scalar, Seq, is_null
from deliverable.files.written import Value, text, written
from deliverable.findings import Key, KeyPath

_HEADER: Final = re.compile("[|>][-+0-9]*")
_COLON: Final = re.compile("[ \t]*:")
_DASH: Final = re.compile("^ *(-)", re.MULTILINE)
_COMMA: Final = re.compile("#[^\n\r\x85\u2028\u2029]*|,")
_NOTHING_MORE: Final = re.compile("[ \t]*(?:#[^\n\r\x85\u2028\u2029]*)?")
_WHITE: Final = " \t\n\r\x85\u2028\u2029"


class Cut(NamedTuple):
    """Put `new` where start..end is."""

    start: int
    end: int
    new: str


class Patch(NamedTuple):
    """The cuts of one change; comments may go only from the lines of the stretch start..end, which is what goes."""

    cuts: tuple[Cut, ...]
    start: int
    end: int


class _Step(NamedTuple):
    """A value, with its key if it has one."""

    key: Scalar | None
    node: Node


def patch_of(doc: Document, root: Map, path: KeyPath, value: Value | None) -> Patch:
    """The cuts that give a key path another value, or take it away. Raises ValueError where there are none."""
    steps = _steps(root, path)
    rest = path[len(steps) - 1 :]
    if not path:
        _give_up("a change needs the path of a key")
    if value is None:
        if rest:
            _give_up("it is not there")
        return _taken(doc, steps[-2], path[-1])
    if not rest:
        return _replaced(doc, steps[-1], written(value))
    keys = [key for key in rest if isinstance(key, str)]
    holder = steps[-1].node
    if len(keys) < len(rest) or not (isinstance(holder, Map) or is_null(holder)):
        _give_up(f"there is no place for `{rest[0]}`")
    if not isinstance(holder, Map):
        return _replaced(doc, steps[-1], written(_nested(keys, value)))
    if holder.flow:
        return _in_braces(doc, holder, _pair(keys, value))
    return _on_lines(doc, holder, keys, value)


def _give_up(reason: str) -> NoReturn:
    """Stop at a change whose path the caller knows."""
    raise ValueError(reason)


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


def _in_braces(doc: Document, holder: Map, pair: str) -> Patch:
    """A new key behind the last one in braces."""
    entries = _entries(doc, holder)
    if not entries:
        at, new = holder.start + 1, pair
    else:
        last = entries[-1][1]
        comma = _comma(doc, last, holder.end - 1)
        at, new = (last, f", {pair}") if comma is None else (comma + 1, f" {pair}")
    return Patch((Cut(at, at, new),), at, at)


def _on_lines(doc: Document, holder: Map, keys: Sequence[str], value: Value) -> Patch:
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
    return Patch((Cut(at, at, new),), at, at)


def _replaced(doc: Document, step: _Step, new: str) -> Patch:
    """Another value in the place of one."""
    node, start, end = step.node, step.node.start, _end(doc, step.node)
    if start == end:
        before = doc.text[step.key.end if step.key else start - 1 : start]
        colon = ":" if step.key and ":" not in before else ""
        blank = " " if colon or not before.endswith((" ", "\t")) else ""
        cuts = [Cut(start, start, colon + blank + new)]
    elif isinstance(node, Scalar) and node.style in ("|", ">"):
        header = _HEADER.match(doc.text, start)
        below = _next_line(doc, start)
        cuts = [Cut(start, header.end() if header else start, new)]
        if end > below:
            cuts.append(Cut(below, _next_line(doc, end), ""))
    elif step.key is not None and _is_block(node) and _begins_line(doc, start):
        colon_at = _COLON.match(doc.text, step.key.end)
        if colon_at is None:
            _give_up("its colon is on another line")
        cuts = [Cut(colon_at.end(), colon_at.end(), f" {new}"), Cut(_line(doc, start), _next_line(doc, end), "")]
    else:
        cuts = [Cut(start, end, new + (" " if doc.text[end : end + 1] == "#" else ""))]
    return Patch(tuple(cuts), start, end)


def _taken(doc: Document, holder: _Step, key: Key) -> Patch:
    """One entry less in a map or list."""
    node = holder.node
    entries = _entries(doc, node)
    if len(entries) == 1:
        return _replaced(doc, holder, "{}" if isinstance(node, Map) else "[]")
    number = key if isinstance(key, int) else list(getattr(node, "pairs", ())).index(key)
    start, end = entries[number]
    if not _is_block(node):
        return Patch(_out_of_brackets(doc, node, entries, number), start, end)
    if _begins_line(doc, start):
        cut = Cut(_line(doc, start), _next_line(doc, end), "")
    else:  # behind a dash: the next key takes its place
        cut = Cut(start, entries[number + 1][0] if number + 1 < len(entries) else end, "")
    return Patch((cut,), start, end)


def _out_of_brackets(doc: Document, node: Node, entries: list[tuple[int, int]], number: int) -> tuple[Cut, ...]:
    """An entry of a map or list in brackets, with its comma: the one behind it, or else the one before it."""
    start, end = entries[number]
    comma = _comma(doc, end, entries[number + 1][0] if number + 1 < len(entries) else node.end - 1)
    if comma is not None:
        return (_entry(doc, start, comma + 1, blanks_behind=True),)
    comma = _comma(doc, entries[number - 1][1], start)
    if comma is None:
        _give_up("its comma is not found")
    if not doc.text[comma + 1 : start].strip(" \t"):
        return (Cut(comma, end, ""),)
    return Cut(comma, comma + 1, ""), _entry(doc, start, end, blanks_behind=False)


def _entry(doc: Document, start: int, end: int, *, blanks_behind: bool) -> Cut:
    """The stretch of an entry in brackets; all of its lines, where nothing else is on them but a comment."""
    nothing_more = _NOTHING_MORE.match(doc.text, end)
    below = _next_line(doc, end)
    if _begins_line(doc, start) and nothing_more and not doc.text[nothing_more.end() : below].strip(_WHITE):
        return Cut(_line(doc, start), below, "")
    while blanks_behind and doc.text[end : end + 1] in (" ", "\t"):
        end += 1
    return Cut(start, end, "")


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
