"""How long the wand takes to answer: by kept features through the engine's process, and by the picture's colours.

Rows of the table of scripts/bench_review; the sample is run before.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsPointXY, QgsRasterLayer

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample" / "river_bridge.tif"
CLASSES, ASKED, LEVELS, SCREEN_PX = "building, pavement, water, vegetation, car", 60, (0.3, 0.45, 0.6), 1000
TOLERANCE = 24  # of 255


def timed(call: Callable[[], Any]) -> float:
    """Seconds that it takes (wall)."""
    began = time.monotonic()
    call()
    return time.monotonic() - began


def wand() -> list[tuple[str, float]]:
    """Rows: what, and seconds."""
    from terralex.core.commands import Alike
    from terralex.core.config import RunConfig
    from terralex.core.jobs.segment import segment
    from terralex.core.progress import CancelToken, result_of
    from terralex.core.vocabulary import parse_names
    from terralex.plugin.engine.remote import Remote
    from terralex.plugin.shapes.alike import read_picture

    layer = QgsRasterLayer(str(SAMPLE), "picture")
    chance, box = random.Random(1), layer.extent()
    box.scale(0.5)  # the middle, where there is a picture
    places = [
        QgsPointXY(chance.uniform(box.xMinimum(), box.xMaximum()), chance.uniform(box.yMinimum(), box.yMaximum()))
        for _ in range(ASKED)
    ]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        result_of(segment(RunConfig(str(SAMPLE), str(run), tuple(parse_names(CLASSES)), "starter"), CancelToken()))
        remote = Remote(lambda: sys.executable, Path(folder) / "engine.log")

        def ask(place: QgsPointXY, level: float) -> None:
            request = Alike(str(run), place.x(), place.y(), level).to_dict()
            if not result_of(remote.run("alike", request, CancelToken()))["kept"]:
                raise RuntimeError("nothing is kept of the sample's run")

        rows.append(("kept features: the first question, with the engine's start", timed(lambda: ask(places[0], 0.45))))
        took = [timed(lambda p=p, n=n: ask(p, LEVELS[n % 3])) for n, p in enumerate(places[1:])]
        rows += spread("kept features: a question", took)
        took = [timed(lambda n=n: ask(places[-1], LEVELS[n % 3])) for n in range(ASKED)]
        rows += spread("kept features: the wheel at one place", took)
        remote.shutdown()
    began = time.monotonic()
    picture = read_picture(layer, layer.extent(), SCREEN_PX)
    rows.append(("colours: the picture is read, once for a view", time.monotonic() - began))
    took = []
    for place in places:
        pixel = picture.pixel_at(place)
        if pixel is not None:
            took.append(timed(lambda pixel=pixel: picture.outline(picture.piece(*pixel, TOLERANCE))))
    return rows + spread("colours: a piece", took)


def spread(what: str, took: list[float]) -> list[tuple[str, float]]:
    """Median, 95 % and most."""
    took = sorted(took)
    shares = (("median", 0.5), ("95 %", 0.95), ("most", 1.0))
    return [(f"{what}, {name} of {len(took)}", took[round(share * (len(took) - 1))]) for name, share in shares]
