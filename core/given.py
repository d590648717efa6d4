"""What came from somebody else, read with care: regular files of a stated size only, and text that is only text.

Standard library only: both sides read run folders and packs.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from pathlib import Path

_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # change reading order
_SEPARATORS = ("Zl", "Zp")


def read_given(path: Path, limit: int) -> bytes:
    """The bytes of a small file in a folder of somebody else's.

    Args:
        path: The file; a link there is refused, one on the way to its folder is the user's own affair.
        limit: The most bytes that it may have.

    Raises:
        OSError: it is no regular file (a link, a pipe, a device), has more bytes, or cannot be read.
    """
    handle = os.open(path, _OPEN)  # a pipe without a writer would else wait for one
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or is_link(path):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        data = file.read(limit + 1) if found.st_size <= limit else None
    if data is None or len(data) > limit:
        raise OSError(errno.EFBIG, f"larger than {limit} bytes", str(path))
    return data


def is_link(path: Path) -> bool:
    """Whether there is a link at a path: a symbolic one, or a junction of Windows."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISLNK(found.st_mode) or bool(getattr(found, "st_reparse_tag", 0) in _REPARSE)


_REPARSE = (getattr(stat, "IO_REPARSE_TAG_SYMLINK", -1), getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1))


def acts(letter: str) -> bool:
    """Whether a letter does something to a terminal or to its neighbours instead of being seen (C0, C1, direction)."""
    return letter in _TURNING or unicodedata.category(letter) in ("Cc", *_SEPARATORS)


def visible(text: str, lines: bool = False) -> str:
    """A text with what acts on a terminal shown as “\ufffd”.

    Args:
        text: From anywhere.
        lines: Whether it may have several lines.
    """
    return "".join("\ufffd" if acts(letter) and not (lines and letter == "\n") else letter for letter in text)
