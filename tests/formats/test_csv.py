"""Tables that a spreadsheet reads as data: no formula, no broken row."""

import csv
import io
from datetime import date
from fractions import Fraction

import pytest

from deliverable.formats.csv import dump, written


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "＝1",
        " ＠x",
    ],
)
def test_what_would_be_calculated_is_text(text: str) -> None:
    assert written(text).startswith("'")


@pytest.mark.parametrize("text", ["ana", "a=b", "a-b", "1+1", "(=1)", "", " ", "'x", "é"])
def test_what_would_not_stays(text: str) -> None:
    assert written(text) == text


@pytest.mark.parametrize(
    ("text", "cell"), [("x;=1+1", "x;'=1+1"), ("a| -b", "a| '-b"), ("a;b", "a;b"), (";@x", ";'@x")]
)
def test_nor_behind_what_separates_cells_elsewhere(text: str, cell: str) -> None:
    assert written(text) == cell


def test_numbers_and_days_stay_what_they_are() -> None:
    cells = (-3, Fraction(-1, 3), Fraction(5, 2), 0, None, date(2026, 11, 28))
    assert [written(cell) for cell in cells] == ["-3", "-0.33", "2.50", "0", "", "2026-11-28"]


def test_any_text_stays_in_its_cell() -> None:
    nasty = ['a,b"c', "x\r\ny", "\x1b[31m", "a;b", "=1,2", "多", "|"]
    text = dump(("name", "n"), [(one, 1) for one in nasty])
    read = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in read[1:]] == ['a,b"c', "x y", "\\x1b[31m", "a;b", "'=1,2", "多", "|"]
    assert all(len(row) == 2 for row in read)
    assert text.count("\n") == len(nasty) + 1
    assert "\r" not in text
    assert text.endswith("\n")
