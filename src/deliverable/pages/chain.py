"""A chain to which tasks come one after the other, how long each takes at least, and how much room there is."""

from collections.abc import Iterator
from datetime import date

from deliverable.engine.problem import Job
from deliverable.engine.proofs import Chain, Link
from deliverable.page import Paragraph, Tone, say
from deliverable.pages.teller import Teller
from deliverable.pages.words import counted, listed, some, table_day, tenths

ENDS = 6
"""Of a long chain so many links are shown at both ends."""


def tell_chain(teller: Teller, proof: Chain) -> Iterator[Paragraph]:
    """What the chain is, then a line per link."""
    last = teller.problem.jobs[proof.links[-1].job]
    if proof.links[-1].last is None:
        yield say(_never(teller, proof, last), indent=2)
    elif len(proof.links) > 1 or proof.until < proof.links[0].first:
        yield say(_too_long(teller, proof), indent=2)
    alone = len(proof.links) == 1
    middle = len(proof.links) - 2 * ENDS
    for n, link in enumerate(proof.links):
        if middle > 1 and n == ENDS:
            yield say(f"… {middle} more (--format json shows them) …", Tone.QUIET, 2)
        if middle > 1 and ENDS <= n < len(proof.links) - ENDS:
            continue
        if link.last is not None or (alone and (last.kind != "crew" or last.fixed is not None)):
            yield say(_link(teller, link), Tone.PLAIN if alone else Tone.QUIET, 2, 1)
    if last.kind == "crew" and (proof.links[-1].last is None or alone):
        yield from _whole_days(teller, last, proof)


def _too_long(teller: Teller, proof: Chain) -> str:
    first = proof.links[0].first
    names = some([teller.task(link.job) for link in proof.links])
    taken = counted(proof.days(teller.problem), "working day")
    takes = f"come one after the other and take at least {taken}" if len(proof.links) > 1 else f"takes at least {taken}"
    if proof.until < first:
        return f"{names} can't begin before {teller.date(first)}."
    there = sum(first <= day <= proof.until for day in teller.problem.working)
    return f"{names} {takes}. There {'is' if there == 1 else 'are'} {there} {teller.between(first, proof.until)}."


def _never(teller: Teller, proof: Chain, last: Job) -> str:
    """The last job has no place at all: its dates are fixed, or its crew is never free together."""
    name, before = teller.task(proof.links[-1].job), proof.links[-2] if len(proof.links) > 1 else None
    if last.fixed is not None:
        on = f"{name} is fixed {teller.during(*last.fixed)}"
        if before is not None and before.last is not None and before.last >= last.fixed[0]:
            return f"{on}, and {teller.task(before.job)} can't end before {teller.date(before.last)}."
        return f"{on}, and its crew isn't free then."
    if last.kind == "wait":
        return f"{name} waits {counted(last.days, 'working day')}, and the firm never works so many."
    return f"{name} needs {_crew(last)}, and that never happens by {teller.date(proof.until)}."


def _link(teller: Teller, link: Link) -> str:
    job = teller.problem.jobs[link.job]
    start = table_day(teller.problem.on(link.first), teller.near)
    if link.last is None:
        return f"{teller.task(link.job)}: {_why_so_long(teller, job)}"
    end = table_day(teller.problem.on(link.last), teller.near)
    return f"{teller.task(link.job)}: {start} to {end} at the soonest ({_why_so_long(teller, job)})"


def _why_so_long(teller: Teller, job: Job) -> str:
    if job.kind == "wait":
        return f"waiting {counted(job.days, 'working day')}"
    if job.kind == "crew":
        return _crew(job)
    parts = []
    for need in job.needs:
        names = [teller.worker(w) for w in need.eligible]
        who = listed(names, "or") if 0 < len(names) <= 3 else f"{len(names)} people could"
        amount = counted(tenths(need.minutes, teller.day), "day")
        parts.append(f"{amount} of {need.skill}: {who if names else 'nobody'}")
    return "; ".join(parts)


def _crew(job: Job) -> str:
    places = listed([f"{p.people} {p.skill}" for p in job.places])
    return f"{places} together for {counted(job.days, 'whole working day')}"


def _whole_days(teller: Teller, job: Job, proof: Chain) -> Iterator[Paragraph]:
    """Who could be in the crew, and what takes a part of their days."""
    first, last = proof.links[-1].first, proof.until
    if job.fixed is not None:
        first, last = job.fixed
    days = [day for day in teller.problem.working if first <= day <= last]
    for place in job.places:
        if len(place.eligible) < place.people:
            many = counted(len(place.eligible), "person", "people") if place.eligible else "nobody"
            level = f" at level {place.level} or above" if place.level > 1 else ""
            yield say(f"{place.people} {place.skill}: {many} could do it{level}.", Tone.QUIET, 2)
    for worker in dict.fromkeys(w for place in job.places for w in place.eligible):
        yield say(f"{teller.worker(worker)}: {_free_of(teller, worker, days)}", Tone.QUIET, 2, 1)


def _free_of(teller: Teller, worker: int, days: list[int]) -> str:
    who = teller.problem.workers[worker]
    if who.member is not None:
        return "from outside"
    if not days:
        return "none of these days lies ahead"
    supply, origin = teller.supply.person(who.person), teller.supply.start
    _, clear = supply.free(origin + days[0], origin + days[-1])
    whole = sum(clear[day - days[0]] for day in days)
    window = (teller.problem.on(days[0]), teller.problem.on(days[-1]))
    booked = [t for t in supply.terms if t.row.first <= window[1] and t.row.last >= window[0]]
    why = listed(list(dict.fromkeys([*_off(teller, who.person, window), *(t.client or t.id for t in booked)])))
    text = f"{whole} of {counted(len(days), 'day')} with nothing on it"
    return f"{text} ({why})" if why and whole < len(days) else text


def _off(teller: Teller, person: str, window: tuple[date, date]) -> Iterator[str]:
    """Why somebody isn't at work on some days of a window, whatever is booked."""
    plain = {"away": "leave", "employment": "not employed"}
    for taken in teller.supply.account(person, *window).taken:
        if taken.why in plain:
            yield plain[taken.why]
        elif taken.why == "week" and taken.days and taken.label:
            yield f"no work on {taken.label}s"
