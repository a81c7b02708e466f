"""A saved answer about several deals to whether each part of it holds on today's files: each deal's, and the joint one.

As with one deal nothing is believed. Which set is best only asking anew can tell, where all sets are few enough.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from deliverable.answers.audit import AuditAnswer, Compared, Subject, audit, joint, subject
from deliverable.answers.envelope import fingerprint_of, still_blocking
from deliverable.answers.fingerprint import capacity_fingerprint, deal_fingerprint
from deliverable.answers.together import Own, together, worth
from deliverable.book import Book, Deal, Question
from deliverable.dataclass import dataclass
from deliverable.engine.audit.claims import RefusedError, day, entries, mapping, part, text, texts
from deliverable.engine.search import DEFAULT_LIMIT
from deliverable.errors import UserError
from deliverable.findings import Finding

Data = Mapping[str, Any]
SCHEMA = re.compile(r"deliverable\.checks/1(\.\d{1,9})?")
MOST = 10_000
"""An answer about more deals isn't one of ours."""
BEST = "which set is the best"
TRIED = "what is said of sets that were tried and aren't good enough"
MOST_SECONDS = 60.0
"""A longer search than that isn't made again."""
RULED_OUT = "what search ruled out for several together"


@dataclass(frozen=True, slots=True)
class SeveralAudit:
    """Whether a saved answer about several deals holds: `parts` are those of the deals that have a verdict.

    `complaints` are about what is said of them together, whose fingerprints are compared in `capacity` and `asked`
    (None where nothing is said of that). `without` names deals that faults of the data had kept from a verdict.
    """

    today: date
    parts: tuple[AuditAnswer, ...]
    complaints: tuple[str, ...] = ()
    capacity: Compared | None = None
    asked: Compared | None = None
    verdict: str | None = None
    without: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()

    @property
    def holds(self) -> bool | None:
        """Whether all of it holds; None where faults in today's files keep that from being said."""
        if any(part.holds is None for part in self.parts):
            return None
        return not self.complaints and all(part.holds for part in self.parts)

    @property
    def changed(self) -> bool:
        """Whether the capacity has changed since, for any of it."""
        return any(of is not None and bool(of.changed) for of in (self.capacity, *(p.capacity for p in self.parts)))


def is_several(claim: Data) -> bool:
    """Whether a saved answer says that it is about several deals."""
    schema = claim.get("schema")
    return isinstance(schema, str) and SCHEMA.fullmatch(schema) is not None


def subjects(claim: Data) -> tuple[date, tuple[Subject, ...]]:
    """The day and the deals that the answer is about. Raises UserError when it isn't an answer of `check`."""
    try:
        of = tuple(subject(one) for one in entries("answer", claim, "deals"))
        as_of = day("answer", claim, "as_of")
        ids = [one.deal for one in of]
        if len(set(ids)) < len(ids) or len(ids) > MOST or any(one.as_of != as_of for one in of):
            message = "this is no answer of `deliverable check`: its deals are not each there once, as of one day"
            raise UserError(message, "save one with: deliverable check --all --format json -o FILE")
    except RefusedError as refused:
        message = f"this is no answer of `deliverable check`: {refused}"
        raise UserError(message, "save one with: deliverable check --all --format json -o FILE") from refused
    return as_of, of


def audit_deals(
    book: Book,
    deals: Sequence[Deal],
    today: date,
    claim: Data,
    found: Iterable[Finding],
    blocking: Mapping[str, tuple[str, ...]],
) -> SeveralAudit:
    """Check an answer about several deals as of a day; `deals` are those of it that have a verdict, from the files."""
    found = tuple(found)
    own = {one["deal"]: one for one in claim["deals"]}
    parts = tuple(audit(book, deal, today, own[deal.id], found, blocking=blocking.get(deal.id, ())) for deal in deals)
    without = tuple(name for name, one in own.items() if one.get("verdict") is None)
    if any(one.faults for one in parts):
        return SeveralAudit(today, parts, without=without)
    left = {deal.id: tuple(still_blocking(own[deal.id], blocking.get(deal.id, ()))) for deal in deals}
    of = _Joint(book, {deal.id: deal for deal in deals}, today, claim, left)
    try:
        complaints = tuple(of.complaints())
    except RefusedError as refused:
        complaints = (str(refused),)
    return SeveralAudit(today, parts, complaints, *of.compared(), without, tuple(dict.fromkeys(of.unchecked)))


class _Joint:
    """What an answer says of its deals together."""

    def __init__(
        self, book: Book, deals: dict[str, Deal], today: date, claim: Data, blocking: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.book, self.deals, self.today, self.claim, self.blocking = book, deals, today, claim, blocking
        self.own = {one["deal"]: one for one in claim["deals"]}
        self.unchecked: list[str] = []

    def complaints(self) -> Iterator[str]:
        """What is wrong with it, in plain words."""
        given = part("answer", self.claim, "together")
        if given is None:
            if len(self.deals) > 1 and not texts("answer", self.claim, "not_looked_at"):
                yield "together: is missing"
            if entries("answer", self.claim, "fits") or entries("answer", self.claim, "tried"):
                yield "fits: something is said of sets, and nothing of all of them together"
            return
        said = mapping("together", given)
        asked = texts("together", said, "deal")
        if asked != sorted(self.deals):
            right = ", ".join(sorted(self.deals))
            yield f"together: is about {', '.join(asked)[:200]}, and those with an answer are {right}"
            return
        yield from self._asked("together", asked, said)
        for key in ("fits", "tried"):
            for entry in entries("answer", self.claim, key):
                yield from self._set(key, entry, said)
        yield from self._best(said)

    def compared(self) -> tuple[Compared | None, Compared | None, str | None]:
        """The fingerprints of the capacity and of the deals behind it, then and now, and its verdict."""
        said = self.claim.get("together")
        if not isinstance(said, Mapping):
            return None, None, None
        deals = list(self.deals.values())
        capacity = Compared(fingerprint_of(said, "checked_against"), capacity_fingerprint(self.book, deals))
        asked = Compared(fingerprint_of(said, "deal_checked"), deal_fingerprint(deals))
        return capacity, asked, str(said.get("verdict"))[:20]

    def _asked(self, where: str, names: Sequence[str], said: Data) -> Iterator[str]:
        """Complaints about the answer to some of the deals at once."""
        question = Question(self.book, tuple(self.deals[name] for name in names), self.today)
        blocking = [one for name in names for one in self.blocking.get(name, ())]
        complaints, checked = joint(question, said, tuple(dict.fromkeys(blocking)))
        if not checked:
            self.unchecked.append(RULED_OUT)
        yield from (f"{where}: {complaint}" for complaint in complaints)

    def _set(self, key: str, entry: Data, said: Data) -> Iterator[str]:
        """Complaints about a set: its worth, its verdict, and the answer behind it."""
        names, verdict = texts(key, entry, "deals"), text(key, entry, "verdict")
        where = f"{key} ({', '.join(names)[:200]})"
        if not names or names != sorted(set(names)) or any(name not in self.deals for name in names):
            yield f"{where}: is no set of its deals"
            return
        if part(key, entry, "worth") != float(sum(worth(self.deals[name]) for name in names)):
            yield f"{where}: `worth` is not what its deals are worth"
        answer = part(key, entry, "answer")
        if answer is not None:
            claim = mapping(where, answer)
            yield from self._asked(where, names, claim)
            right = claim.get("verdict")
        elif len(names) == 1:
            right = self.own[names[0]].get("verdict")
        elif len(names) == len(self.deals):
            right = said.get("verdict")
        elif key == "tried" and verdict != "no":
            right = verdict  # of those that can't be done there is a proof; the others were only not good enough
            self.unchecked.append(TRIED)
        else:
            right = None
        if verdict != right:
            yield f"{where}: is said to be {verdict[:20]}, and its answer says otherwise"

    def _best(self, said: Data) -> Iterator[str]:
        """Whether the best sets are the best, by choosing anew among all."""
        fits = [
            (texts("fits", entry, "deals"), entry.get("verdict"), entry.get("best"))
            for entry in entries("answer", self.claim, "fits")
        ]
        if said.get("verdict") == "yes":
            if fits != [(sorted(self.deals), "yes", True)]:
                yield "fits: all of them can be promised, and so the best set is all of them"
            return
        if self.claim.get("every_set") is not True:
            self.unchecked.append(BEST)
            if any(best for names, _, best in fits if len(names) < len(self.deals)):
                yield "fits: a set is called the best, and not every set was looked at"
            return
        limit = self.claim.get("search_limit", DEFAULT_LIMIT)
        if isinstance(limit, bool) or not isinstance(limit, int | float) or not 0 <= limit <= MOST_SECONDS:
            self.unchecked.append(BEST)
            return
        own = {name: Own(self.own[name]["verdict"], self._because(name)) for name in self.deals}
        anew = together(self.book, self.deals.values(), self.today, own, blocking=self.blocking, limit=float(limit))
        right = [] if anew is None else [(list(one.deals), one.word, one.best) for one in anew.fits]
        if fits != right:
            told = "; ".join(f"{', '.join(names)} ({word})" for names, word, _ in right) or "none"
            yield f"fits: choosing anew finds other sets: {told[:300]}"

    def _because(self, name: str) -> tuple[str, ...]:
        claim = self.own[name]
        return tuple(texts("deals", claim, "because")) if "because" in claim else ()
