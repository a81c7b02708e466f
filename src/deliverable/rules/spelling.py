"""A name as somebody writes it to the same text for every way of writing it."""

import re
import unicodedata

_NO_LETTER = re.compile(r"[\W_]+")
_BARRED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})
"""Letters that Unicode doesn't take apart into a letter and an accent."""
_SIGN = {"+": "plus", "#": "sharp"}
"""Signs that tell names apart (C, C++, C#); all others are a matter of taste."""
_LEGAL = re.compile(
    r"(?:\s+|,\s*)(?:ltd|limited|llc|llp|inc|corp|plc|pty|gmbh|mbh|ag|kg|ohg|ug|bv|nv|sa|sas|sarl|srl|spa|ab|oy|as|co)$"
)
_BETWEEN = re.compile(r"(?<![0-9])-|-(?![0-9])")


def folded(name: str) -> str:
    """The letters and digits of a name: case, accents, spaces, hyphens and dots are a matter of taste."""
    if name.isascii():
        text = name.lower()
    else:
        bare = unicodedata.normalize("NFKD", name).casefold()
        text = "".join(sign for sign in bare if not unicodedata.combining(sign)).translate(_BARRED)
    text = text.replace("&", "and")
    for sign, word in _SIGN.items():
        text = text.replace(sign, word)
    return _NO_LETTER.sub("", text)


def firm_name(name: str) -> str:
    """A firm's name folded, without its legal form and the article in front of it."""
    text = " ".join(name.lower().replace(".", "").split())
    while (shorter := _LEGAL.sub("", text)) != text:
        text = shorter
    return folded(text.removeprefix("the ")) or folded(name)


def joined(name: str) -> str:
    """An id without the hyphens that don't stand between two digits: `sprint-1-1` is not `sprint-11`."""
    return _BETWEEN.sub("", name)
