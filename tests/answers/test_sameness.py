"""What a finding is known by when lines move."""

import pytest

from deliverable.answers.sameness import where
from deliverable.findings import Finding, KeyPath, Place, Severity


@pytest.mark.parametrize(
    ("about", "said"),
    [
        (("bookings", "b", "work", 3, "person"), "bookings.b.work.*.person"),
        (("deal", "d", "due"), "deals.d.due"),
        (("deals", "d", "due"), "deals.d.due"),
        (("firm",), "firm"),
        (("skills", "Écoute a.b"), 'skills."\\u00c9coute a.b"'),
        (("skills", "a.b"), 'skills."a.b"'),
        (("skills", "a", "b"), "skills.a.b"),
        (("skills", "x\ny"), 'skills."x\\ny"'),
        ((), "file:people.yaml"),
        (("history",), "file:people.yaml"),
        (("words",), "file:people.yaml"),
    ],
)
def test_the_entity_and_the_key_path_without_positions(about: KeyPath, said: str) -> None:
    finding = Finding("r", Severity.INFO, "m", Place("capacity/people.yaml", 1, 1, 1, 1), about=about)
    assert where(finding, {"capacity/people.yaml": "people.yaml"}) == said


def test_a_file_of_an_odd_name_stays_on_one_line() -> None:
    finding = Finding("r", Severity.INFO, "m", Place("a b\n.yaml", 1, 1, 1, 1))
    assert where(finding, {}) == 'file:"a b\\n.yaml"'
