"""A key's dotted path to the lines of a file in which it is written, with what has to be beside it."""

from collections.abc import Iterator
from typing import Any, Final

from deliverable.files.decode import Kind, ListOf, Plain
from deliverable.files.needs import BySkill
from deliverable.files.nodes import Document, Map, Scalar, Seq
from deliverable.files.record import Record
from deliverable.files.shape import RECORDS, TABLES, inner
from deliverable.files.yamlfile import parse

STEP: Final = "  "
Lines = list[str]


def example(path: str) -> tuple[str, ...]:
    """The lines of a file with this key in it."""
    top, *rest = path.split(".")
    record = RECORDS[top]
    if top == "deal":
        return tuple(_record(record, rest or ["deal"]))
    table = TABLES.get(top)
    if table is None:
        return (f"{top}:", *_in(_record(record, rest or list(record.keys)[:1])))
    lines = _record(record, rest) if rest else _whole(record)
    return (f"{top}:", *_in([f"{table.named}:", *_in(lines)]))


def _whole(record: Record) -> Lines:
    """A record with what it can't do without, or with the first of its keys."""
    beside = _needed(record, "") or list(record.keys)[:1]
    return [f"{text}: {usual(record, text)}" for text in beside]


def _record(record: Record, rest: list[str]) -> Lines:
    """The lines of a record with a key of it, or of a record below that; in one line each but for the way down."""
    text, *below = rest
    kind = record.keys[text].kind
    lines: Lines = []
    for other in _needed(record, text):
        if other != text or not below:
            lines.append(f"{other}: {usual(record, other)}")
            continue
        lines += [f"{text}:", *_in(_way(kind, below))]
    return lines


def _way(kind: Kind, below: list[str]) -> Lines:
    """The lines of a value in which there is a key further down."""
    named = getattr(kind, "named", "") or getattr(getattr(kind, "table", None), "named", "")
    if named:
        return [f"{named}:", *_in(_way(getattr(kind, "value", None) or next(inner(kind)), below))]
    if isinstance(kind, ListOf):
        return _item(_way(kind.item, below))
    if isinstance(kind, BySkill):
        if below[0] in kind.record.keys:
            skill = next(iter(_fields(kind.written)))
            return [f"{skill}:", *_in(_record(kind.record, below))]
        return _item(_record(kind.row, below))
    found = next(r for r in inner(kind) if below[0] in r.keys)
    return _record(found, below)


def _needed(record: Record, text: str) -> list[str]:
    """A key of a record with those that must be there too, in the order in which one writes them."""
    given = list(_fields(record.written)) if record.given else []
    if text in given:
        return given
    wanted = list(_with_beside(record, [text] if text else []))
    wanted += [key.text for key in record.required if key.text not in wanted]
    for group in (*record.one_of, *record.some_of):
        if not set(group) & set(wanted):
            first = next((other for other in given if other in group), group[0])
            wanted += [other for other in _with_beside(record, [first]) if other not in wanted]
    order = [*given, *record.keys]
    return sorted(wanted, key=order.index)


def _with_beside(record: Record, texts: list[str]) -> Iterator[str]:
    told: set[str] = set()
    while texts:
        text = texts.pop()
        if text not in told:
            told.add(text)
            yield text
            texts += [record.beside[text]] if text in record.beside else []


def usual(record: Record, text: str) -> str:
    """A value of a key: the usual one of its record, else the usual one of its kind."""
    given = _fields(record.written) if record.given else {}
    return given.get(text) or record.keys[text].like or sample(record.keys[text].kind)


def sample(kind: Kind) -> str:
    """A value of a kind on one line; of a choice the first word."""
    if isinstance(kind, Plain):
        return kind.words[0] if kind.words else kind.written
    if isinstance(kind, ListOf):
        return f"[{sample(kind.item)}]"
    named, value = getattr(kind, "named", ""), getattr(kind, "value", None)
    if named and value is not None:
        return f"{{{named}: {sample(value)}}}"
    table: Any = getattr(kind, "table", kind)
    if getattr(table, "named", ""):
        return f"{{{table.named}: {_flow(table.record)}}}"
    record = next(inner(kind), None)
    plain = isinstance(kind, Record) or (record is not None and kind.written == record.written)
    return _flow(record) if record is not None and plain else kind.written


def _flow(record: Record) -> str:
    beside = _needed(record, "") or list(record.keys)[:1]
    return record.written if record.given else "{" + ", ".join(f"{t}: {usual(record, t)}" for t in beside) + "}"


def _fields(written: str) -> dict[str, str]:
    """The keys of a map on one line, each with its value as written."""
    doc: Document = parse("", f"a: {written}".encode())
    node = doc.root.pairs["a"][1] if doc.root else None
    if not isinstance(node, Map):
        return {}
    parts = {text: item for text, (_, item) in node.pairs.items() if isinstance(item, Scalar | Map | Seq)}
    return {text: doc.text[item.start : item.end] for text, item in parts.items()}


def _in(lines: Lines) -> Lines:
    return [f"{STEP}{line}" for line in lines]


def _item(lines: Lines) -> Lines:
    return [f"- {lines[0]}", *_in(lines[1:])]
