"""The evidence of a "no" to what stands in the way, with its sum."""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.engine.problem import Problem
from deliverable.engine.proofs import Asked, Chain, Cut, Have, Link, Proof, Shortfall
from deliverable.page import Paragraph, Span, Tone, say
from deliverable.pages.sums import sum_line
from deliverable.pages.words import apart, counted, days, first_name, listed, short_day, tenths, week_day

SHOWN = 6


class Teller:
    """Says a proof about one problem in words."""

    def __init__(self, book: Book, problem: Problem) -> None:
        self.book = book
        self.problem = problem
        self.day = book.firm.day
        self.near = problem.question.today

    def tell(self, proof: Proof) -> Iterator[Paragraph]:
        """What stands in the way, a paragraph per fact."""
        if isinstance(proof, Chain):
            yield from self._chain(proof)
        elif isinstance(proof, Cut):
            yield from self._cut(proof)
        elif len(proof.asked) == 1:
            yield from self._single(proof)
        else:
            yield from self._several(proof)

    # --- names ----------------------------------------------------------------------------------------------------

    def skill(self, asked: Asked) -> str:
        """react (level 4)."""
        return asked.skill if asked.level <= 1 else f"{asked.skill} (level {asked.level})"

    def worker(self, worker: int) -> str:
        """What somebody is called."""
        who = self.problem.workers[worker]
        if who.member is not None:
            return f"{who.member.pool} {who.member.number}"
        named = self.book.people[who.person].name
        return first_name(named) if named else who.person

    def task(self, job: int) -> str:
        """A task's id, with its deal when there are several."""
        of = self.problem.jobs[job]
        deals = self.problem.question.deals
        return of.id if len(deals) == 1 else f"{deals[of.deal].id}: {of.id}"

    def between(self, first: int, last: int) -> str:
        """Between Monday 18 January and Friday 12 March."""
        if first == last:
            return f"on {week_day(self.problem.on(first), self.near)}"
        begin, end = week_day(self.problem.on(first), self.near), week_day(self.problem.on(last), self.near)
        return f"between {begin} and {end}"

    # --- shortfalls -----------------------------------------------------------------------------------------------

    def _single(self, proof: Shortfall) -> Iterator[Paragraph]:
        one = proof.asked[0]
        have = [h for h in proof.have if h.minutes]
        places = apart(one.minutes, proof.have_minutes, self.day)
        amount = counted(tenths(one.minutes, self.day, places), "day", places=places)
        asks = f"{self.what(one)} needs {amount} of {self.skill(one)} {self.between(one.first, one.last)}."
        yield Paragraph((Span(asks), Span(" " + self._who_has(proof, one, have, places))), 2)
        yield from self._sums(proof, have, places)
        yield from self._because(proof.asked)
        if not one.eligible:
            yield from self._nearest(one)

    def what(self, asked: Asked) -> str:
        """The task, or the booking that names nobody yet."""
        return self.task(asked.job) if asked.job is not None else f"booking {asked.booking}"

    def _who_has(self, proof: Shortfall, one: Asked, have: list[Have], places: int) -> str:
        free = days(proof.have_minutes, self.day, places)
        if not one.eligible:
            return f"Nobody {self._could(one)}."
        names = [self.worker(h.worker) for h in proof.have]
        if proof.counted is not None:
            best = listed([self.worker(h.worker) for h in proof.have[: proof.counted]])
            return f"At most {counted(one.people, 'person', 'people')} may share it, and the best have {free}: {best}."
        if len(names) == 1:
            return (
                f"{names[0]} alone {self._could(one, plural=False)}, and {free} {'is' if free == '1' else 'are'} free:"
            )
        if len(names) <= SHOWN:
            return f"Only {listed(names)} {self._could(one, plural=True)}, and together {free} are free:"
        return f"{len(names)} people could do it, and together {free} are free{':' if have else '.'}"

    def _could(self, one: Asked, *, plural: bool = False) -> str:
        """Has the skill; said at length when more than the skill limits who may do it."""
        holders = [p for p in self.book.people.values() if p.skills.get(one.skill, 0) >= one.level]
        has = "have" if plural else "has"
        if len(holders) == len(one.eligible):
            return f"{has} that" if one.eligible else f"has {one.skill} at level {one.level} or above"
        return f"{'may' if one.eligible else 'who may'} do it" if one.eligible else "who may work on it has that"

    def _sums(self, proof: Shortfall, have: list[Have], places: int) -> Iterator[Paragraph]:
        """The sum behind each person who counts, and behind the others where they are few."""
        chosen = have if proof.counted is None else have[: proof.counted]
        shown = proof.have if len(proof.have) <= SHOWN else chosen
        sums = [(h, h.account) for h in shown if h.account is not None]
        for h, account in sums[:SHOWN]:
            name = f"{self.worker(h.worker)}: " if len(sums) > 1 else ""
            yield say(name + sum_line(account, self.day, self.near, places), Tone.QUIET, 2, 1)
        if len(sums) > SHOWN:
            yield say(f"and {len(sums) - SHOWN} more (--format json shows them)", Tone.QUIET, 2)

    def _because(self, asked: tuple[Asked, ...]) -> Iterator[Paragraph]:
        """Why it must lie in its window: what comes first, and what must follow."""
        own = {one.job for one in asked}
        forced = [(one.job, j) for one in asked if one.job is not None for j in one.because if j not in own]
        before = list(dict.fromkeys(j for job, j in forced if j < job))
        after = list(dict.fromkeys(j for job, j in forced if j > job))
        parts = []
        if before:
            parts.append(f"not sooner, since {listed([self.task(j) for j in before])} must come first")
        if after:
            parts.append(f"not later, since {listed([self.task(j) for j in after])} must follow")
        if parts:
            text = "; ".join(parts)
            yield say(text[0].upper() + text[1:] + ".", Tone.QUIET, 2)

    def _nearest(self, one: Asked) -> Iterator[Paragraph]:
        """Who comes closest when nobody has what is asked, and who outside could be asked."""
        people = self.book.people.values()
        near = sorted(((p.skills[one.skill], p.id) for p in people if one.skill in p.skills), reverse=True)
        if near:
            called = [(first_name(self.book.people[name].name) or name, level) for level, name in near[:3]]
            yield say(listed([f"{name} has level {level}" for name, level in called]) + ".", Tone.QUIET, 2)
        pools = [c for c in self.book.contractors.values() if c.skills.get(one.skill, 0) >= one.level]
        if pools:
            told = [f"{c.name or c.id} ({counted(c.lead_time, 'calendar day')} ahead)" for c in pools]
            yield say(f"Outside, {listed(told, 'or')} could be asked.", Tone.QUIET, 2)

    def _several(self, proof: Shortfall) -> Iterator[Paragraph]:
        places = apart(proof.need_minutes, proof.have_minutes, self.day)
        need, free = days(proof.need_minutes, self.day, places), days(proof.have_minutes, self.day, places)
        have = [h for h in proof.have if h.minutes]
        who = "everybody who can do any of them has"
        if len(have) == 1:
            who = f"only {self.worker(have[0].worker)} can do them and has"
        yield say(f"Together these need {need} days, and {who} {free} free:", indent=2)
        yield from self._asked_list(proof.asked, places)
        for h in have[:SHOWN]:
            name = self.worker(h.worker)
            if h.account is not None:
                yield say(f"{name}: " + sum_line(h.account, self.day, self.near, places), Tone.QUIET, 2, 1)
            else:
                yield say(f"{name}: {days(h.minutes, self.day, places)} days", Tone.QUIET, 2)
        if len(have) > SHOWN:
            yield say(f"and {len(have) - SHOWN} more (--format json shows them)", Tone.QUIET, 2)
        yield from self._because(proof.asked)

    def _asked_list(self, asked: tuple[Asked, ...], places: int) -> Iterator[Paragraph]:
        unnamed: dict[str, int] = {}
        for one in asked:
            if one.job is None:
                unnamed[one.booking] = unnamed.get(one.booking, 0) + one.minutes
                continue
            amount = days(one.minutes, self.day, places)
            yield say(
                f"- {self.what(one)}: {amount} days of {self.skill(one)} {self.between(one.first, one.last)}",
                indent=2,
                hang=1,
            )
        for booking, minutes in unnamed.items():
            yield say(f"- {booking} (nobody named yet): {days(minutes, self.day, places)} days", indent=2, hang=1)

    def _cut(self, proof: Cut) -> Iterator[Paragraph]:
        places = apart(proof.need_minutes, proof.have_minutes, self.day)
        need, have = days(proof.need_minutes, self.day, places), days(proof.have_minutes, self.day, places)
        yield say(f"Together these need {need} days, and no more than {have} can be done:", indent=2)
        yield from self._asked_list(proof.asked, places)
        limits = [
            f"{self.what(c.asked)}: at most {counted(c.asked.people, 'person', 'people')} may share {c.asked.skill}, "
            f"and the best have {days(c.minutes, self.day, places)} days {self.between(c.first, c.last)}"
            for c in proof.capped
        ]
        limits += [
            f"{self.worker(h.worker)} has {days(h.minutes, self.day, places)} days {self.between(h.first, h.last)}"
            for h in proof.have
        ]
        for line in limits[: 2 * SHOWN]:
            yield say(line, Tone.QUIET, 3, 1)
        if len(limits) > 2 * SHOWN:
            yield say(f"and {len(limits) - 2 * SHOWN} more (--format json shows them)", Tone.QUIET, 3)

    # --- chains ---------------------------------------------------------------------------------------------------

    def _chain(self, proof: Chain) -> Iterator[Paragraph]:
        first = proof.links[0].first
        there = sum(first <= day <= proof.until for day in self.problem.working)
        taken = proof.days(self.problem)
        if len(proof.links) > 1:
            names = listed([self.task(link.job) for link in proof.links])
            yield say(
                f"{names} come one after the other and take at least {counted(taken, 'working day')}. "
                f"{self._room(first, proof.until, there)}",
                indent=2,
            )
        for link in proof.links:
            yield say(self._link(link), Tone.QUIET if len(proof.links) > 1 else Tone.PLAIN, 2, 1)

    def _room(self, first: int, until: int, there: int) -> str:
        if until < first:
            return f"They can't begin before {week_day(self.problem.on(first), self.near)}."
        return f"There {'is' if there == 1 else 'are'} {there} {self.between(first, until)}."

    def _link(self, link: Link) -> str:
        job = self.problem.jobs[link.job]
        start = short_day(self.problem.on(link.first), self.near)
        if link.last is None:
            end = "never" if job.fixed is None else f"not on {short_day(self.problem.on(job.fixed[0]), self.near)}"
        else:
            end = f"{short_day(self.problem.on(link.last), self.near)} at the soonest"
        return f"{self.task(link.job)}: {start} to {end} ({self._why_so_long(link)})"

    def _why_so_long(self, link: Link) -> str:
        job = self.problem.jobs[link.job]
        if job.kind == "wait":
            return f"waiting {counted(job.days, 'working day')}"
        if job.kind == "crew":
            places = listed([f"{p.people} {p.skill}" for p in job.places])
            return f"{places} together for {counted(job.days, 'working day')}, nothing else on those days"
        parts = []
        for need in job.needs:
            names = [self.worker(w) for w in need.eligible]
            who = listed(names, "or") if 0 < len(names) <= 3 else f"{len(names)} people could"
            amount = counted(tenths(need.minutes, self.day), "day")
            parts.append(f"{amount} of {need.skill}: {who if names else 'nobody'}")
        return "; ".join(parts)
