"""The claim that every possibility was ruled out to what is wrong with it, as far as that shows without searching.

Such a proof carries no sum. What it says must be about these deals and their dates, and no plan of the same answer may
contradict it (`verdicts` sees to that); whoever wants more searches again.
"""

from deliverable.engine.audit.claims import Claim, day, part, refuse
from deliverable.engine.audit.scope import Scope


def check_search(where: str, proof: Claim, scope: Scope) -> None:
    """It was about all days from the first on to the last that the deals allow, and within a limit."""
    first, last = day(where, proof, "from"), day(where, proof, "until")
    if first != scope.days.first:
        refuse(f"{where}: was searched from {first} on, it may start on {scope.days.first}")
    allowed = max(min(scope.last_day(key) or scope.days.last, scope.days.last) for key in scope.order)
    if last != allowed:
        refuse(f"{where}: was searched until {last}, the last day is {allowed}")
    limit = part(where, proof, "limit")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit > 0:
        refuse(f"{where}: was searched within no limit that could be")
