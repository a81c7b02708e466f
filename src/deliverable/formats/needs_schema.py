"""What `needs --format json` writes to its JSON Schema."""

from typing import Final

from deliverable.answers.needs import CHECK, STATES
from deliverable.formats.schema_parts import (
    CONDITION,
    COUNT,
    DAY,
    DAY_OR_NULL,
    DRAFT,
    FINDING,
    NONE,
    SWITCH,
    TEXT,
    TEXTS,
    Data,
    listed,
    mapped,
    or_null,
    ref,
    said,
    word,
)

_STAGE: Final = said("the stage that it is needed for", word(CHECK, "promise"))
_HURDLE: Final = said("what makes it hard, as sales noted it", TEXT)
_USUAL: Final = said("what usually makes it hard, as the firm says", TEXT)
_BLOCKS: Final = mapped(
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
    "status": word("open", "won", "lost"),
    "blocks": said("null where faults kept it from being counted", or_null(_BLOCKS)),
    "questions": said(
        "the firm's, what blocks first",
        listed(
            mapped(
                {
                    **_WANTED,
                    "state": said("what becomes of it", word(*STATES)),
                    "answer": TEXT,
                    "sets": said("the deal's keys that the assumption sets", {"type": "object"}),
                    "hurdle": _HURDLE,
                }
            )
        ),
    ),
    "not_asked": said(
        "answers and hurdles to questions that the firm doesn't ask",
        listed(mapped({"id": TEXT, "answer": TEXT, "hurdle": _HURDLE})),
    ),
    "lacks": said(
        "what the deal doesn't say", listed(mapped({"what": TEXT, "ids": TEXTS, "blocks": SWITCH, "text": TEXT}))
    ),
    "inputs": said(
        "what the client gives",
        listed(mapped({"id": TEXT, "what": TEXT, "by": DAY_OR_NULL, "passed": SWITCH, "tasks": TEXTS})),
    ),
    "decisions": said(
        "waits for somebody, with the tasks right behind them",
        listed(mapped({"task": TEXT, "waiting_for": TEXT, "days": COUNT, "promised": SWITCH, "tasks": TEXTS})),
    ),
    "ours": said("what operations can do for it", listed(CONDITION)),
    "findings": said("faults of the deal or of the firm's data", listed(ref("finding"))),
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
        listed(mapped({"deal": TEXT, "owner": TEXT, "blocks": _BLOCKS, "assumed": COUNT})),
    ),
    "left_out": said("deals with faults in their files", listed(mapped({"deal": TEXT, "faults": COUNT}))),
    "questions": said(
        "the firm's, what blocks most first",
        listed(
            mapped(
                {
                    **_WANTED,
                    "of": said("how many deals", COUNT),
                    "open": said("on how many it has no answer", COUNT),
                    "blocks": COUNT,
                    "assumed": COUNT,
                    "said": said("on how many the deal's own keys say it", COUNT),
                    "answered": COUNT,
                    "as_assumed": said("answers that are what is assumed anyway", COUNT),
                    "hurdles": listed(mapped(_NOTED)),
                }
            )
        ),
    ),
    "not_asked": said("hurdles to questions that the firm doesn't ask", listed(mapped({"id": TEXT, **_NOTED}))),
    "findings": said("faults of the firm's data", listed(ref("finding"))),
}


def needs_schema() -> Data:
    """The schema of what is open on a deal, or without one on all of them: `deliverable.needs/1`."""
    kinds = [said("of one deal", mapped(_OF_ONE)), said("of all open deals", mapped(_OF_ALL))]
    definitions = {"finding": mapped(FINDING)}
    return {"$schema": DRAFT, "title": "An answer of deliverable needs", "oneOf": kinds, "definitions": definitions}
