"""Answers, line by line, to a deal as it is typed: what is asked next, and what became of each answer."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from deliverable.dataclass import dataclass
from deliverable.errors import UserError
from deliverable.typed.questions import Ask, Known, asks
from deliverable.typed.said import Draft, Said, Typed
from deliverable.typed.tasks import pair
from deliverable.typed.unclear import UnclearError, is_none, is_unknown
from deliverable.typed.work import slug

MOST_LETTERS: Final = 2_000
"""Of one answer."""
HELP, BACK, REST, HURDLE = "?", "<", ".", "!"
YES: Final = ("y", "yes", "ja", "oui")
ENDINGS: Final = ("quit", "exit", "q", ":q")
COMMANDS: Final = "Enter: don't know · ? help · < back · . the rest as assumed · Ctrl-C: end, and nothing is written"


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a line: `taken` or not, and what to say to whoever typed it."""

    taken: bool
    told: tuple[str, ...] = ()


class Interview:
    """The questions about one deal. `draft` draws the deal from what was typed so far, and says what is unclear.

    What was said before the first question isn't asked again.
    """

    def __init__(self, known: Known, draft: Callable[[Typed], Draft], begun: Typed) -> None:
        self.known = known
        self.typed = _all_settled(begun, draft(begun).deal) if begun.anything else begun
        self._draft = draft
        self._past: list[tuple[Typed, frozenset[str]]] = []
        self._done = _said_already(begun)
        self._meant: str | None = None
        self._over = False

    @property
    def ask(self) -> Ask | None:
        """The question to ask now; None when there is none left."""
        return None if self._over else next((ask for ask in self._asks() if ask.id not in self._done), None)

    @property
    def where(self) -> tuple[int, int]:
        """Which question it is, and how many there are, those that may still come up not counted."""
        ids = [ask.id for ask in self._asks()]
        ask = self.ask
        return (len(ids) if ask is None else ids.index(ask.id) + 1, len(ids))

    @property
    def more(self) -> bool:
        """Whether the question has an answer already, and there may be more."""
        ask = self.ask
        return ask is not None and ask.many and bool(self._past) and self._past[-1][1] == self._done

    def hear(self, line: str) -> Reply:
        """Take a line in answer to the question."""
        ask, text = self.ask, line.strip()
        meant, self._meant = self._meant, None
        if ask is None:
            return Reply(taken=False)
        if meant is not None and text.casefold() in YES:
            return self._answered(ask, meant)
        if text == HELP:
            return Reply(False, _help(ask))
        if text == BACK:
            return self._back()
        if text == REST:
            self._over = True
            return Reply(True, ("the rest as assumed",))
        return self._heard(ask, text)

    def _heard(self, ask: Ask, text: str) -> Reply:
        if len(text) > MOST_LETTERS:
            return Reply(False, ("that is too long for an answer", f"{MOST_LETTERS} letters at most"))
        if text.casefold() in ENDINGS:
            return Reply(False, ("Ctrl-C ends it, and nothing is written; . ends the questions",))
        if text.startswith(HURDLE) and ask.hurdle:
            return self._hurdle(ask, text.removeprefix(HURDLE).strip())
        return self._left_open(ask) if _left(ask, text) else self._answered(ask, text)

    def _left_open(self, ask: Ask) -> Reply:
        """Nothing is said, or nothing more."""
        some = self.more
        self._step(self.typed, done=ask.id)
        return Reply(True) if some or not ask.unknown else Reply(True, (f"meanwhile: {ask.unknown}",))

    def _hurdle(self, ask: Ask, why: str) -> Reply:
        if not why:
            return Reply(False, ("what makes it hard? `! they were away`",))
        said = replace(self.typed.said, hurdle=(*self.typed.said.hurdle, f"{ask.hurdle}={why}"))
        self._step(self.typed._replace(said=said), done=ask.id)
        return Reply(True, (f"noted as hard to ask: {why}", f"meanwhile: {ask.unknown}"))

    def _answered(self, ask: Ask, text: str) -> Reply:
        before = self._tried(self.typed)
        typed = _with(self.typed, ask, text)
        try:
            after = self._draft(typed)
        except (UnclearError, UserError) as unclear:
            return self._unclear(text, unclear)
        typed = _settled(typed, ask, after.deal)
        self._step(typed, done="" if ask.many else ask.id)
        told = [part.meant for part in after.understood if before is None or part not in before.understood]
        return Reply(True, tuple(told))

    def _unclear(self, text: str, unclear: UnclearError | UserError) -> Reply:
        slip = getattr(unclear, "slip", None)
        if slip is not None and slip[0] in text:
            self._meant = text.replace(slip[0], slip[1], 1)
            return Reply(False, (unclear.message, f"did you mean {slip[1]}? (y)"))
        return Reply(False, (unclear.message, unclear.hint))

    def _back(self) -> Reply:
        if not self._past:
            return Reply(False, ("this is the first question",))
        self.typed, self._done = self._past.pop()
        return Reply(True)

    def _step(self, typed: Typed, done: str) -> None:
        self._past.append((self.typed, self._done))
        self.typed = typed
        if done:
            self._done |= {done}

    def _asks(self) -> list[Ask]:
        draft = self._tried(self.typed)
        scope = draft.deal.get("scope") if draft else None
        return list(asks(self.known, self.typed, scope.items() if isinstance(scope, Mapping) else ()))

    def _tried(self, typed: Typed) -> Draft | None:
        """The deal as far as it was said; None before anything was."""
        return self._draft(typed) if typed.anything else None


def _with(typed: Typed, ask: Ask, text: str) -> Typed:
    """What was typed, and this answer."""
    if ask.field == "like":
        return typed._replace(like=text)
    value: Any = ask.lead + text
    if isinstance(getattr(typed.said, ask.field), tuple):
        value = (*getattr(typed.said, ask.field), value)
    return typed._replace(said=replace(typed.said, **{ask.field: value}))


_DAYS: Final = {"start": "start", "due": "due", "latest": "latest_acceptable"}


def _settled(typed: Typed, ask: Ask, deal: Mapping[str, Any]) -> Typed:
    """The same with days as the files have them: next week "in 6 weeks" is another day."""
    if ask.field in _DAYS:
        return typed._replace(said=replace(typed.said, **{ask.field: deal[_DAYS[ask.field]]}))
    if ask.field == "input":
        *before, last = typed.said.input
        given = list(deal["inputs"].values())[-1]
        dated = re.sub(r"(^|\s)by\s+.+$", rf"\1by {given['by']}", last) if "by" in given else last
        return typed._replace(said=replace(typed.said, input=(*before, dated)))
    return typed


def _all_settled(typed: Typed, deal: Mapping[str, Any]) -> Typed:
    """What was said with options, with its days as the files have them."""
    said = {field: deal[key] for field, key in _DAYS.items() if getattr(typed.said, field)}
    return typed._replace(said=replace(typed.said, **said))


def _left(ask: Ask, text: str) -> bool:
    """Whether that is no answer: nothing, "don't know", or "none" where there may be none."""
    none = ask.many or ask.field in ("like", "latest")
    return is_unknown(text) or (none and is_none(text))


def _help(ask: Ask) -> tuple[str, ...]:
    example = (f"For example: {ask.example}",) if ask.example else ()
    return (*ask.help, *example, COMMANDS)


_ASKED_BY: Final = {
    "client": "client", "name": "name", "effort": "work", "after": "order", "input": "inputs", "start": "start",
    "due": "due", "latest": "latest", "value": "value", "probability": "probability", "owner": "owner",
}  # fmt: skip


def _said_already(typed: Typed) -> frozenset[str]:
    """The questions that were answered on the command line."""
    done = {ask for name, ask in _ASKED_BY.items() if getattr(typed.said, name)}
    done |= {f"question:{slug(pair(text, '')[0])}" for text in (*typed.said.answer, *typed.said.hurdle)}
    done |= {f"sets:flexibility.{slug(pair(text, '')[0])}" for text in typed.said.flexible}
    return frozenset(done | {"like"} if typed.like else done)


__all__ = ["COMMANDS", "Ask", "Interview", "Known", "Reply", "Said"]
