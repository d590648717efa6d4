"""What the Doctor found, as a page and as a text to copy that says nothing of who or where the user is."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Iterable, Mapping, Sequence

from .pip_output import without_login

GOOD, BAD, PLAIN = "good", "bad", ""
MARKS = {GOOD: "✓", BAD: "✗", PLAIN: ""}
# Folders of programs: every computer has them, so they say nothing about a person.
_PUBLIC = re.compile(
    r"^(/usr|/bin|/opt|/lib\w*|/app|/snap|/Applications|/Library|/System"
    r"|[A-Za-z]:[\\/](Program Files[^\\/]*|PROGRA~\d|Windows|OSGeo4W\w*|Python3\d+))([\\/]|$)",
    re.IGNORECASE,
)
# An absolute path, with blanks only inside folders; not part of an address or of another word.
_PART = r"[^\s\\/:*?\"<>|,;()]"
_INSIDE = rf"(?:{_PART}+(?: {_PART}+)*[\\/]+)*{_PART}*"
_PATH = re.compile(rf"(?<![\w:/.~>…])(?:[A-Za-z]:[\\/]|\\\\|/){_INSIDE}")
# A file's address, and a container's name as GDAL writes it (GPKG:/home/…:table), hide their path behind a colon.
_BEHIND = re.compile(rf"(?<![\w/])([A-Za-z]\w+:\"?(?://)?)((?:/(?!/)|[A-Za-z]:[\\/]){_INSIDE})")
_KEYS = r"key|token|secret|passw(?:or)?d|pwd|pass|auth|authcfg|signature|sig|session|sid|login|user(?:name)?"
_SECRETS = (
    # key=… in addresses and in the sources of QGIS's layers
    re.compile(rf"(?i)(?<![A-Za-z])([\w.-]*(?:{_KEYS})\s*=\s*)(?:'[^']*'|\"[^\"]*\"|[^\s&;,'\"<>]+)"),
    re.compile(r"(?i)\b(authorization\s*:\s*(?:\w+\s+)?|bearer\s+|basic\s+(?=[A-Za-z0-9+/]{8}))[^\s,;'\"]+"),
    re.compile(r"(?i)(\"[\w.-]*(?:key|token|secret|password|passwd)\"\s*:\s*)\"[^\"]*\""),
    re.compile(r"()\b(?:hf_|gh[pousr]_|github_pat_|glpat-|pypi-|sk-|xox[abpr]-|AKIA)[A-Za-z0-9_-]{8,}"),
    re.compile(r"()\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?"),  # a JSON web token
)
SHORTEST_NAME = 3  # characters; a shorter user name would be replaced inside other words


@dataclass(frozen=True)
class Row:
    """One finding. `state`: GOOD, BAD, or PLAIN where it is neither."""

    label: str
    value: str
    state: str = PLAIN


@dataclass(frozen=True)
class Section:
    """Findings that belong together."""

    title: str
    rows: tuple[Row, ...]


def as_html(sections: Sequence[Section]) -> str:
    """The page. Marks are characters, not colours alone."""
    parts = []
    for section in sections:
        parts.append(f"<h3 style='margin: 10px 0 4px 0'>{html.escape(section.title)}</h3>")
        for row in section.rows:
            mark = f"<b>{MARKS[row.state]}</b> " if MARKS[row.state] else ""
            value = html.escape(row.value).replace("\n", "<br>")
            parts.append(f"<p style='margin: 3px 0'>{mark}<b>{html.escape(row.label)}:</b> {value}</p>")
    return "\n".join(parts)


def as_text(sections: Sequence[Section]) -> str:
    """The same for an e-mail or an issue."""
    lines = []
    for section in sections:
        lines += ["", section.title, "-" * len(section.title)]
        for row in section.rows:
            mark = f"{MARKS[row.state]} " if MARKS[row.state] else ""
            lines.append(f"{mark}{row.label}: {row.value}")
    return "\n".join(lines).strip() + "\n"


def anonymous(text: str, known: Mapping[str, str], names: Iterable[str] = ()) -> str:
    """The text without private paths and names, and without passwords, tokens and keys.

    Args:
        text: Anything.
        known: Folders and what to call them, e.g. {"/home/ann": "~"}; longer ones are replaced first.
        names: Of the user and of the computer.
    """
    text = without_login(text)
    for secret in _SECRETS:
        text = secret.sub(lambda found: f"{found[1]}…", text)
    for folder in sorted((folder for folder in known if len(folder) > 1), key=len, reverse=True):
        to = known[folder].replace("\\", r"\\")  # a backslash stands for itself
        for spelling in {folder, folder.replace("\\", "/"), folder.replace("/", "\\")}:
            text = re.sub(re.escape(spelling) + r"(?![\w.-])", to, text, flags=re.I)
    text = _BEHIND.sub(lambda found: found[1] + _short(found[2]), text)
    text = _PATH.sub(lambda found: _short(found[0]), text)
    for name in sorted(names, key=len, reverse=True):
        if len(name) >= SHORTEST_NAME:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "<name>", text, flags=re.IGNORECASE)
    return text


def _short(path: str) -> str:
    if len(path) < 3 or _PUBLIC.match(path):
        return path
    return "…/" + re.split(r"[\\/]", path.rstrip("\\/"))[-1]
