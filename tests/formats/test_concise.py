"""Reports as one line a finding."""

from deliverable.formats.concise import render
from tests.formats.reporting import PATH, at, found, report


def test_a_line_a_finding_in_their_order() -> None:
    assert render(report(found(), found(at(5, 2), rule="bad-value", message="so\nit\x1b is"))) == (
        f"{PATH}:4:18: error[unknown-person] no person called `sofiaa`\n{PATH}:5:2: error[bad-value] so it\\x1b is\n"
    )


def test_nothing_wrong_is_nothing_said() -> None:
    assert render(report()) == ""


def test_in_ascii_where_that_is_all_there_is() -> None:
    assert render(report(found(message="≥ Zoë"), unicode=False)).endswith(" >= Zo\\xeb\n")
