"""Anybody's text is shown without power over the terminal, and measured as it is shown."""

import pytest

from deliverable.formats.cells import chop, clean, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("[red]no markup[/red] :100:", "[red]no markup[/red] :100:"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2066b\ufeff", "a\\u2066b\\ufeff"),
        ("a\u2028b", "a\\u2028b"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("two\nlines\r\nand\rmore", "two lines and\\x0dmore"),
        ("a\tb", "a    b"),
        ("n\u00a0b", "n\u00a0b"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_what_controls_is_shown_not_obeyed(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("●○ … – × → ≤", "o. ... - x -> <="), ("Zoë £5", "Zo\\xeb \\xa35"), ("日本", "\\u65e5\\u672c"), ("\x1b", "\\x1b")],
)
def test_ascii_has_a_likeness_or_an_escape_for_everything(text: str, shown: str) -> None:
    assert clean(text, unicode=False) == shown


@pytest.mark.parametrize(("text", "cells"), [("", 0), ("abc", 3), ("Zoë", 3), ("日本", 4), ("e\u0301", 1), ("ｗ", 2)])
def test_width_is_in_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "room", "parts"),
    [
        ("abcd", 4, ("abcd", "")),
        ("abcd", 3, ("abc", "d")),
        ("日本語", 4, ("日本", "語")),
        ("日本語", 3, ("日", "本語")),
        ("日本語", 1, ("日", "本語")),
    ],
)
def test_chop_takes_what_fits_and_at_least_one_character(text: str, room: int, parts: tuple[str, str]) -> None:
    assert chop(text, room) == parts
