"""The faults that lint knows, in the order of the docs; a rule's docstring is its documentation and its test."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules import (
    after_cycle,
    allow_without_reason,
    ambiguous_scalar,
    bad_allow,
    bad_id,
    bad_value,
    booking_not_movable,
    crew_dates,
    deal_file_name,
    due_before_start,
    duplicate_id,
    duplicate_key,
    encoding,
    flexible_too_soon,
    held_twice,
    history_column,
    history_file,
    history_row,
    hold_incomplete,
    message_file,
    message_placeholder,
    missing_firm,
    missing_key,
    not_a_hold,
    one_of,
    period_backwards,
    promise_without_plan,
    release_not_a_hold,
    same_id,
    stale_baseline,
    syntax,
    top_level,
    unknown_booking,
    unknown_calendar,
    unknown_input,
    unknown_key,
    unknown_person,
    unknown_pool,
    unknown_question,
    unknown_rule,
    unknown_site,
    unknown_skill,
    unknown_task,
    unknown_team,
    unreadable_file,
    unused_allow,
    wrong_place,
    yaml_feature,
    yml_suffix,
)


class Rule(Protocol):
    """What every rule's module has: its docstring says what it finds and why, with a bad and a good example."""

    ID: str
    SEVERITY: Severity
    __doc__: str | None


class Check(Rule, Protocol):
    """A rule that looks at the decoded book."""

    def check(self, book: Book, unread: frozenset[str]) -> Iterator[Finding]:
        """Find the faults; `unread` are the top-level keys of which something could not be read, "" being any."""


CHECKS: Mapping[str, Check] = {
    "unknown-person": unknown_person,
    "unknown-skill": unknown_skill,
    "unknown-site": unknown_site,
    "unknown-team": unknown_team,
    "unknown-calendar": unknown_calendar,
    "unknown-task": unknown_task,
    "unknown-input": unknown_input,
    "unknown-pool": unknown_pool,
    "unknown-booking": unknown_booking,
    "booking-not-movable": booking_not_movable,
    "flexible-too-soon": flexible_too_soon,
    "release-not-a-hold": release_not_a_hold,
    "unknown-question": unknown_question,
    "unknown-rule": unknown_rule,
    "after-cycle": after_cycle,
    "period-backwards": period_backwards,
    "due-before-start": due_before_start,
    "crew-dates": crew_dates,
    "held-twice": held_twice,
    "same-id": same_id,
    "promise-without-plan": promise_without_plan,
    "hold-incomplete": hold_incomplete,
    "not-a-hold": not_a_hold,
}

SHAPES: Mapping[str, Rule] = {
    "syntax": syntax,
    "encoding": encoding,
    "unreadable-file": unreadable_file,
    "yml-suffix": yml_suffix,
    "missing-firm": missing_firm,
    "top-level": top_level,
    "yaml-feature": yaml_feature,
    "duplicate-key": duplicate_key,
    "ambiguous-scalar": ambiguous_scalar,
    "unknown-key": unknown_key,
    "missing-key": missing_key,
    "one-of": one_of,
    "wrong-place": wrong_place,
    "bad-value": bad_value,
    "bad-id": bad_id,
    "duplicate-id": duplicate_id,
    "deal-file-name": deal_file_name,
    "history-file": history_file,
    "history-column": history_column,
    "history-row": history_row,
    "message-file": message_file,
    "message-placeholder": message_placeholder,
}
"""Faults that arise while files are read; here is only what they mean."""

SILENCES: Mapping[str, Rule] = {
    "unused-allow": unused_allow,
    "bad-allow": bad_allow,
    "allow-without-reason": allow_without_reason,
    "stale-baseline": stale_baseline,
}
"""Faults of what silences others, which show when all others are known; here is only what they mean."""

RULES: Mapping[str, Rule] = {**SHAPES, **CHECKS, **SILENCES}

BROKEN: frozenset[str] = frozenset(SHAPES) | {
    "unknown-person",
    "unknown-skill",
    "unknown-site",
    "unknown-team",
    "unknown-calendar",
    "unknown-task",
    "unknown-input",
    "unknown-pool",
    "unknown-booking",
    "booking-not-movable",
    "release-not-a-hold",
    "after-cycle",
    "period-backwards",
    "due-before-start",
    "crew-dates",
    "held-twice",
    "same-id",
    "promise-without-plan",
}
"""What can't be read, points at nothing or contradicts itself: no comment lets an answer rest on it."""


def findings(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """What every rule finds in the book, rule by rule."""
    for rule in CHECKS.values():
        yield from rule.check(book, unread)
