"""A folder on disk to its printed paths and bytes; nothing outside the folder is read."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from deliverable.errors import UserError
from deliverable.files.tree import OUTSIDE, READ, SUFFIX, Tree, has_data, is_deal, is_read

VARIABLE: Final = "DELIVERABLE_CAPACITY"


def find_folder(option: str | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """The capacity folder: the option's, else the environment's, else `capacity` here or in the nearest parent."""
    if option is not None:
        return _given(option, "--capacity", cwd)
    if environ.get(VARIABLE):
        return _given(environ[VARIABLE], f"${VARIABLE}", cwd)
    for base in (cwd, *cwd.parents):
        if _has_firm(base / "capacity"):
            return base / "capacity"
    message = "no capacity folder here: no capacity/firm.yaml in this folder or above it"
    raise UserError(message, "name it with -C DIR")


def folder_around(file: Path) -> Path | None:
    """The capacity folder that a file lies in, None when it is in none."""
    return next((base for base in file.parents if _has_firm(base)), None)


def _given(text: str, source: str, cwd: Path) -> Path:
    folder = cwd / text
    if not folder.is_dir():
        what = "is no folder" if folder.exists() else "does not exist"
        message = f"{source} {text} {what}"
        raise UserError(message, "name the folder that holds firm.yaml")
    if not _has_firm(folder):
        inner = folder / "capacity"
        hint = (
            f"did you mean {Path(text) / 'capacity'}?" if _has_firm(inner) else "name the folder that holds firm.yaml"
        )
        if _has_firm(inner) or not _has_data(folder):
            message = f"{source} {text} holds no firm.yaml"
            raise UserError(message, hint)
    return folder


def _has_firm(folder: Path) -> bool:
    try:
        return (folder / "firm.yaml").is_file()
    except OSError:
        return False


def _has_data(folder: Path) -> bool:
    """Whether there are YAML files, so that the missing firm.yaml is one fault among others."""
    try:
        return any(entry.suffix.lower() in (SUFFIX, ".yml") for entry in folder.iterdir())
    except OSError as error:
        message = f"{folder} can't be read: {error.strerror}"
        raise UserError(message, "make it readable") from error


def printed(path: Path, relative_to: Path) -> str:
    """A path as it is printed: seen from a folder, with / between its parts."""
    try:
        return Path(os.path.relpath(path, relative_to)).as_posix()
    except ValueError:
        return path.as_posix()


def read_tree(folder: Path, *, deals: bool, relative_to: Path) -> Tree:
    """Every YAML file of the folder's union, every table of its history and every wording of its own by printed path;
    with `deals` the deals too.
    """
    tree = Tree()
    real = folder.resolve()
    for path in _files(folder, tree, relative_to):
        rest = path.relative_to(folder).as_posix()
        if is_read(rest) and (deals or not is_deal(rest)):
            name = printed(path, relative_to)
            tree.inside[name] = rest
            _read(path, name, real, tree)
    return tree


def deal_files(folder: Path) -> dict[str, Path]:
    """The deals of a folder by their files' names; of two of one name the one that is nearer to the top."""
    return _by_name(folder / "deals")


def template_files(folder: Path) -> dict[str, Path]:
    """The deals to start from of a folder, likewise."""
    return _by_name(folder / "templates")


def _by_name(base: Path) -> dict[str, Path]:
    found = (file for file in base.rglob(f"*{SUFFIX}") if not _hidden(file.relative_to(base)))
    inside = sorted(found, key=lambda file: (-len(file.parts), file.as_posix()))
    return {file.stem: file for file in inside if file.is_file()}


def _hidden(rest: Path) -> bool:
    return any(part.startswith(".") for part in rest.parts)


def _files(folder: Path, tree: Tree, relative_to: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        refused(Path(error.filename), error.strerror or "it can't be opened")

    def refused(path: Path, why: str) -> None:
        name = printed(path, relative_to)
        tree.inside[name] = path.relative_to(folder).as_posix()
        tree.refused[name] = why

    for base, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [name for name in folders if Path(base, name).is_symlink()]:
            folders.remove(name)
            if base != str(folder) or name not in OUTSIDE or name in READ:
                refused(Path(base, name), "it is a link to a folder, which is not followed")
        for name in sorted(names):
            yield Path(base, name)


def _read(path: Path, name: str, real: Path, tree: Tree) -> None:
    """One file's content, or why not."""
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(real):
            tree.refused[name] = "it is a link to a file outside the folder"
        elif not path.is_file():
            tree.refused[name] = "it is no file"
        elif not has_data(tree.inside[name]):
            tree[name] = b""
        else:
            tree[name] = path.read_bytes()
    except (OSError, RuntimeError) as error:
        tree.refused[name] = getattr(error, "strerror", None) or "it can't be opened"
