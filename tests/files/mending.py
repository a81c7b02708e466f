"""A folder as texts to what is found in it, and to the texts after --fix."""

from collections.abc import Mapping
from datetime import date

from deliverable.answers.lint import LintAnswer, lint
from deliverable.files.allows import allows
from deliverable.files.load import load
from deliverable.files.rounds import Look, Settled, settle
from deliverable.files.tree import Tree

FIRM = "firm: {name: Larkspur}\n"


def tree_of(files: Mapping[str, str | bytes]) -> Tree:
    whole = {"firm.yaml": FIRM, **files}
    return Tree({f"capacity/{name}": text.encode() if isinstance(text, str) else text for name, text in whole.items()})


def answer(tree: Tree) -> LintAnswer:
    loaded = load(tree)
    return lint(
        loaded.book, loaded.findings, loaded.unread, date(2026, 11, 23), files=tree, allows=allows(loaded.documents)
    )


def look(tree: Tree) -> Look:
    return Look(answer(tree).findings, load(tree).findings)


def settled(files: Mapping[str, str | bytes], *, unsafe: bool = False) -> Settled:
    return settle(tree_of(files), look, unsafe=unsafe)


def mend(text: str, *, unsafe: bool = False, name: str = "a.yaml", **files: str) -> str:
    """One file after --fix, in a folder with these others."""
    whole = {name: text} | {f"{stem}.yaml": content for stem, content in files.items()}
    return settled(whole, unsafe=unsafe).tree[f"capacity/{name}"].decode()
