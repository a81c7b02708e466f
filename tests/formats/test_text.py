"""A page as text: wrapped at a width, the same words with colour and without, nobody's text as markup."""

import re
import subprocess
import sys
from typing import Any

import pytest

from deliverable.formats.text import render
from deliverable.page import Blank, Block, Frame, Heading, Headline, Page, Paragraph, Span, Table, Tone, say

ANSI = re.compile("\x1b\\[[0-9;]*m")


def text(*blocks: Block, width: int = 40, unicode: bool = True) -> str:
    page = Page(blocks)
    plain = render(page, width=width, colour=False, unicode=unicode)
    painted = render(page, width=width, colour=True, unicode=unicode)
    assert ANSI.sub("", painted) == plain
    return plain


def test_a_headline_hangs_where_it_wraps() -> None:
    said = text(Headline("NOT AS ASKED", "Exhibition website for City Museum", Tone.BAD))
    assert said == "NOT AS ASKED  Exhibition website for\n  City Museum\n"


def test_a_headline_may_be_a_word_alone() -> None:
    assert text(Headline("YES", "", Tone.GOOD)) == "YES\n"


def test_a_paragraph_wraps_at_the_width_exactly() -> None:
    assert text(say("aaaa bbbb cccc dddd e"), width=21) == "aaaa bbbb cccc dddd e\n"
    assert text(say("aaaa bbbb cccc dddd ee"), width=21) == "aaaa bbbb cccc dddd\nee\n"


def test_indent_and_hang_are_steps_of_two() -> None:
    assert text(say("aaaa bbbb cccc dddd eeee", indent=1, hang=2), width=20) == "  aaaa bbbb cccc\n      dddd eeee\n"


def test_tones_do_not_break_words_and_spaces_inside_a_line_stay() -> None:
    spans = (Span("holds in "), Span("17", Tone.GOOD), Span(", they say.   ●●○"))
    assert text(Paragraph(spans)) == "holds in 17, they say.   ●●○\n"


def test_prose_stays_readable_on_a_wide_terminal() -> None:
    longest = max(map(len, text(say("word " * 100), width=200).splitlines()))
    assert 110 < longest <= 120


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert text(say("x" * 45, indent=1), width=20) == f"  {'x' * 18}\n{'x' * 18}\n{'x' * 9}\n".replace("\nx", "\n  x")


def test_wide_characters_break_by_cells() -> None:
    assert text(say("日本語" * 4), width=21) == "日本語日本語日本語日\n本語\n"


def test_users_text_is_never_markup() -> None:
    said = text(say("[bold]x[/] [/y] :100:"), Heading("[red]t"), Headline("[x]", "[/x]", Tone.GOOD))
    assert said == "[bold]x[/] [/y] :100:\n[red]t\n[x]  [/x]\n"


def test_control_characters_are_shown() -> None:
    painted = render(Page((say("\x1b[31mred\x9b"),)), width=40, colour=True, unicode=True)
    assert painted == "\\x1b[31mred\\x9b\n"


def test_ascii_is_measured_after_it_is_made() -> None:
    assert text(say("a… b…"), width=20, unicode=False) == "a... b...\n"
    assert text(say("123456789… 12345678…"), width=21, unicode=False) == "123456789...\n12345678...\n"


def test_colour_is_in_few_pieces() -> None:
    painted = render(Page((say("all of it", Tone.BAD),)), width=40, colour=True, unicode=True)
    assert painted == "\x1b[1;31mall of it\x1b[0m\n"


TABLE = Table(
    header=("", "", "holds in", "we give"),
    rows=(("A", "all must-haves by 19 March", "17 of 20", "-"), ("B", "later", "9 of 20", "£3,360")),
    right=(False, False, True, False),
)


def test_a_table_has_columns_two_apart() -> None:
    assert text(TABLE, width=60) == (
        "                                 holds in  we give\n"
        "  A  all must-haves by 19 March  17 of 20  -\n"
        "  B  later                        9 of 20  £3,360\n"
    )


def test_a_table_is_squeezed_before_it_becomes_a_list() -> None:
    exactly = 2 + 1 + 2 + 26 + 2 + 8 + 2 + 7
    assert len(text(TABLE, width=exactly).splitlines()) == 3
    assert text(TABLE, width=exactly - 1).splitlines()[1:3] == [
        "  A  all must-haves by 19       17 of 20  -",
        "     March",
    ]


def test_a_table_that_cannot_be_squeezed_becomes_a_list() -> None:
    assert text(TABLE, width=40) == (
        "  A  all must-haves by 19 March\n"
        "    holds in: 17 of 20\n"
        "  B  later\n"
        "    holds in: 9 of 20\n"
        "    we give: £3,360\n"
    )


def test_a_table_without_names_has_no_line_for_them() -> None:
    assert text(Table(("", ""), (("a", "b"),), (False, False), indent=0)) == "a  b\n"


def test_columns_of_wide_characters_line_up() -> None:
    table = Table(("", "n"), (("日本", "1"), ("ab", "22")), (False, True), indent=0)
    assert text(table) == "       n\n日本   1\nab    22\n"


LINE = "      - {person: sofiaa, share: 80%}"


def framed(line: str | None = LINE, column: int = 18, width: int = 6, label: str = "", **more: Any) -> Frame:
    given: dict[str, Any] = {"number": 9, "notes": (), "path": "capacity/b.yaml"} | more
    return Frame(
        "error", Tone.BAD, "unknown-person", "no such", column=column, width=width, line=line, label=label, **given
    )


def test_a_frame_points_at_the_exact_stretch() -> None:
    said = text(
        framed(label="did you mean `sofia`?", notes=("cure: write `sofia`", "why: deliverable rule x")), width=80
    )
    assert said == (
        "error[unknown-person] no such\n"
        "  --> capacity/b.yaml:9:18\n"
        "   |\n"
        " 9 |       - {person: sofiaa, share: 80%}\n"
        "   |                  ^^^^^^ did you mean `sofia`?\n"
        "   |\n"
        "   = cure: write `sofia`\n"
        "   = why: deliverable rule x\n"
    )


def test_the_gutter_grows_with_the_line_number() -> None:
    said = text(framed(number=1234), width=80).splitlines()
    assert said[1:4] == ["    --> capacity/b.yaml:1234:18", "     |", "1234 |       - {person: sofiaa, share: 80%}"]


def test_without_the_line_there_is_no_frame() -> None:
    assert (
        text(framed(None, notes=("why: x",)))
        == "error[unknown-person] no such\n  --> capacity/b.yaml:9:18\n   = why: x\n"
    )


@pytest.mark.parametrize(
    ("line", "column", "width", "caret"),
    [
        ("日本: x", 5, 1, "   |       ^"),
        ("\tx: y", 2, 1, "   |     ^"),
        ("a: 日本", 4, 2, "   |    ^^^^"),
        ("a: \x1b", 4, 1, "   |    ^^^^"),
        ("abc", 4, 1, "   |    ^"),
        ("", 1, 1, "   | ^"),
        ("abc", 99, 9, "   |    ^"),
    ],
)
def test_carets_stand_under_what_is_shown(line: str, column: int, width: int, caret: str) -> None:
    assert text(framed(line, column, width)).splitlines()[4] == caret


def test_a_label_that_does_not_fit_stands_below() -> None:
    said = text(framed(label="did you mean `sofia`? (people.yaml:12)"), width=45).splitlines()
    assert said[4:6] == ["   |                  ^^^^^^", "   | did you mean `sofia`? (people.yaml:12)"]


@pytest.mark.parametrize("column", [1, 2, 20, 50, 100, 150, 195])
@pytest.mark.parametrize("width", [40, 41, 79])
@pytest.mark.parametrize("unicode", [True, False])
def test_a_long_line_is_cut_around_the_carets(column: int, width: int, unicode: bool) -> None:
    line = "".join(chr(ord("a") + index % 26) for index in range(200))
    said = text(framed(line, column, 4), width=width, unicode=unicode).splitlines()
    assert all(len(row) <= width for row in said[2:])
    assert "…" in said[3] or "..." in said[3]
    start, end = said[4].index("^"), said[4].rindex("^") + 1
    assert said[3][start:end] == line[column - 1 : column + 3]


def test_a_stretch_longer_than_the_room_is_marked_as_far_as_it_is_shown() -> None:
    said = text(framed("x" * 200, 10, 150), width=40).splitlines()
    assert len(said[4].rstrip()) <= 40
    assert said[4].count("^") > 10


def test_wide_characters_cut_in_half_leave_the_carets_right() -> None:
    said = text(framed("日" * 30 + "x" + "本" * 30, 31, 1), width=41).splitlines()
    before = said[4].index("^")
    cells = 0
    for char in said[3]:
        if cells == before:
            break
        cells += 2 if char in "日本" else 1
    assert said[3][said[3].index("x")] == char == "x"


def test_blank_lines_have_no_spaces() -> None:
    assert text(Blank(), say("   ")) == "\n\n"


def test_a_narrow_terminal_is_taken_as_twenty() -> None:
    assert text(say("aaaa bbbb cccc dddd e"), width=1) == "aaaa bbbb cccc dddd\ne\n"


def test_without_colour_rich_is_not_imported() -> None:
    code = (
        "import sys\n"
        "from deliverable.formats.text import render\n"
        "from deliverable.page import Page, Tone, say\n"
        "render(Page((say('x', Tone.BAD),)), width=80, colour=False, unicode=True)\n"
        "assert not [m for m in sys.modules if m.startswith('rich')]\n"
        "render(Page((say('x', Tone.BAD),)), width=80, colour=True, unicode=True)\n"
        "assert 'rich.style' in sys.modules and 'rich.console' not in sys.modules\n"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
