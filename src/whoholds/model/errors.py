"""Errors that a user can mend. Their text is one line: what is wrong and what to do."""


class WhoholdsError(Exception):
    """Something failed that is not the user's input (exit status 1)."""


class BadInput(WhoholdsError):
    """The input is wrong and the user can mend it (exit status 2)."""
