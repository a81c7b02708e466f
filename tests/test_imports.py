"""Which heavy modules are absent after a command: a start of 50 ms is won by what is not imported."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = ("-C", "capacity", "--as-of", "2026-11-23")
SAVED = "tests/cases/audit-capacity-changed"
AUDIT = ("audit", f"{SAVED}/answer.json", "--deal", f"{SAVED}/it.yaml", "-C", "tests/cases/one-person-cap/capacity")
EXACT = ("check", "tests/cases/audit-capacity-changed/it.yaml", *AUDIT[-2:], "--no-offers", "--as-of", "2026-11-23")
HEAVY = ("numpy", "pandas", "ortools.sat", "asyncio", "importlib.metadata", "pydantic")
CHANCES = tuple(name for name in HEAVY if name != "numpy")  # trials are NumPy's
FEW = (*HEAVY, "rich", "ortools", "hypothesis", "pytest")
# Of our own what only an answer needs: the commands are all imported for any of them.
OURS = tuple(f"deliverable.{room}" for room in ("engine", "files", "offers", "pages", "rules", "supply", "verdict"))
# Modules that were there before ours (site-packages' own hooks) are nobody's fault here.
SCRIPT = """
import contextlib, io, json, sys
before = set(sys.modules)
from deliverable.cli.main import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as err:
    code = main(sys.argv[1:])
print(json.dumps([code, err.getvalue(), sorted(set(sys.modules) - before)]))
"""
CASES = {
    "check as text": (("check", "museum-site", "--no-offers", *SAMPLE), CHANCES),
    "check as json": (("check", "museum-site", "--no-offers", *SAMPLE, "--format", "json"), (*CHANCES, "rich")),
    "check where nothing is in doubt": (EXACT, HEAVY),
    "audit as text": (AUDIT, (*CHANCES, "rich")),
    "audit as json": ((*AUDIT, "--format", "json"), (*CHANCES, "rich")),
    "lint as text": (("lint", *SAMPLE), (*HEAVY, "ortools")),
    "lint as json": (("lint", *SAMPLE, "--format", "json"), FEW),
    "lint as sarif": (("lint", *SAMPLE, "--format", "sarif"), FEW),
    "needs as text": (("needs", "museum-site", *SAMPLE), (*HEAVY, "ortools")),
    "needs as json": (("needs", *SAMPLE, "--format", "json"), FEW),
    "record as text": (("record", *SAMPLE), (*HEAVY, "ortools")),
    "record as json": (("record", "--back-test", *SAMPLE, "--format", "json"), FEW),
    "free as text": (("free", *SAMPLE), FEW),
    "free as json": (("free", *SAMPLE, "--format", "json"), FEW),
    "free as csv": (("free", "--people", *SAMPLE, "--format", "csv"), FEW),
    "explain as text": (("explain", "people.focus"), (*HEAVY, "ortools")),
    "explain as json": (("explain", "--format", "json"), FEW),
    "schema": (("schema", "capacity"), FEW),
    "version": (("--version",), (*FEW, "yaml", *OURS)),
    "help": (("--help",), (*FEW, "yaml", *OURS)),
    "help of check": (("check", "--help"), (*FEW, "yaml", *OURS)),
}


def imported(argv: tuple[str, ...]) -> list[str]:
    """What a command imports in a process of its own, which nobody measures coverage in."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "COV_CORE_"))}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *argv], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    code, err, modules = json.loads(done.stdout)
    assert code in (0, 1), err
    return list(modules)


def among(heavy: tuple[str, ...], modules: list[str]) -> list[str]:
    """Those of the modules that are one of the heavy ones, or inside one."""
    return [module for module in modules if any(module == name or module.startswith(f"{name}.") for name in heavy)]


@pytest.mark.parametrize("case", CASES)
def test_heavy_modules_are_absent(case: str) -> None:
    argv, heavy = CASES[case]
    modules = imported(argv)
    assert "deliverable.cli.main" in modules
    assert among(heavy, modules) == []


def test_completion_imports_no_rule_and_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_DELIVERABLE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_CWORD", "2")
    for line in ("deliverable rule un", "deliverable check mu"):
        monkeypatch.setenv("COMP_WORDS", line)
        modules = imported(())
        assert among((*FEW, "yaml", "deliverable.rules", "deliverable.files.load"), modules) == []


def test_a_module_counts_with_what_is_inside_it() -> None:
    assert among(("rich", "ortools.sat"), ["rich.text", "richer", "ortools", "ortools.sat", "ortools.graph"]) == [
        "rich.text",
        "ortools.sat",
    ]
