"""What sales write, key by key: a deal, its scope and what it counts on."""

from typing import Any, Final

from deliverable import book
from deliverable.files.capacity import PROMISE_KEYS
from deliverable.files.decode import BAD, NULL, Decoder, ListOf, MapOf
from deliverable.files.forms import DURATION_RANGE, EFFORT_RANGE, PERIOD, REFS, TEXTS
from deliverable.files.kinds import DATE, MONEY, REF, SHARE, SOME_SHARE, TEXT, WORKING_DAYS, choice
from deliverable.files.needs import CREWS, REQUIREMENTS
from deliverable.files.nodes import Map, Node, Scalar
from deliverable.files.record import Key, Record, missing, says
from deliverable.files.rows import goes_with
from deliverable.files.tables import Table
from deliverable.findings import KeyPath

HOW: Final = choice("flexibility", "fixed", "preferred", "flexible")
FLEXIBILITY: Final = Record(
    "a deal's flexibility",
    book.Flexibility,
    Key("date", HOW, "whether the due date may move", meant="due time"),
    Key("scope", HOW, "whether tasks may be left out"),
    Key("budget", HOW, "whether it may cost more", meant="money price"),
    written="{date: fixed, scope: preferred, budget: flexible}",
)
INPUT: Final = Record(
    "an input",
    book.Input,
    Key("what", TEXT, "what the client must give us", meant="name description", like="exhibition texts"),
    Key("by", DATE, "the day from which work may start on it; absent: nobody knows yet", meant="date due when"),
)


# --- the scope -------------------------------------------------------------------------------------------------------

_FORMS: Final = ("effort", "duration", "crew", "wait")
_BESIDE: Final = {"waiting_for": "wait", "dates": "crew"}


def _task(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
    excused = [text for text in _FORMS if (*path, text) in d.excused]
    forms = {"crew" if text == "duration" else text for text in _FORMS if text in node.pairs or text in excused}
    if len(forms) != 1:
        _not_one_form(node, path, d)
    elif "crew" in forms:
        _crew(node, path, d)
    elif not says(node, *forms) and not excused:
        example = "`effort: {react: 8d}`" if "effort" in forms else "`wait: 5d`"
        text = next(iter(forms))
        d.say(
            "missing-key",
            d.key_place((*path, text)),
            f"`{text}` says nothing",
            f"write it like {example}",
            (*path, text),
        )
    for aside, other in _BESIDE.items():
        if other not in forms:
            goes_with(aside, other, node, path, d)
    return book.Task(**fields)


def _not_one_form(node: Map, path: KeyPath, d: Decoder) -> None:
    there = [text for text in _FORMS if text in node.pairs]
    message = "a task is work, a crew or a wait; this has " + (" and ".join(f"`{t}`" for t in there) or "none of them")
    place = d.key_place((*path, there[1]) if there else path)
    d.say("one-of", place, message, "give it one of `effort`, `duration` with `crew`, or `wait`", path)


def _crew(node: Map, path: KeyPath, d: Decoder) -> None:
    for text in ("duration", "crew"):
        if not says(node, text):
            missing(TASK.keys[text], path, d)


TASK: Final = Record(
    "a task",
    book.Task,
    Key("priority", choice("priority", "must", "should", "could"), "must if not said", meant="prio moscow"),
    Key(
        "after",
        REFS,
        "tasks that must have ended before",
        meant="depends_on depends needs requires follows",
        like="[design]",
    ),
    Key("effort", REQUIREMENTS, "divisible work, by skill", meant="estimate work"),
    Key("duration", DURATION_RANGE, "how long the crew works together, uninterrupted", meant="length takes"),
    Key("crew", CREWS, "who works together, the same people from first to last day", meant="team"),
    Key("dates", PERIOD, "exactly then", meant="when on"),
    Key("wait", DURATION_RANGE, "working days in which nobody of us works", meant="waiting delay"),
    Key("waiting_for", TEXT, "client, us or a name; a wait on somebody varies, a plain one doesn't", like="client"),
    Key("inputs", REFS, "what it needs from the client", like="[texts]"),
    Key("by", DATE, "a milestone: the last day on which it may end", meant="due deadline until"),
    Key("not_before", DATE, "no work on it before this day", meant="start from earliest"),
    finish=_task,
    written="{effort: {react: 8d}}",
    one_of=(("effort", "crew", "wait"),),
    beside={"duration": "crew", "crew": "duration", **_BESIDE},
)


class InOrder:
    """A map from ids to records, as a tuple in the order written."""

    def __init__(self, record: Record, what: str, named: str) -> None:
        self.record = record
        self.table = Table(record, what, named)
        self.name = self.table.name
        self.written = self.table.written

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """The nouns in the order written."""
        found = self.table.decode(node, path, d)
        return found if found is BAD or found is NULL else tuple(found.values())


SCOPE: Final = InOrder(TASK, "tasks", "build")


# --- what it counts on -----------------------------------------------------------------------------------------------


OVERTIME: Final = Record(
    "overtime",
    book.Overtime,
    Key("share", SOME_SHARE, "on top of each bookable day", required=True, like="10%"),
    Key("from", DATE, "the first day; without dates, in the policy's weeks that end on the due date", field="first"),
    Key("to", DATE, "the last day", field="last"),
)


class OvertimeForm:
    """A bare share, or a share with dates."""

    name = "overtime"
    written = "10%"
    record = OVERTIME

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """Overtime of either form."""
        if type(node) is not Scalar:
            return OVERTIME.decode(node, path, d)
        share = SOME_SHARE.decode(node, path, d)
        return share if share is BAD or share is NULL else book.Overtime(share)


EXTRAS: Final = Record(
    "what a deal counts on",
    book.Extras,
    Key(
        "contractors",
        ListOf(
            Record(
                "work by a contractor",
                book.ContractorUse,
                Key("pool", REF, "the contractor's id", required=True, like="shopify-pool"),
                Key("effort", EFFORT_RANGE, "how much", required=True),
                Key("from", DATE, "the first day", field="first", required=True),
            )
        ),
        "outside people",
    ),
    Key("overtime", MapOf(OvertimeForm(), "overtime by person", "sofia"), "who works longer"),
    Key(
        "moved",
        MapOf(WORKING_DAYS, "working days by booking", "harbour-trust"),
        "bookings that begin and end later",
        unit="working days later",
    ),
    Key("released", REFS, "holds that lapse", like="[theatre-tickets]"),
    written="{released: [a-hold]}",
)


# --- deals and promises ----------------------------------------------------------------------------------------------


def _deal(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
    del path, d
    stated = frozenset(text for text, (scalar, _) in node.pairs.items() if scalar.start >= 0 and says(node, text))
    return book.Deal(**fields, said=stated)


DEAL: Final = Record(
    "a deal",
    book.Deal,
    Key(
        "deal",
        REF,
        "the deal's id: the file's name without .yaml",
        field="id",
        required=True,
        meant="id",
        like="museum-site",
    ),
    Key("name", TEXT, "as it is shown", meant="title", like="Exhibition website"),
    Key("client", TEXT, "whom it is for", meant="customer", like="City Museum"),
    Key("owner", TEXT, "who in sales answers for it", meant="sales contact", like="tom"),
    Key("start", DATE, "no work before; absent: today", meant="from begin starts"),
    Key(
        "due",
        DATE,
        "the last day on which it may end; absent: `check` answers with the earliest",
        meant="deadline end by to until",
    ),
    Key("latest_acceptable", DATE, "how late the client could live with, if known", meant="latest"),
    Key(
        "flexibility",
        FLEXIBILITY,
        "fixed: never changed; preferred: changed last; flexible: changed first",
        meant="flexible",
    ),
    Key("budget", MONEY, "what the client can pay"),
    Key("confidence", SOME_SHARE, "a yes must hold in at least this share of cases; the firm's if not said"),
    Key("value", MONEY, "what it is worth to us", meant="price"),
    Key("probability", SHARE, "how likely it is won", unit="0% to 100%", meant="chance"),
    Key("status", choice("status", "open", "won", "lost"), "where it stands", meant="state"),
    Key("sites", TEXTS, "only people of these sites", meant="site", like="[bristol]"),
    Key("teams", TEXTS, "only people of these teams", meant="team", like="[build]"),
    Key("who", REFS, "only these people", meant="only people", like="[sofia, dan]"),
    Key("not", REFS, "none of these people", field="exclude", meant="except without exclude", like="[callum]"),
    Key(
        "answers",
        MapOf(TEXT, "answers by question", "date-is-hard"),
        "what the client said to the firm's questions",
        like="{date-is-hard: the exhibition opens}",
    ),
    Key(
        "hurdles",
        MapOf(TEXT, "hurdles by question", "date-is-hard"),
        "why a question could not be answered",
        like="{date-is-hard: the curator is away}",
    ),
    Key(
        "inputs", InOrder(INPUT, "inputs", "texts"), "what the client must give us, and from when; becomes a condition"
    ),
    Key("scope", SCOPE, "the tasks", meant="tasks work phases"),
    Key("with", EXTRAS, "what it counts on beyond the capacity as it is; each becomes a condition", field="extras"),
    finish=_deal,
)


PROMISE: Final = Record(
    "a promise",
    book.Promise,
    *PROMISE_KEYS,
    Key("scope", SCOPE, "as agreed, in the deal's form"),
    written="{status: held}",
)
