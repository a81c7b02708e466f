"""A tree of bytes to the book, and everything that is wrong with the files."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from deliverable.book import Book, Deal
from deliverable.files.assume import Intake
from deliverable.files.calm import calm
from deliverable.files.deals import DealReader, ReadDeal, own_findings
from deliverable.files.history import read_history
from deliverable.files.nodes import Document
from deliverable.files.places import DEALS, BookPlaces
from deliverable.files.union import Union, sharper
from deliverable.files.wording import Wording, read_wordings
from deliverable.files.yamlfile import parse
from deliverable.findings import Finding, in_order


class Texts(Mapping[str, str]):
    """The text of each file by printed path, every line break as one newline."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents

    def __getitem__(self, path: str) -> str:
        return self.documents[path].shown

    def __iter__(self) -> Iterator[str]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)


class Loaded(NamedTuple):
    """A book with what is wrong in its files.

    `unread` are the top-level keys whose ids may be incomplete because a file could not be read wholly ("" is any);
    `intake` says of each deal which of the firm's questions it leaves open; `wordings` are its own words for messages.
    """

    book: Book
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    unread: frozenset[str]
    intake: Mapping[str, Intake]
    documents: Mapping[str, Document]
    wordings: Mapping[str, Wording] = MappingProxyType({})


class LoadedDeal(NamedTuple):
    """One deal's file, and the capacity with this deal in it; `deal` is None when nothing could be read."""

    deal: Deal | None
    findings: tuple[Finding, ...]
    loaded: Loaded
    assumed: tuple[str, ...] = ()
    blocking: tuple[str, ...] = ()


def load(tree: Mapping[str, bytes], folder: str = "capacity") -> Loaded:
    """The union of the files of a capacity folder; `tree` holds their content by printed path."""
    with calm(sum(map(len, tree.values()))):
        union = Union(tree, folder)
        book = union.book()
        history = read_history(tree, folder)
        words = read_wordings(tree, folder)
        documents = {**union.documents, **history.documents, **words.documents}
        return Loaded(
            replace(book, history=history.finished),
            in_order([*sharper(union.findings), *history.findings, *words.findings]),
            Texts(documents),
            frozenset(union.unread),
            MappingProxyType(union.intake),
            MappingProxyType(documents),
            MappingProxyType(words.own),
        )


def load_deal(loaded: Loaded, path: str, content: bytes, stem: str | None, *, stands_in: bool = True) -> LoadedDeal:
    """A deal from anywhere, in the place of the book's deal of the same id or path; without a stem its name is free.

    Unless it `stands_in` for the folder's, a second deal of its id is still a fault.
    """
    doc = parse(path, content)
    read = DealReader(loaded.book.firm).read(doc, stem)
    own = in_order(sharper([*own_findings(doc, read.about), *read.findings]))
    twice = () if stands_in else tuple(f for f in loaded.findings if f.rule == "duplicate-id" and f.about == read.about)
    known = _with(loaded, doc, read, (*own, *twice))
    return LoadedDeal(read.deal, own, known, read.intake.assumed, read.intake.blocking)


def _with(loaded: Loaded, doc: Document, read: ReadDeal, own: tuple[Finding, ...]) -> Loaded:
    """The capacity with this deal in the place of those of its id or path."""
    before = loaded.book.places if isinstance(loaded.book.places, BookPlaces) else BookPlaces()
    heads = before.heads.get(DEALS, {})
    gone = {name for name, head in heads.items() if head[0].path == doc.path}
    if read.deal is not None:
        gone.add(read.deal.id)
    places = before.without(gone)
    places.spoil([*read.excused, *(f.about for f in own)], read.lost)
    deals, intake = _but(loaded.book.deals, gone), _but(loaded.intake, gone)
    if read.deal is not None and read.head is not None:
        deals[read.deal.id] = read.deal
        intake[read.deal.id] = read.intake
        places.heads[DEALS][read.deal.id] = read.head
    documents = {**loaded.documents, doc.path: doc}
    return loaded._replace(
        book=replace(loaded.book, deals=MappingProxyType(deals), places=places),
        findings=in_order([*(f for f in loaded.findings if not _is_of(f, gone, doc.path)), *own]),
        texts=Texts(documents),
        unread=loaded.unread | read.misplaced,
        intake=MappingProxyType(intake),
        documents=MappingProxyType(documents),
    )


def _is_of(finding: Finding, deals: set[str], path: str) -> bool:
    """Whether a finding speaks about one of these deals or this file."""
    return finding.place.path == path or (
        finding.about[:1] == ("deal",) and finding.about[1:2] in {(name,) for name in deals}
    )


def _but(values: Mapping[str, Any], gone: set[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in gone}
