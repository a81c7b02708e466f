"""Every rule's examples are run: the bad one shows the rule's fault and no other, the good one shows none."""

import pytest

from deliverable.answers.baseline import read
from deliverable.answers.lint import LintAnswer, lint
from deliverable.files.allows import allows
from deliverable.files.load import load
from deliverable.findings import Severity
from deliverable.rules import CHECKS, DATED, RULES, SHAPES, SILENCES, faults
from deliverable.rules.explained import AS_OF, explain, files

FIRM = "firm: {name: Larkspur}\n"
BASELINE = "capacity/lint-baseline.txt"
WITHOUT_EXAMPLE = {"unreadable-file"}  # what a disk does can't be shown in a text
SHOWN = sorted(set(RULES) - WITHOUT_EXAMPLE)


def linted(example: str) -> LintAnswer:
    tree = {"capacity/firm.yaml": FIRM} | {f"capacity/{name}": text for name, text in files(example).items()}
    known = read(BASELINE, tree.pop(BASELINE)) if BASELINE in tree else None
    loaded = load({path: text.encode() for path, text in tree.items()})
    said = allows(loaded.documents)
    return lint(loaded.book, loaded.findings, loaded.unread, AS_OF, files=tree, allows=said, baseline=known)


@pytest.mark.parametrize("rule", SHOWN)
def test_the_bad_example_has_this_fault_alone_and_the_good_one_none(rule: str) -> None:
    explained = explain(RULES[rule])
    bad = linted(explained.bad).findings
    assert {finding.rule for finding in bad} == {rule}
    assert {finding.severity.value for finding in bad} == {explained.severity}
    assert all(finding.place.path.startswith("capacity/") and finding.cure for finding in bad)
    assert [(finding.rule, finding.message) for finding in linted(explained.good).findings] == []


@pytest.mark.parametrize("rule", CHECKS)
def test_what_can_stop_an_answer_is_found_without_the_rules_that_never_do(rule: str) -> None:
    """`check` runs fewer rules than `lint`, and misses no error of those whose errors count there."""
    text = {"capacity/firm.yaml": FIRM} | {f"capacity/{n}": t for n, t in files(explain(RULES[rule]).bad).items()}
    loaded = load({path: content.encode() for path, content in text.items()})
    every = [finding for known in CHECKS.values() for finding in known.check(loaded.book, loaded.unread)]
    errors = [finding for finding in every if finding.severity is Severity.ERROR]
    found = list(faults(loaded.book, loaded.unread))
    assert [finding for finding in found if finding.severity is Severity.ERROR] == errors
    assert not {finding.rule for finding in found} & set(DATED)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_it_finds_and_why(rule: str) -> None:
    explained = explain(RULES[rule])
    assert explained.id == rule
    assert explained.summary.endswith(".")
    assert explained.why.endswith(".")
    assert bool(files(explained.bad)) == bool(files(explained.good)) == (rule not in WITHOUT_EXAMPLE)


def test_the_ids_of_reading_are_all_explained_with_their_severity() -> None:
    from deliverable.files.faults import SEVERITIES

    assert {rule: SHAPES[rule].SEVERITY for rule in SHAPES} == SEVERITIES
    assert len(SHAPES) + len(CHECKS) + len(DATED) + len(SILENCES) == len(RULES)
