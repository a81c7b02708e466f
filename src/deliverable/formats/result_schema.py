"""What `check`, `needs` and `free` write with `--format json` to its JSON Schema (draft-07), part by part.

A minor version may add keys, so none is forbidden; those that are always there are required.
"""

from typing import Any, Final

from deliverable.answers.needs import CHECK, STATES
from deliverable.findings import Severity
from deliverable.offers import MOVES

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
Data = dict[str, Any]

TEXT: Final[Data] = {"type": "string"}
DAY: Final[Data] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"}
SWITCH: Final[Data] = {"type": "boolean"}
WHOLE: Final[Data] = {"type": "integer"}
COUNT: Final[Data] = {"type": "integer", "minimum": 0}
SHARE: Final[Data] = {"type": "number", "minimum": 0, "maximum": 1}
NONE: Final[Data] = {"type": "null"}
FINGERPRINT: Final[Data] = {"type": ["string", "null"]}
WORDS: Final = ("yes", "at-risk", "no", "unknown")
LACKING: Final = ("scope", "question", "estimate", "due", "horizon", "undecided", "limit", "stopped")
FAILED: Final = ("never", "fixed", "none", "late", "short", "untried")


def result_schema() -> Data:
    """The schema of an answer: about one deal `deliverable.check/1`, about several `deliverable.checks/1`."""
    kinds = {"oneOf": [_ref("check"), _ref("checks")]}
    return {"$schema": DRAFT, "title": "An answer of deliverable check", **kinds, "definitions": _definitions()}


def _one() -> Data:
    """About one deal."""
    return said(
        "the answer to whether a deal can be delivered as asked",
        _map(
            {
                **_CLAIM,
                "verdict": said("null where faults of the data kept it from one", _word(*WORDS, None)),
                "assumptions": said("what nobody said and was taken", _list(_ASSUMPTION)),
                "conditions": said("what must be so for the answer to hold", _list(_CONDITION)),
                "offers": said("what we could say yes to instead, best first", _list(_ref("offer"))),
                "not_enough": said("changes that don't help, and why", _list(_FAILED)),
                "questions": said("the firm's questions that have to be answered first", _list(_QUESTION)),
                "understood": said("of a deal without a file: what was typed, and how it was read", _list(_UNDERSTOOD)),
                "typed": said("the text of the file of such a deal", TEXT),
                "findings": said("faults of the data, where they kept it from a verdict", _list(_ref("finding"))),
                "faults_elsewhere": said("faults of the data that don't touch this deal", COUNT),
                "checked_against": said("fingerprint of the capacity behind the answer", FINGERPRINT),
                "deal_checked": said("fingerprint of the deal", FINGERPRINT),
            },
            "understood",
            "typed",
            *_CLAIM_OPTIONAL,
        ),
    )


def _several() -> Data:
    """About several deals."""
    claim = {**_CLAIM, "deal": said("the deals' ids", _TEXTS)}
    prints = {key: said("fingerprint of what it was asked of", TEXT) for key in ("checked_against", "deal_checked")}
    chosen = {
        "deals": _TEXTS,
        "verdict": _word(*WORDS),
        "worth": said("value x probability, added up", {"type": "number"}),
    }
    answer = said("null where it is found elsewhere: a deal's own, or that of all together", _or_null(_ref("joint")))
    refused = said("of a set that can't be done, with its proof", _or_null(_ref("joint")))
    best = said("whether nothing that is worth more fits", SWITCH)
    return said(
        "the answers to several deals, and what holds of them together",
        _map(
            {
                "schema": {"const": "deliverable.checks/1"},
                "as_of": said("the day that counts as today", DAY),
                "deals": said("each alone", _list(_ref("check"))),
                "together": said(
                    "null where fewer than two have a verdict", _or_null(_map({**claim, **prints}, *_CLAIM_OPTIONAL))
                ),
                "fits": said(
                    "the sets that can be promised, first as often as asked, then at risk",
                    _list(_map({**chosen, "best": best, "answer": answer})),
                ),
                "tried": said("other sets that were asked for", _list(_map({**chosen, "answer": refused}))),
                "every_set": said("whether every set was considered, not only likely ones", SWITCH),
                "left_out": said("deals with faults in their data, which the rest leaves out", _TEXTS),
                "not_looked_at": said("deals that nobody waited for", _TEXTS),
                "closed": said("how many deals are won or lost", {"type": "object", "additionalProperties": COUNT}),
                "unread": said("files that hold no deal", _TEXTS),
            }
        ),
    )


# --- how it is put together -------------------------------------------------------------------------------------------


def said(what: str, held: Data) -> Data:
    """With what it means; beside a reference nothing else would count."""
    return {"description": what, **({"allOf": [held]} if "$ref" in held else held)}


def _map(keys: Data, *optional: str) -> Data:
    return {"type": "object", "properties": keys, "required": [key for key in keys if key not in optional]}


def _list(item: Data) -> Data:
    return {"type": "array", "items": item}


def _ref(name: str) -> Data:
    return {"$ref": f"#/definitions/{name}"}


def _or_null(held: Data) -> Data:
    return {"anyOf": [held, NONE]}


def _word(*words: str | None) -> Data:
    return {"enum": list(words)}


_DAY_OR_NULL: Final = {**DAY, "type": ["string", "null"]}
_TEXTS: Final = _list(TEXT)
_TEXT_OR_NULL: Final[Data] = {"type": ["string", "null"]}
_PROOF: Final = _ref("proof")
_PROOF_OR_NULL: Final = _or_null(_PROOF)
_PLAN: Final = _list(_ref("work"))

# --- the claim that the audit has accepted ----------------------------------------------------------------------------

_CLAIM: Final[Data] = {
    "schema": {"const": "deliverable.check/1"},
    "deal": said("the deal's id", TEXT),
    "as_of": said("the day that counts as today", DAY),
    "verdict": _word(*WORDS),
    "proof": said("of a no its worst reason, of a yes its plan", _PROOF_OR_NULL),
    "because": said("what an unknown lacks", _list(_word(*LACKING))),
    "reasons": said("all reasons of a no, the worst first", _list(_ref("reason"))),
    "more_people": said("what somebody more would change", _or_null(_ref("more-people"))),
    "nearest": said("what is nearest to a question that search alone refused", _ref("nearest")),
    "due": said("the last day on which it may end", _DAY_OR_NULL),
    "finish": said("when it ends", _ref("finish")),
    "chance": said("how sure that is", _or_null(_ref("chance"))),
    "tasks": said("first and last day of each task of the plan", _list(_ref("task"))),
    "plan": said("who does what on which day: for the question as asked, or for the earliest finish", _PLAN),
    "offers": {"type": "array"},
    "without_holds": said("the holds that an at-risk needs to lapse", _TEXTS),
    "with_holds": said("why it doesn't fit beside the holds", _PROOF),
}
_CLAIM_OPTIONAL: Final = ("because", "reasons", "more_people", "nearest", "without_holds", "with_holds")
_FINISH: Final[Data] = {
    "earliest": said("the earliest finish on the likely figures that there is a plan for", _DAY_OR_NULL),
    "proved": said("whether nothing sooner exists", SWITCH),
    "no_sooner_than": said("the proved lower bound", _DAY_OR_NULL),
    "p50": said("in 50 of 100 trials it has ended by then", _DAY_OR_NULL),
    "p80": said("in 80 of 100 trials it has ended by then", _DAY_OR_NULL),
    "p95": said("in 95 of 100 trials it has ended by then", _DAY_OR_NULL),
    "if_holds_lapse": said("the earliest finish should holds lapse", _DAY_OR_NULL),
    "proof": said("why nothing ends sooner", _PROOF_OR_NULL),
    "proof_beside_holds": said("why nothing ends sooner beside the holds", _PROOF),
}
_CHANCE: Final[Data] = {
    "on_time": said(
        "the share of trials in which all is in time; null without a due date", {**SHARE, "type": ["number", "null"]}
    ),
    "asked": said("the share that was asked for", SHARE),
    "trials": said("0 where nothing is in doubt", COUNT),
    "error": said("the standard error that comes from the number of trials", {"type": "number", "minimum": 0}),
    "based_on": said("where the spread of estimates is from", _word("none", "prior", "record")),
    "projects": said("finished projects that it rests on", COUNT),
    "copied": said("finished projects whose actual efforts look copied from the estimates", COUNT),
    "each": said(
        "of several deals how often each is in time, whatever becomes of the others",
        _list(_map({"deal": TEXT, "on_time": {**SHARE, "type": ["number", "null"]}})),
    ),
    "views": said(
        "with none of the holds, as it is, and with all of them",
        _map(dict.fromkeys(("firm_only", "by_chance", "all_holds"), SHARE)),
    ),
    "hangs_on": said("what would move it most", _list(_map({"what": TEXT, "id": TEXT, "on_time": SHARE}))),
}
_ASSUMPTION: Final = _map(
    {
        "what": TEXT,
        "ids": _TEXTS,
        "value": TEXT,
        "text": said("in words", TEXT),
        "sets": said("the deal's keys that it sets", {"type": "object"}),
    },
    "sets",
)
_CONDITION: Final = _map({"what": TEXT, "ids": _TEXTS, "by": _DAY_OR_NULL, "text": said("in words", TEXT)})
_FAILED: Final = _map({"move": _word(*MOVES), "why": _word(*FAILED)})
_UNDERSTOOD: Final = _map({"said": TEXT, "as": TEXT})
_QUESTION: Final = _map({"id": TEXT, "ask": TEXT, "why": TEXT})

# --- proofs and plans -------------------------------------------------------------------------------------------------

_WHO: Final[Data] = {
    "person": said("a person's id", TEXT),
    "pool": said("a contractor's id", TEXT),
    "number": said("which one of the pool", COUNT),
}
_TASK: Final[Data] = {
    "deal": said("the deal that the task is of, where there are several", TEXT),
    "task": said("a task's id", TEXT),
    "requirement": said("which requirement of the task, from 0", COUNT),
    "booking": said("a booking that names nobody", TEXT),
    "row": said("which row of the booking, from 0", COUNT),
}
_DAYS: Final[Data] = {"from": DAY, "to": DAY}
_TAKEN: Final = _map(
    {
        "why": TEXT,
        "what": said("which weekday, or what is celebrated", TEXT),
        "id": said("the booking", TEXT),
        "client": TEXT,
        "minutes": said("below 0 where it adds", WHOLE),
        "until": _DAY_OR_NULL,
    },
    "what",
)
_ASKED: Final = _map(
    {
        **_TASK,
        "crew": said("places of a crew", SWITCH),
        "skill": TEXT,
        "level": said("at least this level", WHOLE),
        "need_minutes": COUNT,
        **_DAYS,
        "people": said("how many may share it; 0 for no limit", COUNT),
        "because": said("tasks that make the window as narrow as it is", _TEXTS),
    },
    *_TASK,
    "crew",
    "people",
    "because",
)
_HAVE: Final = _map(
    {**_WHO, **_DAYS, "minutes": COUNT, "gross": said("before anything is taken", COUNT), "taken": _list(_TAKEN)},
    *_WHO,
    *_DAYS,
    "gross",
    "taken",
)
_CAPPED: Final = _map({**_TASK, **_DAYS, "people": COUNT, "minutes": COUNT}, "deal", "booking", "row")
_LINK: Final = _map(
    {**_TASK, "kind": _word("effort", "crew", "wait"), **_DAYS}, "deal", "booking", "row", "requirement"
)
_SUM: Final[Data] = {
    "requirements": said("what is asked", _list(_ASKED)),
    "have": said("who could do it, with what they have", _list(_HAVE)),
    "need_minutes": COUNT,
    "have_minutes": COUNT,
}
_KINDS: Final[dict[str, tuple[str, Data]]] = {
    "plan": ("there is a plan", {}),
    "shortfall": ("together these need more than all who could do them have", _SUM),
    "cap": ("these need more than the best `counted` of those who could do them have", {**_SUM, "counted": COUNT}),
    "cut": ("every minute lies in a capped stretch or on a counted person's days", {**_SUM, "capped": _list(_CAPPED)}),
    "chain": (
        "these tasks, one after the other, take longer than there is",
        {"deal": TEXT, "tasks": _TEXTS, "days": COUNT, **_DAYS, "links": _list(_LINK)},
    ),
    "search": (
        "exact search has ruled out the rest",
        {"from": DAY, "until": DAY, "limit": said("seconds of a usual machine", {"type": "number"})},
    ),
}
"""Each kind of proof: what it says, and its keys."""


def _proofs(more: Data) -> Data:
    """Proofs of every kind, with more keys beside their own."""
    return {
        "oneOf": [
            said(what, _map({"kind": {"const": kind}, **keys, **more}, "deal", "share"))
            for kind, (what, keys) in _KINDS.items()
        ]
    }


# --- what is in several places ----------------------------------------------------------------------------------------

_FOUND: Final[Data] = {"finish": _DAY_OR_NULL, "plan": _PLAN, "proof": _PROOF_OR_NULL}
_LATER: Final = _map({"working_days": WHOLE, "to": DAY, "proof": _PROOF})
_SKILL: Final[Data] = {"skill": TEXT, "level": WHOLE}
_MORE: Final = _map({"id": TEXT, **_SKILL, "also": _list(_map(_SKILL)), **_DAYS, "working_days": COUNT})
_PLACE: Final[Data] = {"path": TEXT, "line": COUNT, "column": COUNT}
_TOUCHED: Final[Data] = {
    "id": said("the booking or promise", TEXT),
    "how": _word("moved", "released"),
    "client": TEXT,
    "owner": TEXT,
    **dict.fromkeys(("from", "to", "new_from", "new_to", "until"), _DAY_OR_NULL),
    "answer": said("to the deal behind it, where its scope is on file", {"type": ["object", "null"]}),
}
_CHANGE: Final = _map({"key": said("of the deal's file", _TEXTS), "value": {}})
_STEP: Final[Data] = {
    "move": _word(*MOVES),
    "about": _TEXTS,
    "amount": said("how much of it", WHOLE),
    "least": said("whether the next milder change was refuted", SWITCH),
    "changes": said("null takes a key away", _list(_CHANGE)),
}
_OFFER: Final[Data] = {
    "id": said("its letter", TEXT),
    "moves": _list(_map(_STEP)),
    "verdict": _word(*WORDS),
    "on_time": {**SHARE, "type": ["number", "null"]},
    **dict.fromkeys(("what", "client_gives", "we_give", "ask"), said("in words", _TEXTS)),
    "touches": said("what becomes of others' bookings", _list(_map(_TOUCHED))),
    "deal_checked": said("fingerprint of the changed deal", TEXT),
    "answer": said("to the changed deal", _map(_CLAIM, *_CLAIM_OPTIONAL)),
}
_FINDING: Final[Data] = {
    "rule": said("deliverable rule ID says why", TEXT),
    "severity": _word(*(severity.value for severity in Severity)),
    "message": TEXT,
    "cure": TEXT,
    **_PLACE,
    "end_line": COUNT,
    "end_column": COUNT,
    "fixable": SWITCH,
    "related": _list(_map({"message": TEXT, **_PLACE})),
}


def _definitions() -> Data:
    reason = {
        "short_minutes": said("what is missing", WHOLE),
        "beside": said("minutes that other reasons need too", _list(_map({"reason": WHOLE, "minutes": WHOLE}))),
        "share": said("how many may share it", WHOLE),
        "later": said("the least change of the date that removes it", _or_null(_LATER)),
    }
    work = {**_TASK, **_WHO, "skill": TEXT, "on": DAY, "minutes": COUNT}
    helped = {
        "people": _list(_MORE),
        "makes_it": SWITCH,
        **_FOUND,
        "fewer": said("why fewer don't make it", _PROOF_OR_NULL),
        "another": said("what a further one brings", _or_null(_map(_FOUND, "plan", "proof"))),
    }
    near = {"sooner": _or_null(_LATER), "fewer": _list(_map({"task": TEXT, **_FOUND}, "plan", "proof"))}
    joint = {**_CLAIM, "deal": said("the deals' ids", _TEXTS)}
    return {
        "check": _one(),
        "checks": _several(),
        "joint": _map(joint, *_CLAIM_OPTIONAL),
        "proof": _proofs({}),
        "reason": _proofs(reason),
        "work": said("minutes of somebody on a day", _map(work, *_TASK, *_WHO)),
        "task": _map({"deal": TEXT, "task": TEXT, **_DAYS}, "deal"),
        "finish": _map(_FINISH, "if_holds_lapse", "proof", "proof_beside_holds"),
        "chance": _map(_CHANCE, "copied", "each", "views"),
        "more-people": _map(helped, "plan", "proof"),
        "nearest": _map(near),
        "offer": _map(_OFFER),
        "finding": _map(_FINDING),
    }


# --- what `needs` writes ----------------------------------------------------------------------------------------------

_STAGE: Final = said("the stage that it is needed for", _word(CHECK, "promise"))
_HURDLE: Final = said("what makes it hard, as sales noted it", TEXT)
_USUAL: Final = said("what usually makes it hard, as the firm says", TEXT)
_BLOCKS: Final = _map(
    {
        "check": said("how many open things keep a check from a verdict", COUNT),
        "promise": said("how many more stand before a promise", COUNT),
    }
)
_WANTED: Final[Data] = {
    "id": TEXT,
    "ask": TEXT,
    "why": TEXT,
    "needed_for": _STAGE,
    "if_unknown": said("what is assumed without an answer; null: its stage waits", {"type": ["string", "null"]}),
    "usual_hurdle": _USUAL,
}
_OF_ONE: Final[Data] = {
    "schema": {"const": "deliverable.needs/1"},
    "deal": said("the deal's id", TEXT),
    "as_of": DAY,
    "status": _word("open", "won", "lost"),
    "blocks": said("null where faults kept it from being counted", _or_null(_BLOCKS)),
    "questions": said(
        "the firm's, what blocks first",
        _list(
            _map(
                {
                    **_WANTED,
                    "state": said("what becomes of it", _word(*STATES)),
                    "answer": TEXT,
                    "sets": said("the deal's keys that the assumption sets", {"type": "object"}),
                    "hurdle": _HURDLE,
                }
            )
        ),
    ),
    "not_asked": said(
        "answers and hurdles to questions that the firm doesn't ask",
        _list(_map({"id": TEXT, "answer": TEXT, "hurdle": _HURDLE})),
    ),
    "lacks": said(
        "what the deal doesn't say", _list(_map({"what": TEXT, "ids": _TEXTS, "blocks": SWITCH, "text": TEXT}))
    ),
    "inputs": said(
        "what the client gives",
        _list(_map({"id": TEXT, "what": TEXT, "by": _DAY_OR_NULL, "passed": SWITCH, "tasks": _TEXTS})),
    ),
    "decisions": said(
        "waits for somebody, with the tasks right behind them",
        _list(_map({"task": TEXT, "waiting_for": TEXT, "days": COUNT, "promised": SWITCH, "tasks": _TEXTS})),
    ),
    "ours": said("what operations can do for it", _list(_CONDITION)),
    "findings": said("faults of the deal or of the firm's data", _list(_ref("finding"))),
    "faults_that_block": said("faults elsewhere at which a check would stop", COUNT),
    "faults_elsewhere": COUNT,
}
_NOTED: Final[Data] = {"deal": TEXT, "owner": TEXT, "hurdle": _HURDLE}
_OF_ALL: Final[Data] = {
    "schema": {"const": "deliverable.needs/1"},
    "deal": NONE,
    "as_of": DAY,
    "deals": said(
        "the open ones, what blocks most first",
        _list(_map({"deal": TEXT, "owner": TEXT, "blocks": _BLOCKS, "assumed": COUNT})),
    ),
    "left_out": said("deals with faults in their files", _list(_map({"deal": TEXT, "faults": COUNT}))),
    "questions": said(
        "the firm's, what blocks most first",
        _list(
            _map(
                {
                    **_WANTED,
                    "of": said("how many deals", COUNT),
                    "open": said("on how many it has no answer", COUNT),
                    "blocks": COUNT,
                    "assumed": COUNT,
                    "said": said("on how many the deal's own keys say it", COUNT),
                    "answered": COUNT,
                    "as_assumed": said("answers that are what is assumed anyway", COUNT),
                    "hurdles": _list(_map(_NOTED)),
                }
            )
        ),
    ),
    "not_asked": said("hurdles to questions that the firm doesn't ask", _list(_map({"id": TEXT, **_NOTED}))),
    "findings": said("faults of the firm's data", _list(_ref("finding"))),
}


def needs_schema() -> Data:
    """The schema of what is open on a deal, or without one on all of them: `deliverable.needs/1`."""
    kinds = [said("of one deal", _map(_OF_ONE)), said("of all open deals", _map(_OF_ALL))]
    definitions = {"finding": _map(_FINDING)}
    return {"$schema": DRAFT, "title": "An answer of deliverable needs", "oneOf": kinds, "definitions": definitions}


# --- what is left to sell ---------------------------------------------------------------------------------------------

FREE: Final = "deliverable.free/1"
_LEFT: Final = ("bookable", "beside_firm", "beside_holds", "beside_all")
_LEFT_SAID: Final[Data] = {
    **dict.fromkeys(_LEFT, COUNT),
    "bookable": said("minutes that can be booked at all", COUNT),
    "beside_all": said("bookings that name nobody count too; not of a person", COUNT),
}
_BY_WEEK: Final[Data] = {name: _list(COUNT) for name in _LEFT}


def free_schema() -> Data:
    """The schema of what is left to sell, `deliverable.free/1`."""
    row = {
        "skill": said("a row is a skill, with those who have it", TEXT),
        "people": _TEXTS,
        "person": said("or a person, by name and with the level of the skill that is asked for", TEXT),
        "name": TEXT,
        "level": {"type": ["integer", "null"]},
        "minutes": said("by week", _map(_BY_WEEK, "beside_all")),
        "total": _map(_LEFT_SAID, "beside_all"),
    }
    asked = {"skill": _TEXT_OR_NULL, "level": WHOLE, "team": _TEXT_OR_NULL, "site": _TEXT_OR_NULL, "people": SWITCH}
    hold = {"probability": {**SHARE, "type": ["number", "null"]}, "expires": DAY, "minutes": COUNT}
    booking = {"id": TEXT, "client": TEXT}
    envelope = _map(
        {
            "schema": {"const": FREE},
            "as_of": said("the day that counts as today", DAY),
            "from": said("the first day that counts", DAY),
            "to": said("the last day, a Sunday", DAY),
            "asked": _map({**asked, "counting": _word("all", "holds", "firm")}),
            "day_minutes": said("how long a person-day is", {"type": "number"}),
            "weeks": said("their Mondays", _list(DAY)),
            "people": said("whose time it is", _TEXTS),
            "total": said(
                "of all of them, each once; null where faults kept it from being counted", _or_null(_map(_LEFT_SAID))
            ),
            "rows": said(
                "null where faults of the data kept them from being counted",
                _or_null(_list(_map(row, "skill", "people", "person", "name", "level"))),
            ),
            "together": said(
                "the first Mondays from which one, two and three people have two free weeks in a row",
                _list(_map({"skill": TEXT, "from": _list(_DAY_OR_NULL)})),
            ),
            "ending_holds": said(
                "holds that end, and what that would free", _list(_map({**booking, "owner": TEXT, **hold}))
            ),
            "unnamed": said("bookings in no row of a person", _list(_map({**booking, **_SKILL, "minutes": COUNT}))),
            "findings": said("faults of the data that touch it", _list(_FINDING)),
            "faults_elsewhere": said("faults of the data that don't", COUNT),
        }
    )
    return {"$schema": DRAFT, "title": "What deliverable free says is left", **envelope}
