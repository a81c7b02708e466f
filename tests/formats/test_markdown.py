"""A page as Markdown: a reader sees the words that the page says, and never what somebody's text would do as markup.

The Markdown is read by a parser (marked.py), not by looking for backslashes.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliverable.formats.markdown import BARRIER, inline, render
from deliverable.page import Blank, Block, Code, Frame, Heading, Headline, Page, Paragraph, Span, Table, Tone, say
from tests.formats.marked import PARSER, SEEN, kinds, read, tokens, words

HOSTILE = st.text(st.sampled_from("ab1 `*_[]()<>|~$#&@!:/.-+=\\\n\t\"'{}^%éx"), max_size=30)
MENTION = re.compile(r"(?<!\w)[@#!~%$&]\w")


def pieces(text: str) -> list[str]:
    """What a renderer would put into one piece of text, in which it looks for names and numbers to link."""
    out: list[str] = []
    piece = ""
    for token in tokens(text):
        if token.type == "text":
            piece += token.content
        elif token.type != "inline":
            out, piece = [*out, piece], ""
    return [*out, piece]


def markdown(*blocks: Block) -> str:
    return render(Page(blocks))


@given(HOSTILE)
def test_a_paragraph_is_read_as_it_was_said(text: str) -> None:
    said = markdown(say(text))
    assert kinds(said) <= (
        {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
        if text.startswith("- ")
        else set()
    )
    assert read(said) == words(text.removeprefix("- "))


@given(HOSTILE)
def test_every_tone_keeps_the_words(text: str) -> None:
    spans = (Span("it "), Span(text, Tone.BAD), Span(", so"))
    said = markdown(Paragraph(spans))
    assert kinds(said) <= {"strong_open", "strong_close"}
    assert read(said).replace(" ", "") == words(f"it {text}, so").replace(" ", "")


@given(st.lists(HOSTILE, min_size=4, max_size=4))
def test_a_cell_is_a_cell_whatever_it_holds(cells: list[str]) -> None:
    said = markdown(Table(("a", "b"), ((cells[0], cells[1]), (cells[2], cells[3])), (False, True)))
    rows = [t for t in tokens(said) if t.type == "tr_open"]
    held = [t for t in PARSER.parse(said) if t.type == "inline"]
    assert len(rows) == 3
    assert len(held) == 6
    for cell, token in zip(["a", "b", *cells], held, strict=True):
        shown = "".join(child.content for child in token.children or () if child.type in SEEN)
        assert " ".join(shown.split()) == words(cell)


@given(HOSTILE, HOSTILE)
def test_headlines_and_headings_stay_headings(word: str, rest: str) -> None:
    said = markdown(Headline(f"x{word}", rest, Tone.BAD), Heading(f"y{rest}"))
    assert [(t.type, t.tag) for t in PARSER.parse(said) if t.type.endswith("_open")] == [
        ("heading_open", "h2"),
        ("heading_open", "h3"),
    ]
    assert read(said.split("\n\n")[1]) == words(f"y{rest}")


@given(HOSTILE)
def test_nobody_is_called_and_nothing_is_linked(text: str) -> None:
    for piece in pieces(markdown(say(f"so {text}"))):
        assert not MENTION.search(piece)
        assert "://" not in piece


@pytest.mark.parametrize(
    "text", ["ask @sofia", "see #12", "GH-7", "!3", "at www.example.org", "http://example.org", "done :+1:", ":100: %"]
)
def test_what_github_and_gitlab_would_link_is_parted(text: str) -> None:
    assert BARRIER in inline(text)
    assert read(markdown(say(text))) == text


@pytest.mark.parametrize("text", ["capacity/a.yaml:9:18", "12:30:15", "80 %", "a & b", "5d - 2d", "Civic Theatre's"])
def test_what_is_no_link_is_left_alone(text: str) -> None:
    assert BARRIER not in inline(text)


@pytest.mark.parametrize(
    "text", ["- a", "+ a", "1. a", "12) a", "# a", "> a", "---", "===", "    a", "```", "~~~", "| a |", "***", "<div>"]
)
def test_no_text_begins_a_block(text: str) -> None:
    for said in (markdown(say(f" {text}")), markdown(say(f"- {text}")).removeprefix("- ")):
        assert {t.type for t in PARSER.parse(said)} == {"paragraph_open", "inline", "paragraph_close"}


def test_names_between_backticks_are_code() -> None:
    assert inline("no person called `so_fi|aa`, so *there*") == "no person called `so_fi|aa`, so \\*there\\*"
    assert inline("`so|fi`", cell=True) == "`so\\|fi`"


def test_a_page_from_top_to_bottom() -> None:
    assert markdown(
        Headline("NOT AS ASKED", "A site, by 18 December", Tone.BAD),
        Blank(),
        Paragraph((Span("Nothing ends before 4 January."), Span("   ●○○", Tone.BAD)), 1),
        Blank(),
        Heading("It also needs"),
        say("- texts by Monday", indent=1, hang=1),
        say("- a logo", indent=1, hang=1),
        Table(("task", "days"), (("build", "3"), ("test", "12")), (False, True)),
        Paragraph((Span("2 errors", Tone.BAD), Span(" in 3 files"))),
        Paragraph((Span("so", Tone.STRONG), Span("on"))),
        Code(("firm:", "", "  name: `F`")),
    ) == (
        "## NOT AS ASKED – A site, by 18 December\n"
        "\n"
        "Nothing ends before 4 January.   **●○○**\n"
        "\n"
        "### It also needs\n"
        "\n"
        "- texts by Monday\n"
        "- a logo\n"
        "\n"
        "| task | days |\n"
        "| --- | ---: |\n"
        "| build | 3 |\n"
        "| test | 12 |\n"
        "\n"
        "**2 errors** in 3 files\n"
        "\n"
        "soon\n"
        "\n"
        "```yaml\n"
        "firm:\n"
        "\n"
        "  name: `F`\n"
        "```\n"
    )


FRAME = Frame(
    severity="error",
    tone=Tone.BAD,
    rule="unknown-person",
    message="no person called `sofiaa`",
    path="capacity/b_c.yaml",
    number=9,
    column=6,
    width=6,
    line="  - {sofiaa: 1} # ```` \x1b",
    label="did you mean `sofia`?",
    notes=("cure: write `sofia`", "- why"),
)


def test_a_finding_is_its_excerpt_between_fences_that_it_cannot_close() -> None:
    assert markdown(FRAME, Blank(), say("1 error")) == (
        "**error\\[unknown-person\\]** no person called `sofiaa`\n"
        "\n"
        "`````text\n"
        "  --> capacity/b_c.yaml:9:6\n"
        "   |\n"
        " 9 |   - {sofiaa: 1} # ```` \\x1b\n"
        "   |      ^^^^^^ did you mean `sofia`?\n"
        "   |\n"
        "`````\n"
        "\n"
        "- cure: write `sofia`\n"
        "- \\- why\n"
        "\n"
        "1 error\n"
    )


def test_a_table_without_names_for_its_columns() -> None:
    assert markdown(Table(("", ""), (("a", "1"),), (False, True))) == "|  |  |\n| --- | ---: |\n| a | 1 |\n"


def test_an_empty_paragraph_says_nothing() -> None:
    assert markdown(say(""), say("a"), Paragraph(())) == "a\n"
