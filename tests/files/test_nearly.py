"""Signs that look like others, comments glued to a value, texts cut by a comma: one finding each, which says so."""

from datetime import date

import pytest

from deliverable.answers.lint import lint
from deliverable.findings import Finding
from tests.files.reading import only, read, spots

CO, CA, CI = "\u043e", "\u0430", "\u0456"  # Cyrillic, and nobody can see it
WORK = "bookings:\n  b: {client: C, work: [{person: dan, share: 50%, from: 2027-01-04, to: 2027-01-05}]}\n"
DAN = "people:\n  dan: {name: Dan}\n"


def found(**files: str) -> list[Finding]:
    """Everything that lint says of these files, beside dan and a booking of his."""
    tree = {"people": DAN, "work": WORK} | files
    loaded = read({f"{name.replace('__', '/')}.yaml": text for name, text in tree.items()})
    return list(lint(loaded.book, loaded.findings, loaded.unread, date(2026, 11, 23), files=()).findings)


def edits(finding: Finding) -> list[str]:
    return [edit.text for edit in finding.edits]


# --- letters of another alphabet


@pytest.mark.parametrize(
    ("people", "work", "rule", "cure"),
    [
        (f"people:\n  d{CA}n: {{}}\n", "{}", "bad-id", "write `dan` here and wherever it is meant; names go to `name`"),
        (f"people:\n  dan: {{n{CA}me: Dan}}\n", WORK, "unknown-key", "did you mean `name`?"),
        (f"pe{CO}ple:\n  dan: {{}}\n", "{}", "unknown-key", "did you mean `people`?"),
        (DAN, WORK.replace("dan", f"d{CA}n"), "unknown-person", f"write `dan`, or add `d{CA}n` to people"),
        (DAN, WORK.replace("client", f"status: f{CI}rm, client"), "bad-value", "write firm"),
        (DAN, WORK.replace("2027-01-05", "2027\u201001\u201005"), "bad-value", "write 2027-01-05"),
    ],
)
def test_a_word_that_only_looks_right_says_so(people: str, work: str, rule: str, cure: str) -> None:
    finding = only(found(people=people, work=work))
    assert (finding.rule, finding.cure) == (rule, cure)
    assert "is not the letter" in finding.message or "is not the sign `-`" in finding.message


def test_in_a_text_the_word_is_named_and_put_right() -> None:
    finding = only(found(people=f"people:\n  dan: {{name: 'Mr D{CA}n'}}\n"))
    assert spots([finding]) == [("look-alike", 2, 19)]
    assert finding.place.end_column == 22
    assert edits(finding) == ["Dan"]
    assert finding.message == f"`D{CA}n` isn't what it looks like: its `{CA}` (U+0430) is not the letter a"


@pytest.mark.parametrize("name", ["Дан Окафор", "Zoë Łukasz", "IT-отдел", "μService", "東京"])
def test_words_of_another_alphabet_are_fine(name: str) -> None:
    assert found(people=f"people:\n  dan: {{name: {name}}}\n") == []


# --- quotes of a text program


@pytest.mark.parametrize(
    ("written", "neat"), [("“Dan”", '"Dan"'), ("„Dan“", '"Dan"'), ("«Dan»", '"Dan"'), ('‘Dan "x"’', "'Dan \"x\"'")]
)
def test_quotes_that_are_none(written: str, neat: str) -> None:
    finding = only(found(people=f"people:\n  dan: {{name: {written}}}\n"))
    assert spots([finding]) == [("look-alike", 2, 15)]
    assert edits(finding) == [neat]


@pytest.mark.parametrize("name", ["’t Gooi", "Dan “the man” O", "“", "'“Dan”'", "O’Neill"])
def test_quotes_that_are_a_part_of_the_name(name: str) -> None:
    assert found(people=f"people:\n  dan: {{name: {name}}}\n") == []


def test_a_value_in_such_quotes_is_read_as_what_it_would_be() -> None:
    finding = only(found(work=WORK.replace("2027-01-04", "“2027-01-04”")))
    assert (finding.rule, finding.cure, edits(finding)) == ("bad-value", "write 2027-01-04", ["2027-01-04"])
    assert not finding.safe
    finding = only(found(work=WORK.replace("dan", "“dan”")))
    assert (finding.rule, edits(finding)) == ("unknown-person", ["dan"])


# --- comments


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("owner: tom#was priya", 15, "`#was` is a part of the text: a comment begins with a blank"),
        ("owner: tom# was priya", 15, "`#` is a part of the text: a comment begins with a blank"),
        ("client: Store #12", 19, "`#12` is a comment: the text ends before it"),
        ("client: Store #12   # north", 19, "`#12` is a comment: the text ends before it"),
    ],
)
def test_what_may_be_a_comment_is_asked(text: str, column: int, said: str) -> None:
    finding = only(found(work=f"bookings:\n  b:\n    {text}\n    work: []\n"))
    assert spots([finding]) == [("unclear-comment", 3, column)]
    assert finding.message == said


@pytest.mark.parametrize(
    "text",
    [
        "owner: tom # was priya",
        "owner: tom  #12",  # more than one blank: comments are put below each other
        "owner: tom #was priya",
        "owner: tom #12th of May",
        "owner: tom #12-a",
        "client: C# Corner",
        "client: 'Store#x'",
        "client: '#1'",
        "client: Store#12",
        "client: https://x.test/page#part",
        "client: notes.md#part",
        "client: docs/notes#part",
    ],
)
def test_what_is_none_or_one_is_fine(text: str) -> None:
    assert found(work=f"bookings:\n  b:\n    {text}\n    work: []\n") == []


@pytest.mark.parametrize(
    ("text", "rule", "cure"),
    [
        ("person: dan#old", "unknown-person", "write `dan`, or add `dan#old` to people"),
        ("share: 50%#x", "bad-value", "write 50%; a comment begins with a blank and #, at the end of the line"),
        ("share: 50# x", "bad-value", "write it like 80% or 0.8"),  # 50 alone would be none either
    ],
)
def test_a_comment_glued_to_a_value_is_told(text: str, rule: str, cure: str) -> None:
    key, _, value = text.partition(": ")
    row = {"person": "dan", "share": "50%", "from": "2027-01-04", "to": "2027-01-05", key: value}
    lines = "\n        ".join(f"{key}: {value}" for key, value in row.items())
    work = f"bookings:\n  b:\n    client: C\n    work:\n      - {lines}\n"
    finding = only(found(work=work))
    assert (finding.rule, finding.cure) == (rule, cure)
    assert not finding.safe


# --- a text that is cut by its comma


def test_a_comma_in_braces_cuts_a_text() -> None:
    finding = only(found(people="people:\n  dan: {name: Okafor, Dan, PhD, team: build}\n"))
    assert spots([finding]) == [("bad-value", 2, 15)]
    assert finding.place.end_column == 31
    assert edits(finding) == ['"Okafor, Dan, PhD"']
    assert finding.message == "`Okafor, Dan, PhD` is cut in two by its comma"


@pytest.mark.parametrize(
    ("people", "rule"),
    [
        ("people:\n  dan: {name: Okafor, foo: }\n", "unknown-key"),
        ("people:\n  dan: {name: 'Okafor', Dan}\n", "unknown-key"),
        ("people:\n  dan: {Okafor, Dan}\n", "unknown-key"),
        ("people:\n  dan:\n    name: Okafor,\n    foo:\n", "unknown-key"),
    ],
)
def test_other_words_without_a_value_are_unknown_keys(people: str, rule: str) -> None:
    assert {finding.rule for finding in found(people=people)} == {rule}


# --- a sign for a colon


@pytest.mark.parametrize("written", ["php= 2", "php = 2", "php=2", "php 2", "php\uff1a2"])
def test_a_colon_is_missing(written: str) -> None:
    skills = "skills: {php: {name: PHP}}\n"
    finding = only(found(people=f"people:\n  dan: {{skills: {{{written}}}}}\n", skills=skills))
    assert (finding.rule, finding.cure, edits(finding)) == ("bad-value", "write `php: 2`", ["php: 2"])


def test_a_colon_is_missing_behind_a_known_key_and_in_an_effort() -> None:
    assert edits(only(found(people="people:\n  dan: {name= Dan Okafor}\n"))) == ["name: Dan Okafor"]
    people = "people:\n  dan: {skills: {php: 1}}\n"
    assert edits(only(found(people=people, deals__d="deal: d\nscope: {a: {effort: {php 2d}}}\n"))) == ["php: 2d"]


@pytest.mark.parametrize("written", ["creative director", "senior developer 2"])
def test_a_name_of_several_words_is_one(written: str) -> None:
    finding = only(found(firm=f"firm: {{name: F, costs: {{{written}}}}}\n"))
    assert finding.message == f"`{written}` has no value"


# --- a blank that is none


@pytest.mark.parametrize("blank", ["\u2009", "\u202f", "\u3000", "\u2007"])
def test_other_blanks_than_the_plain_one(blank: str) -> None:
    finding = only(found(people=f"people:\n  dan: {{name:{blank}Dan}}\n"))
    assert (finding.rule, edits(finding), finding.safe) == ("encoding", [" "], True)
    assert found(people=f"people:\n  dan: {{name: Dan{blank}Okafor}}\n") == []


# --- lines that run on


def test_an_item_that_continues_a_text() -> None:
    skills = "skills:\n  php:\n    also_called:\n      - laravel\n        - back-end\n"
    finding = only(found(people="people:\n  dan: {skills: {php: 1}}\n", skills=skills))
    assert spots([finding]) == [("run-on-line", 5, 9)]


@pytest.mark.parametrize("text", ["laravel\n        back - end", "'laravel\n        - back-end'", "a - b"])
def test_a_text_may_hold_a_dash(text: str) -> None:
    skills = f"skills:\n  php:\n    also_called:\n      - {text}\n"
    assert found(people="people:\n  dan: {skills: {php: 1}}\n", skills=skills) == []
