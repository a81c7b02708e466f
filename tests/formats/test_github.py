"""Reports as GitHub's workflow commands: the worst are shown, the others counted; no text is a command."""

import re

from deliverable.findings import Severity
from deliverable.formats.github import render, step_summary
from deliverable.formats.markdown import render as as_markdown
from deliverable.formats.reports import Report
from tests.formats.reporting import PATH, at, found, many, report

COMMAND = re.compile(r"::(error|warning|notice) (.*?)::(.*)")


def commands(said: Report) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and message of each annotation, read as GitHub reads them."""
    read = []
    for line in render(said).splitlines():
        if match := COMMAND.fullmatch(line):
            properties = dict(part.split("=", 1) for part in match[2].split(","))
            read.append((match[1], {key: plain(value) for key, value in properties.items()}, plain(match[3])))
    return read


def plain(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_a_finding_is_shown_at_its_place() -> None:
    assert render(report(found())) == (
        f"::error file={PATH},line=4,col=18,endColumn=24,title=deliverable%3A unknown-person::"
        f"{PATH}:4:18: no person called `sofiaa`%0Awrite `sofia`\n"
        "1 error in 1 of 1 file\n"
    )


def test_nothing_wrong_is_said() -> None:
    assert render(report()) == "No faults in 1 file\n"


def test_a_stretch_of_several_lines_has_no_columns() -> None:
    ((_, properties, _),) = commands(report(found(at(3, 5, 9, end_line=7))))
    assert (properties["line"], properties["endLine"]) == ("3", "7")
    assert not {"col", "endColumn"} & set(properties)


def test_text_that_looks_like_markup_is_only_text() -> None:
    path = "a,b:c%/x::y.yaml"
    message = "100% of it\r\n::error::no, `,title=x`\n##[error]no"
    ((level, properties, said),) = commands(report(found(at(1, path=path), message=message, cure="%0A is kept")))
    assert level == "error"
    assert properties["file"] == path
    assert set(properties) == {"file", "line", "col", "endColumn", "title"}
    assert said == f"{path}:1:1: 100% of it ::error::no, `,title=x` ##[error]no\n%0A is kept"
    assert len(render(report(found(message=message))).splitlines()) == 2


def test_ten_of_each_level_are_shown_and_nothing_is_said_of_more() -> None:
    said = report(*many(Severity.INFO, 10), *many(Severity.WARNING, 10), *many(Severity.ERROR, 10))
    levels = [level for level, _, _ in commands(said)]
    assert levels == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert "more" not in render(said)


def test_the_eleventh_is_counted_and_stands_in_the_log() -> None:
    said = report(*many(Severity.INFO, 10), *many(Severity.WARNING, 2), *many(Severity.ERROR, 11))
    shown = commands(said)
    levels = [level for level, _, _ in shown]
    assert levels == ["error"] * 10 + ["warning"] * 2 + ["notice"] * 9 + ["notice"]
    assert shown[9][2].splitlines()[0].endswith("error 10")
    assert shown[-1][2] == "2 more: in the log, and in the summary of this run"
    rest = render(said).split("::group::2 more\n")[1].split("::endgroup::\n")
    assert [line.split(": ")[1] for line in rest[0].splitlines()[1:-1]] == [
        "error[unknown-person] error 11",
        "info[unknown-person] info 10",
    ]
    assert rest[1] == "11 errors, 2 warnings, 10 info in 1 of 1 file\n"


def test_only_too_many_infos_give_a_place_to_the_notice() -> None:
    shown = [message for _, _, message in commands(report(*many(Severity.INFO, 11)))]
    assert len(shown) == 10
    assert shown[-1].startswith("2 more")


def test_what_stands_in_the_log_is_no_command() -> None:
    evil = [found(at(line, path="::error::x.yaml"), message="##[set-env name=A]b") for line in range(1, 15)]
    lines = render(report(*evil)).splitlines()
    (begun,) = [n for n, line in enumerate(lines) if line.startswith("::stop-commands::")]
    token = lines[begun].removeprefix("::stop-commands::")
    ended = lines.index(f"::{token}::")
    assert ended - begun == 1 + 4
    assert not any(token in line for line in lines[begun + 1 : ended])
    outside = [*lines[:begun], *lines[ended + 1 :]]
    assert not any(line.startswith("::error::x") for line in outside)
    other = render(report(*evil, found(at(15))))
    assert token not in other  # it depends on all of what it stands around


def test_the_summary_of_the_run_lists_the_worst_first_and_says_how_many_more() -> None:
    said = report(*many(Severity.INFO, 2), *many(Severity.ERROR, 1))
    rows = [line for line in as_markdown(step_summary(said)).splitlines() if line.startswith("| ")][2:]
    assert [row.split(" | ")[0] for row in rows] == [
        "| error\\[unknown-person\\]",
        "| info\\[unknown-person\\]",
        "| info\\[unknown-person\\]",
    ]
    whole = as_markdown(step_summary(report(*many(Severity.WARNING, 500))))
    assert "more" not in whole
    cut = as_markdown(step_summary(report(*many(Severity.WARNING, 501))))
    assert cut.endswith("\n\nand 1 more: deliverable lint\n")
    assert len(cut.encode()) < 1024 * 1024
