"""The answers to several deals to a page: whether all fit together first, then each in a line, then why and which."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil

from deliverable.answers.check import CheckAnswer
from deliverable.answers.several import Row, Several
from deliverable.answers.together import Choice, Together, worth
from deliverable.book import Deal
from deliverable.engine.chance import Chance
from deliverable.engine.proofs import Cut, Searched, Shortfall
from deliverable.page import Blank, Block, Heading, Headline, Page, Paragraph, Span, Table, Tone, say
from deliverable.pages.chance import DOTS, NEARLY, count, dots, of, scale
from deliverable.pages.naming import Names
from deliverable.pages.proof import tell
from deliverable.pages.teller import Teller
from deliverable.pages.words import apart, counted, days, listed, number, short_day, some, tenths
from deliverable.supply import Supply
from deliverable.verdict import Verdict

ANSWERS = {"yes": "yes", "at-risk": "at risk", "no": "not as asked", "unknown": "can't tell yet", None: "faults"}
NAMED = 6
"""So many deals are named, more are counted."""
HOLDS = 3
SHOWN = 12
"""Of so many deals a line says what stands in the way."""
HEADER = ("deal", "client", "asked by", "answer", "earliest", "holds in", "worth")
CLIENT, EARLIEST, WORTH = 1, 4, 6


def page(answer: Several) -> Page:
    """What `check` says about several deals."""
    if not answer.rows:
        return Page((Headline("NO OPEN DEALS", "there is nothing to be checked", Tone.PLAIN), *_left_out(answer)))
    blocks: list[Block] = [_headline(answer), Blank(), _table(answer)]
    lines = sorted((row for row in answer.rows if _is_told(answer, row)), key=_urgency)
    if lines:
        blocks.append(Blank())
        blocks.extend(_item(f"{row.deal.id}: {row.brief}") for row in lines[:SHOWN])
    if len(lines) > SHOWN:
        blocks.append(_item(f"and {len(lines) - SHOWN} more (deliverable check DEAL tells all of one)"))
    if answer.together is not None:
        blocks.extend((Blank(), Heading("Together"), *_together(answer, answer.together)))
    blocks.extend((Blank(), say(_more(answer), Tone.QUIET)))
    blocks.extend(_left_out(answer))
    return Page(tuple(blocks))


def _item(text: str) -> Paragraph:
    return Paragraph((Span(f"- {text}"),), 1, 1)


def _is_told(answer: Several, row: Row) -> bool:
    """Whether a deal has a line of its own: of many only those that something stands in the way of."""
    stopped = row.own is not None and (row.own.word in (None, "no", "unknown") or bool(row.own.holds))
    return bool(row.brief) and (stopped or len(answer.rows) <= SHOWN)


def _urgency(row: Row) -> int:
    """What can't be done comes before what hangs on something."""
    word = None if row.own is None else row.own.word
    return (None, "no", "unknown", "at-risk", "yes").index(word)


# --- the first line ---------------------------------------------------------------------------------------------------


def _headline(answer: Several) -> Headline:
    joint = answer.together
    if answer.stopped:
        known, deals = sum(row.own is not None for row in answer.rows), len(answer.rows)
        more = ", and not whether they fit together" if known == deals else ""
        return Headline("STOPPED", f"{known} of {deals} deals were looked at{more}", Tone.WARN)
    if joint is None and len(answer.rows) == 1:
        row = answer.rows[0]
        word = "" if row.own is None else ANSWERS[row.own.word].upper()
        return Headline(word, f"{row.deal.id}: there is no other deal to put it together with", Tone.PLAIN)
    if joint is None:
        many = counted(len(answer.rows), "deal")
        return Headline(many.upper(), "fewer than two have an answer, so there is nothing to put together", Tone.WARN)
    every = _all(joint)
    word, tone = {
        "yes": (f"YES, {every.upper()}{', IF …' if _conditions(answer, joint) else ''}", Tone.GOOD),
        "at-risk": (f"AT RISK, {every.upper()}", Tone.WARN),
        "no": (f"NOT {every.upper()}", Tone.BAD),
        "unknown": ("CAN'T TELL YET", Tone.WARN),
    }[joint.verdict.word]
    return Headline(word, _rest(answer, joint), tone)


def _all(joint: Together) -> str:
    return "both" if len(joint.asked) == 2 else f"all {len(joint.asked)}"


def _conditions(answer: Several, joint: Together) -> int:
    """How many conditions the deals have, all in all."""
    asked = set(_names(joint.asked))
    return sum(row.own.conditions for row in answer.rows if row.own is not None and row.deal.id in asked)


def _rest(answer: Several, joint: Together) -> str:
    """What can be promised, in the same breath."""
    if joint.verdict.word == "yes":
        return f"{_called(answer, _names(joint.asked))} can be promised together"
    for choice in joint.fits:
        if len(choice.deals) < len(joint.asked):
            return _fit(answer, choice)
    if joint.verdict.word == "at-risk":
        return f"{_called(answer, _names(joint.asked))}: there is a plan, and it holds less often than asked"
    return (
        f"{_called(answer, _names(joint.asked))}: none fits as asked"
        if joint.verdict.word == "no"
        else (f"whether {_called(answer, _names(joint.asked))} fit together")
    )


def _fit(answer: Several, choice: Choice) -> str:
    """Which deals can be promised, or would fit at a risk."""
    names, alone = _called(answer, choice.deals), len(choice.deals) == 1
    only, together = ("only ", "") if alone else ("", " together")
    if choice.word == "yes":
        return f"{only}{names} can be promised as asked{together}"
    return f"{only}{names} would fit{together}, at risk"


def _names(deals: Sequence[Deal]) -> tuple[str, ...]:
    return tuple(deal.id for deal in deals)


def _called(answer: Several, names: Sequence[str]) -> str:
    """The names of some deals in the order of the table, or how many of how many they are."""
    if len(names) <= NAMED:
        return listed([row.deal.id for row in answer.rows if row.deal.id in names])
    return f"{len(names)} of the {len(answer.rows)}" if len(names) < len(answer.rows) else f"all {len(names)}"


# --- each alone -------------------------------------------------------------------------------------------------------


def _table(answer: Several) -> Table:
    """A row for each deal; a column that no deal fills is left out."""
    rows = [_row(answer, row) for row in answer.rows]
    filled = [n for n in range(len(HEADER)) if n == 0 or any(row[n] not in ("", "-") for row in rows)]
    keep = {n: at for at, n in enumerate(filled)}
    return Table(
        tuple(HEADER[n] for n in filled),
        tuple(tuple(row[n] for n in filled) for row in rows),
        tuple(n == WORTH for n in filled),
        spare=tuple(keep[n] for n in (CLIENT, EARLIEST) if n in keep),
    )


def _row(answer: Several, row: Row) -> tuple[str, ...]:
    deal, own = row.deal, row.own
    due = "-" if deal.due is None else short_day(deal.due, answer.today)
    money = number(worth(deal), 0) if deal.value is not None else "-"
    if own is None:
        return (deal.id, deal.client, due, "not looked at", "-", "-", money)
    word = "yes, if" if own.word == "yes" and own.conditions else ANSWERS[own.word]
    earliest, holds = "-", "-"
    if own.claim is not None:
        said = own.claim["finish"]["earliest"]
        earliest = "-" if said is None else short_day(type(answer.today).fromisoformat(said), answer.today)
        chance = own.claim["chance"]
        holds = "-" if not chance or chance["on_time"] is None else of(chance["on_time"], DOTS)
        holds = holds.replace("fewer than ", "<")
    return (deal.id, deal.client, due, word, earliest, holds, money)


# --- together ---------------------------------------------------------------------------------------------------------


def _together(answer: Several, joint: Together) -> Iterator[Block]:
    yield from _VERDICTS[joint.verdict.word](answer, joint)
    if joint.verdict.word == "yes":
        return
    others = [choice for choice in joint.fits if len(choice.deals) < len(joint.asked)]
    for choice in others:
        yield from _choice(answer, joint, choice)
    if not joint.fits:
        untold = any(row.own is not None and row.own.word == "unknown" for row in answer.rows)
        yield say(
            "No set of those that can be told fits." if untold else "No set of them fits, not even one alone.", indent=1
        )
    if others or joint.stopped:
        yield say(_how_sure(joint, others), Tone.QUIET, 1)


def _yes(answer: Several, joint: Together) -> Iterator[Block]:
    yield say(f"There is one plan for {_all(joint)}: nobody is needed twice.", indent=1)
    if many := _conditions(answer, joint):
        told = f"That hangs on {counted(many, 'condition')} of theirs; deliverable check DEAL lists those of one."
        yield say(told, indent=1)
    yield from _holds(joint, joint.verdict)


def _at_risk(answer: Several, joint: Together) -> Iterator[Block]:
    verdict = joint.verdict
    if verdict.holds:
        yield say(f"There is one plan for {_all(joint)}, {_only_if(answer, joint, verdict)}.", indent=1)
    else:
        yield say(f"There is one plan for {_all(joint)} on the likely figures.", indent=1)
    yield from _holds(joint, verdict)


def _only_if(answer: Several, joint: Together, verdict: Verdict) -> str:
    """The holds that must lapse; of many how many they are."""
    names = _speaker(answer, joint)
    held = list(dict.fromkeys(names.short_hold(name) for name in verdict.holds))
    told = f"{len(verdict.holds)} holds" if len(held) > HOLDS else listed(held)
    return f"only if {told} {'lapses' if len(verdict.holds) == 1 else 'lapse'}"


def _no(answer: Several, joint: Together) -> Iterator[Block]:
    alone = [row.deal.id for row in answer.rows if row.own is not None and row.own.word == "no"]
    if alone:
        yield say(f"{_capital(some(alone))} can't be done as asked even alone.", indent=1)
        return
    verdict = joint.verdict
    if verdict.problem is None or verdict.proof is None:
        return
    side = verdict.side
    supply = Supply(verdict.problem.question, certain=False) if side is None else side.capacity.supply
    teller = Teller(_speaker(answer, joint), verdict.problem, supply)
    if isinstance(verdict.proof, (Shortfall, Cut)):
        yield say(_wanted(teller, verdict.proof), indent=1)
    elif isinstance(verdict.proof, Searched):
        fits = all(row.own is None or row.own.word in ("yes", None) for row in answer.rows)
        yield say(f"{'Each fits alone, and they' if fits else 'They'} take the same people's days.", indent=1)
    yield from tell(teller, verdict.proof)


def _wanted(teller: Teller, proof: Shortfall | Cut) -> str:
    """Who is wanted by which deals, for how much."""
    deals = teller.problem.question.deals
    by: dict[str, int] = {}
    for one in proof.asked:
        if one.job is not None:
            name = deals[teller.problem.jobs[one.job].deal].id
            by[name] = by.get(name, 0) + one.minutes
    places = apart(proof.need_minutes, proof.have_minutes, teller.day)
    people = list(dict.fromkeys(teller.worker(have.worker) for have in proof.have))
    whom = listed(people) if 0 < len(people) <= 3 else f"the same {len(people)} people" if people else "people"
    parts = [
        f"{name} ({counted(tenths(minutes, teller.day, places), 'day', places=places)})" for name, minutes in by.items()
    ]
    free = days(proof.have_minutes, teller.day, places)
    return f"{_capital(whom)} {'is' if len(people) == 1 else 'are'} wanted by {some(parts)}, with {free} days free."


def _unknown(answer: Several, joint: Together) -> Iterator[Block]:
    open_still = [row.deal.id for row in answer.rows if row.own is not None and row.own.word == "unknown"]
    if "stopped" in joint.verdict.reasons:
        yield say("You stopped the search; whether they fit together isn't known.", indent=1)
    elif "undecided" in joint.verdict.reasons:
        yield say(
            f"For {_all(joint)} neither a plan was found nor a proof that there is none. A longer search may settle "
            "it: --search-limit takes seconds.",
            indent=1,
        )
    elif open_still:
        yield say(f"What {some(open_still)} can't tell yet, all of them together can't either.", indent=1)
    else:
        yield say("It can't be done within five years; further than that nobody's capacity is known.", indent=1)


_VERDICTS = {"yes": _yes, "at-risk": _at_risk, "no": _no, "unknown": _unknown}


def _choice(answer: Several, joint: Together, choice: Choice) -> Iterator[Block]:
    """A set that fits, how often it holds, and what it is worth."""
    many = len(choice.deals)
    head = _fit(answer, choice)
    yield Paragraph(
        (Span(_capital(head) + (f": {_money(answer, choice.worth)}." if choice.worth else "."), Tone.STRONG),), 1
    )
    if choice.verdict is not None:
        if choice.verdict.holds:
            yield say(f"O{_only_if(answer, joint, choice.verdict)[1:]}.", indent=2)
        if many <= NAMED:
            yield from _holds_of(choice.deals, choice.verdict.chance, 2)
    left = [deal.id for deal in joint.asked if deal.id not in choice.deals]
    if many > NAMED:
        yield say(f"Without {some(left, most=SHOWN)}.", indent=2)


def _holds(joint: Together, verdict: Verdict) -> Iterator[Block]:
    yield from _holds_of(_names(joint.asked), verdict.chance, 1)
    if verdict.chance is not None and not verdict.chance.enough:
        yield say("That counts all of them at once: the more deals, the more often one is late.", Tone.QUIET, 1)


def _holds_of(deals: Sequence[str], chance: Chance | None, indent: int) -> Iterator[Block]:
    """In how many of 20 cases all are in time, and each."""
    if chance is None or chance.on_time is None or not chance.trials:
        return
    base = scale(chance)
    every = "Both" if len(deals) == 2 else f"All {len(deals)}"
    asked = ceil(chance.asked * base - NEARLY)
    told = f"{every} are in time in {of(chance.on_time, base)} such cases, if nobody plans anew; you asked for {asked}."
    tone = Tone.GOOD if chance.enough else Tone.WARN
    yield Paragraph((Span(told), Span(f"   {dots(chance.on_time)}", tone)), indent)
    shares = [(name, share) for name, share in zip(deals, chance.each, strict=True) if share is not None]
    if len(shares) <= NAMED:
        yield say(
            f"In that plan: {listed([f'{name} in {count(share, base)}' for name, share in shares])}.", indent=indent
        )
    else:
        enough = sum(share >= chance.asked for _, share in shares)
        yield say(f"In that plan {enough} of the {len(shares)} are each in time in {asked} or more.", indent=indent)


def _how_sure(joint: Together, others: Sequence[Choice]) -> str:
    """Whether the sets that were told are the best, and how that is known."""
    if joint.stopped:
        return "You stopped the search; not every set was looked at."
    if not all(choice.best for choice in others):
        return "The best that was found; a better one isn't ruled out."
    nothing = "Nothing that is worth more fits"
    if len(joint.fits) > 1:  # one that can be promised, and one that is worth more and at risk
        nothing = "Nothing that is worth more can be promised as asked"
        nothing += ", and nothing worth more than the other fits" if len(others) > 1 else ""
    return f"{nothing}: every set of them was looked at." if joint.exact else f"{nothing}."


def _money(answer: Several, amount: Fraction) -> str:
    return f"{number(amount, 0)} {answer.book.firm.currency}".rstrip() + " expected"


def _speaker(answer: Several, joint: Together) -> Names:
    """Names for what a proof about all of them speaks of."""
    return Names(CheckAnswer(answer.book, Deal("", client="the client"), answer.today, joint.verdict))


def _capital(text: str) -> str:
    """The first letter large, unless it may be an id's."""
    return text[:1].upper() + text[1:] if text.startswith(("all ", "the ", "only ")) else text


# --- below it ---------------------------------------------------------------------------------------------------------


def _more(answer: Several) -> str:
    """How worth is counted, and where the rest of each answer is."""
    bare = [row.deal.id for row in answer.rows if row.deal.value is None]
    unsure = [row.deal.id for row in answer.rows if row.deal.value is not None and row.deal.probability is None]
    told = []
    if len(bare) == len(answer.rows):
        told.append("no deal says its value, so the best set is the one with most deals")
    else:
        told.append("worth is value x probability")
        told += [f"{some(bare)} {'says' if len(bare) == 1 else 'say'} no value and counts as 0"] if bare else []
        told += (
            [f"{some(unsure)} without a probability count{'s' if len(unsure) == 1 else ''} in full"] if unsure else []
        )
    return f"Assumed: {' · '.join(told)}. Each with its plan and what else could be offered: deliverable check DEAL"


def _left_out(answer: Several) -> Iterator[Block]:
    joint = answer.together
    if joint is not None and joint.left_out:
        yield say(
            f"Left out of the together: {some(joint.left_out)}, until the faults in the data are mended.", Tone.QUIET
        )
    left = [row.deal.id for row in answer.rows if row.own is not None and row.own.left_open]
    if left:
        yield say(f"Answered although questions are open that should come first: {some(left)}.", Tone.WARN)
    if answer.closed:
        told = listed([f"{many} {status}" for status, many in sorted(answer.closed.items())])
        yield say(f"Not looked at: {told}.", Tone.QUIET)
    if answer.unread:
        yield say(f"No deal could be read in {some(answer.unread)}: deliverable lint", Tone.QUIET)
