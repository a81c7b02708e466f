"""A plain scalar's text to what it is: nothing, a boolean, a number or text, and whether YAML 1.1 readers agree."""

import re
from typing import Final

NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
TRUE: Final = frozenset(("true", "True", "TRUE"))
FALSE: Final = frozenset(("false", "False", "FALSE"))
_LETTERS_1_1: Final = frozenset("yYnN")
_SWITCHES_1_1: Final = frozenset(f(word) for word in ("yes", "no", "on", "off") for f in (str, str.title, str.upper))
_MAY_DIFFER: Final = frozenset("yYnNoO0123456789+-.=<")

_INT_1_2: Final = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT_1_2: Final = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_INT_1_1: Final = re.compile(r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]+|0|[1-9][0-9_]*(?::[0-5]?[0-9])*)")
_FLOAT_1_1: Final = re.compile(
    r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_OCTAL_1_1: Final = re.compile(r"[-+]?0[0-9_]+")


def differs(text: str) -> str:
    """What a YAML 1.1 reader makes of this plain text, if a 1.2 reader makes something else of it; "" if they agree."""
    if text[:1] not in _MAY_DIFFER:
        return ""
    if text in _LETTERS_1_1 or text in _SWITCHES_1_1:
        return "true" if text.lower() in ("y", "yes", "on") else "false"
    if text in ("=", "<<"):
        return "a special sign"
    return _differing_number(text)


def _differing_number(text: str) -> str:
    old, new = _kind(text, _INT_1_1, _FLOAT_1_1), _kind(text, _INT_1_2, _FLOAT_1_2)
    if old == new and not (old == "int" and _OCTAL_1_1.fullmatch(text)):
        return ""
    if ":" in text:
        return "a number to the base of sixty"
    if old == "int" and new == "int":
        return "an octal number"
    return "a number" if old else "text"


def _kind(text: str, whole: re.Pattern[str], broken: re.Pattern[str]) -> str:
    if whole.fullmatch(text):
        return "int"
    return "float" if broken.fullmatch(text) else ""


def is_number(text: str) -> bool:
    """Whether YAML 1.2 reads this plain text as a number."""
    return bool(_INT_1_2.fullmatch(text) or _FLOAT_1_2.fullmatch(text))


def datum(text: str) -> str | int | float | bool | None:
    """What YAML 1.2 reads this plain text as."""
    if text in NULLS:
        return None
    if text in TRUE or text in FALSE:
        return text in TRUE
    if _INT_1_2.fullmatch(text):
        return int(text, 0 if text[:2] in ("0o", "0x") else 10)
    if not _FLOAT_1_2.fullmatch(text):
        return text
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))


def is_data(text: str) -> bool:
    """Whether YAML 1.2 reads this plain text as nothing, a boolean or a number."""
    return text in NULLS or text in TRUE or text in FALSE or is_number(text)


def quoted(text: str) -> str:
    """The text as a YAML scalar that every reader takes as this text."""
    if "'" not in text and text.isprintable():
        return f'"{text}"' if '"' not in text and "\\" not in text else f"'{text}'"
    return '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else _escape(ord(c))) for c in text) + '"'


_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
