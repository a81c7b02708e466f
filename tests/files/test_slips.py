"""Slips are one finding each, named for what they are."""

import pytest

from deliverable.answers.lint import lint
from deliverable.findings import Finding
from tests.files.reading import only, read, spots
from tests.rules.books import FIRST

WORK = "bookings:\n  b: {client: C, work: [{person: dan, share: 50%, from: 2027-01-04, to: 2027-01-05}]}\n"


def found(people: str, **more: str) -> list[Finding]:
    """Everything that lint says, of files in which dan is booked."""
    loaded = read({"people.yaml": people, "work.yaml": WORK, **{f"{name}.yaml": text for name, text in more.items()}})
    return list(lint(loaded.book, loaded.findings, loaded.unread, FIRST, files=()).findings)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("people:\n  ann:\n    name: A\ndan:\n    name: D\n  raj:\n    name: R\n  kim:\n    name: K\n", 4),
        ("people:\n  ann: {name: A}\ndan: {name: D}\n  raj: {name: R}\n  kim: {name: K}\n", 3),
        ("people:\n  ann: {name: A}\ndan: {name: D}\n", 3),
        ("people:\n    ann: {name: A}\ndan:\n    name: D\n", 3),
    ],
)
def test_a_line_indented_too_little_is_one_finding(text: str, line: int) -> None:
    finding = only(found(text))
    assert (finding.place.line, finding.place.column) == (line, 1)
    assert finding.cure == "indent `dan` under `people`"


def test_the_others_of_its_map_are_read() -> None:
    loaded = read("people:\n  ann: {name: A}\ndan: {name: D}\n  raj: {name: R}\n")
    assert list(loaded.book.people) == ["ann", "raj"]
    assert loaded.unread == {"people"}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("people:\n  dan:\n    name:Raj Patel\n    site: x\n", 3, 5),
        ("people:\n  dan:\n    site: x\n    name:Raj Patel\n", 4, 5),
        ("people:\n  dan:\n    name:Raj Patel\n", 3, 5),
        ("people:\n  dan: {time_off: [{from:2026-08-10, to: 2026-08-11}]}\n", 2, 21),
        ("people:\n  dan:\n    skills:{php: 3}\n", 3, 5),
        ("people:\n  dan: {skills: {php:3}}\n", 2, 18),
        ("people:\n  dan:{name: D}\n", 2, 3),
    ],
)
def test_a_blank_missing_after_a_colon_is_one_finding(text: str, line: int, column: int) -> None:
    finding = only(found(text))
    assert spots([finding]) == [("syntax", line, column)]
    assert finding.message.startswith("a blank is missing after `")


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("    work:\n      -{person: dan, share: 50%, date: 2027-01-04}\n", "syntax", 5, 7),
        ("    work:\n      -person: dan\n       share: 50%\n       date: 2027-01-04\n", "syntax", 5, 7),
        ("    work:\n      - {person: dan, share: 1, date: 2027-01-04}\n    owner: -tom: x\n", "syntax", 6, 16),
    ],
)
def test_a_blank_missing_after_a_dash_is_one_finding(text: str, rule: str, line: int, column: int) -> None:
    finding = only(found("people: {dan: {}}\n", more=f"bookings:\n  c:\n    client: C\n{text}"))
    assert spots([finding]) == [(rule, line, column)]
    assert ("a blank is missing after `-`" in finding.message) == (line == 5)


@pytest.mark.parametrize(("written", "fixes"), [("\n      -ann", 1), ("\n      -ann\n      -bo", 0), (" -ann", 0)])
def test_items_without_a_blank_are_no_text(written: str, fixes: int) -> None:
    deal = f"deal: d\nwho:{written}\n"
    finding = only(found("people: {dan: {}, ann: {}, bo: {}}\n", **{"deals/d": deal}))
    assert (finding.rule, finding.message) == ("bad-value", "a blank is missing after `-`")
    assert [edit.text for edit in finding.edits] == [" "] * fixes


@pytest.mark.parametrize("text", ["'-ann'", "-5", "-"])
def test_a_text_that_begins_with_a_dash_is_no_item(text: str) -> None:
    finding = found("people: {dan: {}}\n", **{"deals/d": f"deal: d\nwho: {text}\n"})[0]
    assert "a blank is missing" not in finding.message


def test_a_colon_in_a_text_is_none() -> None:
    assert found('people:\n  dan: {name: "a:b", role: http://x, site: c:d}\n') == []


SIDES = (
    "people:\n  ann: {}\n<<<<<<< HEAD\n  dan: {team: a}\n"
    "{base}=======\n  dan: {team: b}\n  eve: {}\n>>>>>>> x\n  bo: {}\n"
)


@pytest.mark.parametrize("base", ["", "||||||| 1234567\n  dan: {team: c}\n"])
def test_a_conflict_of_a_merge_is_one_finding(base: str) -> None:
    text = SIDES.replace("{base}", base)
    assert spots(found(text)) == [("syntax", 3, 1)]
    assert list(read(text).book.people) == ["ann", "dan", "bo"]
    assert read(text).book.people["dan"].team == "a"


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "=======", ">>>>>>> x"])
def test_a_marker_left_behind_is_one_finding(marker: str) -> None:
    text = f"people:\n  dan: {{}}\n{marker}\n  bo: {{}}\n"
    assert spots(found(text)) == [("syntax", 3, 1)]
    assert list(read(text).book.people) == ["dan", "bo"]


def test_a_line_drawn_in_a_text_is_no_conflict() -> None:
    assert found("people:\n  dan:\n    role: |\n      head\n      =======\n") == []


# --- a comma in a number


@pytest.mark.parametrize(
    ("key", "neat"),
    [("per_day: 1,5h", "1.5h"), ("share: 0,5", "0.5"), ("effort: 6-8,5-10d", "6-8.5-10d"), ("effort: 1,250h", "1250h")],
)
def test_a_decimal_comma_in_a_flow_map_is_one_finding(key: str, neat: str) -> None:
    text = f"bookings:\n  c: {{client: C, work: [{{person: dan, {key}, from: 2027-01-04, to: 2027-01-05}}]}}\n"
    finding = only(found("people: {dan: {}}\n", more=text))
    assert (finding.rule, finding.cure, finding.safe) == ("bad-value", f"write {neat}", False)
    assert [edit.text for edit in finding.edits] == [neat]


def test_thousands_are_not_decimals() -> None:
    assert (
        only(found("people: {dan: {}}\ncontractors: {p: {skills: {php: 3}, cost: 1,250, people: 2}}\n")).cure
        == "write 1250"
    )
    assert only(found("people: {dan: {week: {mon: 8h, fri: 7,5h}}}\n")).cure == "write 7.5h"


def test_a_list_of_numbers_is_not_cut() -> None:
    assert "cut in two" not in " ".join(f.message for f in found("people: {dan: {skills: {a: 3, 5: }}}\n"))


# --- what nobody can see


@pytest.mark.parametrize("sign", ["\u200b", "\u200f", "\u00ad", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff"])
def test_an_invisible_character_is_one_finding_and_not_data(sign: str) -> None:
    text = f"people:\n  d{sign}an: {{name: {sign}D}}\n"
    first, second = found(text)
    assert spots([first, second]) == [("encoding", 2, 4), ("encoding", 2, 16)]
    assert first.safe
    assert [edit.text for edit in first.edits] == [""]
    assert read(text).book.people["dan"].name == "D"


@pytest.mark.parametrize("sign", ["\u2065", "\u206a", "\u2010"])
def test_its_neighbours_are_not_meant(sign: str) -> None:
    assert found(f'people:\n  dan: {{name: "D{sign}"}}\n') == []


def test_a_blank_that_is_none_is_read_as_one() -> None:
    text = "people:\n  dan:\n   \u00a0name:\u00a0D\u00a0E # so\u00a0: it is\n"
    assert spots(found(text)) == [("encoding", 3, 4), ("encoding", 3, 10)]
    assert read(text).book.people["dan"].name == "D\u00a0E"


# --- said once


@pytest.mark.parametrize(
    "entry",
    [
        "status: hold, owner: o, probability: 60, expires: 2027-01-01, work: []",
        "status: hold, owner: o, probabilty: 60%, expires: 2027-01-01, work: []",
        "work: [{person: dan, shar: 50%, from: 2027-01-04, to: 2027-01-05}]",
        "work: [{person: dan, share: 50%, from: 2027-01-04, too: 2027-01-05}]",
        "work: [{person: dan, effrt: 5d, every: month, from: 2027-01-04, to: 2027-01-05}]",
        "flexible: {untill: 2027-01-05}, work: []",
    ],
)
def test_what_is_broken_is_not_missing_as_well(entry: str) -> None:
    only(found("people: {dan: {}}\n", more=f"bookings:\n  c: {{client: C, {entry}}}\n"))


@pytest.mark.parametrize(
    "rest",
    [
        "inputs: [roast]\nscope:\n  a: {wait: 1d, inputs: [roast]}\n",
        "scope:\n  a: {effort: {copy: ?}}\n  b: {wait: 1d, after: [a]}\n",
        "scope:\n  a: {wiat: 1d}\n",
        "scope:\n  a: {effort: {php: {low: 2h}}}\n",
        "scope:\n  a: {crew: {php: 1}, durtion: 2d}\n",
    ],
)
def test_in_a_deal_neither(rest: str) -> None:
    skill = "people: {dan: {skills: {php: 1}}}\n"
    only(found(skill, **{"deals/d": f"deal: d\n{rest}"}))


def test_the_missing_end_of_a_range_is_named() -> None:
    loaded = read({"deals/d.yaml": "deal: d\nscope:\n  a: {effort: {php: {low: 2h}}}\n"})
    assert only(loaded.findings).message == "`high` of `php` is missing"


def test_a_broken_level_is_no_unknown_skill() -> None:
    only(found("people: {dan: {skills: {php: 9}}}\n", **{"deals/d": "deal: d\nscope: {a: {effort: {php: 1d}}}\n"}))


# --- two firms


@pytest.mark.parametrize("other", ["a.yaml", "z.yaml"])
def test_firm_yaml_is_the_firm(other: str) -> None:
    loaded = read({other: "firm: {name: Other}\n"})
    finding = only(loaded.findings)
    assert (finding.rule, finding.place.path) == ("duplicate-id", f"capacity/{other}")
    assert finding.related[0].place.path == "capacity/firm.yaml"
    assert loaded.book.firm.name == "Larkspur"


@pytest.mark.parametrize("text", ["", "# soon\n"])
def test_an_empty_firm_yaml(text: str) -> None:
    finding = only(read({"firm.yaml": text}).findings)
    assert (finding.rule, finding.message) == ("missing-firm", "firm.yaml is empty")
