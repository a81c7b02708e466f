"""What one more person would change, and the changed questions that prove it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deliverable.book import Crew, Period, Question, SkillLevel
from deliverable.engine import marginal
from deliverable.engine.audit import audit
from deliverable.engine.marginal import Help, with_people
from deliverable.verdict import assess
from tests import claims, oracle, wide
from tests.make import booking, crew, deal, needs, on, person, question, row, wait, work

TUE, WED, FRI = on(1), on(2), on(4)


def helped(*things: Any, **more: Any) -> Help:
    """What somebody more would change for a question that can't be done."""
    verdict = assess(question(*things, **more), explain=True)
    assert verdict.word == "no"
    assert verdict.more is not None
    return verdict.more


def stays(found: Help) -> list[tuple[str, int, date, date, int]]:
    """Who more, from when until when, for how many days."""
    return [(p.kind.skill, p.kind.level, p.first, p.last, p.days) for p in found.people]


def end(found: marginal.Found | None) -> date:
    """The day on which a plan ends."""
    assert found is not None
    assert found.plan is not None
    return found.problem.on(found.plan.finish)


def test_a_second_person_for_just_the_days_that_are_missing() -> None:
    """500 are there until Friday and 701 needed: 201 more are three days of 100."""
    found = helped(person("ana"), deal(work("a", needs("php", 701)), due=FRI))
    assert found.makes_it
    assert [(skill, level, days) for skill, level, _, _, days in stays(found)] == [("php", 1, 3)]
    assert found.fewer is not None
    assert found.people[0].kind.eligible == 1
    assert end(found.found) <= FRI


def test_a_third_buys_nothing_where_only_two_may_share_it() -> None:
    found = helped(person("ana"), deal(work("a", needs("php", 701, people=2)), due=FRI))
    assert found.another is not None
    assert found.another.plan is None
    assert found.another.proof is not None


def test_a_third_ends_it_sooner_where_three_may_share_it() -> None:
    """701 by Ana and two who are there for three days: 300 + 300 on three of them, and 200 of Ana's fall on two."""
    found = helped(person("ana"), deal(work("a", needs("php", 701, people=3)), due=FRI))
    assert end(found.another) < end(found.found)


def test_the_first_days_on_which_nothing_is_to_do_are_left_out() -> None:
    """The show is fixed on Thursday and Friday, and Ana is busy then."""
    busy = booking("busy", row("ana", on(3), FRI, share=1))
    found = helped(person("ana"), busy, deal(crew("show", Period(on(3), FRI), Crew("php")), due=FRI))
    assert stays(found) == [("php", 1, on(3), FRI, 2)]


def test_somebody_for_a_skill_that_nobody_has_has_just_that() -> None:
    wanted = needs("php", 150, level=3, also=(SkillLevel("design", 2),))
    found = helped(person("ana"), deal(work("a", wanted), due=FRI, sites=("north",), teams=("web",)))
    (extra,) = found.people
    changed = with_people(question(deal(sites=("north",), teams=("web",))), found.people)
    (somebody,) = changed.book.people.values()
    assert dict(somebody.skills) == {"php": 3, "design": 2}
    assert (somebody.site, somebody.team) == ("north", "web")
    assert (somebody.joins, somebody.leaves) == (extra.first, extra.last)
    assert extra.kind.eligible == 0


def test_when_even_one_more_of_each_is_too_few_that_is_proved() -> None:
    """Six waiting days don't fit into five, whoever comes."""
    tasks = [work("a", needs("php", 10)), wait("b", 5, after="a")]
    found = helped(person("ana"), deal(*tasks, due=FRI))
    assert not found.makes_it
    assert found.found.proof is not None


def test_two_more_of_one_kind_where_one_is_too_few() -> None:
    """Until Tuesday Ana has 200, one more brings 200, and 501 take a third."""
    found = helped(person("ana"), deal(work("a", needs("php", 501, people=3)), due=TUE))
    assert [skill for skill, *_ in stays(found)] == ["php", "php"]
    assert found.makes_it


def test_one_more_of_each_kind_where_two_kinds_are_short() -> None:
    people = [person("ana"), person("cem", "design")]
    found = helped(*people, deal(work("a", needs("php", 301)), work("b", needs("design", 301)), due=WED))
    assert sorted(skill for skill, *_ in stays(found)) == ["design", "php"]
    assert found.makes_it
    assert found.another is None


def test_a_day_less_is_a_day_less_of_each_though_they_begin_on_different_days() -> None:
    """Design comes two days after php; both stay until Friday at the most, and a day less of both is too little."""
    people = [person("ana"), person("cem", "design")]
    tasks = [work("a", needs("php", 380)), wait("w", 1, after="a"), work("b", needs("design", 250), after="w")]
    found = helped(*people, deal(*tasks, due=FRI))
    assert found.makes_it
    assert [p.kind.skill for p in found.people] == ["php", "design"]
    assert len({p.first for p in found.people}) == 2
    assert found.fewer is not None


@pytest.mark.parametrize(
    "changes",
    [{"who": ("ana",)}, {"due": None}],
    ids=["the deal names who may do it", "no date is asked"],
)
def test_nothing_is_said_where_somebody_more_may_not_or_need_not_come(changes: dict[str, Any]) -> None:
    tasks = [work("a", needs("design", 10) if "due" in changes else needs("php", 301))]
    asked = question(person("ana"), deal(*tasks, **{"due": WED, **changes}))
    verdict = assess(asked, explain=True)
    assert verdict.word == "no"
    assert verdict.more is None
    assert verdict.claim["more_people"] is None


def test_a_requirement_that_names_its_people_asks_for_nobody_else() -> None:
    verdict = assess(question(person("ana"), deal(work("a", needs("php", 301, who=("ana",))), due=WED)), explain=True)
    assert verdict.more is None


def test_large_questions_are_not_planned_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marginal, "LARGE", 0)
    verdict = assess(question(person("ana"), deal(work("a", needs("php", 701)), due=FRI)), explain=True)
    assert verdict.more is None
    found = helped(person("ana"), deal(work("a", needs("php", 10)), wait("b", 5, after="a"), due=FRI))
    assert not found.makes_it


def test_two_deals_together_are_not_asked_about() -> None:
    deals = [deal(work("a", needs("php", 200)), name=name, due=WED) for name in ("d", "e")]
    assert assess(question(person("ana"), *deals), explain=True).more is None


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(400, 424))
def test_what_is_said_of_random_questions_is_so(seed: int) -> None:
    """The changed question gets a yes where one more makes it, and the enumerator finds nothing where none does."""
    asked = wide.question(seed)
    more = assess(asked, explain=True).more
    if more is None:
        return
    changed = with_people(asked, more.people)
    if not more.makes_it:
        assert not oracle.fits(changed, "certain")
        return
    assert assess(changed).word == "yes"
    if more.fewer is not None and len(asked.book.people) < 4:
        fewer = with_people(asked, tuple(replace(p, last=_day_before(changed, p)) for p in more.people))
        assert not oracle.fits(fewer, "certain")


def _day_before(asked: Question, extra: marginal.Extra) -> date:
    return date.fromordinal(extra.last.toordinal() - 1)


# --- as the audit sees it --------------------------------------------------------------------------------------------


def claimed(kind: str) -> tuple[Question, dict[str, Any]]:
    """An answer with who more makes it (`sooner`, `nothing`: what another brings), or that nobody does (`none`)."""
    scopes = {
        "nothing": [work("a", needs("php", 701, people=2))],
        "sooner": [work("a", needs("php", 701, people=3))],
        "none": [work("a", needs("php", 10)), wait("b", 5, after="a")],
    }
    asked = question(person("ana"), deal(*scopes[kind], due=FRI))
    return asked, dict(assess(asked, explain=True).claim)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["nothing", "sooner", "none"])
def test_what_somebody_more_changes_is_audited(kind: str) -> None:
    asked, claim = claimed(kind)
    assert audit(asked, claim) == ()
    skip = ("because", "also", "people", "id", "on")  # a row of a plan may do as well on another day
    for path, more in claims.spoiled(claim["more_people"], others=("ana", "b"), skip=skip):
        if path.startswith((".fewer = ", ".another = ", ".finish = ")) and kind == "none":
            continue  # not said: nothing to be wrong
        assert audit(asked, claim | {"more_people": more}) != (), path


def test_somebody_who_is_there_already_is_nobody_more() -> None:
    asked, claim = claimed("nothing")
    (one,) = claim["more_people"]["people"]
    for people, said in [
        ([one | {"id": "ana"}], "number 1 is not called ana"),
        ([one, one], "number 2 is not called one more 1"),
        ([], "names nobody"),
        ([one | {"working_days": 0}], "are not 0 working days"),
    ]:
        more = claim["more_people"] | {"people": people}
        assert any(said in complaint for complaint in audit(asked, claim | {"more_people": more})), said


def test_a_plan_with_somebody_more_proves_nothing_without_a_due_date() -> None:
    asked, claim = claimed("nothing")
    undated = replace(asked, deals=(replace(asked.deals[0], due=None),))
    assert any("no due date" in said for said in audit(undated, claim | {"due": None}))
