"""A deal's text and changes of it: what changes is what was asked for, byte for byte, or nothing is changed at all."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from deliverable.errors import Exit, UserError
from deliverable.files.load import load, load_deal
from deliverable.files.splice import Change, SpliceError, spliced
from deliverable.files.written import Value, written
from tests.files.reading import read_deal

CAPACITY = Path(__file__).parents[2] / "capacity"
DEALS = sorted((CAPACITY / "deals").glob("*.yaml"))


def change(text: str, *changes: tuple[str | Sequence[str | int], Value | None]) -> str:
    """The text with changes; a path in one string is cut at its points."""
    made = [Change(tuple(path.split(".")) if isinstance(path, str) else tuple(path), value) for path, value in changes]
    return spliced(text.encode(), made).decode()


def refused(text: str, path: str | Sequence[str | int], value: Value | None) -> str:
    """Why a change can't be made."""
    with pytest.raises(SpliceError) as caught:
        change(text, (path, value))
    assert caught.value.code is Exit.WRONG
    assert caught.value.hint
    return caught.value.message


# --- another value ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("due: 2027-03-19\n", date(2027, 4, 9), "due: 2027-04-09\n"),
        ("due: 2027-03-19", date(2027, 4, 9), "due: 2027-04-09"),
        ("a: 1\ndue:   2027-03-19     # the opening\nb: 2\n", "x", "a: 1\ndue:   x     # the opening\nb: 2\n"),
        ("due: '2027-03-19' # c\n", 5, "due: 5 # c\n"),
        ('due: "a # b"#c\n', 5, "due: 5 #c\n"),
        ("'due' : x\n", "z", "'due' : z\n"),
        ("due: one\n  two   # c\n# d\n", 5, "due: 5   # c\n# d\n"),
        ("due:\nb: 1\n", 5, "due: 5\nb: 1\n"),
        ("due:   # when?\n", 5, "due: 5   # when?\n"),
        ("due: ~  # when?\n", 5, "due: 5  # when?\n"),
        ("due:", 5, "due: 5"),
        ("due: [a, b]  # c\n", ["a"], "due: [a]  # c\n"),
        ("due: [a,  # one\n  b]  # two\nb: 1\n", [], "due: []  # two\nb: 1\n"),
        ("due:\n  7\nb: 1\n", 5, "due:\n  5\nb: 1\n"),
        ("due: # c\n  a: 1  # one\n  # two\n  b: 2 # three\n# four\nb: 1\n", 5, "due: 5 # c\n# four\nb: 1\n"),
        ("due:\n  # as agreed\n  a: 1\nb: 1\n", {"b": 2}, "due: {b: 2}\n  # as agreed\nb: 1\n"),
        ("due:\n- a\n- b: 1\n  c: 2\nb: 1\n", ["a"], "due: [a]\nb: 1\n"),
        ("due:\n  - a\n", ["a"], "due: [a]\n"),
        ("due:\n  - a", ["a"], "due: [a]\n"),
        ("due: |  # c\n  a\n\n  # no comment\n\n# d\nb: 1\n", 5, "due: 5  # c\n\n# d\nb: 1\n"),
        ("due: >-\n  a\n  b", 5, "due: 5\n"),
        ("due: |\nb: 1\n", 5, "due: 5\nb: 1\n"),
        ("{due: x, b: 1}\n", 5, "{due: 5, b: 1}\n"),
        ('{"due":"x","b":1}\n', "z", '{"due":z,"b":1}\n'),
        ("{due, b: 1}\n", 5, "{due: 5, b: 1}\n"),
        ("{due: , b: 1}\n", 5, "{due: 5, b: 1}\n"),
    ],
)
def test_another_value_stands_where_the_old_one_stood(before: str, value: Value, after: str) -> None:
    assert change(before, ("due", value)) == after


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("scope:\n  a:\n    wait: 5d   # long\n", "scope.a.wait", "3d", "scope:\n  a:\n    wait: 3d   # long\n"),
        ("scope: {a: {wait: 5d}}\n", "scope.a.wait", "3d", "scope: {a: {wait: 3d}}\n"),
        ("a:\n  - {x: 1, y: 2}\n  - {x: 3}\n", ("a", 1, "x"), 4, "a:\n  - {x: 1, y: 2}\n  - {x: 4}\n"),
        ("a:\n  - x: 1\n    y: 2 # c\n", ("a", 0, "y"), 4, "a:\n  - x: 1\n    y: 4 # c\n"),
        ("a:\n  - x: 1 # b\n    y: 2 # c\n  - z\n", ("a", 0), 4, "a:\n  - 4 # c\n  - z\n"),
        ("a:\n  -\n  - z\n", ("a", 0), 4, "a:\n  - 4\n  - z\n"),
        ("a: [x, y]\n", ("a", 1), "z", "a: [x, z]\n"),
    ],
)
def test_a_value_further_down(before: str, path: str | Sequence[str | int], value: Value, after: str) -> None:
    assert change(before, (path, value)) == after


# --- a new key -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: 1\n", "by", "a: 1\nby: 5\n"),
        ("a: 1", "by", "a: 1\nby: 5"),
        ("a: 1\n\n# the end\n", "by", "a: 1\nby: 5\n\n# the end\n"),
        ("a: 1  # c", "by", "a: 1  # c\nby: 5"),
        ("a: |\n  text\n\nb:\n  - x\n", "by", "a: |\n  text\n\nb:\n  - x\nby: 5\n"),
        ("a: |\n  text\n\n# c\n", "by", "a: |\n  text\nby: 5\n\n# c\n"),
        ("a:\n  b:\n    c: 1 # x\n\n  # z\nd: 1\n", "a.b.by", "a:\n  b:\n    c: 1 # x\n    by: 5\n\n  # z\nd: 1\n"),
        ("a:\n  b:\n    c: 1\nd: 1\n", "a.by", "a:\n  b:\n    c: 1\n  by: 5\nd: 1\n"),
        ("a:\n  - b: 1\n  - c\n", ("a", 0, "by"), "a:\n  - b: 1\n    by: 5\n  - c\n"),
        ("a: {}\n", "a.by", "a: {by: 5}\n"),
        ("a: { } # c\n", "a.by", "a: {by: 5 } # c\n"),
        ("a: {b: 1} # c\n", "a.by", "a: {b: 1, by: 5} # c\n"),
        ("a: {b: 1,} # c\n", "a.by", "a: {b: 1, by: 5} # c\n"),
        ("a: {b} # c\n", "a.by", "a: {b, by: 5} # c\n"),
        ("a: {b: }\n", "a.by", "a: {b: , by: 5}\n"),
        ("a: {b: [1, 2] # , c\n  }\n", "a.by", "a: {b: [1, 2], by: 5 # , c\n  }\n"),
        ("a: 1\n", "with.moved.harbour", "a: 1\nwith:\n  moved: {harbour: 5}\n"),
        ("a: 1", "with.moved.harbour", "a: 1\nwith:\n  moved: {harbour: 5}"),
        ("with:\n  moved:\n    x: 1\n", "with.moved.harbour", "with:\n  moved:\n    x: 1\n    harbour: 5\n"),
        ("with:\n  released: [x]\n", "with.moved.harbour", "with:\n  released: [x]\n  moved:\n    harbour: 5\n"),
        ("with: {released: [x]}\n", "with.moved.harbour", "with: {released: [x], moved: {harbour: 5}}\n"),
        ("with:  # nothing\nb: 1\n", "with.moved.harbour", "with: {moved: {harbour: 5}}  # nothing\nb: 1\n"),
        ("{a: 1}", "with.by", "{a: 1, with: {by: 5}}"),
        ("a: 1\n...\n", "by", "a: 1\nby: 5\n...\n"),
        ("a: 1\n", ("no",), 'a: 1\n"no": 5\n'),
        ("a: 1\n", ("b: c",), 'a: 1\n"b: c": 5\n'),
        ("a: 1\n", ("12",), 'a: 1\n"12": 5\n'),
        ("a: 1\n", ("",), 'a: 1\n"": 5\n'),
        ("a: 1\n", ("<<",), 'a: 1\n"<<": 5\n'),
    ],
)
def test_a_new_key_stands_behind_the_last(before: str, path: str | Sequence[str | int], after: str) -> None:
    assert change(before, (path, 5)) == after


# --- a key less ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: 1\ndue: 2  # c\n# above b\nb: 3\n", "due", "a: 1\n# above b\nb: 3\n"),
        ("a: 1\n# above\ndue: 2", "due", "a: 1\n# above\n"),
        ("due: 2\nb: 1", "due", "b: 1"),
        ("due:  # c\n  a: 1\n  # in it\n  b: 2\n\n  # below\nb: 1\n", "due", "\n  # below\nb: 1\n"),
        ("due: |\n  # text\n\nb: 1\n", "due", "\nb: 1\n"),
        ("due: one\n  two\nb: 1\n", "due", "b: 1\n"),
        ("due: {a: 1, # x\n  b: 2}  # y\nb: 1\n", "due", "b: 1\n"),
        ("due:\nb: 1\n", "due", "b: 1\n"),
        ("a:\n  - due: 1 # c\n    b: 2 # d\n", ("a", 0, "due"), "a:\n  - b: 2 # d\n"),
        ("a:\n  - b: 1 # c\n    due: 2 # d\n", ("a", 0, "due"), "a:\n  - b: 1 # c\n"),
        ("a:\n  - x # c\n  - y # d\n  - z\n", ("a", 1), "a:\n  - x # c\n  - z\n"),
        ("a:\n- x\n- - y\n  - z\n", ("a", 0), "a:\n- - y\n  - z\n"),
        ("a:\n- x\n- - y\n  - z\n", ("a", 1, 0), "a:\n- x\n- - z\n"),
        ("a:\n- x\n-\n  # - no\n  y: 1\n", ("a", 1), "a:\n- x\n"),
        ("a: {due: 1, b: 2}  # c\n", "a.due", "a: {b: 2}  # c\n"),
        ("a: {b: 1, due: 2}  # c\n", "a.due", "a: {b: 1}  # c\n"),
        ("a: {b: 1, due: 2, }  # c\n", "a.due", "a: {b: 1, }  # c\n"),
        ("a: {b: 1, due: 2, c: 3}\n", "a.due", "a: {b: 1, c: 3}\n"),
        ("a: {b, due, c}\n", "a.due", "a: {b, c}\n"),
        ("a: [x, y, z]\n", ("a", 2), "a: [x, y]\n"),
        ("a: {\n  b: 1,  # one\n  due: 2,  # two\n  c: 3}\n", "a.due", "a: {\n  b: 1,  # one\n  c: 3}\n"),
        ("a: {\n  b: 1,  # one\n  due: 2  # two\n}\n", "a.due", "a: {\n  b: 1  # one\n}\n"),
        ("a: {b: 1,  # one, two\n  due: 2}\n", "a.due", "a: {b: 1  # one, two\n  }\n"),
        ("a: {due: 1}  # c\n", "a.due", "a: {}  # c\n"),
        ("a:  # c\n  # why\n  due: 1\nb: 1\n", "a.due", "a: {}  # c\n  # why\nb: 1\n"),
        ("a: [x]\n", ("a", 0), "a: []\n"),
        ("a:\n- x\n", ("a", 0), "a: []\n"),
        ("{due: 1}", "due", "{}"),
        ("due: 1\n", "due", "{}\n"),
    ],
)
def test_a_key_goes_with_its_lines_and_what_is_on_them(
    before: str, path: str | Sequence[str | int], after: str
) -> None:
    assert change(before, (path, None)) == after


# --- the file as a whole ---------------------------------------------------------------------------------------------


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    before = "\ufeffa: 1 # é\r\nb:\r\n  c: 1\r\n  d: 2\r\ne: [x,\r\n  y]\r\n"
    made = change(before, ("b.c", None), ("e", "z"), ("with.moved.x", "2d"), ("a", "ö"))
    assert made == "\ufeffa: ö # é\r\nb:\r\n  d: 2\r\ne: z\r\nwith:\r\n  moved: {x: 2d}\r\n"


def test_no_change_changes_nothing() -> None:
    assert change("\ufeffa:   1\r\n") == "\ufeffa:   1\r\n"


def test_changes_are_made_one_after_another() -> None:
    steps: list[tuple[str, Value | None]] = [("w.a", 1), ("w.b", 2), ("w.a", None), ("w.c", [1]), ("w.c", None)]
    assert change("x: y\n", *steps) == "x: y\nw:\n  b: 2\n"


def test_what_the_reader_calls_unclear_or_invisible_is_left_as_it_is() -> None:
    before = "a: no\nb: x\u00a0y\nc:\u00a0z\nd: q\u200b  # é\u200b\n"
    assert change(before, ("a", "on")) == before.replace("a: no", 'a: "on"')


@pytest.mark.parametrize(
    ("before", "path", "value", "says"),
    [
        ("a: 1\n", "b", None, "`b` can't be changed: it is not there"),
        ("a: 1\n", "b.c", None, "`b.c` can't be changed: it is not there"),
        ("a: 1\n", "a.b", 1, "`a.b` can't be changed: there is no place for `b`"),
        ("a: [x]\n", ("a", 1), 1, "`a.1` can't be changed: there is no place for `1`"),
        ("a: [x]\n", ("a", -1), 1, "there is no place for `-1`"),
        ("a: [x]\n", "a.b", 1, "there is no place for `b`"),
        ("a: {x: 1}\n", ("a", 0), 1, "there is no place for `0`"),
        ("a:\n", ("a", 0), 1, "there is no place for `0`"),
        ("a: 1\n", (), 1, "needs the path"),
        ("a: 1\n", (), None, "needs the path"),
        ("a: 1\n", "b", float("nan"), "`b` can't be changed: nan is no number"),
        ("a: 1\n", "b", float("inf"), "inf is no number"),
        ("a: 1\n", "b", [None], "NoneType can't be written"),
        ("a: 1\n", "b", "\ud800", "`b` can't be changed: the file can't be read"),
        ("a: |+\n  x\n\n\n# c\n", "b", 1, "`b` can't be changed: the file would say something else elsewhere, too"),
        ("a: |\n  x", "b", 1, "something else elsewhere"),
        ("? a\n: b\nc: 1\n", "a", None, "`a` can't be changed: "),
        ("? a\n:\n  b: 1\n", "a", 1, "its colon is on another line"),
        ("- - a: 1\n", "a", 1, "the file can't be read: the file holds a list (line 1)"),
        ("a:\n  - x: 1\n    # about y\n    y: 2\n", ("a", 0, "x"), None, "a comment would go (line 3)"),
        ("a: 1\na: 2\n", "a", 1, "`a` is written twice here; only the first counts (line 2)"),
        ("a: {b: 1, b: 2}\n", "a", 1, "is written twice"),
        ("a: &x 1\n", "a", 1, "anchors are not read"),
        ("a: !!str 1\n", "a", 1, "tags are not read"),
        ("a: [\n", "a", 1, "this `[` is not closed"),
        ("a: {b: 7,5h}\n", "a", 1, "is cut in two by its comma"),
        ("", "a", 1, "the file is empty"),
        ("a: 1\n---\nb: 1\n", "a", 1, "a second document"),
    ],
)
def test_what_cannot_be_proved_is_refused(before: str, path: Any, value: Any, says: str) -> None:
    assert says in refused(before, path, value)


@pytest.mark.parametrize("content", [b"a: \xff\n", "a: 1\n".encode("utf-16"), "a: 1\n".encode("utf-32")])
def test_only_utf_8_is_changed(content: bytes) -> None:
    with pytest.raises(UserError, match="not UTF-8"):
        spliced(content, [Change(("a",), 2)])


# --- how values are written ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("6-8-12d", "6-8-12d"),
        ("80%", "80%"),
        ("City Museum", "City Museum"),
        ("Zoë (later)", "Zoë (later)"),
        ("", '""'),
        ("no", '"no"'),
        ("Y", '"Y"'),
        ("null", '"null"'),
        ("true", '"true"'),
        ("12:30", '"12:30"'),
        ("0123", '"0123"'),
        ("1_000", '"1_000"'),
        ("12", '"12"'),
        ("1e3", '"1e3"'),
        ("a: b", '"a: b"'),
        ("a:", '"a:"'),
        ("a #b", '"a #b"'),
        ("a#b", '"a#b"'),
        ("a, b", '"a, b"'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("-", '"-"'),
        ("---", '"---"'),
        ("@x", '"@x"'),
        ("`x`", '"`x`"'),
        ("%x", '"%x"'),
        ("=", '"="'),
        ("<<", '"<<"'),
        ("~", '"~"'),
        ("it's", '"it\'s"'),
        ('say "x"', "'say \"x\"'"),
        ("a\\b", "'a\\b'"),
        ("a\nb\tc\0\x85\u2028\u200b\ufeff\u00a0", '"a\\nb\\tc\\x00\\x85\\u2028\\u200b\\ufeff\\xa0"'),
        ("\U0001f600", '"\U0001f600"'),
        (12, "12"),
        (-3, "-3"),
        (0.5, "0.5"),
        (1e22, "1.0e+22"),
        (1.5e-7, "1.5e-07"),
        (True, "true"),
        (False, "false"),
        (date(2027, 3, 9), "2027-03-09"),
        ([], "[]"),
        ({}, "{}"),
        ([{"a": [1, "x"], "on": {"b c": 2}}], '[{a: [1, x], "on": {b c: 2}}]'),
    ],
)
def test_a_value_reads_back_as_itself(value: Value, text: str) -> None:
    assert written(value) == text
    assert change("a: 1\n", ("b", value)) == f"a: 1\nb: {text}\n"
    assert change("a: {c: 1}\n", ("a.b", value)) == f"a: {{c: 1, b: {text}}}\n"
    if isinstance(value, str | int | float):
        assert yaml.safe_load(f"[{text}]") == [value]


# --- the sample firm's deals -----------------------------------------------------------------------------------------


REALISTIC: list[list[tuple[str, Value | None]]] = [
    [("due", date(2027, 12, 10))],
    [("latest_acceptable", date(2027, 12, 24)), ("due", "2027-12-10")],
    [("with.contractors", [{"pool": "shopify-freelancer", "effort": "9d", "from": date(2027, 1, 18)}])],
    [("with.overtime.sofia", "10%"), ("with.overtime.raj", "5%"), ("with.moved.harbour-trust-build", "10d")],
    [("with.released", ["theatre-tickets"]), ("with.overtime", {"sofia": "10%"}), ("with.moved", {"x": "3d"})],
]


def plain(content: bytes) -> Any:
    return yaml.load(content, Loader=yaml.BaseLoader)  # noqa: S506 - nothing but texts


def removed(before: bytes, after: bytes) -> list[str]:
    """The lines that went, when nothing else happened."""
    lines, rest = before.decode().splitlines(), after.decode().splitlines()
    gone = []
    for line in lines:
        if rest and rest[0] == line:
            rest.pop(0)
        else:
            gone.append(line)
    assert not rest
    return gone


@pytest.mark.parametrize("path", DEALS, ids=lambda path: path.stem)
@pytest.mark.parametrize("changes", REALISTIC)
def test_a_counter_offer_is_written_into_each_deal(path: Path, changes: list[tuple[str, Value | None]]) -> None:
    before = path.read_bytes()
    made = spliced(before, [Change(tuple(name.split(".")), value) for name, value in changes])
    lines = made.decode().splitlines()
    new = [line for line in lines if line not in before.decode().splitlines()]
    assert [line for line in before.decode().splitlines() if line not in lines] == [
        line for line in before.decode().splitlines() if any(line.startswith(f"{name}:") for name, _ in changes)
    ]
    assert len(new) <= len(changes) + 2
    want = plain(before)
    for name, value in changes:
        *above, last = name.split(".")
        at = want
        for key in above:
            at = at.setdefault(key, {})
        at[last] = plain(written(value).encode()) if value is not None else None
    assert plain(made) == want
    loaded = load({str(file.relative_to(CAPACITY.parent)): file.read_bytes() for file in CAPACITY.rglob("*.yaml")})
    own = load_deal(loaded, "-", made, path.stem)
    assert own.deal is not None
    assert own.findings == load_deal(loaded, "-", before, path.stem).findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("path", DEALS, ids=lambda path: path.stem)
def test_every_task_of_each_deal_can_be_dropped_moved_and_given_a_milestone(path: Path) -> None:
    before = path.read_bytes()
    want = plain(before)
    for task, said in want["scope"].items():
        dropped = spliced(before, [Change(("scope", task), None)])
        gone = removed(before, dropped)
        assert gone[0].startswith(f"  {task}:")
        assert all(line.startswith("    ") for line in gone[1:])
        assert plain(dropped)["scope"] == {name: value for name, value in want["scope"].items() if name != task}
        again = spliced(dropped, [Change(("scope", task), {"wait": "3d"})])
        assert plain(again)["scope"][task] == {"wait": "3d"}
        if "wait" in said:
            shorter = spliced(before, [Change(("scope", task, "wait"), "1d")])
            assert shorter.count(b"\n") == before.count(b"\n")
            assert plain(shorter)["scope"][task] == said | {"wait": "1d"}
    everywhere = spliced(before, [Change(("scope", task, "by"), date(2027, 12, 3)) for task in want["scope"]])
    for task in want["scope"].values():
        task["by"] = "2027-12-03"
    assert plain(everywhere) == want


def test_a_dropped_task_takes_the_comment_on_its_line() -> None:
    before = (CAPACITY / "deals/museum-site.yaml").read_bytes()
    changes = [Change(("scope", "installation"), None), Change(("scope", "visitor-stories"), None)]
    gone = removed(before, spliced(before, changes))
    assert gone[0] == "  installation:                    # two days in the gallery, at the kiosks: 4 days of work"
    assert len(gone) == 8
    assert b"# could: 15 days" in spliced(before, changes)


def test_a_changed_deal_is_read_as_changed() -> None:
    text = "deal: x\nclient: C\nscope:\n  a: {effort: {react: 5d}}  # c\n  b: {after: [a], wait: 5d}\n"
    made = read_deal(change(text, ("scope.b.wait", "2d"), ("due", date(2027, 3, 19)), ("name", "12:30")))
    assert made.deal is not None
    assert (made.deal.due, made.deal.name) == (date(2027, 3, 19), "12:30")
