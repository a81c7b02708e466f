"""The common options, resolved: one rule each for width, colour and encoding; and files written whole or not at all."""

import io
import os
import pty
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TextIO

import pytest

from deliverable.cli import common
from deliverable.cli.common import Common, choice, colour_for, day, emit, settle, unicode_for, width_for, write_file
from deliverable.errors import UserError


def piped() -> TextIO:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


class Terminal(io.StringIO):
    """A stream that says it is a terminal, without being one."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    leader, follower = pty.openpty()
    with os.fdopen(follower, "w") as stream:
        yield stream
    os.close(leader)


@pytest.mark.parametrize(
    ("environ", "width"),
    [({}, 100), ({"COLUMNS": "132"}, 132), ({"COLUMNS": ""}, 100), ({"COLUMNS": "0"}, 100), ({"COLUMNS": "wide"}, 100)],
)
def test_the_width_of_a_pipe_is_columns_or_a_hundred(environ: Mapping[str, str], width: int) -> None:
    assert width_for(piped(), environ) == width
    assert width_for(None, environ) == width


def test_the_width_of_a_terminal_is_its_own(terminal: TextIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((72, 20)))
    assert width_for(terminal, {"COLUMNS": "132"}) == 72


def test_a_terminal_that_does_not_know_its_width(terminal: TextIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((0, 0)))
    assert width_for(terminal, {"COLUMNS": "132"}) == 132
    assert width_for(Terminal(), {}) == 100


@pytest.mark.parametrize(
    ("option", "environ", "on_terminal", "in_pipe"),
    [
        ("auto", {}, True, False),
        ("always", {"NO_COLOR": "1"}, True, True),
        ("never", {"FORCE_COLOR": "1"}, False, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ("auto", {"NO_COLOR": ""}, True, False),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ("auto", {"FORCE_COLOR": "0"}, True, False),
        ("auto", {"FORCE_COLOR": ""}, True, False),
        ("auto", {"TERM": "dumb"}, False, False),
        ("auto", {"TERM": "xterm", "GITHUB_ACTIONS": "true"}, True, False),
    ],
)
def test_the_rule_for_colour(option: str, environ: Mapping[str, str], on_terminal: bool, in_pipe: bool) -> None:
    assert colour_for(option, Terminal(), environ) is on_terminal
    assert colour_for(option, piped(), environ) is in_pipe
    assert colour_for(option, None, environ) is in_pipe


@pytest.mark.parametrize(
    ("encoding", "unicode"), [("utf-8", True), ("UTF8", True), ("utf-16", True), ("cp1252", False), ("ascii", False)]
)
def test_only_utf_takes_more_than_ascii(encoding: str, unicode: bool) -> None:
    assert unicode_for(io.TextIOWrapper(io.BytesIO(), encoding=encoding)) is unicode


def test_files_and_memory_take_everything() -> None:
    assert unicode_for(None)
    assert unicode_for(io.StringIO())


def test_the_day_is_the_one_asked_for() -> None:
    assert day("2026-11-28") == date(2026, 11, 28)
    assert isinstance(day(None), date)


@pytest.mark.parametrize("given", ["2026-02-30", "2026-1-5", "20261128", "2026-W48-6", "tomorrow", ""])
def test_a_day_is_written_in_one_way(given: str) -> None:
    with pytest.raises(UserError, match="--as-of can't be") as caught:
        day(given)
    assert caught.value.hint == "a date is written as 2026-11-28"


def test_a_day_is_one_that_can_be_planned_for() -> None:
    assert (day("1970-01-01"), day("2199-12-31")) == (date(1970, 1, 1), date(2199, 12, 31))
    for given in ("1969-12-31", "2200-01-01", "9999-12-31"):
        with pytest.raises(UserError, match=f"--as-of can't be {given}") as caught:
            day(given)
        assert caught.value.hint == "days from 1970-01-01 to 2199-12-31 can be planned for"
        assert caught.value.code == 2


def test_a_choice_is_one_of_the_known() -> None:
    assert choice("--format", "json", ("text", "json")) == "json"
    with pytest.raises(UserError, match="--format can't be `JSON`") as caught:
        choice("--format", "JSON", ("text", "json"))
    assert caught.value.hint == "one of text, json"


def settled(output: Path | None = None, color: str = "auto") -> Common:
    return settle(
        ("text", "json"),
        capacity="c",
        as_of="2026-11-28",
        format="json",
        output=output,
        color=color,
        quiet=True,
        verbose=False,
        debug=False,
    )


def test_everything_is_settled_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "77")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert settled() == Common("c", date(2026, 11, 28), "json", None, 77, True, True, True, False, False, True)


def test_a_file_is_not_asked_for_the_terminals_ways(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert not settled().unicode
    assert settled(tmp_path / "out.txt").unicode


def test_the_answer_goes_to_the_file_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    emit(settled(tmp_path / "out.txt"), "Zoë\n")
    assert (tmp_path / "out.txt").read_bytes() == "Zoë\n".encode()
    assert capsys.readouterr().out == ""


def test_the_answer_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    emit(settled(), "Zoë\n")
    assert capsys.readouterr().out == "Zoë\n"


def test_a_file_that_is_there_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    file.write_text("before")
    file.chmod(0o640)
    write_file(file, "after \ud800\n")
    assert file.read_text() == "after \\ud800\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_file(tmp_path / "out.txt", "x")
    assert (tmp_path / "out.txt").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(pipe, "Zoë\n")
        assert os.read(end, 100) == "Zoë\n".encode()
    finally:
        os.close(end)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "there" / "out.txt")
    for text in ("first\n", "second\n"):
        write_file(link, text)
        assert link.is_symlink()
        assert (tmp_path / "there" / "out.txt").read_text() == text


def test_what_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"can't write .*gone/out.txt: No such file"):
        write_file(tmp_path / "gone" / "out.txt", "x")
    with pytest.raises(UserError, match=r"can't write .*: Is a directory"):
        write_file(tmp_path, "x")
    assert list(tmp_path.iterdir()) == []


def test_every_command_takes_the_common_options() -> None:
    import inspect

    from deliverable.cli.main import COMMANDS

    names = set(inspect.signature(common._declared).parameters)
    for module in COMMANDS.values():
        assert names <= set(inspect.signature(module.command).parameters)
