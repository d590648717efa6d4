"""Times, memory, disk and sight as people say them."""

from __future__ import annotations

from typing import Sequence

from ...core.options import Options
from ...core.packs import FARTHEST, Pack
from ...core.vocabulary import ClassSpec
from ..translation import tr
from ..wording import about_bytes, in_metres
from .estimates import Estimate
from .object_sizes import Misfit, cell_px, misfits
from .sight import Sight

MOST_NAMED = 4  # classes that are too small or too large


def time_in_words(found: Estimate) -> str:
    """How long a run takes; "" where that is not known."""
    seconds = found.seconds
    if seconds is None:
        return ""
    if seconds < 10:
        return tr("a few seconds")
    if seconds < 55:
        said = tr("{number} s").format(number=5 * round(seconds / 5))
    elif seconds < 5400:
        said = tr("{number} min").format(number=max(1, round(seconds / 60)))
    else:
        said = tr("{number} h").format(number=f"{seconds / 3600:.1f}")
    return (tr("up to {time}") if found.at_most else tr("about {time}")).format(time=said)


def costs_in_words(found: Estimate) -> str:
    """What a run takes of the computer besides time."""
    disk = about_bytes((found.results_mb + found.kept_mb) * 1e6)
    if not found.memory_mb:
        return tr("Needs up to {disk} on the disk.").format(disk=disk)
    memory = about_bytes(found.memory_mb * 1e6)
    if not found.gpu_mb:
        return tr("Needs about {memory} of memory, and up to {disk} on the disk.").format(memory=memory, disk=disk)
    told = tr("Needs about {memory} of memory, {gpu} of the GPU's, and up to {disk} on the disk.")
    return told.format(memory=memory, gpu=about_bytes(found.gpu_mb * 1e6), disk=disk)


def sight_in_words(sight: Sight, pack: Pack, options: Options, specs: Sequence[ClassSpec]) -> str:
    """How much of the ground is seen at once, and what is too small or too large for that; a line for each."""
    scale, said = sight.scale, []
    side, gsd = in_metres(max(options.windows) * scale.gsd_m), in_metres(scale.gsd_m)
    said.append(tr("One window sees {side} x {side}, at {gsd} a pixel.").format(side=side, gsd=gsd))
    if scale.ratio > 1.0001:
        low, high = pack.resolutions[0].min_m, max(r.max_m for r in pack.resolutions)
        told = (
            tr("⚠ That is far from what this pack was trained at, {low} to {high}: it cannot run here.")
            if scale.ratio > FARTHEST
            else tr("⚠ This pack was trained at {low} to {high} a pixel: expect weaker results.")
        )
        said.append(told.format(low=in_metres(low), high=in_metres(high)))
    found = misfits(specs, pack, options, scale.gsd_m)
    small, large = ([m for m in found if m.wrong == wrong] for wrong in ("small", "large"))
    if small:
        told = tr("⚠ Too small for the {cell} px that the networks tell apart: {names}.")
        said.append(told.format(cell=f"{cell_px(options, pack.manifest):.0f}", names=_named(small)))
    if large:
        said.append(tr("⚠ Larger than a window, which never shows one whole: {names}.").format(names=_named(large)))
    return "\n".join(said)


def _named(found: Sequence[Misfit]) -> str:
    """Classes with their sizes in working pixels."""

    def pixels(value: float) -> str:
        return f"{value:.0f}" if value >= 0.5 else "<1"

    said = []
    for each in found[:MOST_NAMED]:
        sides = [pixels(value) for value in (each.length_px, each.width_px) if value is not None]
        size = sides[0] if len(set(sides)) == 1 else "×".join(sides)
        said.append(tr("{name} ({size} px)").format(name=each.name, size=size))
    if len(found) > MOST_NAMED:
        said.append(tr("{number} more").format(number=len(found) - MOST_NAMED))
    return ", ".join(said)
