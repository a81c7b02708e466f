"""A key that is indented too much or too little to where it belongs. Imported only when something is wrong."""

from collections.abc import Iterator
from typing import Any

from deliverable.files.decode import Decoder, Either, Kind, ListOf, MapOf
from deliverable.files.needs import BySkill
from deliverable.files.nodes import Map, Node, Scalar, find, is_null
from deliverable.files.proposal import InOrder
from deliverable.files.record import Record, says
from deliverable.files.shape import RECORDS, TABLES
from deliverable.files.tables import Table, is_id
from deliverable.findings import KeyPath

# --- where things belong ---------------------------------------------------------------------------------------------


def kind_at(path: KeyPath) -> Kind | None:
    """What stands at a key path, as the contract has it; None where nothing may."""
    top = str(path[0]) if path else ""
    kind: Kind | None = TABLES.get(top) or RECORDS.get(top)
    for key in path[2 if top == "deal" else 1 :]:
        kind = _step(_form(kind), key)
    return kind


def _form(kind: Kind | None) -> Kind | None:
    """The long form of a kind that has a short one."""
    if isinstance(kind, Either):
        return kind.long
    if isinstance(kind, Record | Table | InOrder | BySkill | ListOf | MapOf):
        return kind
    record: Kind | None = getattr(kind, "record", None)
    return record


def _step(kind: Kind | None, key: Any) -> Kind | None:
    if isinstance(kind, Record):
        return kind.keys[key].kind if key in kind.keys else None
    if isinstance(kind, Table | InOrder):
        return kind.record
    if isinstance(kind, ListOf):
        return kind.item
    if isinstance(kind, MapOf):
        return kind.value
    if isinstance(kind, BySkill):
        return kind.row if isinstance(key, int) else kind.record
    return None


def _around(path: KeyPath) -> Iterator[tuple[KeyPath, Record]]:
    """The records that hold what is at this key path, the nearest first, each with its own path."""
    least = 1 if path[:1] == ("firm",) else 2
    for size in range(len(path) - 1, least - 1, -1):
        record = _form(kind_at(path[:size]))
        if isinstance(record, Record):
            yield path[:size], record


def _outer(text: str, path: KeyPath, d: Decoder) -> str:
    """What to do with a key that a record further out has, and doesn't say."""
    for outer, record in _around(path):
        there = find(d.root, outer[len(d.head) :])
        if text in record.keys and there is not None and type(there[1]) is Map and not says(there[1], text):
            d.excused.add((*outer, text))
            return f"`{text}` is a key of {record.name}: indent it like `{path[len(outer)]}`"
    return ""


# --- a key that its record doesn't have ------------------------------------------------------------------------------


def under(record: Record, text: str, path: KeyPath, d: Decoder, node: Map) -> str:
    """What to do with a key that the one above it may hold, which is empty; "" when it isn't so."""
    names = list(node.pairs)
    for above in reversed(names[: names.index(text)]):
        if above not in record.keys:
            continue
        if not is_null(node.pairs[above][1]) or not _takes(_form(record.keys[above].kind), text, node.pairs[text][1]):
            return ""
        d.excused.add((*path, above))
        return f"indent `{text}` under `{above}`"
    return ""


def belongs(record: Record, text: str, path: KeyPath, d: Decoder, node: Map) -> str:
    """What to do with a key that stands in the wrong record; "" when none near it has it."""
    return _sibling(record, text, path, d, node) or _outer(text, path, d)


def _sibling(record: Record, text: str, path: KeyPath, d: Decoder, node: Map) -> str:
    """A record of the same kind, indented under the one before it."""
    item = node.pairs[text][1]
    in_table = isinstance(kind_at(path[:-1]), Table | InOrder)
    if not in_table or type(item) is not Map or not is_id(text) or item.pairs.keys().isdisjoint(record.keys):
        return ""
    d.hides.add(str(path[0]))
    return f"`{text}` is not a part of `{path[-1]}`: indent the two alike"


def _takes(kind: Kind | None, text: str, item: Node) -> bool:
    """Whether a map of this kind may hold the key."""
    if isinstance(kind, Record):
        return text in kind.keys
    return isinstance(kind, MapOf) and type(item) is Scalar and not item.is_null and is_id(text)


# --- a key among the ids of a table ----------------------------------------------------------------------------------


def misplaced(table: Table, node: Map, path: KeyPath, d: Decoder) -> frozenset[str]:
    """The names in a table's map that are no ids but keys of one of its records, or of the record around; said here."""
    found = {}
    last = ""
    for text, (key, item) in node.pairs.items():
        cure = _no_id(table.record, text, item, last, path, d)
        if cure:
            found[text] = cure
            d.say(
                "wrong-place",
                d.doc.place(key.start, key.end),
                f"`{text}` stands among the {table.what}",
                cure,
                (*path, text),
            )
        else:
            last = text
    return frozenset(found)


def _no_id(record: Record, text: str, item: Node, last: str, path: KeyPath, d: Decoder) -> str:
    """What to do with a name that is no id; "" when it is one."""
    if type(item) is Map and not item.pairs.keys().isdisjoint(record.keys):
        return ""
    if text in record.keys:
        if last:
            d.excused.add((*path, last, text))
        return f"indent `{text}` under `{last}`" if last else f"write the id that `{text}` belongs to above it"
    if type(item) is Map or is_null(item):
        return ""
    return _outer(text, (*path, text), d)
