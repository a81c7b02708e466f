"""Reports for GitLab: every finding is an entry of its own, at its line, as bad as it is."""

import json

import pytest

from deliverable.findings import Severity
from deliverable.formats import json as json_text
from deliverable.formats.gitlab import document
from tests.formats.reporting import PATH, at, found, report


def test_an_entry_has_every_key_that_gitlab_asks_for() -> None:
    (entry,) = document(report(found()))
    assert len(entry.pop("fingerprint")) == 32
    assert entry == {
        "description": "no person called `sofiaa`: write `sofia`",
        "check_name": "unknown-person",
        "severity": "major",
        "location": {"path": PATH, "lines": {"begin": 4, "end": 4}},
    }


@pytest.mark.parametrize(
    ("severity", "called"), [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.INFO, "info")]
)
def test_how_bad_it_is(severity: Severity, called: str) -> None:
    assert document(report(found(severity=severity)))[0]["severity"] == called


def test_nothing_wrong_is_an_empty_list() -> None:
    assert json_text.dump(document(report())) == "[]\n"


def test_equal_findings_are_told_apart() -> None:
    entries = document(report(*[found() for _ in range(5)]))
    assert len({entry["fingerprint"] for entry in entries}) == 5


def test_paths_are_seen_from_the_repositorys_root_and_texts_are_clean() -> None:
    said = found(at(2, 1, 5, "./b.yaml", end_line=4), message="a\nb\x1b[2J", cure="")
    (entry,) = json.loads(json_text.dump(document(report(said, root="plan/capacity"))))
    assert entry["location"] == {"path": "plan/capacity/b.yaml", "lines": {"begin": 2, "end": 4}}
    assert entry["description"] == "a b\\x1b[2J"
