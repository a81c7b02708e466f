"""Names that are the same to the eye are the same when folded, and no others."""

import pytest

from deliverable.rules.spelling import firm_name, folded, joined


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UX design", "ux-design"),
        ("React.js", "reactjs"),
        ("Café Lumière", "cafe  lumiere"),
        ("Cafe\u0301", "CAFÉ"),
        ("Straße", "STRASSE"),
        ("R&D", "r and d"),
        ("ｆｕｌｌ", "full"),
        ("O’Neill", "O'Neill"),
        ("Łukasz Ørsted", "lukasz orsted"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C++"), ("C", "C#"), ("C++", "C#"), ("php", "php 8"), ("东京", "大阪")]
)
def test_not_the_same(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    "name", ["Harbour Trust", "The Harbour Trust", "HARBOUR TRUST LTD", "Harbour Trust, Inc.", "Harbour Trust Co. Ltd."]
)
def test_a_firm_is_the_same_with_its_legal_form(name: str) -> None:
    assert firm_name(name) == "harbourtrust"


@pytest.mark.parametrize(("name", "kept"), [("Ltd", "ltd"), ("The", "the"), ("Texaco", "texaco")])
def test_a_name_that_is_nothing_else_stays(name: str, kept: str) -> None:
    assert firm_name(name) == kept


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("harbour-trust", "harbourtrust", True),
        ("sprint-1", "sprint1", True),
        ("sprint-1-1", "sprint-11", False),
        ("2027-web", "2027web", True),
        ("web-2027-1", "web-20271", False),
    ],
)
def test_hyphens_in_ids(one: str, other: str, same: bool) -> None:
    assert (joined(one) == joined(other)) is same
