"""Every folder in tests/cases is one run of the command: what it says has to be what `said.txt` holds.

UPDATE=1 rewrites the files; the diff is the review. tests/cases/README.md says what a case consists of.
"""

import contextlib
import difflib
import hashlib
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deliverable.answers.check import CheckAnswer
from deliverable.cli.main import main
from deliverable.formats import frame, heat, markdown, text
from deliverable.formats.cells import clean
from deliverable.formats.check_json import document
from deliverable.page import Blank, Block, Code, Frame, Heading, Headline, Heat, Page, Paragraph, Table
from deliverable.pages import check as check_page
from tests.formats.marked import kinds, read
from tests.formats.test_result_schema import faults

ROOT = Path(__file__).parent.parent
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/command"))
CHECKS = [case for case in CASES if (case / "command").read_text(encoding="utf-8").startswith("check ")]
MANY_OFFERS = ("contractor-is-too-little", "everybody-is-too-few")
SEVERAL = ("all-of-the-sample", "three-of-the-sample")
SAMPLE_DEALS = ("museum-site", "coffee-microsite", "shopify-replatform", "support-retainer")
MARKUP = {
    f"{name}_{end}"
    for name in ("heading", "strong", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td")
    for end in ("open", "close")
} | {"fence"}
MEASURING = ("COVERAGE_", "COV_CORE_")
UPDATE = os.environ.get("UPDATE", "") not in ("", "0")
# What may change an answer's looks, or where the capacity is found; none of it belongs to a case.
TERMINAL = ("DELIVERABLE_CAPACITY", "FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "CI", "TERM", "LINES")


@dataclass(frozen=True, slots=True)
class Said:
    """What a run left behind."""

    out: str
    err: str
    code: int

    @property
    def text(self) -> str:
        """As it stands in `said.txt`."""
        out = self.out if not self.out or self.out.endswith("\n") else f"{self.out}(no newline at the end)\n"
        return out + "".join(f"stderr: {line}\n" for line in self.err.splitlines()) + f"exit {self.code}\n"


def stage(case: Path, into: Path) -> Path:
    """A copy of the case with its capacity in place: the run may write, and finds no other capacity on its way up."""
    folder = into / case.name
    shutil.copytree(case, folder, ignore=shutil.ignore_patterns("said.*"))
    capacity = folder / "capacity"
    if capacity.is_file():
        source = case / capacity.read_text(encoding="utf-8").strip()
        assert (source / "firm.yaml").is_file(), f"{case.name}/capacity names {source}, which is no capacity folder"
        capacity.unlink()
        shutil.copytree(source, capacity)
    return folder


def arguments(case: Path) -> list[str]:
    """The case's command as an argument list."""
    line = (case / "command").read_text(encoding="utf-8").strip()
    assert len(line.splitlines()) == 1, f"{case.name}/command is to be one line"
    return shlex.split(line)


def run(argv: list[str], monkeypatch: pytest.MonkeyPatch, folder: Path) -> Said:
    """The command in this process, in the folder, on a terminal that is always the same."""
    for name in TERMINAL:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(folder)
    stdin = (folder / "stdin").read_bytes() if (folder / "stdin").is_file() else b""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
    out, err = stream(), stream()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(argv)
    return Said(held(out), held(err), code)


def stream() -> io.TextIOWrapper:
    """A stream of text like the real ones, in memory."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)


def held(written: io.TextIOWrapper) -> str:
    """What was written to a stream."""
    written.seek(0)
    return written.read()


def fresh(argv: list[str], folder: Path, hash_seed: str) -> Said:
    """The command in a process of its own, with sets and dictionaries of strings in an order of their own."""
    kept = {
        name: value for name, value in os.environ.items() if name not in TERMINAL and not name.startswith(MEASURING)
    }
    env = kept | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"}
    stdin = (folder / "stdin").read_bytes() if (folder / "stdin").is_file() else b""
    done = subprocess.run(
        [sys.executable, "-m", "deliverable", *argv], cwd=folder, env=env, input=stdin, capture_output=True, timeout=120
    )
    return Said(done.stdout.decode(), done.stderr.decode(), done.returncode)


def compare(wanted: str, said: str, name: str) -> None:
    """Fails with a diff where the two differ."""
    if wanted != said:
        lines = difflib.unified_diff(wanted.splitlines(), said.splitlines(), name, "now", lineterm="")
        pytest.fail("\n".join(["said something else (UPDATE=1 rewrites):", *lines]), pytrace=False)


def test_every_folder_is_a_case() -> None:
    folders = sorted(path for path in (ROOT / "tests" / "cases").iterdir() if path.is_dir())
    assert folders == CASES  # those with a command
    assert [case.name for case in CASES if not (case / "capacity").exists()] == []
    if not UPDATE:
        assert [case.name for case in CASES if not (case / "said.txt").is_file()] == []


def named(cases: Sequence[Path]) -> list[Any]:
    """Cases as parameters, those marked that take seconds: where there are many offers to look for, or deals."""
    slow = {case: [pytest.mark.slow] for case in cases if case.name in (*SAMPLE_DEALS, *MANY_OFFERS, *SEVERAL)}
    return [pytest.param(case, id=case.name, marks=slow.get(case, [])) for case in cases]


@pytest.mark.parametrize("case", named(CASES))
def test_says_what_it_said(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages, answers = pages_of(monkeypatch), answers_of(monkeypatch)
    said = run(arguments(case), monkeypatch, stage(case, tmp_path)).text
    assert str(tmp_path) not in said, "a path of this machine is in the answer"
    settle(case / "said.txt", said)
    for page in pages:  # in Markdown too, without asking again
        written = markdown.render(page)
        assert letters(read(written)) == letters(*(said for block in page.blocks for said in texts(block)))
        assert kinds(written) <= MARKUP
        if (case / "said.md").exists():
            settle(case / "said.md", written)
    if (case / "said.json").exists():
        settle(case / "said.json", json.dumps(outline(document(answers[-1])), indent=1, ensure_ascii=False) + "\n")


def texts(block: Block) -> list[str]:
    """What a block says, piece by piece, as Markdown has it: without the dash of an item, which becomes a dot."""
    match block:
        case Headline():
            return [block.word, *(["–", block.rest] if block.rest else [])]
        case Heading():
            return [block.text]
        case Paragraph():
            return ["".join(span.text for span in block.spans).removeprefix("- ")]
        case Table() | Heat():
            tables = [block] if isinstance(block, Table) else heat.tables(block)
            legend = [] if isinstance(block, Table) else [heat.legend(block)]
            return [cell for table in tables for row in (table.header, *table.rows) for cell in row] + legend
        case Frame():
            excerpt = [span.text for line in frame.excerpt(block, markdown.ROOM, unicode=True) for span in line]
            return [f"{block.severity}[{block.rule}] {block.message}", *excerpt, *block.notes]
        case Code():
            return list(block.lines)
        case Blank():
            return []


def letters(*texts: str) -> str:
    """What is left of texts without blanks, and without the signs that Markdown takes for code."""
    return "".join("".join(clean(text).replace("`", "").split()) for text in texts)


def pages_of(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """The pages that will be written as text, as they come."""
    pages: list[Page] = []
    render = text.render

    def kept(page: Page, *, width: int, colour: bool, unicode: bool) -> str:
        pages.append(page)
        return render(page, width=width, colour=colour, unicode=unicode)

    monkeypatch.setattr(text, "render", kept)
    return pages


def answers_of(monkeypatch: pytest.MonkeyPatch) -> list[CheckAnswer]:
    """The answers of `check`, as they come."""
    answers: list[CheckAnswer] = []
    page = check_page.page

    def kept(answer: CheckAnswer, *more: Any) -> Page:
        answers.append(answer)
        return page(answer, *more)

    monkeypatch.setattr(check_page, "page", kept)
    return answers


def outline(data: Any) -> Any:
    """An answer in which a plan is told by how many rows it has, and by a hash of them: a golden file that is read."""
    if isinstance(data, dict):
        return {key: _hashed(value) if key == "plan" else outline(value) for key, value in data.items()}
    return [outline(entry) for entry in data] if isinstance(data, list) else data


def _hashed(rows: list[Any]) -> str:
    said = json.dumps(rows, sort_keys=True).encode()
    return f"{len(rows)} rows, {hashlib.sha256(said).hexdigest()[:12]}"


def settle(file: Path, said: str) -> None:
    """What was said is what the file holds; with UPDATE the file follows."""
    if UPDATE:
        file.write_text(said, encoding="utf-8", newline="\n")
    compare(file.read_text(encoding="utf-8") if file.is_file() else "", said, f"{file.parent.name}/{file.name}")


@pytest.mark.parametrize("case", named(CHECKS))
def test_says_the_same_as_json(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    argv = arguments(case)
    if any(part.split("=")[0] in ("--format", "-o", "--output") for part in argv):
        pytest.skip("the case has its own format or file")
    if case.name in SAMPLE_DEALS:
        argv = [*argv, "--no-offers"]  # seconds, and tests/cli/test_offers.py looks at their JSON
    as_text = run(argv, monkeypatch, stage(case, tmp_path / "text"))
    as_json = run([*argv, "--format", "json"], monkeypatch, stage(case, tmp_path / "json"))
    assert as_json.code == as_text.code
    if not as_text.out:
        assert as_json.out == "", "a wrong use has no answer, in any format"
        return
    answer = json.loads(as_json.out)
    assert answer["schema"].startswith("deliverable.check")
    assert faults(answer) == [], "`deliverable schema result` says something else"
    assert str(tmp_path) not in as_json.out, "a path of this machine is in the answer"
    assert as_json.out.endswith("}\n")


@pytest.mark.slow
@pytest.mark.parametrize("case", CHECKS[:: max(1, len(CHECKS) // 3)][:3], ids=lambda case: case.name)
def test_says_the_same_bytes_in_fresh_processes(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    argv = arguments(case)
    for more in ([], ["--format", "json"]) if "--format" not in " ".join(argv) else ([],):
        here = run([*argv, *more], monkeypatch, stage(case, tmp_path / f"here{len(more)}"))
        folder = stage(case, tmp_path / f"there{len(more)}")
        assert [fresh([*argv, *more], folder, seed).text for seed in ("1", "2")] == [here.text, here.text]
