"""Money and shares as people say them to how the files have them."""

import pytest

from deliverable.typed.figures import money_of, share_of
from deliverable.typed.unclear import UnclearError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("84000", 84000), ("84k", 84000), ("84.5k", 84500), ("£84,000", 84000), ("84 000", 84000), ("84'000", 84000),
        ("84.000", 84000), ("84,5", 84.5), ("84,000.50", 84000.5), ("GBP 84k", 84000), ("84k gbp", 84000),
        ("1.2m", 1_200_000), ("2 million", 2_000_000), ("0", 0),
    ],
)  # fmt: skip
def test_money(text: str, value: float) -> None:
    found = money_of(text, "GBP")
    assert found == value
    assert isinstance(found, int) == (value == int(value))


@pytest.mark.parametrize("text", ["84k EUR", "EUR 84k", "€84k", "$84k"])
def test_another_currency_is_not_taken_for_ours(text: str) -> None:
    with pytest.raises(UnclearError, match="is not in GBP"):
        money_of(text, "GBP")
    assert money_of(text, "") == 84000


@pytest.mark.parametrize("text", ["", "abc", "-5", "1e5", "84..5", "9999999999m", "£", "84 0", "84000.123", "8400,000"])
def test_what_is_no_money_is_refused(text: str) -> None:
    with pytest.raises(UnclearError):
        money_of(text, "GBP")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("50%", "50%"), ("50 %", "50%"), ("50 per cent", "50%"), ("0.5", "50%"), (".8", "80%"), ("1", "100%"),
        ("0", "0%"), ("1 in 2", "50%"), ("16 in 20", "80%"), ("12.5%", "12.5%"), ("100%", "100%"),
    ],
)  # fmt: skip
def test_shares(text: str, share: str) -> None:
    assert share_of(text) == share


@pytest.mark.parametrize("text", ["50", "101%", "3 in 2", "abc", "", "-1%", "1.5"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(UnclearError) as error:
        share_of(text)
    assert error.value.hint == ("write 50%" if text == "50" else "write it like 50%")


def test_a_dollar_is_that_of_whoever_has_dollars() -> None:
    assert money_of("$84k", "USD") == money_of("$84k", "AUD") == 84000
