"""What YAML 1.1 and 1.2 readers make of the same plain text."""

import pytest

from deliverable.files.ambiguous import differs, is_data, is_number, quoted
from deliverable.files.nodes import Scalar
from deliverable.files.yamlfile import parse


@pytest.mark.parametrize("word", ["yes", "Yes", "YES", "on", "On", "ON", "y", "Y"])
def test_words_that_older_readers_take_as_true(word: str) -> None:
    assert differs(word) == "true"


@pytest.mark.parametrize("word", ["no", "No", "NO", "off", "Off", "OFF", "n", "N"])
def test_words_that_older_readers_take_as_false(word: str) -> None:
    assert differs(word) == "false"


@pytest.mark.parametrize("text", ["12:30", "1:30:15", "190:20:30.15", "-1:30"])
def test_times_are_numbers_to_the_base_of_sixty(text: str) -> None:
    assert differs(text) == "a number to the base of sixty"


@pytest.mark.parametrize("text", ["0123", "00", "-017", "+07"])
def test_leading_zeros_are_octal_to_older_readers(text: str) -> None:
    assert differs(text) == "an octal number"


@pytest.mark.parametrize("text", ["1_000", "0b11", "1_0.5", "0x_f"])
def test_numbers_to_older_readers_only(text: str) -> None:
    assert differs(text) == "a number"


@pytest.mark.parametrize("text", ["08", "0o17", "1e3", "1.5e3", "012345678e9"])
def test_numbers_to_newer_readers_only(text: str) -> None:
    assert differs(text) == "text"


@pytest.mark.parametrize("text", ["=", "<<"])
def test_special_signs(text: str) -> None:
    assert differs(text) == "a special sign"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "~",
        "null",
        "true",
        "False",
        "0",
        "-0",
        "7",
        "+12",
        "-3",
        "1.5",
        ".5",
        "1.",
        "1.5e+3",
        "0x1F",
        ".inf",
        "-.Inf",
        ".nan",
        "2026-11-28",
        "08:30",
        "5d",
        "80%",
        "yess",
        "nO",
        "oN",
        "+",
        "-",
        ".",
        "1__x",
        "a_b",
        "==",
        "<",
        "6-8-14d",
    ],
)
def test_what_all_readers_agree_on(text: str) -> None:
    assert differs(text) == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", True),
        ("-1.5", True),
        ("0x1f", True),
        ("1e3", True),
        (".inf", True),
        ("1d", False),
        ("", False),
        ("1_0", False),
    ],
)
def test_numbers(text: str, number: bool) -> None:
    assert is_number(text) is number


@pytest.mark.parametrize(
    ("text", "data"),
    [("null", True), ("", True), ("TRUE", True), ("false", True), ("3", True), ("no", False), ("x", False)],
)
def test_data_is_what_is_no_text(text: str, data: bool) -> None:
    assert is_data(text) is data


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("no", '"no"'),
        ('say "a"', "'say \"a\"'"),
        ("back\\slash", "'back\\slash'"),
        ("it's", '"it\'s"'),
        ('it\'s "a"', '"it\'s \\"a\\""'),
        ("a\nb", '"a\\nb"'),
        ("\x07", '"\\x07"'),
        ("\u200b", '"\\u200b"'),
        ("\U000e0001", '"\\U000e0001"'),
    ],
)
def test_quoting(text: str, written: str) -> None:
    assert quoted(text) == written
    root = parse("f", f"k: {written}\n".encode()).root
    assert root is not None
    node = root.pairs["k"][1]
    assert isinstance(node, Scalar)
    assert node.text == text
