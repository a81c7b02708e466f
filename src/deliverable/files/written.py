"""Plain data to one line of YAML that every reader takes as this data."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Final, TypeAlias

from deliverable.files.ambiguous import differs, is_data, quoted

Value: TypeAlias = str | int | float | bool | date | Sequence["Value"] | Mapping[str, "Value"]
"""What a file can hold: text, numbers, dates, and lists and maps of them."""

_BARE: Final = re.compile(r"[^\W_](?:[\w .%/+()&-]*[\w%)])?")


def written(value: Value) -> str:
    """The value as YAML on one line, text in quotes where it would be taken for something else.

    Raises ValueError for what no file can hold.
    """
    if isinstance(value, str):
        return text(value)
    if isinstance(value, date):
        return text(value.isoformat())
    if isinstance(value, bool | int | float):
        return number(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{text(key)}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(written, value)) + "]"
    message = f"{type(value).__name__} can't be written"  # type: ignore[unreachable]  # whoever passes it isn't typed
    raise ValueError(message)


def text(value: str) -> str:
    """A key or a text, in quotes unless it is plain words, and to every reader the same words."""
    if value.isprintable() and _BARE.fullmatch(value) and not is_data(value) and not differs(value):
        return value
    return quoted(value)


def number(value: bool | int | float) -> str:
    """A number or a truth; with a point wherever YAML 1.1 wants one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if not isfinite(value):
        message = f"{value} is no number"
        raise ValueError(message)
    found = repr(value)
    return found.replace("e", ".0e") if "e" in found and "." not in found else found
