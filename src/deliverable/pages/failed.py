"""Where nothing helps: which moves were tried and why each fails, and what would have to exist, to sentences."""

from collections.abc import Iterator
from datetime import timedelta

from deliverable.engine.proofs import Shortfall
from deliverable.offers import Failed
from deliverable.page import Block, Heading, Paragraph, Span
from deliverable.pages.naming import Names
from deliverable.pages.words import counted, listed, percent, week_day
from deliverable.verdict import Verdict

CALLED = {
    "later": "a later date",
    "later-start": "a later start with a later date",
    "less-scope": "less scope",
    "phases": "the must-haves first",
    "fewer-conditions": "sooner decisions and inputs of the client",
    "other-people": "others of a lower level or a skill nearby",
    "move-booking": "moving another booking",
    "release-hold": "letting holds go",
    "contractor": "outside people",
    "overtime": "longer days",
}
ALIKE = {
    "never": "the firm never offers it",
    "untried": "not tried, since the question is large",
    "fixed": "the deal says that it is fixed",
}
NONE = {
    "less-scope": "all of it is a must",
    "phases": "there is nothing that could come later than the must-haves",
    "fewer-conditions": "nothing waits for them",
    "other-people": "nobody of a lower level, and no skill that the catalogue calls near, could do it",
    "move-booking": "no booking of those whose time is short may move",
    "release-hold": "no hold takes time of those whose time is short",
    "contractor": "no pool that could come in time has the skills",
    "overtime": "the firm has no policy for it, or too many people would have to",
}
SHORT = {
    "later-start": "no start was found from which the time is enough",
    "less-scope": "not even the must-haves alone hold as often as asked",
    "phases": "the must-haves alone don't hold as often as asked by then",
    "fewer-conditions": "not even if they decide and give all of it at once",
    "other-people": "not enough, even where they do all that they could",
    "move-booking": "not enough, even as far as it may move",
    "release-hold": "not enough, even with all of them gone",
    "contractor": "not enough, even as many days as there is work for",
}


def tell_failed(names: Names, verdict: Verdict, failed: tuple[Failed, ...]) -> Iterator[Block]:
    """A line for each move, those that fail for the same reason in one; then what hiring would do."""
    yield Heading("What was tried, and doesn't make it")
    told: dict[str, list[str]] = {}
    for one in failed:
        told.setdefault(_why(names, verdict, one), []).append(CALLED[one.move])
    for why, moves in told.items():
        yield Paragraph((Span(f"- {listed(moves)}: {why}"),), 1, 1)
    hiring = _hiring(names, verdict)
    if hiring:
        yield Paragraph((Span(hiring),), 1, 1)


def _why(names: Names, verdict: Verdict, one: Failed) -> str:
    if one.why in ALIKE:
        return ALIKE[one.why]
    if one.move in ("later", "later-start") and (nobody := _nobody(verdict)):
        return f"on no day of the next five years, since {nobody}"
    if one.why == "late":
        return _late(names, verdict)
    if one.why == "none":
        return NONE[one.move]
    if one.move == "later":
        return "no day was found by which it holds as often as asked"
    if one.move == "overtime":
        policy = names.book.firm.overtime
        return f"not enough, even as much as the firm allows ({percent(policy.share) if policy else '0 %'})"
    return SHORT[one.move]


def _nobody(verdict: Verdict) -> str:
    """Skills that nobody has, from the reasons of the no."""
    lacking: dict[str, None] = {}
    for reason in verdict.binding:
        if isinstance(reason.proof, Shortfall):
            for part in reason.proof.asked:
                if not part.eligible:
                    level = f" at level {part.level}" if part.level > 1 else ""
                    lacking[f"{part.skill}{level}"] = None
    return f"nobody who may do it has {listed(list(lacking))}" if lacking else ""


def _late(names: Names, verdict: Verdict) -> str:
    latest, chance, problem = names.deal.latest_acceptable, verdict.chance, verdict.problem
    if latest is None or chance is None or problem is None or chance.holds_by is None:
        return "only later than they could live with"
    day = week_day(problem.on(chance.holds_by), names.today)
    return f"they could live with {week_day(latest, names.today)}, and it would be {day}"


def _hiring(names: Names, verdict: Verdict) -> str:
    """Whether somebody who would make it could be hired in time."""
    if verdict.more is None or not verdict.more.makes_it:
        return ""
    policy = names.book.firm.hires
    first = names.today + timedelta(days=policy.lead_time)
    needed = min(extra.first for extra in verdict.more.people)
    said = "" if "hires" in names.book.firm.said else ", assumed"
    hired = f"somebody whom we decide to hire today comes {counted(policy.lead_time, 'day')} later{said}"
    if first > needed:
        there = week_day(needed, names.today)
        come = f"{hired}, on {week_day(first, names.today)}"
        return f"Whoever makes it above begins on {there}; {come}. Whether that is soon enough was not looked at."
    return f"{hired[0].upper()}{hired[1:]}, on {week_day(first, names.today)}: in time to make it."
