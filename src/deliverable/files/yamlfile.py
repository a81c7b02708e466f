"""The bytes of a YAML file to nodes with places, and findings for whatever is no plain YAML 1.2."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import yaml

from deliverable.errors import UserError
from deliverable.files.ambiguous import differs, is_data, is_number, quoted
from deliverable.files.calm import calm
from deliverable.files.faults import fault
from deliverable.files.nodes import BREAK, Document, Map, Node, Refused, Scalar, Seq
from deliverable.files.slips import halves, run_on, settle_conflicts
from deliverable.files.syntax import Complaint, mended, rootless
from deliverable.files.text import document, seen
from deliverable.files.twin import without_twin
from deliverable.findings import Edit, Place, Related

DEEPEST: Final = 50
MOST_ERRORS: Final = 20
MOST_AGAIN: Final = 5_000_000
"""A file is read once more for each error: so many characters in all, but for a few errors in any case."""
FEW_ERRORS: Final = 5


def parse(path: str, content: bytes) -> Document:
    """The document in these bytes. What can't be read is left out and said in `findings`; this never raises."""
    doc = document(path, content)
    with calm():
        settle_conflicts(doc)
        _read(doc)
    return doc


def _read(doc: Document) -> None:
    """Parse; after a syntax error without the item that holds it, a few times."""
    text = doc.parsed
    most = min(MOST_ERRORS, max(FEW_ERRORS, MOST_AGAIN // (len(text) + 1)))
    for attempt in range(most + 1):
        builder = _Builder(doc, text)
        complaint = builder.run()
        if complaint is None:
            break
        rest = mended(doc, text, complaint)
        if attempt < most:
            text = rest
        else:
            doc.lost.add("")
            last = doc.findings[-1]
            doc.findings[-1] = replace(last, cure=f"{last.cure}; what follows in this file is not read before")
    doc.parsed = text
    builder.finish(attempt)


class _Builder:
    """Events to nodes, on a stack of its own; `key` is the pending key of the map on top, None where one is due."""

    def __init__(self, doc: Document, text: str) -> None:
        self.doc = doc
        self.text = text
        self.faults: list[Any] = []
        self.root: Node | None = None
        self.stack: list[tuple[Map | Seq, Scalar | None]] = []
        self.top: Map | Seq | None = None
        self.key: Scalar | None = None
        self.dropped: list[Node] = []
        self.lost: set[str] = set()
        self.last = 0
        self.good_values: set[str] = set()
        self.good_keys: set[str] = set()
        self.documents = 0

    def run(self) -> Complaint | None:
        """Everything up to the end or to the first syntax error, which is returned."""
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self.veiled if self.doc.hidden else self.scalar,
            yaml.MappingStartEvent: self.start_map,
            yaml.MappingEndEvent: self.end,
            yaml.SequenceStartEvent: self.start_list,
            yaml.SequenceEndEvent: self.end,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.start_document,
        }
        next_event = _parser()(self.text).get_event
        try:
            while True:
                event = next_event()
                handler = handlers.get(type(event))
                if handler is not None:
                    handler(event)
                elif event is None or type(event) is yaml.StreamEndEvent:
                    return None
        except _Stop:
            return None
        except _TooDeepError as deep:
            return Complaint("nested", deep.index)
        except yaml.MarkedYAMLError as error:
            return self.complaint(error)

    def complaint(self, error: yaml.MarkedYAMLError) -> Complaint:
        """What libyaml says; where the file ends inside a bracket, about the bracket."""
        opened = error.context_mark.index if error.context_mark else None
        index = error.problem_mark.index if error.problem_mark else opened or 0
        top = self.top
        quote = self.wrong_quote(index)
        if quote is not None:
            return quote
        if top is not None and top.flow and index >= len(self.text.rstrip()):
            return Complaint("expected ',' or ']'" if type(top) is Seq else "expected ',' or '}'", index, "", top.start)
        return Complaint(error.problem or "", index, error.context or "", opened)

    def wrong_quote(self, index: int) -> Complaint | None:
        """A text in quotes right before what can't be read: over several lines it is one that nobody closed, else its
        last quote is in the middle of the text.
        """
        node: Node | None = self.key
        if node is None and type(self.top) is Map and self.top.pairs:
            node = next(reversed(self.top.pairs.values()))[1]
        elif node is None and type(self.top) is Seq and self.top.items:
            node = self.top.items[-1]
        if type(node) is not Scalar or node.style not in ("'", '"') or BREAK.search(self.text, node.end, index):
            return None
        if BREAK.search(self.text, node.start, node.end):
            return Complaint("unexpected end of stream", node.start)
        return Complaint("text behind a quote", node.end - 1) if index == node.end else None

    # --- events

    def scalar(self, event: Any) -> None:
        """A key or a value. Most events come here: the common case calls nothing else."""
        text, style, top = event.value, event.style, self.top
        end = self.last = event.end_mark.index
        node = Scalar(text, event.start_mark.index, end, style)
        if event.anchor is not None or event.tag is not None:
            self.feature(event, node)
        if type(top) is not Map:
            if not style and text not in self.good_values:
                self.judge_value(node)
            self.add(node)
            return
        key = self.key
        if key is None:
            self.key = node
            if not style and text not in self.good_keys:
                self.judge_key(node)
            return
        if not style and text not in self.good_values and self.judge_value(node):
            return
        if key.text in top.pairs or not key.text or key.text == "<<":
            self.pair(top, node)
        else:
            self.key = None
            top.pairs[key.text] = (key, node)

    def veiled(self, event: Any) -> None:
        """A key or a value that may have invisible characters in it, which a finding speaks about."""
        text = seen(event.value)
        event.value = text if event.style else text.strip()
        self.scalar(event)

    def start_map(self, event: Any) -> None:
        """A map begins."""
        self.push(event, Map(event.start_mark.index, flow=bool(event.flow_style)))

    def start_list(self, event: Any) -> None:
        """A list begins."""
        self.push(event, Seq(event.start_mark.index, flow=bool(event.flow_style)))

    def push(self, event: Any, node: Map | Seq) -> None:
        """What follows belongs to this map or list."""
        if len(self.stack) >= DEEPEST - 1:
            raise _TooDeepError(node.start)
        if event.anchor is not None or event.tag is not None:
            self.feature(event, node)
        if self.key is None and type(self.top) is Map:
            self.refuse(node.start, node.start + 1, "a list or a map can't be a key", "write the key as one word")
            self.dropped.append(node)
            self.key = _NO_KEY
            self.stack.append((self.top, _NO_KEY))
        else:
            self.add(node)
            if self.top is not None:
                self.stack.append((self.top, None))
        self.top = node
        self.key = None

    def end(self, event: Any) -> None:
        """The map or list on top ends."""
        node = self.top
        if node is None:
            return
        if node.flow:
            self.last = event.end_mark.index
        node.end = max(self.last, node.start)
        self.top, self.key = self.stack.pop() if self.stack else (None, None)

    def alias(self, event: Any) -> None:
        """A reference to an anchor: refused."""
        start, end = event.start_mark.index, event.end_mark.index
        self.refuse(start, end, "aliases are not read", "write the value out")
        self.lost.add(self.top_key())
        self.last = end
        if self.key is None and type(self.top) is Map:
            self.key = _NO_KEY
        else:
            self.add(Refused(start, end))

    def start_document(self, event: Any) -> None:
        """The file's only document, or one too many."""
        self.documents += 1
        if self.documents > 1:
            at = event.start_mark.index
            self.refuse(at, event.end_mark.index, "a second document begins here", "put it in a file of its own")
            self.lost.add("")
            raise _Stop

    # --- the tree

    def add(self, node: Node) -> None:
        """Hang a value where it belongs."""
        top = self.top
        if type(top) is Map:
            self.pair(top, node)
        elif type(top) is Seq:
            top.items.append(node)
        elif self.root is None:
            self.root = node

    def pair(self, top: Map, node: Node) -> None:
        """A key and its value; the first of two equal keys stays."""
        key, self.key = self.key, None
        if key is None or key is _NO_KEY:
            self.dropped.append(node)
        elif key.text == "<<" and not key.style:
            self.refuse(key.start, key.end, "merge keys are not read", "write the keys out")
            self.lost.add(self.top_key())
            self.dropped += (key, node)
        elif key.text in top.pairs:
            self.duplicate(key, node, top)
            self.dropped += (key, node)
        else:
            top.pairs[key.text] = (key, node)

    def top_key(self) -> str:
        """The top-level key that is being read, "" at the top itself."""
        if type(self.root) is Map and self.stack:
            pairs = self.root.pairs
            return next(reversed(pairs)) if pairs else ""
        return ""

    # --- findings

    def judge_value(self, node: Scalar) -> bool:
        """A plain value must mean the same to every reader; whether it is none, but the end of the one before."""
        if not node.text:
            return self.split_at_comma()
        if " - " in node.text and (begin := run_on(self.text, node)):
            message = "this line continues the text above, though it looks like an item of a list"
            cure = "indent it like the item above, or put the text in quotes"
            self.note("run-on-line", begin, begin + 1, message, cure)
            return False
        older = differs(node.text)
        if not older:
            self.good_values.add(node.text)
            return False
        here = "a number" if is_number(node.text) else "text"
        message = f"`{node.text}` is kept as text; YAML 1.1 readers see {older}, YAML 1.2 readers see {here}"
        self.unclear(node, message)
        return False

    def split_at_comma(self) -> bool:
        """Whether the key without a value is the second half of a number such as `7,5h`: a comma ends a value in {}."""
        top, key = self.top, self.key
        if type(top) is not Map or not top.flow or not top.pairs or key is None:
            return False
        first, value = next(reversed(top.pairs.values()))
        neat = halves(self.text, value, key) if type(value) is Scalar else ""
        if not neat:
            return False
        self.faults = [fault for fault in self.faults if fault[1] < value.start]
        message = f"`{self.text[value.start : key.end]}` is cut in two by its comma"
        self.note("bad-value", value.start, key.end, message, f"write {neat}", write=neat, sure=False)
        top.pairs[first.text] = (first, Refused(value.start, key.end))
        self.dropped += (value, key)
        self.key = None
        return True

    def judge_key(self, node: Scalar) -> None:
        """A plain key must be text."""
        if node.text == "<<" or not is_data(node.text):
            self.good_keys.add(node.text)
        else:
            self.unclear(node, f"the key `{node.text}` is kept as text; other readers don't see text")

    def unclear(self, node: Scalar, message: str) -> None:
        """A plain text that wants quotes."""
        neat = quoted(node.text)
        self.note("ambiguous-scalar", node.start, node.end, message, f"write {neat}", write=neat)

    def note(self, rule: str, start: int, end: int, message: str, cure: str, **more: Any) -> None:
        """Keep a finding; places are made when the text is known to be the last."""
        self.faults.append((rule, start, end, message, cure, more))

    def refuse(self, start: int, end: int, message: str, cure: str) -> None:
        """Something of YAML that is not read here."""
        self.note("yaml-feature", start, end, message, cure)

    def feature(self, event: Any, node: Scalar | Map | Seq) -> None:
        """An anchor or a tag: said, and read as if it weren't there."""
        what = "anchors" if event.anchor is not None else "tags"
        sign = "&" if event.anchor is not None else "!"
        start = self.text.find(sign, node.start)
        start = node.start if start < 0 else start
        self.refuse(start, start + 1, f"{what} are not read", f"leave the `{sign}` and its word out")

    def duplicate(self, again: Scalar, node: Node, top: Map) -> None:
        """The same key twice in one map."""
        if top is self.root:
            self.lost.add(again.text)
        message = f"`{again.text}` is written twice here; only the first counts"
        twice = (top, again, node)
        self.note("duplicate-key", again.start, again.end, message, "merge the two, or rename one", twice=twice)

    def finish(self, attempt: int) -> None:
        """Hand everything over to the document."""
        doc = self.doc
        doc.dropped = self.dropped
        doc.lost |= self.lost
        for node in (*(opened for opened, _ in self.stack), self.top):
            if node is not None and node.end < 0:
                node.end = max(self.last, node.start)
        for rule, start, end, message, cure, more in self.faults:
            self.hand_over(rule, doc.place(start, end), message, cure, more)
        if isinstance(self.root, Map):
            doc.root = self.root
        elif not attempt and not doc.findings:
            rootless(doc, self.root)

    def hand_over(self, rule: str, place: Place, message: str, cure: str, more: dict[str, Any]) -> None:
        """A kept finding with its places."""
        edits: tuple[Edit, ...] = (Edit(place, more["write"]),) if "write" in more else ()
        related: tuple[Related, ...] = ()
        if "twice" in more:
            top, again, node = more["twice"]
            first, value = top.pairs[again.text]
            related = (Related("the first", self.doc.place(first.start, first.end)),)
            edits = without_twin(self.doc, top, again, node, value)
        self.doc.findings.append(
            fault(rule, message, place, cure, related=related, edits=edits, safe=more.get("sure", True))
        )


_NO_KEY: Final = Scalar("", -1, -1, "refused")


class _Stop(Exception):  # noqa: N818 - a stop is no error
    """Nothing after this is read."""


class _TooDeepError(Exception):
    """Nested deeper than anything that makes sense."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


def _parser() -> type[Any]:
    """libyaml's parser; without it nothing starts, rather than everything being slow."""
    if not yaml.__with_libyaml__:
        message = "PyYAML is installed without libyaml"
        raise UserError(message, "reinstall it from a wheel: pip install --force-reinstall --only-binary :all: pyyaml")
    return yaml.CSafeLoader
