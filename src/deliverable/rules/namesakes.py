"""Two people to whether they may be one."""

from deliverable.book import Person
from deliverable.spelling import folded


def may_be_one(one: Person, other: Person) -> bool:
    """Whether two people have the same name, and nothing else that is said of them makes them two."""
    if not folded(one.name) or folded(one.name) != folded(other.name):
        return False
    both = ((one.role, other.role), (one.team, other.team), (one.site, other.site))
    if any(a and b and folded(a) != folded(b) for a, b in both):
        return False
    return not (_gone(one, other) or _gone(other, one))


def _gone(one: Person, other: Person) -> bool:
    """Whether one leaves before the other joins."""
    return bool(one.leaves and other.joins and one.leaves < other.joins)
