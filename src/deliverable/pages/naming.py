"""What people and holds of an answer are called."""

from deliverable.answers.check import CheckAnswer
from deliverable.pages.words import first_name, percent, short_day


class Names:
    """Names for the people, holds and amounts of one answer."""

    def __init__(self, answer: CheckAnswer) -> None:
        self.answer = answer
        self.book = answer.book
        self.deal = answer.deal
        self.today = answer.today

    @property
    def client(self) -> str:
        """Who asks."""
        return self.deal.client or "the client"

    def person(self, name: str) -> str:
        """A colleague's first name, or the id as it was written."""
        known = self.book.people.get(name)
        return first_name(known.name) if known is not None and known.name else name

    def hold(self, name: str) -> str:
        """A hold with its owner, how likely it is and until when it counts."""
        source = self.book.bookings.get(name) or self.book.promises.get(name)
        if source is None:
            return name
        parts = [source.client or name]
        if source.owner:
            parts.append(f"held by {self.person(source.owner)}")
        parts.append("likelihood not said" if source.probability is None else f"{percent(source.probability)} likely")
        if source.expires:
            parts.append(f"until {short_day(source.expires, self.today)}")
        return ", ".join(parts)

    def short_hold(self, name: str) -> str:
        """Whose hold it is."""
        source = self.book.bookings.get(name) or self.book.promises.get(name)
        return f"{source.client if source is not None and source.client else name}'s hold"

    def pool(self, name: str) -> str:
        """What an outside pool is called."""
        known = self.book.contractors.get(name)
        return known.name if known is not None and known.name else name
