"""The faults that lint knows, in the order of the docs; a rule's docstring is its documentation and its test."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules import (
    after_cycle,
    alike_ids,
    allow_without_reason,
    ambiguous_scalar,
    away_together,
    bad_allow,
    bad_id,
    bad_value,
    booked_after_leaving,
    booked_before_joining,
    booked_while_away,
    booking_not_movable,
    broken_plan,
    client_spelt_twice,
    crew_dates,
    deal_file_name,
    due_before_start,
    due_on_day_off,
    duplicate_booking,
    duplicate_id,
    duplicate_key,
    encoding,
    expired_hold,
    flexible_too_soon,
    held_twice,
    history_column,
    history_file,
    history_row,
    hold_for_closed_deal,
    hold_incomplete,
    late_input,
    lone_skill,
    long_period,
    look_alike,
    message_file,
    message_placeholder,
    missing_firm,
    missing_key,
    mostly_must,
    no_holidays,
    no_leave_booked,
    not_a_hold,
    one_of,
    outside_deal,
    overbooked,
    overbooked_with_holds,
    period_backwards,
    person_twice,
    placeholder,
    promise_without_plan,
    release_not_a_hold,
    round_guess,
    run_on_line,
    same_id,
    skill_twice,
    skill_without_people,
    sliver,
    stale_baseline,
    stale_person,
    syntax,
    too_many_deals,
    top_level,
    unclear_comment,
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
    unused_calendar,
    unused_input,
    unused_pool,
    unused_skill,
    wrong_place,
    yaml_feature,
    yml_suffix,
)
from deliverable.rules.ledger import Ledger


class Rule(Protocol):
    """What every rule's module has: its docstring says what it finds and why, with a bad and a good example."""

    ID: str
    SEVERITY: Severity
    __doc__: str | None


class Check(Rule, Protocol):
    """A rule that looks at the decoded book."""

    def check(self, book: Book, unread: frozenset[str]) -> Iterator[Finding]:
        """Find the faults; `unread` are the top-level keys of which something could not be read, "" being any."""


class Dated(Rule, Protocol):
    """A rule that looks at the decoded book as of a day."""

    def check(self, ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
        """Find the faults of that day; `unread` as for the others."""


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
    "skill-without-people": skill_without_people,
    "due-on-day-off": due_on_day_off,
    "late-input": late_input,
    "outside-deal": outside_deal,
    "mostly-must": mostly_must,
    "round-guess": round_guess,
    "long-period": long_period,
    "placeholder": placeholder,
    "client-spelt-twice": client_spelt_twice,
    "person-twice": person_twice,
    "skill-twice": skill_twice,
    "alike-ids": alike_ids,
    "unused-input": unused_input,
    "unused-skill": unused_skill,
    "unused-calendar": unused_calendar,
    "unused-pool": unused_pool,
    "hold-for-closed-deal": hold_for_closed_deal,
    "duplicate-booking": duplicate_booking,
}

DATED: Mapping[str, Dated] = {
    "expired-hold": expired_hold,
    "booked-while-away": booked_while_away,
    "booked-before-joining": booked_before_joining,
    "booked-after-leaving": booked_after_leaving,
    "overbooked": overbooked,
    "overbooked-with-holds": overbooked_with_holds,
    "too-many-deals": too_many_deals,
    "sliver": sliver,
    "broken-plan": broken_plan,
    "lone-skill": lone_skill,
    "away-together": away_together,
    "no-leave-booked": no_leave_booked,
    "no-holidays": no_holidays,
    "stale-person": stale_person,
}
"""What hangs on the day as well. None of it becomes an error by waiting alone."""

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
    "look-alike": look_alike,
    "unclear-comment": unclear_comment,
    "run-on-line": run_on_line,
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

RULES: Mapping[str, Rule] = {**SHAPES, **CHECKS, **DATED, **SILENCES}

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


def findings(book: Book, unread: frozenset[str], today: date) -> Iterator[Finding]:
    """What every rule finds in the book as of a day, rule by rule."""
    for rule in CHECKS.values():
        yield from rule.check(book, unread)
    ledger = Ledger(book, today)
    for dated in DATED.values():
        yield from dated.check(ledger, unread)


def faults(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """What the rules find that can stop an answer: what is dated never does, and lint alone tells it.

    Somebody who is booked for too much has no time, and an answer counts with that.
    """
    for rule in CHECKS.values():
        if rule.SEVERITY is Severity.ERROR:
            yield from rule.check(book, unread)
