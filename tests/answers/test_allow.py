"""What comments silence, and what is wrong with them."""

import pytest

from deliverable.answers.allow import Heard, arguable, hear
from deliverable.findings import Allow, Finding, Place, Severity
from deliverable.rules import BROKEN, CHECKS, RULES, SHAPES, SILENCES


def place(line: int, column: int = 1, path: str = "f.yaml", width: int = 1) -> Place:
    return Place(path, line, column, line, column + width)


def fault(rule: str = "bad-id", line: int = 5, path: str = "f.yaml", severity: Severity = Severity.WARNING) -> Finding:
    return Finding(rule, severity, "m", place(line, path=path))


def allow(*rules: str, line: int = 4, first: int = 5, last: int = 7, reason: str = "r", **more: str | bool) -> Allow:
    said = tuple((rule, place(line, 30 + 10 * number, width=len(rule))) for number, rule in enumerate(rules))
    return Allow(place(line, 10), place(line, 8, width=90), first, last, said, reason, **more)  # type: ignore[arg-type]


def rules(heard: Heard) -> tuple[list[str], list[str]]:
    return [f.rule for f in heard.kept], [f.rule for f in heard.silenced]


@pytest.mark.parametrize(("line", "silent"), [(3, False), (4, True), (5, True), (7, True), (8, False)])
def test_a_comment_silences_its_line_and_its_node(line: int, silent: bool) -> None:
    found = fault(line=line)
    heard = hear([found], [allow("bad-id")], sure=False)
    assert heard == Heard([], [found]) if silent else Heard([found], [])


def test_it_silences_no_other_rule_and_no_other_file() -> None:
    others = [fault("one-of"), fault(path="g.yaml")]
    assert hear(others, [allow("bad-id")], sure=False) == Heard(others, [])


def test_without_comments_all_is_kept() -> None:
    assert hear([fault()], []) == Heard([fault()], [])


def test_one_comment_can_name_several_rules_and_two_may_name_the_same() -> None:
    found = [fault("bad-id"), fault("one-of", 7)]
    both = [allow("bad-id", "one-of"), allow("bad-id", line=5, first=5, last=5)]
    assert rules(hear(found, both)) == ([], ["bad-id", "one-of"])


def test_a_comment_that_silences_nothing_is_a_finding() -> None:
    (found,) = hear([], [allow("bad-id")]).kept
    assert (found.rule, found.severity, found.message) == (
        "unused-allow",
        Severity.WARNING,
        "nothing here breaks `bad-id`",
    )
    assert found.place == place(4, 30, width=6)
    assert [(edit.place, edit.text) for edit in found.edits] == [(place(4, 8, width=90), "")]
    assert not found.safe


@pytest.mark.parametrize(
    ("used", "start", "end"), [("one-of", 30, 40), ("bad-id", 36, 46)], ids=["the first goes", "the last goes"]
)
def test_of_several_rules_the_unused_goes_with_its_comma(used: str, start: int, end: int) -> None:
    heard = hear([fault(used)], [allow("bad-id", "one-of")])
    (found,) = heard.kept
    assert found.cure.startswith("take `")
    assert [(edit.place.column, edit.place.end_column, edit.text) for edit in found.edits] == [(start, end, "")]


def test_nobody_can_tell_what_is_unused_where_not_all_was_read() -> None:
    assert hear([], [allow("bad-id")], sure=False).kept == []
    assert hear([], [allow("bad-id", whole=False)]).kept == []
    broken = fault("one-of", 6, severity=Severity.ERROR)
    assert hear([broken], [allow("bad-id")]).kept == [broken]
    elsewhere = fault("one-of", 9, severity=Severity.ERROR)
    assert rules(hear([elsewhere], [allow("bad-id")]))[0] == ["one-of", "unused-allow"]


def test_a_rule_that_nobody_knows_is_a_finding_with_the_one_that_was_meant() -> None:
    (found,) = hear([], [allow("bad-idd")]).kept
    assert (found.rule, found.message, found.cure) == ("unknown-rule", "no rule called `bad-idd`", "write `bad-id`")
    assert ([edit.text for edit in found.edits], found.safe) == (["bad-id"], True)
    (found,) = hear([], [allow("zzzz")]).kept
    assert found.edits == ()
    assert "deliverable rule" in found.cure


def test_a_comment_that_cannot_be_read_is_a_finding() -> None:
    (found,) = hear([], [allow(wrong="it names no rule")]).kept
    assert (found.rule, found.message) == ("bad-allow", "this comment silences nothing: it names no rule")


@pytest.mark.parametrize(("reasons", "reason", "said"), [(True, "", True), (True, "r", False), (False, "", False)])
def test_a_reason_is_asked_for_where_the_firm_wants_one(reasons: bool, reason: str, said: bool) -> None:
    heard = hear([fault()], [allow("bad-id", reason=reason)], reasons=reasons)
    assert rules(heard) == (["allow-without-reason"] if said else [], ["bad-id"])


def test_what_is_wrong_with_a_comment_can_be_allowed_too() -> None:
    heard = hear([], [allow("bad-id", "unused-allow")])
    assert rules(heard) == ([], ["unused-allow"])
    heard = hear([fault()], [allow("bad-id", "allow-without-reason", reason="")], reasons=True)
    assert rules(heard) == ([], ["bad-id", "allow-without-reason"])


def test_what_allows_faults_of_comments_can_be_unused_itself() -> None:
    heard = hear([fault()], [allow("bad-id", "unused-allow")])
    assert rules(heard) == (["unused-allow"], ["bad-id"])
    assert heard.kept[0].message == "nothing here breaks `unused-allow`"


def test_no_comment_lets_an_answer_rest_on_what_was_not_read() -> None:
    broken, loud = fault("bad-value", 6, severity=Severity.ERROR), fault("unused-allow", 9)
    quiet = fault("hold-incomplete", 5)
    comment = allow("bad-value", "hold-incomplete")
    assert arguable([broken, quiet, loud], [comment]) == [broken, loud]
    assert arguable([broken, quiet, loud], []) == [broken, quiet, loud]


def test_what_cannot_be_argued_away_is_known_and_holds_all_faults_of_reading() -> None:
    assert set(SHAPES) <= BROKEN <= set(RULES)
    pointing = {rule for rule in CHECKS if rule.startswith("unknown-") and CHECKS[rule].SEVERITY is Severity.ERROR}
    assert pointing <= BROKEN
    assert not BROKEN & set(SILENCES)
