"""The proof that an edit changes nothing else: what it lets pass and what not."""

import pytest

from deliverable.files.fix import MOST_PROOFS, mended
from deliverable.findings import Edit, Finding, Place, Severity

TEXT = """\
# head
a: {b: one, c: [two, three]}  # tail
d:
  e: four
f: |  # block
  five
"""


def at(text: str, stretch: str, skip: int = 0) -> Place:
    """The place of a stretch of a text."""
    start = -1
    for _ in range(skip + 1):
        start = text.index(stretch, start + 1)
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start))
    last = line + stretch.count("\n")
    end = column + len(stretch) if last == line else len(stretch) - stretch.rfind("\n")
    return Place("f", line, column, last, end)


def cure(text: str, *edits: tuple[str, str], rule: str = "bad-value") -> Finding:
    made = tuple(Edit(at(text, old), new) for old, new in edits)
    return Finding(rule, Severity.ERROR, "m", made[0].place, edits=made, safe=True)


def after(text: str, *cures: Finding) -> str:
    return mended("f", text.encode(), cures).content.decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("one", "1"),
        ("one", '"o # e"'),
        ("one", "[x, {y: z}]"),
        ("one", ""),
        ("[two, three]", "two"),
        ("three", "3"),
        ("four", "4"),
        ("b", "bb"),
        (" # tail", ""),
        ("# tail", "# other"),
    ],
)
def test_what_an_edit_is_about_may_change(old: str, new: str) -> None:
    assert after(TEXT, cure(TEXT, (old, new))) == TEXT.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("one", "x, y: z"),  # one more key
        ("one", "x # y"),  # the rest of the line would be a comment
        ("one", "'x"),
        ("one", "x}"),
        ("three", "x, y"),  # one more item
        ("[two, three]", "[two, three], d: 1"),
        (", three", ""),  # one item less
        ("b: one", "b: 1"),  # an edit is of a key or of a value
        (": one", ": 1"),
        ("four", "4\ng: 5"),
        ("four", "4 # a comment nobody wrote"),
        ("b", "c"),  # a key that is there already
        ("b", "b: x, bb"),
        ("b", "[x]"),
        ("# tail", "g: h"),
        ("five", "5\nf: 6"),
    ],
)
def test_what_would_change_something_else_is_refused(old: str, new: str) -> None:
    assert after(TEXT, cure(TEXT, (old, new))) == TEXT


@pytest.mark.parametrize("rule", ["ambiguous-scalar", "encoding"])
def test_some_cures_must_leave_the_text_as_it_was_read(rule: str) -> None:
    assert after(TEXT, cure(TEXT, ("one", '"one"'), rule=rule)) == TEXT.replace("one", '"one"')
    assert after(TEXT, cure(TEXT, ("one", '"two"'), rule=rule)) == TEXT
    assert after(TEXT, cure(TEXT, ("b", '"b"'), rule=rule)) == TEXT.replace("b:", '"b":', 1)
    assert after(TEXT, cure(TEXT, ("b", '"bb"'), rule=rule)) == TEXT


def test_of_edits_that_overlap_or_touch_the_first_is_made() -> None:
    both = cure(TEXT, ("[two, three]", "[x]")), cure(TEXT, ("three", "3"))
    assert after(TEXT, *both) == after(TEXT, *reversed(both)) == TEXT.replace("[two, three]", "[x]")
    assert after(TEXT, cure(TEXT, ("one", "1")), cure(TEXT, ("one", "2"))) == TEXT.replace("one", "1")


def test_edits_of_one_finding_are_made_together_or_not_at_all() -> None:
    assert after(TEXT, cure(TEXT, ("one", "1"), ("four", "4"))) == TEXT.replace("one", "1").replace("four", "4")
    assert after(TEXT, cure(TEXT, ("one", "1"), ("four", "4\ng: 5"))) == TEXT
    overlapping = cure(TEXT, ("one", "1"), ("four", "4")), cure(TEXT, ("four", "x"), ("three", "3"))
    assert after(TEXT, *overlapping) == TEXT.replace("one", "1").replace("four", "4")


def test_what_can_be_proved_is_made_beside_what_cannot() -> None:
    values = [f"v{number}" for number in range(40)]
    text = "".join(f"{value}: {value}x\n" for value in values)
    bad = {3, 4, 17, 39}
    cures = [cure(text, (f"{value}x", "x: y" if n in bad else f"n{n}")) for n, value in enumerate(values)]
    result = mended("f", text.encode(), cures)
    assert result.content.decode() == "".join(
        f"{value}: {value}x\n" if n in bad else f"{value}: n{n}\n" for n, value in enumerate(values)
    )
    assert len(result.done) == 36


@pytest.mark.slow
def test_looking_for_what_cannot_be_proved_ends() -> None:
    text = "".join(f"v{number}: x{number}x\n" for number in range(MOST_PROOFS + 100))
    cures = [cure(text, (f"x{number}x", "x: y")) for number in range(MOST_PROOFS + 100)]
    assert after(text, *cures) == text


def test_what_was_not_read_stays_as_it_is_beside_a_cure() -> None:
    text = "a: one\nb: ]\nc: two\nd: &x 1\nd: 2\n"
    assert after(text, cure(text, ("one", "1"))) == text.replace("one", "1")
    assert after(text, cure(text, ("]", "x"))) == text


def test_what_could_not_be_read_comes_back_by_a_cure_of_syntax() -> None:
    text = "a:\n  b:1\n  c: 2\nd: 3  # x\n"
    place = Place("f", 2, 5, 2, 5)
    back = Finding("syntax", Severity.ERROR, "m", place, edits=(Edit(place, " "),))
    assert after(text, back) == text.replace("b:1", "b: 1")
    wrong = Finding("syntax", Severity.ERROR, "m", place, edits=(Edit(place, " 1\nd:"),))
    assert after(text, wrong) == text


@pytest.mark.parametrize(
    ("text", "at", "end", "new"),
    [
        ("a:1\n", 3, 3, " "),
        ("a:\n  b:1\n", 5, 5, " "),
        ("a: 1\nc:\n  - ]\n  - w\n", 5, 6, "z"),
        ("a: 1\nc:\n  - v\n  - ]\n", 5, 6, "z"),
    ],
)
def test_it_may_be_a_value_an_item_or_all_of_the_file(text: str, at: int, end: int, new: str) -> None:
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "]" in line or line.endswith(":1"))
    place = Place("f", line, at, line, end)
    start = sum(map(len, text.splitlines(keepends=True)[: line - 1])) + at - 1
    cut = text[:start] + new + text[start + end - at :]
    back = Finding("syntax", Severity.ERROR, "m", place, edits=(Edit(place, new),))
    assert after(text, back) == cut


def test_what_was_refused_stays_refused_beside_a_cure() -> None:
    text = "a: one\nb: &x 1\nc: *x\n"
    assert after(text, cure(text, ("one", "1"))) == text.replace("one", "1")


def test_what_is_no_text_of_ours_is_not_touched() -> None:
    for content in (b"\xff\xfea\0:\0", b"a: \xff", b"a: x\x07\n"):
        found = Finding("r", Severity.ERROR, "m", Place("f", 1, 4, 1, 5), edits=(Edit(Place("f", 1, 4, 1, 5), "y"),))
        assert mended("f", content, [found]).content == content
