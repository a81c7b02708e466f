"""What we could say yes to, to a table: a line an offer, with its count, what each side gives and whom to ask."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from deliverable.answers.conditions import conditions_of
from deliverable.dataclass import dataclass
from deliverable.offers import Offer, Step
from deliverable.offers.contractor import price, reserve
from deliverable.page import Block, Heading, Paragraph, Span, Table, say
from deliverable.pages.chance import of, scale
from deliverable.pages.naming import Names
from deliverable.pages.touched import tell_touched
from deliverable.pages.words import counted, days, listed, number, percent, short_day, some, table_day, week_day
from deliverable.supply import overtime_days

LETTERS = "ABCDEFGH"
NAMED = 2


@dataclass(frozen=True, slots=True)
class Words:
    """An offer in words: what it is, what the client gives, what we give, and whom to ask."""

    what: tuple[str, ...]
    client_gives: tuple[str, ...]
    we_give: tuple[str, ...]
    ask: tuple[str, ...]


def tell_offers(names: Names, offers: tuple[Offer, ...]) -> Iterator[Block]:
    """The heading and a row for each offer."""
    yield Heading("Yes, if …")
    rows = []
    for letter, offer in zip(LETTERS, offers, strict=False):
        words = in_words(names, offer)
        rows.append(
            (letter, _sentence(words.what), held(offer), _or_dash(words.client_gives), _or_dash(words.we_give),
             _or_dash(words.ask))
        )  # fmt: skip
    header = ("", "", "holds in", "the client gives", "we give", "ask")
    yield Table(header, tuple(rows), (False,) * len(header))


def held(offer: Offer) -> str:
    """In how many of 20 such projects an offer holds; nothing where nothing is in doubt."""
    chance = offer.verdict.chance
    if chance is None or chance.on_time is None or not chance.trials:
        return "-"
    return of(chance.on_time, scale(chance))


def in_words(names: Names, offer: Offer) -> Words:
    """What an offer is and costs whom."""
    parts = [SAY[step.move](names, offer, step) for step in offer.steps]
    return Words(*(tuple(text for part in parts for text in getattr(part, key)) for key in Words.__slots__))


def _sentence(parts: tuple[str, ...]) -> str:
    return ", and ".join(parts)


def _or_dash(texts: tuple[str, ...]) -> str:
    return "; ".join(texts) or "-"


# --- one by one -------------------------------------------------------------------------------------------------------


def _later(names: Names, _offer: Offer, step: Step) -> Words:
    due = week_day(date.fromisoformat(step.what[0]), names.today)
    return Words((f"all of it by {due}",), (f"{counted(step.amount, 'working day')} more",), (), ())


def _later_start(names: Names, _offer: Offer, step: Step) -> Words:
    start, due = (week_day(date.fromisoformat(day), names.today) for day in step.what)
    later = f"begins and ends {counted(step.amount, 'working day')} later"
    return Words((f"all of it between {start} and {due}",), (later,), (), ())


def _less_scope(names: Names, _offer: Offer, step: Step) -> Words:
    left = some(step.what)
    freed = f"{number(Fraction(step.amount) / names.book.firm.day)} days of work left out"
    return Words((f"without {left}",), (freed,), (), ())


def _phases(names: Names, _offer: Offer, step: Step) -> Words:
    asked, rest = (short_day(date.fromisoformat(day), names.today) for day in step.what[:2])
    waiting = step.what[2:]
    later = some(waiting) if len(waiting) <= NAMED else f"{len(waiting)} tasks that could wait"
    return Words((f"all must-haves by {asked}, the rest by {rest}",), (f"{later} later",), (), ())


def _fewer_conditions(names: Names, offer: Offer, step: Step) -> Words:
    within = counted(step.amount, "working day")
    if step.changes[0].path[0] == "inputs":
        return _inputs(names, offer, step)
    which = listed(step.what) if len(step.what) <= NAMED else f"all {len(step.what)} times"
    return Words((f"{names.client} decides within {within}",), (f"a decision within {within}, {which}",), (), ())


def _inputs(names: Names, offer: Offer, step: Step) -> Words:
    given = [i for i in offer.deal.inputs if i.id in step.what]
    when = listed([f"{i.what or i.id} by {week_day(i.by, names.today)}" for i in given if i.by is not None])
    sooner = f"{counted(step.amount, 'working day')} sooner"
    return Words((f"{names.client} gives {when}",), (f"{listed(step.what)} {sooner}",), (), ())


def _other_people(names: Names, offer: Offer, step: Step) -> Words:
    tasks = [what.partition(": ")[0] for what in step.what]
    amount = number(Fraction(step.amount) / names.book.firm.day)
    guides = listed([names.person(name) for name in guiding(offer, tasks)])
    given = f"{amount} days more work" + (f", {guides} guiding" if guides else "")
    ways: dict[str, list[str]] = {}
    for what in step.what:
        task, _, way = what.partition(": ")
        ways.setdefault(way, []).append(task)
    told = listed([f"{way} for {some(doing, most=3)}" for way, doing in ways.items()])
    return Words((told,), (), (given,), ())


def guiding(offer: Offer, tasks: list[str]) -> list[str]:
    """Who guides others in a plan: whoever does the last parts of a task that others do."""
    plan, problem = offer.verdict.plan, offer.verdict.problem
    if plan is None or problem is None:
        return []
    last: dict[str, int] = {}
    for task in offer.deal.scope or ():
        if task.id in tasks:
            last[task.id] = len(task.effort or ()) - tasks.count(task.id)
    found = [
        problem.workers[work.worker].person
        for work in plan.work
        if work.index >= last.get(problem.jobs[work.job].id, work.index + 1)
    ]
    return list(dict.fromkeys(found))


def _move_booking(names: Names, _offer: Offer, step: Step) -> Words:
    booking = names.book.bookings[step.what[0]]
    whose = [names.person(booking.owner)] if booking.owner else []
    ask = [*whose, *([booking.client] if booking.client else [])]
    moved = counted(step.amount, "working day")
    return Words((f"{booking.client or booking.id} ({booking.id}) moves by {moved}",), (), (), (", ".join(ask),))


def _release_hold(names: Names, _offer: Offer, step: Step) -> Words:
    sources = [names.book.bookings.get(name) or names.book.promises.get(name) for name in step.what]
    owners = [names.person(s.owner) for s in sources if s is not None and s.owner]
    what = f"{listed([names.short_hold(name) for name in step.what])} {'is' if len(step.what) == 1 else 'are'} let go"
    return Words((what,), (), (), (listed(list(dict.fromkeys(owners))),) if owners else ())


def _contractor(names: Names, offer: Offer, step: Step) -> Words:
    pool = names.book.contractors[step.what[0]]
    use = next(use for use in offer.deal.extras.contractors if use.pool == pool.id)
    first = table_day(use.first, names.today)
    what = f"{names.pool(pool.id)} for {counted(step.amount, 'day')} from {first}"
    cost = price(pool, step.amount)
    money = () if cost is None else (_money(names, cost),)
    left = reserve(offer.deal)
    above = () if cost is None or left is None or cost <= left else (f"{_money(names, cost - left)} above the budget",)
    conditions = conditions_of(names.book, offer.deal, names.today, offer.verdict)
    asked = next((c.by for c in conditions if c.what == "contractor" and c.ids == (pool.id,)), None)
    by = "" if asked is None else f", by {table_day(asked, names.today)}"
    return Words((what,), above, money, (f"{names.pool(pool.id)}{by}",))


def _money(names: Names, amount: Fraction) -> str:
    return f"{number(amount)} {names.book.firm.currency}".rstrip()


def _overtime(names: Names, _offer: Offer, step: Step) -> Words:
    who = listed([names.person(name) for name in step.what])
    return Words(
        (f"{who} {'works' if len(step.what) == 1 else 'work'} {step.amount} % longer",), (), ("overtime",), (who,)
    )


SAY: Mapping[str, Callable[[Names, Offer, Step], Words]] = {
    "later": _later,
    "later-start": _later_start,
    "less-scope": _less_scope,
    "phases": _phases,
    "fewer-conditions": _fewer_conditions,
    "other-people": _other_people,
    "move-booking": _move_booking,
    "release-hold": _release_hold,
    "contractor": _contractor,
    "overtime": _overtime,
}


def lead(names: Names, letter: str, offer: Offer) -> Iterator[Block]:
    """The lines above the whole story of an offer: what it is, what each side gives, and whom to ask."""
    words = in_words(names, offer)
    yield say(f"Offer {letter}: {_sentence(words.what)}.")
    for who, texts in ((f"{names.client} gives", words.client_gives), ("We give", words.we_give), ("Ask", words.ask)):
        if texts:
            yield Paragraph((Span(f"{who}: {'; '.join(texts)}"),), 1, 1)
    for step in offer.steps:
        for text in TERMS.get(step.move, _no_terms)(names, offer, step):
            yield Paragraph((Span(text),), 1, 1)
    for one in offer.touched:
        first, *others = tell_touched(names, one)
        yield Paragraph((Span(f"{first[0].upper()}{first[1:]}; {'; '.join(others)}."),), 1, 1)
    yield say(_smallest(offer), indent=1)


def _smallest(offer: Offer) -> str:
    """Whether anything milder of the same kind was refuted, or this is only the smallest that was found."""
    if all(step.least for step in offer.steps):
        return "Nothing milder of this kind holds as often as asked."
    return "This is the smallest of its kind that was found; a milder one was not ruled out."


def _no_terms(_names: Names, _offer: Offer, _step: Step) -> Iterator[str]:
    return iter(())


def _pool_terms(names: Names, _offer: Offer, step: Step) -> Iterator[str]:
    """How long a pool takes to come, to find its way in, and how much of it there is."""
    pool = names.book.contractors[step.what[0]]
    parts = [f"{counted(pool.lead_time, 'day')} from asking to the first day"] if pool.lead_time else []
    if pool.ramp_up:
        share = percent(pool.ramp_up.at)
        parts.append(f"{counted(pool.ramp_up.days, 'working day')} at {share} to find their way in, paid in full")
    if pool.most:
        parts.append(f"at most {days(pool.most.likely, names.book.firm.day)} days a month")
    if parts:
        yield f"{names.pool(pool.id)[0].upper()}{names.pool(pool.id)[1:]}: {', '.join(parts)}."


def _overtime_terms(names: Names, offer: Offer, step: Step) -> Iterator[str]:
    """When the longer days are, and what the policy allows."""
    policy, problem = names.book.firm.overtime, offer.verdict.problem
    extra = offer.deal.extras.overtime[step.what[0]]
    if policy is None or problem is None:
        return
    first, last = overtime_days(problem.question, offer.deal.due, extra.first, extra.last)
    weeks = f" for at most {counted(policy.weeks, 'week')}" if policy.weeks else ""
    when = f"{week_day(first, names.today)} to {week_day(last, names.today)}"
    yield f"Longer days from {when}; the firm allows {percent(policy.share)}{weeks}."


def _other_terms(names: Names, _offer: Offer, step: Step) -> Iterator[str]:
    """What it costs when others do it, and who says so."""
    price = names.book.firm.other_people
    said = "as the firm says" if "other_people" in names.book.firm.said else "assumed; firm.other_people says otherwise"
    guiding = f"{percent(price.guiding)} of the work a level for whoever guides"
    yield f"A level below takes {percent(price.longer)} longer, with {guiding} ({said})."
    for way in dict.fromkeys(what.partition(": ")[2] for what in step.what):
        now, _, before = way.partition(" instead of ")
        near = names.book.skills[before].near if before in names.book.skills else {}
        skill = now.partition(" at level ")[0]
        if skill in near:
            yield f"{skill} for {before} takes {percent(near[skill])} longer, as skills.{before}.near says."


TERMS: Mapping[str, Callable[[Names, Offer, Step], Iterator[str]]] = {
    "contractor": _pool_terms,
    "overtime": _overtime_terms,
    "other-people": _other_terms,
}
