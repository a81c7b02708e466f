"""The parts of which the JSON Schemas (draft-07) of our answers are put together.

A minor version may add keys, so none is forbidden; those that are always there are required.
"""

from typing import Any, Final

from deliverable.findings import Severity

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
Data = dict[str, Any]

TEXT: Final[Data] = {"type": "string"}
DAY: Final[Data] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"}
SWITCH: Final[Data] = {"type": "boolean"}
WHOLE: Final[Data] = {"type": "integer"}
COUNT: Final[Data] = {"type": "integer", "minimum": 0}
SHARE: Final[Data] = {"type": "number", "minimum": 0, "maximum": 1}
NONE: Final[Data] = {"type": "null"}
FINGERPRINT: Final[Data] = {"type": ["string", "null"]}


def said(what: str, held: Data) -> Data:
    """With what it means; beside a reference nothing else would count."""
    return {"description": what, **({"allOf": [held]} if "$ref" in held else held)}


def mapped(keys: Data, *optional: str) -> Data:
    """An object with these keys, all but the optional ones of which are there."""
    return {"type": "object", "properties": keys, "required": [key for key in keys if key not in optional]}


def listed(item: Data) -> Data:
    """A list of such items."""
    return {"type": "array", "items": item}


def ref(name: str) -> Data:
    """One of the definitions."""
    return {"$ref": f"#/definitions/{name}"}


def or_null(held: Data) -> Data:
    """The same, or null."""
    return {"anyOf": [held, NONE]}


def word(*words: str | None) -> Data:
    """One of a few words."""
    return {"enum": list(words)}


DAY_OR_NULL: Final = {**DAY, "type": ["string", "null"]}
TEXTS: Final = listed(TEXT)
TEXT_OR_NULL: Final[Data] = {"type": ["string", "null"]}
PLACE: Final[Data] = {"path": TEXT, "line": COUNT, "column": COUNT}
FINDING: Final[Data] = {
    "rule": said("deliverable rule ID says why", TEXT),
    "severity": word(*(severity.value for severity in Severity)),
    "message": TEXT,
    "cure": TEXT,
    **PLACE,
    "end_line": COUNT,
    "end_column": COUNT,
    "fixable": SWITCH,
    "related": listed(mapped({"message": TEXT, **PLACE})),
}
CONDITION: Final = mapped({"what": TEXT, "ids": TEXTS, "by": DAY_OR_NULL, "text": said("in words", TEXT)})
SKILL: Final[Data] = {"skill": TEXT, "level": WHOLE}
