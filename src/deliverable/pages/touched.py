"""What an offer does to other people's bookings, to sentences: their new days, and what becomes of the deal behind."""

from collections.abc import Iterator

from deliverable.offers import Touched
from deliverable.pages.chance import of, scale
from deliverable.pages.naming import Names
from deliverable.pages.words import listed, short_day, week_day
from deliverable.verdict import Verdict


def tell_touched(names: Names, one: Touched) -> Iterator[str]:
    """What becomes of a booking that moves or a hold that is let go, and whose yes that needs."""
    whose = f"{one.client}'s {one.id}" if one.client else one.id
    if one.how == "moved" and one.new_first is not None and one.new_last is not None:
        was = f"{short_day(one.first, names.today)} to {short_day(one.last, names.today)}"
        now = f"{week_day(one.new_first, names.today)} to {week_day(one.new_last, names.today)}"
        until = "" if one.until is None else f"; it may move until {short_day(one.until, names.today)}"
        yield f"{whose} then runs from {now} instead of {was}{until}"
    else:
        yield f"{whose} is let go: {short_day(one.first, names.today)} to {short_day(one.last, names.today)}"
    yield behind(names, one)
    asked = [*([names.person(one.owner)] if one.owner else []), *([one.client] if one.how == "moved" else [])]
    yield f"it needs the yes of {listed([name for name in asked if name]) or 'whoever answers for it'}"


def behind(names: Names, one: Touched) -> str:
    """What is answered to the deal behind it, beside the offer."""
    if one.deal is None or one.verdict is None:
        return "nobody has written down what it needs, so only they can say what that does to it"
    asked = "" if one.deal.due is None else f" by {week_day(one.deal.due, names.today)}"
    return f"{one.deal.id}{asked}, asked anew beside this deal: {_answer(names, one.verdict)}"


def _answer(names: Names, verdict: Verdict) -> str:
    chance, problem = verdict.chance, verdict.problem
    if problem is None or chance is None:
        return "can't be told yet"
    held = "" if chance.on_time is None or not chance.trials else f", in {of(chance.on_time, scale(chance))}"
    if verdict.word == "yes":
        return f"still a yes{held}"
    words = {"no": "no longer as asked", "at-risk": f"at risk{held}", "unknown": "can't be told yet"}[verdict.word]
    if chance.holds_by is None:
        return words
    return f"{words}; by {week_day(problem.on(chance.holds_by), names.today)} it holds as often as asked"
