"""A pack is the set of networks of a run: a folder with `pack.json`, weights in safetensors, and nothing to execute."""

from __future__ import annotations

import difflib
import hashlib
import json
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Mapping, Sequence

from ..errors import InputError, ModelError
from ..given import read_given
from ..options import PAPER, Options, options_of
from ..vocabulary import ClassSpec, normalise
from .manifest import ASK_AGAIN, LONGEST_MANIFEST, checked_manifest
from .spelling import spellings, translated

FARTHEST = 4.0  # beyond this ratio to what a pack was trained at, objects are no longer recognisable


@dataclass(frozen=True)
class Resolution:
    """A ground resolution the pack was trained at: metres per pixel, its usable range, and its prompt."""

    gsd_m: float
    min_m: float
    max_m: float
    prompt: str = "{word}"


@dataclass(frozen=True)
class Scale:
    """How a raster's pixels are seen: `fx` x `fy` of them as one working pixel of `gsd_m` metres, for a resolution."""

    resolution: Resolution
    fx: int
    fy: int
    gsd_m: float

    @property
    def ratio(self) -> float:
        """How far the working pixel is from the resolution's range; above 1 it lies outside."""
        return max(self.gsd_m / self.resolution.max_m, self.resolution.min_m / self.gsd_m)


def scale_for(width_m: float, height_m: float, known: Sequence[Resolution], gsd_m: float = 0.0) -> Scale:
    """The scale whose range a raster meets best; among equals, the one nearest to the pixel by ratio.

    Args:
        width_m: Of a pixel of the raster on the ground.
        height_m: Likewise.
        known: The pack's resolutions.
        gsd_m: Metres per working pixel that the user asks for; 0 leaves it to the pack.
    """
    scales = []
    for resolution in known:
        wanted = gsd_m or resolution.gsd_m
        fx, fy = max(1, round(wanted / width_m)), max(1, round(wanted / height_m))
        scales.append(Scale(resolution, fx, fy, math.sqrt(fx * width_m * fy * height_m)))
    pixel = gsd_m or math.sqrt(width_m * height_m)

    def misfit(scale: Scale) -> tuple[float, float]:
        return round(math.log(max(1.0, scale.ratio)), 6), abs(math.log(scale.resolution.gsd_m / pixel))

    return min(scales, key=misfit)


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
        for name, members in (self.manifest.get("groups") or {}).items():
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

    def options(
        self,
        preset: str,
        overrides: Mapping[str, Any] | None = None,
        method: str = "ovdiff",
        shared: Mapping[str, Any] | None = None,
    ) -> Options:
        """The options of a run: the pack's defaults, changed by the preset, by what is shared, and by the user.

        Args:
            preset: By name.
            overrides: The user's.
            method: Whose options they are.
            shared: Above the preset, e.g. of a labelled set's protocol.

        Raises:
            InputError: an unknown name, a value of the wrong kind or out of range.
        """
        paper = PAPER if preset == "paper" else {}
        own = (self.manifest.get("presets") or {}).get(preset, {})
        return options_of(method, (self.manifest["defaults"], paper, own, shared or {}), overrides or {})

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
            f"Fetch them once{about}: “Packs…” in the panel, or terralex packs fetch {self.name}. "
            "Without internet, import them: terralex packs import FILE.",
        )

    @property
    def licences(self) -> list[dict[str, Any]]:
        """What a user agrees to by fetching it, one row per source."""
        rows = []
        for key, source in (self.manifest.get("sources") or {}).items():
            if not isinstance(source, dict):
                continue  # refused with a sentence when somebody fetches it
            sizes = [entry["size"] for entry in self.manifest["files"] if entry.get("source") == key]
            known = sum(size for size in sizes if size is not None)
            rows.append(
                {
                    "source": key,
                    "from": source.get("repository") or source.get("url") or "",
                    "licence": source.get("licence") or "",
                    "licence_url": source.get("licence_url") or "",
                    "note": source.get("note") or "",
                    "gated": bool(source.get("gated")),
                    "non_commercial": bool(source.get("non_commercial")),
                    "bytes": known if None not in sizes else source.get("estimated_bytes"),
                }
            )
        return rows

    @property
    def asked(self) -> dict[str, str]:
        """The licences to agree to, by where the parts come from."""
        return {row["from"]: row["licence"] for row in self.licences}

    @cached_property
    def hash(self) -> str:
        """What identifies the networks: the listed checksums, not the folder's place or name."""
        listed = sorted((f["path"], f["sha256"]) for f in self.manifest["files"])
        body = json.dumps([listed, self.manifest["extractors"], self.manifest["generator"]], sort_keys=True)
        return hashlib.sha256(body.encode()).hexdigest()

    def lookup(self, word: str) -> tuple[str, ...]:
        """The pack's own words for a user's word: itself, its synonym, a group's members, or nothing.

        A pack of any word reads English: it gets a word of another language in English where the table knows it.
        """
        if self.words is None:
            return (translated(word) or normalise(word),)
        for form in spellings(word):
            if form in self.words:
                return (form,)
            if form in self._synonyms:
                return self._synonyms[form]
        return ()

    def known_words(self, spec: ClassSpec) -> tuple[str, ...]:
        """All words of the pack that stand for a class: of its name and its alternatives, without repeats."""
        found: dict[str, None] = {}
        for word in (spec.name, *spec.words):
            found.update(dict.fromkeys(self.lookup(word)))
        return tuple(found)

    def understood(self, spec: ClassSpec) -> dict[str, str]:
        """What of a class was typed in another language, and the English word that the pack gets for it."""
        read = {word: translated(word) for word in (spec.name, *spec.words)}
        return {word: english for word, english in read.items() if english and english in self.lookup(word)}

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
            f"{lead}: {nearest}. “Packs…” (or: terralex packs {self.name}) lists all; "
            "a larger pack (ovdiff) takes any word.",
        )


def read_pack(root: Path) -> Pack:
    """The pack in a folder; its manifest is checked, its weights are not (see `verify`).

    Raises:
        ModelError: no manifest, unreadable, or of another format.
    """
    try:
        manifest = json.loads(read_given(root / "pack.json", LONGEST_MANIFEST))
    except OSError as error:
        raise ModelError(f"The pack {root.name} has no readable pack.json.", ASK_AGAIN) from error
    except (ValueError, RecursionError) as error:
        raise ModelError(f"The pack {root.name} has a damaged pack.json.", ASK_AGAIN) from error
    return Pack(root, checked_manifest(manifest, root.name))


def resolve_classes(pack: Pack, classes: tuple[ClassSpec, ...]) -> list[tuple[str, ...]]:
    """The pack's words for each class, in order; none for a class of a file, which brings its own.

    Raises:
        InputError: the pack knows no word of a class; the message names the nearest ones.
    """
    words = [() if spec.file else pack.known_words(spec) for spec in classes]
    for spec, known in zip(classes, words):
        if not known and not spec.file:
            raise pack.unknown(spec)
    return words
