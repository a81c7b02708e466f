"""An answer to all messages about it, for the tests: each deal is answered once, whoever the messages are for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from deliverable.answers.check import CheckAnswer, check, of_offer
from deliverable.files.disk import read_tree
from deliverable.files.load import load, load_deal
from deliverable.files.wording import ours
from deliverable.pages.messages import AUDIENCES, Chosen, Matter, message, template_of
from deliverable.pages.offers import LETTERS
from deliverable.rules import findings as rule_findings

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"


def answered(
    capacity: Path, deal: str | bytes, *, offers: bool, limit: float = 10.0
) -> tuple[CheckAnswer, list[Matter]]:
    """The answer to a deal of a folder, or to one that is given as text, and what there are messages about."""
    tree = read_tree(capacity, deals=True, relative_to=capacity.parent)
    path = f"{capacity.name}/deals/{deal}.yaml" if isinstance(deal, str) else "stdin"
    read = load_deal(load(tree, capacity.name), path, tree[path] if isinstance(deal, str) else deal, None)
    assert read.deal is not None
    book = read.loaded.book
    found = [*read.loaded.findings, *rule_findings(book, read.loaded.unread, TODAY)]
    answer = check(
        book, read.deal, TODAY, found, assumed=read.assumed, blocking=read.blocking, limit=limit, offers=offers
    )
    matters = [Matter(answer)]
    for letter, offer in zip(LETTERS, answer.offers, strict=False):
        matters.append(Matter(answer, Chosen(letter, offer, of_offer(answer, offer, read.assumed))))
    return answer, matters


def of_case(name: str) -> Matter:
    """What there is to say about a case of tests/cases."""
    case = CASES / name
    limit = 0.0 if "--search-limit 0" in (case / "command").read_text() else 10.0
    capacity = case / "capacity"
    folder = (case / capacity.read_text().strip()).resolve() if capacity.is_file() else capacity
    return answered(folder, (case / "stdin").read_bytes(), offers=False, limit=limit)[1][0]


def all_messages(matters: list[Matter]) -> Iterator[tuple[str, str, str]]:
    """For whom, about what, and the text of each message in our own words."""
    for matter in matters:
        about = "as asked" if matter.chosen is None else f"offer {matter.chosen.letter}"
        for audience in AUDIENCES:
            name = template_of(audience, matter)
            yield audience, f"{about} ({name})", message(audience, matter, ours(name).text)
