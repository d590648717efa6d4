"""DEDOS trained on what a person has reviewed: seeded, stopped at any step and gone on with, judged elsewhere."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from ..errors import InputError
from ..files.disk import write_atomically, writing
from ..given import read_given
from ..packs import resolve_classes, user_packs
from ..packs.learned import at_resolution
from ..progress import CancelToken, Events, Note, Progress, with_overall
from ..prototypes.calibration import calibration_of
from ..trained.home import find_trained, install, trained_here
from ..trained.manifest import FORMAT, NAME, as_bytes, checked, key_of
from ..trained_requests import Train
from .gauge import Clock
from .setting import Warm
from .train_windows import Labelled, Reviewed, further_words, held_back, read_reviewed

if TYPE_CHECKING:
    from ..model.dedos.model import Dedos
    from ..model.dedos.towers import Tower
    from ..model.dedos.training import Course, Tiles, Trainer

USUAL = {"vit": 1500, "stage": 400}  # steps; a stage alone has little to learn
SAVED_EVERY = 50  # steps
FURTHER = 8  # words that are never right
LONGEST = 1 << 28  # bytes of a checkpoint
SHARES = {
    "check": (0.0, 0.02),
    "load": (0.02, 0.04),
    "imagine": (0.04, 0.3),
    "match": (0.3, 0.95),
    "write": (0.95, 1.0),
}


@dataclass(frozen=True)
class Asked:
    """What is learned: windows apart, words, and by what course.

    Attributes:
        reviewed: What it is learned from.
        held: Which of its windows are held back.
        words: All words, those that are never right at the end.
        members: Words of each class, and in `never` of each word that is never right.
        course: How it is trained.
        clamp: See `Train`.
    """

    reviewed: Reviewed
    held: list[bool]
    words: tuple[str, ...]
    members: list[tuple[int, ...]]
    never: list[tuple[int, ...]]
    course: Course
    clamp: bool

    def windows(self, held: bool) -> list[Labelled]:
        """Those that are held back, or the others."""
        return [window for window, back in zip(self.reviewed.windows, self.held) if back is held]

    def key(self, device: str) -> str:
        """What decides the numbers of a training, but for versions: its checkpoint is found by it."""
        digest = hashlib.sha256(self.reviewed.setting.pack.hash.encode())
        for window, back in zip(self.reviewed.windows, self.held):
            digest.update(window.pixels.tobytes() + window.labels.tobytes() + bytes([back]))
        plain = [asdict(self.course), self.words, self.members, self.clamp, device]
        digest.update(json.dumps(plain, ensure_ascii=False).encode())
        return digest.hexdigest()


def train(asked: Train, token: CancelToken, warm: Warm | None = None) -> Events[dict[str, Any]]:
    """Train DEDOS on the reviewed polygons of finished runs.

    A training that was stopped goes on where it was, to the same bytes, when the same is asked again.

    Args:
        asked: The runs and how.
        token: Asked between steps.
        warm: Networks of the process.

    Yields:
        Progress (with `overall` filled in) and Notes.

    Returns:
        What `Trained.told` tells, and: `held` (windows that were held back), `resumed` (the step that it went on from),
        `seconds` by stage, `notes`.

    Raises:
        InputError: too few windows, runs of several packs, a name that is taken or cannot be one.
        ModelError: the pack is not here, or has no CLIP for it.
        OutputError: the disk does not take it.
        Cancelled: what was done is kept.
    """
    return (yield from with_overall(_train(asked, token, warm or Warm()), SHARES))


def _train(request: Train, token: CancelToken, warm: Warm) -> Events[dict[str, Any]]:
    clock, notes = Clock(), []
    _check_name(request.name)
    reviewed = yield from read_reviewed(request.runs, warm, token)
    clock.lap("check")

    from ..model.dedos.towers import tower_of

    setting = reviewed.setting
    yield Progress("load", f"Loading the networks of “{setting.pack.name}”", 0, 1)
    tower = tower_of(setting.networks, calibration_of(setting.pack))
    asked = _asked(request, reviewed, tower)
    clock.lap("load")

    tiles = yield from _seen(asked, tower, token)
    clock.lap("imagine")
    trainer, curve, resumed = yield from _trained(asked, tower, tiles, token)
    made = trainer.finished()
    clock.lap("match")

    yield Progress("write", "Judging it where it was not trained", 0, 1)
    manifest = _manifest(request.name, asked, tower, made, tiles, curve)
    body = save(made.arrays())
    manifest["file"] = {"size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    checked(as_bytes(manifest), request.name)
    install(manifest, body)
    _checkpoint(asked, setting.device).unlink(missing_ok=True)
    told = find_trained(key_of(manifest)).told()
    if not told["better"]:
        notes.append(
            f"Where it was not trained “{request.name}” is no better than the CLIP that it began from "
            f"({told['after']:.3f} against {told['before']:.3f}): do not use it in its place."
        )
    yield from (Note(note, "warning") for note in notes)
    clock.lap("write")
    yield Progress("write", "Trained", 1, 1)
    return {**told, "held": sum(asked.held), "resumed": resumed, "seconds": clock.seconds, "notes": notes}


def _check_name(name: str) -> None:
    if not re.fullmatch(NAME, name):
        raise InputError(
            f"A trained file cannot be called {name!r}.", "Use letters, digits, points, dashes and spaces, at most 64."
        )
    if any(each.name == name for each in trained_here()):
        raise InputError(f"There is a trained file “{name}” already.", "Choose another name, or remove that one first.")


def _asked(request: Train, reviewed: Reviewed, tower: Tower) -> Asked:
    """Windows apart, words and course of a request."""
    from ..model.dedos.training import Course

    if request.tokens not in ("fed", "constant", "off"):
        raise InputError(f"“tokens” is {request.tokens!r}.", "Use fed, constant or off.")
    if request.iterations < 0 or request.consistency < 0 or request.seed < 0:
        raise InputError("A number of the training is negative.", "Use 0 or more.")
    pack = reviewed.setting.pack
    of_classes, _ = at_resolution(pack, resolve_classes(pack, reviewed.classes), reviewed.resolution)
    own = tuple(dict.fromkeys(word for of_class in of_classes for word in of_class))
    words = (*own, *further_words(pack, own, FURTHER))
    members = [tuple(words.index(word) for word in of_class) for of_class in of_classes]
    course = Course(
        request.iterations or USUAL[tower.form],
        request.tokens,
        request.denoised,
        float(request.consistency),
        request.seed,
    )
    never: list[tuple[int, ...]] = [(i,) for i in range(len(own), len(words))]
    return Asked(reviewed, held_back(reviewed.windows, request.seed), words, members, never, course, request.clamp)


def _seen(asked: Asked, tower: Tower, token: CancelToken) -> Events[Tiles]:
    """The windows that are learned from, as all networks see them."""
    from ..model.dedos.denoising import Denoiser
    from ..model.dedos.tiles import gather

    setting, course = asked.reviewed.setting, asked.course
    denoiser = None
    if course.denoised or course.tokens == "fed":
        listed = setting.pack.manifest["extractors"]
        size_px = next((int(e.get("size_px", 0)) for e in listed if e["kind"] == "unet"), 0)
        denoiser = Denoiser(setting.networks.generator, size_px, asked.clamp)
    windows = asked.windows(held=False)
    return (
        yield from gather(
            tower,
            denoiser,
            [window.pixels for window in windows],
            [window.labels for window in windows],
            (asked.words, [*asked.members, *asked.never]),
            token,
            setting.networks.threads,
        )
    )


def _checkpoint(asked: Asked, device: str) -> Path:
    """Where a training that was stopped lies."""
    return user_packs().parent / "training" / f"{asked.key(device)}.safetensors"


def _trained(
    asked: Asked, tower: Tower, tiles: Tiles, token: CancelToken
) -> Events[tuple[Trainer, list[dict[str, Any]], int]]:
    """All steps; what was done is kept when the token is set, and every now and then."""
    from ..model.dedos.training import Trainer

    device, course = asked.reviewed.setting.device, asked.course
    file = _checkpoint(asked, device)
    trainer = Trainer(tower, tiles, course, device)
    losses: list[float] = []
    with contextlib.suppress(OSError, SafetensorError, KeyError, ValueError, RuntimeError):
        found = load(read_given(file, LONGEST))
        trainer.resume(found)
        losses = [float(loss) for loss in found["losses"]]
    begun = trainer.step

    def keep() -> None:
        with writing(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, save({**trainer.checkpoint(), "losses": np.array(losses, np.float64)}))

    try:
        while trainer.step < course.iterations:
            token.check()
            losses.append(trainer.advance())
            step = trainer.step
            yield Progress("match", f"Training: step {step} of {course.iterations}", step, course.iterations)
            if step % SAVED_EVERY == 0:
                keep()
    finally:
        if begun < trainer.step < course.iterations:
            keep()
    return trainer, _curve(losses), begun


def _curve(losses: Sequence[float]) -> list[dict[str, Any]]:
    """Mean loss of every so many steps, by the last of them."""
    parts = range(0, len(losses), SAVED_EVERY)
    return [
        {"step": min(at + SAVED_EVERY, len(losses)), "loss": round(float(np.mean(losses[at : at + SAVED_EVERY])), 6)}
        for at in parts
    ]


def _manifest(
    name: str, asked: Asked, tower: Tower, made: Dedos, tiles: Tiles, curve: list[dict[str, Any]]
) -> dict[str, Any]:
    """All that a trained file says of itself, but for its numbers' checksum."""
    setting = asked.reviewed.setting
    pack = setting.pack
    before, after = _judged(asked, tower, made, tiles)
    return {
        "format": FORMAT,
        "name": name,
        "method": "dedos",
        "form": tower.form,
        "sizes": {"width": tower.width, "sites": tower.sites, "dim": tower.dim},
        "pack": {"name": pack.name, "version": pack.manifest.get("version"), "hash": pack.hash},
        "classes": [
            {"name": spec.name, "words": [asked.words[i] for i in of_class]}
            for spec, of_class in zip(asked.reviewed.classes, asked.members)
        ],
        "background": tiles.background,
        "course": {**asdict(asked.course), "clamp": asked.clamp},
        "tiles": [
            {"fingerprint": w.fingerprint, "row": w.row, "col": w.col, "size": w.pixels.shape[1], "held": back}
            for w, back in zip(asked.reviewed.windows, asked.held)
        ],
        "curve": curve,
        "held_out": {"windows": sum(asked.held), "before": before, "after": after},
        "better": bool(after["miou"] > before["miou"]),
    }


def _judged(asked: Asked, tower: Tower, made: Dedos, tiles: Tiles) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the windows that were held back say of CLIP without training, and of what was trained.

    The background's score of the untrained one is chosen on the windows that are learned from, so that what training
    adds is more than that number.
    """
    from ..model.dedos import judging
    from ..model.dedos.model import Dedos

    learned, held = asked.windows(held=False), asked.windows(held=True)
    dense = Dedos.for_tower(tower).to(asked.reviewed.setting.device)
    plain = [w.labels for w in learned]

    def scores(model: Dedos, windows: Sequence[Labelled]) -> list[np.ndarray]:
        return judging.scored(model, tower, [w.pixels for w in windows], tiles.texts, asked.members)

    nothing = judging.best_nothing(scores(dense, learned), plain) if tiles.background else None
    own = float(made.nothing) if tiles.background else None
    seen = {int(label) for window in plain for label in np.unique(window) if label >= 0}
    names = ["background", *(spec.name for spec in asked.reviewed.classes)]
    told = []
    for model, limit in ((dense, nothing), (made, own)):
        counts = judging.confusion(scores(model, held), [w.labels for w in held], limit)
        each = judging.shares(counts)
        told.append(
            {
                "miou": round(judging.mean_share(counts), 6),
                "accuracy": round(float(np.diag(counts).sum() / max(1, counts.sum())), 6),
                "classes": [
                    {
                        "name": names[c],
                        "iou": None if np.isnan(each[c]) else round(float(each[c]), 6),
                        "pixels": int(counts[c].sum()),
                        "seen": c in seen,
                    }
                    for c in range(len(names))
                ],
            }
        )
    return told[0], told[1]
