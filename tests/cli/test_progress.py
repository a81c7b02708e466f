"""The line that says what is being done: only on a terminal, only after a while, and gone in the end."""

import io
import threading

import pytest

from deliverable.cli.progress import CLEAR, Progress, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal_for(monkeypatch: pytest.MonkeyPatch, term: str = "xterm") -> Terminal:
    """Called in the test itself: pytest puts its own stderr back between a fixture and the test."""
    found = Terminal()
    monkeypatch.setattr("sys.stderr", found)
    monkeypatch.setenv("TERM", term)
    return found


def test_what_is_over_soon_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_for(monkeypatch)
    with progress(quiet=False) as line:
        line.say("checking")
    assert terminal.getvalue() == ""


def test_what_takes_longer_says_what_it_does_and_takes_the_line_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_for(monkeypatch)
    begun = threading.Event()
    monkeypatch.setattr(terminal, "flush", begun.set)
    line = Progress(shown=True, patience=0)
    line.say("checking")
    assert begun.wait(5)
    line.say("trying")
    line.end()
    line.say("too late")
    assert terminal.getvalue() == f"{CLEAR}checking …{CLEAR}trying …{CLEAR}"


@pytest.mark.parametrize(("quiet", "term"), [(True, "xterm"), (False, "dumb")])
def test_nobody_is_told_who_does_not_want_to_be(quiet: bool, term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_for(monkeypatch, term)
    monkeypatch.setattr("deliverable.cli.progress.PATIENCE", 0)
    with progress(quiet=quiet) as line:
        line.say("checking")
        assert line._timer is None
    assert terminal.getvalue() == ""


def test_without_a_terminal_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = io.StringIO()
    monkeypatch.setattr("sys.stderr", plain)
    with progress(quiet=False) as line:
        line.say("checking")
        assert line._timer is None
    assert plain.getvalue() == ""
