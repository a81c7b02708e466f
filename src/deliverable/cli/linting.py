"""The options of lint to what it looks at: the folder as it is, is staged or was, what is known, and what is mended."""

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from deliverable.answers.baseline import NAME, Baseline, read
from deliverable.answers.lint import LintAnswer, lint
from deliverable.answers.since import State
from deliverable.cli import common
from deliverable.cli.common import Common
from deliverable.dataclass import dataclass
from deliverable.errors import UserError
from deliverable.files.allows import allows
from deliverable.files.disk import VARIABLE, find_folder, folder_around, printed, read_tree
from deliverable.files.load import Loaded, load
from deliverable.files.tree import READ, Tree, has_data, is_read

STDIN: Final = "-"
HEAD: Final = "HEAD"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options ask for."""

    paths: tuple[str, ...] = ()
    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    since: str | None = None
    staged: bool = False
    baseline: str | None = None
    no_baseline: bool = False
    write_baseline: bool = False
    stdin: str | None = None

    @property
    def compares(self) -> bool:
        """Whether two states of the folder are compared."""
        return self.staged or self.since is not None


@dataclass(frozen=True, slots=True)
class Scene:
    """What is looked at: a tree of files, the state before, which faults are known, and which files are reported."""

    shared: Common
    here: Path
    name: str
    tree: Tree
    only: list[str] | None
    before: State | None
    baseline: Baseline | None
    baseline_file: Path


Refusal = tuple[Callable[[Wish], bool], str, str]
REFUSALS: Final[tuple[Refusal, ...]] = (
    (
        lambda wish: wish.unsafe and not (wish.fix or wish.diff),
        "--unsafe-fixes alone does nothing",
        "say --fix or --diff with it",
    ),
    (
        lambda wish: wish.staged and (wish.fix or wish.diff),
        "--staged looks at what is staged, and a fix goes to the file",
        "--fix first, `git add` then",
    ),
    (
        lambda wish: wish.baseline is not None and wish.no_baseline,
        "--baseline and --no-baseline exclude each other",
        "leave one out",
    ),
    (
        lambda wish: (
            wish.write_baseline and (bool(wish.paths) or wish.compares or wish.fix or wish.diff or wish.no_baseline)
        ),
        "--write-baseline takes the whole folder as it is",
        "only --baseline FILE goes with it, which says where to",
    ),
    (
        lambda wish: STDIN in wish.paths and wish.stdin is None,
        "- needs to know which file it stands in for",
        "say so: --stdin-filename PATH",
    ),
    (
        lambda wish: wish.stdin is not None and wish.paths != (STDIN,),
        "--stdin-filename goes with - alone",
        "deliverable lint - --stdin-filename PATH",
    ),
    (
        lambda wish: wish.stdin is not None and (wish.staged or (wish.fix and not wish.diff)),
        "what comes from stdin is neither staged nor written",
        "--diff prints what --fix would change",
    ),
)
"""What doesn't go together, with what to say of it and what to do."""


def set_up(shared: Common, wish: Wish, environ: Mapping[str, str], here: Path) -> Scene:
    """Read all that is looked at. Raises UserError for what can't be asked for or can't be read."""
    for refused, message, hint in REFUSALS:
        if refused(wish):
            raise UserError(message, hint)
    folder = _folder(shared, wish, environ, here)
    name = printed(folder, here)
    tree = _tree(wish, folder, environ, here)
    only = [_put(tree, wish.stdin, folder, here)] if wish.stdin is not None else None
    if only is None and wish.paths:
        only = chosen(wish.paths, tree, here)
    if shared.verbose:
        common.note(f"read {len(tree)} files in {name}")
    file = here / wish.baseline if wish.baseline is not None else folder / NAME
    known = None if wish.no_baseline else _baseline(file, here, must=bool(wish.baseline) and not wish.write_baseline)
    before = _before(shared, wish, folder, environ, here) if wish.compares else None
    return Scene(shared, here, name, tree, only, before, known, file)


def _folder(shared: Common, wish: Wish, environ: Mapping[str, str], here: Path) -> Path:
    """The capacity folder; for a file from stdin that doesn't say otherwise the one around it."""
    if wish.stdin is not None and shared.capacity is None and not environ.get(VARIABLE):
        around = folder_around(here / wish.stdin)
        if around is not None:
            return around
    return find_folder(shared.capacity, environ, here)


def _tree(wish: Wish, folder: Path, environ: Mapping[str, str], here: Path) -> Tree:
    if not wish.staged:
        return read_tree(folder, deals=True, relative_to=here)
    from deliverable.files.git import staged_tree

    return staged_tree(folder, environ, relative_to=here)


def _before(shared: Common, wish: Wish, folder: Path, environ: Mapping[str, str], here: Path) -> State:
    """What was found in the state to compare with; before the first commit nothing was."""
    from deliverable.files.git import has_commits, revision_tree

    if wish.since is None and not has_commits(folder, environ, relative_to=here):
        return State((), {}, {})
    tree = revision_tree(folder, HEAD if wish.since is None else wish.since, environ, relative_to=here)
    loaded = load(tree, printed(folder, here))
    return State(judged(loaded, tree, shared.as_of).findings, loaded.texts, tree.inside)


def _put(tree: Tree, path: str, folder: Path, here: Path) -> str:
    """What comes from stdin in the place of a file; the file as it is printed."""
    wanted = (here / path).resolve()
    name = next((name for name in tree if (here / name).resolve() == wanted), None)
    if name is None:
        inside = wanted.is_relative_to(folder.resolve())
        rest = wanted.relative_to(folder.resolve()).as_posix() if inside else ""
        if not (is_read(rest) and has_data(rest) and rest not in READ):
            message = f"{path} is not a part of the capacity folder {printed(folder, here)}"
            raise UserError(message, "name a file of it, or another folder with --capacity")
        name = printed(folder / rest, here)
        tree.inside[name] = rest
        tree.refused.pop(name, None)
    tree[name] = sys.stdin.buffer.read()
    return name


def chosen(paths: Iterable[str], tree: Iterable[str], here: Path) -> list[str]:
    """The files of the folder that are named, or lie in a folder that is."""
    whole = {(here / name).resolve(): name for name in tree}
    return sorted({name for path in paths for name in _below(path, whole, here)})


def _below(path: str, whole: Mapping[Path, str], here: Path) -> list[str]:
    wanted = (here / path).resolve()
    if not wanted.exists():
        message = f"there is no {path}"
        raise UserError(message, "name a file or a folder of the capacity folder")
    found = [name for file, name in whole.items() if file.is_relative_to(wanted)]
    if not found:
        message = f"{path} is not a part of the capacity folder"
        raise UserError(message, "name a file or a folder of it, or another one with --capacity")
    return found


def _baseline(file: Path, here: Path, *, must: bool) -> Baseline | None:
    """What is known, None where there is no such file and there needn't be one."""
    name = printed(file, here)
    try:
        return read(name, file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if not must:
            return None
        message = f"there is no {name}"
        raise UserError(message, "--write-baseline writes it") from None
    except UnicodeDecodeError:
        message = f"{name} is not UTF-8 text"
        raise UserError(message, "--write-baseline writes it anew") from None


def look_at(scene: Scene, tree: Tree) -> tuple[LintAnswer, Mapping[str, str]]:
    """What is reported of a tree, and the texts that it is about."""
    loaded = load(tree, scene.name)
    answer = judged(loaded, tree, scene.shared.as_of, scene)
    paths = {finding.place.path for finding in answer.findings}
    texts = {path: loaded.texts[path] for path in paths & loaded.documents.keys()}
    if scene.baseline is not None and scene.baseline.path in paths:
        texts[scene.baseline.path] = scene.baseline.text
    return answer, texts


def judged(loaded: Loaded, tree: Tree, today: date, scene: Scene | None = None) -> LintAnswer:
    """What is found in a folder as of a day; as a scene has it what of it is reported."""
    return lint(
        loaded.book,
        loaded.findings,
        loaded.unread,
        today,
        files=tree,
        only=scene.only if scene else None,
        inside=tree.inside,
        allows=allows(loaded.documents),
        baseline=scene.baseline if scene else None,
        texts=loaded.texts,
        before=scene.before if scene else None,
    )
