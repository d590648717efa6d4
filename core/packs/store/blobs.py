"""Files by their sha256: what two packs share is downloaded once and lies on the disk once.

Layout, beside the user's packs: store/blobs/<first two letters>/<sha256>, store/partial/<key> for what is on its way,
store/staging/ for packs that are being put together. A pack's file is a hard link to its blob; where the disk cannot
link, it is a copy and the blob goes away.
"""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ...errors import ModelError, OutputError
from ...files.disk import FolderLock, sync_folder
from ...progress import CancelToken
from .. import Pack, read_pack, user_packs
from .download import digest_of, disk_words
from .hub import Facts
from .pins import Pins
from .rules import check_content

RESERVE = 100 << 20  # bytes that stay free


class Blobs:
    """The store of the user's packs.

    Attributes:
        root: Its folder.
        packs: The folder of the packs.
    """

    def __init__(self) -> None:
        self.packs = user_packs()
        self.root = self.packs.parent / "store"

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else changes the store meanwhile.

        Raises:
            OutputError: somebody does, or the folder cannot be written.
        """
        with disk_words(self.root):
            for folder in (self.root / "partial", self.root / "staging", self.packs):
                folder.mkdir(parents=True, exist_ok=True)
            (self.root / "lock").touch()
        try:
            lock = FolderLock(self.root / "lock", self.root)
        except OutputError as error:
            raise OutputError("Another fetch or import is at work.", "Wait until it ends.") from error
        try:
            yield
        finally:
            lock.release()

    def blob(self, sha256: str) -> Path:
        """Where a file is kept."""
        return self.root / "blobs" / sha256[:2] / sha256

    def partial(self, facts: Facts) -> Path:
        """Where a file of these facts grows; the same after a restart."""
        return self.root / "partial" / (facts.sha256 or facts.git_sha1)

    def installed(self) -> list[Pack]:
        """Packs in the user's folder that have files there."""
        found = []
        for manifest in sorted(self.packs.glob("*/pack.json")):
            with contextlib.suppress(ModelError):
                found.append(read_pack(manifest.parent))
        return found

    def find(self, facts: Facts, token: CancelToken) -> Path | None:
        """A sound file with this sha256: a blob, or a pack's file where the disk cannot link."""
        if not facts.sha256:
            return None
        candidates = [self.blob(facts.sha256)]
        for pack in self.installed():
            entries = pack.manifest["files"]
            candidates += [pack.root / entry["path"] for entry in entries if entry["sha256"] == facts.sha256]
        for path in candidates:
            if path.is_file() and not facts.contradicts(digest_of(path, path.stat().st_size, token).facts()):
                return path
        with disk_words(self.root):
            candidates[0].unlink(missing_ok=True)  # whatever it is, it is not what its name says
        return None

    def keep(self, partial: Path, name: str, facts: Facts) -> Path:
        """Give a complete file its name in the store; `name` is the one in its pack.

        Raises:
            ModelError: it is not what its name says; it is deleted.
        """
        target = self.blob(facts.sha256)
        with disk_words(self.root):
            try:
                check_content(partial, name)
            except ModelError:
                partial.unlink()
                raise
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(partial, target)
            sync_folder(target.parent)
        return target

    def take(self, path: Path, name: str, facts: Facts) -> Path:
        """Copy a file of these facts into the store.

        Raises:
            ModelError: it is another file.
        """
        partial = self.root / "partial" / "copy"
        with disk_words(self.root):
            shutil.copyfile(path, partial)
        if facts.contradicts(digest_of(partial, partial.stat().st_size).facts()):
            raise ModelError(f"{name} is not the file that its pack.json lists.", "Bring the right one, and try again.")
        return self.keep(partial, name, facts)

    def free_bytes(self) -> int:
        """Room on the store's disk."""
        folder = self.root
        while not folder.exists():
            folder = folder.parent
        return shutil.disk_usage(folder).free

    def check_room(self, needed: int, pack: str) -> None:
        """Refuse work that the disk cannot hold.

        Raises:
            OutputError: names what is needed and what is there.
        """
        free = self.free_bytes()
        if needed and needed + RESERVE > free:
            more, there = math.ceil(needed / 1e6), free // 1_000_000
            raise OutputError(
                f"The pack “{pack}” needs {more:,} MB more and {RESERVE / 1e6:,.0f} MB to spare; "
                f"{there:,} MB are free beside {self.root}.",
                "Make room, or set TERRALEX_HOME to a folder on a larger disk.",
            )

    def staging(self) -> Path:
        """A new empty folder on the store's disk."""
        return Path(tempfile.mkdtemp(dir=self.root / "staging"))

    def place(self, source: Path, target: Path) -> bool:
        """Put a file at `target`; True when it is shared, False when it had to be copied."""
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
            return True
        except OSError:  # a disk without links, or another disk
            shutil.copyfile(source, target)
            return False

    def sweep(self) -> int:
        """Delete what no pack uses, nor one whose fetch is unfinished; the bytes that became free."""
        used = {entry["sha256"] for pack in self.installed() for entry in pack.manifest["files"]}
        for pins in Pins.all_in(self.packs):
            used |= {name for facts in pins.unfinished() for name in (facts.sha256, facts.git_sha1)}
        freed = 0
        with disk_words(self.root):
            for path in (self.root / "blobs").glob("*/*"):
                if path.name not in used:
                    freed += path.stat().st_size if path.stat().st_nlink == 1 else 0
                    path.unlink()
            for path in (self.root / "partial").glob("*"):
                if path.name not in used:
                    freed += path.stat().st_size
                    path.unlink()
            for left in (self.root / "staging").glob("*"):
                shutil.rmtree(left, ignore_errors=True)
        return freed
