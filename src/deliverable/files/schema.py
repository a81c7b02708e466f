"""The declarations to a JSON Schema of a capacity file or a deal, for editors.

It accepts every file that is read without a fault, whatever YAML reader an editor uses, and refuses what the shape of a
file alone can show to be wrong. What crosses keys (a range in order, an id that exists) is for lint.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from deliverable.files.decode import Either, Kind, ListOf, MapOf, Plain
from deliverable.files.explain import default
from deliverable.files.forms import Stretch
from deliverable.files.kinds import DATE, ID, SOME_SHARE
from deliverable.files.needs import BySkill, SkillOrRecord
from deliverable.files.nodes import seen
from deliverable.files.proposal import InOrder, OvertimeForm
from deliverable.files.record import Key, Record
from deliverable.files.shape import DEAL, FIRM, MEANINGS, TABLES
from deliverable.files.tables import AnyMap, OrNone, Table, Words
from deliverable.files.yamlfile import parse

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
Data = dict[str, Any]


def capacity_schema() -> Data:
    """The schema of a file of the capacity folder that is no deal."""
    known = _Known()
    properties = {"firm": known.held(FIRM), **{top: known.held(table) for top, table in TABLES.items()}}
    for top, held in properties.items():
        properties[top] = _described(or_nothing(held), MEANINGS[top])
    whole = {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}
    return _document("A capacity file of deliverable", whole, known)


def deal_schema() -> Data:
    """The schema of a deal's file."""
    known = _Known()
    return _document("A deal of deliverable", {"type": "object", **known.body(DEAL)}, known)


def _document(title: str, whole: Data, known: "_Known") -> Data:
    return {"$schema": DRAFT, "title": title, **whole, "definitions": known.definitions}


# --- kinds ------------------------------------------------------------------------------------------------------------


class _Known:
    """The records of a schema by name, each told once and referred to wherever it is."""

    def __init__(self) -> None:
        self.definitions: dict[str, Data] = {}
        self.names: dict[Record, str] = {}

    def held(self, kind: Kind) -> Data:
        """What a value of a kind looks like."""
        if isinstance(kind, Plain):
            return dict(kind.form)
        make: Callable[[_Known, Any], Data] = FORMS[type(kind)]
        return make(self, kind)

    def refer(self, record: Record) -> Data:
        """A reference to a record. What kind of value it is stands beside it, so that it may be none as well, and an
        editor still speaks about the key that is wrong rather than about the whole record.
        """
        if record not in self.names:
            slug = re.sub(r"[^a-z]+", "-", re.sub("^an? ", "", record.name)).strip("-")
            same = sum(name == slug or name.startswith(f"{slug}-") for name in self.names.values())
            self.names[record] = f"{slug}-{same + 1}" if same else slug
            self.definitions[self.names[record]] = {}
            self.definitions[self.names[record]] = self.body(record)
        return {"type": "object", "allOf": [{"$ref": f"#/definitions/{self.names[record]}"}]}

    def body(self, record: Record) -> Data:
        """A map with declared keys."""
        out: Data = {
            "properties": {text: self.key(key, record) for text, key in record.keys.items()},
            "additionalProperties": False,
        }
        if record.required:
            out["required"] = [key.text for key in record.required]
        together = [
            *({"oneOf": [_says(text) for text in group]} for group in record.one_of),
            *({"anyOf": [_says(text) for text in group]} for group in record.some_of),
            *({"if": _says(text), "then": _says(other)} for text, other in record.beside.items()),
        ]
        return out | ({"allOf": together} if together else {})

    def key(self, key: Key, record: Record) -> Data:
        """A key's value, with what it means; one that may be missing may be empty too."""
        held = self.held(key.kind)
        out = _described(held if key.required else or_nothing(held), _told(key))
        said = default(key, record)
        return out | ({"default": _data(said)} if said else {})

    def either(self, *kinds: Kind) -> Data:
        """One of several forms."""
        return {"anyOf": [self.held(kind) for kind in kinds]}

    def map_of(self, kind: MapOf) -> Data:
        """Names somebody chose."""
        return {"type": "object", "additionalProperties": self.held(kind.value)}

    def anything(self, kind: Kind) -> Data:
        """A map of any keys to data of any form."""
        del kind
        return {"type": "object"}

    def table(self, kind: Table) -> Data:
        """Records by id; one without a value has nothing but its id, where that is enough."""
        held = self.held(kind.record)
        ids = {f"^{ID}$": held if kind.record.required else or_nothing(held)}
        return {"type": "object", "patternProperties": ids, "additionalProperties": False}

    def by_skill(self, kind: BySkill) -> Data:
        """A map by skill, or a list of records."""
        each = self.either(kind.read, kind.record)
        if kind.figure == "effort":
            each = or_nothing(each)  # not estimated yet
        ids = {"type": "object", "patternProperties": {f"^{ID}$": each}, "additionalProperties": False}
        rows = {"type": "array", "items": self.held(kind.row), "minItems": 1}
        return {"anyOf": [{**ids, "minProperties": 1}, rows]}


FORMS: Final[Mapping[type, Callable[[_Known, Any], Data]]] = {
    Record: _Known.refer,
    ListOf: lambda known, kind: {"type": "array", "items": known.held(kind.item)},
    MapOf: _Known.map_of,
    Table: _Known.table,
    InOrder: lambda known, kind: known.table(kind.table),
    Either: lambda known, kind: known.either(kind.short, kind.long),
    Stretch: lambda known, kind: known.either(DATE, kind.record),
    OvertimeForm: lambda known, kind: known.either(SOME_SHARE, kind.record),
    SkillOrRecord: lambda known, kind: known.either(kind.record.keys["skill"].kind, kind.record),
    BySkill: _Known.by_skill,
    Words: lambda known, kind: known.held(kind.record),
    OrNone: lambda known, kind: {"anyOf": [{"const": kind.word}, known.held(kind.record)]},
    AnyMap: _Known.anything,
}
"""How each kind that isn't a single text looks."""


# --- parts ------------------------------------------------------------------------------------------------------------


def or_nothing(held: Data) -> Data:
    """The same, or no value: a key without one is as if it were not there."""
    if not held:
        return held
    if "enum" in held:
        return {**held, "enum": [*held["enum"], None]}
    if "type" in held and "const" not in held:
        types = held["type"] if isinstance(held["type"], list) else [held["type"]]
        return {**held, "type": [*types, "null"]}
    return {"anyOf": [*(held["anyOf"] if held.keys() == {"anyOf"} else [held]), {"type": "null"}]}


def _says(text: str) -> Data:
    """A key is there and has a value."""
    return {"required": [text], "properties": {text: {"not": {"type": "null"}}}}


def _described(held: Data, text: str) -> Data:
    """With what it means."""
    return {"description": text, **held}


def _told(key: Key) -> str:
    return f"{key.meaning} ({key.unit})" if key.unit else key.meaning


def _data(said: str) -> Any:
    """A default as a reader of the file sees it."""
    root = parse("", f"a: {said}".encode()).root
    return None if root is None else seen(root.pairs["a"][1])
