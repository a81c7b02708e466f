"""Names that are the same to the eye are the same when folded, and no others."""

import pytest

from deliverable.spelling import firm_name, folded, joined, latin, mixed, odd_letter


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


@pytest.mark.parametrize(
    ("word", "odd"),
    [
        ("sofia", ""),
        ("s\u043efia", ": its `\u043e` (U+043E) is not the letter o"),
        ("\u0421AFE", ": its `\u0421` (U+0421) is not the letter C"),
        ("\u03bfps", ": its `\u03bf` (U+03BF) is not the letter o"),
        ("caf\u00e9", ""),
        ("\u043c\u0430\u0439", ""),  # a word of that alphabet
    ],
)
def test_a_letter_that_only_looks_right_is_named(word: str, odd: str) -> None:
    assert odd_letter(word) == odd
    assert latin(word).isascii() == (bool(odd) or word.isascii())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Sofia Marin", None),
        ("S\u043efia Marin", (0, 5)),
        ("Sofia M\u0430rin", (6, 11)),
        ("\u041c\u0430\u043a Ltd", None),  # words of their own alphabet beside Latin ones
        ("1\u0421 IT-\u043e\u0442\u0434\u0435\u043b", None),
        ("\u03bcService", None),
        ("web\u0441\u0430\u0439t", None),
        ("Zo\u00eb", None),
    ],
)
def test_a_word_is_of_one_alphabet(text: str, word: tuple[int, int] | None) -> None:
    assert mixed(text) == word
