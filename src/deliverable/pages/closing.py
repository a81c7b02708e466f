"""A verdict to the question that the answer ends with: ask, don't demand."""

from collections.abc import Callable, Mapping
from datetime import date

from deliverable.engine.proofs import Chain, Shortfall
from deliverable.pages.dates import missed
from deliverable.pages.naming import Names
from deliverable.pages.words import listed, some, week_day
from deliverable.verdict import Verdict


def question(names: Names, verdict: Verdict) -> str:
    """What to ask next, and whom; nothing after a plain yes."""
    return ASK[verdict.word](names, verdict)


def which(names: Names) -> str:
    """What to ask when there are offers."""
    if len(names.answer.offers) == 1:
        return f"Would that suit {names.client}?"
    return f"Would A suit {names.client}? ({_again(names)} --offer A tells all of it)"


def _again(names: Names) -> str:
    """How to ask the same once more, with an option behind it."""
    return "the same with" if names.answer.understood else f"check {names.deal.id}"


def _yes(names: Names, verdict: Verdict) -> str:
    del verdict
    if not names.answer.conditions:
        return ""
    return f"Can {names.client} agree to that?" if names.deal.inputs else "Shall we agree on that before we promise it?"


def _at_risk(names: Names, verdict: Verdict) -> str:
    if not verdict.holds:
        return _by_chance(names, verdict)
    sources = [names.book.bookings.get(h) or names.book.promises.get(h) for h in verdict.holds]
    owners = listed([*dict.fromkeys(names.person(s.owner) for s in sources if s is not None and s.owner)])
    ends = [s.expires for s in sources if s is not None and s.expires is not None]
    if ends and owners:
        return f"Can {names.client} wait until {week_day(max(ends), names.today)}, when {owners} will know?"
    return f"Could {owners} say when it is decided?" if owners else "Who can say when it is decided?"


def _by_chance(names: Names, verdict: Verdict) -> str:
    """It fits, but not often enough: would the day do by which it is often enough?"""
    chance, problem = verdict.chance, verdict.problem
    if chance is None or problem is None or chance.holds_by is None:
        return f"What could {names.client} do without, or have later?"
    promised = problem.on(chance.holds_by)
    day = week_day(promised, names.today)
    if names.deal.flexibility.date == "fixed" or (names.deal.due is not None and promised <= names.deal.due):
        return f"What could {names.client} do without, or have later?"
    return f"Would {day} suit {names.client}?"


def _no(names: Names, verdict: Verdict) -> str:
    problem, bracket = verdict.problem, verdict.bracket
    late = missed(names, verdict)
    if problem is None or bracket is None:
        return ""
    if bracket.earliest is None:
        return _no_date(names, verdict)
    earliest = problem.on(bracket.earliest)
    promised = promised_day(verdict)
    if late and (names.deal.due is None or earliest <= names.deal.due):
        return f"Could {late[0][0]} end on {week_day(late[0][1], names.today)}?"
    if names.deal.flexibility.date == "fixed":
        return _fixed(names)
    lived_with = names.deal.latest_acceptable
    if promised is None:
        return f"What could {names.client} do without, or have later?"
    day = week_day(promised, names.today)
    if lived_with is not None and promised <= lived_with:
        return f"They could live with {week_day(lived_with, names.today)}: would {day} do?"
    if lived_with is not None:
        return f"They could live with {week_day(lived_with, names.today)}, and it would be {day}: what could be less?"
    return f"Would {day} suit {names.client}?"


def promised_day(verdict: Verdict) -> date | None:
    """The day that could be promised: on which the plan has ended as often as was asked, not on the likely figures
    alone. None where there is no such day.
    """
    chance, problem, bracket = verdict.chance, verdict.problem, verdict.bracket
    if problem is None or bracket is None or bracket.earliest is None:
        return None
    if chance is None or not chance.trials:
        return problem.on(bracket.earliest)
    return None if chance.holds_by is None else problem.on(chance.holds_by)


def _fixed(names: Names) -> str:
    """The date can't move: what could come later?"""
    later = [t.id for t in names.deal.scope or () if t.priority in ("could", "should")]
    if later:
        which = later[0] if len(later) == 1 else f"any of {some(later, 'or')}"
        return f"The date is fixed: could {which} come later for {names.client}?"
    return f"The date is fixed: what could {names.client} do without, or have later?"


def _no_date(names: Names, verdict: Verdict) -> str:
    proof, problem = verdict.proof, verdict.problem
    if problem is None:
        return ""
    if isinstance(proof, Shortfall) and len(proof.asked) == 1 and not proof.asked[0].eligible:
        skill, level = proof.asked[0].skill, proof.asked[0].level
        holders = [names.person(p.id) for p in names.book.people.values() if p.skills.get(skill, 0) >= level]
        if holders:
            return f"Could {listed(holders[:3], 'or')} do it after all?"
        if any(skill in c.skills for c in names.book.contractors.values()):
            return "Shall we ask outside, or would less do?"
        if any(skill in p.skills for p in names.book.people.values()):
            return "Would a lower level do, or shall we look outside?"
        return f"Who outside could bring {skill}?"
    if isinstance(proof, Chain) and problem.jobs[proof.links[-1].job].fixed is not None:
        return f"Could {problem.jobs[proof.links[-1].job].id} be on another day?"
    return f"What matters most to {names.client}, so that we can look for another way?"


def _unknown(names: Names, verdict: Verdict) -> str:
    owner = names.person(names.deal.owner) if names.deal.owner else "somebody"
    if "question" in verdict.reasons:
        return f"Could {owner} find out? ({_again(names)} --assume answers anyway, and says so)"
    if "scope" in verdict.reasons or "estimate" in verdict.reasons:
        return "Who could estimate it?"
    if "due" in verdict.reasons:
        return f"Which day does {names.client} need it by?"
    if verdict.problem is None or verdict.bracket is None or verdict.bracket.earliest is None:
        return ""
    return f"Would {week_day(verdict.problem.on(verdict.bracket.earliest), names.today)} suit {names.client}?"


ASK: Mapping[str, Callable[[Names, Verdict], str]] = {"yes": _yes, "at-risk": _at_risk, "no": _no, "unknown": _unknown}
