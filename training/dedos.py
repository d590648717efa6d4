"""DEDOS part by part: what each adds, on windows of a labelled set whose last quarter is held back, a place apart.

One row for each part and seed, appended to a file when it is done; the same command goes on where it was. A class that
is left out while training (`--unseen`: neither its labels nor its words) is scored apart. Every pixel is of some class
here; there is no background.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
from guard import prepare_imports
from PIL import Image

prepare_imports()
from terralex.core.jobs.train_windows import further_words  # noqa: E402
from terralex.core.model.dedos import judging  # noqa: E402
from terralex.core.model.dedos.denoising import Denoiser  # noqa: E402
from terralex.core.model.dedos.model import Dedos  # noqa: E402
from terralex.core.model.dedos.tiles import gather  # noqa: E402
from terralex.core.model.dedos.towers import tower_of  # noqa: E402
from terralex.core.model.dedos.training import Course, Trainer  # noqa: E402
from terralex.core.model.networks import load_networks  # noqa: E402
from terralex.core.packs import find_pack, resolve_classes  # noqa: E402
from terralex.core.progress import CancelToken, result_of  # noqa: E402
from terralex.core.prototypes.calibration import calibration_of  # noqa: E402
from terralex.core.vocabulary import read_class_list  # noqa: E402

ROWS: dict[str, dict | None] = {  # each has what the one above has, and one thing more
    "CLIP without training": None,
    "head alone": {"tokens": "off", "denoised": False, "consistency": 0.0},
    "+ constant tokens": {"tokens": "constant", "denoised": False, "consistency": 0.0},
    "+ denoised pictures": {"tokens": "constant", "consistency": 0.0},
    "+ consistency 1": {"tokens": "constant", "consistency": 1.0},
    "+ consistency 10": {"tokens": "constant", "consistency": 10.0},
    "+ tokens fed": {"tokens": "fed", "consistency": 1.0},
    "+ tokens fed (not clamped)": {"tokens": "fed", "consistency": 1.0},
}
UNCLAMPED = "+ tokens fed (not clamped)"


def windows_of(folder: Path, values: list[int], side: int, count: int) -> list[tuple[np.ndarray, np.ndarray, str]]:
    """Windows of a set in the order of its tiles: pixels (3, s, s), labels (s, s) from 1 on or -1, and the tile."""
    table = np.full(256, -1, np.int32)
    table[values] = np.arange(1, len(values) + 1)
    places = []
    for path in sorted((folder / "images").iterdir()):
        with Image.open(path) as image:
            cols, rows = image.width // side, image.height // side
        places += [(path, row * side, col * side) for row in range(rows) for col in range(cols)]
    found, count = [], min(count, len(places))
    for path, row, col in (places[k * len(places) // count] for k in range(count)):
        box = (col, row, col + side, row + side)
        pixels = np.asarray(Image.open(path).convert("RGB").crop(box)).transpose(2, 0, 1)
        labels = table[np.asarray(Image.open(folder / "masks" / f"{path.stem}.png").crop(box))]
        found.append((pixels, labels, path.stem))
    return found


def main() -> None:
    """Appends what is missing to --out and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", type=Path, required=True, help="folder of a labelled set")
    parser.add_argument("--pack", default="starter")
    parser.add_argument("--windows", type=int, default=40)
    parser.add_argument("--side", type=int, default=256, help="of a window, pixels")
    parser.add_argument("--iterations", type=int, default=300)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--unseen", default="", help="classes that are left out while training, comma list")
    parser.add_argument("--rows", default="", help="comma list; all when empty")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, help="JSON lines")
    args = parser.parse_args()

    pack = find_pack(args.pack)
    networks = load_networks(pack, "cpu", threads=args.threads)
    tower = tower_of(networks, calibration_of(pack))
    specs = read_class_list(args.set / "classes.csv").classes
    of_classes = resolve_classes(pack, specs)
    own = tuple(dict.fromkeys(word for of_class in of_classes for word in of_class))
    words = (*own, *further_words(pack, own, 8))
    members = [tuple(words.index(word) for word in of_class) for of_class in of_classes]
    unseen = [i for i, spec in enumerate(specs, start=1) if spec.name in args.unseen.split(",")]
    seen = [i for i in range(1, len(specs) + 1) if i not in unseen]
    never = [(i,) for i in range(len(own), len(words))]
    asked = [*(members[i - 1] for i in seen), *never]
    renumbered = np.full(len(specs) + 1, -1, np.int32)
    renumbered[seen] = np.arange(1, len(seen) + 1)

    every = windows_of(args.set, [int(spec.value) for spec in specs], args.side, args.windows)
    cut = 3 * len(every) // 4
    while cut < len(every) and every[cut][2] == every[cut - 1][2]:  # a tile is one place
        cut += 1
    learned, held = every[:cut], every[cut:]
    taught = [np.where(labels >= 0, renumbered[labels], -1) for _, labels, _ in learned]

    def key(row: str, seed: int) -> dict:
        return {
            "set": args.set.name,
            "pack": pack.hash[:12],
            "row": row,
            "seed": seed,
            "iterations": args.iterations,
            "windows": [len(learned), len(held)],
            "left_out": args.unseen,
        }

    lines = args.out.read_text(encoding="utf-8").splitlines() if args.out.exists() else []
    done = [json.loads(line) for line in lines]
    known = [{k: one[k] for k in key("", 0)} for one in done]
    seen_by: dict[bool, object] = {}
    for row in args.rows.split(",") if args.rows else ROWS:
        for seed in range(args.seeds if ROWS[row] else 1):
            if key(row, seed) in known:
                continue
            began, course = time.monotonic(), ROWS[row]
            if course is None:
                model = Dedos.for_tower(tower)
            else:
                clamp = row != UNCLAMPED
                if clamp not in seen_by:
                    job = gather(
                        tower,
                        Denoiser(networks.generator, clamp=clamp),
                        [pixels for pixels, _, _ in learned],
                        taught,
                        (words, asked),
                        CancelToken(),
                        networks.threads,
                    )
                    seen_by = {clamp: result_of(job)}  # the other one is let go of
                    began = time.monotonic()
                trainer = Trainer(tower, seen_by[clamp], Course(args.iterations, seed=seed, **course))
                while trainer.step < args.iterations:
                    trainer.advance()
                model = trainer.finished()
            scores = judging.scored(model, tower, [pixels for pixels, _, _ in held], tower.texts(words), members)
            shares = judging.shares(judging.confusion(scores, [labels for _, labels, _ in held], None))[1:]
            apart = np.isin(np.arange(1, len(specs) + 1), unseen)
            figures = {
                "seen": _mean(shares[~apart]),
                "unseen": _mean(shares[apart]),
                "iou": {s.name: None if np.isnan(v) else round(float(v), 4) for s, v in zip(specs, shares)},
                "seconds": round(time.monotonic() - began, 1),
            }
            done.append({**key(row, seed), **figures})
            with args.out.open("a", encoding="utf-8") as file:
                file.write(json.dumps(done[-1], ensure_ascii=False) + "\n")
    print("| Row | seen classes | unseen | seeds |\n|---|---|---|---|")
    for row in ROWS:
        of_row = [one for one in done if one["row"] == row and one["set"] == args.set.name]
        if of_row:
            seen, apart = (
                " ± ".join(f"{100 * v:.1f}" for v in (np.mean(found), np.std(found))) if found else "–"
                for found in ([o[k] for o in of_row if o[k] is not None] for k in ("seen", "unseen"))
            )
            print(f"| {row} | {seen} | {apart} | {len(of_row)} |")


def _mean(shares: np.ndarray) -> float | None:
    """Mean IoU of what is labelled; None without any."""
    return None if np.isnan(shares).all() else round(float(np.nanmean(shares)), 4)


if __name__ == "__main__":
    main()
