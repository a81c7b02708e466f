"""YAML to nodes with places, and what is refused."""

import time

import pytest

from deliverable.errors import UserError
from deliverable.files.nodes import Document, Map, Node, Scalar, Seq
from deliverable.files.yamlfile import DEEPEST, FEW_ERRORS, MOST_AGAIN, MOST_ERRORS, parse
from deliverable.findings import Place
from tests.files.reading import only, spots


def doc(text: str) -> Document:
    return parse("f.yaml", text.encode())


def plain(node: Node | None) -> object:
    """The tree as plain data, texts as they are."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Map):
        return {key: plain(value) for key, (_, value) in node.pairs.items()}
    return [plain(item) for item in node.items] if isinstance(node, Seq) else None


def value(document: Document, *path: str | int) -> Node:
    node: Node | None = document.root
    for key in path:
        if isinstance(node, Map):
            assert isinstance(key, str)
            node = node.pairs[key][1]
        else:
            assert isinstance(node, Seq)
            assert isinstance(key, int)
            node = node.items[key]
    assert node is not None
    return node


def place(document: Document, *path: str | int) -> tuple[int, int, int, int]:
    found = document.of(value(document, *path))
    assert found is not None
    return found.line, found.column, found.end_line, found.end_column


# --- places -----------------------------------------------------------------------------------------------------


def test_places_are_from_one_and_the_end_is_exclusive() -> None:
    document = doc("a: b\nlist:\n  - {x: 'it''s', é😀: c}\n")
    assert place(document, "a") == (1, 4, 1, 5)
    assert place(document, "list", 0) == (3, 5, 3, 24)
    assert place(document, "list", 0, "x") == (3, 9, 3, 16)
    assert place(document, "list", 0, "é😀") == (3, 22, 3, 23)


def test_a_block_ends_with_its_last_value_not_with_the_next_line() -> None:
    document = doc("a:\n  b: 1\n  c: 2   # more\n\n# end\nd: 3\n")
    assert place(document, "a") == (2, 3, 3, 7)


def test_block_texts_end_with_their_last_line_of_text() -> None:
    document = doc("a: |\n  one\n  two\n\n\nb: >-\n  three\n")
    assert place(document, "a") == (1, 4, 3, 6)
    assert place(document, "b") == (6, 4, 7, 8)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_libyaml_does(line_end: str) -> None:
    document = doc(f"a: 1{line_end}b: 2{line_end}{line_end}c: 3")
    assert place(document, "b")[:2] == (2, 4)
    assert place(document, "c")[:2] == (4, 4)
    assert document.shown.split("\n")[3] == "c: 3"


@pytest.mark.parametrize("other", ["\x0b", "\x0c", "\x1c"])
def test_what_python_takes_for_line_ends_are_control_characters(other: str) -> None:
    document = doc(f"a: 'x{other}y'\nb: 2\n")
    assert place(document, "b")[0] == 2
    assert only(document.findings).rule == "encoding"


def test_an_empty_value_is_null_and_a_quoted_one_is_not() -> None:
    document = doc("a:\nb: ''\nc: ~\nd: 'null'\n")
    nulls = [value(document, key) for key in "abcd"]
    assert [isinstance(node, Scalar) and node.is_null for node in nulls] == [True, False, True, False]


def test_scalars_keep_their_text() -> None:
    assert plain(doc("a: {i: 1, f: 1.50, t: true, d: 2026-11-28, e: 5d}\n").root) == {
        "a": {"i": "1", "f": "1.50", "t": "true", "d": "2026-11-28", "e": "5d"}
    }


def test_json_is_yaml() -> None:
    document = doc('{"a": [1, {"b": "c"}], "d": null}')
    assert document.findings == []
    assert plain(document.root) == {"a": ["1", {"b": "c"}], "d": "null"}


def test_a_directive_and_a_document_start_are_fine() -> None:
    assert plain(doc("%YAML 1.2\n---\na: b\n...\n").root) == {"a": "b"}


# --- ambiguous scalars --------------------------------------------------------------------------------------------


def test_an_ambiguous_value_keeps_its_text_and_gets_quotes() -> None:
    document = doc("a: no\nb: [12:30]\n")
    assert plain(document.root) == {"a": "no", "b": ["12:30"]}
    assert spots(document.findings) == [("ambiguous-scalar", 1, 4), ("ambiguous-scalar", 2, 5)]
    first = document.findings[0]
    assert first.edits[0].text == '"no"'
    assert first.edits[0].place == Place("f.yaml", 1, 4, 1, 6)
    assert first.safe
    assert "`no`" in first.message
    assert "false" in first.message


def test_quoted_values_and_repeated_good_ones_are_fine() -> None:
    assert doc("a: 'no'\nb: \"12:30\"\nc: x\nd: x\n").findings == []


def test_every_ambiguous_value_is_found_again() -> None:
    assert spots(doc("a: no\nb: no\n").findings) == [("ambiguous-scalar", 1, 4), ("ambiguous-scalar", 2, 4)]


@pytest.mark.parametrize("key", ["1", "true", "null", "~", "1.5"])
def test_keys_that_are_no_text_are_findings(key: str) -> None:
    finding = only(doc(f"a: {{{key}: x}}\n").findings)
    assert finding.rule == "ambiguous-scalar"
    assert finding.edits[0].text == f'"{key}"'


@pytest.mark.parametrize("key", ["no", "off", "on", "y", "'1'", "1a", "2026-01-01"])
def test_keys_that_are_text_are_fine(key: str) -> None:
    assert doc(f"a: {{{key}: x}}\n").findings == []


# --- what is refused ----------------------------------------------------------------------------------------------


def test_a_duplicate_key_names_both_places_and_the_first_counts() -> None:
    document = doc("a: {x: 1}\nb: 2\na: {x: 3}\n")
    finding = only(document.findings)
    assert spots([finding]) == [("duplicate-key", 3, 1)]
    assert finding.related[0].place == Place("f.yaml", 1, 1, 1, 2)
    assert plain(document.root) == {"a": {"x": "1"}, "b": "2"}
    assert document.lost == {"a"}


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: 1\na: 1\nb: 2\n", "a: 1\nb: 2\n"),
        ("a: {x: [1, 2]}\n\na:\n  x:\n    - 1\n    - 2\n\nb: 2\n", "a: {x: [1, 2]}\n\n\nb: 2\n"),
        ("a:\n  x: 1\n  x: '1'", "a:\n  x: 1\n"),
        ("a: 1\r\na: 1\r\n", "a: 1\r\n"),
        ("a: 1\na: 2\n", None),
        ("a: 1\na: 1  # why\n", None),
        ("a: {x: 1, x: 1}\n", None),
        ("- {a: 1}\n", None),
        ("a:\n  - x: 1\n    x: 1\n", "a:\n  - x: 1\n"),
    ],
)
def test_a_twin_that_says_the_same_can_go(text: str, after: str | None) -> None:
    document = doc(text)
    edits = [edit for finding in document.findings if finding.rule == "duplicate-key" for edit in finding.edits]
    assert [edit.text for edit in edits] == ([] if after is None else [""])
    for edit in edits:
        start = document.starts[edit.place.line - 1] + edit.place.column - 1
        end = document.starts[edit.place.end_line - 1] + edit.place.end_column - 1
        assert text[:start] + text[end:] == after


def test_a_duplicate_key_further_in_loses_no_ids() -> None:
    document = doc("a:\n  x: 1\n  x: 2\n")
    assert spots(document.findings) == [("duplicate-key", 3, 3)]
    assert document.complete


@pytest.mark.parametrize(
    ("text", "spot", "said"),
    [
        ("a: &x 1\n", (1, 4), "anchors"),
        ("a: &x {b: 1}\n", (1, 4), "anchors"),
        ("a: &x [1]\n", (1, 4), "anchors"),
        ("a: *x\n", (1, 4), "aliases"),
        ("a: !!str 5\n", (1, 4), "tags"),
        ("a: ! 5\n", (1, 4), "tags"),
        ("a: !x {b: 1}\n", (1, 4), "tags"),
        ("a: !!python/object/apply:os.system ['x']\n", (1, 4), "tags"),
        ("a: {<<: {b: 1}}\n", (1, 5), "merge keys"),
        ("? [a, b]\n: c\n", (1, 3), "can't be a key"),
        ("? {a: b}\n: c\n", (1, 3), "can't be a key"),
        ("a: 1\n---\nb: 2\n", (2, 1), "second document"),
    ],
)
def test_features_are_refused(text: str, spot: tuple[int, int], said: str) -> None:
    finding = only(doc(text).findings)
    assert finding.rule == "yaml-feature"
    assert (finding.place.line, finding.place.column) == spot
    assert said in finding.message


def test_an_anchor_inside_itself_is_no_trap() -> None:
    document = doc("people: &x\n  ana: *x\n  bo: {name: Bo}\n")
    assert [f.rule for f in document.findings] == ["yaml-feature"] * 2
    assert plain(document.root) == {"people": {"ana": None, "bo": {"name": "Bo"}}}
    assert document.lost == {"people"}


def test_an_alias_as_a_key_is_refused() -> None:
    document = doc("a: {*x : 1, b: 2}\n")
    assert spots(document.findings) == [("yaml-feature", 1, 5)]
    assert plain(document.root) == {"a": {"b": "2"}}


def test_nothing_after_a_second_document_is_read() -> None:
    document = doc("a: 1\n---\na: 2\n---\na: 3\n")
    assert plain(document.root) == {"a": "1"}
    assert document.lost == {""}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("# only a comment\n", "empty"),
        ("~\n", "empty"),
        ("- a\n", "a list"),
        ("hello\n", "a single value"),
    ],
)
def test_a_file_must_hold_keys(text: str, said: str) -> None:
    document = doc(text)
    finding = only(document.findings)
    assert finding.rule == "top-level"
    assert said in finding.message
    assert document.lost == (set() if said == "empty" else {""})  # of an empty file nothing is lost
    assert finding.severity.value == ("warning" if said == "empty" and text else "error")
    assert document.root is None


# --- nesting ------------------------------------------------------------------------------------------------------


def nested(depth: int) -> str:
    return "a: " + "[" * (depth - 1) + "]" * (depth - 1) + "\nb: 1\n"


def test_the_deepest_nesting_is_read_and_one_more_is_not() -> None:
    assert doc(nested(DEEPEST)).findings == []
    document = doc(nested(DEEPEST + 1))
    finding = only(document.findings)
    assert finding.rule == "syntax"
    assert "nested too deeply" in finding.message
    assert plain(document.root) == {"b": "1"}


def test_two_hundred_thousand_brackets_are_quick() -> None:
    start = time.perf_counter()
    document = parse("f", b"[" * 200_000)
    assert time.perf_counter() - start < 2
    assert [f.rule for f in document.findings] == ["syntax"]
    assert not document.complete


# --- syntax errors ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "spot", "said"),
    [
        ("people:\n\tana: {name: Ana}\n", (2, 1), "tab"),
        ("people:\n  ana: x\n\tbo: y\n", (3, 1), "tab"),
        ("a:\n  - b\n \t- c\n", (3, 2), "tab"),
        ("people: {ana: {name: Ana\n", (1, 15), "`{` is not closed"),
        ("a: [1, 2\nb: 3\n", (1, 4), "`[` is not closed"),
        ("a: 'x\nb: 2\n", (1, 4), "quote is not closed"),
        ("a: b: c\n", (1, 5), "colon"),
        ("a: b\nfoo\nb: 1\n", (2, 1), "without a colon"),
        ("people:\n   ana: x\n  bo: y\n", (3, 3), "doesn't fit"),
        ("a: @x\n", (1, 4), "can't begin"),
        ("a: - b\n", (1, 4), "`- ` is not expected"),
        ("- a\nb: c\n", (2, 1), "list ends"),
        ('a: "\\q"\n', (1, 4), "backslash"),
        ("a: ]\n", (1, 4), "value is missing"),
        ("a: b\n...\nc: d\n", (3, 1), "indented unlike"),
        ("a: &\n", (1, 4), "expected"),
        ("a:\n  b: c:\n", (2, 7), "can't end in a colon"),
        ("a:\n  b: c:  # so\n", (2, 7), "can't end in a colon"),
        ("a:\n  b: c: d\n", (2, 7), "a colon is not expected here"),
        ("a: {b: Store #12, c: d}\n", (1, 14), "all behind this `#` is a comment"),
        ("a: [b #12]\n", (1, 7), "all behind this `#` is a comment"),
        ("a: {b: c #12, c: d\n", (1, 4), "`{` is not closed"),
        ("a: {b: 'O'Neill'}\n", (1, 10), "the text goes on behind this quote"),
        ("a: 'O'Neill\n", (1, 6), "the text goes on behind this quote"),
        ("a: ['x'y]\n", (1, 7), "the text goes on behind this quote"),
        ('a: "x" y\n', (1, 8), "doesn't fit"),
    ],
)
def test_syntax_errors_are_said_in_plain_words(text: str, spot: tuple[int, int], said: str) -> None:
    finding = doc(text).findings[0]
    assert finding.rule == "syntax"
    assert (finding.place.line, finding.place.column) == spot
    assert said in finding.message
    assert finding.cure


def test_only_the_item_with_the_error_is_lost() -> None:
    document = doc("people:\n  ana: {name: Ana}\n  bo: {name: Bo\n  cy: {name: Cy}\nskills:\n  react: {}\n")
    assert spots(document.findings) == [("syntax", 3, 7)]
    assert plain(document.root) == {"people": {"ana": {"name": "Ana"}, "cy": {"name": "Cy"}}, "skills": {"react": {}}}
    assert document.lost == {"people"}
    assert place(document, "people", "cy", "name")[:2] == (4, 14)


def test_the_whole_top_level_item_goes_when_its_part_was_not_enough() -> None:
    document = doc("people: {\n  ana: {name: Ana},\n  bo: [\nskills:\n  react: {}\n")
    assert document.findings[0].rule == "syntax"
    assert plain(document.root) == {"skills": {"react": {}}}
    assert "people" in document.lost


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("form", ["  {n}: {{name: {v}}}\n", "  {n}:\n    name: {v}\n"])
def test_a_quote_that_is_not_closed_costs_its_own_item(quote: str, form: str) -> None:
    names = ["ana", "bo", "cy", "di"]
    values = {name: f"{quote}{name}{quote}" for name in names} | {"bo": f"{quote}bo"}
    text = "people:\n" + "".join(form.format(n=name, v=value) for name, value in values.items())
    finding = only(doc(text).findings)
    line, column = next(
        (n, row.index(f"{quote}bo") + 1) for n, row in enumerate(text.split("\n"), 1) if f"{quote}bo" in row
    )
    assert spots([finding]) == [("syntax", line, column)]
    assert finding.message == "this quote is not closed"
    people = value(doc(text), "people")
    assert isinstance(people, Map)
    assert list(people.pairs) == ["ana", "cy", "di"]


def test_several_errors_are_all_found() -> None:
    text = "".join(f"k{n}: {'[' if n % 2 else n}\n" for n in range(8))
    document = doc(text)
    assert spots(document.findings) == [("syntax", line, 5) for line in (2, 4, 6, 8)]
    assert plain(document.root) == {"k0": "0", "k2": "2", "k4": "4", "k6": "6"}


def test_after_five_cuts_what_comes_before_the_next_error_is_kept() -> None:
    text = "a: 1\n" + "".join(f"k{n}: ]\n" for n in range(MOST_ERRORS + 2)) + "z: 1\n"
    document = doc(text)
    assert len(document.findings) == MOST_ERRORS + 1
    assert plain(document.root) == {"a": "1"}
    assert "" in document.lost
    assert document.findings[-1].cure.endswith("; what follows in this file is not read before")
    assert sum("not read before" in finding.cure for finding in document.findings) == 1


def test_a_large_file_is_read_again_only_a_few_times() -> None:
    text = "".join(f"k{n}: ]\n" for n in range(MOST_ERRORS)) + "".join(f"z{n}: 1\n" for n in range(80_000))
    assert MOST_AGAIN // len(text) < MOST_ERRORS
    assert len(doc(text).findings) == max(FEW_ERRORS, MOST_AGAIN // (len(text) + 1)) + 1


def test_findings_of_the_last_attempt_are_not_repeated() -> None:
    document = doc("a: no\nb: ]\nc: yes\n")
    assert spots(document.findings) == [("syntax", 2, 4), ("ambiguous-scalar", 1, 4), ("ambiguous-scalar", 3, 4)]


def test_an_error_in_a_file_that_is_indented_throughout() -> None:
    document = doc("  a: 1\n  b: ]\n  c: 3\n")
    assert spots(document.findings) == [("syntax", 2, 6)]
    assert not document.complete


def test_an_item_that_is_indented_more_than_the_next_goes_alone() -> None:
    document = doc("people:\n    - ]\n  ana: x\n  bo: z\nskills: {}\n")
    assert spots(document.findings) == [("syntax", 2, 7)]
    assert plain(document.root) == {"people": {"ana": "x", "bo": "z"}, "skills": {}}


def test_the_second_level_item_with_all_its_lines_goes() -> None:
    document = doc("people:\n  ana:\n    a: 1\n    b: ]\n\n    c: 3\n  bo: z\n")
    assert spots(document.findings) == [("syntax", 4, 8)]
    assert plain(document.root) == {"people": {"bo": "z"}}


# --- the process --------------------------------------------------------------------------------------------------


def test_libyaml_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    with pytest.raises(UserError) as caught:
        doc("a: 1\n")
    assert caught.value.code == 2
    assert "libyaml" in caught.value.message
