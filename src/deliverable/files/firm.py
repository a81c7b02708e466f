"""The firm's defaults and policy, key by key."""

from types import MappingProxyType
from typing import Any, Final

from deliverable import book
from deliverable.files.decode import Decoder, Either, MapOf
from deliverable.files.forms import TEXTS, WHOLE_WEEK
from deliverable.files.kinds import (
    COUNT,
    LEAD,
    LOAD,
    MONTH_DAY,
    MORE,
    PEOPLE,
    RATE,
    RATIO,
    REF,
    SICKNESS,
    SOME_HOURS,
    SOME_SHARE,
    SPAN,
    SWITCH,
    TEXT,
    WEIGHT,
    choice,
)
from deliverable.files.nodes import Map
from deliverable.files.record import Key, Record, says
from deliverable.files.tables import AnyMap, OrNone, Table, Words
from deliverable.findings import KeyPath

MOVES: Final = (
    "later",
    "later-start",
    "less-scope",
    "phases",
    "fewer-conditions",
    "other-people",
    "move-booking",
    "release-hold",
    "contractor",
    "overtime",
)
"""The counter-offers that a firm can weigh."""


def _estimate_error(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
    value = book.EstimateError(**fields)
    if value.p80 < value.median:
        where = "p80" if says(node, "p80") else "median"
        message = f"the 80th percentile ({float(value.p80):g}) is below the median ({float(value.median):g})"
        return d.wrong(node.pairs[where][1], (*path, where), message, "write a p80 that is not below the median")
    return value


ESTIMATE_ERROR: Final = Record(
    "an estimate error",
    book.EstimateError,
    Key("median", RATIO, "half of the deals took at most this many times their estimate"),
    Key("p80", RATIO, "four in five deals took at most this many times their estimate"),
    finish=_estimate_error,
    written="{median: 1.0, p80: 1.33}",
)
OVERTIME_POLICY: Final = Record(
    "an overtime policy",
    book.OvertimePolicy,
    Key("share", SOME_SHARE, "at most this much on top of a bookable day", required=True, like="10%"),
    Key("weeks", COUNT, "for at most so many weeks", unit="weeks"),
)
OTHER_PEOPLE: Final = Record(
    "a price of other people",
    book.OtherPeople,
    Key("longer", MORE, "how much longer it takes somebody a level below, for each level", unit="of the effort"),
    Key(
        "guiding",
        MORE,
        "how much somebody of the level asked guides them, for each level",
        unit="of the effort",
        like="10%",
    ),
)
HIRE_POLICY: Final = Record(
    "a hiring policy",
    book.HirePolicy,
    Key("lead_time", LEAD, "calendar days from deciding to hire to the first day", like="90d"),
)
SEVERITIES: Final = MapOf(choice("severity", "error", "warning", "info"), "severities", "stale-person")
LINT_THERE: Final = Record(
    "what holds in some files",
    None,
    Key("off", TEXTS, "rules that are not looked at in these files", meant="disable ignore"),
    Key("severity", SEVERITIES, "another severity for a rule in these files"),
    written="{off: [sliver], severity: {stale-person: warning}}",
)


def _lint_policy(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
    """The rules that are off by path pattern, and the severities: a bare list is of rules that are off."""
    del node, path, d
    there = fields.pop("paths", {})
    off = {pattern: said.get("off", ()) if isinstance(said, dict) else said for pattern, said in there.items()}
    severity = {pattern: said["severity"] for pattern, said in there.items() if "severity" in said}
    return book.LintPolicy(**fields, paths=MappingProxyType(off), severity_in=MappingProxyType(severity))


LINT_POLICY: Final = Record(
    "a lint policy",
    book.LintPolicy,
    Key("off", TEXTS, "rules that are not looked at", meant="disable ignore", like="[sliver]"),
    Key("severity", SEVERITIES, "another severity for a rule", like="{stale-person: warning}"),
    Key("require_reason", SWITCH, "whether every allow comment must say why"),
    Key(
        "paths",
        MapOf(Either(TEXTS, LINT_THERE), "rules", "bookings/old/*"),
        "what of this holds in some files, by path pattern",
        like="{bookings/old/*: [sliver]}",
    ),
    finish=_lint_policy,
)


def _question(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
    del node, path, d
    return book.IntakeQuestion(**{"ask": "", **fields})


QUESTION: Final = Record(
    "a question",
    book.IntakeQuestion,
    Key(
        "ask",
        TEXT,
        "the question as it is put to sales",
        required=True,
        meant="question text",
        like="What happens on that date?",
    ),
    Key(
        "why",
        TEXT,
        "what its answer decides",
        meant="reason because",
        like="decides whether a later date is an offer at all",
    ),
    Key("needed_for", choice("stage", "check", "promise"), "the stage that waits for the answer"),
    Key(
        "if_unknown",
        TEXT,
        "what is assumed without an answer, printed with it; without this the question blocks its stage",
        like="treated as preferred",
    ),
    Key(
        "sets",
        AnyMap("{flexibility.date: preferred}"),
        "the deal's keys that the assumption sets, where the deal doesn't say them itself",
        like="{flexibility.date: preferred}",
    ),
    Key("hurdle", TEXT, "why people can't answer it, and what helps", like="clients say ASAP"),
    finish=_question,
)
OFFERS: Final = Words(
    Record(
        "counter-offers",
        None,
        *(Key(move, WEIGHT, "how much it hurts us; never: not offered", field=move) for move in MOVES),
        written="{later: 1}",
        defaults=dict.fromkeys(MOVES, book.ONE),
    )
)
FIRM: Final = Record(
    "a firm",
    book.Firm,
    Key("name", TEXT, "the firm's name", like="Larkspur"),
    Key("currency", TEXT, "the currency of every amount of money", unit="a code such as GBP", like="GBP"),
    Key("day", SOME_HOURS, "what 1d of effort is", meant="day_length hours"),
    Key("week", WHOLE_WEEK, "the working week; a day that is missing is off; absent: Monday to Friday of `day`"),
    Key("calendar", REF, "the calendar whose days off are the firm's", like="england"),
    Key("focus", SOME_SHARE, "share of the working day that can be booked; the rest is mail and meetings"),
    Key("confidence", SOME_SHARE, "a yes must hold in at least this share of cases"),
    Key("people_per_task", PEOPLE, "how many different people may share one requirement, unless it says otherwise"),
    Key("confirm_every", SPAN, "a person's data older than this is stale; absent: not looked at"),
    Key("leave_year", MONTH_DAY, "the month and day on which leave entitlement starts anew"),
    Key("sickness", SICKNESS, "the share of working days that people are ill; none: nobody is ever ill"),
    Key(
        "estimate_error",
        OrNone("none", ESTIMATE_ERROR),
        "actual over estimate of a whole deal, until our own record says better; none: exact",
    ),
    Key("overbooked", LOAD, "firm work plus holds above this share of a person's time is a warning"),
    Key("offers", OFFERS, "which counter-offers are made, and how much each hurts us; 1 if not said"),
    Key("overtime", OVERTIME_POLICY, "how much overtime may be offered"),
    Key("other_people", OTHER_PEOPLE, "what it costs when somebody a level below does the work"),
    Key(
        "costs", MapOf(RATE, "costs by role", "developer"), "cost per day by role, so that nobody's pay is in the file"
    ),
    Key("hires", HIRE_POLICY, "how long hiring takes"),
    Key("lint", LINT_POLICY, "which rules are looked at, and how bad each is"),
    Key("questions", Table(QUESTION, "questions", "date-is-hard"), "the firm's decisive questions to every deal"),
)
