"""Tables of finished projects, as people really save them: what is read, and what is said of the rest."""

import os
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from deliverable.book import Finished
from deliverable.files.disk import read_tree
from deliverable.files.load import Loaded, load
from deliverable.files.tree import Tree
from deliverable.findings import Severity
from tests.files.reading import FIRM, only, read

HEADER = "project,client,skill,start,planned_end,actual_end,estimated_days,actual_days\n"
ROW = "site,Museum,react,2025-01-06,2025-02-03,2025-02-10,10,12.5\n"
SITE = Finished(
    "site", "Museum", "react", date(2025, 1, 6), date(2025, 2, 3), date(2025, 2, 10), Fraction(10), Fraction(25, 2)
)


def history(text: str | bytes) -> Loaded:
    return read({"history/before.csv": text})


def said(loaded: Loaded) -> tuple[str, int, int, str, str]:
    """Rule, line, column, message and cure of the one finding."""
    finding = only(loaded.findings)
    assert finding.severity is Severity.WARNING
    assert finding.place.path == "capacity/history/before.csv"
    return finding.rule, finding.place.line, finding.place.column, finding.message, finding.cure


# --- what is read ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW,
        "\ufeff" + HEADER + ROW,
        (HEADER + ROW).replace("\n", "\r\n"),
        (HEADER + ROW).replace("\n", "\r"),
        (HEADER + ROW).rstrip("\n"),
        "\n" + HEADER + "\n,,,,,,,\n" + ROW + "  \n\n",
        HEADER.replace(",", " , ") + ROW.replace(",", " , "),
        HEADER + ROW.replace("site", '"site"').replace("12.5", '"12.50"'),
        HEADER + ROW.replace("\n", ",,\n"),
        (
            "actual_days,estimated_days,actual_end,planned_end,start,skill,client,project\n"
            "12.5,10,2025-02-10,2025-02-03,2025-01-06,react,Museum,site\n"
        ),
    ],
    ids=["plain", "mark", "crlf", "cr", "no end", "blank lines", "blanks", "quotes", "empty cells", "other order"],
)
def test_a_row_a_project(text: str) -> None:
    loaded = history(text)
    assert loaded.findings == ()
    assert loaded.book.history == (SITE,)


def test_client_and_skill_may_be_left_out() -> None:
    loaded = history(
        "project,start,planned_end,actual_end,estimated_days,actual_days\nx,2025-01-06,2025-01-07,2025-01-08,.5,1\n"
    )
    assert loaded.findings == ()
    assert [(one.client, one.skill, one.estimated) for one in loaded.book.history] == [("", "", Fraction(1, 2))]


def test_a_name_may_hold_commas_quotes_line_ends_and_anything_else() -> None:
    loaded = history(HEADER + ROW.replace("site", '"a, ""b""\nc\x00 \x85[/x] =1+1"') + ROW)
    assert loaded.findings == ()
    assert [one.project for one in loaded.book.history] == ['a, "b"\nc\x00  [/x] =1+1', "site"]


def test_all_tables_of_the_folder_in_order() -> None:
    loaded = read({"history/b.csv": HEADER + ROW, "history/2024/a.CSV": HEADER + ROW.replace("site", "old")})
    assert loaded.findings == ()
    assert [one.project for one in loaded.book.history] == ["old", "site"]


def test_no_history_is_no_fault() -> None:
    assert read({}).book.history == ()


@pytest.mark.parametrize(
    "path", ["before.csv", "people/before.csv", "history/.x.csv", "history/.git/a.csv", "history/a.txt"]
)
def test_what_is_no_part_of_it(path: str) -> None:
    loaded = read({path: HEADER + ROW})
    assert (loaded.book.history, loaded.findings) == ((), ())


# --- faults of a row: where, what, and what to do -------------------------------------------------------------------


OUT = "; the row is left out"
PROMISED = "write the person-days that were promised, and those that it took"
QUOTES = "close every quote; write a quote inside a cell twice"
YEARS = ("not a year that can be planned for", "years from 1970 to 2199 are read")
DAY_OR_MONTH = "write 2025-01-06 if the day comes first, 2025-06-01 if the month does"
FAULTS: list[tuple[str, str, int, str, str]] = [
    ("site", "", 1, f"`project` is empty{OUT}", "write a name or an id"),
    ("2025-01-06", "", 19, f"`start` is empty{OUT}", "write year-month-day, such as 2026-11-28"),
    ("2025-01-06", "6/1/2025", 19, f"`6/1/2025` is not a date{OUT}", DAY_OR_MONTH),
    ("2025-01-06", "2025-1-6", 19, f"`2025-1-6` is not a date{OUT}", "write 2025-01-06"),
    ("2025-02-03", "2025-02-30", 30, f"there is no day 2025-02-30{OUT}", "write a real date, such as 2026-11-28"),
    ("2025-02-10", "2250-02-10", 41, f"2250-02-10 is {YEARS[0]}{OUT}", YEARS[1]),
    ("2025-02-10", "2025-01-05", 41, f"it ended on 2025-01-05, before it began{OUT}", "mend one of the two dates"),
    (",10,", ",0,", 52, f"`0` person-days is not more than nothing{OUT}", PROMISED),
    (",10,", ",-3,", 52, f"`-3` is not a number of person-days{OUT}", "write a number with a point, such as 12.5"),
    (",10,", ",10d,", 52, f"`10d` is not a number of person-days{OUT}", "write a number with a point, such as 12.5"),
    (",10,", ",nan,", 52, f"`nan` is not a number of person-days{OUT}", "write a number with a point, such as 12.5"),
    (",10,", ",1e5,", 52, f"`1e5` is not a number of person-days{OUT}", "write a number with a point, such as 12.5"),
    (",10,", ",1000001,", 52, f"`1000001` is too many{OUT}", PROMISED),
    ("12.5", '"12,5"', 55, f"`12,5` is not a number of person-days{OUT}", "write 12.5"),
    ("12.5", "12,5", 58, f"the row has 9 cells, the header 8{OUT}", "put a cell that has a comma in it in quotes"),
    (",12.5", "", 54, f"the row has 7 cells, the header 8{OUT}", "write all cells of the row"),
    ("site", '"site', 1, f"a quote is opened and not closed{OUT}", QUOTES),
    ("site", '"si"te', 1, f"a quote stands inside a cell{OUT}", QUOTES),
    ("site", "s" * 200_000, 1, f"a cell is too long{OUT}", QUOTES),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "column", "message", "cure"), FAULTS, ids=[fault[3][:40] for fault in FAULTS])
def test_a_row_that_can_not_be_read(good: str, bad: str, column: int, message: str, cure: str) -> None:
    other = ROW.replace("site", "other")
    loaded = history(HEADER + other + ROW.replace(good, bad) + ROW)
    assert said(loaded) == ("history-row", 3, column, message, cure)
    assert [one.project for one in loaded.book.history] == ["other", "site"], "the rows around it are read"


def test_as_many_days_as_can_be() -> None:
    assert history(HEADER + ROW.replace(",10,", ",1000000,")).findings == ()


def test_every_fault_of_a_row_is_said() -> None:
    loaded = history(HEADER + "x,,,1,2,3,4,5x\n")
    assert [(f.rule, f.place.column, f.place.end_column) for f in loaded.findings] == [
        ("history-row", 5, 6),
        ("history-row", 7, 8),
        ("history-row", 9, 10),
        ("history-row", 13, 15),
    ]


def test_an_end_planned_before_the_start_costs_the_dates_alone() -> None:
    loaded = history(HEADER + ROW.replace("2025-02-03", "2025-01-05"))
    assert said(loaded)[:3] == ("history-row", 2, 30)
    assert [one.planned_end for one in loaded.book.history] == [date(2025, 1, 5)]


def test_a_row_twice_counts_once() -> None:
    loaded = history(HEADER + ROW + ROW.replace("Museum", "Museum ").replace("12.5", "12.50"))
    assert said(loaded) == ("history-row", 3, 1, f"this row stands here twice{OUT}", "delete one of the two")
    assert only(loaded.findings).related[0].place.line == 2
    assert loaded.book.history == (SITE,)


def test_the_same_name_again_is_another_project() -> None:
    loaded = history(HEADER + ROW + ROW.replace("2025-02-10", "2025-02-11"))
    assert loaded.findings == ()
    assert len(loaded.book.history) == 2


def test_lines_are_counted_over_cells_of_several_lines() -> None:
    loaded = history(HEADER + ROW.replace("site", '"a\nb\r\nc"') + ROW.replace(",10,", ",x,"))
    assert said(loaded)[:3] == ("history-row", 5, 52)


def test_a_fault_behind_a_line_end_in_its_own_row() -> None:
    loaded = history(HEADER + ROW.replace("site", '"a\nb"').replace(",10,", ",x,"))
    assert said(loaded)[:3] == ("history-row", 3, 50)


def test_a_quote_that_nobody_closes_costs_its_row_alone() -> None:
    rows = [ROW.replace("site", f"p{n}") for n in range(100)]
    loaded = history(HEADER + '"' + "".join(rows))
    assert said(loaded)[:2] == ("history-row", 2)
    assert len(loaded.book.history) == 99


# --- faults of the header and of the file ----------------------------------------------------------------------------


def test_an_unknown_column_is_kept_out() -> None:
    loaded = history(HEADER.replace("skill", "Skill") + ROW)
    assert said(loaded) == ("history-column", 1, 16, "the column `Skill` is not read", "did you mean `skill`?")
    assert [one.skill for one in loaded.book.history] == [""]


def test_a_column_nobody_knows() -> None:
    rule, _, _, message, cure = said(history(HEADER.replace("\n", ",margin\n") + ROW.replace("\n", ",3\n")))
    assert (rule, message) == ("history-column", "the column `margin` is not read")
    assert cure.startswith("delete it, or rename it to one of project, start")


def test_a_column_without_a_name_is_nothing() -> None:
    assert history(HEADER.replace("\n", ",\n") + ROW.replace("\n", ",3\n")).findings == ()


def test_a_column_twice() -> None:
    loaded = history(HEADER.replace("\n", ",project\n") + ROW.replace("\n", ",other\n"))
    assert said(loaded)[:4] == ("history-column", 1, 78, "the column `project` is there twice; the first is read")
    assert loaded.book.history == (SITE,)


def test_missing_columns() -> None:
    loaded = history(HEADER.replace("start,", "").replace(",actual_days", "") + ROW)
    rule, line, column, message, cure = said(loaded)
    assert (rule, line, column) == ("history-column", 1, 1)
    assert message == "of the columns start, actual_days are missing: nothing of this file is read"
    assert cure == f"begin it with {HEADER.strip()}"
    assert loaded.book.history == ()


@pytest.mark.parametrize("text", ["", "\n \n,,\n", "\ufeff"])
def test_an_empty_file(text: str) -> None:
    assert said(history(text))[:4] == ("history-column", 1, 1, "the file has no row")


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_other_signs_between_the_cells(sign: str) -> None:
    loaded = history((HEADER + ROW).replace(",", sign))
    assert said(loaded)[:4] == ("history-file", 1, 1, "the columns aren't separated by commas")


def test_a_header_with_an_open_quote() -> None:
    assert said(history('"' + HEADER + ROW))[:4] == ("history-file", 1, 1, "a quote is opened and not closed")


def test_another_encoding_costs_a_letter() -> None:
    loaded = history((HEADER + ROW.replace("Museum", "Musée")).encode("latin-1"))
    assert said(loaded) == ("history-file", 2, 9, "the byte 0xe9 is not UTF-8 text", "save the file as UTF-8")
    assert [one.client for one in loaded.book.history] == ["Mus\ufffde"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_not_read(encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    loaded = history(mark + (HEADER + ROW).encode(encoding))
    assert said(loaded)[:4] == ("history-file", 1, 1, "the file is UTF-16, as Excel's Unicode text is")


def test_bytes_that_are_no_table_at_all() -> None:
    assert {f.rule for f in history(bytes(range(256)) * 40).findings} <= {"history-file", "history-column"}


# --- on disk ---------------------------------------------------------------------------------------------------------


def test_only_tables_of_the_history_are_read_from_disk(tmp_path: Path) -> None:
    capacity = tmp_path / "capacity"
    for name in (
        "history/a.csv",
        "history/B.CSV",
        "history/x.yaml",
        "history/x.xlsx",
        "history/.a.csv",
        "people/a.csv",
    ):
        (capacity / name).parent.mkdir(parents=True, exist_ok=True)
        (capacity / name).write_text(HEADER + ROW.replace("site", name))
    tree = read_tree(capacity, deals=False, relative_to=capacity)
    assert sorted(tree) == ["history/B.CSV", "history/a.csv"]
    assert tree["history/B.CSV"].startswith(b"project")
    assert [one.project for one in load(tree, ".").book.history] == ["history/B.CSV", "history/a.csv"]


def test_a_table_that_can_not_be_opened_stops_nothing(tmp_path: Path) -> None:
    capacity = tmp_path / "capacity"
    (capacity / "history").mkdir(parents=True)
    (capacity / "firm.yaml").write_bytes(FIRM)
    os.mkfifo(capacity / "history" / "a.csv")
    loaded = load(read_tree(capacity, deals=False, relative_to=tmp_path))
    finding = only(loaded.findings)
    assert (finding.rule, finding.severity) == ("history-file", Severity.WARNING)
    assert finding.message == "capacity/history/a.csv can't be read: it is no file"
    assert loaded.unread == frozenset()


def test_a_history_that_is_a_link_to_elsewhere_is_said(tmp_path: Path) -> None:
    capacity = tmp_path / "capacity"
    capacity.mkdir()
    (capacity / "firm.yaml").write_bytes(FIRM)
    (tmp_path / "elsewhere").mkdir()
    for name in ("history", "templates"):
        (capacity / name).symlink_to(tmp_path / "elsewhere")
    finding = only(load(read_tree(capacity, deals=False, relative_to=tmp_path)).findings)
    assert (finding.rule, finding.place.path) == ("history-file", "capacity/history")


def test_other_files_still_stop() -> None:
    loaded = load(Tree({"capacity/firm.yaml": FIRM}, {"capacity/a.csv": "no", "capacity/history/b.csv": "no"}))
    assert [finding.rule for finding in loaded.findings] == ["unreadable-file", "history-file"]
