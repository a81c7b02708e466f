"""What `check --format json` writes, of one deal or of several, to its JSON Schema, part by part."""

from typing import Final

from deliverable.formats.schema_parts import (
    CONDITION,
    COUNT,
    DAY,
    DAY_OR_NULL,
    DRAFT,
    FINDING,
    FINGERPRINT,
    SHARE,
    SKILL,
    SWITCH,
    TEXT,
    TEXTS,
    WHOLE,
    Data,
    listed,
    mapped,
    or_null,
    ref,
    said,
    word,
)
from deliverable.offers import MOVES

WORDS: Final = ("yes", "at-risk", "no", "unknown")
LACKING: Final = ("scope", "question", "estimate", "due", "horizon", "undecided", "limit", "stopped")
FAILED: Final = ("never", "fixed", "none", "late", "short", "untried")


def result_schema() -> Data:
    """The schema of an answer: about one deal `deliverable.check/1`, about several `deliverable.checks/1`."""
    kinds = {"oneOf": [ref("check"), ref("checks")]}
    return {"$schema": DRAFT, "title": "An answer of deliverable check", **kinds, "definitions": _definitions()}


def _one() -> Data:
    """About one deal."""
    return said(
        "the answer to whether a deal can be delivered as asked",
        mapped(
            {
                **_CLAIM,
                "verdict": said("null where faults of the data kept it from one", word(*WORDS, None)),
                "assumptions": said("what nobody said and was taken", listed(_ASSUMPTION)),
                "conditions": said("what must be so for the answer to hold", listed(CONDITION)),
                "offers": said("what we could say yes to instead, best first", listed(ref("offer"))),
                "not_enough": said("changes that don't help, and why", listed(_FAILED)),
                "questions": said("the firm's questions that have to be answered first", listed(_QUESTION)),
                "understood": said("of a deal without a file: what was typed and how it was read", listed(_UNDERSTOOD)),
                "typed": said("the text of the file of such a deal", TEXT),
                "findings": said("faults of the data, where they kept it from a verdict", listed(ref("finding"))),
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
    claim = {**_CLAIM, "deal": said("the deals' ids", TEXTS)}
    prints = {key: said("fingerprint of what it was asked of", TEXT) for key in ("checked_against", "deal_checked")}
    chosen = {
        "deals": TEXTS,
        "verdict": word(*WORDS),
        "worth": said("value x probability, added up", {"type": "number"}),
    }
    answer = said("null where it is found elsewhere: a deal's own, or that of all together", or_null(ref("joint")))
    refused = said("of a set that can't be done, with its proof", or_null(ref("joint")))
    best = said("whether nothing that is worth more fits", SWITCH)
    return said(
        "the answers to several deals, and what holds of them together",
        mapped(
            {
                "schema": {"const": "deliverable.checks/1"},
                "as_of": said("the day that counts as today", DAY),
                "deals": said("each alone", listed(ref("check"))),
                "together": said(
                    "null where fewer than two have a verdict", or_null(mapped({**claim, **prints}, *_CLAIM_OPTIONAL))
                ),
                "fits": said(
                    "the sets that can be promised, first as often as asked, then at risk",
                    listed(mapped({**chosen, "best": best, "answer": answer})),
                ),
                "tried": said("other sets that were asked for", listed(mapped({**chosen, "answer": refused}))),
                "search_limit": said(
                    "how long exact search might take for each question, in seconds", {"type": "number"}
                ),
                "every_set": said("whether every set was considered, not only likely ones", SWITCH),
                "left_out": said("deals with faults in their data, which the rest leaves out", TEXTS),
                "not_looked_at": said("deals that nobody waited for", TEXTS),
                "closed": said("how many deals are won or lost", {"type": "object", "additionalProperties": COUNT}),
                "unread": said("files that hold no deal", TEXTS),
            }
        ),
    )


_PROOF: Final = ref("proof")
_PROOF_OR_NULL: Final = or_null(_PROOF)
_PLAN: Final = listed(ref("work"))

# --- the claim that the audit has accepted ----------------------------------------------------------------------------

_CLAIM: Final[Data] = {
    "schema": {"const": "deliverable.check/1"},
    "deal": said("the deal's id", TEXT),
    "as_of": said("the day that counts as today", DAY),
    "verdict": word(*WORDS),
    "proof": said("of a no its worst reason, of a yes its plan", _PROOF_OR_NULL),
    "because": said("what an unknown lacks", listed(word(*LACKING))),
    "reasons": said("all reasons of a no, the worst first", listed(ref("reason"))),
    "more_people": said("what somebody more would change", or_null(ref("more-people"))),
    "nearest": said("what is nearest to a question that search alone refused", ref("nearest")),
    "due": said("the last day on which it may end", DAY_OR_NULL),
    "finish": said("when it ends", ref("finish")),
    "chance": said("how sure that is", or_null(ref("chance"))),
    "tasks": said("first and last day of each task of the plan", listed(ref("task"))),
    "plan": said("who does what on which day: for the question as asked, or for the earliest finish", _PLAN),
    "offers": {"type": "array"},
    "without_holds": said("the holds that an at-risk needs to lapse", TEXTS),
    "with_holds": said("why it doesn't fit beside the holds", _PROOF),
}
_CLAIM_OPTIONAL: Final = ("because", "reasons", "more_people", "nearest", "without_holds", "with_holds")
_FINISH: Final[Data] = {
    "earliest": said("the earliest finish on the likely figures that there is a plan for", DAY_OR_NULL),
    "proved": said("whether nothing sooner exists", SWITCH),
    "no_sooner_than": said("the proved lower bound", DAY_OR_NULL),
    "p50": said("in 50 of 100 trials it has ended by then", DAY_OR_NULL),
    "p80": said("in 80 of 100 trials it has ended by then", DAY_OR_NULL),
    "p95": said("in 95 of 100 trials it has ended by then", DAY_OR_NULL),
    "if_holds_lapse": said("the earliest finish should holds lapse", DAY_OR_NULL),
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
    "based_on": said("where the spread of estimates is from", word("none", "prior", "record")),
    "projects": said("finished projects that it rests on", COUNT),
    "copied": said("finished projects whose actual efforts look copied from the estimates", COUNT),
    "each": said(
        "of several deals how often each is in time, whatever becomes of the others",
        listed(mapped({"deal": TEXT, "on_time": {**SHARE, "type": ["number", "null"]}})),
    ),
    "views": said(
        "with none of the holds, as it is, and with all of them",
        mapped(dict.fromkeys(("firm_only", "by_chance", "all_holds"), SHARE)),
    ),
    "hangs_on": said("what would move it most", listed(mapped({"what": TEXT, "id": TEXT, "on_time": SHARE}))),
}
_ASSUMPTION: Final = mapped(
    {
        "what": TEXT,
        "ids": TEXTS,
        "value": TEXT,
        "text": said("in words", TEXT),
        "sets": said("the deal's keys that it sets", {"type": "object"}),
    },
    "sets",
)
_FAILED: Final = mapped({"move": word(*MOVES), "why": word(*FAILED)})
_UNDERSTOOD: Final = mapped({"said": TEXT, "as": TEXT})
_QUESTION: Final = mapped({"id": TEXT, "ask": TEXT, "why": TEXT})

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
_TAKEN: Final = mapped(
    {
        "why": TEXT,
        "what": said("which weekday, or what is celebrated", TEXT),
        "id": said("the booking", TEXT),
        "client": TEXT,
        "minutes": said("below 0 where it adds", WHOLE),
        "until": DAY_OR_NULL,
    },
    "what",
)
_ASKED: Final = mapped(
    {
        **_TASK,
        "crew": said("places of a crew", SWITCH),
        "skill": TEXT,
        "level": said("at least this level", WHOLE),
        "need_minutes": COUNT,
        **_DAYS,
        "people": said("how many may share it; 0 for no limit", COUNT),
        "because": said("tasks that make the window as narrow as it is", TEXTS),
    },
    *_TASK,
    "crew",
    "people",
    "because",
)
_HAVE: Final = mapped(
    {**_WHO, **_DAYS, "minutes": COUNT, "gross": said("before anything is taken", COUNT), "taken": listed(_TAKEN)},
    *_WHO,
    *_DAYS,
    "gross",
    "taken",
)
_CAPPED: Final = mapped({**_TASK, **_DAYS, "people": COUNT, "minutes": COUNT}, "deal", "booking", "row")
_LINK: Final = mapped(
    {**_TASK, "kind": word("effort", "crew", "wait"), **_DAYS}, "deal", "booking", "row", "requirement"
)
_SUM: Final[Data] = {
    "requirements": said("what is asked", listed(_ASKED)),
    "have": said("who could do it, with what they have", listed(_HAVE)),
    "need_minutes": COUNT,
    "have_minutes": COUNT,
}
_KINDS: Final[dict[str, tuple[str, Data]]] = {
    "plan": ("there is a plan", {}),
    "shortfall": ("together these need more than all who could do them have", _SUM),
    "cap": ("these need more than the best `counted` of those who could do them have", {**_SUM, "counted": COUNT}),
    "cut": ("every minute lies in a capped stretch or on a counted person's days", {**_SUM, "capped": listed(_CAPPED)}),
    "chain": (
        "these tasks, one after the other, take longer than there is",
        {"deal": TEXT, "tasks": TEXTS, "days": COUNT, **_DAYS, "links": listed(_LINK)},
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
            said(what, mapped({"kind": {"const": kind}, **keys, **more}, "deal", "share"))
            for kind, (what, keys) in _KINDS.items()
        ]
    }


# --- what is in several places ----------------------------------------------------------------------------------------

_FOUND: Final[Data] = {"finish": DAY_OR_NULL, "plan": _PLAN, "proof": _PROOF_OR_NULL}
_LATER: Final = mapped({"working_days": WHOLE, "to": DAY, "proof": _PROOF})
_MORE: Final = mapped({"id": TEXT, **SKILL, "also": listed(mapped(SKILL)), **_DAYS, "working_days": COUNT})
_TOUCHED: Final[Data] = {
    "id": said("the booking or promise", TEXT),
    "how": word("moved", "released"),
    "client": TEXT,
    "owner": TEXT,
    **dict.fromkeys(("from", "to", "new_from", "new_to", "until"), DAY_OR_NULL),
    "answer": said("to the deal behind it, where its scope is on file", {"type": ["object", "null"]}),
}
_CHANGE: Final = mapped({"key": said("of the deal's file", TEXTS), "value": {}})
_STEP: Final[Data] = {
    "move": word(*MOVES),
    "about": TEXTS,
    "amount": said("how much of it", WHOLE),
    "least": said("whether the next milder change was refuted", SWITCH),
    "changes": said("null takes a key away", listed(_CHANGE)),
}
_OFFER: Final[Data] = {
    "id": said("its letter", TEXT),
    "moves": listed(mapped(_STEP)),
    "verdict": word(*WORDS),
    "on_time": {**SHARE, "type": ["number", "null"]},
    **dict.fromkeys(("what", "client_gives", "we_give", "ask"), said("in words", TEXTS)),
    "touches": said("what becomes of others' bookings", listed(mapped(_TOUCHED))),
    "deal_checked": said("fingerprint of the changed deal", TEXT),
    "answer": said("to the changed deal", mapped(_CLAIM, *_CLAIM_OPTIONAL)),
}


def _definitions() -> Data:
    reason = {
        "short_minutes": said("what is missing", WHOLE),
        "beside": said("minutes that other reasons need too", listed(mapped({"reason": WHOLE, "minutes": WHOLE}))),
        "share": said("how many may share it", WHOLE),
        "later": said("the least change of the date that removes it", or_null(_LATER)),
    }
    work = {**_TASK, **_WHO, "skill": TEXT, "on": DAY, "minutes": COUNT}
    helped = {
        "people": listed(_MORE),
        "makes_it": SWITCH,
        **_FOUND,
        "fewer": said("why fewer don't make it", _PROOF_OR_NULL),
        "another": said("what a further one brings", or_null(mapped(_FOUND, "plan", "proof"))),
    }
    near = {"sooner": or_null(_LATER), "fewer": listed(mapped({"task": TEXT, **_FOUND}, "plan", "proof"))}
    joint = {**_CLAIM, "deal": said("the deals' ids", TEXTS)}
    return {
        "check": _one(),
        "checks": _several(),
        "joint": mapped(joint, *_CLAIM_OPTIONAL),
        "proof": _proofs({}),
        "reason": _proofs(reason),
        "work": said("minutes of somebody on a day", mapped(work, *_TASK, *_WHO)),
        "task": mapped({"deal": TEXT, "task": TEXT, **_DAYS}, "deal"),
        "finish": mapped(_FINISH, "if_holds_lapse", "proof", "proof_beside_holds"),
        "chance": mapped(_CHANCE, "copied", "each", "views"),
        "more-people": mapped(helped, "plan", "proof"),
        "nearest": mapped(near),
        "offer": mapped(_OFFER),
        "finding": mapped(FINDING),
    }
