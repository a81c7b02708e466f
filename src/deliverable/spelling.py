"""A name as somebody writes it to the same text for every way of writing it, and to letters that only look right."""

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
_CYRILLIC = dict(zip("аеорсухіјѕһԁАВЕКМНОРСТХУЅІЈ", "aeopcyxijshdABEKMHOPCTXYSIJ", strict=True))
_GREEK = dict(zip("ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovABEZHIKMNOPTYX", strict=True))
_LOOKS = str.maketrans(_CYRILLIC | _GREEK)
_LOOK_ALIKE = re.compile("[" + "".join([*_CYRILLIC, *_GREEK]) + "]")
_WORD = re.compile(r"[^\W\d_]+")
_LEGAL_FORMS = 3
"""At most so many stand behind each other, as in `Co. KG` and `Pty Ltd`."""
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
    for _ in range(_LEGAL_FORMS):
        text = _LEGAL.sub("", text)
    return folded(text.removeprefix("the ")) or folded(name)


def joined(name: str) -> str:
    """An id without the hyphens that don't stand between two digits: `sprint-1-1` is not `sprint-11`."""
    return _BETWEEN.sub("", name)


# --- letters of another alphabet -------------------------------------------------------------------------------------


def latin(text: str) -> str:
    """The text with Latin letters for those that only look like one."""
    return text if text.isascii() else text.translate(_LOOKS)


def odd_letter(word: str) -> str:
    """What is odd about an id or a key with a letter that only looks right, to follow its name; "" when nothing is."""
    found = None if word.isascii() else _LOOK_ALIKE.search(word)
    if found is None or not latin(word).isascii():
        return ""
    return f": its `{found[0]}` (U+{ord(found[0]):04X}) is not the letter {latin(found[0])}"


def mixed(text: str) -> tuple[int, int] | None:
    """Where a word is that is Latin but for letters which only look so."""
    for word in () if text.isascii() else _WORD.finditer(text):
        if not word[0].isascii() and latin(word[0]).isascii() and any(map(str.isascii, word[0])):
            return word.span()
    return None
