"""A wrong use of the tool to a message, a hint and an exit code."""

from enum import IntEnum


class Exit(IntEnum):
    """The public exit codes; their meaning per command is in docs/exit-codes.md."""

    OK = 0
    NO = 1
    WRONG = 2
    UNKNOWN = 3
    OUR_FAULT = 70
    INTERRUPTED = 130


class UserError(Exception):
    """Somebody asked for what can't be: `message` says what, `hint` what to do instead, `code` how the process ends."""

    def __init__(self, message: str, hint: str = "", code: Exit = Exit.WRONG) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


class AuditError(Exception):
    """An answer of ours that its own check refused: a fault of the program, never of the user."""
