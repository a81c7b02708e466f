"""What somebody more would change to a sentence."""

from collections.abc import Iterator

from deliverable.engine.marginal import Extra, Help
from deliverable.engine.problem import Need
from deliverable.engine.proofs import Asked, Chain, Shortfall
from deliverable.page import Paragraph, say
from deliverable.pages.reasons import short_of
from deliverable.pages.teller import Teller
from deliverable.pages.words import counted, listed, week_day

COUNTS = ("No", "One", "Two", "Three")
NTH = ("", "", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def tell_more(teller: Teller, helped: Help) -> Iterator[Paragraph]:
    """Who more would make it, and for how long; or that nobody more would."""
    if not helped.makes_it:
        yield say(f"Even {_even(helped.people)} would not make it (proved){_still(teller, helped)}.", indent=2)
    elif len(helped.people) == 1:
        yield say(_one(teller, helped, helped.people[0]), indent=2)
    else:
        yield say(f"{_several(teller, helped.people)} would make it together.", indent=2)


def _one(teller: Teller, helped: Help, extra: Extra) -> str:
    nth = _nth(extra.kind.eligible + 1)
    who = f"A {nth} person" if nth else "One more person"
    if not extra.kind.eligible:
        known = any(p.skills.get(extra.kind.skill, 0) >= extra.kind.level for p in teller.book.people.values())
        who = "Somebody else" if known else "Somebody"
    text = f"{who} {_with(extra)} {_stay(teller, extra)} makes it"
    if helped.another is None:
        return f"{text}."
    another = _nth(extra.kind.eligible + 2)
    also = f"a {another}" if another else "another"
    if helped.another.plan is None:
        return f"{text}; {also} buys nothing."
    sooner = helped.another.problem.on(helped.another.plan.finish)
    return f"{text}; {also} would end it on {week_day(sooner, teller.near)}."


def _several(teller: Teller, people: tuple[Extra, ...]) -> str:
    """Two more people with php for 2 working days; one more person with php for 2 working days and one with react …"""
    told = list(dict.fromkeys(f"{_with(extra)} {_stay(teller, extra)}" for extra in people))
    if len(told) == 1:
        return f"{COUNTS[len(people)]} more people {told[0]}"
    return f"One more person {listed([told[0], *(f'one {one}' for one in told[1:])])}"


def _nth(number: int) -> str:
    """Second, third …; nothing for the first, and for more than anybody counts."""
    return NTH[number] if 1 < number < len(NTH) else ""


def _with(extra: Extra) -> str:
    kind = extra.kind
    skills = [(kind.skill, kind.level), *((other.skill, other.level) for other in kind.also)]
    return "with " + listed([f"{skill} (level {level})" if level > 1 else skill for skill, level in skills])


def _stay(teller: Teller, extra: Extra) -> str:
    return f"for {counted(extra.days, 'working day')} from {week_day(extra.first, teller.near)}"


def _still(teller: Teller, helped: Help) -> str:
    """What still stands in the way with them there where it isn't how many there are: tasks in a row, or how many may
    share one.
    """
    problem, proof = helped.found.problem, helped.found.proof
    there = Teller(teller.names, problem, teller.supply)
    if isinstance(proof, Chain):
        needs = [(link.job, need) for link in proof.links for need in problem.jobs[link.job].needs]
        few = [(job, need) for job, need in needs if need.people < len(need.eligible)]
        most = max(few, key=lambda found: found[1].minutes, default=None)
        return f": {short_of(there, proof)}" + (f"; {_at_most(there, *most)}" if most else "")
    if isinstance(proof, Shortfall) and proof.counted is not None and (job := proof.asked[0].job) is not None:
        return f": {_at_most(there, job, proof.asked[0])}"
    return ""


def _at_most(teller: Teller, job: int, need: Need | Asked) -> str:
    """How many may share a task, and whether somebody has said so."""
    of = teller.problem.jobs[job]
    task = next(t for t in teller.problem.question.deals[of.deal].scope or () if t.id == of.id)
    said = (task.effort or ())[need.index].people is not None
    most = counted(need.people, "person", "people")
    return f"at most {most} may share {teller.task(job)}{'' if said else ' (nobody said otherwise)'}"


def _even(people: tuple[Extra, ...]) -> str:
    """One more person with react and one with php; two more people with php."""
    kinds = list(dict.fromkeys(_with(extra) for extra in people))
    if len(kinds) == 1 and len(people) > 1:
        return f"two more people {kinds[0]}"
    return f"one more person {listed([kinds[0], *(f'one {kind}' for kind in kinds[1:])])}"
