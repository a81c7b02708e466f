"""A deal's document to the deal, with what is assumed in it and what is wrong with it."""

from collections import defaultdict
from dataclasses import replace

from deliverable.book import Deal, Firm
from deliverable.files.assume import Intake, assume
from deliverable.files.decode import Decoder, Memos
from deliverable.files.faults import fault, whole_file
from deliverable.files.nodes import Document, Map, Scalar
from deliverable.files.places import Head, path_at
from deliverable.files.shape import DEAL, TABLES
from deliverable.files.tables import is_id
from deliverable.findings import Edit, Finding, KeyPath

NAMELESS = "deal"
"""The id of a deal that doesn't say its own and has no file name."""


class ReadDeal:
    """What came of one deal's file; `misplaced` are the capacity's keys that it holds.

    `excused` are key paths that are missing because of a fault elsewhere, `lost` those under which something is.
    """

    def __init__(self, about: KeyPath) -> None:
        self.about = about
        self.deal: Deal | None = None
        self.head: Head | None = None
        self.findings: list[Finding] = []
        self.intake = Intake()
        self.misplaced: set[str] = set()
        self.excused: set[KeyPath] = set()
        self.lost: set[KeyPath] = set()


class DealReader:
    """Deals of one firm."""

    def __init__(self, firm: Firm) -> None:
        self.firm = firm
        self.memos: Memos = defaultdict(dict)

    def read(self, doc: Document, stem: str | None) -> ReadDeal:
        """The deal of a document; with a stem, the file must be called like the deal."""
        root = doc.root
        if root is None:
            return ReadDeal(("deal", stem or NAMELESS))
        name = _id(root) or stem or NAMELESS
        read = ReadDeal(("deal", name))
        stated = _without_capacity(doc, root, read)
        if read.misplaced and "deal" not in stated.pairs:
            return read
        d = Decoder(doc, root, read.about, self.firm.day, self.memos)
        read.deal = DEAL.decode_as(stated, read.about, d, {"id": name})
        read.head = (doc, root.pairs["deal"][0] if "deal" in root.pairs else None, root)
        filled, read.intake = assume(self.firm, stated)
        if filled is not stated:  # what is wrong with an assumption is said where the firm writes it
            mute = Decoder(doc, root, read.about, self.firm.day, self.memos)
            read.deal = replace(DEAL.decode_as(filled, read.about, mute, {"id": name}), filled=read.intake.filled)
        _check_name(doc, root, name, stem, d)
        read.findings += d.findings
        read.excused = d.excused
        read.lost = {(*read.about, text) if text else read.about for text in doc.lost}
        return read


def _id(root: Map) -> str:
    node = root.pairs["deal"][1] if "deal" in root.pairs else None
    return node.text if type(node) is Scalar and not node.is_null else ""


def _without_capacity(doc: Document, root: Map, read: ReadDeal) -> Map:
    """The deal's map without top-level keys that belong to other files."""
    deal = Map(root.start, root.end, flow=root.flow)
    for text, (key, node) in root.pairs.items():
        if text != "firm" and text not in TABLES:
            deal.pairs[text] = (key, node)
            continue
        message = f"`{text}` is not read in a deal's file"
        place = doc.place(key.start, key.end)
        cure = "move it to a file outside deals/"
        read.findings.append(fault("wrong-place", message, place, cure))  # about nothing else: any answer can miss it
        read.misplaced.add(text)
    return deal


def _check_name(doc: Document, root: Map, name: str, stem: str | None, d: Decoder) -> None:
    """The id must be one, and be the file's name."""
    if not _id(root):
        return
    node = root.pairs["deal"][1]
    place = doc.of(node) or whole_file(doc.path)
    if not is_id(name):
        d.say(
            "bad-id", place, f"`{name}` is no id: small letters, digits and dashes only", "names go to `name`", d.head
        )
    elif stem is not None and stem != name:
        message = f"the deal is `{name}` and its file is {stem}.yaml"
        edits = (Edit(place, stem),) if is_id(stem) else ()
        cure = f"rename the file to {name}.yaml" + (f", or write `deal: {stem}`" if edits else "")
        d.say("deal-file-name", place, message, cure, d.head, edits=edits)


def own_findings(doc: Document, head: KeyPath) -> list[Finding]:
    """What was wrong with the YAML, each with the key path that it is about as far as that is known."""
    found = []
    for finding in doc.findings:
        if finding.rule == "syntax":
            below: KeyPath = tuple(doc.lost) if len(doc.lost) == 1 and "" not in doc.lost else ()
        elif finding.rule == "top-level":
            below = () if head or not doc.empty else ("deal", doc.path)  # no deal is called so: no answer depends on it
        else:
            place = (
                finding.related[0].place if finding.related else finding.place
            )  # of two equal keys only the first is kept
            below = path_at(doc.root, doc.starts[place.line - 1] + place.column - 1)
        found.append(replace(finding, about=head + below))
    return found
