"""A deal answers a question that the firm doesn't ask, or says why one is hard to get.

The answer counts for nothing, and the question that was meant stays open.

Bad:

    # file: firm.yaml
    firm:
      questions:
        date-is-hard: {ask: What happens on that date?, why: decides whether later is an offer}
    # file: deals/museum-site.yaml
    deal: museum-site
    answers: {date-hard: the exhibition opens on 22 March}

Good:

    # file: firm.yaml
    firm:
      questions:
        date-is-hard: {ask: What happens on that date?, why: decides whether later is an offer}
    # file: deals/museum-site.yaml
    deal: museum-site
    answers: {date-is-hard: the exhibition opens on 22 March}
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules.known import Known

ID = "unknown-question"
SEVERITY = Severity.WARNING


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the questions that `answers` and `hurdles` name and the firm doesn't ask."""
    if unread & {"", "firm"}:
        return
    ids = {question: ("firm", "questions", question) for question in book.firm.questions}
    questions = Known(ID, "question", "firm.questions", ids, book.places, SEVERITY)
    for deal in book.deals.values():
        for key, named in (("answers", deal.answers), ("hurdles", deal.hurdles)):
            for question in named:
                if question not in ids:
                    path = ("deals", deal.id, key, question)
                    yield questions.missing(question, path, key=path)
