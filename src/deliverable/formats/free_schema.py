"""What `free --format json` writes to its JSON Schema."""

from typing import Final

from deliverable.formats.schema_parts import (
    COUNT,
    DAY,
    DAY_OR_NULL,
    DRAFT,
    FINDING,
    SHARE,
    SKILL,
    SWITCH,
    TEXT,
    TEXT_OR_NULL,
    TEXTS,
    WHOLE,
    Data,
    listed,
    mapped,
    or_null,
    said,
    word,
)

FREE: Final = "deliverable.free/1"
_LEFT: Final = ("bookable", "beside_firm", "beside_holds", "beside_all")
_LEFT_SAID: Final[Data] = {
    **dict.fromkeys(_LEFT, COUNT),
    "bookable": said("minutes that can be booked at all", COUNT),
    "beside_all": said("bookings that name nobody count too; not of a person", COUNT),
}
_BY_WEEK: Final[Data] = {name: listed(COUNT) for name in _LEFT}


def free_schema() -> Data:
    """The schema of what is left to sell, `deliverable.free/1`."""
    row = {
        "skill": said("a row is a skill, with those who have it", TEXT),
        "people": TEXTS,
        "person": said("or a person, by name and with the level of the skill that is asked for", TEXT),
        "name": TEXT,
        "level": {"type": ["integer", "null"]},
        "minutes": said("by week", mapped(_BY_WEEK, "beside_all")),
        "total": mapped(_LEFT_SAID, "beside_all"),
    }
    asked = {"skill": TEXT_OR_NULL, "level": WHOLE, "team": TEXT_OR_NULL, "site": TEXT_OR_NULL, "people": SWITCH}
    hold = {"probability": {**SHARE, "type": ["number", "null"]}, "expires": DAY, "minutes": COUNT}
    booking = {"id": TEXT, "client": TEXT}
    envelope = mapped(
        {
            "schema": {"const": FREE},
            "as_of": said("the day that counts as today", DAY),
            "from": said("the first day that counts", DAY),
            "to": said("the last day, a Sunday", DAY),
            "asked": mapped({**asked, "counting": word("all", "holds", "firm")}),
            "day_minutes": said("how long a person-day is", {"type": "number"}),
            "weeks": said("their Mondays", listed(DAY)),
            "people": said("whose time it is", TEXTS),
            "total": said(
                "of all of them, each once; null where faults kept it from being counted", or_null(mapped(_LEFT_SAID))
            ),
            "rows": said(
                "null where faults of the data kept them from being counted",
                or_null(listed(mapped(row, "skill", "people", "person", "name", "level"))),
            ),
            "together": said(
                "the first Mondays from which one, two and three people have two free weeks in a row",
                listed(mapped({"skill": TEXT, "from": listed(DAY_OR_NULL)})),
            ),
            "ending_holds": said(
                "holds that end, and what that would free", listed(mapped({**booking, "owner": TEXT, **hold}))
            ),
            "unnamed": said("bookings in no row of a person", listed(mapped({**booking, **SKILL, "minutes": COUNT}))),
            "findings": said("faults of the data that touch it", listed(FINDING)),
            "faults_elsewhere": said("faults of the data that don't", COUNT),
        }
    )
    return {"$schema": DRAFT, "title": "What deliverable free says is left", **envelope}
