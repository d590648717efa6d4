"""What a repository of the Hugging Face Hub says about itself: its commit, its files, their sizes and checksums."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ...errors import ModelError
from ...given import read_given
from .http import Answer, Client, TryAgainError, host_of, read_all, whole_number

COMMIT = re.compile(r"[0-9a-f]{40}")
SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST_LISTING = 64 << 20  # bytes


class ChangedError(Exception):
    """A source now has another file than the one that is known; the text says where and which."""


@dataclass(frozen=True)
class Facts:
    """What identifies a file's content: whatever of it is known.

    Attributes:
        size: Bytes.
        sha256: Of the content.
        git_sha1: Git's name of the content, the hub's checksum of files that are not in large-file storage.
    """

    size: int | None = None
    sha256: str = ""
    git_sha1: str = ""

    def contradicts(self, other: Facts) -> bool:
        """Whether both cannot be the same file."""
        sizes = None not in (self.size, other.size) and self.size != other.size
        sha256 = bool(self.sha256 and other.sha256) and self.sha256 != other.sha256
        return sizes or sha256 or (bool(self.git_sha1 and other.git_sha1) and self.git_sha1 != other.git_sha1)

    def with_others(self, other: Facts) -> Facts:
        """What either knows."""
        size = other.size if self.size is None else self.size
        return Facts(size, self.sha256 or other.sha256, self.git_sha1 or other.git_sha1)


@dataclass(frozen=True)
class Repository:
    """A repository at a commit.

    Attributes:
        commit: 40 hexadecimal digits.
        files: Facts by name.
        gated: Whether its owner lets in only those who accept conditions.
        licence: The hub's word for the licence, "" when it names none.
    """

    commit: str
    files: Mapping[str, Facts]
    gated: bool = False
    licence: str = ""


def endpoint() -> str:
    """The hub: HF_ENDPOINT, as for huggingface_hub, else huggingface.co."""
    return (os.environ.get("HF_ENDPOINT") or "https://huggingface.co").rstrip("/")


def token() -> str:
    """The user's token for the hub, where huggingface_hub would find it: HF_TOKEN, or the file of its login.

    The library itself is not imported: it would read its own variables for good, and a fetch needs nothing of it.
    """
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
        if os.environ.get(name, "").strip():
            return os.environ[name].strip()
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    home = os.environ.get("HF_HOME") or os.path.join(cache, "huggingface")
    try:
        return read_given(Path(os.environ.get("HF_TOKEN_PATH") or os.path.join(home, "token")), 10_000).decode().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def file_url(home: str, repository: str, commit: str, file: str) -> str:
    """Where a file of a repository is."""
    return f"{home}/{repository}/resolve/{quote(commit, safe='')}/{quote(file)}"


def look_up(client: Client, repository: str, revision: str) -> Repository:
    """Ask the hub about a repository at a revision: a branch, a tag, or a commit.

    Raises:
        TryAgainError, ModelError: see `Client.get`; also when the answer makes no sense.
    """
    url = f"{client.home}/api/models/{repository}/revision/{quote(revision, safe='')}?blobs=true"
    answer = client.get(url, f"repository {repository} at revision “{revision}”")
    try:
        with answer.body as body:
            text = read_all(body, LONGEST_LISTING)
    except TryAgainError as error:
        raise TryAgainError(f"{host_of(client.home)} broke off what it says about {repository}") from error
    try:
        listing = json.loads(text) if len(text) <= LONGEST_LISTING else None
        return _repository(listing)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(
            f"{host_of(client.home)} does not answer as a model hub does.",
            "Check HF_ENDPOINT and the proxy; a sign-in page may stand between.",
        ) from error


def _repository(listing: Any) -> Repository:
    commit = listing["sha"]
    if not COMMIT.fullmatch(commit):
        raise ValueError("not a commit")
    files = {}
    for entry in listing["siblings"]:
        lfs = entry.get("lfs") or {}
        size = lfs.get("size", entry.get("size"))
        sha256, git_sha1 = str(lfs.get("sha256") or ""), str(entry.get("blobId") or "")
        files[str(entry["rfilename"])] = Facts(
            size if isinstance(size, int) and size >= 0 else None,
            sha256 if SHA256.fullmatch(sha256) else "",
            git_sha1 if COMMIT.fullmatch(git_sha1) and not lfs else "",
        )
    licence = (listing.get("cardData") or {}).get("license") or ""
    return Repository(commit, files, bool(listing.get("gated")), licence if isinstance(licence, str) else "")


def facts_of(answer: Answer) -> Facts:
    """What the headers of a file's answer say: X-Linked-ETag and X-Linked-Size of the hub, else its own ETag."""
    etag = answer.headers.get("x-linked-etag") or answer.headers.get("etag", "")
    if etag.startswith("W/"):
        etag = ""  # a weak one names a meaning, not bytes
    etag = etag.strip('"').lower()
    return Facts(
        whole_number(answer.headers.get("x-linked-size", "")),
        etag if SHA256.fullmatch(etag) else "",
        etag if COMMIT.fullmatch(etag) else "",
    )
