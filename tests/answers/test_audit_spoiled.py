"""Real answers, spoiled by one figure, person, day, date or entry at a time: each change is refused or is none.

The answers are those of the sample firm, of the whole runs in tests/cases and of wide random questions, so that crews,
unnamed bookings, holds, pools, overtime and every kind of proof are among them.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

from deliverable.book import Question
from deliverable.engine.problem import Need, Places, pose
from deliverable.supply import Supply
from tests import claims, wide
from tests.answers.saved import Saved, saved, saved_case
from tests.formats.test_result_schema import faults
from tests.test_cases import CHECKS, arguments, stage

SHARE = 1 if os.environ.get("EVERY_CHANGE") else 6
"""One in so many parts of an answer is changed; EVERY_CHANGE=1 changes all, which takes minutes."""
OFTEN = 5 if SHARE == 1 else 1
"""So often at least each kind of figure is among the changes."""
EXPLANATIONS = ("reasons", "more_people", "nearest")
"""Parts of a no that explain it; an answer may do without."""
MAY_BE_NONE = (
    "reasons[].later",
    "more_people",
    "more_people.fewer",
    "more_people.another",
    "nearest",
    "nearest.sooner",
)
OTHERS = ("sofia", "zoe", "build", "cut", "plan", "plans")

ONLY_SAID = (
    "assumptions",  # words
    "faults_elsewhere",  # of other deals, on the day it was asked
    "findings",
    "chance",  # not computed yet: the audit says that it doesn't look at it
    "offers",
    "finish.p50",
    "finish.p80",
    "finish.p95",
    "questions[].ask",
    "questions[].why",
    "conditions[].text",
    "checked_against",  # says what it was asked of: another one means that this has changed since
    "deal_checked",
)
"""Parts of an answer that nothing is worked out for."""

WORDS_OF_A_PROOF = re.compile(
    r"(proof|proof_beside_holds|with_holds|reasons\[\]|more_people\.fewer)"
    r"(\.to"  # a chain's last day, as long as the chain is too long for it
    r"|\.requirements\[\]\.(because|from|to)"  # why and where the window is cut: none of it changes who is counted
    r"|\.(have|capped)\[\]\.(from|to)"  # a stretch may reach over days without a minute
    r"|\.have\[\]\.taken\[\]\.(why|what|until|client))"  # what a sum's parts are called
)


def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Saved]]:
    """All answers that have a verdict, by name."""
    for case in CHECKS:
        argv = arguments(case)
        if argv[1].startswith("-") and argv[1] != "-":
            continue
        found = saved_case(argv, stage(case, tmp_path), monkeypatch)
        if found.claim["verdict"] is not None:
            yield case.name, found
    for seed in range(30 if SHARE == 1 else 15):
        question = wide.question(seed)
        if sound(question):
            yield f"wide {seed}", saved(question)


def sound(question: Question) -> bool:
    """Whether all that the deal counts on exists; with something else lint lets no answer through."""
    known = {*question.book.bookings, *question.book.promises}
    return all(known.issuperset((*deal.extras.moved, *deal.extras.released)) for deal in question.deals)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Saved]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("deliverable.engine.chance.TRIALS", 50)  # each change is simulated again
        yield dict(answers(tmp_path_factory.mktemp("cases"), patch))


def only_said(where: str) -> bool:
    return any(where == said or where.startswith((f"{said}.", f"{said}[")) for said in ONLY_SAID)


def possible(of: Saved, claim: dict[str, Any], what: str) -> bool:
    """Whether a row's new day has room for it, by the supply that the solver plans on."""
    row = claim["plan"][int(re.findall(r"\d+", what)[0])]
    question = Question(of.book, (of.deal,), of.today)
    certain = bool(of.claim.get("without_holds"))
    supply = Supply(question, certain=certain)
    if "pool" in row:
        return True  # a member's days are the firm's
    day = date.fromisoformat(row["on"]).toordinal()
    taken = sum(r["minutes"] for r in claim["plan"] if r.get("person") == row["person"] and r["on"] == row["on"])
    return bool(taken <= supply.person(row["person"]).free(day, day)[0][0])


def is_still_so(of: Saved, changed: dict[str, Any], what: str) -> bool:
    """Whether a changed answer says something else that is so too, or says less."""
    where = claims.part_of(what)
    finish, before = changed["finish"], of.claim["finish"]
    if where.startswith(EXPLANATIONS):
        return says_less(where, what)
    if where == "plan[].on":  # work may lie on another day as well
        return possible(of, changed, what)
    if where == "finish.no_sooner_than":  # a weaker bound that the same proof bears out
        return str(finish["no_sooner_than"]) < str(before["no_sooner_than"])
    if where == "finish.if_holds_lapse" or (where == "finish.earliest" and of.claim["verdict"] == "at-risk"):
        return finish[where[7:]] is None or str(finish[where[7:]]) > str(before[where[7:]])  # found, and sooner
    if where == "finish.earliest":
        return finish["earliest"] is None and of.claim["verdict"] == "yes"
    if where.endswith("proof.limit"):
        return True  # how long a search was allowed says nothing of what it found
    return where.endswith(".number") or weightless(of.claim, where)  # the members of a pool are alike


def says_less(where: str, what: str) -> bool:
    """Whether an explanation is left out, or a row of its plan lies on another day that does as well."""
    shorter = where in ("reasons", "nearest.fewer", "more_people.people") and not what.endswith(" = None")
    return where.endswith("plan[].on") or shorter or (where in MAY_BE_NONE and what.endswith(" = None"))


def weightless(claim: dict[str, Any], where: str) -> bool:
    """Whether it is about a stretch of a cut in which there is not a minute."""
    proof = claim["finish"]["proof"] if where.startswith("finish.") else claim["proof"]
    return where.endswith(".capped") and any(entry["minutes"] == 0 for entry in proof["capped"])


@pytest.mark.slow
def test_every_change_is_refused_or_changes_nothing(every: dict[str, Saved]) -> None:
    tried: Counter[str] = Counter()
    slipped: list[str] = []
    for n, (name, of) in enumerate(every.items()):
        assert of.audit().complaints == (), name
        changes = claims.spoiled_once(of.claim, OTHERS, Random(name), only_said)
        for what, changed in islice(changes, n % SHARE, None, SHARE):
            where = claims.part_of(what)
            tried[where] += 1
            if of.complaints(changed):
                continue
            if not (is_still_so(of, changed, what) or WORDS_OF_A_PROOF.search(where)):
                slipped.append(f"{name}: {what}")
    assert slipped == [], "\n".join(slipped)
    for part in ("plan[].minutes", "plan[].person", "proof.have[].minutes", "tasks[].to", "finish.no_sooner_than"):
        assert tried[part] >= OFTEN, part
    for part in ("reasons[].short_minutes", "reasons[].later.working_days", "more_people.plan[].minutes"):
        assert tried[part] >= OFTEN, part


def test_all_that_an_answer_can_rest_on_is_among_them(every: dict[str, Saved]) -> None:
    proofs = [proof for of in every.values() for proof in (of.claim["proof"], of.claim["finish"].get("proof")) if proof]
    assert {"plan", "shortfall", "cap", "cut", "chain"} <= {proof["kind"] for proof in proofs}
    assert {of.claim["verdict"] for of in every.values()} == {"yes", "no", "at-risk", "unknown"}
    rows = [row for of in every.values() for row in of.claim["plan"]]
    assert any("booking" in row for row in rows)
    assert any("pool" in row for row in rows)
    crews = {(name, t.id) for name, of in every.items() for t in of.deal.scope or () if t.crew is not None}
    assert any((name, row.get("task")) in crews for name, of in every.items() for row in of.claim["plan"])
    stated = {condition["what"] for of in every.values() for condition in of.claim["conditions"]}
    assert stated == {"input", "stale", "contractor", "overtime", "moved", "released"}


@pytest.mark.slow
def test_the_schema_of_a_result_has_all_of_it(every: dict[str, Saved]) -> None:
    assert {name: found for name, of in every.items() if (found := faults(of.claim))} == {}


@pytest.mark.slow
def test_a_row_on_a_day_without_room_is_refused(every: dict[str, Saved]) -> None:
    """Each row of each plan a day, a week and a month later and earlier, and for everybody else."""
    tried = 0
    for name, of in every.items():
        chance = Random(name)
        rows = of.claim["plan"]
        for n in chance.sample(range(len(rows)), min(1, len(rows))):
            for row in moved(of, rows[n]):
                claim = of.claim | {"plan": [*rows[:n], row, *rows[n + 1 :]]}
                tried += 1
                if not of.complaints(claim):
                    assert possible(of, claim, f"plan[{n}]"), (name, row)
                    assert "pool" in row or "booking" in row or eligible(of, row), (name, row)
    assert tried > 200


def moved(of: Saved, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    day = date.fromisoformat(row["on"])
    for days in (1, -1, 7, -7, 31, -31):
        yield row | {"on": (day + timedelta(days=days)).isoformat()}
    for person in sorted(of.book.people)[:6]:
        if "pool" not in row and person != row["person"]:
            yield row | {"person": person}


def eligible(of: Saved, row: dict[str, Any]) -> bool:
    """Whether the solver's own problem has this person for this piece of work."""
    question = Question(of.book, (of.deal,), of.today)
    problem = pose(question, Supply(question, certain=False))
    job = next(job for job in problem.jobs if job.id == row["task"])
    parts: tuple[Need | Places, ...] = (*job.needs, *job.places)
    part = next(part for part in parts if part.index == row["requirement"])
    return row["person"] in {problem.workers[w].person for w in part.eligible}
