"""The heat map: numbers, signs and colour, bands where the weeks don't fit, and names that are only data."""

import re
from datetime import date, timedelta
from fractions import Fraction

import pytest

from deliverable.formats import markdown, text
from deliverable.formats.cells import width
from deliverable.formats.heat import legend, number, step, tables
from deliverable.page import Heat, Page, Part
from tests.formats.marked import kinds, read

MONDAY = date(2026, 11, 23)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def part(given: str, whole: str = "10") -> Part:
    return Part(Fraction(given), Fraction(whole))


def heat(weeks: int = 12, names: tuple[str, ...] = ("react",), cell: Part | None = None) -> Heat:
    mondays = tuple(MONDAY + timedelta(days=7 * n) for n in range(weeks))
    cells = tuple(cell or part(str(n % 11)) for n in range(weeks))
    return Heat(mondays, tuple((name, cells) for name in names), "what there is", "nothing is")


def shown(block: Heat, *, width: int = 80, colour: bool = False, unicode: bool = True) -> str:
    return text.render(Page((block,)), width=width, colour=colour, unicode=unicode)


@pytest.mark.parametrize(
    ("given", "whole", "on"),
    [
        ("0", "10", 0),
        ("-1", "10", 0),
        ("1/1000", "10", 1),
        ("249/100", "10", 1),
        ("5/2", "10", 2),
        ("499/100", "10", 2),
        ("5", "10", 3),
        ("749/100", "10", 3),
        ("15/2", "10", 4),
        ("10", "10", 4),
        ("0", "0", None),
    ],
)
def test_each_quarter_is_a_step(given: str, whole: str, on: int | None) -> None:
    assert step(part(given, whole)) == on


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("0", "0"),
        ("4/100", "0"),
        ("5/100", "0.1"),
        ("3", "3.0"),
        ("994/100", "9.9"),
        ("995/100", "10"),
        ("104/10", "10"),
        ("105/10", "11"),
        ("12345", "12,345"),
    ],
)
def test_a_number_has_a_decimal_below_ten(given: str, said: str) -> None:
    assert number(part(given, "99999")) == said


def test_where_there_is_nothing_to_have_is_no_nought() -> None:
    assert (number(part("0", "0")), number(part("0", "1"))) == ("-", "0")
    assert legend(heat(1, cell=part("0", "0"))) == "- nothing is"
    assert legend(heat(1, cell=part("0"))) == "· nothing of what there is"


def test_it_is_read_without_colour() -> None:
    assert shown(heat(3, ("react", "ui-design"))) == (
        "             Nov       Dec\n"
        "              23   30    7\n"
        "  react       0· 1.0░ 2.0░\n"
        "  ui-design   0· 1.0░ 2.0░\n"
        "  · nothing, ░ less than a quarter of what there is\n"
    )


def test_colour_changes_no_letter() -> None:
    painted = shown(heat(), colour=True)
    assert ESCAPE.sub("", painted) == shown(heat())
    assert "\x1b[1;31m" in painted
    assert "\x1b[1;33m" in painted
    assert "\x1b[1;32m" in painted


def test_in_ascii_the_signs_are_others_and_all_different() -> None:
    plain = shown(heat(), unicode=False)
    assert plain.isascii()
    for sign in (" 0.", "1.0:", "3.0+", "5.0*", "8.0#"):
        assert sign in plain
    assert ". nothing, : less than a quarter, + a quarter, * half, # three quarters or more of" in " ".join(
        plain.split()
    )


@pytest.mark.parametrize("room", [20, 40, 80, 100, 200])
@pytest.mark.parametrize("weeks", [1, 12, 52, 260])
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_wider_than_the_room_and_every_week_is_there(room: int, weeks: int, unicode: bool) -> None:
    names = ("react", "设计" * 20, "x" * 60)
    lines = shown(heat(weeks, names, part("99")), width=room, unicode=unicode).splitlines()
    assert max(map(width, lines)) <= room
    rows = [line for line in lines if line.startswith("  react")]
    assert sum(len(re.findall(r"\d+[█#]", line)) for line in rows) == weeks
    days = [int(day) for line in lines if re.fullmatch(r"[ \d]+", line) for day in line.split()]
    assert days == [(MONDAY + timedelta(days=7 * n)).day for n in range(weeks)]


def test_weeks_that_do_not_fit_come_in_bands_of_nearly_one_length() -> None:
    lines = shown(heat(13, ("a name that is rather long",)), width=80).splitlines()
    counts = [len(line.split()) for line in lines if re.fullmatch(r"[ \d]+", line)]
    assert counts == [7, 6]
    assert lines[3] == "", "an empty line between two bands"


def test_a_month_stands_over_its_first_week_and_a_year_where_it_begins() -> None:
    first, second = shown(heat(10), width=200).splitlines()[:2]
    assert first.split() == ["Nov", "Dec", "Jan", "2027"]
    for month, day in (("Nov", "23"), ("Dec", "7"), ("Jan", "4")):
        assert second[: first.index(month) + 3].split()[-1] == day


def test_a_name_is_cut_where_it_would_take_the_room_of_the_weeks() -> None:
    said = shown(heat(2, ("n" * 50, "短い名前" * 20)), width=80)
    assert "n" * 19 + "… " in said
    assert "短い名前" * 2 in said
    assert "…" in said.splitlines()[3]
    assert "n" * 32 not in shown(heat(2, ("n" * 50,)), width=80)
    assert "n" * 31 + "…" in shown(heat(2, ("n" * 50,)), width=200)
    assert "n" * 19 + ". " in shown(heat(2, ("n" * 50,)), width=80, unicode=False)


def test_names_are_only_data() -> None:
    nasty = ("[bold]x[/bold]", "=cmd|' /C'!A0", "a|b", "\x1b[31mred", "<b>", "*x*", "`y`", "l\nm")
    block = heat(2, nasty)
    said = shown(block, width=200)
    for name in ("[bold]x[/bold]", "=cmd|' /C'!A0", "a|b", "\\x1b[31mred", "<b>", "*x*", "`y`", "l m"):
        assert f"  {name} " in said
    written = markdown.render(Page((block,)))
    assert kinds(written) <= {
        f"{name}_{end}" for name in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")
    }
    for name in ("[bold]x[/bold]", "=cmd|' /C'!A0", "a|b", "\\x1b[31mred", "<b>", "*x*", "l m"):
        assert name in read(written)


def test_in_markdown_it_is_tables_of_at_most_a_quarter_of_a_year() -> None:
    written = markdown.render(Page((heat(26, ("react",)),)))
    assert written.startswith("|  | 23 Nov | 30 Nov | 7 Dec |")
    assert "| react | 0 · | 1.0 ░ | 2.0 ░ | 3.0 ▒ |" in written
    assert [len(table.header) for table in tables(heat(26))] == [14, 14]
    assert [len(table.header) for table in tables(heat(27))] == [10, 10, 10]
    assert written.rstrip().endswith("of what there is")


def test_no_row_is_no_map_of_noughts() -> None:
    assert shown(heat(2, ())).splitlines()[0].strip().startswith("Nov")
