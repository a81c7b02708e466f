"""Words that can be read in two ways, or in none, to what to write instead."""


class UnclearError(Exception):
    """What somebody typed isn't understood: `message` says what, `hint` what to write instead; `slip` is the word that
    is probably mistyped, and what was meant by it.
    """

    def __init__(self, message: str, hint: str, slip: tuple[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.slip = slip


def quoted(text: str) -> str:
    """What was typed as it is repeated in a message: on one line, and not for ever."""
    line = " ".join(text.split())
    return f"`{line[:40]}…`" if len(line) > 41 else f"`{line}`"


_UNKNOWN = frozenset(("dont know", "dunno", "do not know", "unknown", "not known", "no idea", "tbc", "tbd", "na", ""))


def is_unknown(text: str) -> bool:
    """Whether somebody only says that they don't know."""
    return " ".join("".join(c for c in text.casefold() if c.isalnum() or c == " ").split()) in _UNKNOWN


def is_none(text: str) -> bool:
    """Whether somebody says that there is nothing of the kind."""
    return text.casefold().strip(" .!") in ("no", "none", "nothing", "n", "nope", "nein", "-")
