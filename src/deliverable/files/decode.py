"""A node to a value of a declared kind, and a finding at the exact place when it is none."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, Protocol

from deliverable.files.ambiguous import NULLS
from deliverable.files.faults import fault
from deliverable.files.nodes import Document, Map, Node, Refused, Scalar, Seq, find, is_null
from deliverable.files.slips import alone, no_blank, tight, tight_dash, with_colon
from deliverable.findings import Edit, Finding, KeyPath, Place, Related
from deliverable.spelling import odd_letter

BAD: Final[Any] = type("Bad", (), {"__repr__": lambda _: "BAD"})()
"""What decoding gives back for a value that a finding speaks about."""

NULL: Final[Any] = type("Null", (), {"__repr__": lambda _: "NULL"})()
"""What decoding gives back where a key has no value: the same as if it were not there."""


class Wrong(Exception):  # noqa: N818 - reads as `raise Wrong(what, cure)`
    """A text that isn't of its kind: what is wrong, what to do, and the text that was meant, `sure` if it must be."""

    def __init__(self, message: str, cure: str = "", write: str | None = None, *, sure: bool = True) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure
        self.write = write
        self.sure = sure


class Decoder:
    """What decoding one document needs to know and what it found. `day` is what `1d` of effort is, in minutes;
    `excused` are keys that aren't there because they are misspelt or misplaced, which is said; `hides` are the
    top-level keys of which some id can't be read for it.
    """

    def __init__(self, doc: Document, root: Node, head: KeyPath, day: Fraction, memos: "Memos | None" = None) -> None:
        self.doc = doc
        self.root = root
        self.head = head
        self.day = day
        self.memos: Memos = defaultdict(dict) if memos is None else memos
        self.findings: list[Finding] = []
        self.excused: set[KeyPath] = set()
        self.hides: set[str] = set()

    def at(self, node: Node, path: KeyPath) -> Place:
        """The place of a value, or of its key when nothing is written there."""
        if is_null(node):
            return self.key_place(path)
        return self.doc.of(node) or self.key_place(path)

    def key_place(self, path: KeyPath) -> Place:
        """The place of the key that a path ends in, or of the first line of what it names."""
        below = path[len(self.head) :]
        while True:
            found = find(self.root, below)
            if found is not None and found[0] is not None and found[0].start >= 0:
                return self.doc.place(found[0].start, found[0].end)
            if found is not None and found[1].start >= 0 and below:
                return self.first_line(found[1])
            if not below:
                return self.first_line(self.root)
            below = below[:-1]

    def first_line(self, node: Node) -> Place:
        """The place of a node, no longer than a line: a block's first key stands for all of it."""
        if type(node) is Map and not node.flow and node.pairs:
            key = next(iter(node.pairs.values()))[0]
            return self.doc.place(key.start, key.end)
        return self.doc.of(node) or self.doc.place(0, 0)

    def wrong(
        self, node: Node, path: KeyPath, message: str, cure: str, write: str | None = None, *, sure: bool = True
    ) -> Any:
        """A finding of a value that isn't what its key wants; gives BAD back."""
        place = self.at(node, path)
        edits = (Edit(place, write),) if write is not None and not is_null(node) else ()
        self.findings.append(fault("bad-value", message, place, cure, edits=edits, safe=sure, about=path))
        return BAD

    def say(
        self,
        rule: str,
        place: Place,
        message: str,
        cure: str,
        about: KeyPath,
        *,
        related: tuple[Related, ...] = (),
        edits: tuple[Edit, ...] = (),
        sure: bool = False,
    ) -> None:
        """Any other finding; its edits need a person's eye unless they are `sure`."""
        self.findings.append(fault(rule, message, place, cure, related=related, edits=edits, safe=sure, about=about))


class Kind(Protocol):
    """A kind of value: how people write it, what it means, and how a node becomes one."""

    name: str
    written: str

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """The value; BAD after a finding; NULL where nothing is written."""


Memos = defaultdict["Plain", dict[str, Any]]


class Plain:
    """A kind written as a single text; `read` gets the text and the firm's day, and raises Wrong.

    `form` is what a JSON Schema can say of it, `write` gives the text of a value back, `words` are all that it can be.
    """

    __slots__ = ("form", "name", "read", "unit", "words", "write", "written")

    def __init__(
        self,
        name: str,
        written: str,
        unit: str,
        read: Callable[[str, Fraction], Any],
        form: Mapping[str, Any],
        *,
        write: Callable[[Any], str] = str,
        words: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.written = written
        self.unit = unit
        self.read = read
        self.form = form
        self.write = write
        self.words = words

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """The value of the text, remembered for the next time that it is written."""
        if type(node) is not Scalar:
            return self.not_single(node, path, d)
        text = node.text
        memo = d.memos[self]
        if text in memo:
            return memo[text]
        if text in NULLS and not node.style:
            return NULL
        try:
            value = self.read(text, d.day)
        except Wrong as wrong:
            return self.not_read(wrong, node, path, d)
        if text not in NULLS:
            memo[text] = value
        return value

    def not_read(self, wrong: Wrong, node: Scalar, path: KeyPath, d: Decoder) -> Any:
        """A text that isn't of this kind, and what it would be if its signs were what they look like."""
        if wrong.write is None or odd_letter(node.text):
            from deliverable.files.nearly import nearly

            for meant, odd, cure in nearly(node.text, node.style):
                try:
                    self.read(meant, d.day)
                except Wrong:
                    continue
                write = meant if odd else None
                return d.wrong(node, path, wrong.message + odd, cure, write, sure=False)
        return d.wrong(node, path, wrong.message, wrong.cure, wrong.write, sure=wrong.sure)

    def not_single(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """A map or a list where a single value belongs."""
        if type(node) is Refused:
            return BAD
        what = "a list" if type(node) is Seq else "a map"
        return d.wrong(node, path, f"`{path[-1]}` is {self.name}, not {what}", f"write it like `{self.written}`")


class Text(Plain):
    """Free text: it means what it says, but something else may have been meant."""

    __slots__ = ()

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """The text; what is odd about it is said."""
        if type(node) is not Scalar:
            return self.not_single(node, path, d)
        text = node.text
        if text in NULLS and not node.style:
            return NULL
        end = node.end
        if not text.isascii() or "#" in text or d.doc.text[end : end + 2] == " #":
            self.doubt(node, path, d)
        return text

    def doubt(self, node: Scalar, path: KeyPath, d: Decoder) -> None:
        """Say what is odd about a text that isn't plain."""
        if node.start >= 0:
            from deliverable.files.nearly import doubt

            doubt(node, path, d)


class ListOf:
    """A list of values of one kind."""

    def __init__(self, item: Kind) -> None:
        self.item = item
        self.name = f"a list of {plural(item.name)}"
        self.written = f"[{item.written}]"

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """A tuple of the items that are right."""
        if type(node) is not Seq:
            return self.not_list(node, path, d)
        values = []
        kept: list[Node] = []
        for index, item in enumerate(node.items):
            here = (*path, index)
            value = self.item.decode(item, here, d)
            if value is NULL:
                value = d.wrong(
                    item, here, "this item is empty", f"write it like `{self.item.written}`, or delete the line"
                )
            if value is not BAD:
                values.append(value)
                kept.append(item)
        if len(kept) < len(node.items):
            node.kept = kept
        return tuple(values)

    def not_list(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """Something else where a list belongs; a single item is read as a list of one."""
        if is_null(node):
            return NULL
        if type(node) is Scalar and tight_dash(node.text) and not node.style:
            return glued_dash(node, path, d)
        if type(node) is Scalar and isinstance(self.item, Plain):
            write = None if node.style in ("|", ">") else f"[{d.doc.text[node.start : node.end]}]"
            d.wrong(node, path, f"`{path[-1]}` is a list", f"write {write}" if write else "put it in brackets", write)
            value = self.item.decode(node, path, d)
            return BAD if value is BAD else (value,)
        if type(node) is Refused:
            return BAD
        return d.wrong(node, path, f"`{path[-1]}` is {self.name}", "begin each item with `- `")


def glued_dash(node: Scalar, path: KeyPath, d: Decoder) -> Any:
    """Items of a list with no blank after their `-`, which YAML reads as one text."""
    edits = (Edit(d.doc.place(node.start + 1, node.start + 1), " "),) if alone(d.doc, node) else ()
    place = d.doc.place(node.start, node.start + 1)
    d.say("bad-value", place, "a blank is missing after `-`", "write `- ` before each item", path, edits=edits)
    return BAD


def plural(name: str) -> str:
    """The name of a kind for several of it: `a row of work` is one of `rows of work`."""
    head, *rest = re.split(r" (?=of |by |with |off$)", re.sub(r"^an? ", "", name), maxsplit=1)
    many = head if head in ("time", "work") or head.endswith("s") else f"{head}s"
    return " ".join((many, *rest))


class MapOf:
    """A map whose keys are names somebody chose, such as `named`, with values of one kind."""

    def __init__(self, value: Kind, of: str, named: str = "name") -> None:
        self.value = value
        self.of = of
        self.named = named
        self.name = f"a map of {of}"
        self.written = f"{{name: {value.written}}}"

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """A read-only map of the values that are right."""
        if type(node) is not Map:
            return not_map(node, path, d, self.name, self.written)
        values: dict[str, Any] = {}
        for text, (key, item) in node.pairs.items():
            here = (*path, text)
            value = self.value.decode(item, here, d)
            if value is NULL:
                if not no_blank_in(key, here, d):
                    self.nothing(text, key, item, here, d)
            elif value is not BAD:
                values[text] = value
        return MappingProxyType(values)

    def nothing(self, text: str, key: Scalar, item: Node, here: KeyPath, d: Decoder) -> None:
        """A name with nothing behind it."""
        if not no_colon(key, here, d):
            d.wrong(item, here, f"`{text}` has no value", f"write it like `{text}: {self.value.written}`")


def no_colon(key: Scalar, path: KeyPath, d: Decoder) -> bool:
    """Whether a key without a value is both, with another sign than a colon between: said here."""
    neat = "" if key.style or key.start < 0 else with_colon(key.text)
    if not neat:
        return False
    place = d.doc.place(key.start, key.end)
    edits = (Edit(place, neat),)
    d.say("bad-value", place, f"a colon is missing in `{key.text}`", f"write `{neat}`", path, edits=edits)
    d.excused.add((*path[:-1], neat.partition(":")[0]))
    return True


def no_blank_in(scalar: Scalar, path: KeyPath, d: Decoder) -> bool:
    """Whether a text is a key and its value with no blank between: said here. The path ends in the text."""
    key = "" if scalar.style or scalar.start < 0 else tight(scalar.text)
    if not key:
        return False
    finding = no_blank(d.doc, scalar.start + len(key) + 1)
    d.say(finding.rule, finding.place, finding.message, finding.cure, (*path[:-1], key), edits=finding.edits)
    d.excused.add((*path[:-1], key))
    return True


def not_map(node: Node, path: KeyPath, d: Decoder, name: str, written: str) -> Any:
    """Something else where a map belongs."""
    if is_null(node):
        return NULL
    if type(node) is Refused:
        return BAD
    if type(node) is Scalar and no_blank_in(node, (*path, node.text), d):
        return BAD
    return d.wrong(node, path, f"`{path[-1]}` is {name}", f"write it like `{written}`")


class Either:
    """A short form, a single text or a list, or a long form for the same thing."""

    def __init__(self, short: Plain | ListOf, long: Kind) -> None:
        self.short = short
        self.long = long
        self.name = short.name
        self.written = short.written
        self.unit = getattr(short, "unit", "")

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """The value of whichever form it is."""
        if type(node) is Map:
            return self.long.decode(node, path, d)
        return self.short.decode(node, path, d)
