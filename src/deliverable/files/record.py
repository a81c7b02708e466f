"""Maps with declared keys to nouns: a record is declared once, as a table of its keys."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from deliverable.files.decode import BAD, NULL, Decoder, Kind, no_blank_in, no_colon, not_map
from deliverable.files.nodes import Map, Node, Scalar, is_null
from deliverable.files.slips import tight, with_colon
from deliverable.findings import Edit, KeyPath
from deliverable.spelling import odd_letter

NONE: Mapping[str, Any] = MappingProxyType({})
MOST_KEYS = 100
"""In a map with more keys nobody looks for what an unknown one may be: it is no record."""

Finish = Callable[[dict[str, Any], Map, KeyPath, Decoder], Any]


class Key:
    """One key of a record: its text, the noun's field, its kind and what it means.

    `meant` are wrong words for it, `like` is a value as it may be written, where its kind's own says too little.
    """

    __slots__ = ("field", "kind", "like", "meaning", "meant", "required", "text", "unit")

    def __init__(
        self,
        text: str,
        kind: Kind,
        meaning: str,
        *,
        field: str = "",
        unit: str = "",
        required: bool = False,
        meant: str = "",
        like: str = "",
    ) -> None:
        self.text = text
        self.like = like
        self.field = field or text.replace("-", "_")
        self.kind = kind
        self.meaning = meaning
        self.unit = unit or getattr(kind, "unit", "")
        self.required = required
        self.meant = tuple(meant.split())


class Record:
    """A map with declared keys that becomes a noun; defaults are the noun's own, or those given where it has no noun.

    `finish` makes the noun of the decoded fields, where that takes more than handing them over. It looks after what is
    told here for whoever explains the record: of the keys of each `one_of` exactly one must be there, of each `some_of`
    at least one, and a key of `beside` says something only beside another one.
    """

    def __init__(
        self,
        name: str,
        noun: type[Any] | None,
        *keys: Key,
        finish: Finish | None = None,
        written: str = "",
        defaults: Mapping[str, Any] = NONE,
        one_of: tuple[tuple[str, ...], ...] = (),
        some_of: tuple[tuple[str, ...], ...] = (),
        beside: Mapping[str, str] = NONE,
    ) -> None:
        self.name = name
        self.noun = noun
        self.defaults = defaults
        self.one_of = one_of
        self.some_of = some_of
        self.beside = beside
        self.given = bool(written)
        self.keys: Mapping[str, Key] = {key.text: key for key in keys}
        self.required = tuple(key for key in keys if key.required)
        self.finish = finish or _hand_over(noun)
        self.written = (
            written or "{" + ", ".join(f"{k.text}: {k.kind.written}" for k in (self.required or keys[:1])) + "}"
        )

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """The noun of a map."""
        return self.decode_as(node, path, d, {})

    def decode_as(self, node: Node, path: KeyPath, d: Decoder, given: dict[str, Any]) -> Any:
        """The noun of a map, with some fields known already."""
        if type(node) is not Map:
            return not_map(node, path, d, self.name, self.written)
        keys = self.keys
        for text, (scalar, item) in node.pairs.items():
            key = keys.get(text)
            if key is None:
                unknown(self, scalar, path, d, node)
                continue
            value = key.kind.decode(item, (*path, text), d)
            if value is not BAD and value is not NULL:
                given[key.field] = value
        for key in self.required:
            if not says(node, key.text):
                missing(key, path, d)
        return self.finish(given, node, path, d)

    def default(self, key: Key) -> Any:
        """What holds when the key is not there; None for nothing."""
        from dataclasses import MISSING

        if key.text in self.defaults:
            return self.defaults[key.text]
        field = getattr(self.noun, "__dataclass_fields__", {}).get(key.field)
        if field is None or field.default is MISSING:
            return None
        return field.default


def _hand_over(noun: type[Any] | None) -> Finish:
    needs = needed(noun)

    def make(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
        del node, path, d
        for need in needs:
            if need not in fields:
                return BAD
        return noun(**fields) if noun else fields

    return make


def needed(noun: type[Any] | None) -> tuple[str, ...]:
    """The fields without which there is no such noun."""
    from dataclasses import MISSING

    fields = getattr(noun, "__dataclass_fields__", {})
    return tuple(n for n, f in fields.items() if f.default is MISSING and f.default_factory is MISSING)


def says(node: Map, text: str) -> bool:
    """Whether this key has a value."""
    pair = node.pairs.get(text)
    return pair is not None and not is_null(pair[1])


def meant_to_say(node: Map, text: str, path: KeyPath, d: Decoder) -> bool:
    """Whether this key has a value, or would have one if it were spelled right."""
    return says(node, text) or (bool(d.excused) and (*path, text) in d.excused)


def missing(key: Key, path: KeyPath, d: Decoder) -> None:
    """A required key that isn't there."""
    of = f" of `{path[-1]}`" if path and isinstance(path[-1], str) else ""
    about = (*path, key.text)
    if about in d.excused:
        return
    place = d.key_place(about)
    cure = f"add `{key.text}`, written like `{key.kind.written}`"
    d.say("missing-key", place, f"`{key.text}`{of} is missing", cure, about)


def without_blank(record: Record, scalar: Scalar, path: KeyPath, d: Decoder) -> bool:
    """Whether what looks like an unknown key is a known one with no blank after its colon: said here."""
    return tight(scalar.text) in record.keys and no_blank_in(scalar, (*path, scalar.text), d)


def is_no_key(record: Record, scalar: Scalar, path: KeyPath, d: Decoder, node: Map) -> bool:
    """Whether an unknown key without a value is a known one with its value, and no colon between, or the rest of a text
    with a comma in it: said here.
    """
    if with_colon(scalar.text).partition(":")[0] in record.keys:
        return no_colon(scalar, (*path, scalar.text), d)
    from deliverable.files.nearly import cut_text

    return node.flow and cut_text(record.keys.keys(), scalar, path, d, node)


def unknown(record: Record, scalar: Scalar, path: KeyPath, d: Decoder, node: Map) -> None:
    """A key that the record doesn't have, with the one that was probably meant."""
    if scalar.start < 0 or without_blank(record, scalar, path, d):
        return
    few = len(node.pairs) <= MOST_KEYS
    if few and is_null(node.pairs[scalar.text][1]) and is_no_key(record, scalar, path, d, node):
        return
    from deliverable.files.astray import belongs, under
    from deliverable.files.suggest import likely

    place = d.doc.place(scalar.start, scalar.end)
    elsewhere = under(record, scalar.text, path, d, node) if few else ""
    meant = None if elsewhere else next((k.text for k in record.keys.values() if scalar.text in k.meant), None)
    elsewhere = elsewhere or ("" if meant or not few else belongs(record, scalar.text, path, d, node))
    meant = meant or (None if elsewhere else likely(scalar.text, [k for k in record.keys if k not in node.pairs]))
    if meant:
        d.excused.add((*path, meant))
    cure = f"did you mean `{meant}`?" if meant else elsewhere or "keys here: " + ", ".join(record.keys)
    edits = (Edit(place, meant),) if meant and meant not in node.pairs else ()
    message = f"{record.name} has no key `{scalar.text}`{odd_letter(scalar.text)}"
    sure = bool(meant) and _bare(scalar.text) == _bare(meant or "")
    d.say("unknown-key", place, message, cure, (*path, scalar.text), edits=edits, sure=sure)


def _bare(text: str) -> str:
    """A key without what people write differently: `Time-Off`, `timeOff` and `time_off` are the same word."""
    return text.lower().replace("-", "").replace("_", "").replace(" ", "")
