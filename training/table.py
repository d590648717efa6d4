"""The pack's accuracy in one table: rows without the engine (evaluate.py) and rows through it, on the same tiles.

Writes JSON and prints Markdown. Masks are only compared with; nothing is chosen by them here.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from evaluate import spread
from guard import prepare_imports
from plain_rows import plain_rows

prepare_imports()
from terralex.core.config import RunConfig  # noqa: E402
from terralex.core.jobs.evaluate import evaluate  # noqa: E402
from terralex.core.jobs.setting import Warm  # noqa: E402
from terralex.core.progress import CancelToken, result_of  # noqa: E402

SETS = ("dubai", "dronedeploy", "epfl_roads", "banepa", "inria_austin")
ROWS: dict[str, tuple[str, dict]] = {  # through the engine: method, options
    "full OVDiff": ("ovdiff", {}),
    "drawings alone": ("ovdiff", {"text_prototypes": "off"}),
    "text beside drawings": ("ovdiff", {"text_prototypes": "beside"}),
    "text alone": ("ovdiff", {"text_prototypes": "instead"}),
    "--method colour": ("colour", {}),
    "--method diffsegmenter": ("diffsegmenter", {}),
    "diffsegmenter as published": ("diffsegmenter", {"scheme": "paper"}),
    "whole picture as region": ("ovdiff", {"regions": "whole"}),
    "without background prototypes": ("ovdiff", {"background_prototypes": False}),
    "with instance prototypes": ("ovdiff", {"instance_prototypes": True}),
    "with part prototypes": ("ovdiff", {"part_prototypes": True}),
    "with instance and part prototypes": ("ovdiff", {"instance_prototypes": True, "part_prototypes": True}),
    "without stuff filter": ("ovdiff", {"stuff_filter": False}),
    "without PAMR": ("ovdiff", {"pamr": False}),
    "without calibration of words": ("ovdiff", {"calibrate": False}),
    "clip and unet extractors": ("ovdiff", {"extractors": ("clip", "unet")}),
    "unet extractor alone": ("ovdiff", {"extractors": ("unet",)}),
}
PLAIN = {  # without the engine: what evaluate.py calls them
    "random": "random", "text": "text", "prototypes of real pictures": "real",
    "the same through the autoencoder": "round", "linear probe, ceiling": "probe",
}  # fmt: skip


def subset(folder: Path, tiles: int, into: Path) -> Path:
    """A set of fewer tiles, by links."""
    out = into / folder.name
    for part in ("images", "masks"):
        (out / part).mkdir(parents=True)
    for name in ("classes.csv", "set.json"):
        (out / name).symlink_to((folder / name).resolve())
    paths = sorted((folder / "images").iterdir())
    for path in (paths[i] for i in spread(len(paths), tiles)):
        (out / "images" / path.name).symlink_to(path.resolve())
        (out / "masks" / f"{path.stem}.png").symlink_to((folder / "masks" / f"{path.stem}.png").resolve())
    return out


def through_engine(folder: Path, pack: str, method: str, options: dict, threads: int, warm: Warm) -> dict:
    """The engine's report on a set."""
    config = RunConfig("", "", (), pack, method, threads=threads, device="cpu", overrides=options)
    return result_of(evaluate(folder, config, CancelToken(), warm=warm))


def markdown(table: dict[str, dict[str, float]], sets: list[str]) -> str:
    """The table, points of mIoU."""
    lines = ["| Row | " + " | ".join([*sets, "mean"]) + " |", "|---" * (len(sets) + 2) + "|"]
    lines += [
        f"| {row} | " + " | ".join(f"{found[s]:.1f}" for s in [*sets, "mean"]) + " |" for row, found in table.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Prints the table; --out keeps it with everything else that was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds dev/")
    parser.add_argument("--cache", type=Path, default=None, help="folder of prepare.py; without it no plain rows")
    parser.add_argument("--pack", default="starter", help="name or folder of the pack")
    parser.add_argument("--tiles", type=int, default=8, help="tiles of each set")
    parser.add_argument("--rows", default="", help="engine rows, comma list; all when empty")
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, default=None)
    args = parser.parse_args()
    sets, table, detail = args.sets.split(","), {}, {}
    plain = Path(__file__).parents[1] / "resources" / "packs" / args.pack if "/" not in args.pack else Path(args.pack)
    with tempfile.TemporaryDirectory() as folder:
        if args.cache:
            report = Path(folder) / "plain.json"
            command = [
                sys.executable,
                Path(__file__).with_name("evaluate.py"),
                "--data",
                args.data,
                "--cache",
                args.cache,
                "--pack",
                plain,
                "--tiles",
                args.tiles,
                "--rows",
                ",".join(PLAIN.values()),
                "--sets",
                args.sets,
                "--threads",
                args.threads,
                "--out",
                report,
            ]
            subprocess.run([str(c) for c in command], check=True)  # nosec B603
            found = json.loads(report.read_text())
            table = {name: found[row] for name, row in PLAIN.items()}
        folders = {name: subset(args.data / "dev" / name, args.tiles, Path(folder)) for name in sets}
        for name, folder_of in folders.items():
            for row, report in plain_rows(folder_of).items():
                table.setdefault(row, {})[name] = 100 * report["miou"]
        for row in ("majority", "mean colour fitted on the masks"):
            table[row]["mean"] = float(np.mean(list(table[row].values())))
            print(f"{row:32}" + " ".join(f"{k} {v:5.1f}" for k, v in table[row].items()), flush=True)
        for row in args.rows.split(",") if args.rows else ROWS:
            warm, method, options = Warm(), *ROWS[row]
            reports = {n: through_engine(f, args.pack, method, options, args.threads, warm) for n, f in folders.items()}
            detail[row] = {n: {k: v for k, v in r.items() if k != "recipe"} for n, r in reports.items()}
            table[row] = {n: 100 * r["miou"] for n, r in reports.items()}
            table[row]["mean"] = float(np.mean(list(table[row].values())))
            print(f"{row:32}" + " ".join(f"{k} {v:5.1f}" for k, v in table[row].items()), flush=True)
    print(markdown(table, sets))
    for row, found in detail.items():
        for figure in ("boundary_iou", "calibration_error"):
            print(row, figure, {n: r[figure] for n, r in found.items()})
    if args.out:
        args.out.write_text(json.dumps({"table": table, "detail": detail}, indent=1) + "\n")


if __name__ == "__main__":
    main()
