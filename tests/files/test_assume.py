"""The firm's questions, and what is assumed without an answer."""

from datetime import date
from fractions import Fraction

from deliverable.book import Flexibility
from deliverable.files.load import LoadedDeal
from tests.files.reading import read, read_deal, spots

QUESTIONS = """firm:
  name: X
  questions:
    date-is-hard: {ask: a, if_unknown: as preferred, sets: {flexibility.date: flexible, flexibility.scope: fixed}}
    decider: {ask: b}
    later: {ask: c, needed_for: promise}
    mood: {ask: d, if_unknown: good}
"""


def deal(text: str) -> LoadedDeal:
    return read_deal("deal: d\n" + text, firm=QUESTIONS)


def test_without_an_answer_the_assumption_holds() -> None:
    read = deal("")
    assert read.findings == ()
    assert read.assumed == ("date-is-hard", "mood")
    assert read.blocking == ("decider",)
    assert read.deal is not None
    assert read.deal.flexibility == Flexibility("flexible", "fixed")
    assert read.deal.said == {"deal"}


def test_with_an_answer_it_does_not() -> None:
    read = deal("answers: {date-is-hard: it opens, decider: the board, mood: bad}\n")
    assert (read.assumed, read.blocking) == ((), ())
    assert read.deal is not None
    assert read.deal.flexibility == Flexibility()


def test_an_empty_answer_is_none() -> None:
    assert deal("answers: {date-is-hard: , decider: ''}\n").assumed == ("date-is-hard", "mood")
    assert deal("answers: {date-is-hard: , decider: ''}\n").blocking == ("decider",)
    assert deal("answers:\n").blocking == ("decider",)


def test_blanks_in_quotes_answer_nothing() -> None:
    assert deal('answers: {decider: "  ", mood: ""}\n').blocking == ("decider",)
    assert deal('answers: {decider: "  ", mood: ""}\n').assumed == ("date-is-hard", "mood")
    assert deal('answers: {decider: ".", mood: "-"}\n').blocking == ()


def test_the_deal_knows_what_was_filled_in_and_for_which_question() -> None:
    filled = {"flexibility.date": "date-is-hard", "flexibility.scope": "date-is-hard"}
    assert [filled_by(text) for text in ("", "flexibility: {date: fixed}\n", "answers: {date-is-hard: x}\n")] == [
        filled,
        {"flexibility.scope": "date-is-hard"},
        {},
    ]


def filled_by(text: str) -> dict[str, str]:
    read = deal(text)
    assert read.deal is not None
    return dict(read.deal.filled)


def test_of_two_questions_that_set_a_key_the_last_one_has() -> None:
    read = read_deal(
        "deal: d\n",
        firm="firm: {questions: {p: {ask: a, if_unknown: b, sets: {confidence: 70%}},"
        " q: {ask: a, if_unknown: b, sets: {confidence: 90%}}}}\n",
    )
    assert read.deal is not None
    assert (read.deal.confidence, dict(read.deal.filled)) == (Fraction(9, 10), {"confidence": "q"})


def test_what_the_deal_says_itself_stays() -> None:
    read = deal("flexibility: {date: fixed}\n")
    assert read.assumed == ("date-is-hard", "mood")
    assert read.deal is not None
    assert read.deal.flexibility == Flexibility("fixed", "fixed")


def test_what_the_deal_says_all_itself_is_not_assumed() -> None:
    assert deal("flexibility: {date: fixed, scope: flexible}\n").assumed == ("mood",)


def test_an_empty_key_says_nothing() -> None:
    read = deal("flexibility: {date: , scope: flexible}\n")
    assert read.assumed == ("date-is-hard", "mood")
    assert read.deal is not None
    assert read.deal.flexibility == Flexibility("flexible", "flexible")


def test_a_key_of_the_wrong_form_is_said_and_left_alone() -> None:
    read = deal("flexibility: fixed\n")
    assert spots(read.findings) == [("bad-value", 2, 14)]
    assert read.assumed == ("mood",)


def test_whole_keys_and_lists_can_be_set() -> None:
    read = read_deal(
        "deal: d\n",
        firm="firm: {questions: {q: {ask: a, if_unknown: b, "
        "sets: {due: 2027-01-01, sites: [x], with: {released: [h]}}}}}\n",
    )
    assert read.deal is not None
    assert (read.deal.due, read.deal.sites, read.deal.extras.released) == (date(2027, 1, 1), ("x",), ("h",))
    assert read.loaded.book.places.of(("deals", "d", "due")) is None


def test_an_assumption_that_is_no_good_is_a_fault_of_the_firm() -> None:
    loaded = read(
        {"firm.yaml": "firm:\n  questions:\n    q: {ask: a, if_unknown: b, sets: {flexibility.date: soft, dux: 1}}\n"}
    )
    assert spots(loaded.findings) == [("bad-value", 3, 57), ("unknown-key", 3, 63)]
    deal = read_deal(
        "deal: d\n", firm="firm: {questions: {q: {ask: a, if_unknown: b, sets: {flexibility.date: soft}}}}\n"
    )
    assert deal.findings == ()


def test_the_folder_knows_of_each_deal() -> None:
    loaded = read(
        {"firm.yaml": QUESTIONS, "deals/d.yaml": "deal: d\n", "deals/e.yaml": "deal: e\nanswers: {decider: x}\n"}
    )
    assert loaded.intake["d"].blocking == ("decider",)
    assert loaded.intake["e"].blocking == ()
    assert loaded.intake["e"].assumed == ("date-is-hard", "mood")
