"""A git repository for tests, with nobody's own settings in it."""

import os
import subprocess
from pathlib import Path

QUIET = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(folder: Path, *arguments: str) -> str:
    """What git prints in a folder."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | QUIET
    done = subprocess.run(["git", *arguments], cwd=folder, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path) -> str:
    """Everything in a repository, which is made where there is none, as a commit; its name."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


def write(folder: Path, **files: str | bytes) -> None:
    """Files of a capacity folder, `a__b` for `a/b`, each a .yaml unless it has an ending."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path = path if path.suffix else path.with_suffix(".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
