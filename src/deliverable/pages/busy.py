"""The people of a proof to what takes most of their time and whom to ask about it, in a line.

Where their sums are printed, those say what is taken, by which share and until when; the line then adds only whom to
ask.
"""

from collections.abc import Iterator
from dataclasses import field
from datetime import date

from deliverable.dataclass import dataclass
from deliverable.engine.proofs import Chain, Shortfall, Summed
from deliverable.page import Paragraph, Tone, say
from deliverable.pages.shortfall import SHOWN
from deliverable.pages.teller import Teller
from deliverable.pages.words import counted, listed, percent, short_day, tenths
from deliverable.supply import Account
from deliverable.supply.account import Taken

NAMED = 3
"""So many bookings are named, those that take most first."""
WORTH = 5
"""One that takes less than this part of what is missing is left out: it would change nothing."""
LOOKED_AT = 12
"""So many people are looked at, those with most time first."""
BOOKED = ("firm", "hold", "internal", "promise")


@dataclass(slots=True)
class Booked:
    """What a booking takes of the people of a proof between two days; `told` when their sums say so."""

    taken: Taken
    first: date
    last: date
    minutes: int = 0
    people: list[str] = field(default_factory=list)
    told: bool = True

    def amount(self, teller: Teller, told: str = "") -> str:
        """2.3 days of Sofia's time; of your time, where Sofia is told so."""
        whose = "your" if set(self.people) == {told} else _whose(self.people)
        return f"{counted(tenths(self.minutes, teller.day), 'day')} of {whose} time"


def tell_busy(teller: Teller, proof: Summed, without: tuple[str, ...] = ()) -> Iterator[Paragraph]:
    """What takes most of the time of those who could do it, and who could say whether that can wait; `without` are
    bookings that the answer speaks of already.
    """
    lines = [line for booked in most_taken(teller, proof, without) if (line := _line(teller, booked))]
    if lines:
        text = "; ".join(lines)
        yield say(f"{text[0].upper()}{text[1:]}.", Tone.QUIET, 2)


def most_taken(teller: Teller, proof: Summed, without: tuple[str, ...] = ()) -> list[Booked]:
    """The bookings that take most of the time of those who could do it, if that would change anything."""
    found: dict[str, Booked] = {}
    for worker, account, told in _accounts(teller, proof):
        for taken in account.taken:
            if taken.why in BOOKED and taken.minutes > 0 and taken.id not in without:
                booked = found.setdefault(taken.id, Booked(taken, account.first, account.last))
                booked.first, booked.last = min(booked.first, account.first), max(booked.last, account.last)
                booked.minutes += taken.minutes
                booked.people.append(teller.worker(worker))
                booked.told = booked.told and told
    missing = _missing(teller, proof)
    most = sorted(found.values(), key=lambda b: (-b.minutes, b.taken.id))
    return [booked for booked in most[:NAMED] if booked.minutes * WORTH >= missing]


def _missing(teller: Teller, proof: Summed) -> int:
    """Minutes that are needed and not there; of a chain, which misses days, half its minutes."""
    if isinstance(proof, Chain):
        return sum(need.minutes for link in proof.links for need in teller.problem.jobs[link.job].needs) // 2
    return proof.need_minutes - proof.have_minutes


def _accounts(teller: Teller, proof: Summed) -> Iterator[tuple[int, Account, bool]]:
    """The sums of those who count: the printed ones of a shortfall, those of the windows of anything else."""
    if isinstance(proof, Shortfall):
        for n, have in enumerate(proof.have[: LOOKED_AT if proof.counted is None else proof.counted]):
            if have.account is not None:
                yield have.worker, have.account, n < SHOWN
        return
    for worker, (first, last) in list(_stretches(teller, proof).items())[:LOOKED_AT]:
        who = teller.problem.workers[worker]
        if who.member is None:
            yield worker, teller.supply.account(who.person, first, last), False


def _stretches(teller: Teller, proof: Summed) -> dict[int, tuple[date, date]]:
    """For everybody who could do any of it the days from the first to the last on which they could."""
    on, out = teller.problem.on, dict[int, tuple[date, date]]()
    if isinstance(proof, Chain):
        parts = [
            (worker, link.first, proof.until if link.last is None else link.last)
            for link in proof.links
            for need in teller.problem.jobs[link.job].needs
            for worker in need.eligible
        ]
    elif isinstance(proof, Shortfall):
        parts = []
    else:
        parts = [(w, one.first, one.last) for one in proof.asked for w in one.eligible]
    for worker, first, last in parts:
        if first <= last:
            known = out.get(worker, (on(first), on(last)))
            out[worker] = (min(known[0], on(first)), max(known[1], on(last)))
    return out


def _line(teller: Teller, booked: Booked) -> str:
    """Ask Jonas about Harbour Trust (2.3 days of Sofia's time); or, where no sum has said so, which share and when."""
    name = booked.taken.id
    source = teller.book.bookings.get(name) or teller.book.promises.get(name)
    owner = teller.names.person(source.owner) if source is not None and source.owner else ""
    what = booked.taken.client or name
    amount = booked.amount(teller)
    if booked.told:
        return f"ask {owner} about {what} ({amount})" if owner else ""
    share = f"{percent(booked.taken.share)}, " if booked.taken.share is not None and len(booked.people) == 1 else ""
    last = min(booked.last, booked.taken.until or booked.last)
    first, on = short_day(booked.first, teller.near), short_day(last, teller.near)
    takes = f"{what} takes {share}{amount} {f'between {first} and {on}' if booked.first < last else f'on {on}'}"
    return f"{takes} (ask {owner})" if owner else takes


def _whose(people: list[str]) -> str:
    names = list(dict.fromkeys(people))
    return listed([f"{name}'s" for name in names]) if len(names) <= NAMED else f"{len(names)} people's"
