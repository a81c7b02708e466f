"""Faults as a page: framed with their line, and counted at the end."""

import pytest

from deliverable.answers.lint import LintAnswer
from deliverable.findings import Edit, Finding, Place, Related, Severity
from deliverable.page import Blank, Frame, Paragraph, Tone
from deliverable.pages.lint import frames, page, summary

PLACE = Place("a.yaml", 2, 3, 2, 6)


def frame(finding: Finding, text: str = "one\n  two: 2\nthree") -> Frame:
    first = page(LintAnswer((finding,), 1), {"a.yaml": text}).blocks[0]
    assert isinstance(first, Frame)
    return first


def text(paragraph: object) -> str:
    assert isinstance(paragraph, Paragraph)
    return "".join(span.text for span in paragraph.spans)


def finding(place: Place = PLACE, severity: Severity = Severity.ERROR, cure: str = "", *related: Related) -> Finding:
    return Finding("r", severity, "m", place, cure, related)


@pytest.mark.parametrize(
    ("unread", "said"),
    [
        (("people",), "References to people are not checked: not all of them could be read"),
        (("skills", "people"), "References to skills and people are not checked: not all of them could be read"),
        (
            ("skills", "people", "bookings"),
            "References to skills, people and bookings are not checked: not all of them could be read",
        ),
    ],
)
def test_what_is_not_checked_is_said_last(unread: tuple[str, ...], said: str) -> None:
    assert text(page(LintAnswer((), 1, unchecked=unread), {}).blocks[-1]) == said
    assert len(page(LintAnswer((), 1), {}).blocks) == 1


def test_a_finding_is_framed_with_its_line() -> None:
    said = frame(finding())
    assert (said.number, said.column, said.width, said.line) == (2, 3, 3, "  two: 2")
    assert (said.severity, said.tone, said.rule, said.message, said.path) == ("error", Tone.BAD, "r", "m", "a.yaml")
    assert said.label == ""
    assert said.notes == ("why: deliverable rule r",)


def test_the_first_related_place_is_the_label_and_the_others_are_notes() -> None:
    related = (Related("did you mean `x`?", Place("b.yaml", 12, 1, 1, 1)), Related("also here", PLACE))
    said = frame(finding(PLACE, Severity.ERROR, "write `x`", *related))
    assert said.label == "did you mean `x`? (b.yaml:12)"
    assert said.notes == ("see: also here (a.yaml:2)", "cure: write `x`", "why: deliverable rule r")


@pytest.mark.parametrize(
    ("place", "line", "width"),
    [
        (Place("a.yaml", 2, 3, 3, 2), "  two: 2", 6),
        (Place("a.yaml", 2, 3, 2, 3), "  two: 2", 1),
        (Place("a.yaml", 3, 1, 3, 6), "three", 5),
        (Place("a.yaml", 4, 1, 4, 6), None, 5),
        (Place("a.yaml", 0, 1, 0, 1), None, 1),
        (Place("gone.yaml", 1, 1, 1, 2), None, 1),
    ],
)
def test_the_stretch_on_the_first_line_is_marked(place: Place, line: str | None, width: int) -> None:
    said = frame(finding(place))
    assert (said.line, said.width) == (line, width)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_lines_end_where_yaml_ends_them(end: str) -> None:
    assert frame(finding(), f"one{end}  two: 2{end}three").line == "  two: 2"


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x1c"])
def test_lines_do_not_end_elsewhere(end: str) -> None:
    assert frame(finding(), f"o{end}ne\n  two: 2").line == "  two: 2"


def test_a_blank_line_follows_each_and_the_count_is_last() -> None:
    blocks = page(LintAnswer((finding(), finding()), 2), {}).blocks
    assert [type(block) for block in blocks] == [Frame, Blank, Frame, Blank, Paragraph]


@pytest.mark.parametrize(
    ("severities", "files", "said"),
    [
        ("", 14, "No faults in 14 files"),
        ("", 1, "No faults in 1 file"),
        ("e", 14, "1 error in 1 of 14 files"),
        ("eeew", 14, "3 errors, 1 warning in 1 of 14 files"),
        ("wwii", 1, "2 warnings, 2 info in 1 of 1 file"),
    ],
)
def test_the_summary_counts(severities: str, files: int, said: str) -> None:
    kinds = {"e": Severity.ERROR, "w": Severity.WARNING, "i": Severity.INFO}
    answer = LintAnswer(tuple(finding(severity=kinds[letter]) for letter in severities), files)
    assert text(summary(answer)) == said


@pytest.mark.parametrize(
    ("severities", "tone"),
    [
        ((), Tone.GOOD),
        ((Severity.INFO,), Tone.QUIET),
        ((Severity.INFO, Severity.WARNING), Tone.WARN),
        ((Severity.WARNING, Severity.ERROR), Tone.BAD),
    ],
)
def test_the_summary_is_as_bad_as_the_worst(severities: tuple[Severity, ...], tone: Tone) -> None:
    answer = LintAnswer(tuple(finding(severity=severity) for severity in severities), 1)
    assert summary(answer).spans[0].tone is tone


def mended(*texts: str, safe: bool = True, cure: str = "write `x`, or add it") -> Finding:
    edits = tuple(Edit(PLACE, new) for new in texts)
    return Finding("r", Severity.ERROR, "m", PLACE, cure, edits=edits, safe=safe)


@pytest.mark.parametrize(
    ("found", "notes"),
    [
        (mended("x"), ["cure: write `x`, or add it", "fix: --fix writes `x`"]),
        (mended("x", cure="write `x`"), ["fix: --fix writes `x`"]),
        (mended("x", cure="write x"), ["fix: --fix writes `x`"]),
        (mended("x", cure=""), ["fix: --fix writes `x`"]),
        (mended("x", safe=False, cure="write x"), ["fix: --fix --unsafe-fixes writes `x`"]),
        (mended("x", "z", cure=""), ["fix: --fix writes `x` and `z`"]),
        (mended("", cure=""), ["fix: --fix takes it out"]),
        (mended(" ", cure=""), ["fix: --fix writes a blank"]),
        (mended("  ", cure=""), ["fix: --fix writes 2 blanks"]),
    ],
)
def test_what_a_fix_would_do_is_said_and_not_twice(found: Finding, notes: list[str]) -> None:
    assert frame(found).notes == (*notes, "why: deliverable rule r")


def test_what_fix_has_left_is_not_said_to_be_mended_by_it() -> None:
    left = LintAnswer((mended("x"), mended("z", safe=False, cure="")), 1, fixed=0)
    first, _, second, *_ = page(left, {}).blocks
    assert isinstance(first, Frame)
    assert isinstance(second, Frame)
    assert first.notes == ("cure: write `x`, or add it", "why: deliverable rule r")
    assert second.notes == ("fix: --fix --unsafe-fixes writes `z`", "why: deliverable rule r")
    assert text(summary(left)) == "2 errors in 1 of 1 file"


def test_other_answers_show_no_fix() -> None:
    (block, _) = frames((mended("x"),), {})
    assert isinstance(block, Frame)
    assert block.notes == ("cure: write `x`, or add it", "why: deliverable rule r")


@pytest.mark.parametrize(
    ("answer", "verbose", "said"),
    [
        (
            LintAnswer((mended("x"), mended("y", safe=False)), 3),
            False,
            "2 errors in 1 of 3 files (1 fixable with --fix)",
        ),
        (LintAnswer((), 3, fixed=2), False, "No faults in 3 files (2 fixed)"),
        (LintAnswer((), 3, old=0), False, "No new faults in 3 files"),
        (LintAnswer((), 3, old=4), False, "No new faults in 3 files (4 there before)"),
        (LintAnswer((), 3, (finding(),)), False, "No faults in 3 files"),
        (LintAnswer((), 3, (finding(),)), True, "No faults in 3 files (1 allowed by comments)"),
        (LintAnswer((), 3, known=5, baseline="b.txt"), False, "No faults in 3 files (5 known in b.txt)"),
        (LintAnswer((), 3, baseline="b.txt"), True, "No faults in 3 files"),
        (
            LintAnswer((mended("x"),), 3, (finding(),), 5, "b.txt", 4, 2),
            True,
            "1 error in 1 of 3 files (2 fixed; 4 there before; 5 known in b.txt; 1 allowed by comments)",
        ),
    ],
)
def test_the_summary_says_what_became_of_the_others(answer: LintAnswer, verbose: bool, said: str) -> None:
    assert text(summary(answer, verbose=verbose)) == said
