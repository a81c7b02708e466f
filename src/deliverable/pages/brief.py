"""The answer to one deal to a few words: what stands in the way, or what it hangs on."""

from deliverable.answers.check import CheckAnswer
from deliverable.engine.proofs import Searched, Shortfall
from deliverable.pages import conditions, lacking
from deliverable.pages.chance import HANGS
from deliverable.pages.naming import Names
from deliverable.pages.reasons import short_of
from deliverable.pages.teller import Teller
from deliverable.pages.words import counted, listed
from deliverable.supply import Supply
from deliverable.verdict import Verdict

NAMED = 2
"""So many holds are named."""


def brief(answer: CheckAnswer) -> str:
    """A line about a deal beside others; nothing where nothing stands in the way."""
    if answer.verdict is None:
        return f"{counted(len(answer.faults), 'fault')} in the data could change it: {answer.faults[0].message}"
    names, verdict = Names(answer), answer.verdict
    if verdict.word == "unknown":
        return next((text for reason in verdict.reasons for text in lacking.sentences(names, reason)), "").rstrip(".")
    if verdict.word == "no":
        return _why_not(names, verdict)
    if verdict.word == "at-risk":
        return _at_risk(names, verdict)
    needed = conditions.sentences(names)
    more = f", and {counted(len(needed) - 1, 'condition')} more" if len(needed) > 1 else ""
    return f"if {needed[0]}{more}" if needed else ""


def _why_not(names: Names, verdict: Verdict) -> str:
    """The reason of a no, the first of them."""
    if verdict.problem is None or verdict.proof is None or isinstance(verdict.proof, Searched):
        return "every possibility was ruled out"
    supply = Supply(verdict.problem.question, certain=False) if verdict.side is None else verdict.side.capacity.supply
    teller = Teller(names, verdict.problem, supply)
    said = short_of(teller, verdict.proof)
    if isinstance(verdict.proof, Shortfall):
        able = list(dict.fromkeys(teller.worker(have.worker) for have in verdict.proof.have if have.minutes))
        said += f" ({listed(able)})" if 0 < len(able) <= NAMED else ""
    return said


def _at_risk(names: Names, verdict: Verdict) -> str:
    if verdict.holds:
        held = [names.short_hold(name) for name in verdict.holds[:NAMED]]
        held += [f"{len(verdict.holds) - NAMED} more"] if len(verdict.holds) > NAMED else []
        return f"only if {listed(held)} {'lapses' if len(verdict.holds) == 1 else 'lapse'}"
    chance = verdict.chance
    hangs = chance.hangs if chance is not None else ()
    hang = next((hang for hang in hangs if hang.what != "whole"), None)  # that all takes longer goes without saying
    return "" if hang is None else f"hangs most on whether {HANGS[hang.what](names, hang)}"
