"""What the first fetch of a pack found: commits, sizes and checksums, and the licences that were agreed to.

Written beside the pack as <name>.pins.json before the first byte is downloaded, and held to by every later fetch, also
after the pack was removed; `fetch --update` forgets it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ...errors import ModelError
from ...files.disk import write_atomically
from .download import disk_words
from .hub import COMMIT, SHA256, Facts

FORMAT = 1


@dataclass
class Pins:
    """The pins of a pack.

    Attributes:
        path: Their file.
        endpoint: The hub that was asked.
        commits: By "repository@revision".
        files: Facts by "repository@commit/file".
        agreed: Licences by repository or address.
        wanted: Keys of `files` that a fetch has begun and not finished.
    """

    path: Path
    endpoint: str = ""
    commits: dict[str, str] = field(default_factory=dict)
    files: dict[str, Facts] = field(default_factory=dict)
    agreed: dict[str, str] = field(default_factory=dict)
    wanted: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, packs: Path, name: str) -> Pins:
        """The pins of the pack of that name; empty when it was never fetched.

        Raises:
            ModelError: the file is there and cannot be understood.
        """
        path = packs / f"{name}.pins.json"
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["format"] != FORMAT:
                raise ValueError("another format")
            commits = {str(k): str(v) for k, v in data["commits"].items() if COMMIT.fullmatch(v)}
            files = {str(k): _facts(v) for k, v in data["files"].items()}
            agreed = {str(k): str(v) for k, v in data["agreed"].items()}
            return cls(path, str(data["endpoint"]), commits, files, agreed, [str(k) for k in data["wanted"]])
        except FileNotFoundError:
            return cls(path)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                f"{path} cannot be read; it holds the checksums of the pack's first fetch.",
                "Bring it back, or forget it by fetching with “Take what the sources have now” (terralex packs fetch "
                f"{name} --update).",
            ) from error

    @classmethod
    def all_in(cls, packs: Path) -> Iterator[Pins]:
        """Every readable file of pins."""
        for path in sorted(packs.glob("*.pins.json")):
            try:
                yield cls.of(packs, path.name[: -len(".pins.json")])
            except ModelError:
                continue  # told when its pack is fetched

    def unfinished(self) -> list[Facts]:
        """Facts of the files that a fetch has begun and not finished."""
        return [self.files[key] for key in self.wanted if key in self.files]

    def write(self) -> None:
        """Put them on the disk."""
        data: dict[str, Any] = {
            "format": FORMAT,
            "endpoint": self.endpoint,
            "commits": self.commits,
            "agreed": self.agreed,
            "files": {key: asdict(facts) for key, facts in self.files.items()},
            "wanted": self.wanted,
        }
        with disk_words(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self.path, json.dumps(data, indent=1).encode())


def _facts(data: Mapping[str, Any]) -> Facts:
    size, sha256, git_sha1 = data["size"], data["sha256"], data["git_sha1"]
    if (size is not None and not isinstance(size, int)) or (sha256 and not SHA256.fullmatch(sha256)):
        raise ValueError("not facts")
    return Facts(size, sha256, git_sha1)
