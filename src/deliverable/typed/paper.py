"""A deal as plain data to the text of its file, laid out as a person would write it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from deliverable.files.written import text, written

ON_LINES: Final = frozenset(("scope", "inputs", "answers", "hurdles", "with"))
"""Keys whose entries have a line each."""
WIDE: Final = 100


def paper(deal: Mapping[str, Any]) -> str:
    """The text of the file; reading it gives the same data."""
    return "".join(f"{line}\n" for key, value in deal.items() for line in _top(key, value))


def _top(key: str, value: Any) -> Iterator[str]:
    if key not in ON_LINES or not isinstance(value, Mapping) or not value:
        yield f"{text(key)}: {_flow(value)}"
        return
    yield f"{text(key)}:"
    for name, entry in value.items():
        if key == "scope" and isinstance(entry, Mapping) and entry:
            yield f"  {text(name)}:"
            yield from (f"    {line}" for part, item in entry.items() for line in _part(part, item))
        else:
            yield f"  {text(name)}: {_flow(entry)}"


def _flow(value: Any) -> str:
    """The value on one line; nothing, as of what nobody has estimated yet, as null."""
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{text(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    return f"[{', '.join(map(_flow, value))}]" if isinstance(value, list) else written(value)


def _part(key: str, value: Any) -> Iterator[str]:
    """A key of a task; what would be too long has a line for each entry."""
    line = f"{text(key)}: {_flow(value)}"
    if len(line) <= WIDE or not isinstance(value, list | Mapping) or not value:
        yield line
        return
    yield f"{text(key)}:"
    if isinstance(value, Mapping):
        yield from (f"  {text(name)}: {_flow(item)}" for name, item in value.items())
    else:
        yield from (f"  - {_flow(item)}" for item in value)
