"""A deal as plain data to its file's text: it reads as the same data, whatever is in it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from deliverable.files.nodes import seen
from deliverable.files.yamlfile import parse
from deliverable.typed.paper import WIDE, paper


def read(text: str) -> Any:
    doc = parse("x.yaml", text.encode())
    assert doc.findings == []
    assert doc.root is not None
    return seen(doc.root)


def test_it_is_laid_out_as_a_person_would() -> None:
    deal = {
        "deal": "fair",
        "client": "A & B: the fair",
        "due": "2027-03-05",
        "flexibility": {"date": "fixed"},
        "answers": {"date-is-hard": "yes: it opens"},
        "scope": {
            "react": {"effort": {"react": "20d"}},
            "qa": {"after": ["react"], "effort": {"qa": {"effort": "5d", "level": 2}}},
        },
    }
    assert paper(deal) == (
        "deal: fair\n"
        'client: "A & B: the fair"\n'
        "due: 2027-03-05\n"
        "flexibility: {date: fixed}\n"
        "answers:\n"
        '  date-is-hard: "yes: it opens"\n'
        "scope:\n"
        "  react:\n"
        "    effort: {react: 20d}\n"
        "  qa:\n"
        "    after: [react]\n"
        "    effort: {qa: {effort: 5d, level: 2}}\n"
    )


def test_what_is_too_long_for_a_line_has_a_line_for_each_entry() -> None:
    rows = [{"skill": f"skill-{n}", "effort": "10-16d", "level": 4, "people": 2} for n in range(3)]
    by_skill = {f"skill-{n}": {"effort": "10-16d", "level": 4} for n in range(4)}
    deal = {"scope": {"a": {"effort": rows}, "b": {"effort": by_skill}, "c": {"effort": {"react": None}}}}
    text = paper(deal)
    assert read(text) == deal
    assert max(map(len, text.splitlines())) <= WIDE
    assert text.count("      - {skill:") == 3
    assert text.count("      skill-") == 4


WORDS = st.text(max_size=12)
SCALARS = WORDS | st.integers(-10, 10**6) | st.booleans() | st.none()
KEYS = st.from_regex("[a-z][a-z0-9-]{0,7}", fullmatch=True)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(KEYS | st.sampled_from(["scope", "inputs", "answers"]), VALUES, min_size=1, max_size=5))
def test_reading_it_gives_the_same(deal: dict[str, Any]) -> None:
    doc = parse("x.yaml", paper(deal).encode())
    assert doc.root is not None
    assert not doc.lost
    assert seen(doc.root) == deal
