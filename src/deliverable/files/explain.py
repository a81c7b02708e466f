"""The declarations to what there is to know about a key, by its dotted path: `people.focus`."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from deliverable.answers.meaning import Below, Meaning
from deliverable.files.decode import Kind, Plain
from deliverable.files.example import example, sample, usual
from deliverable.files.record import Key, Record
from deliverable.files.shape import MEANINGS, RECORDS, TABLES, all_keys, inner

_NOTHING: Final[tuple[Any, ...]] = (None, "", ())


def every() -> Iterator[Meaning]:
    """Every top-level key."""
    return (_top(top) for top in MEANINGS)


def meaning_of(path: str) -> Meaning | None:
    """What there is to know about a key, None where there is no such key."""
    if path in MEANINGS:
        return _top(path)
    found = next(((key, record) for dotted, key, record in all_keys(path) if dotted == path), None)
    return None if found is None else _meaning(path, *found)


def nearest(path: str) -> tuple[str, ...]:
    """The keys that were probably meant by a path that is none: the same name elsewhere, or one that is like it."""
    from deliverable.files.suggest import likely

    wanted = [part for part in path.lower().replace("-", "_").split(".") if part]
    known = {dotted: key for dotted, key, _ in all_keys()}
    last = wanted[-1] if wanted else ""
    without_ids = [p for p in (*MEANINGS, *known) if _ends_as(wanted, p.split("."))]
    if without_ids:
        return tuple(sorted(without_ids, key=lambda p: p.count("."))[:3])
    inside = [p for p, key in known.items() if last in key.meant and p.split(".")[0] == wanted[0]]
    meant = inside or [p for p, key in known.items() if last in key.meant]
    if meant:
        return tuple(sorted(meant, key=lambda p: p.count("."))[:3])
    like = likely(".".join(wanted), (*MEANINGS, *known))
    return () if like is None else (like,)


def _ends_as(wanted: list[str], parts: list[str]) -> bool:
    """Whether these are the parts of a key, in their order, but for ids and numbers between them or parts before."""
    if wanted[-1:] != parts[-1:]:
        return False
    shorter, longer = sorted((wanted, parts), key=len)
    rest = iter(longer)
    return all(part in rest for part in shorter)


# --- a key ------------------------------------------------------------------------------------------------------------


def _top(top: str) -> Meaning:
    table = TABLES.get(top)
    record = RECORDS[top]
    notes: tuple[str, ...] = ()
    kind: Kind = table or record
    written, required = sample(kind), False
    if top == "deal":
        key = record.keys[top]
        kind, written, required, notes = key.kind, key.like, True, (f"its own value is {key.meaning}",)
    below = tuple(Below(f"{top}.{text}", key.meaning) for text, key in record.keys.items() if text != top)
    return Meaning(top, MEANINGS[top], kind.name, written, "", "", required, notes, example(top), below)


def _meaning(path: str, key: Key, record: Record) -> Meaning:
    depth = path.count(".") + 1
    below = tuple(Below(p, k.meaning) for p, k, _ in all_keys(path) if p.count(".") == depth)
    return Meaning(
        key=path,
        meaning=key.meaning,
        kind=key.kind.name,
        written=key.kind.written if getattr(key.kind, "words", ()) else usual(record, key.text),
        unit=key.unit or _unit(key.kind),
        default=default(key, record),
        required=key.required,
        notes=tuple(_notes(key.text, record)),
        example=example(path),
        below=below,
    )


def _unit(kind: Kind) -> str:
    """What the single values in a list or a map are counted in."""
    for name in ("item", "value"):
        part: Any = getattr(kind, name, None)
        if part is not None:
            return str(getattr(part, "unit", "")) or _unit(part)
    return ""


def _notes(text: str, record: Record) -> Iterator[str]:
    for group in record.one_of:
        if text in group:
            yield f"one of {_listed(group)} must be there, and no more"
    for group in record.some_of:
        if text in group:
            yield f"{_listed(group)} must be there, or both"
    if text in record.beside:
        yield f"only beside `{record.beside[text]}`"


def _listed(texts: tuple[str, ...]) -> str:
    return ", ".join(f"`{text}`" for text in texts[:-1]) + f" or `{texts[-1]}`"


# --- what holds without it --------------------------------------------------------------------------------------------


def default(key: Key, record: Record) -> str:
    """What holds when a key is not there, as one would write it; "" for nothing."""
    return _said(key.kind, record.default(key))


def _said(kind: Kind, value: Any) -> str:
    if value in _NOTHING or (isinstance(value, Mapping) and not value):
        return ""
    if isinstance(kind, Plain):
        return kind.write(value)
    record = next(inner(kind))
    parts = {text: _said(key.kind, getattr(value, key.field)) for text, key in record.keys.items()}
    held = ", ".join(f"{text}: {said}" for text, said in parts.items() if said)
    return f"{{{held}}}" if held else ""
