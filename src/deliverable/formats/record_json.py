"""The firm's record to the plain data of `deliverable.record/1`."""

from collections.abc import Sequence
from typing import Any

from deliverable.answers.record import Dates, Efforts, Group, RecordAnswer, kept_of
from deliverable.record import Spread
from deliverable.record.replay import SHARES, Replayed

PLACES = 6
NAMES = tuple(f"{share * 100:.0f}" for share in SHARES)
"""The shares as keys: 50, 80, 95."""


def document(answer: RecordAnswer, *, back_test: bool = False) -> dict[str, Any]:
    """The whole record; with `back_test` each project's promises too. Ratios are actual over estimate or plan."""
    return {
        "schema": "deliverable.record/1",
        "as_of": answer.today.isoformat(),
        "projects": answer.projects,
        "ended_later": answer.later,
        "faults": answer.faults,
        "dates": _dates(answer.dates),
        "effort": _efforts(answer.efforts),
        "promise": {
            "effort": None if answer.effort is None else _spread(answer.effort),
            "duration": _spread(answer.duration),
        },
        "back_test": {
            "effort": _back_test(answer.effort_promises, rows=back_test),
            "duration": _back_test(answer.duration_promises, rows=back_test),
        },
        "by_skill": [_group(group) for group in answer.skills],
        "by_client": [_group(group) for group in answer.clients],
    }


def _dates(of: Dates) -> dict[str, Any]:
    return {"of": of.of, "kept": of.kept, "days_late": {"p50": of.half, "p80": of.most}}


def _efforts(of: Efforts) -> dict[str, Any]:
    ratio = {"p50": _number(of.half), "p80": _number(of.most)}
    return {"of": of.of, "kept": of.kept, "ratio": ratio, "latest": of.latest, "copied": of.copied}


def _spread(of: Spread) -> dict[str, Any]:
    return {
        **{f"p{name}": _number(of.quantile(share)) for name, share in zip(NAMES, SHARES, strict=True)},
        "based_on": of.based_on,
        "projects": of.projects,
        "prior_counts_as": _number(of.prior_weight),
        "copied": of.copied,
    }


def _back_test(promises: Sequence[Replayed], *, rows: bool) -> dict[str, Any]:
    counts = {"of": len(promises), "kept": dict(zip(NAMES, kept_of(promises), strict=True))}
    return counts | ({"projects": [_row(one) for one in promises]} if rows else {})


def _row(of: Replayed) -> dict[str, Any]:
    one = of.outcome
    return {
        "project": one.project,
        "client": one.client,
        "start": None if one.start is None else one.start.isoformat(),
        "ended": one.actual_end.isoformat(),
        "known": of.known,
        "copied": of.copied,
        "promised": {name: _number(ratio) for name, ratio in zip(NAMES, of.promised, strict=True)},
        "actual": _number(of.actual),
        "kept": dict(zip(NAMES, of.kept, strict=True)),
    }


def _group(of: Group) -> dict[str, Any]:
    return {
        "name": of.name,
        "projects": of.projects,
        "dates": _dates(of.dates),
        "effort": _efforts(of.efforts),
    }


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), PLACES)
