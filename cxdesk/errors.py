"""The three kinds of error: what she typed, what surrounds us, and our own bugs (everything else).

Each kind is shown in one place: `UserError` beside the field or as a sentence, `EnvironmentFault`
in a banner, anything else in the crash dialog.
"""

from __future__ import annotations

from collections.abc import Mapping


class CxDeskError(Exception):
    """A message that a person can read: what happened, what was kept, what to do now."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UserError(CxDeskError):
    """Something that was asked for can't be done as asked; nothing has changed."""


class InputError(UserError):
    """One or more fields can't be kept as typed.

    `fields` maps the names of fields to a sentence each.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)


class NotFound(UserError):
    """The record is not, or no longer, in the workspace."""


class UndoRefused(UserError):
    """The records were changed since, elsewhere; undoing would lose that change."""


class EnvironmentFault(CxDeskError):
    """Disk, lock or file: the program is well, what it stands on is not."""


class DiskFull(EnvironmentFault):
    """No space left; the operation was taken back as a whole."""


class ReadOnly(EnvironmentFault):
    """The workspace can be read but not written."""


class FileBusy(EnvironmentFault):
    """Another program holds the file's write lock."""


class FileMoved(EnvironmentFault):
    """The file was moved, deleted or replaced while it was open."""


class FileTooNew(EnvironmentFault):
    """The file was made by a newer CX Desk. It was not touched."""


class FileDamaged(EnvironmentFault):
    """The file is torn, or its content contradicts itself."""


class FileLocked(EnvironmentFault):
    """The file is encrypted, and its passphrase was not given."""


class WrongKey(FileLocked):
    """A passphrase or recovery key that does not open the file."""


class FileForeign(EnvironmentFault):
    """The file is not a CX Desk workspace, or somebody else's tables or triggers are in it."""
