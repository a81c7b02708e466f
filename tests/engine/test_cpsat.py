"""The adapter: the same answer each time, an end that is told apart from a proof, and Ctrl-C heard and given back."""

import os
import random
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import Any

import pytest

from deliverable.engine import cpsat
from deliverable.engine.cpsat import Model, Outcome

ROOT = Path(__file__).parents[2]
LIGHT = "ortools.sat.python.cp_model_helper"


def clauses(variables: int, seed: int = 1) -> Model:
    """Random clauses of three, 4.3 to a variable: nothing is harder to say yes or no to (Mitchell et al. 1992)."""
    chance = random.Random(seed)
    model = Model()
    known = [model.literal() for _ in range(variables)]
    for _ in range(variables * 43 // 10):
        model.some([one if chance.random() < 0.5 else ~one for one in chance.sample(known, 3)])
    return model


def everything(b_from: int) -> Model:
    """Every kind of constraint: a is 1 or 9, b at least so much, a + b is 7 or less, and a's two days end before 3."""
    model = Model()
    a, b, literal = model.choice(0, 9, [(0, 0), (2, 8)]), model.whole(0, 9), model.literal()
    model.between(6, {a: 1, b: 1}, 7)
    model.between(b_from, {b: 1}, only_if=(literal,))
    model.implies(~literal, literal)
    model.some((literal, ~literal))
    model.cumulative([(model.interval(a, 2), 1), (model.fixed_interval(3, 3), 1)], [(model.interval(b, 1), literal)], 1)
    model.hint(b, 6)
    return model


def test_what_is_found_satisfies_everything() -> None:
    found = everything(6).solve(1, relaxation=1)
    assert (found.outcome, found.values) == (Outcome.FOUND, [1, 6, 1])
    assert everything(7).solve(1, relaxation=1).outcome is Outcome.NONE


@pytest.mark.parametrize(
    ("gaps", "left"),
    [([], [0, 1, 2, 3]), ([(0, 1)], [2, 3]), ([(3, 3)], [0, 1, 2]), ([(0, 0), (2, 2)], [1, 3]), ([(1, 2)], [0, 3])],
)
def test_a_choice_is_what_the_gaps_leave(gaps: list[tuple[int, int]], left: list[int]) -> None:
    for value in range(-1, 5):
        model = Model()
        model.between(value, {model.choice(0, 3, gaps): 1}, value)
        assert (model.solve(1, relaxation=0).outcome is Outcome.FOUND) == (value in left)


def test_a_condition_only_binds_when_its_literals_hold() -> None:
    for on in (0, 1):
        model = Model()
        a, literal = model.whole(0, 3), model.literal()
        model.between(3, {a: 1}, only_if=(literal,))
        model.between(on, {literal: 1}, on)
        model.between(0, {a: 1}, 2)
        assert (model.solve(1, relaxation=0).outcome is Outcome.NONE) == bool(on)


def test_intervals_take_what_a_variable_says_until_their_last_day() -> None:
    for people, days, first, fits in ((1, 2, 1, False), (0, 2, 1, True), (1, 2, 2, True), (1, 1, 1, True)):
        model = Model()
        a, amount = model.whole(0, 0), model.whole(people, people)
        fixed = model.fixed_interval(first, 1)
        model.cumulative([(fixed, 2)], [(model.interval(a, days), amount)], 2)
        assert (model.solve(1, relaxation=0).outcome is Outcome.FOUND) == fits


def test_the_same_model_has_the_same_answer() -> None:
    first, second = (clauses(150).solve(20, relaxation=0) for _ in range(2))
    assert first == second
    assert first.outcome is Outcome.FOUND
    assert first.spent > 0


def test_a_limit_that_is_reached_is_no_proof() -> None:
    limited = clauses(400).solve(0.05, relaxation=0)
    assert (limited.outcome, limited.values) == (Outcome.OPEN, ())
    assert 0.05 <= limited.spent < 0.2


def test_what_contradicts_itself_has_no_answer() -> None:
    model = Model()
    a = model.literal()
    model.some((a,))
    model.some((~a,))
    assert model.solve(1, relaxation=1).outcome is Outcome.NONE


def test_a_hint_is_tried_first() -> None:
    unaided = clauses(150).solve(20, relaxation=0)
    model = clauses(150)
    for variable, value in enumerate(unaided.values):
        model.hint(variable, 1 - value)
        model.hint(variable, value)  # the later one counts
    hinted = model.solve(20, relaxation=0)
    assert hinted.values == unaided.values
    assert hinted.spent < unaided.spent


def test_a_model_that_means_nothing_is_a_fault_of_ours() -> None:
    model = Model()
    model.some((~model.whole(2, 2),))
    with pytest.raises(ValueError, match="not valid"):
        model.solve(1, relaxation=0)


@pytest.mark.slow
def test_without_the_light_module_the_public_one_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def without(name: str) -> ModuleType:
        asked.append(name)
        if name == LIGHT:
            raise ImportError(name)
        return import_module(name)

    light = [clauses(n).solve(1, relaxation=0) for n in (30, 150)]
    monkeypatch.setattr(cpsat, "import_module", without)
    assert [clauses(n).solve(1, relaxation=0) for n in (30, 150)] == light
    assert clauses(400).solve(0.01, relaxation=0).outcome is Outcome.OPEN
    assert everything(6).solve(1, relaxation=1).values == [1, 6, 1]
    assert asked[:2] == [LIGHT, "ortools.sat.python.cp_model"]


# --- Ctrl-C ---------------------------------------------------------------------------------------------------------

INTERRUPTED = """
import os, signal, sys, threading, time
from deliverable.engine.cpsat import Outcome
from tests.engine.test_cpsat import clauses
model = clauses(400)
threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
answer = model.solve(1000, relaxation=0)
print(answer.outcome.value, answer.stopped)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(5)
except KeyboardInterrupt:
    print("heard again")
"""


def child(script: str, *argv: str, stdin: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """A script in a process of its own, in which Ctrl-C does what it does in Python."""
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    env = {k: v for k, v in os.environ.items() if not k.startswith(("COVERAGE_", "COV_CORE_"))} | {"PYTHONPATH": paths}
    script = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n" + script
    told = [sys.executable, "-c", script, *argv]
    given = "" if stdin is None else stdin.read_text()
    return subprocess.run(told, cwd=ROOT, env=env, input=given, capture_output=True, text=True, timeout=60)


@pytest.mark.slow
def test_ctrl_c_ends_a_search_and_python_hears_the_next_one() -> None:
    done = child(INTERRUPTED)
    assert (done.stdout.split("\n")[:3], done.stderr) == (["open True", "True", "heard again"], "")


DEAL = ROOT / "tests/cases/search-settles-it/stdin"
SETTLED_BY_SEARCH = ("check", "-", "-C", str(ROOT / "tests/cases/one-person-cap/capacity"), "--as-of", "2026-11-23")
STOPPED = """
import os, signal, sys, threading
from types import SimpleNamespace
from deliverable.engine import cpsat

class Endless:
    def __init__(self, library):
        self.library, self.over = library, threading.Event()
    def set_parameters(self, parameters):
        assert not parameters.catch_sigint_signal
    def stop_search(self):
        self.over.set()
    def solve(self, proto):
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        assert self.over.wait(30)
        return SimpleNamespace(status=self.library.UNKNOWN, deterministic_time=0.001)

cpsat._solver = Endless
from deliverable.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
def test_ctrl_c_shows_what_is_known_so_far() -> None:
    done = child(STOPPED, *SETTLED_BY_SEARCH, stdin=DEAL)
    assert (done.returncode, done.stderr) == (130, "")
    assert "You stopped the search" in " ".join(done.stdout.split())
    assert "between Wednesday 7 July (proved: nothing sooner) and Thursday 8 July" in " ".join(done.stdout.split())


IMPORTED = """
import sys
from deliverable.cli.main import main
code = main(sys.argv[1:])
print(code, [name for name in ("ortools.sat", "pandas", "numpy") if name in sys.modules])
"""


@pytest.mark.slow
@pytest.mark.parametrize(("limit", "said"), [("0", "3 []"), ("10", "1 ['ortools.sat']")])
def test_without_a_limit_the_solver_is_not_even_imported(limit: str, said: str) -> None:
    done = child(IMPORTED, *SETTLED_BY_SEARCH, "--search-limit", limit, stdin=DEAL)
    assert (done.stdout.splitlines()[-1], done.stderr) == (said, "")


def test_whoever_presses_twice_stops_the_same_search_and_its_answer_is_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()
    pressed: list[int] = []

    class Solver:
        def solve(self, proto: Any) -> str:
            assert over.wait(30)
            return f"solved {proto}"

        def stop_search(self) -> None:
            pressed.append(1)
            if len(pressed) == 2:
                over.set()

    class Interrupted(Event):
        def wait(self, timeout: float | None = None) -> bool:
            if len(pressed) < 2:
                raise KeyboardInterrupt
            return super().wait(timeout)

    monkeypatch.setattr(cpsat, "Event", Interrupted)
    assert cpsat._run(Solver(), "it") == ("solved it", True)
    assert pressed == [1, 1]
