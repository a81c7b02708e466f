"""The reasons of a no to the least that would remove the first, and a line for each of the others."""

from collections.abc import Iterator
from datetime import date

from deliverable.engine.proofs import Asked, Chain, Cut, Shortfall, Summed
from deliverable.engine.reasons import Reason
from deliverable.engine.solve import Bracket
from deliverable.page import Paragraph, say
from deliverable.pages.teller import Teller
from deliverable.pages.words import apart, counted, days, listed, short_by, some, tenths

OTHERS = 4
"""So many reasons beside the first are shown; --format json has all."""


def least_change(teller: Teller, reasons: tuple[Reason, ...]) -> Iterator[Paragraph]:
    """What would remove the reason that is told in full, the first."""
    change = first_change(teller, reasons)
    if change:
        yield say(f"Least change: {change}.", indent=2)


def first_change(teller: Teller, reasons: tuple[Reason, ...]) -> str:
    """6.7 more days of react, or at least 14 working days later."""
    return _change(teller, reasons[0], dates=_some_date(reasons))


def others(teller: Teller, reasons: tuple[Reason, ...]) -> Iterator[Paragraph]:
    """What else stands in the way: what is needed, what there is, the least change."""
    rest = reasons[1:]
    if rest:
        yield say("Besides:", indent=2)
    for reason in rest[:OTHERS]:
        yield say(f"- {_line(teller, reason, dates=_some_date(reasons))}", indent=2, hang=1)
    if len(rest) > OTHERS:
        yield say(f"- and {len(rest) - OTHERS} more (--format json shows them)", indent=2)


def together(teller: Teller, reasons: tuple[Reason, ...], bracket: Bracket) -> Iterator[Paragraph]:
    """What all of it takes: the earliest finish, or the day before which nothing ends, in working days after the due
    date; nothing when the only reason says so already.
    """
    due = teller.names.deal.due
    floor = bracket.no_sooner_than
    if due is None or floor is None or bracket.never or not _some_date(reasons):
        return
    days = _working_days(teller, due, floor)
    found = bracket.earliest if bracket.if_lapsed is None else bracket.if_lapsed
    proved = found == floor
    told = max(reason.later.days for reason in reasons if reason.later is not None)
    if days < 1 or (days == told and (len(reasons) == 1 or not proved)):
        return
    least = f"{counted(days, 'working day')} later"
    if not proved:
        yield say(f"All of it together: at least {least} (proved).", indent=2)
        return
    holds = "" if bracket.if_lapsed is None else ", should the holds lapse"
    yield say(f"All of it together: {teller.date(floor)} is the earliest, {least} (proved){holds}.", indent=2)


def _working_days(teller: Teller, due: date, until: int) -> int:
    """The firm's working days from the day after the due date, or from today where that has passed."""
    origin = teller.problem.on(0)
    return sum((due - origin).days < day <= until for day in teller.problem.working)


def _some_date(reasons: tuple[Reason, ...]) -> bool:
    """Whether there is a date on which all of it could be done, for all that the reasons say."""
    return all(reason.later is not None for reason in reasons)


def _line(teller: Teller, reason: Reason, *, dates: bool) -> str:
    change = _change(teller, reason, dates=dates)
    text = short_of(teller, reason.proof) + (" (the above included)" if reason.beside else "")
    return text + (f"; least change: {change}" if change else "")


def short_of(teller: Teller, proof: Summed) -> str:
    """What is needed and what there is, in a line."""
    if isinstance(proof, Chain):
        return _row(teller, proof)
    places = apart(proof.need_minutes, proof.have_minutes, teller.day)
    mine = [one for one in proof.asked if one.job is not None]
    need = counted(tenths(proof.need_minutes, teller.day, places), "day", places=places)
    have = days(proof.have_minutes, teller.day, places)
    window = teller.between(min(a.first for a in mine), max(a.last for a in mine))
    names = list(dict.fromkeys(teller.what(a) for a in proof.asked))
    skills = some(_skills(teller, proof.asked))
    there = _there(proof, mine, have)
    return f"{some(names)} {'needs' if len(names) == 1 else 'need'} {need} of {skills} {window}, {there}"


def _skills(teller: Teller, asked: tuple[Asked, ...]) -> list[str]:
    """Each skill once; one that is asked at several levels without them."""
    levels: dict[str, set[int]] = {}
    for one in asked:
        levels.setdefault(one.skill, set()).add(one.level)
    return list(dict.fromkeys(one.skill if len(levels[one.skill]) > 1 else teller.skill(one) for one in asked))


def _there(proof: Shortfall | Cut, mine: list[Asked], have: str) -> str:
    are = "is" if have == "1" else "are"
    if isinstance(proof, Shortfall) and proof.counted is not None:
        people = counted(proof.counted, "person", "people")
        return f"which at most {people} may share; the best {'has' if proof.counted == 1 else 'have'} {have}"
    if len(mine) == 1 and not mine[0].eligible:
        return "which nobody may do"
    return f"{have} {are} free"


def _row(teller: Teller, proof: Chain) -> str:
    names = some([teller.task(link.job) for link in proof.links])
    last, first = proof.links[-1], proof.links[0].first
    fixed = teller.problem.jobs[last.job].fixed
    if last.last is None and fixed is not None:
        return f"{teller.task(last.job)} can't be done {teller.during(*fixed)}"
    if last.last is None:
        return f"{teller.task(last.job)} can't be done by {teller.date(proof.until)}"
    if proof.until < first:
        return f"{names} can't begin before {teller.date(first)}"
    if len(proof.links) == 1 and teller.problem.jobs[last.job].kind == "crew":
        return f"{names} can't end before {teller.date(last.last)}"
    there = sum(first <= day <= proof.until for day in teller.problem.working)
    taken = counted(proof.days(teller.problem), "working day")
    verb = "take" if len(proof.links) > 1 else "takes"
    return f"{names} {verb} {taken} in a row, there {'is' if there == 1 else 'are'} {there}"


def _change(teller: Teller, reason: Reason, *, dates: bool) -> str:
    """2.5 more days of react, 3 people on it instead of 2, or 4 working days later, unless no date would do for all."""
    parts = []
    proof = reason.proof
    if not isinstance(proof, Chain) and _somebody(proof):
        parts.append(_more(teller, reason, proof))
        if reason.people is not None and isinstance(proof, Shortfall) and proof.counted is not None:
            parts.append(f"{counted(reason.people, 'person', 'people')} on it instead of {proof.counted}")
    if reason.later is not None and dates:
        parts.append(f"at least {counted(reason.later.days, 'working day')} later")
    return (
        parts[0]
        if len(parts) == 1
        else "".join(f"{part}, " for part in parts[:-1]) + f"or {parts[-1]}"
        if parts
        else ""
    )


def _somebody(proof: Shortfall | Cut) -> bool:
    return any(one.eligible for one in proof.asked)


def _more(teller: Teller, reason: Reason, proof: Shortfall | Cut) -> str:
    places = apart(reason.short, 0, teller.day)
    skills = listed(_skills(teller, tuple(a for a in proof.asked if a.job is not None)), "or")
    amount = tenths(reason.short, teller.day, places)
    if reason.short == proof.need_minutes - proof.have_minutes:
        places = apart(proof.need_minutes, proof.have_minutes, teller.day)
        amount = short_by(proof.need_minutes, proof.have_minutes, teller.day, places)
    text = f"{counted(amount, 'more day', 'more days', places)} of {skills}"
    if isinstance(proof, Shortfall) and proof.counted is not None:
        text += f" by the same {'person' if proof.counted == 1 else 'people'}"
    return f"{text} on top of the above" if reason.beside else text
