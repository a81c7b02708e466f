"""The messages about every sample deal with all of its offers, and about one deal for each way in which an answer ends:
as somebody would paste them (UPDATE=1 rewrites), and never with what a client must not see.
"""

import os
import re
from pathlib import Path

import pytest

from deliverable.book import Book
from deliverable.pages.messages import Matter
from tests.pages.saying import ROOT, all_messages, answered, of_case

UPDATE = os.environ.get("UPDATE", "") not in ("", "0")
SAID = Path(__file__).parent / "words"
DEALS = ("museum-site", "coffee-microsite", "shopify-replatform", "accessibility-audit", "support-retainer")
CASES = (
    "a-question-blocks",
    "beyond-five-years",
    "best-of-many",
    "contractor-makes-it",
    "crew-never-whole",
    "date-is-fixed",
    "due-has-passed",
    "hold-must-lapse",
    "milestone-missed",
    "moved-and-released",
    "no-due-date",
    "no-due-date-and-nobody",
    "no-scope",
    "not-estimated",
    "overtime-makes-it",
    "search-settles-it",
    "several-limits-together",
    "undated-input",
    "undecided",
)


def compare(name: str, matters: list[Matter]) -> None:
    """Each message as it was said, and sound."""
    told = list(all_messages(matters))
    book, deal = matters[0].book, matters[0].first
    text = "\n".join(f"=== {audience}, {about}\n\n{text}" for audience, about, text in told)
    file = SAID / f"{name}.txt"
    if UPDATE:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
    for audience, about, said in told:
        assert "?" in said, f"{audience}, {about}: it asks nothing"
        assert "hank" in said, f"{audience}, {about}: it thanks nobody"
        assert "$" not in said
        assert "None" not in said
        assert not re.search(r"  | ,| \.|\.\.|: \.|,,| $", said, re.M), f"{audience}, {about}: words are missing"
        if audience == "client":
            assert leaks(said, book, deal.client) == [], about


def leaks(said: str, book: Book, client: str) -> list[str]:
    """What of a message the client it is for must not see."""
    names: set[str] = set()
    for person in book.people.values():
        names.update((person.id, *person.name.split(), person.role))
    for pool in book.contractors.values():
        names.update((pool.id, pool.name))
    names.update(book.bookings, book.promises)
    names.update(booking.client for booking in book.bookings.values())
    names.update(promise.client for promise in book.promises.values())
    names.update(skill for skill in book.skills if "-" in skill)
    names -= {"", client}
    found = [name for name in sorted(names) if re.search(rf"\b{re.escape(name)}\b", said, re.I)]
    figures = re.findall(r"of (?:20|100)\b|\d ?%|\blevel \d|\bhold", said)
    costs = {str(int(rate)) for rate in (*book.firm.costs.values(), *(p.cost or 0 for p in book.contractors.values()))}
    money = [word for word in (book.firm.currency, "£", "€", *costs) if word and word != "0" and word in said]
    return [*found, *figures, *money]


@pytest.mark.slow
@pytest.mark.parametrize("deal", DEALS)
def test_a_sample_deal_and_all_of_its_offers(deal: str) -> None:
    answer, matters = answered(ROOT / "capacity", deal, offers=True)
    assert len(matters) == 1 + len(answer.offers)
    compare(deal, matters)


@pytest.mark.parametrize("case", CASES)
def test_an_answer_of_each_kind(case: str) -> None:
    compare(case, [of_case(case)])


def test_there_is_no_message_here_about_a_deal_that_is_gone() -> None:
    assert {file.stem for file in SAID.glob("*.txt")} == {*DEALS, *CASES}


def test_what_a_client_must_not_see_is_found() -> None:
    book = of_case("hold-must-lapse").book
    for secret in ("Ana", "fair", "Trade Fair's", "12 of 20", "80 %", "react (level 4)", "a hold"):
        assert leaks(f"We have {secret} here.", book, "Bright & Co"), secret
    assert leaks("We begin on Monday 4 January with you, Bright & Co.", book, "Bright & Co") == []
