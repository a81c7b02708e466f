"""A shortfall to who has how much of what is needed, each with a sum that can be redone."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from deliverable.book import Deal, Person
from deliverable.engine.proofs import Asked, Have, Shortfall
from deliverable.page import Paragraph, Tone, say
from deliverable.pages.sums import sum_line
from deliverable.pages.teller import Teller
from deliverable.pages.words import apart, counted, days, first_name, listed, redone, some, split, tenths

SHOWN = 6
NAMED = 3
"""So many people are named instead of counted."""
LISTED = 12


def tell_single(teller: Teller, proof: Shortfall) -> Iterator[Paragraph]:
    """One requirement against its people."""
    one = proof.asked[0]
    places = apart(one.minutes, proof.have_minutes, teller.day)
    amount = counted(tenths(one.minutes, teller.day, places), "day", places=places)
    needs = f"{teller.what(one)} needs {amount} of {teller.skill(one)}"
    if not one.eligible:
        yield say(f"{needs}. {_nobody(teller, one)}", indent=2)
        yield from _nearest(teller, one)
        return
    have = [h for h in proof.have if h.minutes]
    yield say(f"{needs} {teller.between(one.first, one.last)}. {_who_has(teller, proof, one, places)}", indent=2)
    yield from _sums(teller, proof, have, places)
    yield from _idle(teller, proof.asked)
    yield from _because(teller, proof.asked)


def tell_several(teller: Teller, proof: Shortfall) -> Iterator[Paragraph]:
    """Several requirements against everybody who can do any of them."""
    places = apart(proof.need_minutes, proof.have_minutes, teller.day)
    need, free = days(proof.need_minutes, teller.day, places), days(proof.have_minutes, teller.day, places)
    have = [h for h in proof.have if h.minutes]
    who = f"everybody who can do any of them has {free} free"
    names = list(dict.fromkeys(teller.worker(h.worker) for h in proof.have))
    if len(have) == 1:
        who = f"only {teller.worker(have[0].worker)} can do them, with {free} free"
    elif len(names) <= NAMED:
        who = f"only {listed(names)} can do any of them, with {free} free together"
    yield say(f"Together these need {need} days, and {who}:", indent=2)
    yield from asked_list(teller, proof.asked, places)
    minutes = [h.minutes for h in have]
    places = redone(minutes, teller.day, places)
    told = split(minutes, teller.day, places)
    for h, amount in list(zip(have, told, strict=True))[:SHOWN]:
        name = teller.worker(h.worker)
        if h.account is not None:
            yield say(f"{name}: " + sum_line(h.account, teller.day, teller.near, places, amount), Tone.QUIET, 2, 1)
        else:
            yield say(f"{name}: {counted(amount, 'day', places=places)}", Tone.QUIET, 2)
    if len(have) > SHOWN:
        yield say(f"and {len(have) - SHOWN} more (--format json shows them)", Tone.QUIET, 2)
    yield from _idle(teller, proof.asked)
    yield from _because(teller, proof.asked)


def asked_list(teller: Teller, asked: tuple[Asked, ...], places: int) -> Iterator[Paragraph]:
    """A line per requirement; the days of an unnamed booking as one."""
    unnamed: dict[tuple[str, int], list[Asked]] = {}
    for one in asked:
        if one.job is None:
            unnamed.setdefault((one.booking, one.row), []).append(one)
    mine = [one for one in asked if one.job is not None]
    totals = [sum(p.minutes for p in parts) for parts in unnamed.values()]
    told = split([*(one.minutes for one in mine), *totals], teller.day, places)
    for one, figure in zip(mine[:LISTED], told, strict=False):
        amount = counted(figure, "day", places=places)
        text = f"- {teller.what(one)}: {amount} of {_skill(teller, one)} {teller.between(one.first, one.last)}"
        yield say(text, indent=2, hang=1)
    if len(mine) > LISTED:
        yield say(f"- and {len(mine) - LISTED} more (--format json shows them)", indent=2)
    for parts, figure in zip(unnamed.values(), told[len(mine) :], strict=True):
        amount = counted(figure, "day", places=places)
        window = teller.between(min(p.first for p in parts), max(p.last for p in parts))
        on = f"on {len(parts)} days {window}" if len(parts) > 1 else window
        text = f"- {teller.what(parts[0])}, nobody named yet: {amount} of {teller.skill(parts[0])} {on}"
        yield say(text, indent=2, hang=1)


def _skill(teller: Teller, asked: Asked) -> str:
    """The skill; of a crew what it asks for, since its days are whole ones, however short somebody's are."""
    if not asked.crew or asked.job is None:
        return teller.skill(asked)
    length = counted(teller.problem.jobs[asked.job].days, "whole day")
    return f"{teller.skill(asked)} at least ({counted(asked.people, 'person', 'people')} for {length})"


def _who_has(teller: Teller, proof: Shortfall, one: Asked, places: int) -> str:
    free = days(proof.have_minutes, teller.day, places)
    names = list(dict.fromkeys(teller.worker(h.worker) for h in proof.have))
    if proof.counted is not None:
        best = listed(names[: proof.counted])
        if proof.counted == 1:
            return f"Only one person may do it; {best} has most, {free}."
        return f"At most {counted(one.people, 'person', 'people')} may share it; {best} have most, {free} together."
    are = "is" if free == "1" else "are"
    if len(names) == 1 and teller.problem.workers[proof.have[0].worker].member is not None:
        return f"Only {names[0]} could do it, and {free} {are} free:"
    if len(names) == 1:
        return f"{names[0]} alone {'has that' if _all_holders(teller, one) else 'may do it'}, and {free} {are} free:"
    if len(names) <= SHOWN:
        have = "have that" if _all_holders(teller, one) else "may do it"
        return f"Only {listed(names)} {have}, and together {free} {are} free:"
    return f"{len(names)} people could do it, and together {free} {are} free:"


def _holders(teller: Teller, one: Asked) -> list[Person]:
    """Everybody of the firm who has the skill at the level."""
    return [p for p in teller.book.people.values() if p.skills.get(one.skill, 0) >= one.level]


def _all_holders(teller: Teller, one: Asked) -> bool:
    return len(_holders(teller, one)) <= len(one.eligible)


def _nobody(teller: Teller, one: Asked) -> str:
    """Nobody has it; or somebody has, and what shuts them out."""
    holders = _holders(teller, one)
    if not holders:
        return f"Nobody has {one.skill} at level {one.level} or above." if one.level > 1 else f"Nobody has {one.skill}."
    deal = teller.problem.question.deals[teller.problem.jobs[one.job].deal if one.job is not None else 0]
    told = [_shut_out(teller, deal, one, p) for p in holders[:SHOWN]]
    more = [f"{len(holders) - SHOWN} more may not either"] if len(holders) > SHOWN else []
    return f"Nobody who has it may do it: {listed([*told, *more])}."


def _shut_out(teller: Teller, deal: Deal, one: Asked, person: Person) -> str:
    """Why somebody with the skill is not eligible."""
    name, wanted = first_name(person.name) or person.id, teller.wanted(one)
    if wanted is None:
        return f"{name} may not"
    missing = [o for o in wanted.also if person.skills.get(o.skill, 0) < o.level]
    if missing:
        return f"{name} lacks " + listed([f"{o.skill} level {o.level}" if o.level > 1 else o.skill for o in missing])
    if person.id in (*wanted.exclude, *deal.exclude):
        return f"the deal leaves {name} out"
    if (wanted.who and person.id not in wanted.who) or (deal.who and person.id not in deal.who):
        return f"the deal names others than {name}"
    if deal.sites and person.site not in deal.sites:
        return f"{name} is at site {person.site}" if person.site else f"{name} has no site"
    return f"{name} is in team {person.team}" if person.team else f"{name} is in no team"


def _nearest(teller: Teller, one: Asked) -> Iterator[Paragraph]:
    """Who comes closest when nobody has what is asked, and who outside could be asked."""
    people = teller.book.people
    near = sorted(((p.skills[one.skill], p.id) for p in people.values() if one.skill in p.skills), reverse=True)
    if near and near[0][0] < one.level:
        called = [f"{first_name(people[name].name) or name} has level {level}" for level, name in near[:3]]
        yield say(listed(called) + ".", Tone.QUIET, 2)
    pools = [c for c in teller.book.contractors.values() if c.skills.get(one.skill, 0) >= one.level]
    if pools:
        told = [f"{c.name or c.id}, {counted(c.lead_time, 'calendar day')} ahead" for c in pools]
        yield say(f"Could be asked outside: {'; or '.join(told)}.", Tone.QUIET, 2)


def _sums(teller: Teller, proof: Shortfall, have: list[Have], places: int) -> Iterator[Paragraph]:
    """The sum behind each person who counts, and behind the others where they are few."""
    chosen = have if proof.counted is None else have[: proof.counted]
    shown = proof.have if len(proof.have) <= SHOWN else chosen
    sums = [(h, h.account) for h in shown if h.account is not None]
    given = _given(teller, chosen)
    places = redone(list(given.values()), teller.day, places)
    told = dict(zip(given, split(list(given.values()), teller.day, places), strict=True))
    for h, account in sums[:SHOWN]:
        name = f"{teller.worker(h.worker)}: " if len(sums) > 1 or len(proof.have) > 1 else ""
        ends = told.get(h.worker)
        yield say(name + sum_line(account, teller.day, teller.near, places, ends), Tone.QUIET, 2, 1)
    yield from _pools(teller, told, places)
    if len(sums) > SHOWN:
        yield say(f"and {len(sums) - SHOWN} more (--format json shows them)", Tone.QUIET, 2)


def _given(teller: Teller, have: Iterable[Have]) -> dict[int, int]:
    """Minutes by worker, those of a pool with its first."""
    firsts: dict[str, int] = {}
    given: dict[int, int] = {}
    for h in have:
        pooled = teller.problem.workers[h.worker].member is not None
        worker = firsts.setdefault(teller.worker(h.worker), h.worker) if pooled else h.worker
        given[worker] = given.get(worker, 0) + h.minutes
    return given


def _pools(teller: Teller, told: Mapping[int, Fraction], places: int) -> Iterator[Paragraph]:
    """What the pools that the deal counts on can give in the window, all their people together."""
    for worker, amount in told.items():
        if teller.problem.workers[worker].member is not None:
            given = counted(amount, "day", places=places)
            yield say(f"{teller.worker(worker)}: {given}, within what the deal counts on", Tone.QUIET, 2)


def _idle(teller: Teller, asked: tuple[Asked, ...]) -> Iterator[Paragraph]:
    """The working days that were cut off a window, since nobody who could do it has time on them."""
    days: set[int] = set()
    for one in asked:
        first, last = one.forced or (one.first, one.last)
        days.update(d for d in teller.problem.working if first <= d < one.first or one.last < d <= last)
    if not days or len({one.eligible for one in asked}) > 1:
        return
    able = asked[0].eligible
    who = f"{teller.worker(able[0])} has no" if len(able) == 1 else "Nobody who could do it has"
    told = listed([teller.during(first, last) for first, last in _stretches(teller.problem.working, days)])
    yield say(f"{who} time left {told}.", Tone.QUIET, 2)


def _stretches(working: tuple[int, ...], days: set[int]) -> list[tuple[int, int]]:
    """Working days that follow each other, as first and last."""
    out: list[tuple[int, int]] = []
    before: int | None = None
    for day in working:
        if day in days and before is not None and out and out[-1][1] == before:
            out[-1] = (out[-1][0], day)
        elif day in days:
            out.append((day, day))
        before = day
    return out


def _because(teller: Teller, asked: tuple[Asked, ...]) -> Iterator[Paragraph]:
    """Why it must lie in its window: what comes first, and what must follow."""
    own = {one.job for one in asked}
    forced = [(one.job, j) for one in asked if one.job is not None for j in one.because if j not in own]
    before = list(dict.fromkeys(j for job, j in forced if j < job))
    after = list(dict.fromkeys(j for job, j in forced if j > job))
    reasons = [f"{some([teller.task(j) for j in before])} must come first"] if before else []
    reasons += _waited_for(teller, asked)
    parts = [f"not sooner, since {listed(reasons)}"] if reasons else []
    if after:
        parts.append(f"not later, since {some([teller.task(j) for j in after])} must follow")
    if parts:
        text = "; ".join(parts)
        yield say(text[0].upper() + text[1:] + ".", Tone.QUIET, 2)


def _waited_for(teller: Teller, asked: tuple[Asked, ...]) -> list[str]:
    """Inputs and `not_before` that decide when a task of these may start."""
    out: list[str] = []
    for job in dict.fromkeys(one.job for one in asked if one.job is not None and not one.because):
        of = teller.problem.jobs[job]
        deal = teller.problem.question.deals[of.deal]
        task = next(t for t in deal.scope or () if t.id == of.id)
        release = teller.problem.on(of.release)
        out.extend(
            f"{given.what or given.id} come only on {teller.date(of.release)}"
            for given in deal.inputs
            if given.id in task.inputs and given.by == release and of.release > 0
        )
        if task.not_before == release and of.release > 0:
            out.append(f"{of.id} may not begin before {teller.date(of.release)}")
    return list(dict.fromkeys(out))
