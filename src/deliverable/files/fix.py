"""A file's bytes and findings with edits to the bytes with these edits made, and a proof that nothing else changed.

After every change the text is read again. Keys, values and comments that no edit touches must be as before and in
their order; what an edit has written must read as just that.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, Final, NamedTuple

from deliverable.files.ambiguous import is_data
from deliverable.files.comments import comments
from deliverable.files.nodes import Document, Map, Node, Refused, Scalar, Seq, plain
from deliverable.files.yamlfile import parse
from deliverable.findings import Edit, Finding

MOST_PROOFS: Final = 200
"""So often a file is read again to find out which edits can't be proved; the others wait for the next round."""
SAME_MEANING: Final = frozenset(("ambiguous-scalar", "encoding"))
"""Rules whose edits leave every text as it was read."""
SYNTAX: Final = "syntax"
"""The rule whose edits bring back what could not be read."""


class Mended(NamedTuple):
    """The content of a file after a round, and what was mended in it."""

    content: bytes
    done: tuple[Finding, ...]


class Cut(NamedTuple):
    """Put `new` where start..end is, for a rule."""

    start: int
    end: int
    new: str
    rule: str


Cuts = tuple[Cut, ...]


def mended(path: str, content: bytes, findings: Iterable[Finding]) -> Mended:
    """The content with the edits of these findings, as far as they don't overlap and can be proved.

    Of edits that overlap the first in the order of the findings is made; the others belong to another round.
    """
    body = _body(content)
    before = parse(path, content)
    if body is None or before.text != body:
        return Mended(content, ())
    chosen = _apart((finding, _cuts(before, finding.edits, finding.rule)) for finding in findings)
    bench = _Bench(path, content[: len(content) - len(body.encode())], before)
    done = bench.provable([], chosen)
    if not done:
        return Mended(content, ())
    return Mended(bench.made([cut for _, cuts in done for cut in cuts]), tuple(finding for finding, _ in done))


def _body(content: bytes) -> str | None:
    """The text without byte order marks; None for what is no UTF-8."""
    try:
        return content.decode().lstrip("\ufeff")
    except UnicodeDecodeError:
        return None


def _cuts(doc: Document, edits: Iterable[Edit], rule: str) -> Cuts:
    starts = doc.starts
    return tuple(
        Cut(
            starts[edit.place.line - 1] + edit.place.column - 1,
            starts[edit.place.end_line - 1] + edit.place.end_column - 1,
            edit.text,
            rule,
        )
        for edit in edits
    )


Chosen = tuple[Finding, Cuts]


def _apart(wanted: Iterable[Chosen]) -> list[Chosen]:
    """Those whose cuts neither overlap nor touch the cuts of one before."""
    taken: list[tuple[int, int]] = []
    chosen = []
    for finding, cuts in sorted(wanted, key=lambda one: (one[0].order, one[1])):
        if all(_is_free(taken, cut) for cut in cuts):
            chosen.append((finding, cuts))
            for cut in cuts:
                taken.insert(bisect_left(taken, (cut.start, cut.end)), (cut.start, cut.end))
    return chosen


def _is_free(taken: list[tuple[int, int]], cut: Cut) -> bool:
    at = bisect_left(taken, (cut.start, cut.end))
    before = at == 0 or taken[at - 1][1] < cut.start
    return before and (at == len(taken) or cut.end < taken[at][0])


class _Bench:
    """One file, on which sets of edits are tried."""

    def __init__(self, path: str, mark: bytes, before: Document) -> None:
        self.path = path
        self.mark = mark
        self.before = before
        self.proofs = 0

    def made(self, cuts: Iterable[Cut]) -> bytes:
        """The content with the cuts made."""
        text, at = self.before.text, 0
        parts: list[str] = []
        for cut in sorted(cuts):
            parts += (text[at : cut.start], cut.new)
            at = cut.end
        return self.mark + "".join((*parts, text[at:])).encode()

    def provable(self, base: list[Chosen], wanted: list[Chosen]) -> list[Chosen]:
        """The base, which was proved, with all of the wanted, else as many of them as can be proved together."""
        if not wanted or self.proofs >= MOST_PROOFS:
            return base
        self.proofs += 1
        cuts = sorted(cut for _, cuts in (*base, *wanted) for cut in cuts)
        if proved(self.before, parse(self.path, self.made(cuts)), cuts):
            return [*base, *wanted]
        if len(wanted) == 1:
            return base
        half = len(wanted) // 2
        return self.provable(self.provable(base, wanted[:half]), wanted[half:])


# --- the proof -------------------------------------------------------------------------------------------------------


def proved(before: Document, after: Document, cuts: Sequence[Cut]) -> bool:
    """Whether the two documents are the same but for what the cuts, in order, have written."""
    proof = _Proof(cuts)
    return (
        after.lost <= before.lost
        and (proof.brings_back or len(after.dropped) <= len(before.dropped))
        and proof.root(before, after)
        and proof.comments(before, after)
    )


class _Proof:
    """Two trees side by side, and where the edits are in each."""

    def __init__(self, cuts: Sequence[Cut]) -> None:
        self.cuts = cuts
        self.starts = [cut.start for cut in cuts]
        grown = accumulate((len(cut.new) - (cut.end - cut.start) for cut in cuts), initial=0)
        self.shifted = [cut.start + shift for cut, shift in zip(cuts, grown, strict=False)]
        self.brings_back = any(cut.rule == SYNTAX for cut in cuts)

    def inside(self, node: Node) -> list[Cut]:
        """The cuts that change something of a stretch, or put something into it."""
        first = bisect_left(self.starts, node.start)
        last = bisect_right(self.starts, node.end)
        found = [cut for cut in self.cuts[first:last] if cut.start < node.end or cut.start == node.start]
        if first and self.cuts[first - 1].end > node.start:
            found.insert(0, self.cuts[first - 1])
        return found

    def root(self, before: Document, after: Document) -> bool:
        """Whether the trees are the same."""
        if before.root is None or after.root is None:
            return before.root is None and (after.root is None or self.brings_back)
        return self.same(before.root, after.root)

    def same(self, old: Node, new: Node) -> bool:
        """Whether a value is as it was, or what an edit has made of it."""
        cuts = self.inside(old) if old.start >= 0 else []
        for cut in cuts:
            if cut.rule not in SAME_MEANING and cut.start <= old.start and old.end <= cut.end:
                return bool(plain(new) == _read_alone(cut.new))
        if type(old) is Scalar:
            return self.same_scalar(old, new, cuts)
        if type(old) is Map and type(new) is Map:
            return self.same_pairs(old, new)
        if type(old) is Seq and type(new) is Seq:
            return self.same_items(old, new)
        return type(old) is Refused and type(new) is Refused

    def same_scalar(self, old: Scalar, new: Node, cuts: list[Cut]) -> bool:
        """Whether a text is as it was, or is mended inside."""
        if any(cut.rule not in SAME_MEANING for cut in cuts):
            return True
        if type(new) is not Scalar or old.text != new.text or old.is_null != new.is_null:
            return False
        return bool(cuts) or _is_number(old) == _is_number(new)

    def same_pairs(self, old: Map, new: Map) -> bool:
        """Whether a map has the keys that it had, in their order, and their values."""
        rest = iter(new.pairs.values())
        for key, value in old.pairs.values():
            pair = next((pair for pair in rest if self.same_key(key, pair[0]) or not self.is_back(*pair)), None)
            if pair is None or not self.same_key(key, pair[0]):
                return False
            if not self.is_split(key) and not self.same(value, pair[1]):
                return False
        return all(self.is_back(*pair) for pair in rest)

    def same_key(self, old: Scalar, new: Scalar) -> bool:
        """Whether a key is as it was, or as an edit has written it."""
        cuts = self.inside(old)
        if not cuts or all(cut.rule in SAME_MEANING for cut in cuts):
            return old.text == new.text
        return self.is_split(old) or new.text == _read_alone(cuts[0].new)

    def is_split(self, key: Scalar) -> bool:
        """Whether an edit has put a blank into what was read as a key, so that its end is the value now."""
        return any(cut.rule not in SAME_MEANING and key.start < cut.start == cut.end for cut in self.inside(key))

    def same_items(self, old: Seq, new: Seq) -> bool:
        """Whether a list has the items that it had."""
        if len(old.items) == len(new.items):
            return all(map(self.same, old.items, new.items))
        rest = iter(new.items)
        for item in old.items:
            again = next((one for one in rest if self.same(item, one) or not self.is_back(one)), None)
            if again is None or not self.same(item, again):
                return False
        return all(map(self.is_back, rest))

    def is_back(self, *nodes: Node) -> bool:
        """Whether something new in the tree was there before and could not be read: an edit is in it."""
        start, end = min(node.start for node in nodes), max(node.end for node in nodes)
        return any(
            cut.rule == SYNTAX and start <= at + len(cut.new) and at <= end
            for cut, at in zip(self.cuts, self.shifted, strict=True)
        )

    def comments(self, before: Document, after: Document) -> bool:
        """Whether every comment that no edit touches is still there, and no text has become one."""
        kept, now = [], [comment.text for comment in comments(after)]
        old = comments(before)
        for comment in old:
            start = before.starts[comment.place.line - 1] + comment.place.column - 1
            if not self.inside(Refused(start, start + len(comment.text))):
                kept.append(comment.text)
        rest = iter(now)
        return all(text in rest for text in kept) and (self.brings_back or len(now) <= len(old))


def _is_number(node: Scalar) -> bool:
    return not node.style and is_data(node.text)


def _read_alone(text: str) -> Any:
    """What an edit's text is when it stands alone."""
    root = parse("", f"k: {text}\n".encode()).root
    return plain(root.pairs["k"][1]) if root is not None and "k" in root.pairs else None
