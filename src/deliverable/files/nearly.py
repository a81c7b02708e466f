"""A text to what was probably meant by it: signs that look like others, quotes of a text program, a comment glued to
its value, a line that runs on. Imported only where a text isn't plain.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

from deliverable.files.ambiguous import quoted
from deliverable.files.amounts import shown
from deliverable.files.decode import Decoder
from deliverable.files.faults import fault
from deliverable.files.nodes import Map, Node, Scalar, is_null
from deliverable.findings import Edit, KeyPath
from deliverable.spelling import latin, mixed, odd_letter

_OPEN: Final = "“„‟”«»‹›‘‚‛’″"
_QUOTED: Final = re.compile(f"[{_OPEN}](.*)[{_OPEN}]", re.DOTALL)
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_GLUED: Final = re.compile(r"(?<=[\w%)\]])(?<!\b\w)#(?=[^\W\d]|\s+\S)")
_ADDRESS: Final = re.compile(r"://|www\.|[\w-]\.\w+#|/\S*#")
_LONGEST_WORD: Final = 200
_NUMBER: Final = re.compile(r" #[0-9]+(?![\w-])")


def unquoted(text: str) -> str:
    """The text without typographic quotes around it."""
    found = _QUOTED.fullmatch(text)
    return found[1].strip() if found else text


def nearly(text: str, style: str) -> Iterator[tuple[str, str, str]]:
    """What may have been meant by a text that can't be read: the meaning, what is odd, and what to do."""
    if odd := odd_letter(text):
        yield latin(text), odd, f"write {latin(text)}"
    if (bare := unquoted(text)) != text:
        yield bare, ": YAML doesn't know these quotes", f"write {bare}"
    if (flat := text.translate(_DASHES)) != text:
        yield flat, ": its dash is not the sign `-`", f"write {flat}"
    if not style and "#" in text:
        head = text.partition("#")[0].rstrip()
        yield head, "", f"write {head}; a comment begins with a blank and #, at the end of the line"


# --- texts that are read, though something else may have been meant ------------------------------------------------


def doubt(node: Scalar, path: KeyPath, d: Decoder) -> None:
    """Say what is odd about a free text."""
    raw = d.doc.text[node.start : node.end]
    word = mixed(raw)
    if word is not None:
        _two_alphabets(node, raw[slice(*word)], word[0], path, d)
    if not node.style:
        _quotes(node, path, d)
        _comment(node, raw, path, d)


def _two_alphabets(node: Scalar, word: str, at: int, path: KeyPath, d: Decoder) -> None:
    place = d.doc.place(node.start + at, node.start + at + len(word))
    message = f"`{word}` isn't what it looks like{odd_letter(word)}"
    edits = (Edit(place, latin(word)),)
    d.findings.append(fault("look-alike", message, place, f"write {latin(word)}", edits=edits, about=path))


def _quotes(node: Scalar, path: KeyPath, d: Decoder) -> None:
    bare = unquoted(node.text)
    if bare == node.text or not bare:
        return
    place = d.doc.place(node.start, node.end)
    message = f"YAML doesn't know the quotes {node.text[0]} {node.text[-1]}: they are a part of the text"
    neat = quoted(bare)
    edits = (Edit(place, neat),)
    d.findings.append(fault("look-alike", message, place, f"write {neat}", edits=edits, about=path))


def _comment(node: Scalar, raw: str, path: KeyPath, d: Decoder) -> None:
    """A `#` that may begin a comment and doesn't, or the other way round."""
    glued = _GLUED.search(raw)
    if glued and _ADDRESS.search(raw, max(glued.start() - _LONGEST_WORD, 0), glued.end()):
        glued = None
    number = _NUMBER.match(d.doc.text, node.end)
    if glued:
        place = d.doc.place(node.start + glued.start(), node.start + glued.end())
        message = f"`{raw[glued.start() :].split(maxsplit=1)[0]}` is a part of the text: a comment begins with a blank"
        cure = "write a blank before the `#`, or put the text in quotes"
    elif number:
        place = d.doc.place(number.start() + 1, number.end())
        message = f"`{number[0].strip()}` is a comment: the text ends before it"
        cure = f"put the text in quotes, or write a blank behind the `#`: # {number[0].strip(' #')}"
    else:
        return
    d.findings.append(fault("unclear-comment", message, place, cure, about=path))


# --- a text that is cut in two ---------------------------------------------------------------------------------------


def cut_text(known: Collection[str], scalar: Scalar, path: KeyPath, d: Decoder, node: Map) -> bool:
    """Whether a key without a colon is the rest of the text before it; the first such key says so for all of them."""
    pairs = list(node.pairs.values())
    at = next(number for number, (key, _) in enumerate(pairs) if key is scalar)
    first = at
    while first and _is_rest(pairs[first], known, d):
        first -= 1
    head, value = pairs[first]
    if first == at or type(value) is not Scalar or value.is_null or value.style:
        return False
    if first + 1 < at:
        return True
    last = at
    while last + 1 < len(pairs) and _is_rest(pairs[last + 1], known, d):
        last += 1
    end = pairs[last][0].end
    whole = d.doc.text[value.start : end]
    neat = quoted(" ".join(unquoted(whole).split()))
    place = d.doc.place(value.start, end)
    message = f"{shown(whole)} is cut in two by its comma"
    d.say("bad-value", place, message, f"write {neat}", (*path, head.text), edits=(Edit(place, neat),))
    return True


def _is_rest(pair: tuple[Scalar, Node], known: Collection[str], d: Decoder) -> bool:
    """Whether a pair is a word with nothing behind it, not even a colon, and a comma before it."""
    key, value = pair
    alone = not key.style and is_null(value) and not d.doc.text.startswith(":", key.end)
    return alone and key.text not in known and d.doc.text[max(key.start - 80, 0) : key.start].rstrip().endswith(",")
