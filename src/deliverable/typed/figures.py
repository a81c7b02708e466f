"""Money and shares as people say them ("84k", "£84,000", "50 %") to how the files have them."""

import re
from fractions import Fraction
from typing import Final

from deliverable.typed.unclear import UnclearError, quoted

_MONEY: Final = re.compile(r"(?P<figure>[0-9][0-9,.' ]*?)\s*(?P<scale>k|m|thousand|million)?")
_SIGNS: Final = {"£": ("GBP", "EGP"), "€": ("EUR",), "¥": ("JPY", "CNY")}
"""Whose sign it is; a dollar is that of many, all of which have it in their name."""
_SCALES: Final = {"k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000}
LONGEST: Final = 40
"""Letters of an amount of money."""
MOST_MONEY: Final = 10**12


def money_of(text: str, currency: str) -> int | float:
    """An amount of the firm's money. Raises UnclearError, also where another currency is named."""
    flat = " ".join(re.sub(r"[£$€¥]", " ", text.casefold()).split())
    letters = re.match(r"([a-z]{3})\b(?=.*[0-9])|.*[0-9].*?\b([a-z]{3})$", flat)
    named = ((letters[1] or letters[2]) if letters else "").upper()
    signs = [whose for sign, whose in _SIGNS.items() if sign in text]
    signs += [(currency,) if currency.endswith("D") else ()] if "$" in text else []
    if currency and ((named and named != currency) or any(currency not in whose for whose in signs)):
        message = f"{quoted(text)} is not in {currency}"
        raise UnclearError(message, f"write it in {currency}, such as 84000")
    flat = flat.replace(named.casefold(), "").strip() if named else flat
    found = _MONEY.fullmatch(flat) if len(flat) <= LONGEST else None
    figure = None if found is None else _figure(found["figure"])
    if found is None or figure is None:
        message = f"{quoted(text)} is no amount of money"
        raise UnclearError(message, "write it like 84000, 84,000 or 84k")
    value = figure * _SCALES.get(found["scale"] or "", 1)
    if value > MOST_MONEY:
        message = f"{quoted(text)} is more money than can be counted with"
        raise UnclearError(message, "write it like 84000")
    return int(value) if value.denominator == 1 else float(value)


def _figure(text: str) -> Fraction | None:
    """84000, 84,000, 84.000 and 84 000 are the same; 84.5 has a point; None for what is neither."""
    grouped = re.fullmatch(r"[0-9]{1,3}(?:[,.' ][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]+(?:[.,][0-9]{1,2})?", text)
    if grouped is None:
        return None
    bare = re.sub(r"(?<=[0-9])[,.' ](?=[0-9]{3}(?![0-9]))", "", text)
    bare = re.sub(r",(?=[0-9]{1,2}$)", ".", bare)
    return Fraction(bare) if re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]{1,2})?", bare) else None


def share_of(text: str) -> str:
    """A share as the files have it: 50%. Raises UnclearError."""
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*(?:%|per ?cent|pct)", text.strip().casefold())
    if found and Fraction(found[1]) <= 100:
        return f"{found[1]}%"
    if found := re.fullmatch(r"([0-9]{1,3}) in ([1-9][0-9]{0,2})", text.strip()):
        return share_of(f"{float(Fraction(int(found[1]) * 100, int(found[2]))):g}%")
    if re.fullmatch(r"0?\.[0-9]{1,4}|0|1|1\.0+|0\.0+", text.strip()):
        return f"{float(Fraction(text.strip()) * 100):g}%"
    message = f"{quoted(text)} is no percentage"
    bare = re.fullmatch("[0-9]{1,3}", text.strip())
    raise UnclearError(message, f"write {bare[0]}%" if bare else "write it like 50%")
