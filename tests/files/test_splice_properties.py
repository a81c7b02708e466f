"""Laws of splicing: on any document of a person's making a change is made, and is all that happened."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from deliverable.files.splice import Change, SpliceError, spliced
from deliverable.files.written import Value, written

KEY = st.sampled_from(["due", "scope", "with", "a", "b-c", "'q x'", '"no"', "wait", "é"])
SCALAR = st.sampled_from(
    ["5d", "2027-03-19", "80%", "no", "'it''s # x'", '"a \\n: b"', "two words", "12", "", "~", "é😀"]
)
NOTE = st.sampled_from(["", "", "", "  # note", " # a: 'b, {c"])
ABOVE = st.sampled_from(["", "", "", "", "# above", "", "# x: [y"])
FLOW = st.recursive(
    SCALAR.map(lambda text: text or "x"),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.dictionaries(KEY, inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        ),
        st.dictionaries(KEY, inner, min_size=1, max_size=3).map(
            lambda pairs: (
                "{\n"
                + "".join(f"\t{key}: {value},  # of {n}\n" for n, (key, value) in enumerate(pairs.items()))
                + "\t}"
            )
        ),
    ),
    max_leaves=5,
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUE: st.SearchStrategy[Value] = st.recursive(
    st.one_of(
        TEXT,
        st.sampled_from(["no", "12:30", "0123", "a: b", "a #b", "- x", "? x", "1e3", "~"]),
        st.integers(-(10**6), 10**6),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.dates(),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=5,
)


@st.composite
def block(draw: st.DrawFn, depth: int, margin: str) -> list[str]:
    """Lines of a map or, further down, of a list."""
    lines = []
    listed = depth < 3 and draw(st.integers(0, 4)) == 0
    heads = (
        ["-"] * draw(st.integers(1, 3))
        if listed
        else [f"{key}:" for key in draw(st.lists(KEY, min_size=1, max_size=4, unique=True))]
    )
    for head in heads:
        above = draw(ABOVE)
        if above or draw(st.integers(0, 5)) == 0:
            lines.append(margin + above if above else "")
        lines += draw(entry(depth, margin, head))
    return lines


@st.composite
def entry(draw: st.DrawFn, depth: int, margin: str, head: str) -> list[str]:
    deeper = margin + "  "
    shape = draw(st.integers(0, 5 if depth else 3))
    note = draw(NOTE)
    if shape == 0:
        return [f"{margin}{head} {draw(SCALAR)}".rstrip() + note]
    if shape == 1:
        flow = draw(FLOW).replace("\t", deeper)
        return [*f"{margin}{head} {flow}{note}".split("\n")]
    if shape == 2:
        sign = draw(st.sampled_from(["|", ">-", "|2-"]))
        return [f"{margin}{head} {sign}{note}", f"{deeper}some text", f"{deeper}# of it"]
    if shape == 3:
        return [f"{margin}{head} some words", f"{deeper}and more{note}"]
    inner = draw(block(depth - 1, deeper))
    if head == "-" and shape == 4 and not inner[0].lstrip().startswith("#") and inner[0]:
        return [f"{margin}- {inner[0].lstrip()}", *inner[1:]]
    return [f"{margin}{head}{note}", *inner]


def plain(content: bytes) -> Any:
    return yaml.load(content, Loader=yaml.CBaseLoader)  # noqa: S506 - nothing but texts


def paths(tree: Any) -> list[tuple[str | int, ...]]:
    """Every path to something in plain data."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path for key, value in pairs for path in ((key,), *((key, *below) for below in paths(value)))]


def changed(tree: Any, path: tuple[str | int, ...], value: Value | None) -> Any:
    *above, last = path
    at = tree
    for key in above:
        at = at.setdefault(key, {}) if isinstance(at, dict) else at[key]
    if value is None:
        del at[last]
    else:
        at[last] = plain(written(value).encode()) if value != "" else ""
    return tree


def alike(one: bytes, other: bytes) -> int:
    """How far two contents are the same."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@st.composite
def changes(draw: st.DrawFn, tree: Any) -> Change:
    known = paths(tree)
    if not known or draw(st.integers(0, 2)) == 0:
        maps: list[tuple[str | int, ...]] = [(), *(path for path in known if isinstance(at(tree, path), dict))]
        parents = draw(st.sampled_from([(), ("new",), ("new", "no")]))
        return Change((*draw(st.sampled_from(maps)), *parents, draw(st.one_of(TEXT, KEY))), draw(VALUE))
    return Change(draw(st.sampled_from(known)), draw(st.one_of(st.none(), VALUE)))


def at(tree: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        tree = tree[key]
    return tree


LINE_END = st.sampled_from(["\n", "\n", "\r\n"])


@pytest.mark.slow
@given(st.data(), block(3, ""), LINE_END, st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_change_is_made_and_nothing_else(data: st.DataObject, lines: list[str], line_end: str, ends: bool) -> None:
    text = line_end.join(lines)
    ends = ends or "|" in text  # a block text at the very end would be longer by a line end
    content = (text + (line_end if ends else "")).encode()
    for _ in range(2):
        tree = plain(content)
        if not isinstance(tree, dict):
            return
        change = data.draw(changes(tree))
        made = spliced(content, [change])
        if change.path not in paths(tree):
            kept = alike(content, made) + alike(content[::-1], made[::-1])
            assert kept >= len(content)
        assert plain(made) == changed(tree, change.path, change.value)
        if b"\r\n" in content:
            assert not re.search(b"(?<!\r)\n", made)
        content = made


@given(st.data(), st.text(st.sampled_from(list("ab:#-{}[],'\"|>&*! \n\r?\\é\x85\u2028\ufeff")), max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_changed_as_asked_or_refused(data: st.DataObject, soup: str) -> None:
    content = f"a: 1\n{soup}".encode()
    path = data.draw(st.sampled_from([("a",), ("b",), ("a", "b"), ("",)]))
    value = data.draw(st.one_of(st.none(), VALUE))
    try:
        made = spliced(content, [Change(path, value)])
    except SpliceError:
        return
    assert spliced(made, []) == made
