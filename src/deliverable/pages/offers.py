"""What we could say yes to, to a table: a line an offer, with its count, what each side gives and whom to ask."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from deliverable.answers.conditions import conditions_of
from deliverable.dataclass import dataclass
from deliverable.offers import Failed, Offer, Step
from deliverable.page import Block, Heading, Paragraph, Span, Table, say
from deliverable.pages.chance import of, scale
from deliverable.pages.naming import Names
from deliverable.pages.words import counted, listed, number, short_day, some, table_day, week_day

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


def tell_failed(names: Names, failed: tuple[Failed, ...]) -> Iterator[Block]:
    """Where nothing helps: what was tried, and why it doesn't."""
    del names
    yield Heading("What was tried, and doesn't make it")
    for why, told in WHY.items():
        moves = [CALLED[one.move] for one in failed if one.why == why]
        if moves:
            yield Paragraph((Span(f"- {told}: {listed(moves)}"),), 1, 1)


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
    return Words((f"all of it by {due}",), (counted(step.amount, "working day"),), (), ())


def _less_scope(names: Names, _offer: Offer, step: Step) -> Words:
    left = some(step.what)
    freed = f"{number(Fraction(step.amount) / names.book.firm.day)} days of work left out"
    return Words((f"without {left}",), (freed,), (), ())


def _phases(names: Names, _offer: Offer, step: Step) -> Words:
    asked, rest = (short_day(date.fromisoformat(day), names.today) for day in step.what[:2])
    waiting = step.what[2:]
    later = some(waiting) if len(waiting) <= NAMED else f"{len(waiting)} tasks that could wait"
    return Words((f"all must-haves by {asked}, the rest by {rest}",), (f"{later} later",), (), ())


def _fewer_conditions(names: Names, _offer: Offer, step: Step) -> Words:
    days = counted(step.amount, "working day")
    which = listed(step.what) if len(step.what) <= NAMED else f"all {len(step.what)} times"
    return Words((f"{names.client} decides within {days}",), (f"a decision within {days}, {which}",), (), ())


def _move_booking(names: Names, _offer: Offer, step: Step) -> Words:
    booking = names.book.bookings[step.what[0]]
    whose = [names.person(booking.owner)] if booking.owner else []
    ask = [*whose, *([booking.client] if booking.client else [])]
    days = counted(step.amount, "working day")
    return Words((f"{booking.client or booking.id} ({booking.id}) moves by {days}",), (), (), (", ".join(ask),))


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
    lost = pool.ramp_up.days * (1 - pool.ramp_up.at) if pool.ramp_up else Fraction(0)
    money = (
        ()
        if pool.cost is None
        else (f"{number(pool.cost * (step.amount + lost))} {names.book.firm.currency}".rstrip(),)
    )
    conditions = conditions_of(names.book, offer.deal, names.today, offer.verdict)
    asked = next((c.by for c in conditions if c.what == "contractor" and c.ids == (pool.id,)), None)
    by = "" if asked is None else f", by {table_day(asked, names.today)}"
    return Words((what,), (), money, (f"{names.pool(pool.id)}{by}",))


def _overtime(names: Names, _offer: Offer, step: Step) -> Words:
    who = listed([names.person(name) for name in step.what])
    return Words(
        (f"{who} {'works' if len(step.what) == 1 else 'work'} {step.amount} % longer",), (), ("overtime",), (who,)
    )


SAY: Mapping[str, Callable[[Names, Offer, Step], Words]] = {
    "later": _later,
    "less-scope": _less_scope,
    "phases": _phases,
    "fewer-conditions": _fewer_conditions,
    "move-booking": _move_booking,
    "release-hold": _release_hold,
    "contractor": _contractor,
    "overtime": _overtime,
}
CALLED = {
    "later": "a later date",
    "less-scope": "less scope",
    "phases": "the must-haves first",
    "fewer-conditions": "sooner decisions of the client",
    "move-booking": "moving another booking",
    "release-hold": "letting holds go",
    "contractor": "outside people",
    "overtime": "longer days",
}
WHY = {
    "short": "not enough, even as much of it as there can be",
    "late": "only later than they could live with",
    "fixed": "fixed by the deal",
    "none": "nothing of the kind would change anything",
    "never": "never proposed by the firm",
    "untried": "not tried, since the question is large",
}


def lead(names: Names, letter: str, offer: Offer) -> Iterator[Block]:
    """The lines above the whole story of an offer: what it is, what each side gives, and whom to ask."""
    words = in_words(names, offer)
    yield say(f"Offer {letter}: {_sentence(words.what)}.")
    for who, texts in ((f"{names.client} gives", words.client_gives), ("We give", words.we_give), ("Ask", words.ask)):
        if texts:
            yield Paragraph((Span(f"{who}: {'; '.join(texts)}"),), 1, 1)
