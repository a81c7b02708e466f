"""What README.md and docs/*.md claim: every console block is run and compared, every public word is documented.

UPDATE=1 rewrites the answers in the blocks from what the program prints. In a block

    $ deliverable ...   is run in the project's root, through a shell where it holds a pipe or a redirection
    $ make try          is not run; what its recipe runs is
    $ echo $?           is the exit code of the command before
    $ anything else     is left alone, with what follows it
"""

import contextlib
import dataclasses
import difflib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from deliverable.book import Book
from deliverable.cli.main import COMMANDS, main
from deliverable.rules import RULES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
UPDATE = os.environ.get("UPDATE", "") not in ("", "0")
FENCE = re.compile(r"^(?P<indent> *)```console\n(?P<body>.*?)^(?P=indent)```$", re.M | re.S)
DAILY = ("check", "needs", "free", "lint", "record")  # their answers depend on the day, so a block has to say which
TERMINAL = ("DELIVERABLE_CAPACITY", "FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "CI", "TERM", "LINES")
NO_KEYS = ("places", "history")  # the history is tables, not YAML
KEYS = [{"deals": "deal"}.get(f.name, f.name) for f in dataclasses.fields(Book) if f.name not in NO_KEYS]


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One command of a block and what is said to follow it."""

    command: str
    said: str


def steps(body: str) -> list[Step]:
    """A block's commands, each with the lines up to the next one; a line that ends in a backslash goes on."""
    found: list[Step] = []
    for piece in re.split(r"^(?=\$ )", body, flags=re.M):
        if piece.startswith("$ "):
            whole = re.match(r"(?:[^\n]*\\\n)*[^\n]*\n?", piece)
            length = whole.end() if whole else 0
            found.append(Step(piece[2:length].rstrip("\n"), piece[length:]))
        else:
            assert not piece.strip(), f"a console block begins with a command, not with {piece!r}"
    return found


def recipe(target: str) -> str:
    """What a target of the Makefile runs of ours, with its variables put in."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    rule = re.search(rf"^{re.escape(target)}:.*\n((?:\t.*\n)+)", text, re.M)
    assert rule, f"the Makefile has no target `{target}`"
    line = next(line for line in rule[1].splitlines() if "/deliverable " in line)
    variables = dict(re.findall(r"^(\w+) := (.*)$", text, re.M))
    line = re.sub(r"\$\((\w+)\)", lambda found: variables.get(found[1], found[0]), line.split("||")[0])
    return re.sub(r"^\t@?\S*/deliverable", "deliverable", line).strip()


def runnable(command: str) -> str | None:
    """The command that stands behind one of a block, None where it isn't ours."""
    if command.startswith("make try"):
        return recipe("try")
    return command if re.search(r"(^|[|;&] *)deliverable( |$)", command) else None


def answer(command: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """What a terminal would show, and the exit code."""
    for name in TERMINAL:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(ROOT)
    if re.search(r"[|<>;&$`]", command):
        return in_shell(command)
    out, err = stream(), stream()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(shlex.split(command.replace("\\\n", " "))[1:])
    return held(out) + held(err), code


def stream() -> io.TextIOWrapper:
    """A stream of text like the real ones, in memory."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)


def held(written: io.TextIOWrapper) -> str:
    """What was written to a stream."""
    written.seek(0)
    return written.read()


def in_shell(command: str) -> tuple[str, int]:
    """The command through a shell in which `deliverable` is the program as it stands here."""
    ours = f'deliverable() {{ {shlex.quote(sys.executable)} -m deliverable "$@"; }}\n'
    done = subprocess.run(["sh", "-c", ours + command], capture_output=True, text=True, encoding="utf-8", timeout=120)
    return done.stdout + done.stderr, done.returncode


def asks_for_a_day(command: str) -> bool:
    """Whether the answer would be another one tomorrow."""
    words = shlex.split(command.replace("\\\n", " "))
    daily = any(word in DAILY for word in words[1:2])
    return daily and not any(word.split("=")[0] in ("--as-of", "--help", "-h") for word in words)


def now(body: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A block's body as the program would write it today."""
    done: list[str] = []
    code = 0
    for step in steps(body):
        said = step.said
        command = runnable(step.command)
        if command is not None:
            assert not asks_for_a_day(command), f"`{command}` needs --as-of, else it says something else tomorrow"
            printed, code = answer(command, monkeypatch)
            assert str(ROOT) not in printed, f"`{command}` prints a path of this machine"
            said = framed(printed, step.said)
        elif step.command == "echo $?":
            said = framed(f"{code}\n", step.said)
        done.append(f"$ {step.command}\n{said}")
    return "".join(done)


def framed(printed: str, before: str) -> str:
    """The output without blank lines at its end, but with those that the page has there."""
    blank = len(before) - len(before.rstrip("\n"))
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    return "".join(f"{line}\n" for line in lines) + "\n" * (blank - 1 if before.strip() else blank)


def indented(text: str, indent: str) -> str:
    """The text behind an indent, without blanks on empty lines."""
    return "".join(f"{indent}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


def rewritten(page: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The page with the answers of today in its blocks."""

    def block(found: re.Match[str]) -> str:
        indent = found["indent"]
        body = re.sub(rf"^{indent}", "", found["body"], flags=re.M)
        return f"{indent}```console\n{indented(now(body, monkeypatch), indent)}{indent}```"

    return FENCE.sub(block, page)


@cache
def written() -> str:
    """README and docs in one."""
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def documented() -> str:
    """README and docs in one; skips while docs/ is empty."""
    if len(PAGES) == 1:
        pytest.skip("docs/ has no page yet")
    return written()


def help_of(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A command's --help."""
    return answer(f"deliverable {command} --help", monkeypatch)[0]


def options_of(text: str) -> Iterator[str]:
    """The long options that a help names at the beginning of a line."""
    for line in text.splitlines():
        found = re.match(r" +(?:-\w, )?(--[a-z][a-z-]+)", line)
        if found and found[1] != "--help":
            yield found[1]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_console_blocks_say_what_the_program_says(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    if not FENCE.search(text):
        pytest.skip("the page has no console block")
    said = rewritten(text, monkeypatch)
    if UPDATE:
        page.write_text(said, encoding="utf-8", newline="\n")
    elif said != text:
        lines = difflib.unified_diff(text.splitlines(), said.splitlines(), page.name, "now", lineterm="")
        pytest.fail("\n".join(["the program says something else (UPDATE=1 rewrites):", *lines]), pytrace=False)


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_has_a_page(command: str) -> None:
    documented()
    page = ROOT / "docs" / f"{command}.md"
    assert page.is_file(), f"docs/{command}.md is missing"
    assert f"deliverable {command}" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_option_is_named_in_the_docs(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = documented()
    options = list(options_of(help_of(command, monkeypatch)))
    assert "--as-of" in options
    assert [option for option in options if not re.search(rf"{option}(?![\w-])", text)] == []


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_format_is_named_in_the_docs(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = documented()
    choices = re.search(r"--format\s+\[?([a-z]+(?:\|[a-z]+)*)\]?", help_of(command, monkeypatch))
    assert choices, f"the help of {command} doesn't say which formats there are"
    assert [name for name in choices[1].split("|") if f"`{name}`" not in text and f"--format {name}" not in text] == []


@pytest.mark.parametrize("rule", list(RULES))
def test_every_rule_is_documented(rule: str) -> None:
    said = RULES[rule].__doc__ or ""
    assert rule in written() or ("Bad:" in said and "Good:" in said), (
        f"{rule}: neither docs nor a docstring with examples"
    )


@pytest.mark.parametrize("key", KEYS)
def test_every_top_level_key_is_documented(key: str) -> None:
    assert re.search(rf"`{key}:?`|^ *{key}:", documented(), re.M), f"no page explains the top-level key `{key}`"


def test_a_block_is_read_as_commands_and_answers() -> None:
    body = "$ deliverable a \\\n    -b\nx\n\ny\n\n$ echo $?\n1\n"
    assert steps(body) == [Step("deliverable a \\\n    -b", "x\n\ny\n\n"), Step("echo $?", "1\n")]


def test_the_recipe_of_make_try_is_a_command_of_ours() -> None:
    assert re.fullmatch(r"deliverable check \S+ -C capacity --as-of \d{4}-\d\d-\d\d", recipe("try"))
