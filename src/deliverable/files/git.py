"""A folder in a git repository to its tree of files as of a revision, or as staged for the next commit.

Plumbing alone (`ls-tree`, `ls-files`, `cat-file --batch`): nothing is checked out, no hook and no filter runs.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final, NamedTuple

from deliverable.errors import UserError
from deliverable.files.disk import printed
from deliverable.files.tree import Tree, has_data, is_read

_LINK: Final = "120000"
_MODULE: Final = "160000"
_RELATIVE: Final = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
"""What git sets for its hooks, as seen from where it started them."""


class _Entry(NamedTuple):
    mode: str
    name: str  # of the object


def revision_tree(folder: Path, revision: str, environ: Mapping[str, str], *, relative_to: Path) -> Tree:
    """The files of a capacity folder as they were in a revision; paths are printed as seen from `relative_to`, which is
    where the command runs.
    """
    git = _Git(folder, environ, relative_to)
    listed = git.run("ls-tree", "-r", "-z", git.commit(revision))
    entries = {}
    for line in _lines(listed):
        head, _, path = line.partition("\t")
        mode, _, name = head.split(" ")
        entries[path] = _Entry(mode, name)
    return _tree(git, entries, folder, relative_to)


def staged_tree(folder: Path, environ: Mapping[str, str], *, relative_to: Path) -> Tree:
    """The files of a capacity folder as they are staged."""
    git = _Git(folder, environ, relative_to)
    entries = {}
    for line in _lines(git.run("ls-files", "--stage", "-z")):
        head, _, path = line.partition("\t")
        mode, name, stage = head.split(" ")
        if stage != "0":
            message = f"{path} is not merged yet"
            raise UserError(message, "settle the conflict and `git add` the file")
        entries[path] = _Entry(mode, name)
    return _tree(git, entries, folder, relative_to)


def has_commits(folder: Path, environ: Mapping[str, str], *, relative_to: Path) -> bool:
    """Whether the repository around a folder has any commit."""
    return _Git(folder, environ, relative_to).asked("rev-parse", "--verify", "--quiet", "HEAD^{commit}") is not None


class _Git:
    """git, asked about one folder of a repository; `said` is the first line of its last complaint."""

    def __init__(self, folder: Path, environ: Mapping[str, str], here: Path) -> None:
        self.folder = folder
        self.said = ""
        self.environ = dict(environ) | {"LC_ALL": "C"}
        self.environ |= {name: str(here / environ[name]) for name in _RELATIVE if environ.get(name)}
        if environ.get("GIT_DIR"):  # then git takes where it is started for the top, and it is started in the folder
            self.environ.setdefault("GIT_WORK_TREE", str(here))
        if self.asked("rev-parse", "--is-inside-work-tree") != b"true\n":
            message = f"{printed(folder, here)} is not in a git repository"
            raise UserError(message, self.said or "--since and --staged compare with what git knows")

    def run(self, *arguments: str, given: bytes = b"") -> bytes:
        """What git prints; raises UserError with what it complains about."""
        out = self.asked(*arguments, given=given)
        if out is None:
            message = f"git {arguments[0]} failed"
            raise UserError(message, self.said)
        return out

    def asked(self, *arguments: str, given: bytes = b"") -> bytes | None:
        """What git prints, None when it fails."""
        command = ["git", "-c", "core.fsmonitor=false", "-C", str(self.folder), *arguments]
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and a revision never begins with a dash
                command, input=given, capture_output=True, env=self.environ, check=False
            )
        except FileNotFoundError:
            message = "git is not installed"
            raise UserError(message, "--since and --staged need it") from None
        self.said = next(iter(done.stderr.decode("utf-8", "replace").splitlines()), "")
        return done.stdout if done.returncode == 0 else None

    def commit(self, revision: str) -> str:
        """The commit that a revision names; raises UserError where there is none."""
        odd = revision.startswith("-") or not revision.isprintable() or not revision
        found = None if odd else self.asked("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if found is not None:
            return found.decode().strip()
        if not odd and self.asked("rev-parse", "--is-shallow-repository") == b"true\n":
            message = f"`{revision}` is not in this shallow clone"
            raise UserError(message, "fetch more of the history: git fetch --unshallow, or fetch-depth: 0 in CI")
        message = f"git knows no revision `{revision}`"
        raise UserError(message, "name a branch, a tag or a commit")

    def contents(self, names: Iterable[str]) -> Iterator[bytes]:
        """The contents of objects, in their order."""
        wanted = list(names)
        if not wanted:
            return
        stream = self.run("cat-file", "--batch", given="".join(f"{name}\n" for name in wanted).encode())
        at = 0
        for name in wanted:
            end = stream.index(b"\n", at)
            head = stream[at:end].split(b" ")
            if len(head) < 3:
                message = f"git has lost {name}"
                raise UserError(message, "git fsck says more")
            at = end + 1 + int(head[2])
            yield stream[end + 1 : at]
            at += 1


def _lines(listed: bytes) -> Sequence[str]:
    return [os.fsdecode(line) for line in listed.split(b"\0") if line]


def _tree(git: _Git, entries: Mapping[str, _Entry], folder: Path, relative_to: Path) -> Tree:
    """All files that are read, by printed path, as reading the disk would give them."""
    tree = Tree()
    read: dict[str, str] = {}
    links = {path: entry.name for path, entry in entries.items() if entry.mode == _LINK}
    targets = dict(zip(links, git.contents(links.values()), strict=True))
    for path in sorted(entries):
        if entries[path].mode == _MODULE or not is_read(path):
            continue
        name = printed(folder / path, relative_to)
        tree.inside[name] = path
        goal = _goal(path, targets)
        if goal not in entries:
            tree.refused[name] = "it is a link to a file outside the folder"
        elif not has_data(path):
            tree[name] = b""
        else:
            read[name] = entries[goal].name
    tree.update(zip(read, git.contents(read.values()), strict=True))
    return tree


def _goal(path: str, targets: Mapping[str, bytes]) -> str:
    """Where a path leads to, through links; "" for nowhere."""
    for _ in range(len(targets) + 1):
        if path not in targets:
            return path
        path = normpath(join(dirname(path), os.fsdecode(targets[path])))
    return ""
