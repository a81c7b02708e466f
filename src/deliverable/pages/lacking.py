"""What an undecided answer lacks to sentences: what would settle it."""

from collections.abc import Callable, Iterator, Mapping

from deliverable.pages.naming import Names
from deliverable.pages.words import listed, week_day


def sentences(names: Names, reason: str) -> Iterator[str]:
    """What is lacking before there can be a verdict."""
    if reason == "question":
        for asked in names.answer.blocking:
            yield f"Open question: {asked.ask}" + (f" Why: {asked.why}." if asked.why else "")
        return
    yield SAY[reason](names)


def scope(_names: Names) -> str:
    """Nothing to be done."""
    return "It has no scope yet: tasks with their efforts would settle it."


def estimate(names: Names) -> str:
    """The requirements that nobody has estimated."""
    told = [f"{t.id} ({r.skill})" for t in names.deal.scope or () for r in t.effort or () if r.effort is None]
    return f"Nobody has estimated {listed(told)} yet: an effort or a range would settle it."


def due(_names: Names) -> str:
    """No date was asked for."""
    return "With a due date there will be a yes or a no."


def horizon(_names: Names) -> str:
    """The due date lies beyond what the engine looks at."""
    return "It can't be done within five years; further than that nobody's capacity is known."


def undecided(names: Names) -> str:
    """Between which dates the truth lies."""
    verdict = names.answer.verdict
    if verdict is None or verdict.problem is None or verdict.bracket is None:
        return ""
    problem, bracket = verdict.problem, verdict.bracket
    open_still = "neither a yes nor a no is proved"
    low = "" if bracket.no_sooner_than is None else week_day(problem.on(bracket.no_sooner_than), names.today)
    if bracket.earliest is None:
        return f"It can't end before {low}, and no plan was found: {open_still}."
    first = week_day(problem.on(bracket.earliest), names.today)
    if low == first:
        return f"Nothing ends before {first}, when our plan ends, but it misses a date on the way: {open_still}."
    between = f"The earliest finish lies between {low} (proved: nothing sooner) and {first} (a plan): {open_still}."
    if bracket.if_lapsed is None:
        return between
    return (
        f"{between} Should the holds lapse there is a plan for {week_day(problem.on(bracket.if_lapsed), names.today)}."
    )


def limit(_names: Names) -> str:
    """The search ended at its limit."""
    return "A longer search may settle it: --search-limit takes seconds."


def stopped(_names: Names) -> str:
    """Somebody interrupted the search."""
    return "You stopped the search; this is what is known so far."


SAY: Mapping[str, Callable[[Names], str]] = {
    "scope": scope,
    "estimate": estimate,
    "due": due,
    "horizon": horizon,
    "undecided": undecided,
    "limit": limit,
    "stopped": stopped,
}
