"""Every way in which a command can end has its exit code and says why."""

import gc
import io
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest

from deliverable import __version__
from deliverable.cli import common
from deliverable.cli.common import Common
from deliverable.cli.main import COMMANDS, main
from deliverable.errors import AuditError, Exit, UserError

Said = pytest.CaptureFixture[str]


def ends(monkeypatch: pytest.MonkeyPatch, how: BaseException | Exit) -> None:
    """Make `lint` a command that ends like this."""

    @common.options("text")
    def command(shared: Common) -> Exit:
        """End."""
        if isinstance(how, BaseException):
            raise how
        return how

    monkeypatch.setitem(COMMANDS, "lint", SimpleNamespace(command=command, EXAMPLES=("deliverable lint",)))


@pytest.mark.parametrize(("code", "number"), [(Exit.OK, 0), (Exit.NO, 1), (Exit.WRONG, 2), (Exit.UNKNOWN, 3)])
def test_the_exit_code_is_the_commands(monkeypatch: pytest.MonkeyPatch, capsys: Said, code: Exit, number: int) -> None:
    ends(monkeypatch, code)
    assert main(["lint"]) == number
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("how", "code", "err"),
    [
        (UserError("no such deal", "name another"), 2, "deliverable: no such deal\nhint: name another\n"),
        (UserError("no such deal"), 2, "deliverable: no such deal\n"),
        (UserError("it changed", code=Exit.UNKNOWN), 3, "deliverable: it changed\n"),
        (PermissionError(13, "Permission denied", "firm.yaml"), 2, "deliverable: firm.yaml: Permission denied\n"),
    ],
)
def test_a_wrong_use_says_what_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: Said, how: BaseException, code: int, err: str
) -> None:
    ends(monkeypatch, how)
    assert main(["lint"]) == code
    assert capsys.readouterr() == ("", err)


def test_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    ends(monkeypatch, KeyboardInterrupt())
    assert main(["lint"]) == 130


def test_ctrl_c_before_the_command_began(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("deliverable.cli.main.build", interrupted)
    assert main(["lint"]) == 130


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (KeyError("x"), "deliverable: KeyError: 'x' (this is our fault; please report it"),
        (AuditError("2 + 2\nis 5"), "deliverable: AuditError: 2 + 2 is 5 (this is our fault"),
        (OSError("no file named"), "deliverable: OSError: no file named (this is our fault"),
        (RecursionError(), "deliverable: RecursionError:  (this is our fault"),
    ],
)
def test_a_fault_of_ours_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: Said, how: BaseException, says: str
) -> None:
    ends(monkeypatch, how)
    assert main(["lint"]) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(says)
    assert err.count("\n") == 1


def test_with_debug_it_says_where(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    ends(monkeypatch, KeyError("x"))
    assert main(["lint", "--debug"]) == 70
    err = capsys.readouterr().err
    assert err.startswith("Traceback")
    assert "in command" in err


def test_streams_may_be_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdout", said)
    assert main(["rule", "encoding"]) == 0
    assert "Zoë" in said.getvalue()


def test_version(capsys: Said) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr() == (f"deliverable {__version__}\n", "")


@pytest.mark.parametrize("arguments", [[], ["-h"], ["--help"]])
def test_help_lists_the_commands(capsys: Said, arguments: list[str]) -> None:
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert [name for name in COMMANDS if not re.search(rf"^  {name} ", out, re.M)] == []
    assert err == ""


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", list(COMMANDS))
def test_the_help_of_a_command_begins_with_an_example(capsys: Said, command: str, option: str) -> None:
    assert main([command, option]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"Usage: deliverable {command} ")
    assert lines[2:4] == ["  For example:", f"    {COMMANDS[command].EXAMPLES[0]}"]


def test_help_fits_in_eighty_columns_and_takes_brackets_as_they_are(capsys: Said) -> None:
    main(["lint", "--help"])
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert "[PATH]..." in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chek"], "No such command 'chek'"),
        (["lint", "--fomat", "json"], "No such option: --fomat (Possible options: --format)"),
        (["lint", "--format"], "Option '--format' requires an argument"),
        (["rule", "a", "b"], "Got unexpected extra argument"),
    ],
)
def test_wrong_arguments(capsys: Said, arguments: list[str], says: str) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err


def test_collecting_garbage_is_as_before_afterwards() -> None:
    before = gc.get_threshold()
    main(["--version"])
    assert gc.get_threshold() == before


def run(*arguments: str, **more: str) -> subprocess.Popen[bytes]:
    import os

    return subprocess.Popen(
        [sys.executable, "-m", "deliverable", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **more},
    )


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    process = run("rule", "--format", "json")
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_any_encoding_will_do() -> None:
    out, err = run("rule", "encoding", PYTHONIOENCODING="ascii").communicate()
    assert err == b""
    assert b"Zo\\xeb" in out


def test_arguments_come_from_the_command_line() -> None:
    out, _ = run("--version").communicate()
    assert out.decode().split() == ["deliverable", __version__]
