"""The schema of an answer: it says no more and no less than what `check --format json` writes.

Every answer of tests/cases is held against it in tests/test_cases.py; here is what no case has.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from deliverable.formats.needs_schema import needs_schema
from deliverable.formats.result_schema import result_schema

ROOT = Path(__file__).parent.parent.parent
SAVED = ROOT / "tests" / "cases" / "audit-capacity-changed" / "answer.json"


def closed(schema: Any) -> Any:
    """The schema without room for keys that it doesn't name: nothing that is written may be left out of it."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    more = {"additionalProperties": False} if schema.get("type") == "object" and "properties" in schema else {}
    return {key: closed(part) for key, part in schema.items()} | more


@cache
def strict() -> Draft7Validator:
    """The closed schema, ready to be asked."""
    return Draft7Validator(closed(result_schema()))


def faults(answer: Any) -> list[str]:
    """What the schema, closed, has against an answer."""
    return [f"{error.json_path}: {error.message[:200]}" for error in strict().iter_errors(answer)]


def answer() -> Any:
    """An answer as it is written today."""
    return json.loads(SAVED.read_text(encoding="utf-8")) | {"not_enough": []}


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(result_schema())
    assert faults(answer()) == []


@pytest.mark.parametrize("key", ["schema", "deal", "verdict", "proof", "finish", "plan", "findings", "checked_against"])
def test_what_is_always_there_is_required(key: str) -> None:
    assert faults({name: value for name, value in answer().items() if name != key})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", "deliverable.check/2"),
        ("verdict", "maybe"),
        ("as_of", "tomorrow"),
        ("proof", {"kind": "hunch"}),
        ("proof", {"kind": "shortfall"}),
        ("plan", [{"person": "ana"}]),
        ("faults_elsewhere", -1),
        ("chance", {"on_time": 1.5}),
        ("surprise", 1),
    ],
)
def test_what_is_never_written_is_refused(key: str, value: object) -> None:
    assert faults(answer() | {key: value})


def test_a_later_minor_version_may_add_keys() -> None:
    assert Draft7Validator(result_schema()).is_valid(answer() | {"surprise": 1})


def test_of_what_is_open_all_keys_are_named_and_all_are_there() -> None:
    schema = Draft7Validator(closed(needs_schema()))
    Draft7Validator.check_schema(needs_schema())
    of_all = {
        "schema": "deliverable.needs/1",
        "deal": None,
        "as_of": "2026-11-23",
        "deals": [{"deal": "d", "owner": "", "blocks": {"check": 0, "promise": 1}, "assumed": 0}],
        **{key: [] for key in ("left_out", "questions", "not_asked", "findings")},
    }
    assert schema.is_valid(of_all)
    assert not schema.is_valid(of_all | {"surprise": 1})
    assert not schema.is_valid(of_all | {"deal": "d"})
    assert not schema.is_valid(of_all | {"deals": [{"deal": "d"}]})
    for key in of_all:
        assert not schema.is_valid({name: value for name, value in of_all.items() if name != key}), key
