"""A mistyped word to the known word that was probably meant. Imported only when something is wrong."""

from collections.abc import Iterable


def likely(word: str, known: Iterable[str]) -> str | None:
    """The known word that is nearest to this one, if it is near enough: one slip, or a third of its letters."""
    wanted = word.lower()
    best: tuple[int, str] | None = None
    for candidate in known:
        limit = max(1, max(len(wanted), len(candidate)) // 3)
        if abs(len(wanted) - len(candidate)) > limit:
            continue
        slips = distance(wanted, candidate.lower())
        if slips <= limit and (best is None or (slips, candidate) < best):
            best = (slips, candidate)
    return best[1] if best else None


def distance(a: str, b: str) -> int:
    """How many letters to change, add, leave out or swap with their neighbour to make one word of the other."""
    two_back: list[int] = []
    back = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        now = [i]
        for j, y in enumerate(b, 1):
            least = min(back[j] + 1, now[j - 1] + 1, back[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                least = min(least, two_back[j - 2] + 1)
            now.append(least)
        two_back, back = back, now
    return back[-1]
