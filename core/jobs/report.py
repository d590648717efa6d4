"""An evaluation whose report is kept: the file is tried before the work and written after it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from ..config import RunConfig
from ..errors import OutputError
from ..files.disk import write_atomically, writing
from ..progress import CancelToken, Events, with_overall
from .evaluate import evaluate
from .setting import Warm

SHARES = {
    "check": (0.0, 0.0),
    "load": (0.0, 0.02),
    "imagine": (0.0, 0.3),
    "prototypes": (0.3, 0.35),
    "match": (0.35, 1.0),
}


def evaluate_to_file(
    folder: str | Path,
    out: str | Path,
    config: RunConfig,
    token: CancelToken,
    predictions: str | Path | None = None,
    warm: Warm | None = None,
    known_as: str = "",
) -> Events[dict[str, Any]]:
    """Evaluate a labelled set and write the report, JSON; see `evaluate.evaluate`.

    Args:
        folder: The set.
        out: The report's file; a file of that name is replaced.
        config: As for `evaluate`.
        token: Asked between steps.
        predictions: Folder for one PNG per tile.
        warm: Networks kept from before.
        known_as: As for `evaluate`.

    Yields:
        Progress (with `overall` filled in) and Notes.

    Returns:
        The report.

    Raises:
        OutputError: the report cannot be written; said before the work.
        InputError, ModelError, Cancelled: as from `evaluate`.
    """
    path = Path(out)
    _check(path)
    job = evaluate(folder, config, token, Path(predictions) if predictions else None, warm, known_as)
    report = yield from with_overall(job, SHARES)
    with writing(path.parent):
        write_atomically(path, json.dumps(report, indent=1, ensure_ascii=False).encode())
    return report


def _check(path: Path) -> None:
    with writing(path.parent):
        if path.is_dir():
            raise OutputError(f"{path} is a folder.", "Give the report a file name, for example report.json.")
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent):
            pass
