"""A key path of the book to its place in the files, looked up in the nodes when somebody asks."""

from collections.abc import Collection, Iterable
from typing import Final

from deliverable.files.nodes import Document, Map, Node, Scalar, find
from deliverable.findings import KeyPath, Place

Head = tuple[Document, Scalar | None, Node]
"""A record in its file: the document, the key that names it, and its node."""

DEALS: Final = "deals"


class BookPlaces:
    """Where the records of a book are; `firm` and every table's ids are heads."""

    def __init__(self) -> None:
        self.heads: dict[str, dict[str, Head]] = {}
        self.sections: dict[str, Head] = {}
        self.spoiled: set[KeyPath] = set()
        self.lost: set[KeyPath] = set()

    def spoil(self, spoiled: Iterable[KeyPath], lost: Iterable[KeyPath] = ()) -> None:
        """What a finding speaks about already, and what could not be read with all that hangs under it."""
        self.spoiled |= {_from_deals(path) for path in spoiled}
        self.lost |= {_from_deals(path) for path in lost}

    def broken(self, path: KeyPath) -> bool:
        """Whether what is missing there is missing because of a fault that is said elsewhere."""
        return path in self.spoiled or any(path[:size] in self.lost for size in range(2, len(path) + 1))

    def without(self, deals: Collection[str]) -> "BookPlaces":
        """The same places without those of some deals, to be changed without touching these."""
        other = self.copy()
        other.heads[DEALS] = {name: head for name, head in self.heads.get(DEALS, {}).items() if name not in deals}
        gone = {(DEALS, name) for name in deals}
        other.spoiled = {path for path in self.spoiled if path[:2] not in gone}
        other.lost = {path for path in self.lost if path[:2] not in gone}
        return other

    def copy(self) -> "BookPlaces":
        """The same places, to be changed without touching these."""
        other = BookPlaces()
        other.heads = {top: dict(heads) for top, heads in self.heads.items()}
        other.sections = dict(self.sections)
        return other

    def of(self, path: KeyPath) -> Place | None:
        """The place of the value at a key path, or None when it is not written anywhere."""
        found = self.find(path)
        return found[0].of(found[2]) if found else None

    def key(self, path: KeyPath) -> Place | None:
        """The place of the key itself, or None."""
        found = self.find(path)
        return found[0].of(found[1]) if found and found[1] is not None else None

    def find(self, path: KeyPath) -> Head | None:
        """The document, key and node at a key path."""
        if not path:
            return None
        top = DEALS if path[0] == "deal" else path[0]
        ids = self.heads.get(str(top))
        if ids is None or len(path) == 1:
            head, rest = self.sections.get(str(top)), path[1:]
        else:
            head, rest = ids.get(str(path[1])), path[2:]
        if head is None:
            return None
        step = find(head[2], rest)
        if step is None:
            return None
        return (head[0], step[0] if rest else head[1], step[1])


def _from_deals(path: KeyPath) -> KeyPath:
    return (DEALS, *path[1:]) if path[:1] == ("deal",) else path


def path_at(root: Map | None, index: int) -> KeyPath:
    """The key path of what is written at an index into the text, as far as it is known."""
    path: list[str | int] = []
    node: Node | None = root
    while node is not None:
        step = _step_at(node, index)
        if step is None:
            break
        path.append(step[0])
        node = step[1]
    return tuple(path)


def _step_at(node: Node, index: int) -> tuple[str | int, Node] | None:
    if type(node) is Map:
        for text, (key, value) in node.pairs.items():
            if key.start <= index <= max(key.end, value.end):
                return text, value
    for position, item in enumerate(getattr(node, "items", ())):
        if item.start <= index <= item.end:
            return position, item
    return None
