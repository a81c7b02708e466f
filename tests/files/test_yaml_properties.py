"""Laws of parsing: nothing raises, places are exact, and parsing twice is the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliverable.files.comments import comments
from deliverable.files.load import load, load_deal
from deliverable.files.nodes import Document, Map, Node, Scalar, Seq
from deliverable.files.yamlfile import parse

LETTERS = st.sampled_from(list("ab:#-{}[],'\"|>&*!%@`~ \n\r\t0no=<?.\\é😀\x85\u2028\0"))
SOUP = st.text(LETTERS, max_size=60)
WORD = st.text(st.sampled_from("abcé😀"), min_size=1, max_size=5)
SCALAR = st.one_of(
    WORD,
    WORD.map(lambda w: f"'{w}''{w}'"),
    WORD.map(lambda w: f'"{w}\\n{w}"'),
    st.dates().map(str),
    st.sampled_from(["5d", "80%", "true", "'#'", '"# x"']),
)
FLOW = st.recursive(
    SCALAR,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.lists(inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"k{n}: {item}" for n, item in enumerate(items)) + "}"
        ),
    ),
    max_leaves=8,
)
LINES = st.lists(FLOW, min_size=1, max_size=5)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "  # note\n", "\n# a 'note\n"])


def nodes(node: Node | None) -> list[Node]:
    if isinstance(node, Map):
        return [node, *(found for key, value in node.pairs.values() for found in (key, *nodes(value)))]
    return (
        [node, *(found for item in node.items for found in nodes(item))]
        if isinstance(node, Seq)
        else [node]
        if node
        else []
    )


def picture(doc: Document) -> object:
    return [(type(n).__name__, n.start, n.end, getattr(n, "text", "")) for n in nodes(doc.root)]


@given(st.one_of(st.binary(max_size=80), SOUP.map(str.encode)))
@settings(max_examples=400, deadline=None)
def test_nothing_raises(content: bytes) -> None:
    doc = parse("f", content)
    for finding in doc.findings:
        place = finding.place
        assert (1, 1) <= (place.line, place.column) <= (place.end_line, place.end_column)
        assert place.line <= len(doc.starts)
    comments(doc)
    loaded = load({"capacity/firm.yaml": content, "capacity/deals/a.yaml": content})
    load_deal(loaded, "-", content, None)


@pytest.mark.slow
@given(LINES, BREAKS)
@settings(max_examples=200, deadline=None)
def test_a_place_holds_what_was_written(values: list[str], line_end: str) -> None:
    text = line_end.join(f"key{n}: {value}" for n, value in enumerate(values)) + line_end
    doc = parse("f", text.encode())
    assert [f for f in doc.findings if f.rule != "ambiguous-scalar"] == []
    assert doc.root is not None
    for n, value in enumerate(values):
        key, node = doc.root.pairs[f"key{n}"]
        assert text[key.start : key.end] == f"key{n}"
        assert text[node.start : node.end] == value
        place = doc.of(node)
        assert place is not None
        lines = doc.shown.split("\n")
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == value


@pytest.mark.slow
@given(LINES)
@settings(max_examples=100, deadline=None)
def test_a_scalar_parses_again_to_itself(values: list[str]) -> None:
    text = "".join(f"key{n}: {value}\n" for n, value in enumerate(values))
    doc = parse("f", text.encode())
    for node in nodes(doc.root):
        if isinstance(node, Scalar):
            again = parse("f", f"k: {text[node.start : node.end]}\n".encode()).root
            assert again is not None
            value = again.pairs["k"][1]
            assert isinstance(value, Scalar)
            assert value.text == node.text


@given(SOUP)
@settings(max_examples=200, deadline=None)
def test_parsing_twice_is_the_same(text: str) -> None:
    first, second = parse("f", text.encode()), parse("f", text.encode())
    assert picture(first) == picture(second)
    assert first.findings == second.findings
    assert first.lost == second.lost
