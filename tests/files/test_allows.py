"""Comments that silence rules: what they name, why, and where they hold."""

import pytest

from deliverable.files.allows import allows
from deliverable.files.yamlfile import parse
from deliverable.findings import Allow, Place


def read(text: str, path: str = "f.yaml") -> tuple[Allow, ...]:
    return allows({path: parse(path, text.encode())})


def only(text: str) -> Allow:
    (found,) = read(text)
    return found


def named(allow: Allow) -> list[str]:
    return [rule for rule, _ in allow.said]


@pytest.mark.parametrize(
    ("comment", "rules", "reason"),
    [
        ("# deliverable: allow bad-id", ["bad-id"], ""),
        ("#deliverable:allow bad-id", ["bad-id"], ""),
        ("## deliverable:  allow  bad-id , one-of -- two -- reasons", ["bad-id", "one-of"], "two -- reasons"),
        ("# deliverable: allow bad-id --", ["bad-id"], ""),
        ("# deliverable: allow bad-id — as agreed", ["bad-id"], "as agreed"),
        ("# deliverable: allow syntax -- x", ["syntax"], "x"),
        ("# deliverable: allow nobody-knows", ["nobody-knows"], ""),
    ],
)
def test_a_comment_names_rules_and_a_reason(comment: str, rules: list[str], reason: str) -> None:
    found = only(f"a: 1  {comment}\n")
    assert (named(found), found.reason, found.wrong) == (rules, reason, "")


def test_each_rule_has_its_place() -> None:
    found = only("a: 1  # deliverable: allow bad-id, one-of -- x\n")
    assert [place for _, place in found.said] == [Place("f.yaml", 1, 28, 1, 34), Place("f.yaml", 1, 36, 1, 42)]


@pytest.mark.parametrize(
    ("comment", "wrong"),
    [
        ("# deliverable: allow", "it names no rule"),
        ("# deliverable: allow -- because", "it names no rule"),
        ("# deliverable: ignore bad-id", "`ignore` is not what silences a rule here"),
        ("# deliverable: allow bad-id as agreed", "between its rules are commas, and its reason begins with ` -- `"),
        ("# deliverable: allow bad-id one-of", "between its rules are commas, and its reason begins with ` -- `"),
        ("# deliverable: allow bad-id,", "between its rules are commas, and its reason begins with ` -- `"),
    ],
)
def test_what_is_meant_to_silence_and_does_not_is_said(comment: str, wrong: str) -> None:
    found = only(f"a: 1  {comment}\n")
    assert (found.wrong, found.said) == (wrong, ())


@pytest.mark.parametrize(
    "comment",
    [
        "# deliverable: a website",
        "# deliverable: ignore the first draft",
        "# deliverable: allow two weeks for it",
        "# the deliverable: allow bad-id",
        "# deliverable allow bad-id",
        "# deliverable:",
    ],
)
def test_sentences_are_not_for_us(comment: str) -> None:
    assert read(f"a: 1  {comment}\n") == ()


TREE = """\
# deliverable: allow one-of -- all of it
people:
  # deliverable: allow bad-id -- the next
  # a sentence between
  sofia:
    name: S  # deliverable: allow bad-value -- this line
    site: x
  tom: {}
# deliverable: allow syntax
"""


@pytest.mark.parametrize(
    ("number", "lines"),
    [(0, [1, 2, 3, 4, 5, 6, 7, 8]), (1, [3, 5, 6, 7]), (2, [6]), (3, [9])],
    ids=["file", "node", "line", "end"],
)
def test_a_comment_holds_on_its_line_and_for_the_node_below(number: int, lines: list[int]) -> None:
    found = read(TREE)[number]
    assert [line for line in range(1, 11) if found.covers(line)] == lines


def test_a_comment_above_an_item_holds_for_all_of_the_item() -> None:
    found = only("a:\n  - x: 1\n  # deliverable: allow one-of\n  - y: 2\n    z: 3\n  - w\n")
    assert [line for line in range(1, 8) if found.covers(line)] == [3, 4, 5]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("a: 1  # deliverable: allow bad-id\nb: 2\n", "a: 1\nb: 2\n"),
        ("a:\n  # deliverable: allow bad-id\n  b: 2\n", "a:\n  b: 2\n"),
        ("a: 1\n# deliverable: allow bad-id", "a: 1\n"),
        ("a: 1\r\n# deliverable: allow bad-id\r\nb: 2\r\n", "a: 1\r\nb: 2\r\n"),
    ],
)
def test_with_a_comment_goes_what_would_be_left_of_its_line(text: str, rest: str) -> None:
    doc = parse("f.yaml", text.encode())
    goes = only(text).goes
    start = doc.starts[goes.line - 1] + goes.column - 1
    end = doc.starts[goes.end_line - 1] + goes.end_column - 1
    assert text[:start] + text[end:] == rest


def test_a_file_that_is_read_in_part_says_so() -> None:
    assert only("a: 1 # deliverable: allow bad-id\n").whole
    assert not only("people:\n  a: 1 # deliverable: allow bad-id\n  b: ]\n").whole


def test_tables_and_texts_hold_no_comments() -> None:
    assert read("project # deliverable: allow bad-id\n", "history/a.csv") == ()
    assert read("We thank you # deliverable: allow bad-id\n", "words/client.TXT") == ()
    assert read("a: '# deliverable: allow bad-id'\n") == ()
    assert len(read("a: 1 # deliverable: allow bad-id\n", "stdin")) == 1
