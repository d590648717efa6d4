"""What pip is doing, from the lines that it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_FETCHING = re.compile(r"^\s*(Downloading|Using cached) (\S+?\.whl)(?:\s+\(([\d.]+) ([kMG]?B)\))?$")
_RAW = re.compile(r"^Progress (\d+) of (\d+)$")
_NAME = re.compile(r"([A-Za-z0-9._]+?)-\d")
_UNITS = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9}
_LOGIN = re.compile(r"(?<=://)[^/\s?#\"'<>]+@")  # to the last @ of the host: passwords may hold one


@dataclass
class PipProgress:
    """Fed with pip's lines; tells where it is.

    Attributes:
        fetched: Bytes of the files that are done.
        current: Bytes of the file in progress.
        message: What it does, in words.
        unpacking: It is putting files in place.
        packages: How many it puts in place.
        lines: All that was said, for the failure's reason.
    """

    fetched: int = 0
    current: int = 0
    message: str = "Asking what is needed"
    unpacking: bool = False
    packages: int = 0
    _size: int = 0
    lines: list[str] = field(default_factory=list)

    def feed(self, line: str) -> bool:
        """Take a line; whether it is worth showing in the log."""
        raw = _RAW.match(line.strip())
        if raw:
            self.current = int(raw.group(1))
            self._size = int(raw.group(2)) or self._size
            return False
        self.lines.append(line)
        found = _FETCHING.match(line)
        if found:
            how, file, number, unit = found.groups()
            self.fetched += self._size
            self._size = round(float(number or 0) * _UNITS[unit or "B"])
            self.current = 0
            name = _NAME.match(file.rsplit("/", 1)[-1])
            size = f" ({number} {unit})" if number else ""
            doing = "Fetching" if how == "Downloading" else "Found in the cache:"
            self.message = f"{doing} {name.group(1) if name else 'a package'}{size}"
        elif line.startswith("Installing collected packages:"):
            self.fetched, self.current, self._size = self.fetched + self._size, 0, 0
            self.unpacking, self.packages = True, line.count(",") + 1
            self.message = "Unpacking"
        return bool(line.strip())


def without_login(text: str, instead: str = "…@") -> str:
    """The text with the names and passwords of addresses left out."""
    return _LOGIN.sub(instead, text)
