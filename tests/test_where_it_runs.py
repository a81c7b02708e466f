"""Where lint runs beside a terminal: the pre-commit hook, GitHub's action, and this project's own checks.

The action's scripts are run in a shell here, with hostile inputs, against a program that writes down what it was given.
"""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from deliverable.cli.lint import FORMATS
from deliverable.cli.main import COMMANDS, main

ROOT = Path(__file__).parent.parent
HOSTILE = "$(touch pwned) `touch pwned`; touch pwned && \"quoted\" 'too' * \\ ${IFS} -x"
INPUTS = {
    "capacity": "LINT_CAPACITY",
    "paths": "LINT_PATHS",
    "fail-on": "LINT_FAIL_ON",
    "as-of": "LINT_AS_OF",
    "formats": "LINT_FORMATS",
}


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def action() -> dict[str, Any]:
    said = read("action.yml")
    assert said["runs"]["using"] == "composite"
    return dict(said)


def steps() -> list[dict[str, Any]]:
    return list(action()["runs"]["steps"])


# --- pre-commit ------------------------------------------------------------------------------------------------------


def test_the_hook_sees_the_folder_whole_and_alone() -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    assert hook["pass_filenames"] is False
    assert hook["require_serial"] is True
    assert hook["language"] == "python"
    program, command, *options = hook["entry"].split()
    assert (program, options) == ("deliverable", [])
    assert command in COMMANDS
    assert f"id: {hook['id']}" in (ROOT / "docs" / "pre-commit.md").read_text(encoding="utf-8")


def test_the_hook_runs_for_every_file_that_lint_reads_and_for_no_other() -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    files = re.compile(hook["files"])
    read_by_lint = [path.relative_to(ROOT).as_posix() for path in (ROOT / "capacity").rglob("*.*")]
    assert len(read_by_lint) > 15
    assert [name for name in read_by_lint if not files.search(name)] == []
    assert files.search("plans/capacity/people/a.yml")
    others = ("docs/a.yaml", "capacity.yaml", "capacity/README.md", "overcapacity/a.yaml")
    assert [name for name in others if files.search(name)] == []


# --- GitHub's action -------------------------------------------------------------------------------------------------


def test_no_input_is_put_into_a_script() -> None:
    assert [step["name"] for step in steps() if "${{" in step["run"]] == []
    for step in steps():
        assert step["shell"] == "bash"
        assert step["run"].startswith("set -euo pipefail\n")
        assert re.findall(r"\$\w+|\$\{\w+", re.sub(r'"[^"\n]*"|<<< "[^"]*"', "", step["run"])) == [], "all is quoted"


def test_every_input_reaches_the_command_and_is_documented() -> None:
    inputs = action()["inputs"]
    page = (ROOT / "docs" / "github-action.md").read_text(encoding="utf-8")
    assert [name for name in inputs if f"`{name}`" not in page] == []
    lint = steps()[-1]
    assert lint["env"] == {variable: f"${{{{ inputs.{name} }}}}" for name, variable in INPUTS.items()}
    assert lint["working-directory"] == "${{ inputs.working-directory }}"
    assert set(inputs) == {*INPUTS, "working-directory"}


def given(folder: Path, **inputs: str) -> list[str]:
    """What the program gets of some inputs; the others are as the action says."""
    program = folder / "temp" / "deliverable" / "bin" / "deliverable"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nfor each; do printf "%s\\0" "$each"; done > given\n')
    program.chmod(0o755)
    defaults = {name: str(said.get("default", "")) for name, said in action()["inputs"].items()}
    values = defaults | {name.replace("_", "-"): text for name, text in inputs.items()}
    env = {variable: values[name] for name, variable in INPUTS.items()}
    subprocess.run(
        ["bash", "-c", steps()[-1]["run"]],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "RUNNER_TEMP": str(folder / "temp")} | env,
        check=True,
        timeout=20,
    )
    return (folder / "given").read_text().split("\0")[:-1]


def test_without_inputs_it_is_the_plain_command(tmp_path: Path) -> None:
    argv = given(tmp_path)
    assert argv == ["lint", "--format", "github", "--fail-on=error", "--"]


def test_inputs_are_only_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    argv = given(
        tmp_path,
        capacity=HOSTILE,
        paths=f"a b.yaml\n\n--output=x\n{HOSTILE}\n",
        fail_on="warning",
        as_of="2026-11-23",
        formats="sarif:lint report.sarif\njunit:junit.xml",
    )
    assert argv == [
        *("lint", "--format", "github", "--fail-on=warning", f"--capacity={HOSTILE}", "--as-of=2026-11-23"),
        *("--format=sarif:lint report.sarif", "--format=junit:junit.xml"),
        *("--", "a b.yaml", "--output=x", HOSTILE),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["given", "temp"]


def test_the_command_takes_what_the_action_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = given(tmp_path, capacity="here", as_of="2026-11-23", formats="sarif:a.sarif", paths="here/firm.yaml")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "firm.yaml").write_text("firm: {name: F}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert main(argv) == 0
    assert capsys.readouterr().out == "No faults in 1 file\n"
    assert (tmp_path / "a.sarif").is_file()


def test_the_action_says_which_python_it_needs(tmp_path: Path) -> None:
    for name in ("python3", "python"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    env = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", steps()[0]["run"]], env=env, capture_output=True, text=True, timeout=20)
    assert done.returncode == 2
    assert done.stdout.startswith("::error title=deliverable::Python 3.11 or newer is needed")


# --- this project ----------------------------------------------------------------------------------------------------


def test_our_own_checks_lint_our_own_capacity() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^make test$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.M)
    assert re.search(r"^test: lint$", makefile, re.M)
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.M)
    assert recipe
    assert "/deliverable lint -C capacity --as-of $(AS_OF)" in recipe[1]


def test_the_pages_name_formats_that_exist() -> None:
    for name in ("github-action.md", "pre-commit.md", "lint.md"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        for said in re.findall(r"--format[ =](\w+)", text):
            assert said in ("auto", *FORMATS)
