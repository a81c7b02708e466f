"""What somebody gets who installs it: the version, the command, and the files that the package names."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from deliverable import __version__

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_module_runs_and_says_the_version() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deliverable", "--version"], capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    assert (done.returncode, done.stdout.strip().split()[-1], done.stderr) == (0, __version__, "")


def test_the_command_is_the_one_that_the_module_runs() -> None:
    assert PROJECT["project"]["scripts"] == {"deliverable": "deliverable.cli.entry:run"}


@pytest.mark.parametrize("requirement", PROJECT["project"]["dependencies"])
def test_a_dependency_has_both_ends(requirement: str) -> None:
    assert ">=" in requirement
    assert "<" in requirement.replace(">=", "")


@pytest.mark.parametrize("name", [*PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"], "README.md"])
def test_what_is_packed_is_there(name: str) -> None:
    assert (ROOT / name).exists()


def test_types_are_for_others_too() -> None:
    assert (ROOT / "src" / "deliverable" / "py.typed").read_bytes() == b""


def test_the_changelog_knows_the_version_or_what_comes_next() -> None:
    said = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert __version__ in said or "## Unreleased" in said or "## Next" in said


def test_what_is_installed_is_all_of_the_package_its_templates_too() -> None:
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"] == {"packages": ["src/deliverable"]}
    assert (ROOT / "src/deliverable/pages/messages/templates/client-no.txt").is_file()
