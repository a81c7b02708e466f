"""Free minutes by stretches against the audit's own day-by-day reckoning."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings

from deliverable.book import Question
from deliverable.engine.audit.days import free_minutes
from deliverable.supply import Supply
from tests.make import questions

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@SETTINGS
@given(questions())
def test_free_minutes_are_what_the_audit_reckons(question: Question) -> None:
    for certain, name in ((False, "with holds"), (True, "certain")):
        supply = Supply(question, certain=certain)
        for person in question.book.people:
            free, clear = supply.person(person).free(supply.start, supply.start + 20)
            days = [supply.day_one + timedelta(days=i) for i in range(21)]
            assert free == [free_minutes(question, person, day, name) for day in days]
            assert all(minutes > 0 or not whole or minutes == 0 for minutes, whole in zip(free, clear, strict=True))


@SETTINGS
@given(questions())
def test_an_account_ends_in_the_free_minutes(question: Question) -> None:
    supply = Supply(question, certain=False)
    first = supply.day_one + timedelta(days=2)
    last = first + timedelta(days=12)
    for person in question.book.people:
        told = supply.account(person, first, last)
        assert told.gross - sum(t.minutes for t in told.taken) == told.minutes
        assert told.minutes == sum(supply.person(person).free(first.toordinal(), last.toordinal())[0])
        assert (told.first, told.last) == (first, last)
        assert isinstance(told.first, date)
