"""What is typed so far to what it may become: ids of deals and rules, and keys, without reading a single data file.

Only words: what a shell could say beside them costs the import of Rich, and more time than the rest.
"""

import os
import re
from pathlib import Path

import typer

_REGISTERED = re.compile(r'^    "([a-z]+(?:-[a-z]+)*)": [a-z_]+,$', re.MULTILINE)


def deals(context: typer.Context, incomplete: str) -> list[str]:
    """Deals of the capacity folder, by the names of their files."""
    from deliverable.errors import UserError
    from deliverable.files.disk import deal_files, find_folder

    try:
        folder = find_folder(context.params.get("capacity"), os.environ, Path.cwd())
        return sorted(name for name in deal_files(folder) if name.startswith(incomplete))
    except (UserError, OSError):
        return []  # nobody who only asks for words wants to be told what is wrong


def models(context: typer.Context, incomplete: str) -> list[str]:
    """Deals and templates that a new deal can begin with."""
    from deliverable.errors import UserError
    from deliverable.files.disk import deal_files, find_folder, template_files

    try:
        folder = find_folder(context.params.get("capacity"), os.environ, Path.cwd())
        known = {*deal_files(folder), *template_files(folder)}
    except (UserError, OSError):
        return []
    return sorted(name for name in known if name.startswith(incomplete))


def rules(incomplete: str) -> list[str]:
    """Rules of lint, by the keys of their registry as it is written: importing it imports them all."""
    from importlib.util import find_spec

    spec = find_spec("deliverable.rules")
    source = getattr(spec.loader, "get_source", None) if spec else None
    text = source("deliverable.rules") if source else None
    return [rule for rule in _REGISTERED.findall(text or "") if rule.startswith(incomplete)]


def keys(incomplete: str) -> list[str]:
    """Keys of the files down to the level that is being typed, and what is directly below a whole one."""
    from deliverable.files.shape import MEANINGS, all_keys

    known = dict.fromkeys((*MEANINGS, *(dotted for dotted, _, _ in all_keys())))
    return [key for key in known if key.startswith(incomplete) and _near(key[len(incomplete) :])]


def _near(rest: str) -> bool:
    """Whether what is left to type is on this level, or the first below it."""
    return "." not in rest or (rest[0] == "." and rest.count(".") == 1)
