"""Somebody who has just cloned the project and reads nothing but --help, on the way to an answer of their own."""

import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from deliverable.cli.main import main

ROOT = Path(__file__).parent.parent
Said = pytest.CaptureFixture[str]


def shown(capsys: Said, *words: str) -> str:
    assert main([*words, "--help"]) == 0
    return capsys.readouterr().out


def examples(text: str) -> list[list[str]]:
    """The commands below "For example"."""
    return [shlex.split(line)[1:] for line in re.findall(r"^ +(deliverable .+)$", text, re.M)]


@pytest.mark.slow
def test_from_the_help_alone_to_an_answer(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    start = shown(capsys)
    command = re.search(r"^ +(\w+) +Can we deliver this deal", start, re.M)
    assert command
    told = shown(capsys, command[1])
    said = next(words for words in examples(told) if "--effort" in words)
    # their own deal, in the form of the example: other work, another day, another client
    own = {
        "react=20d": "copy=4d",
        "3 weeks of UX design": "2 weeks of PHP",
        "mid March": "end of June",
        "City Museum": "Us",
    }
    words = [own.get(word, word) for word in said]
    assert words != said
    assert main([*words, "--as-of", "2026-11-23"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("YES  for Us, by Wednesday 30 June 2027")
    assert "Asked: 4 days of copy · 10 days of php" in out


@pytest.mark.slow
def test_from_the_help_alone_to_an_answer_by_being_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    shutil.copytree(ROOT / "capacity", tmp_path / "capacity")
    monkeypatch.chdir(tmp_path)
    assert ["new"] in examples(shown(capsys))
    monkeypatch.setattr(sys, "stdin", io.StringIO("?\nUs\n\n\n4 days of copy\n\n\n\nend of June\n.\n"))
    assert main(["new", "--as-of", "2026-11-23"]) == 0
    found = capsys.readouterr()
    assert found.out.startswith("YES  for Us, by Wednesday 30 June 2027")
    assert "wrote capacity/deals/us.yaml" in found.err
