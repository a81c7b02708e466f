"""Bad input against the command, with the probe that lies beside the project where there is one."""

import importlib.util
import shlex
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PROBE = ROOT.parent / "shared" / "checks" / "probe.py"


def probe(command: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The probe as a module, set on a command; it reads which one from the arguments when it is imported."""
    monkeypatch.setattr(sys, "argv", [str(PROBE), str(command)])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec = importlib.util.spec_from_file_location("probe", PROBE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.skipif(not PROBE.is_file(), reason="the probe is not beside the project (../shared/checks/probe.py)")
def test_every_bad_input_is_answered_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = tmp_path / "deliverable"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m deliverable "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    checks = probe(command, monkeypatch)
    owned_before = checks.OWNED.exists()
    with ThreadPoolExecutor(2) as pool:
        fell = list(pool.map(lambda name: checks.run(name, *checks.BAD[name]), checks.BAD))
    assert {name: why for name, why in zip(checks.BAD, fell, strict=True) if why} == {}
    assert len(checks.BAD) >= 36
    assert checks.OWNED.exists() == owned_before, "a tag in the data ran code"
