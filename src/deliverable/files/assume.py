"""A deal's map and the firm's questions to the map with what is assumed, and which questions stay open."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from deliverable.book import Firm, IntakeQuestion
from deliverable.files.decode import Decoder
from deliverable.files.nodes import Map, Node, Scalar, Seq, find, is_null
from deliverable.files.proposal import DEAL
from deliverable.findings import Finding


class Intake:
    """Which questions a deal leaves open: `assumed` where the firm has an assumption, `blocking` where it has none.

    `filled` are the dotted keys that assumptions set, each with its question.
    """

    __slots__ = ("assumed", "blocking", "filled")

    def __init__(
        self,
        assumed: tuple[str, ...] = (),
        blocking: tuple[str, ...] = (),
        filled: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.assumed = assumed
        self.blocking = blocking
        self.filled = filled


def assume(firm: Firm, deal: Map) -> tuple[Map, Intake]:
    """The deal with the keys that the firm's assumptions set where it doesn't say them itself."""
    assumed, blocking = [], []
    filled, by = deal, {}
    for question in firm.questions.values():
        if _is_answered(question, deal):
            continue
        if question.if_unknown is None:
            if question.needed_for == "check":
                blocking.append(question.id)
            continue
        unsaid = {dotted: value for dotted, value in question.sets.items() if not _says(deal, dotted.split("."))}
        if unsaid or not question.sets:
            assumed.append(question.id)
        filled = fill(filled, unsaid)
        by.update(dict.fromkeys(unsaid, question.id))
    return filled, Intake(tuple(assumed), tuple(blocking), MappingProxyType(by))


def fill(deal: Map, unsaid: Mapping[str, Any]) -> Map:
    """A copy of the map with values at dotted key paths; they have no place in any file."""
    for dotted, value in unsaid.items():
        deal = _with(deal, dotted.split("."), node_of(value))
    return deal


def wrong_assumptions(firm: Node, d: Decoder) -> list[Finding]:
    """What is wrong with the values that the firm's questions set, as if a deal said them."""
    found: list[Finding] = []
    questions = find(firm, ("questions",))
    for name, (_, question) in questions[1].pairs.items() if questions and type(questions[1]) is Map else ():
        sets = find(question, ("sets",))
        for dotted, (key, value) in sets[1].pairs.items() if sets and type(sets[1]) is Map else ():
            about = ("firm", "questions", name, "sets", dotted)
            found += [replace(finding, about=about, edits=(), safe=False) for finding in _tried(dotted, key, value, d)]
    return found


def _tried(dotted: str, key: Scalar, value: Node, d: Decoder) -> list[Finding]:
    """The findings of a deal that says just this."""
    node = value
    for part in reversed(dotted.split(".")):
        outer = Map(key.start, value.end)
        outer.pairs[part] = (Scalar(part, key.start, key.end, key.style), node)
        node = outer
    outer.pairs.setdefault("deal", (Scalar("deal", -1, -1), Scalar("d", -1, -1)))
    trial = Decoder(d.doc, outer, (), d.day, d.memos)
    DEAL.decode_as(outer, (), trial, {})
    return trial.findings


def _is_answered(question: IntakeQuestion, deal: Map) -> bool:
    answers = deal.pairs.get("answers")
    if answers is None or type(answers[1]) is not Map:
        return False
    answer = answers[1].pairs.get(question.id)
    return answer is not None and not is_null(answer[1]) and not _is_blank(answer[1])


def _is_blank(node: Node) -> bool:
    """Whether quotes hold nothing: that answers no question."""
    return type(node) is Scalar and not node.text.strip()


def _says(node: Node, parts: list[str]) -> bool:
    """Whether the deal says this key itself, or says something there that has no such keys."""
    for part in parts:
        if type(node) is not Map:
            return not is_null(node)
        if part not in node.pairs:
            return False
        node = node.pairs[part][1]
    return not is_null(node)


def _with(node: Map, parts: list[str], value: Node) -> Map:
    copy = Map(node.start, node.end, flow=node.flow)
    copy.pairs = dict(node.pairs)
    first, *rest = parts
    if not rest:
        copy.pairs[first] = (Scalar(first, -1, -1), value)
        return copy
    key, old = node.pairs.get(first, (Scalar(first, -1, -1), Map(-1)))
    copy.pairs[first] = (key, _with(old if type(old) is Map else Map(-1), rest, value))
    return copy


def node_of(value: Any) -> Node:
    """Plain data as nodes that were never written."""
    if isinstance(value, Mapping):
        node = Map(-1)
        node.pairs = {str(text): (Scalar(str(text), -1, -1), node_of(item)) for text, item in value.items()}
        return node
    if isinstance(value, list):
        items = Seq(-1)
        items.items = [node_of(item) for item in value]
        return items
    return Scalar("" if value is None else str(value), -1, -1)
