"""What goes wrong for a user: one line that says what, where and what to do. Caught once, in `cli`."""

from __future__ import annotations


class DronewatchError(Exception):
    """A problem that the user can mend; the command line prints it in one line and exits with 2.

    `message` says what is wrong, `file` (and `line`, 1-based) where, `hint` what to do about it.
    """

    def __init__(self, message: str, *, file: str | None = None, line: int | None = None, hint: str | None = None):
        self.message, self.file, self.line, self.hint = message, file, line, hint
        super().__init__(str(self))

    def __str__(self) -> str:
        where = "" if self.file is None else f"{self.file}: " if self.line is None else f"{self.file}:{self.line}: "
        advice = "" if self.hint is None else f" ({self.hint})"
        return f"{where}{self.message}{advice}"


class UsageError(DronewatchError):
    """A wrong option, label, path or setting."""


class DataError(DronewatchError):
    """An article, corpus, gazetteer or annotation file that cannot be read as what it claims to be."""


class StorageError(DronewatchError):
    """An index that is corrupt, foreign, newer than this program or cannot be written."""
