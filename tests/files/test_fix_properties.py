"""Laws of --fix: it ends, a second run does nothing, what was valid stays valid, and no other key changes."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from deliverable.files.rounds import settle
from deliverable.files.tree import Tree
from deliverable.findings import Severity
from tests.files.mending import answer, look, tree_of

FILES = {
    "firm.yaml": (
        "# policy\nfirm:\n  name: Larkspur\n  day: 7.5h\n  focus: 80%\n"
        "  lint: {off: [bad-id], severity: {one-of: info}}\n"
    ),
    "people.yaml": (
        "people:\n  sofia:  # deliverable: allow ambiguous-scalar -- so\n    name: 'Sofia # M'\n"
        "    week: {fri: 0h, mon: 4h}\n"
        "    skills: {react: 5, design: 4}\n    time_off:\n      - {from: 2026-08-10, to: 2026-08-21}\n"
        "      - 2026-12-18\n  johanna:\n    # her own\n    site: bristol\n    allowance: 25d\n"
    ),
    "work.yaml": (
        "bookings:\n  harbour:\n    client: |\n      Harbour  # Trust\n    status: firm\n    work:\n"
        "      - {person: sofia, share: 80%, from: 2026-09-01, to: 2026-10-30}\n"
        '      - {person: "johanna", per_day: 3h, from: 2026-09-01, to: 2026-10-30}  # most\n'
    ),
    "deals/site.yaml": (
        "deal: site\ndue: 2027-03-19\nscope:\n  build: {priority: must, effort: {react: 6-8-14d}}\n"
        "  wait:\n    after: [build]\n    wait: 5d\n"
    ),
}
SIGNS = st.sampled_from([*"ab:#-{}[], '\"\n2.,%=", "\u00a0", "\u200b", "  ", "no", "\r\n", "\t"])
WORDS = {
    "sofia": ["sofiaa", "Sofia", '"sofia"', "sofi", "no"],
    "johanna": ["joanna", "JOHANNA", "joahnna"],
    "firm": ["Firm", "frim"],
    "80%": ["80", "80 %", "1.5", "0.8", "0x50"],
    "3h": ["3", "3 h", "3:30", "3,5h", "3:20"],
    "25d": ["25 days", "5w", "no", "1_000"],
    "2026-": ["2026/", "26-", "2026-13-"],
    "from": ["From", "start", "frm"],
    "time_off": ["time-off", "holidays", "timeOff"],
    "bristol": ["no", "012", "yes", "bris\u200btol", "12:30"],
    "must": ["Must", "most", "should"],
    "[build]": ["build", "[biuld]", "[]"],
    "    status: firm\n": ["    status: firm\n    status: firm\n", "    status:firm\n", ""],
    "allow ambiguous-scalar": ["allow ambigous-scalar, bad-id", "allow", "allow unused-allow"],
    "off: [bad-id]": ["off: [bad-idd]", "off: bad-id", "Off: [one-of]"],
}


MILD = {
    "bristol": ["no", "012", "yes", "12:30"],
    "bad-id": ["bad-idd", "bad-id, badid"],
    "Larkspur": ["no", "1_000", "="],
    "'Sofia # M'": ["no", '"o"', "n"],
    "# her own": [
        "# deliverable: allow bad-idd",
        "# deliverable: allow bad-id, ambiguous-scalar",
        "# deliverable: ignore bad-id",
    ],
    "allow ambiguous-scalar": ["allow ambigous-scalar, bad-id", "allow", "allow unused-allow"],
}
"""What is a warning at most."""


@st.composite
def folders(draw: st.DrawFn, wrong: dict[str, list[str]] = WORDS, most: int = 4) -> Tree:
    """The folder with a few things in it that people get wrong."""
    files = dict(FILES)
    for _ in range(draw(st.integers(1, most))):
        name = draw(st.sampled_from(sorted(files)))
        text = files[name]
        words = [word for word in wrong if word in text]
        if words and (wrong is MILD or draw(st.integers(0, 3))):
            word = draw(st.sampled_from(words))
            start = text.index(word)
            end, new = start + len(word), draw(st.sampled_from(wrong[word]))
        elif wrong is MILD:
            continue
        else:
            start = draw(st.integers(0, len(text)))
            end, new = start + draw(st.integers(0, 2)), draw(SIGNS)
        files[name] = text[:start] + new + text[end:]
    return tree_of(files)


def words(data: Any) -> Iterator[str]:
    """Every key and every single value of plain data, in order."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield f"{key}:"
            yield from words(value)
    elif isinstance(data, list):
        for value in data:
            yield from words(value)
    else:
        yield str(data).replace("\u200b", "").strip("\u00a0")


def plain(content: bytes) -> list[str] | None:
    """What is in a file as another reader sees it; None where it can't."""
    try:
        return list(words(yaml.load(content, Loader=yaml.CBaseLoader)))  # noqa: S506 - nothing but texts
    except (yaml.YAMLError, ValueError, TypeError):
        return None


def errors(tree: Tree) -> int:
    return sum(finding.severity is Severity.ERROR for finding in answer(tree).findings)


@pytest.mark.slow
@given(folders(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_fixing_ends_and_a_second_run_does_nothing(tree: Tree, unsafe: bool) -> None:
    once = settle(tree, look, unsafe=unsafe)
    assert settle(once.tree, look, unsafe=unsafe).changed == {}
    assert settle(tree, look, unsafe=unsafe) == once


@pytest.mark.slow
@given(st.one_of(folders(MILD, 6), folders(most=1)), st.booleans())
@settings(max_examples=100, deadline=None)
def test_a_folder_without_errors_stays_without(tree: Tree, unsafe: bool) -> None:
    before = errors(tree)
    after = errors(settle(tree, look, unsafe=unsafe).tree)
    assert before or not after


@pytest.mark.slow
@given(folders())
@settings(max_examples=60, deadline=None)
def test_each_cure_changes_one_key_or_value(tree: Tree) -> None:
    once = settle(tree, look, unsafe=False)
    changed = 0
    for path, content in once.changed.items():
        before, after = plain(tree[path]), plain(content)
        if before is None or after is None:
            return
        assert len(before) == len(after)
        changed += sum(one != other for one, other in zip(before, after, strict=True))
    assert changed <= once.fixed
