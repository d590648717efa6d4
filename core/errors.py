"""What the user may read is an exception class.

TerralexError          says what happened and what to do next
├── InputError         the raster, the area, a class name or an option cannot be used
│   ├── NoDataError    the raster has no pixel with a value
│   ├── AlreadyHereError  a pack of that name is on this machine
│   └── NotKeptError   windows would have to be encoded again, which nobody has agreed to
├── ModelError         a pack is missing, damaged, or too large for this machine
│   └── ShortOfMemoryError  there is too little memory for the work
├── OutputError        the result cannot be written
└── EngineError        the engine's process could not be started, or stopped by itself
Cancelled              the user's own wish; not an error, so not in the family
"""

from __future__ import annotations


class TerralexError(Exception):
    """Says what happened (`message`) and what to do next (`hint`), in the user's words."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(TerralexError):
    """The raster, the area, a class name or an option cannot be used."""


class NoDataError(InputError):
    """The raster has no pixel with a value."""


class AlreadyHereError(InputError):
    """A pack of that name is on this machine; it is replaced only when the user says so."""


class NotKeptError(InputError):
    """Features of windows are not kept any more; they are encoded again only when the user says so."""


class ModelError(TerralexError):
    """A pack is missing, damaged, or too large for this machine."""


class ShortOfMemoryError(ModelError):
    """There is too little memory for the work."""


class OutputError(TerralexError):
    """The result cannot be written."""


class EngineError(TerralexError):
    """The engine's process could not be started, or stopped by itself."""


class Cancelled(Exception):  # noqa: N818 - it is a wish, not an error
    """The user asked to stop."""


def busy() -> InputError:
    """The engine does one thing at a time."""
    return InputError("A run is already going on.", "Wait for it to end, or cancel it.")


_FAMILY = (
    InputError,
    NoDataError,
    AlreadyHereError,
    NotKeptError,
    ModelError,
    ShortOfMemoryError,
    OutputError,
    EngineError,
    TerralexError,
)
KINDS = {kind.__name__: kind for kind in _FAMILY}
