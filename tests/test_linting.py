"""The made-up files of benchmarks/linting.py: as large as it says, clean where they should be, and fair to others."""

from pathlib import Path

import jsonschema
import pytest
import yaml
from benchmarks.generate import write
from benchmarks.linting import SCHEMA, folder, large

from deliverable.cli.main import main


def test_the_files_are_of_the_size_that_is_said() -> None:
    small = [len(text) for name, text in folder(1000, 5).items() if name.startswith("bookings/")]
    assert len(small) == 1000
    assert 1550 < sum(small) / 1000 < 1650
    assert 5_000_000 <= len(large()["bookings/part-0000.yaml"]) < 5_200_000


@pytest.mark.slow
def test_they_are_clean_for_lint_and_for_the_schema_that_the_others_get(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = folder(3, 20, people=10)
    write(tree, tmp_path / "capacity")
    monkeypatch.chdir(tmp_path)
    assert main(["lint", "--format", "text", "--as-of", "2026-11-23"]) == 0
    assert "warning" not in capsys.readouterr().out
    check = jsonschema.Draft7Validator(SCHEMA)
    for name, text in tree.items():
        if name.startswith("bookings/"):
            assert check.is_valid(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - texts alone
            assert not check.is_valid(yaml.load(text.replace("status: firm", "status: odd"), yaml.BaseLoader))  # noqa: S506


def test_one_in_ten_is_wrong_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder(2, 20, people=30, wrong=10), tmp_path / "capacity")
    monkeypatch.chdir(tmp_path)
    assert main(["lint", "--format", "concise", "--as-of", "2026-11-23"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert ["error[unknown-person]" in line for line in lines] == [True] * 4
