"""One file from a server: resumed where it broke off, measured while it comes, and checked before anybody sees it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ...errors import ModelError, OutputError
from ...progress import CancelToken
from .http import BROKEN, KEPT, Answer, Client, TryAgainError, host_of
from .hub import ChangedError, Facts, facts_of

CHUNK = 1 << 20
FIRST_WAIT_S = 1.0  # before the second try; doubled for each further one
LONGEST_WAIT_S = 120.0  # what a server may ask for before we tell the user instead of waiting
TRIES = 6  # without a single new byte
ALL_TRIES = 200
_TICK_S = 0.2

Steps = Generator["Step", None, "Facts"]


@dataclass(frozen=True)
class Step:
    """How far one file is: bytes that are here, or what is waited for."""

    here: int
    waiting: str = ""


@dataclass(frozen=True)
class Wish:
    """A file to download.

    Attributes:
        path: In the pack.
        url: Where it is.
        what: What to call it in a sentence.
        facts: What is known of it before; its size always.
        commit: The repository's commit that the server has to name; "" for a server that is no hub.
    """

    path: str
    url: str
    what: str
    facts: Facts
    commit: str = ""


class Digest:
    """Both checksums of a file, while it is written."""

    def __init__(self, size: int) -> None:
        self._sha256 = hashlib.sha256()
        self._git = hashlib.sha1(f"blob {size}\0".encode(), usedforsecurity=False)  # git's name for the content
        self.size = 0

    def update(self, data: bytes) -> None:
        """Take more bytes."""
        self._sha256.update(data)
        self._git.update(data)
        self.size += len(data)

    def facts(self) -> Facts:
        """What the bytes so far are."""
        return Facts(self.size, self._sha256.hexdigest(), self._git.hexdigest())


@contextlib.contextmanager
def disk_words(folder: Path) -> Iterator[None]:
    """Errors of the disk in the user's words.

    Raises:
        OutputError: names the folder and what to do.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        hint = f"Make room or get the right to write there, then do the same again. {KEPT}"
        raise OutputError(f"Writing into {folder} failed: {reason}.", hint) from error


def digest_of(path: Path, size: int, token: CancelToken | None = None) -> Digest:
    """The checksums of a file on the disk whose final size will be `size`."""
    digest = Digest(size)
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            digest.update(data)
            if token:
                token.check()
    return digest


def download(client: Client, wish: Wish, partial: Path, token: CancelToken) -> Steps:
    """Bring a file to `partial`, going on from what is there already.

    Args:
        client: Sends the requests.
        wish: What to bring.
        partial: A file of its own; kept when this is stopped or fails in a way that may pass.
        token: Asked several times a second.

    Yields:
        How far it is.

    Returns:
        The file's facts; they agree with everything known of it.

    Raises:
        Cancelled: the user asked.
        ModelError: the server does not give the file, or sends something else.
        ChangedError: the server has another file than the one that is known.
        OutputError: the disk is full or forbidden.
    """
    idle = 0
    for _ in range(ALL_TRIES):
        token.check()
        before = partial.stat().st_size if partial.exists() else 0
        try:
            digest = yield from _once(client, wish, partial, token)
        except TryAgainError as error:
            grown = (partial.stat().st_size if partial.exists() else 0) > before
            idle = 0 if grown else idle + 1
            yield from pause(error, idle, wish, partial, token)
            continue
        if not wish.facts.contradicts(digest.facts()):
            return digest.facts()
        with disk_words(partial.parent):
            partial.unlink()
        if not before:
            raise ModelError(
                f"{host_of(wish.url)} sent something else than {wish.what}: its checksum is wrong.",
                "Nothing of it was kept. Fetch again; if it happens again, a proxy may be changing downloads.",
            )  # else: what was kept from an earlier try may be the culprit
    raise ModelError(f"{host_of(wish.url)} breaks off {wish.what} again and again.", f"Fetch again later. {KEPT}")


def _once(client: Client, wish: Wish, partial: Path, token: CancelToken) -> Generator[Step, None, Digest]:
    """One request; the digest of the whole file."""
    size = wish.facts.size or 0
    with disk_words(partial.parent):
        partial.parent.mkdir(parents=True, exist_ok=True)
        if partial.exists() and partial.stat().st_size > size:
            partial.unlink()
        partial.touch()
        digest = digest_of(partial, size, token)
    yield Step(digest.size)
    if digest.size == size and size:
        return digest
    answer = client.get(wish.url, wish.what, digest.size)
    with contextlib.closing(answer.body):
        _check_answer(answer, wish)
        if answer.status == 416 or (answer.status == 206 and not _continues(answer, digest.size, size)):
            with disk_words(partial.parent):
                partial.unlink()
            raise TryAgainError(f"{host_of(wish.url)} does not go on where {wish.what} stopped")
        if answer.status == 200:
            digest = Digest(size)
        rest = size - digest.size
        if answer.length() not in (None, rest):
            raise ModelError(
                f"{host_of(wish.url)} announces {answer.length()} bytes for {wish.what}; {rest} are right.",
                "A proxy may be changing downloads. Fetch again later.",
            )
        with disk_words(partial.parent), partial.open("r+b") as file:
            file.seek(digest.size)
            file.truncate()
            yield from _receive(answer, wish, file, digest, token)
            os.fsync(file.fileno())
    return digest


def _receive(answer: Answer, wish: Wish, file: BinaryIO, digest: Digest, token: CancelToken) -> Iterator[Step]:
    """The body into the file."""
    size = wish.facts.size or 0
    while True:
        token.check()
        try:
            data = answer.body.read1(CHUNK)
        except BROKEN as error:
            raise TryAgainError(f"{host_of(wish.url)} broke off {wish.what}") from error
        if not data:
            break
        if digest.size + len(data) > size:
            raise ModelError(
                f"{host_of(wish.url)} sends more bytes for {wish.what} than the {size} that are right.",
                "A proxy may be changing downloads. Fetch again later.",
            )
        file.write(data)
        digest.update(data)
        yield Step(digest.size)
    if digest.size < size:
        raise TryAgainError(f"{host_of(wish.url)} broke off {wish.what}")


def _check_answer(answer: Answer, wish: Wish) -> None:
    """Compare what the headers say with what is known."""
    if not wish.commit or answer.status == 416:
        return
    commit = answer.headers.get("x-repo-commit", wish.commit)
    if commit != wish.commit or wish.facts.contradicts(facts_of(answer)):
        raise ChangedError(f"{host_of(wish.url)} now has another {wish.what} than the one that is known.")


def _continues(answer: Answer, start: int, size: int) -> bool:
    """Whether a partial answer is the part that was asked for."""
    said = answer.last.get("content-range", "").replace(" ", "")
    return said.startswith(f"bytes{start}-") and said.endswith((f"/{size}", "/*"))


def pause(error: TryAgainError, idle: int, wish: Wish, partial: Path, token: CancelToken) -> Iterator[Step]:
    """Wait before the next try, or give up."""
    wait = error.wait_s if error.wait_s is not None else FIRST_WAIT_S * 2 ** max(0, idle - 1)
    if idle >= TRIES:
        raise ModelError(
            f"{error.why}.",
            f"Check the internet connection and the proxy (HTTPS_PROXY), and fetch again. {KEPT} "
            "Without internet, import the pack from a folder or zip (terralex packs import FILE).",
        ) from error
    if wait > LONGEST_WAIT_S:
        raise ModelError(
            f"{error.why} and asks to wait {wait / 60:.0f} minutes.", f"Fetch again then. {KEPT}"
        ) from error
    until = time.monotonic() + wait
    while (left := until - time.monotonic()) > 0:
        token.check()
        here = partial.stat().st_size if partial.exists() else 0
        yield Step(here, f"{error.why}; trying again in {left:.0f} s")
        time.sleep(min(_TICK_S, left))
