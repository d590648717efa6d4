"""What came from somebody else, read with care: regular files of a stated size only, and text that is only text.

Standard library only: both sides read run folders and packs.
"""

from __future__ import annotations

import errno
import os
import re
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


def is_odd(path: str | Path) -> bool:
    """Whether something lies there that is neither a file nor a folder: a pipe or a device may never end."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


_REPARSE = (getattr(stat, "IO_REPARSE_TAG_SYMLINK", -1), getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1))


def acts(letter: str) -> bool:
    """Whether a letter does something to a terminal or to its neighbours instead of being seen (C0, C1, direction)."""
    return letter in _TURNING or unicodedata.category(letter) in ("Cc", *_SEPARATORS)


def visible(text: str, lines: bool = False) -> str:
    """A text with what acts on a terminal, or is half a letter, shown as “\ufffd”.

    Args:
        text: From anywhere.
        lines: Whether it may have several lines.
    """
    return "".join(
        "\ufffd" if (acts(letter) and not (lines and letter == "\n")) or "\ud800" <= letter <= "\udfff" else letter
        for letter in text
    )


# What GDAL reads as a place in a network, where it stands in a file that names others.
_NETWORK = re.compile(
    rb"/vsi(?:curl|s3|gs|az|adls|oss|swift|webhdfs|hdfs|stdin|subfile/[^\"'<>]*/vsi)[\w]*/?[^\s\"'<>&]*"
    rb"|(?<![\w.])(?:https?|ftps?|s3|gs|az|wms|wmts|wcs|wfs|tms|plmosaic)\\?:(?:\\?/){1,2}[^\s\"'<>&]*"
    rb"|<\s*(?:GDAL_WMS|GDAL_WMTS|WCS_GDAL|WMS_Capabilities|ServerUrl|GetCapabilitiesUrl|ServiceURL)\b",
    re.IGNORECASE,
)
# What names an address without asking it: namespaces, and remarks among the metadata.
_HARMLESS = re.compile(
    rb"""\b(?:xmlns(?::[\w.-]+)?|(?:\w+:)?\w*schemaLocation)\s*=\s*(?:"[^"]*"|'[^']*')"""
    rb"""|<MDI\s+key\s*=\s*["'](?!OVERVIEW_FILE)[^"'<>]*["']\s*>[^<]*</MDI>|<(?:Description|SRS|GeoTransform)\b[^<]*<""",
    re.IGNORECASE,
)
_TEXT_BEGINS = (b"<", b"\xef\xbb\xbf<", b"{", b"[")
_LOOKED_AT = 64 << 20  # bytes of a text that are looked through; a larger description is refused


def is_elsewhere(path: str) -> bool:
    """Whether a name of GDAL's means something else than a file in a folder: a service, a URL, a text, a pipe."""
    return bool(
        path.startswith(("/vsi", "<", "{", "\\\\?\\", "\\\\.\\"))
        or "://" in path
        or re.match(r"(?i)(wms|wmts|wcs|wfs|tms|http|https|plmosaic|plscenes|eedai|ogcapi|stacit|stacta|vrt)\s*:", path)
    )


def names_network(path: Path) -> str:
    """The first place in a network that a raster's description or its sidecar (`.aux.xml`) names; "" for none.

    Only texts are looked at: where pixels begin, there is no name to follow.
    """
    for each in (path, path.with_name(path.name + ".aux.xml")):
        try:
            if not stat.S_ISREG(os.stat(each).st_mode):
                continue
            with each.open("rb") as file:
                start = file.read(4096)
                if not start.lstrip().startswith(_TEXT_BEGINS):
                    continue
                text = start + file.read(_LOOKED_AT)
        except (OSError, ValueError):
            continue
        found = _NETWORK.search(_HARMLESS.sub(b" ", _spelled_out(text)))
        if found:
            return visible(found[0].decode("utf-8", "replace"))[:120]
        if len(text) > _LOOKED_AT:
            return "a description of more than 64 MB"
    return ""


def _spelled_out(text: bytes) -> bytes:
    """The same with XML's numbers for letters resolved, behind which a name could hide."""

    def letter(found: re.Match[bytes]) -> bytes:
        number = found[1].decode()
        value = int(number[1:], 16) if number[0] in "xX" else int(number)
        return chr(value).encode() if 0 < value < 0x80 else found[0]

    return re.sub(rb"&#([xX][0-9a-fA-F]{1,6}|[0-9]{1,7});", letter, text)
