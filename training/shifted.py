"""How much a pack loses when the imagery changes: the development sets seen by other sensors, in other air.

A stand-in for other places, which are not at hand. What is reported is the drop from the plain sets to the changed
ones, for several packs side by side; nothing is chosen by it. The masks change only where the pixels' size does.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from table import SETS, Warm, subset, through_engine

Pixels = np.ndarray  # (h, w, 3) float64, 0 to 1


def jpeg(picture: Pixels) -> Pixels:
    """Through JPEG of quality 40."""
    memory = io.BytesIO()
    Image.fromarray((picture * 255).round().astype(np.uint8)).save(memory, "JPEG", quality=40)
    return np.asarray(Image.open(memory), np.float64) / 255


def low_sun(picture: Pixels) -> Pixels:
    """Dark, of high contrast, reddish."""
    return picture**1.4 * np.array([1.1, 0.9, 0.75])


def infrared(picture: Pixels) -> Pixels:
    """A near-infrared composite: near infrared, guessed from how green a place is, then red, then green."""
    red, green, blue = np.moveaxis(picture, 2, 0)
    level = picture.mean(2).clip(0.02)
    plants, wet = (((2 * green - red - blue) / level).clip(0, 0.6), ((blue - red) / level).clip(0, 0.6))
    return np.stack([level * (0.9 + 2.2 * plants - 1.2 * wet), red, green], 2)


CHANGES: dict[str, tuple[float, Callable[[Pixels], Pixels]]] = {  # factor of the pixels' number a side, colours
    "plain": (1.0, lambda p: p),
    "half resolution": (0.5, lambda p: p),
    "double resolution": (2.0, lambda p: p),
    "haze": (1.0, lambda p: p * 0.55 + 0.45 * np.array([0.78, 0.82, 0.88])),
    "low sun": (1.0, low_sun),
    "JPEG 40": (1.0, jpeg),
    "channel gains": (1.0, lambda p: p * np.array([0.75, 1.0, 1.25])),
    "near infrared": (1.0, infrared),
}


def changed(folder: Path, into: Path, factor: float, change: Callable[[Pixels], Pixels]) -> Path:
    """A copy of a set, changed."""
    out = into / folder.name
    for part in ("images", "masks"):
        (out / part).mkdir(parents=True)
    shutil.copyfile(folder / "classes.csv", out / "classes.csv")
    facts = json.loads((folder / "set.json").read_text())
    (out / "set.json").write_text(json.dumps({**facts, "gsd_m": facts["gsd_m"] / factor}))
    for path in sorted((folder / "images").iterdir()):
        picture, mask = Image.open(path).convert("RGB"), Image.open(folder / "masks" / f"{path.stem}.png")
        size = tuple(max(1, round(n * factor)) for n in picture.size)
        if size != picture.size:
            way = Image.Resampling.BOX if factor < 1 else Image.Resampling.BICUBIC
            picture, mask = picture.resize(size, way), mask.resize(size, Image.Resampling.NEAREST)
        pixels = change(np.asarray(picture, np.float64) / 255).clip(0, 1)
        Image.fromarray((pixels * 255).round().astype(np.uint8)).save(out / "images" / f"{path.stem}.png")
        mask.save(out / "masks" / f"{path.stem}.png")
    return out


def main() -> None:
    """Prints mIoU of each pack on each change, mean over the sets, and the drop."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds dev/")
    parser.add_argument("--packs", default="starter", help="names or folders of packs, comma list")
    parser.add_argument("--tiles", type=int, default=4, help="tiles of each set")
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--changes", default=",".join(CHANGES))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    packs, names = args.packs.split(","), args.changes.split(",")
    table: dict[str, dict[str, float]] = {}
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            few = [subset(args.data / "dev" / s, args.tiles, Path(folder) / "few") for s in args.sets.split(",")]
            sets = [changed(f, Path(folder) / "changed", *CHANGES[name]) for f in few]
            table[name] = {}
            for pack in packs:
                warm = Warm()
                found = [100 * through_engine(f, pack, "ovdiff", {}, args.threads, warm)["miou"] for f in sets]
                table[name][pack] = float(np.mean(found))
            print(f"{name:20}" + " ".join(f"{v:5.1f}" for v in table[name].values()), flush=True)
    for pack in packs:
        plain = table.get("plain", {}).get(pack)
        others = [row[pack] for name, row in table.items() if name != "plain"]
        if plain is not None and others:
            print(f"{pack}: plain {plain:.1f}, changed {np.mean(others):.1f}, drop {plain - np.mean(others):.1f}")
    if args.out:
        args.out.write_text(json.dumps(table, indent=1) + "\n")


if __name__ == "__main__":
    main()
