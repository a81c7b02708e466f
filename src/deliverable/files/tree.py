"""A tree of files to those that belong to a capacity folder's union."""

from collections.abc import Iterator, Mapping
from typing import Final

OUTSIDE: Final = ("templates", "words", "history")
"""Folders of a capacity folder that hold something else than its data."""


class Tree(dict[str, bytes]):
    """Printed path to content; `refused` are the files that could not be read, and why."""

    def __init__(self, content: Mapping[str, bytes] | None = None, refused: Mapping[str, str] | None = None) -> None:
        super().__init__(content or {})
        self.refused = dict(refused or {})


def below(path: str, folder: str) -> str:
    """A printed path as seen from the folder."""
    if folder in ("", "."):
        return path.removeprefix("./")
    return path.removeprefix(folder.rstrip("/") + "/")


def belongs(rest: str) -> bool:
    """Whether a path below the folder is one of its YAML files."""
    parts = rest.split("/")
    if any(part.startswith(".") for part in parts) or (len(parts) > 1 and parts[0] in OUTSIDE):
        return False
    return rest.endswith((".yaml", ".yml"))


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
        rest = below(path, folder)
        if belongs(rest):
            yield path, rest
