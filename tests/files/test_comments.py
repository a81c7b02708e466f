"""Comments and what they speak about."""

from deliverable.files.comments import comments
from deliverable.files.yamlfile import parse


def told(text: str, containing: str = "") -> list[tuple[str, int, int, int, int]]:
    found = comments(parse("f", text.encode()), containing)
    return [(c.text, c.place.line, c.place.column, c.first, c.last) for c in found]


def test_a_comment_behind_something_speaks_about_its_line() -> None:
    assert told("a: 1  # one\nb:  # two\n  c: 3\n") == [("# one", 1, 7, 1, 1), ("# two", 2, 5, 2, 2)]


def test_a_comment_on_its_own_line_speaks_about_the_next_key_or_item_wholly() -> None:
    text = "# all\na:\n  # first\n  - x: 1\n    y: 2\n  # second\n  - z\n"
    assert told(text) == [("# all", 1, 1, 2, 7), ("# first", 3, 3, 4, 5), ("# second", 6, 3, 7, 7)]


def test_a_comment_with_nothing_behind_it_speaks_about_itself() -> None:
    assert told("a: 1\n# end\n") == [("# end", 2, 1, 2, 2)]


def test_signs_in_texts_are_no_comments() -> None:
    assert told("a: 'x # y'\nb: \"# z\"\nc: d#e\n'#k': 1\nf: >\n  # in\n  it\n") == []


def test_the_head_of_a_block_text_can_end_in_a_comment() -> None:
    assert told("a: |  # head\n  # text\n  more\n# after\nb: 1\n") == [("# head", 1, 7, 1, 1), ("# after", 4, 1, 5, 5)]


def test_a_dropped_key_keeps_its_quotes() -> None:
    assert told("a: 1\na: 'x # y'\nb: 2 # z\n") == [("# z", 3, 6, 3, 3)]


def test_what_was_cut_out_holds_no_comments() -> None:
    assert told("a: ] # 'x\nb: 2 # z\n") == [("# z", 2, 6, 2, 2)]


def test_only_those_with_a_text() -> None:
    assert told("a: 1 # one\nb: 2 # two\n", "two") == [("# two", 2, 6, 2, 2)]
    assert told("a: 1 # one\n", "three") == []
    assert told("a: 1\n") == []


def test_brackets_around_comments() -> None:
    assert told("a: [1, # one\n  2]# two\n") == [("# one", 1, 8, 1, 1), ("# two", 2, 5, 2, 2)]
