"""Workers, tasks and windows of a problem to what people call them."""

from deliverable.book import Crew, Requirement
from deliverable.engine.problem import Problem
from deliverable.engine.proofs import Asked
from deliverable.pages.naming import Names
from deliverable.pages.words import first_name, week_day
from deliverable.supply import Supply


class Teller:
    """Names for what a proof or a plan about one problem speaks of."""

    def __init__(self, names: Names, problem: Problem, supply: Supply) -> None:
        self.names = names
        self.supply = supply
        self.book = names.book
        self.problem = problem
        self.day = self.book.firm.day
        self.near = names.today

    def skill(self, asked: Asked) -> str:
        """react (level 4)."""
        return asked.skill if asked.level <= 1 else f"{asked.skill} (level {asked.level})"

    def worker(self, worker: int) -> str:
        """What somebody is called."""
        who = self.problem.workers[worker]
        if who.member is not None:
            return self.names.pool(who.member.pool)
        named = self.book.people[who.person].name
        return first_name(named) if named else who.person

    def task(self, job: int) -> str:
        """A task's id, with its deal when there are several."""
        of = self.problem.jobs[job]
        deals = self.problem.question.deals
        return of.id if len(deals) == 1 else f"{deals[of.deal].id}: {of.id}"

    def what(self, asked: Asked) -> str:
        """The task, or the booking that names nobody yet."""
        if asked.job is not None:
            return self.task(asked.job)
        booking = self.book.bookings.get(asked.booking)
        return booking.client if booking is not None and booking.client else asked.booking

    def wanted(self, asked: Asked) -> Requirement | Crew | None:
        """The requirement as the deal has it; None for an unnamed booking."""
        if asked.job is None:
            return None
        job = self.problem.jobs[asked.job]
        scope = self.problem.question.deals[job.deal].scope or ()
        task = next(t for t in scope if t.id == job.id)
        return (task.crew or ())[asked.index] if asked.crew else (task.effort or ())[asked.index]

    def date(self, day: int) -> str:
        """Monday 18 January."""
        return week_day(self.problem.on(day), self.near)

    def during(self, first: int, last: int) -> str:
        """From Monday 18 January to Friday 12 March."""
        return f"on {self.date(first)}" if first == last else f"from {self.date(first)} to {self.date(last)}"

    def between(self, first: int, last: int) -> str:
        """Between Monday 18 January and Friday 12 March."""
        return f"on {self.date(first)}" if first == last else f"between {self.date(first)} and {self.date(last)}"
