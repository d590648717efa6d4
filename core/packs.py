"""A pack is the set of networks of a run: a folder with `pack.json`, weights in safetensors, and nothing to execute.

Standard library only, so that QGIS can list packs without the engine. How a pack gets here is in core/store/.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .errors import InputError, ModelError
from .vocabulary import ClassSpec, normalise

FORMAT = 1
EMBEDDED = Path(__file__).resolve().parents[1] / "resources" / "packs"
# A weight file that is not safetensors could run code when it is opened.
PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".npy", ".npz", ".py", ".pyc", ".so", ".dll")
_ASK = "Fetch or copy the pack again; results made with it are not affected."


@dataclass(frozen=True)
class Resolution:
    """A ground resolution the pack was trained at: metres per pixel, its usable range, and its prompt."""

    gsd_m: float
    min_m: float
    max_m: float
    prompt: str = "{word}"


@dataclass(frozen=True)
class Word:
    """A word the pack knows. `pictures`: training pictures per resolution, in the pack's order."""

    name: str
    kind: str
    pictures: tuple[int, ...]
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pack:
    """A pack on disk.

    Attributes:
        root: Its folder.
        manifest: The content of pack.json.
    """

    root: Path
    manifest: dict[str, Any]

    @property
    def name(self) -> str:
        """The name by which users ask for it."""
        return str(self.manifest["name"])

    @cached_property
    def resolutions(self) -> tuple[Resolution, ...]:
        """Trained resolutions, finest first."""
        return tuple(sorted((Resolution(**r) for r in self.manifest["resolutions"]), key=lambda r: r.gsd_m))

    @cached_property
    def words(self) -> dict[str, Word] | None:
        """Known words by normalised name; None when the pack takes any word."""
        listed = self.manifest.get("words")
        if listed is None:
            return None
        return {
            normalise(name): Word(name, w.get("kind", "stuff"), tuple(w["pictures"]), tuple(w.get("synonyms", ())))
            for name, w in listed.items()
        }

    @cached_property
    def _synonyms(self) -> dict[str, tuple[str, ...]]:
        table: dict[str, tuple[str, ...]] = {}
        for key, word in (self.words or {}).items():
            for synonym in word.synonyms:
                table.setdefault(normalise(synonym), (key,))
        for name, members in self.manifest.get("groups", {}).items():
            table[normalise(name)] = tuple(normalise(m) for m in members)
        return table

    @property
    def fetched(self) -> bool:
        """Whether its networks are on this machine; False for a manifest whose files are still to be fetched."""
        sources = self.manifest.get("sources") or {}
        return all(
            entry["sha256"] and (entry.get("source") not in sources or (self.root / entry["path"]).is_file())
            for entry in self.manifest["files"]
        )

    @property
    def size(self) -> int | None:
        """Bytes of its files as listed, else the manifest's estimate, else None."""
        sizes = [entry["size"] for entry in self.manifest["files"]]
        return self.manifest.get("estimated_bytes") if None in sizes else sum(sizes)

    def how_to_fetch(self) -> ModelError:
        """What to tell somebody who wants to run a pack that was not fetched."""
        if not self.manifest.get("sources"):
            return ModelError(
                f"The manifest of the pack “{self.name}” lists files without checksums.",
                f"Bring it in with: terralex packs import {self.root}.",
            )
        about = f", about {self.size / 1e9:.1f} GB" if self.size else ""
        return ModelError(
            f"The networks of the pack “{self.name}” are not on this computer yet.",
            f"Fetch them once{about}: terralex packs fetch {self.name}. Without internet: terralex packs import FILE.",
        )

    @cached_property
    def hash(self) -> str:
        """What identifies the networks: the listed checksums, not the folder's place or name."""
        listed = sorted((f["path"], f["sha256"]) for f in self.manifest["files"])
        body = json.dumps([listed, self.manifest["extractors"], self.manifest["generator"]], sort_keys=True)
        return hashlib.sha256(body.encode()).hexdigest()

    def lookup(self, word: str) -> tuple[str, ...]:
        """The pack's own words for a user's word: itself, its synonym, a group's members, or nothing."""
        key = normalise(word)
        if self.words is None or key in self.words:
            return (key,)
        if key in self._synonyms:
            return self._synonyms[key]
        singular = key[:-1] if key.endswith("s") else key + "s"
        if singular in self.words:
            return (singular,)
        return self._synonyms.get(singular, ())

    def known_words(self, spec: ClassSpec) -> tuple[str, ...]:
        """All words of the pack that stand for a class: of its name and its alternatives, without repeats."""
        found: dict[str, None] = {}
        for word in (spec.name, *spec.words):
            found.update(dict.fromkeys(self.lookup(word)))
        return tuple(found)

    def kind(self, spec: ClassSpec) -> str:
        """Thing or stuff: the user's word for it, else the pack's, else thing."""
        if spec.kind:
            return spec.kind
        for word in self.known_words(spec):
            if self.words and word in self.words:
                return self.words[word].kind
        return "thing"

    def unknown(self, spec: ClassSpec) -> InputError:
        """What to tell somebody whose class this pack does not know."""
        words = self.words or {}
        candidates = list(words) + list(self._synonyms)
        near = difflib.get_close_matches(normalise(spec.name), candidates, n=3, cutoff=0.5)
        nearest = ", ".join(near) if near else ", ".join(list(words)[:8])
        lead = "The nearest words it knows" if near else "Some words it knows"
        return InputError(
            f"The pack “{self.name}” does not know “{spec.name}”.",
            f"{lead}: {nearest}. “terralex packs {self.name}” lists all; a larger pack (ovdiff) takes any word.",
        )


def user_packs() -> Path:
    """The user's own folder for packs: fetched and imported ones."""
    home = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return Path(os.environ.get("TERRALEX_HOME") or Path(home) / "terralex") / "packs"


def search_path() -> list[Path]:
    """Folders that may hold packs, first match wins: TERRALEX_PACKS, the user's data folder, the embedded ones."""
    extra = [Path(p) for p in os.environ.get("TERRALEX_PACKS", "").split(os.pathsep) if p]
    return [*extra, user_packs(), EMBEDDED]


def list_packs(unfetched: bool = False) -> list[Pack]:
    """Every readable pack on the search path, one per name, those that can run first.

    Args:
        unfetched: Also those of which only the manifest is here.
    """
    found: dict[str, Pack] = {}
    for folder in search_path():
        for manifest in sorted(folder.glob("*/pack.json")):
            try:
                pack = read_pack(manifest.parent)
            except ModelError:
                continue  # a broken pack is reported when it is asked for by name
            if pack.name not in found or (pack.fetched and not found[pack.name].fetched):
                found[pack.name] = pack
    here = [pack for pack in found.values() if pack.fetched]
    return here + [pack for pack in found.values() if unfetched and not pack.fetched]


def find_pack(name: str, unfetched: bool = False) -> Pack:
    """A pack by name, or by the path of its folder.

    Args:
        name: Or path.
        unfetched: Whether a manifest without its networks will do.

    Raises:
        ModelError: there is none, its manifest is unusable, or its networks were not fetched yet.
    """
    if os.sep in name or (os.altsep and os.altsep in name) or (Path(name) / "pack.json").is_file():
        candidates = [read_pack(Path(name))]
    else:
        folders = [folder / name for folder in search_path() if (folder / name / "pack.json").is_file()]
        candidates = [read_pack(folder) for folder in folders[:1]]
        if candidates and not candidates[0].fetched:
            candidates = [read_pack(folder) for folder in folders]
    if not candidates:
        here = ", ".join(pack.name for pack in list_packs(unfetched=True)) or "none"
        raise ModelError(f"There is no pack “{name}” on this machine.", f"Packs found: {here}.")
    for pack in candidates:
        if pack.fetched:
            return pack
    if not unfetched:
        raise candidates[0].how_to_fetch()
    return candidates[0]


def read_pack(root: Path) -> Pack:
    """The pack in a folder; its manifest is checked, its weights are not (see `verify`).

    Raises:
        ModelError: no manifest, unreadable, or of another format.
    """
    try:
        manifest = json.loads((root / "pack.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"The pack {root.name} has no readable pack.json.", _ASK) from error
    except (ValueError, RecursionError) as error:
        raise ModelError(f"The pack {root.name} has a damaged pack.json.", _ASK) from error
    return Pack(root, checked_manifest(manifest, root.name))


def checked_manifest(manifest: Any, name: str) -> dict[str, Any]:
    """A manifest that the rest of the program can work with; `name` is what to call it in an error.

    Raises:
        ModelError: it is of another format, lacks a part, or names a file outside its folder.
    """
    if not isinstance(manifest, dict):
        raise ModelError(f"The pack {name} has a damaged pack.json.", _ASK)
    if manifest.get("format") != FORMAT:
        raise ModelError(
            f"The pack {name} has format {manifest.get('format')}; this version reads {FORMAT}.",
            "Update Terralex or the pack.",
        )
    missing = [k for k in ("name", "resolutions", "generator", "extractors", "defaults", "files") if k not in manifest]
    if missing:
        raise ModelError(f"The pack {name} lacks {', '.join(missing)} in its pack.json.", _ASK)
    wrong = _wrong_part(manifest)
    if wrong:
        raise ModelError(f"“{wrong}” in the pack.json of {name} is not what it should be.", _ASK)
    for path in _paths(manifest):
        if not stays_inside(path):
            raise ModelError(f"The pack “{name}” names a file outside its folder: {path}.", _ASK)
    return manifest


def stays_inside(path: Any) -> bool:
    """Whether a path of a manifest stays in the pack's folder, on every system."""
    if not isinstance(path, str) or not path or "\\" in path or ":" in path or not path.isprintable():
        return False
    return not path.startswith("/") and all(part not in ("", ".", "..") for part in path.split("/"))


def _paths(manifest: dict[str, Any]) -> list[Any]:
    """Every path that a manifest names."""
    parts = [manifest["generator"], *manifest["extractors"], manifest.get("classifier"), manifest.get("calibration")]
    named = [part[key] for part in parts if isinstance(part, dict) for key in ("folder", "file") if key in part]
    return [entry["path"] for entry in manifest["files"]] + named


def _wrong_part(manifest: dict[str, Any]) -> str:
    """The first part of a manifest that the rest of the program could not work with; "" for none."""
    needs = {"resolutions": {"gsd_m", "min_m", "max_m"}, "extractors": {"name"}, "files": {"path", "size", "sha256"}}
    for part, keys in needs.items():
        entries = manifest[part]
        if not isinstance(entries, list) or not all(
            isinstance(entry, dict) and keys <= set(entry) for entry in entries
        ):
            return part
    resolutions = manifest["resolutions"]
    if not resolutions or any(set(entry) - {"gsd_m", "min_m", "max_m", "prompt"} for entry in resolutions):
        return "resolutions"
    for part in ("generator", "defaults", "presets", "groups", "words", "classifier", "calibration", "sources"):
        if not isinstance(manifest.get(part) or {}, dict):
            return part
    for word in (manifest.get("words") or {}).values():
        if not isinstance(word, dict) or not isinstance(word.get("pictures"), list):
            return "words"
    return ""


def verify(pack: Pack) -> None:
    """Check every file of a pack against its listed size and sha256.

    Raises:
        ModelError: a file is missing, differs, lies outside the folder, or is of a kind that can run code.
    """
    for path in sorted(pack.root.rglob("*")):
        if path.suffix.lower() in PICKLES:
            raise ModelError(
                f"The pack “{pack.name}” contains {path.name}, a kind of file that can run code.",
                "Use a pack whose weights are safetensors only.",
            )
    for entry in pack.manifest["files"]:
        path = (pack.root / entry["path"]).resolve()
        if pack.root.resolve() not in path.parents:
            raise ModelError(f"The pack “{pack.name}” names a file outside its folder: {entry['path']}.", _ASK)
        if not path.is_file():
            raise ModelError(f"The pack “{pack.name}” lacks {entry['path']}.", _ASK)
        if entry["sha256"] is None:
            raise pack.how_to_fetch()
        if path.stat().st_size != entry["size"] or file_sha256(path) != entry["sha256"]:
            raise ModelError(f"{entry['path']} of the pack “{pack.name}” is not the file that it should be.", _ASK)


def file_sha256(path: Path) -> str:
    """The sha256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def resolve_classes(pack: Pack, classes: tuple[ClassSpec, ...]) -> list[tuple[str, ...]]:
    """The pack's words for each class, in order.

    Raises:
        InputError: the pack knows no word of a class; the message names the nearest ones.
    """
    words = [pack.known_words(spec) for spec in classes]
    for spec, known in zip(classes, words):
        if not known:
            raise pack.unknown(spec)
    return words
