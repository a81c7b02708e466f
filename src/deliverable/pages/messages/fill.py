"""A template and the values of its placeholders to a message's text, and a template to what is wrong with it.

Values are data: what they hold is never looked at for placeholders, and each line of them stays one line.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from string import Template
from unicodedata import category

from deliverable.dataclass import dataclass

Value = str | tuple[str, ...]
"""A stretch of a line; or the items of a list, each of which gets a line of its own."""

JOINERS = "\u200c\u200d"  # they shape scripts and emoji, and hide nothing
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
ITEM = "- "
PARAGRAPH = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong between two indexes of a template; `unknown` is the name of a placeholder that there isn't."""

    start: int
    end: int
    unknown: str = ""


def faults(template: str, known: Collection[str]) -> Iterator[Fault]:
    """Placeholders that nobody knows, and dollar signs that begin none."""
    for found in Template.pattern.finditer(template):
        name = found["named"] or found["braced"]
        if found["invalid"] is not None:
            yield Fault(found.start(), found.start() + 1)
        elif name is not None and name not in known:
            yield Fault(found.start(), found.end(), name)


def filled(template: str, values: Mapping[str, Value]) -> str:
    """The text. A line of which every placeholder came out empty is left out, and so is a paragraph of which every list
    did: its heading would stand there alone.
    """
    paragraphs = (_paragraph(part, values) for part in PARAGRAPH.split(template.strip("\n")))
    text = "\n\n".join(part for part in paragraphs if part)
    return "".join(f"{_shown(line)}\n" for line in text.split("\n"))


def placeholders(text: str) -> list[str]:
    """The names of the placeholders, as often as they stand there."""
    return [name for found in Template.pattern.finditer(text) if (name := found["named"] or found["braced"])]


def _paragraph(part: str, values: Mapping[str, Value]) -> str:
    lists = [value for name in placeholders(part) if not isinstance(value := values[name], str)]
    if lists and not any(lists):
        return ""
    return "\n".join(_line(line, values) for line in part.split("\n") if not _empty(line, values))


def _empty(text: str, values: Mapping[str, Value]) -> bool:
    names = placeholders(text)
    return bool(names) and not any(values[name] for name in names)


def _line(line: str, values: Mapping[str, Value]) -> str:
    said = Template(line).substitute({name: _said(values[name]) for name in placeholders(line)})
    return said.strip(" ") if line.startswith("$") else said.rstrip(" ")


def _said(value: Value) -> str:
    return _plain(value) if isinstance(value, str) else "\n".join(f"{ITEM}{_plain(item)}" for item in value)


def _plain(text: str) -> str:
    """On one line, and without what has power over a terminal or hides from a reader."""
    line = " ".join(text.split()) if any(char in text for char in "\n\r\t\v\f\x85\u2028\u2029") else text
    return _shown(line)


def _shown(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(char for char in line if char in JOINERS or category(char) not in HIDDEN)
