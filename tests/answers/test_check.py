"""Which faults stop an answer, what is a condition, and what is assumed."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from deliverable.answers.check import check
from deliverable.answers.touching import touches
from deliverable.book import Book, Contractor, ContractorUse, Deal, Extras, Input, Overtime, RampUp
from deliverable.findings import Finding, KeyPath, Place, Severity
from tests.make import MON, booking, deal, effort, firm, needs, on, person, question, row, work

HERE = Place("people.yaml", 3, 5, 3, 9)


def fault(*about: str | int, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("bad-value", severity, "wrong", HERE, "right it", about=about)


def sample() -> tuple[Book, Deal]:
    asked = question(
        person("ana", "php"),
        person("ben", "design"),
        person("cleo", "cobol"),
        booking("for-ana", row("ana", MON, share="1/2")),
        booking("for-cleo", row("cleo", MON, share="1/2")),
        booking("for-both", row("cleo", MON, share="1/2"), row("ana", MON, share="1/2")),
        booking("open", row(None, MON, skill="design", per_day=10)),
        Contractor("pool", skills={"php": 3}),
        deal(work("build", needs("php", 100)), due=on(4)),
    )
    return asked.book, asked.deals[0]


@pytest.mark.parametrize(
    ("about", "does"),
    [
        ((), True),
        (("firm", "day"), True),
        (("calendars", "x", "week"), True),
        (("skills", "php", "name"), False),
        (("deal", "d", "due"), True),
        (("deal", "another", "due"), False),
        (("deals", "d", "due"), True),
        (("people", "ana", "week"), True),
        (("people", "ben", "week"), False),
        (("people", "ben", "skills", "php"), True),
        (("people", "nobody", "week"), True),
        (("bookings", "for-ana", "work", 0, "share"), True),
        (("bookings", "for-cleo", "work", 0, "share"), False),
        (("bookings", "for-both", "work", 0, "share"), False),
        (("bookings", "for-both", "work", 1, "share"), True),
        (("bookings", "for-both", "expires"), True),
        (("bookings", "open", "work", 0, "per_day"), True),
        (("bookings", "gone", "work", 0), True),
        (("promises", "gone", "due"), True),
        (("contractors", "pool", "cost"), False),
    ],
)
def test_only_faults_that_could_change_the_answer_touch_it(about: KeyPath, does: bool) -> None:
    book, asked = sample()
    assert touches(fault(*about), book, asked) is does


def test_people_behind_an_unnamed_booking_count_as_well() -> None:
    asked = question(
        person("ana", "php design"),
        person("ben", "design"),
        booking("open", row(None, MON, skill="design", per_day=10)),
        deal(work("build", needs("php", 100)), due=on(4)),
    )
    assert touches(fault("people", "ben", "leaves"), asked.book, asked.deals[0])


def test_a_touching_error_stops_the_answer_and_others_are_counted() -> None:
    book, asked = sample()
    found = [fault("people", "ana", "week"), fault("people", "ben", "week"), fault("firm", severity=Severity.WARNING)]
    answer = check(book, asked, MON, found)
    assert answer.verdict is None
    assert [f.about for f in answer.faults] == [("people", "ana", "week")]
    assert answer.elsewhere == 1
    fine = check(book, asked, MON, found[1:])
    assert fine.verdict is not None
    assert fine.elsewhere == 1


def test_a_booking_that_has_begun_may_not_be_moved() -> None:
    class Placed:
        def of(self, path: KeyPath) -> Place | None:
            return HERE if path[-1] == "b" else None

        key = of

    def answer(first: date) -> str | None:
        asked = question(
            person("ana"),
            booking("b", row("ana", first, on(9), share=1), flexible_until=on(30)),
            deal(work("build", needs("php", 100)), due=on(4), extras=Extras(moved={"b": 10})),
        )
        from dataclasses import replace

        said = check(replace(asked.book, places=Placed()), asked.deals[0], MON, [])
        return None if said.verdict is None else said.verdict.word

    assert answer(MON) is None
    assert answer(on(1)) == "yes"


def test_conditions_name_what_must_be_so() -> None:
    asked = question(
        person("ana", "php", confirmed=MON - timedelta(days=31)),
        Contractor("pool", skills={"react": 3}, lead_time=7, ramp_up=RampUp(2, Fraction(1, 2)), cost=Fraction(400)),
        booking("h", row("ana", MON, on(9), share=1), status="hold", probability="1/2"),
        deal(
            work("build", needs("php", 105)),
            work("app", needs("react", 100)),
            due=on(18),
            inputs=(Input("texts", "the texts", on(1)),),
            extras=Extras(
                (ContractorUse("pool", effort(200), on(7)),), {"ana": Overtime(Fraction(1, 10))}, released=("h",)
            ),
        ),
        the_firm=firm(confirm_every=30),
    )
    answer = check(asked.book, asked.deals[0], MON, [])
    said = [(c.what, c.ids, c.by) for c in answer.conditions]
    assert said == [
        ("input", ("texts",), on(1)),
        ("stale", ("ana",), None),
        ("contractor", ("pool",), MON),
        ("overtime", ("ana",), None),
        ("released", ("h",), None),
    ]


def test_a_day_more_and_somebody_is_stale() -> None:
    for days, stale in ((30, 0), (31, 1)):
        asked = question(
            person("ana", confirmed=MON - timedelta(days=days)),
            deal(work("build", needs("php", 100)), due=on(4)),
            the_firm=firm(confirm_every=30),
        )
        conditions = check(asked.book, asked.deals[0], MON, []).conditions
        assert len([c for c in conditions if c.what == "stale"]) == stale


def test_somebody_fresh_is_preferred_where_it_still_fits() -> None:
    for due, who in ((on(1), "ben"), (on(0), "ana")):
        asked = question(
            person("ana"),
            person("ben", confirmed=MON, week=(Fraction(50),) * 5 + (None, None)),
            deal(work("build", needs("php", 100, people=1)), due=due),
            the_firm=firm(confirm_every=30),
        )
        verdict = check(asked.book, asked.deals[0], MON, []).verdict
        assert verdict is not None
        assert {r["person"] for r in verdict.claim["plan"]} == {who}
