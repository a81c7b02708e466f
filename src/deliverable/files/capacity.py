"""What operations write, key by key: calendars, skills, people, contractors, bookings and promises."""

from typing import Any, Final

from deliverable import book
from deliverable.files.decode import BAD, Decoder, ListOf, MapOf
from deliverable.files.forms import EFFORT_RANGE, OTHER_DAYS, TEXTS, WHOLE_WEEK, stretch
from deliverable.files.kinds import (
    COUNT,
    DATE,
    DONE,
    LEAD,
    LEAVE_DAYS,
    LEVEL,
    MORE,
    PEOPLE,
    RATE,
    REF,
    SHARE,
    SOME_SHARE,
    TEXT,
    WORKING_DAYS,
    choice,
)
from deliverable.files.nodes import Map
from deliverable.files.record import Key, Record
from deliverable.files.rows import PLAN_ROW, ROW
from deliverable.findings import KeyPath

# --- calendars, skills, people ---------------------------------------------------------------------------------------

DAYS_OFF: Final = stretch(
    "days off",
    book.DaysOff,
    Key("name", TEXT, "what is celebrated or why it is closed", meant="reason what", like="Christmas Day"),
)
CALENDAR: Final = Record(
    "a calendar",
    book.Calendar,
    Key("week", WHOLE_WEEK, "the working week, complete; replaces the firm's"),
    Key("days_off", ListOf(DAYS_OFF), "public holidays and closures", meant="holidays closed"),
)
SKILL: Final = Record(
    "a skill",
    book.Skill,
    Key("name", TEXT, "as it is shown", like="React", meant="title"),
    Key(
        "also_called",
        TEXTS,
        "other words that people use for it",
        meant="aliases alias synonyms",
        like="[reactjs, react.js]",
    ),
    Key(
        "near",
        MapOf(MORE, "shares by skill", "preact"),
        "skills whose people can stand in, and how much longer it takes them",
    ),
)
TIME_OFF: Final = stretch("time off", book.TimeOff, Key("share", SOME_SHARE, "of each day; all of it if not said"))
PERSON: Final = Record(
    "a person",
    book.Person,
    Key("name", TEXT, "as it is shown", like="Sofia Marin"),
    Key("role", TEXT, "what they are; `firm.costs` is by role", meant="title position job", like="developer"),
    Key("team", TEXT, "their team", meant="group department", like="build"),
    Key("site", TEXT, "where they work", meant="location office", like="bristol"),
    Key("calendar", REF, "replaces the firm's calendar", like="england"),
    Key("week", OTHER_DAYS, "hours by weekday, only the days that differ", meant="hours"),
    Key("focus", SOME_SHARE, "share of their working day that can be booked; the firm's if not said"),
    Key(
        "skills",
        MapOf(LEVEL, "levels by skill", "react"),
        "what they can do: 1 learning to 5 teaches others",
        meant="can knows",
    ),
    Key("joins", DATE, "first day", meant="joined starts start hired"),
    Key("leaves", DATE, "last day", meant="left end leaves_on"),
    Key(
        "time_off",
        ListOf(TIME_OFF),
        "when they are away; no reasons: they are nobody's business",
        meant="holidays absences leave away vacation",
    ),
    Key(
        "allowance",
        LEAVE_DAYS,
        "yearly leave, booked or not; what is not booked yet is taken off evenly",
        meant="leave_days",
    ),
    Key("max_deals", COUNT, "more deals at once is a warning", unit="deals"),
    Key("confirmed", DATE, "when somebody last said that this is right", meant="checked updated"),
)
RAMP_UP: Final = Record(
    "a ramp-up",
    book.RampUp,
    Key("for", WORKING_DAYS, "the first working days", field="days", required=True, like="3d"),
    Key("at", SHARE, "what they give on each of those days", required=True, unit="of a day", like="50%"),
)
CONTRACTOR: Final = Record(
    "a contractor",
    book.Contractor,
    Key("name", TEXT, "as it is shown", like="Shopify freelancers"),
    Key("skills", MapOf(LEVEL, "levels by skill", "react"), "what everybody in the pool can do"),
    Key("people", PEOPLE, "at once, at most"),
    Key("lead_time", LEAD, "calendar days from asking to the first day"),
    Key("ramp_up", RAMP_UP, "how they start"),
    Key("most", EFFORT_RANGE, "effort a month, at most", meant="max limit"),
    Key("cost", RATE, "per day", meant="rate price"),
)


# --- bookings and promises -------------------------------------------------------------------------------------------


def _until(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
    del node, path, d
    return fields.get("until", BAD)


FLEXIBLE: Final = Record(
    "how far a booking may move",
    None,
    Key("until", DATE, "may move as a whole, last day no later", required=True),
    finish=_until,
)
BOOKING: Final = Record(
    "a booking",
    book.Booking,
    Key("client", TEXT, "whom it is for", meant="customer", like="Harbour Trust"),
    Key("owner", TEXT, "who answers for it", meant="contact manager", like="jonas"),
    Key(
        "status",
        choice("status", "firm", "hold", "internal"),
        "firm work, a hold that may lapse, or internal work",
        meant="state kind type",
    ),
    Key("flexible", FLEXIBLE, "how far it may move; absent: it may not", field="flexible_until"),
    Key("probability", SHARE, "how likely a hold becomes firm", unit="0% to 100%", meant="chance likelihood"),
    Key("expires", DATE, "a hold counts up to and including this day", meant="until expiry"),
    Key("deal", REF, "the deal that it is for", like="museum-site"),
    Key("work", ListOf(ROW), "who is booked, when and how much", meant="rows bookings allocations"),
)
FEEDBACK: Final = Record(
    "feedback",
    book.Feedback,
    Key("from", TEXT, "who said it", field="source", required=True, like="City Museum"),
    Key("said", TEXT, "what they said", required=True, like="It was ready before the labels were."),
)
THANKS: Final = Record(
    "thanks",
    book.Thanks,
    Key("to", REF, "who is thanked", required=True, like="sofia"),
    Key("from", TEXT, "who thanks", field="source", required=True, like="tom"),
    Key("for", TEXT, "what for", field="what", required=True, like="the week before the opening"),
)
PROMISE_KEYS: Final = (
    Key("status", choice("status", "held", "promised", "delivered", "withdrawn"), "where it stands", meant="state"),
    Key("client", TEXT, "whom it is for", meant="customer", like="Harbour Trust"),
    Key("owner", TEXT, "who asked", like="tom"),
    Key("agreed_by", TEXT, "who said yes", like="priya"),
    Key("agreed_on", DATE, "when"),
    Key("expires", DATE, "while held: it counts up to and including this day"),
    Key("probability", SHARE, "while held: how likely it becomes firm", unit="0% to 100%"),
    Key("due", DATE, "the last day on which it may end"),
    Key("chance", SHARE, "of being on time, as shown when it was agreed", unit="0 to 1"),
    Key("checked_against", TEXT, "fingerprint of the capacity data behind the yes", like="5d2f0c1e"),
    Key("plan", ListOf(PLAN_ROW), "the work that it books; it replaces bookings with the same deal"),
    Key("delivered_on", DATE, "when it was delivered"),
    Key("actual", MapOf(DONE, "efforts by skill", "react"), "what it took, by skill"),
    Key("feedback", FEEDBACK, "what the client said"),
    Key("thanks", ListOf(THANKS), "who thanked whom for what"),
)
