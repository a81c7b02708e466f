"""Anybody's text to what a terminal may show of it, and the number of cells that it takes there."""

from functools import lru_cache

JOINERS = "\u200c\u200d"  # they shape scripts and emoji, and hide nothing
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
ASCII = str.maketrans(
    {
        "…": "...",
        "●": "o",
        "○": ".",
        "–": "-",
        "—": "-",
        "·": "-",
        "•": "-",
        "→": "->",
        "×": "x",
        "≤": "<=",
        "≥": ">=",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
    }
)


def clean(text: str, *, unicode: bool = True) -> str:
    r"""The text on one line, without power over the terminal: what controls is shown as `\x1b`, line ends as spaces."""
    if not text.isprintable():
        text = "".join(map(_visible, text.replace("\r\n", "\n").replace("\t", "    ")))
    if unicode or text.isascii():
        return text
    return text.translate(ASCII).encode("ascii", "backslashreplace").decode("ascii")


def width(text: str) -> int:
    """The cells that cleaned text takes: two for wide characters, none for marks on another."""
    return len(text) if text.isascii() else sum(map(char_width, text))


@lru_cache(4096)
def char_width(char: str) -> int:
    """The cells of one character."""
    import unicodedata

    if char in JOINERS or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def chop(text: str, room: int) -> tuple[str, str]:
    """As much of the front as fits into the room, at least one character, and the rest."""
    used = 0
    for index, char in enumerate(text):
        used += char_width(char)
        if used > room and index:
            return text[:index], text[index:]
    return text, ""


@lru_cache(4096)
def _visible(char: str) -> str:
    import unicodedata

    if char == "\n":
        return " "
    if char in JOINERS or unicodedata.category(char) not in HIDDEN:
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
