"""Markdown as a reader sees it, read by markdown-it, which Rich brings along: the words, and the markup around them."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from deliverable.formats.cells import clean
from deliverable.formats.markdown import BARRIER, QUOTED

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SEEN = ("text", "code_inline", "fence", "softbreak")


def tokens(text: str) -> Iterator[Token]:
    """All tokens, those of the text inside blocks too."""
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def kinds(text: str) -> set[str]:
    """The markup that a text turned out to have, and the HTML in it."""
    plain = ("text", "inline", "softbreak", "paragraph_open", "paragraph_close", "code_inline")
    return {t.content if t.type.startswith("html") else t.type for t in tokens(text)} - {*plain, BARRIER}


def read(text: str) -> str:
    """What a reader sees: code without its sign, HTML not at all."""
    seen = [
        " " if t.type.endswith("_close") else t.content for t in tokens(text) if t.type in SEEN or "_close" in t.type
    ]
    return " ".join("".join(seen).split())


def words(text: str) -> str:
    """A text as it is meant to be seen: what stands between backticks without them."""
    return " ".join(QUOTED.sub(r"\1", clean(text)).split())
