"""A rule as a page: what it finds, why, and its examples as they are written."""

from deliverable.formats.text import render
from deliverable.pages.rule import every, one
from deliverable.rules.explained import Explained

RULE = Explained("a-rule", "warning", "It is so.", "Because.\n\nAnd because.", "a:\n\n  b: 1\n", "a: 2\n")


def test_one_rule() -> None:
    assert render(one(RULE), width=80, colour=False, unicode=True) == (
        "warning[a-rule]  It is so.\n\nBecause.\n\nAnd because.\n\nBad:\n    a:\n\n      b: 1\n\nGood:\n    a: 2\n"
    )


def test_a_rule_without_examples_has_no_titles_for_them() -> None:
    rule = Explained("a-rule", "error", "It is so.", "Because.", "", "")
    assert render(one(rule), width=80, colour=False, unicode=True) == "error[a-rule]  It is so.\n\nBecause.\n"


def test_every_rule() -> None:
    assert render(every([RULE, RULE]), width=80, colour=False, unicode=True) == (
        "rule    severity  finds\n"
        "a-rule  warning   It is so.\n"
        "a-rule  warning   It is so.\n"
        "\n"
        "Why a rule exists, with examples: deliverable rule ID\n"
    )
