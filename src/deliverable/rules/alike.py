"""A word to those of many that are most like it, in a time that grows with their number and little else."""

from collections import Counter
from collections.abc import Iterable
from heapq import nlargest

MOST_COMPARED = 20
"""Words that are compared letter by letter. The others, where hundreds differ in a number at the end, share fewer
letters or begin and end less alike.
"""


def most_alike(wanted: str, words: Iterable[str], count: int, least: float) -> list[str]:
    """At most so many words, the most alike first: as difflib's get_close_matches, of which this is the quick form.

    Alike is twice the letters that stand in both in the same order, over the letters of both. Letters in any order are
    at least as many and counted in no time, so most words are out before they are compared.
    """
    from difflib import SequenceMatcher

    matcher = SequenceMatcher()
    matcher.set_seq2(wanted)
    found = []
    for word in nlargest(MOST_COMPARED, _promising(wanted, words, least)):
        matcher.set_seq1(word[-1])
        ratio = matcher.ratio()
        if ratio >= least:
            found.append((ratio, word[-1]))
    return [word for _, word in nlargest(count, found)]


def _promising(wanted: str, words: Iterable[str], least: float) -> Iterable[tuple[float, int, str]]:
    """The words that can be alike, each behind how alike at most and how many letters it begins and ends with alike."""
    letters = list(Counter(wanted).items())
    size = len(wanted)
    for word in words:
        both = size + len(word)
        if not both or 2.0 * min(size, len(word)) / both < least:
            continue
        common = 0
        for letter, number in letters:
            there = word.count(letter)
            common += there if there < number else number
        most = 2.0 * common / both
        if most >= least:
            yield (most, _ends(wanted, word), word)


def _ends(one: str, other: str) -> int:
    """The letters that two words share at their beginning and at their end."""
    size = min(len(one), len(other))
    first = next((index for index in range(size) if one[index] != other[index]), size)
    last = next((index for index in range(size - first) if one[-1 - index] != other[-1 - index]), size - first)
    return first + last
