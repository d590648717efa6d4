"""Sets the pack's limits without a mask: each is one function of photographs held back, and of their words.

What is asked is always the same: how well are words placed in mosaics of these photographs (mosaics.py)? By that are
chosen how extractors and texts are weighed, and below which score a place is none of the words that are named. The
confidence is set by places of which the truth is known, those of photographs that show one of the named words or none.

Nothing here reads the development sets: a test watches what is opened.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from guard import prepare_imports
from mosaics import Material, Setting, material_of, mixed, placed
from pictures import Library

prepare_imports()
from terralex.core.cache.bank import Bank  # noqa: E402
from terralex.core.jobs.quality import Calibration  # noqa: E402
from terralex.core.packs import Pack, find_pack  # noqa: E402
from terralex.core.prototypes.texts import SHARES as TEXT  # noqa: E402

SAMPLES = 20  # of the mosaics, for a standard error
EARLY = (0.0, 0.25, 0.5, 1.0)  # weights of the second extractor beside the first's 1
USUAL = ("beside", 0.5)  # drawings and texts alike, the finer map half as much as the dense one
CONSTANTS = tuple(round(-1 + 0.125 * i, 3) for i in range(29))  # of the background, a run of one class
TEMPERATURES = (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1.0, 1.25, 1.5, 2.0)
START = Setting(TEXT[USUAL[0]], USUAL[1], 0.25)


def drawn_again(material: list[Material], rng: np.random.Generator) -> list[np.ndarray]:
    """How often each mosaic counts when as many are drawn with replacement, by resolution."""
    return [np.bincount(rng.integers(0, len(m), len(m)), minlength=len(m)).astype(float) for m in material]


def apart(material: list[Material], one: Setting, other: Setting, what: str) -> float:
    """Standard error of the difference between two settings, found by drawing the mosaics again and again."""
    rng, gaps = np.random.default_rng(2), []
    for _ in range(SAMPLES):
        times = drawn_again(material, rng)
        gaps.append(np.mean([placed(m, one, t)[what] - placed(m, other, t)[what] for m, t in zip(material, times)]))
    return float(np.std(gaps))


def mean(material: list[Material], how: Setting, what: str = "both") -> float:
    """Of both resolutions, in points."""
    return float(np.mean([placed(m, how)[what] for m in material]))


def lowest(values: tuple[float, ...], scores: list[float], error: float) -> float:
    """The lowest value of the hill around the best that is as good by one standard error.

    In other places a word resembles what was learned less than it does here, and so scores less.
    """
    at = int(np.argmax(scores))
    best = scores[at]
    while at > 0 and scores[at - 1] >= best - error:
        at -= 1
    return values[at]


def background_of(material: list[Material], text: float, early: float) -> Setting:
    """The constant, by all questions with a background; where texts say nothing, by those about stuff alone."""
    asked = [[row for row in m if row[0].background and (text or not row[2])] for m in material]
    tried = [Setting(text, early, value) for value in CONSTANTS]
    scores = [mean(asked, how, "open") for how in tried]
    error = apart(asked, tried[int(np.argmax(scores))], Setting(text, early, START.constant), "open")
    return Setting(text, early, lowest(CONSTANTS, scores, error))


def weights_of(material: list[Material]) -> tuple[str, float, dict]:
    """`text_prototypes` and the second extractor's weight, each setting with the limits that suit it.

    Texts were learned on photographs like these and drawings were not, so these flatter the texts. The usual setting
    is left only where another is better by more than one standard error of the difference.
    """
    settings = {(t, e): background_of(material, TEXT[t], e) for t in TEXT for e in (EARLY if TEXT[t] < 1 else (0.0,))}
    means = {key: mean(material, how) for key, how in settings.items()}
    best = max(means, key=means.__getitem__)
    error = apart(material, settings[best], settings[USUAL], "both")
    text, early = best if means[best] - means[USUAL] > error else USUAL
    listed = {f"{t} {e}": round(v, 1) for (t, e), v in means.items()}
    return text, early, {"error": round(error, 2), "table": listed}


def certain(material: list[Material], how: Setting) -> list[tuple[np.ndarray, np.ndarray]]:
    """Scores (1 + W, n) and the true channels (n,) of the places whose truth is known."""
    out = []
    for asked, scores, things in (row for m in material for row in m):
        maps = mixed(scores, asked, things, how)
        for photograph in range(len(asked.least)):
            sure = asked.least[photograph] == 1
            if asked.known[photograph].all() and sure.sum() == 1 and (asked.background or not sure[0]):
                here = maps[:, asked.parts == photograph]
                out.append((here, np.full(here.shape[1], int(np.flatnonzero(sure)[0]))))
    return out


def error_of(places: list[tuple[np.ndarray, np.ndarray]], temperature: float) -> float:
    """Mean distance of confidence and share of right places, as `evaluate` measures it."""
    seen = Calibration()
    for scores, truth in places:
        top = scores.max(0)
        confidence = 1 / np.exp((scores - top) / temperature).sum(0)
        seen.add(confidence, scores.argmax(0) == truth)
    return float(seen.error() or 0.0)


def limits(pack: Pack, library: Library, count: int, bank: Bank | None = None) -> dict:
    """All limits of a pack: changed defaults, and what was seen on the way."""
    material = list(material_of(pack, library, count, bank).values())
    text, early, seen = weights_of(material)
    how = background_of(material, TEXT[text], early)
    places = certain(material, how)
    errors = [error_of(places, t) for t in TEMPERATURES]
    defaults = {
        "text_prototypes": text, "extractors": ["clip", "early"] if early else ["clip"],
        "temperature": TEMPERATURES[int(np.argmin(errors))], "background_constant": round(how.constant, 3),
    }  # fmt: skip
    seen["errors"] = {str(t): round(100 * e, 1) for t, e in zip(TEMPERATURES, errors)}
    seen["placed"] = [placed(m, how) for m in material]
    return {"defaults": defaults, "early": early, "seen": seen}


def main() -> None:
    """Prints the limits, and writes them into the pack with --write; weights are not touched."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py")
    parser.add_argument("--pack", default="starter", help="name or folder of the pack")
    parser.add_argument("--mosaics", type=int, default=120, help="of 0.3 m; a third as many of 10 m")
    parser.add_argument("--write", action="store_true", help="write the limits into pack.json")
    given = parser.parse_args()
    pack = find_pack(given.pack)
    found = limits(pack, Library.load(given.cache), given.mosaics)
    print(json.dumps(found, indent=1))
    if given.write:
        manifest = {**pack.manifest, "defaults": {**pack.manifest["defaults"], **found["defaults"]}}
        for extractor in manifest["extractors"]:
            if extractor["name"] == "early" and found["early"]:
                extractor["weight"] = found["early"]
        (pack.root / "pack.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
