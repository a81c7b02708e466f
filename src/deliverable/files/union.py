"""The documents of a capacity folder to one book: what each top-level key holds, from whichever file."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from deliverable.book import Book, Deal, Firm
from deliverable.files.assume import Intake, wrong_assumptions
from deliverable.files.deals import DealReader, own_findings
from deliverable.files.decode import BAD, Decoder, Memos, no_blank_in
from deliverable.files.faults import fault, whole_file
from deliverable.files.firm import FIRM
from deliverable.files.nodes import Document, Map, Node, Scalar
from deliverable.files.places import DEALS, BookPlaces, Head
from deliverable.files.record import says
from deliverable.files.shape import TABLES
from deliverable.files.tables import is_id
from deliverable.files.tree import SUFFIX, is_deal, is_history, is_wording, ours, seen_from, stem
from deliverable.files.yamlfile import parse
from deliverable.findings import Edit, Finding, KeyPath, Place, Related
from deliverable.spelling import odd_letter


class Union:
    """One reading of a capacity folder."""

    def __init__(self, tree: Mapping[str, bytes], folder: str) -> None:
        self.tree = tree
        self.folder = folder
        self.findings: list[Finding] = []
        self.documents: dict[str, Document] = {}
        self.capacity: list[Document] = []
        self.deals: list[Document] = []
        self.unread: set[str] = set()
        self.places = BookPlaces()
        self.tables: dict[str, dict[str, Any]] = {top: {} for top in TABLES}
        self.firm = Firm()
        self.firms: list[Head] = []
        self.memos: Memos = defaultdict(dict)
        self.intake: dict[str, Intake] = {}
        self.firm_path = f"{folder.rstrip('/')}/firm.yaml" if folder not in ("", ".") else "firm.yaml"
        self.collect()

    def collect(self) -> None:
        """Parse every file of the union."""
        tree = self.tree
        refused: Mapping[str, str] = getattr(tree, "refused", {})
        for path, why in sorted(refused.items()):
            rest = seen_from(tree, self.folder, path)
            if is_history(rest) or is_wording(rest):
                continue  # it is no part of the union
            message = f"{path} can't be read: {why}"
            self.skip(path, "unreadable-file", message, "make it a readable file of this folder, or delete it")
        for path, rest in ours(tree, self.folder):
            if not rest.endswith(SUFFIX):
                message = f"{path} is not read: data is in files that end in {SUFFIX}"
                self.skip(path, "yml-suffix", message, f"rename it to {path.rpartition('.')[0]}{SUFFIX}")
                continue
            doc = self.documents[path] = parse(path, tree[path])
            (self.deals if is_deal(rest) else self.capacity).append(doc)

    def skip(self, path: str, rule: str, message: str, cure: str) -> None:
        """A file that isn't read; other files' ids can be missing for it."""
        deal = is_deal(seen_from(self.tree, self.folder, path))
        about = ("deal", stem(path)) if deal else ()
        self.findings.append(fault(rule, message, whole_file(path), cure, about=about))
        if not deal:
            self.unread.add("")

    def book(self) -> Book:
        """Everything decoded."""
        for doc in self.capacity:
            self.unread |= doc.lost
            self.sort_out(doc)
        self.read_firm()
        for doc in self.capacity:
            self.read_tables(doc)
            self.findings += own_findings(doc, ())
        deals = self.read_deals()
        self.places.spoil(finding.about for finding in self.findings)
        tables: dict[str, Any] = {top: MappingProxyType(table) for top, table in self.tables.items()}
        return Book(firm=self.firm, deals=MappingProxyType(deals), places=self.places, **tables)

    def sort_out(self, doc: Document) -> None:
        """What a file of the union holds, by top-level key."""
        root = doc.root
        if root is None:
            return
        if "deal" in root.pairs:
            self.stray_deal(doc, root)
            return
        for text, (key, node) in root.pairs.items():
            if text == "firm" or text in TABLES:
                self.section(text, (doc, key, node))
            else:
                self.unknown_top(doc, key)

    def stray_deal(self, doc: Document, root: Map) -> None:
        """A deal outside deals/: the file isn't read, which only concerns the deal if it holds nothing else."""
        key, name = root.pairs["deal"]
        lost = {text for text in root.pairs if text == "firm" or text in TABLES}
        self.unread |= lost
        of = name.text if type(name) is Scalar and not name.is_null else stem(doc.path)
        message = "a deal is alone in a file of the folder deals/"
        place = doc.place(key.start, key.end)
        cure = f"move it to {self.firm_path.removesuffix('firm.yaml')}deals/"
        self.findings.append(fault("wrong-place", message, place, cure, about=() if lost else ("deal", of)))
        doc.root = None

    def section(self, text: str, head: Head) -> None:
        """A top-level key."""
        if text == "firm":
            self.firms.append(head)
        else:
            self.places.sections.setdefault(text, head)

    def choose_firm(self) -> Head | None:
        """The firm: firm.yaml's, else the first."""
        if not self.firms:
            return None
        chosen = next((head for head in self.firms if head[0].path == self.firm_path), self.firms[0])
        self.places.sections["firm"] = chosen
        for head in self.firms:
            if head is not chosen:
                self.twice("firm", ("firm",), chosen, head)
        return chosen

    def unknown_top(self, doc: Document, key: Scalar) -> None:
        """A top-level key that nobody knows."""
        from deliverable.files.suggest import likely

        under = _above(doc, key)
        meant = "" if under else likely(key.text, ["firm", *TABLES])
        place = doc.place(key.start, key.end)
        cure = f"did you mean `{meant}`?" if meant else "top-level keys are firm, " + ", ".join(TABLES)
        cure = f"indent `{key.text}` under `{under}`" if under else cure
        edits = (Edit(place, meant),) if meant else ()
        message = f"no file holds `{key.text}`{odd_letter(key.text)}"
        self.findings.append(fault("unknown-key", message, place, cure, edits=edits, about=(key.text,)))
        self.unread.add(meant or under)

    def twice(self, what: str, about: KeyPath, first: Head, again: Head) -> None:
        """The same id in two places."""
        here, there = _head_place(again), _head_place(first)
        by_rank = what == "firm" and first[0].path == self.firm_path
        message = f"`{what}` is given twice; only {'that of firm.yaml' if by_rank else 'the first'} counts"
        cure = "keep one of the two" if what == "firm" else "delete one, or rename it"
        related = (Related("the one that counts" if by_rank else "the first", there),)
        self.findings.append(fault("duplicate-id", message, here, cure, related=related, about=about))

    def read_firm(self) -> None:
        """The firm, and with it what a day of effort is."""
        head = self.choose_firm()
        if head is None or head[0].path != self.firm_path:
            self.no_firm(head)
        if head is None:
            return
        d = Decoder(head[0], head[0].root or Map(0), (), self.firm.day)
        value = FIRM.decode(head[2], ("firm",), d)
        self.findings += d.findings
        if isinstance(value, Firm):
            said = frozenset(text for text in head[2].pairs if says(head[2], text)) if type(head[2]) is Map else ()
            self.firm = replace(value, said=frozenset(said))
            d.day = self.firm.day
            d.memos.clear()
            self.findings += wrong_assumptions(head[2], d)

    def no_firm(self, head: Head | None) -> None:
        """firm.yaml is not there, or doesn't hold the firm."""
        doc = self.documents.get(self.firm_path)
        if doc is not None and doc.lost & {"firm", ""}:
            return
        missing = "there is no firm.yaml" if doc is None else "firm.yaml holds no `firm`"
        if doc is not None and doc.empty:
            missing = "firm.yaml is empty"
            doc.findings = [finding for finding in doc.findings if finding.rule != "top-level"]
        cure = f"move `firm` there from {head[0].path}" if head else "write `firm:` with a name, a currency and a week"
        self.findings.append(fault("missing-firm", missing, whole_file(self.firm_path), cure, about=("firm",)))

    def read_tables(self, doc: Document) -> None:
        """The records of a file."""
        if doc.root is None:
            return
        d = Decoder(doc, doc.root, (), self.firm.day, self.memos)
        for text, (_, node) in doc.root.pairs.items():
            if text in TABLES:
                self.read_table(text, node, d)
        self.findings += d.findings
        self.places.spoil(d.excused)
        self.unread |= d.hides

    def read_table(self, text: str, node: Node, d: Decoder) -> None:
        """The records below one top-level key."""
        table, values = TABLES[text], self.tables[text]
        heads = self.places.heads.setdefault(text, {})
        if type(node) is not Map:
            if table.decode(node, (text,), d) is BAD:
                self.unread.add(text)
            return
        strangers = table.strangers(node, (text,), d)
        for name, (key, item) in node.pairs.items():
            if name in strangers:
                continue
            if name in heads:
                self.twice(name, (text, name), heads[name], (d.doc, key, item))
                continue
            if not is_id(name) and no_blank_in(key, (text, name), d):
                self.unread.add(text)
                continue
            heads[name] = (d.doc, key, item)
            values[name] = table.one(name, key, item, (text, name), d)

    def read_deals(self) -> dict[str, Deal]:
        """The deals of the folder."""
        deals: dict[str, Deal] = {}
        heads = self.places.heads.setdefault(DEALS, {})
        reader = DealReader(self.firm)
        for doc in self.deals:
            read = reader.read(doc, stem(doc.path))
            self.unread |= read.misplaced
            self.places.spoil(read.excused, read.lost)
            self.findings += [*own_findings(doc, read.about), *read.findings]
            if read.deal is None or read.head is None:
                continue
            if read.deal.id in heads:
                self.twice(read.deal.id, read.about, heads[read.deal.id], read.head)
                continue
            heads[read.deal.id] = read.head
            deals[read.deal.id] = read.deal
            self.intake[read.deal.id] = read.intake
        return deals


def _above(doc: Document, key: Scalar) -> str:
    """The top-level key above one that looks like one of its ids, indented too little; "" when it doesn't."""
    pairs = doc.root.pairs if doc.root else {}
    names = list(pairs)
    above = next((name for name in reversed(names[: names.index(key.text)]) if name in TABLES), "")
    item = pairs[key.text][1]
    is_one = above and type(item) is Map and bool(item.pairs.keys() & TABLES[above].record.keys.keys())
    return above if is_one else ""


def _head_place(head: Head) -> Place:
    doc, key, node = head
    return (doc.of(key) if key else None) or doc.of(node) or whole_file(doc.path)


def sharper(findings: list[Finding]) -> list[Finding]:
    """Without the remark that a value is ambiguous where another finding says what to write instead."""
    said = {
        (f.place.path, f.place.line, f.place.column)
        for f in findings
        if f.rule in ("bad-value", "unknown-key", "bad-id")
    }
    return [
        f for f in findings if f.rule != "ambiguous-scalar" or (f.place.path, f.place.line, f.place.column) not in said
    ]
