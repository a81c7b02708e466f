"""A tree of files to those that belong to a capacity folder's union."""

from collections.abc import Iterator, Mapping
from typing import Final

SUFFIX: Final = ".yaml"
"""What the names of files that are read end in, exactly so."""

TABLE: Final = ".csv"
"""What the names of the history's tables end in, in small letters or large."""

HISTORY: Final = "history"
WORDS: Final = "words"
TEXT: Final = ".txt"
"""What the names of the firm's own wording end in, in small letters or large."""

READ: Final = (HISTORY, WORDS)
OUTSIDE: Final = ("templates", *READ)
"""Folders of a capacity folder that hold something else than its data; what is in some of them is read as well."""


class Tree(dict[str, bytes]):
    """Printed path to content; `refused` are the files that could not be read, and why.

    `inside` has the path as seen from the folder of each printed one: from within the folder the two aren't alike.
    """

    def __init__(self, content: Mapping[str, bytes] | None = None, refused: Mapping[str, str] | None = None) -> None:
        super().__init__(content or {})
        self.refused = dict(refused or {})
        self.inside: dict[str, str] = {}

    def copy(self) -> "Tree":
        """The same files, to be changed without touching these."""
        other = Tree(self, self.refused)
        other.inside = dict(self.inside)
        return other


def seen_from(tree: Mapping[str, bytes], folder: str, path: str) -> str:
    """A printed path as seen from the folder: as the disk says, else as it is spelled."""
    inside: Mapping[str, str] = getattr(tree, "inside", {})
    return inside.get(path) or below(path, folder)


def below(path: str, folder: str) -> str:
    """A printed path as seen from the folder, by its spelling alone."""
    if folder in ("", "."):
        return path.removeprefix("./")
    return path.removeprefix(folder.rstrip("/") + "/")


def belongs(rest: str) -> bool:
    """Whether a path below the folder is one of its YAML files."""
    parts = rest.split("/")
    if any(part.startswith(".") for part in parts) or (len(parts) > 1 and parts[0] in OUTSIDE):
        return False
    return rest.lower().endswith((SUFFIX, ".yml"))


def is_history(rest: str) -> bool:
    """Whether a path below the folder is the history, or one of its tables."""
    parts = rest.split("/")
    if parts[0] != HISTORY or any(part.startswith(".") for part in parts):
        return False
    return len(parts) == 1 or rest.lower().endswith(TABLE)


def is_wording(rest: str) -> bool:
    """Whether a path below the folder is the firm's own wording of messages, or one of its files."""
    parts = rest.split("/")
    if parts[0] != WORDS or any(part.startswith(".") for part in parts):
        return False
    return len(parts) == 1 or rest.lower().endswith(TEXT)


def is_beside(rest: str) -> bool:
    """Whether a path below the folder is read beside the union: a table of the history, or a wording."""
    return is_history(rest) or is_wording(rest)


def is_read(rest: str) -> bool:
    """Whether anything is said about a path below the folder."""
    return belongs(rest) or is_beside(rest)


def has_data(rest: str) -> bool:
    """Whether what is in the file counts; of others that belong to the union only the name is wrong."""
    return rest.endswith(SUFFIX) or is_beside(rest)


def is_deal(rest: str) -> bool:
    """Whether a path below the folder is a deal's."""
    return rest.startswith("deals/")


def stem(path: str) -> str:
    """A file's name without its folder and suffix."""
    name = path.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] if "." in name else name


def ours(tree: Mapping[str, bytes], folder: str) -> Iterator[tuple[str, str]]:
    """The printed path and the path below the folder of each file that belongs to the union, in order."""
    for path in sorted(tree):
        rest = seen_from(tree, folder, path)
        if belongs(rest):
            yield path, rest


def histories(tree: Mapping[str, bytes], folder: str) -> Iterator[str]:
    """The printed path of each table of the history, in order."""
    return (path for path in sorted(tree) if is_history(seen_from(tree, folder, path)))


def wordings(tree: Mapping[str, bytes], folder: str) -> Iterator[str]:
    """The printed path of each file with the firm's own wording, in order."""
    return (path for path in sorted(tree) if is_wording(seen_from(tree, folder, path)))
