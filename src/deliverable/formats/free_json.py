"""What is left to sell to the plain data of `deliverable.free/1`."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from deliverable.answers.free import FreeAnswer, Left, Row
from deliverable.formats.findings_json import finding
from deliverable.formats.free_schema import FREE


def document(answer: FreeAnswer) -> dict[str, Any]:
    """All of it, in minutes; `rows` is null where faults of the data kept it from being counted."""
    asked = answer.asked
    return {
        "schema": FREE,
        "as_of": answer.today.isoformat(),
        "from": answer.first.isoformat(),
        "to": answer.last.isoformat(),
        "asked": {
            "skill": asked.skill,
            "level": asked.level,
            "team": asked.team,
            "site": asked.site,
            "people": asked.people,
            "counting": asked.counting,
        },
        "day_minutes": float(answer.book.firm.day),
        "weeks": [monday.isoformat() for monday in answer.mondays],
        "people": list(answer.people),
        "total": None if answer.faults else _minutes([answer.total], people=False, one=True),
        "rows": None if answer.faults else [_row(answer, row) for row in answer.rows],
        "together": [{"skill": one.skill, "from": [*map(_day, one.mondays)]} for one in answer.starts],
        "ending_holds": [
            {
                "id": one.id,
                "client": one.client,
                "owner": one.owner,
                "probability": None if one.probability is None else float(one.probability),
                "expires": one.expires.isoformat(),
                "minutes": one.minutes,
            }
            for one in answer.ending
        ],
        "unnamed": [
            {"id": one.id, "client": one.client, "skill": one.skill, "level": one.level, "minutes": one.minutes}
            for one in answer.nobody
        ],
        "findings": [finding(fault) for fault in answer.faults],
        "faults_elsewhere": answer.elsewhere,
    }


def _row(answer: FreeAnswer, row: Row) -> dict[str, Any]:
    who: dict[str, Any] = {"skill": row.id, "people": list(row.people)}
    if answer.asked.people:
        who = {"person": row.id, "name": answer.book.people[row.id].name, "level": row.level}
    people = answer.asked.people
    return {
        **who,
        "minutes": _minutes(row.weeks, people=people),
        "total": _minutes([row.total], people=people, one=True),
    }


def _minutes(weeks: Sequence[Left], *, people: bool, one: bool = False) -> dict[str, Any]:
    """What can be booked and what is left, by week or of one; of a person without what is booked for nobody by name."""
    columns = {
        "bookable": [left.bookable for left in weeks],
        "beside_firm": [left.firm for left in weeks],
        "beside_holds": [left.holds for left in weeks],
        **({} if people else {"beside_all": [left.all for left in weeks]}),
    }
    return {name: minutes[0] if one else minutes for name, minutes in columns.items()}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
