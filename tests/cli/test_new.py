"""`deliverable new` through a pipe and through a terminal: questions, the file, the verdict, and the command for it."""

import io
import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from deliverable.cli.main import main

Said = pytest.CaptureFixture[str]
TODAY = ("--as-of", "2026-11-23")
ANSWERS = (
    "City Museum\nFair\nphp=3d\n2 days of QA\n\nqa after php\n\n\nnext Monday\nmid March\n"
    "\n84k\n50%\nann\nit opens\nfixed\n"
)


@pytest.fixture
def firm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A firm with somebody who does php, as the folder where the command runs."""
    monkeypatch.delenv("DELIVERABLE_CAPACITY", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "capacity").mkdir()
    (tmp_path / "capacity/firm.yaml").write_text(
        "firm:\n  name: F\n  day: 8h\n  focus: 100%\n  estimate_error: none\n  sickness: none\n  questions:\n"
        "    date-is-hard: {ask: What happens then?, if_unknown: a wish, sets: {flexibility.date: preferred}}\n"
        "skills: {php: {name: PHP}, qa: {}}\npeople: {ann: {name: Ann Orr, skills: {php: 3, qa: 2}}}\n",
    )
    return tmp_path


def piped(monkeypatch: pytest.MonkeyPatch, text: str, *options: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    return main(["new", *TODAY, *options])


def test_piped_answers_become_a_file_and_a_verdict(firm: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert piped(monkeypatch, ANSWERS) == 0
    found = capsys.readouterr()
    assert found.out.startswith("YES  Fair for City Museum, by Monday 15 March 2027\n")
    assert (firm / "capacity/deals/city-museum.yaml").read_text() == (
        "deal: city-museum\nname: Fair\nclient: City Museum\nowner: ann\nstart: 2026-11-30\ndue: 2027-03-15\n"
        "flexibility: {date: fixed}\nvalue: 84000\nprobability: 50%\nanswers:\n  date-is-hard: it opens\n"
        "scope:\n  php:\n    effort: {php: 3d}\n  qa:\n    after: [php]\n    effort: {qa: 2d}\n"
    )
    assert "wrote capacity/deals/city-museum.yaml" in found.err


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_command_it_prints_gives_the_same_bytes(
    firm: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said, form: str
) -> None:
    file = firm / "capacity/deals/city-museum.yaml"
    assert piped(monkeypatch, ANSWERS, "--format", form) == 0
    first = capsys.readouterr()
    line = first.err.rpartition("The same without questions:\n  ")[2].strip()
    written = file.read_bytes()
    file.unlink()
    program, *words = shlex.split(line)
    assert (program, words[0]) == ("deliverable", "check")
    assert ("--format" in words) == (form == "json")
    assert main(words) == 0
    assert capsys.readouterr().out == first.out
    assert file.read_bytes() == written


def test_what_ends_early_is_assumed(firm: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert piped(monkeypatch, "City Museum\n\nphp=3d") == 3
    assert capsys.readouterr().out.startswith("CAN'T TELL YET  for City Museum: no due date is asked")


def test_nothing_said_is_nothing_written(firm: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert piped(monkeypatch, "") == 2
    assert "nothing was said about the deal" in capsys.readouterr().err
    assert not (firm / "capacity/deals").exists()


def test_a_pipe_can_not_be_asked_back(firm: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert piped(monkeypatch, "A\nB\nphq=3d\n") == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err.endswith(
        "deliverable: in answer to `What work is it?`: no skill is called `phq`\nhint: did you mean php? (y)\n"
    )
    assert not (firm / "capacity/deals").exists()


def test_options_are_answers(firm: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    options = ("--client", "A", "--name", "B", "--effort", "php=1d", "--due", "mid March", "--answer", "date-is-hard=x")
    assert piped(monkeypatch, "?\n\n\n\n\n\n", *options) == 0
    err = capsys.readouterr().err
    assert "Who is it for?" not in err
    assert "1/7 What must the client give us" in err or "What must the client give us" in err
    assert piped(monkeypatch, "", "--due", "3/4") == 2
    assert "--due: `3/4` can be two days" in capsys.readouterr().err


def test_ctrl_c_writes_nothing(firm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr(sys.stdin, "readline", stopped)
    assert main(["new", *TODAY]) == 130
    assert not (firm / "capacity/deals").exists()


def test_hostile_words_have_no_power_over_the_terminal(
    firm: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert piped(monkeypatch, "[b]\x1b[31m\nx\x07\n\x1b]0;=3d\n") == 2
    found = capsys.readouterr()
    assert "\x1b" not in found.err
    assert "\x07" not in found.err


# --- through a terminal -----------------------------------------------------------------------------------------------


class Terminal:
    """The command in a terminal of its own."""

    def __init__(self, firm: Path, *words: str) -> None:
        self.seen = ""
        self.at = 0
        self.fd, inner = pty.openpty()
        command = [sys.executable, "-m", "deliverable", *words]
        self.process = subprocess.Popen(
            command, cwd=firm, stdin=inner, stdout=inner, stderr=inner, start_new_session=True
        )
        os.close(inner)

    def until(self, text: str, seconds: float = 20) -> None:
        """Wait until a text is shown, behind the last one that was waited for."""
        while (found := self.seen.find(text, self.at)) < 0:
            ready, _, _ = select.select([self.fd], [], [], seconds)
            assert ready, f"waited for {text!r}, and saw {self.seen[self.at :]!r}"
            self.seen += os.read(self.fd, 4096).decode("utf-8", "replace")
        self.at = found + len(text)

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def end(self) -> int:
        """What is left to see, and the exit code."""
        with suppress(OSError):  # the other side has gone
            while part := os.read(self.fd, 4096):
                self.seen += part.decode("utf-8", "replace")
        return self.process.wait(20)


@pytest.fixture
def terminal(firm: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.setenv("TERM", "vt100")
    found = Terminal(firm, "new", *TODAY)
    yield found
    found.process.kill()
    found.process.wait()
    os.close(found.fd)


@pytest.mark.slow
def test_in_a_terminal_it_asks_back_completes_and_answers(firm: Path, terminal: Terminal) -> None:
    terminal.until("Who is it for?")
    for line, then in (
        ("City Museum\r", "What is it"),
        ("<\r", "Who is it for?"),
        ("Quay\r", "What is it"),
        ("\r", "What work is it?"),
        ("phq=3d\r", "did you mean php?"),
        ("y\r", "3 days of php"),
        ("2 days of q\t\r", "2 days of qa"),
        ("\r", "wait for other work?"),
        (".\r", "CAN'T TELL YET"),
    ):
        terminal.until("> ")
        terminal.type(line)
        terminal.until(then)
    assert terminal.end() == 3
    assert "TELL YET  for Quay" in terminal.seen
    assert "deliverable check --effort php=3d --effort '2 days of qa' --client Quay --id quay --save" in "".join(
        terminal.seen.split("\r\n")
    )
    assert (firm / "capacity/deals/quay.yaml").is_file()


@pytest.mark.slow
def test_in_a_terminal_the_end_of_input_is_the_rest_assumed(firm: Path, terminal: Terminal) -> None:
    terminal.until("> ")
    terminal.type("Quay\r")
    terminal.until("What is it")
    terminal.until("> ")
    terminal.type("\x04")
    assert terminal.end() == 3
    assert "the rest as assumed" in terminal.seen


# --- the user's page --------------------------------------------------------------------------------------------------

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_page_shows_what_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    shutil.copytree(ROOT / "capacity", tmp_path / "capacity")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs/new.md").read_text(encoding="utf-8")
    shown = page.partition("```text\n")[2].partition("```")[0]
    answers = "".join(f"{line[2:]}\n" for line in shown.splitlines() if line.startswith("> ") or line == ">")
    assert piped(monkeypatch, answers, "-q") == 0
    said = capsys.readouterr()
    without = "".join(
        f"{line}\n" for line in shown.splitlines() if not line.startswith(">") and line != said.out.strip()
    )
    assert " ".join(said.err.split()) == " ".join(without.split())
    assert said.out.strip() in shown
