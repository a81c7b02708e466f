"""What a shell offers: the right words, from names alone, in little time."""

import subprocess
import sys
from pathlib import Path

import pytest

from deliverable.cli import completing
from deliverable.cli.main import main
from deliverable.files.shape import MEANINGS, all_keys
from deliverable.rules import RULES

Said = pytest.CaptureFixture[str]
ROOT = Path(__file__).parent.parent.parent
SHELLS = ("bash", "zsh", "fish")


def offered(line: str, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> list[str]:
    """What bash is told for a line whose last word is being typed."""
    monkeypatch.setenv("_DELIVERABLE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    assert main([]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return str(out).split()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A capacity folder whose files nobody could read."""
    deals = tmp_path / "capacity" / "deals" / "old"
    deals.mkdir(parents=True)
    (tmp_path / "capacity" / "firm.yaml").write_bytes(b"\xff: [")
    for name in ("museum-site.yaml", "museum-shop.yaml", "coffee.yaml", "note.txt", ".hidden.yaml", "old/museum.yaml"):
        (tmp_path / "capacity" / "deals" / name).write_bytes(b"\xff: [")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DELIVERABLE_CAPACITY", raising=False)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("deliverable check mus", ["museum", "museum-shop", "museum-site"]),
        ("deliverable check ", ["coffee", "museum", "museum-shop", "museum-site"]),
        ("deliverable check --no-offers c", ["coffee"]),
        ("deliverable check x", []),
        ("deliverable audit answer.json --deal c", ["coffee"]),
        ("deliverable check -C nowhere ", []),
        ("deliverable rule unknown-s", ["unknown-skill", "unknown-site"]),
        ("deliverable explain peo", ["people"]),
        ("deliverable schema ", ["capacity", "deal", "free", "needs", "result"]),
        ("deliverable ex", ["explain"]),
    ],
)
def test_what_is_offered(line: str, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert sorted(offered(line, monkeypatch, capsys)) == sorted(words)


@pytest.mark.usefixtures("folder")
def test_the_folder_that_is_named_on_the_line(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    Path("other/deals").mkdir(parents=True)
    Path("other/firm.yaml").touch()
    Path("other/deals/theatre.yaml").touch()
    assert offered("deliverable check -C other ", monkeypatch, capsys) == ["theatre"]
    monkeypatch.setenv("DELIVERABLE_CAPACITY", "other")
    assert offered("deliverable check ", monkeypatch, capsys) == ["theatre"]


def test_without_a_folder_nothing_is_offered_and_nothing_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DELIVERABLE_CAPACITY", raising=False)
    assert offered("deliverable check ", monkeypatch, capsys) == []


def test_rules_are_those_of_the_registry() -> None:
    assert sorted(completing.rules("")) == sorted(RULES)


def test_keys_come_level_by_level() -> None:
    assert completing.keys("") == list(MEANINGS)
    assert completing.keys("people.f") == ["people.focus"]
    assert completing.keys("people.time") == ["people.time_off"]
    whole = ["people.time_off", *(f"people.time_off.{text}" for text in ("from", "to", "date", "share"))]
    assert completing.keys("people.time_off") == whole
    assert completing.keys("people.time_off.") == whole[1:]
    assert completing.keys("nothing") == []


@pytest.mark.slow
def test_every_key_can_be_reached() -> None:
    for dotted in {found for found, _, _ in all_keys()}:
        assert dotted in completing.keys(dotted)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_for_each_shell(shell: str, capfd: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_DELIVERABLE_COMPLETE", f"source_{shell}")
    assert main([]) == 0
    assert f"complete_{shell}" in capfd.readouterr().out


@pytest.mark.parametrize("line", ["deliverable check m", "deliverable rule un", "deliverable explain people."])
def test_completing_reads_no_folder_and_imports_nothing_heavy(line: str) -> None:
    env = {"PATH": "", "COMP_WORDS": line, "COMP_CWORD": "2", "_DELIVERABLE_COMPLETE": "complete_bash"}
    env["PYTHONPATH"] = str(ROOT / "src")
    told = "import atexit, sys; atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr));"
    program = f"{told} from deliverable.cli.entry import run; run()"
    argv = [sys.executable, "-c", program]
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, check=True, text=True)
    assert done.stdout
    loaded = set(done.stderr.split())
    assert not loaded & {"yaml", "numpy", "ortools", "rich.console", "deliverable.files.load", "deliverable.verdict"}
