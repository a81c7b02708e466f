"""Variables and constraints to an exact answer within a limit: the only place that knows CP-SAT.

`cp_model_helper` holds the protocol buffers and the solver without pandas: 0.07 s to load instead of 0.34
(docs/why.md). It is half public, so only this module touches it, and `cp_model` stands in where it is missing.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from importlib import import_module
from threading import Event, Thread
from types import ModuleType
from typing import Any

from deliverable.dataclass import dataclass

SEED = 20261123
NO_BOUND = 2**40


class Outcome(Enum):
    """What a search ended with."""

    FOUND = "found"
    NONE = "none"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome, the values of the variables where something was found, the deterministic time it took, and whether
    somebody wanted it to stop.
    """

    outcome: Outcome
    values: Sequence[int]
    spent: float
    stopped: bool = False


class Model:
    """Whole numbers and what must hold of them. Literals are indexes of 0/1 variables; `~literal` is its opposite."""

    def __init__(self) -> None:
        self._library = library()
        self._proto: Any = self._library.CpModelProto()
        self._variables: Any = self._proto.variables
        self._constraints: Any = self._proto.constraints
        self._hinted: dict[int, int] = {}
        self.size = 0
        self.constraints = 0

    def whole(self, low: int, high: int) -> int:
        """A variable between two bounds, both included."""
        self._variables.add().domain.extend((low, high))
        self.size += 1
        return self.size - 1

    def choice(self, low: int, high: int, gaps: Sequence[tuple[int, int]]) -> int:
        """A variable between two bounds but for the gaps, which are in order and apart."""
        domain, at = [], low
        for first, last in gaps:
            if first > at:
                domain += [at, first - 1]
            at = max(at, last + 1)
        if at <= high:
            domain += [at, high]
        if not domain:
            self.some(())  # nothing is left of it
            domain = [low, high]
        self._variables.add().domain.extend(domain)
        self.size += 1
        return self.size - 1

    def literal(self) -> int:
        """A 0/1 variable."""
        return self.whole(0, 1)

    def between(self, low: int, terms: Mapping[int, int], high: int = NO_BOUND, *, only_if: Sequence[int] = ()) -> None:
        """`low` <= sum of coefficient x variable <= `high`, when all the literals of `only_if` hold."""
        constraint = self._add()
        constraint.linear.vars.extend(list(terms))
        constraint.linear.coeffs.extend(list(terms.values()))
        constraint.linear.domain.extend((low, high))
        if only_if:
            constraint.enforcement_literal.extend(only_if)

    def implies(self, literal: int, other: int) -> None:
        """The second literal holds when the first does."""
        constraint = self._add()
        constraint.enforcement_literal.append(literal)
        constraint.bool_and.literals.append(other)

    def some(self, literals: Sequence[int]) -> None:
        """At least one of the literals holds."""
        self._add().bool_or.literals.extend(literals)

    def interval(self, start: int, days: int) -> int:
        """So many days from a variable on; its number."""
        interval = self._add().interval
        interval.start.vars.append(start)
        interval.start.coeffs.append(1)
        interval.size.offset = days
        interval.end.vars.append(start)
        interval.end.coeffs.append(1)
        interval.end.offset = days
        return self.constraints - 1

    def fixed_interval(self, first: int, days: int) -> int:
        """So many days from a known one on; its number."""
        interval = self._add().interval
        interval.start.offset = first
        interval.size.offset = days
        interval.end.offset = first + days
        return self.constraints - 1

    def cumulative(self, taken: Sequence[tuple[int, int]], variable: Sequence[tuple[int, int]], capacity: int) -> None:
        """Intervals never take more than the capacity together: (interval, amount), and (interval, variable)."""
        cumulative = self._add().cumulative
        cumulative.capacity.offset = capacity
        for interval, amount in taken:
            cumulative.intervals.append(interval)
            cumulative.demands.add().offset = amount
        for interval, index in variable:
            cumulative.intervals.append(interval)
            demand = cumulative.demands.add()
            demand.vars.append(index)
            demand.coeffs.append(1)

    def hint(self, variable: int, value: int) -> None:
        """A value to try first."""
        self._hinted[variable] = value

    def solve(self, limit: float, *, relaxation: int) -> Answer:
        """Look for values that satisfy everything, for at most so much deterministic time.

        `relaxation` is CP-SAT's linearization level. One worker and a fixed seed: the same model gives the same answer.
        """
        self._proto.clear_solution_hint()
        for variable, value in sorted(self._hinted.items()):
            self._proto.solution_hint.vars.append(variable)
            self._proto.solution_hint.values.append(value)
        solver = _solver(self._library)
        solver.set_parameters(self._parameters(limit, relaxation))
        response, stopped = _run(solver, self._proto)
        status = response.status
        known = self._library
        spent = float(response.deterministic_time)
        if status in (known.OPTIMAL, known.FEASIBLE):
            return Answer(Outcome.FOUND, list(response.solution), spent, stopped)
        if status == known.INFEASIBLE:
            return Answer(Outcome.NONE, (), spent, stopped)
        if status == known.UNKNOWN:
            return Answer(Outcome.OPEN, (), spent, stopped)
        message = f"the search's model is not valid: {response.solution_info}"
        raise ValueError(message)

    def _parameters(self, limit: float, relaxation: int) -> Any:
        parameters = self._library.SatParameters()
        parameters.num_workers = 1
        parameters.random_seed = SEED
        parameters.max_deterministic_time = limit
        parameters.linearization_level = relaxation
        parameters.catch_sigint_signal = False  # it would take the signal from Python for good
        if not relaxation:  # crews: measured on the published sets (docs/why.md)
            parameters.use_new_integer_conflict_resolution = True
            parameters.use_disjunctive_constraint_in_cumulative = False
        return parameters

    def _add(self) -> Any:
        self.constraints += 1
        return self._constraints.add()


def library() -> ModuleType:
    """The module with the protocol buffers and the solver: the light one where it is there."""
    try:
        return import_module("ortools.sat.python.cp_model_helper")
    except ImportError:
        return import_module("ortools.sat.python.cp_model")


def _run(solver: Any, proto: Any) -> tuple[Any, bool]:
    """The solver's response, and whether Ctrl-C stopped it.

    It runs in a thread of its own: while it ran in this one, Python could not hear the signal. We wait for an event and
    not for the thread: an interrupted `join` takes a thread that still runs for one that has ended.
    """
    responses: list[Any] = []
    ended = Event()

    def run() -> None:
        try:
            responses.append(solver.solve(proto))
        finally:
            ended.set()

    stopped = False
    Thread(target=run, daemon=True).start()
    while not ended.is_set():
        try:
            ended.wait()
        except KeyboardInterrupt:
            stopped = True
            solver.stop_search()
    return responses[0], stopped


def _solver(found: ModuleType) -> Any:
    wrapper = getattr(found, "SolveWrapper", None)
    return (wrapper or found.cmh.SolveWrapper)()
