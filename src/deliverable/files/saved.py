"""The bytes of a saved answer to plain data that can be walked without surprise, or why they are no answer."""

import json
from collections.abc import Iterable
from typing import Any, NoReturn

from deliverable.errors import UserError

MOST_BYTES = 64_000_000  # 20 times an answer of a firm of 10,000 people
DEEPEST = 40
LONGEST_NUMBER = 15
HINT = "save one with: deliverable check DEAL --format json -o FILE"


def read_saved(name: str, content: bytes) -> dict[str, Any]:
    """The map that an answer is: every key once, numbers of a size that occurs, nested no deeper than answers are.

    Raises UserError for everything else; `name` is how the message calls the file.
    """
    if len(content) > MOST_BYTES:
        _refuse(name, "is larger than any answer")
    try:
        data = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_map,
            parse_int=_int,
            parse_float=_float,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError:
        _refuse(name, "is not UTF-8 text")
    except json.JSONDecodeError as error:
        _refuse(name, f"is not JSON: {error.msg} (line {error.lineno}, column {error.colno})")
    except _NotOursError as error:
        _refuse(name, str(error))
    except RecursionError:
        _refuse(name, "is nested deeper than any answer")
    if not isinstance(data, dict):
        _refuse(name, "holds no answer: it is JSON, but no map")
    if _too_deep(data):
        _refuse(name, "is nested deeper than any answer")
    return data


class _NotOursError(ValueError):
    """JSON that no answer of ours holds."""


def _refuse(name: str, why: str) -> NoReturn:
    message = f"{name} {why}"
    raise UserError(message, HINT)


def _map(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            message = f"says `{shortened(key)}` twice in one map"
            raise _NotOursError(message)
        found[key] = value
    return found


def shortened(text: str, most: int = 60) -> str:
    """A text that somebody may have made long, as far as a message needs it."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _int(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        message = f"holds a number of {len(text)} digits"
        raise _NotOursError(message)
    return int(text)


def _float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        _no_number(shortened(text))
    return value


def _no_number(text: str) -> NoReturn:
    message = f"holds {text}, which is no number"
    raise _NotOursError(message)


def _too_deep(data: object) -> bool:
    """Whether something is nested too deeply, found out level by level."""
    level = [data]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(outer: object) -> Iterable[object]:
    if isinstance(outer, dict):
        return outer.values()
    return outer if isinstance(outer, list) else ()
