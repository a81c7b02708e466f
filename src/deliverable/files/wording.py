"""The firm's own words for messages, `words/*.txt`, to templates and to what is wrong with them; and our own."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from deliverable.dataclass import dataclass
from deliverable.files.faults import fault, whole_file
from deliverable.files.nodes import Document
from deliverable.files.tree import is_wording, seen_from, wordings
from deliverable.findings import Finding, Place

FILE, PLACEHOLDER = "message-file", "message-placeholder"
ABOUT: Final = ("words",)
SUFFIX: Final = ".txt"
BOM: Final = b"\xef\xbb\xbf"
PACKAGE: Final = "deliverable.pages.messages"


@dataclass(frozen=True, slots=True)
class Wording:
    """A template: its text, and the first thing for which it can't be used, if there is one."""

    text: str
    fault: Finding | None = None


class Wordings(NamedTuple):
    """The templates by name, what is wrong, and the files as they can be shown."""

    own: Mapping[str, Wording]
    findings: tuple[Finding, ...]
    documents: Mapping[str, Document]


def ours(name: str) -> Wording:
    """One of the templates that come with the program."""
    from pkgutil import get_data

    file = f"templates/{name}{SUFFIX}"
    content = get_data(PACKAGE, file)
    if content is None:
        raise FileNotFoundError(file)
    return Wording(content.decode("utf-8"))


def read_wordings(tree: Mapping[str, bytes], folder: str) -> Wordings:
    """Every `words/*.txt` of a capacity folder; `tree` holds the files' content by printed path."""
    own: dict[str, Wording] = {}
    findings: list[Finding] = []
    documents: dict[str, Document] = {}
    for path, why in sorted(getattr(tree, "refused", {}).items()):
        rest = seen_from(tree, folder, path)
        if is_wording(rest):
            message = f"{path} can't be read: {why}"
            found = _fault(FILE, whole_file(path), message, "make it a readable file of this folder")
            findings.append(found)
            own[_name(rest)] = Wording("", found)
    for path in wordings(tree, folder):
        name = _name(seen_from(tree, folder, path))
        doc = documents[path] = Document(path, tree[path].removeprefix(BOM).decode("utf-8", "replace"))
        faults = list(_faults(doc, name, tree[path].removeprefix(BOM)))
        findings += faults
        own[name] = Wording(doc.shown, next(iter(faults), None))
    return Wordings(own, tuple(findings), documents)


def _name(rest: str) -> str:
    """A file as seen from the folder of the wording, without its suffix; another suffix is another name."""
    return rest.partition("/")[2].removesuffix(SUFFIX)


def _fault(rule: str, place: Place, message: str, cure: str) -> Finding:
    return fault(rule, message, place, cure, about=ABOUT)


def _faults(doc: Document, name: str, content: bytes) -> Iterator[Finding]:
    from deliverable.pages.messages import TEMPLATES, faults

    known = TEMPLATES.get(name)
    if known is None:
        yield _unread(doc.path, name, list(TEMPLATES))
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        at = len(content[: error.start].decode("utf-8", "replace"))
        message = f"the byte 0x{content[error.start]:02x} is not UTF-8 text"
        yield _fault(FILE, doc.place(at, at + 1), message, "save the file as UTF-8")
        return
    for wrong in faults(doc.text, known):
        place = doc.place(wrong.start, wrong.end)
        if wrong.unknown:
            yield _unknown(place, wrong.unknown, name, list(known))
        else:
            message = "a dollar sign begins a placeholder, and none follows"
            yield _fault(PLACEHOLDER, place, message, "write $$ for a dollar sign")


def _unread(path: str, name: str, known: list[str]) -> Finding:
    """A file that no message is made from."""
    from deliverable.files.suggest import likely

    meant = likely(name, known)
    cure = f"did you mean {meant}{SUFFIX}?" if meant else f"call it one of {', '.join(known)}, with {SUFFIX}"
    return _fault(FILE, whole_file(path), f"no message is made from {path}", cure)


def _unknown(place: Place, unknown: str, name: str, known: list[str]) -> Finding:
    from deliverable.files.suggest import likely

    meant = likely(unknown, known)
    there = f"there are {', '.join(f'${one}' for one in known)}"
    message = f"there is no placeholder ${unknown} in {name}{SUFFIX}"
    return _fault(PLACEHOLDER, place, message, f"did you mean ${meant}?" if meant else there)
