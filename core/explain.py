"""Why here? The prototypes that decided a place of a finished run, and the support pictures that they come from.

The run's recipe says what made it; prototypes and features are found where the run left them, or made again.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.transform import Affine

from .bank import Bank
from .blocks import Look, feature_key
from .config import Area, Options, resolve_options
from .engine import Warm, resolution_of
from .errors import InputError, ModelError
from .features_store import FeaturesStore
from .folder import writing
from .masks import to_grid
from .methods import make_method
from .methods.ovdiff import OVDiff
from .methods.support import Support, turned
from .packs import Pack, find_pack
from .paper import Scorer, scorer_for
from .progress import CancelToken, Note, Progress
from .raster import Source
from .tiling import Block
from .trace import BACKGROUND, Verdict, Witness, nearest_place, origins, texts_of, witnesses_of
from .vocabulary import ClassSpec

SHOWN = 3  # classes whose best prototype gets a picture
PICTURE_PX = 256  # side of the pictures that are written
_STALE = "Run it again; corrections are kept, and explanations need what made the map."


def explain(
    run: str | Path, x: float, y: float, token: CancelToken, out: str | Path | None = None, warm: Warm | None = None
) -> Generator[Any, None, dict[str, Any]]:
    """Say which prototypes decided a place.

    Args:
        run: Folder of a finished run.
        x: In the raster's coordinate system (a column, where it has none).
        y: Likewise.
        token: Asked between steps.
        out: Folder that gets pictures: the place, and the best prototype's picture of the best classes.
        warm: Networks kept from earlier runs of the same process.

    Yields:
        Progress and notes.

    Returns:
        `x`, `y`, `pixel` (row, column of the working grid), `class` and `confidence` as the engine decides now, `map`
        (what classes.tif says there, which may have been edited), `classes`: for every class and the background, best
        first, `value`, `name`, `score` (refined where the run refined), `share` and `witnesses` (see `trace.Witness`;
        with `file` where a picture was written), and `here`, the picture of the place.

    Raises:
        InputError: no finished run, a place outside of it, or its raster has changed.
        ModelError: its pack is not here, or is another version.
    """
    folder = Path(run)
    yield Progress("check", f"Reading the recipe of {folder.name}", 0, 1)
    recipe = read_recipe(folder)
    made = recipe["identity"]
    pack = find_pack(recipe["request"]["pack"])
    if pack.hash != made["pack"]["hash"]:
        raise ModelError(_other_pack(made["pack"], pack), _STALE)
    options = resolve_options({}, made["options"])
    classes = [ClassSpec.from_dict(spec) for spec in made["classes"]]
    with Source.open(recipe["image"], pack, options, tuple(made["raster"]["bands"])) as source:
        if source.fingerprint != made["fingerprint"]:
            raise InputError(f"{Path(recipe['image']).name} is no longer the raster of this run.", _STALE)
        pixel = _pixel(source, made, x, y)
        token.check()
        yield Progress("load", f"Loading the networks of “{pack.name}”", 0, 1)
        warm = warm or Warm()
        device = made["device"]
        method = make_method(
            made["method"], warm.networks(pack, device, options, 1), pack, options, options.background, made["seed"],
            Bank(), device,
        )  # fmt: skip
        words = [tuple(w) for w in made["words"]]
        state = yield from _without_notes(method.prepare(classes, words, resolution_of(pack, source), token))
        if recipe.get("prefilter"):
            kept = recipe["prefilter"]["kept"]
            state = method.restricted(state, [spec.name in kept for spec in classes])
        yield Progress("match", "Looking at the place", 0, 1)
        store = FeaturesStore.open(options.store_gb, feature_key(source, method))
        scorer = scorer_for(source, method, state, options, store, 1, len(classes), device)
        verdicts = _verdicts(scorer, pixel, [spec.name for spec in classes], options, token)
        store.close()
        look = scorer.look(pixel)
        witness = _Witnesses(method, state.matcher, pack, options, resolution_of(pack, source), token)
        verdicts = [replace(v, witnesses=witness.of(v.value, look)) for v in verdicts]
        answer: dict[str, Any] = {
            "x": x, "y": y, "pixel": [pixel.row, pixel.col], "map": _on_map(folder, x, y),
            "class": _decided(verdicts[0], options), "confidence": verdicts[0].share,
            "classes": [asdict(v) for v in verdicts],
        }  # fmt: skip
        if out is not None:
            with writing(Path(out)):
                Path(out).mkdir(parents=True, exist_ok=True)
                answer["here"] = _draw_place(Path(out), look)
                for verdict in answer["classes"][:SHOWN]:
                    for one in [w for w in verdict["witnesses"][:1] if w["level"] != "text"]:
                        one["file"] = witness.draw(Path(out), one)
    yield Progress("match", "Explained", 1, 1)
    return answer


def read_recipe(folder: Path) -> dict[str, Any]:
    """The recipe of a finished run.

    Raises:
        InputError: there is none.
    """
    try:
        recipe = json.loads((folder / "recipe.json").read_text(encoding="utf-8"))
        recipe["identity"]["fingerprint"], recipe["image"], recipe["request"]["pack"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{folder} is not the folder of a finished run.",
                         "Choose the folder that holds classes.tif and recipe.json.") from error  # fmt: skip
    return recipe


def _other_pack(made_by: dict[str, Any], here: Pack) -> str:
    """What to tell where the pack is not the one of a run, both versions named."""
    then, now = made_by.get("version"), here.manifest.get("version")
    if then == now:
        return f"The pack “{here.name}” is not the one that made this run."
    return f"This run was made by version {then} of the pack “{here.name}”, and version {now} is here."


def _pixel(source: Source, made: dict[str, Any], x: float, y: float) -> Block:
    """The pixel of the working grid under a place."""
    col, row = ~Affine(*source.grid.transform) * (x, y)
    pixel = Block(int(np.floor(row)), int(np.floor(col)), 1, 1).intersect(source.grid.block)
    if pixel is None:
        raise InputError(f"The place {x:g}, {y:g} lies outside the raster.", "Give it in the raster's own coordinates.")
    area = made["area"] and Area(tuple(made["area"]["geometries"]), made["area"]["crs"])
    if not (source.valid(pixel) & source.area_mask(area, pixel)).all():
        raise InputError(f"The run labelled nothing at {x:g}, {y:g}.", "Choose a place that has a class.")
    return pixel


def _without_notes(events: Generator[Any, None, Any]) -> Generator[Any, None, Any]:
    """The same events without the notes, which the run itself has told."""
    while True:
        try:
            event = next(events)
        except StopIteration as end:
            return end.value
        if not isinstance(event, Note):
            yield event


def _verdicts(scorer: Scorer, pixel: Block, names: list[str], options: Options, token: CancelToken
              ) -> list[Verdict]:  # fmt: skip
    """Every class with its blended score, best first; ties as the engine breaks them."""
    field = scorer.field(pixel)  # with refinement its surroundings count, too
    canvas: Any = scorer.canvas(field)
    for window, scores in scorer.scores(field, token):
        if scores is not None:
            canvas.add(window, scores)
    found = scorer.blended(canvas, pixel)[:, 0, 0].astype(np.float64)
    first = 0 if options.background else 1
    weights = np.exp((found[first:] - found[first:].max()) / options.temperature)
    shares = weights / weights.sum()
    listed = [BACKGROUND, *names]
    verdicts = [Verdict(i, listed[i], float(found[i]), float(shares[i - first])) for i in range(first, len(listed))]
    return sorted(verdicts, key=lambda v: (-v.score, v.value))


def _decided(best: Verdict, options: Options) -> str:
    """The name of what the place gets: the best class, or nothing where a threshold asks for more confidence."""
    unsure = options.threshold and not options.background and np.float32(best.share) < np.float32(options.threshold)
    return BACKGROUND if unsure else best.name


def _on_map(folder: Path, x: float, y: float) -> int | None:
    """What the run's class raster holds there."""
    try:
        with rasterio.open(folder / "classes.tif") as classes:
            return int(next(classes.sample([(x, y)], indexes=1))[0])
    except rasterio.errors.RasterioError:
        return None


class _Witnesses:
    """Prototypes that speak for a class at a place, with the pictures they come from."""

    def __init__(
        self, method: Any, matcher: Any, pack: Pack, options: Options, resolution: Any, token: CancelToken
    ) -> None:
        self.method: OVDiff = method
        self.matcher, self.options, self.token = matcher, options, token
        self.weights = {e["name"]: float(e.get("weight", 1.0)) for e in pack.manifest["extractors"]}
        unique = tuple(dict.fromkeys(word.word for word in matcher.words))
        self.sets: dict[str, Support] = {
            s.word: s for s in _end(method.imagination.imagine(unique if matcher.drawn else (), resolution, token))[0]
        }
        self._learned: dict[str, dict[str, dict[str, np.ndarray]]] = {}
        for word, support in self.sets.items():
            self._learned[word] = {}
            for name in method.extractor_names():
                job = method.imagination.learn(support, name, partial(method.encode_picture, name), token)
                self._learned[word][name] = _end(job)
        self._masks: dict[str, dict[str, np.ndarray]] = {}
        self._places: dict[tuple[str, str], tuple[list[np.ndarray], dict[str, np.ndarray]]] = {}
        self._similar: dict[str, list[np.ndarray]] | None = None
        self._said: dict[str, list[np.ndarray]] = {}

    def of(self, value: int, look: Look) -> tuple[Witness, ...]:
        """Those of a class (0: the background), the weightiest extractor's first."""
        if self._similar is None:
            features = self.method.encode(look.pixels[None])
            cell = {n: _at(f[0], look) for n, f in features.items()}
            self._similar, self._said = self.matcher.similarities(cell), self.matcher.text_similarities(cell)
        found: list[Witness] = []
        for name in sorted(self._similar, key=lambda n: -self.weights.get(n, 1.0)):
            from_ = origins(self.matcher, self._learned, name)
            background = [len(self.matcher.words)] if len(from_) > len(self.matcher.words) else []
            groups = self.matcher.members[value - 1] if value else background
            found += witnesses_of(self._similar[name], from_, groups, name)
        said = texts_of(self.matcher, self._said, self.matcher.members[value - 1] if value else [])
        return tuple([self._at_home(w) for w in found[:1]] + found[1:] + said)

    def _at_home(self, witness: Witness) -> Witness:
        """With the picture and the place in it that it resembles most."""
        maps, masks = self._support(witness.word, witness.extractor)
        mask = masks[witness.side]
        rows = self._learned[witness.word][witness.extractor][f"{witness.side}.{witness.level}"]
        shown = np.flatnonzero(mask.any((1, 2)))  # pictures without a region made no instance prototype
        only = int(shown[witness.number]) if witness.level == "instance" else None
        picture, cell, grid = nearest_place(rows[witness.number], maps, mask, only)
        return replace(witness, picture=picture, cell=cell, grid=grid)

    def _material(self, word: str) -> dict[str, np.ndarray]:
        """Pictures of a word as they were learned from, and the masks of both sides at picture size."""
        if word not in self._masks:
            fg, bg = self.method.imagination.regions(self.sets[word], self.token)
            fg = fg if fg.any() else np.ones_like(fg)  # as when it was learned
            found = {"pictures": self.sets[word].pictures, "fg": fg, "bg": bg}
            self._masks[word] = {k: turned(a) for k, a in found.items()} if self.options.rotate_supports else found
        return self._masks[word]

    def _support(self, word: str, extractor: str) -> tuple[list[np.ndarray], dict[str, np.ndarray]]:
        """Features of a word's pictures, and which of their cells belong to either side."""
        if (word, extractor) not in self._places:
            self.token.check()
            material = self._material(word)
            maps = [self.method.encode_picture(extractor, p) for p in material["pictures"]]
            masks = {side: to_grid(material[side], *maps[0].shape[1:]) for side in ("fg", "bg")}
            self._places[word, extractor] = maps, masks
        return self._places[word, extractor]

    def draw(self, out: Path, witness: dict[str, Any]) -> str:
        """The support picture with its region lit and the place marked; the path of the PNG."""
        material = self._material(witness["word"])
        masks, picture = (material[k][witness["picture"]] for k in (witness["side"], "pictures"))
        name = f"{witness['side']}_{''.join(c if c.isalnum() else '_' for c in witness['word'])}.png"
        rows, cols = witness["grid"]
        side = picture.shape[1]
        box = (witness["cell"][1] * side / cols, witness["cell"][0] * side / rows, side / cols, side / rows)
        return _draw(out / name, picture, masks, box)


def _end(events: Generator[Any, None, Any]) -> Any:
    while True:
        try:
            next(events)
        except StopIteration as end:
            return end.value


def _at(features: np.ndarray, look: Look) -> np.ndarray:
    """The features (D,) of the cell (of a (D, h, w) map of what was seen) in which the place lies."""
    rows, cols = features.shape[1:]
    h, w = look.valid.shape
    return features[:, look.row * rows // h, look.col * cols // w]


def _draw_place(out: Path, look: Look) -> str:
    """The window around a place with the place marked; the path of the PNG."""
    return _draw(out / "here.png", look.pixels, look.valid, (look.col - 4, look.row - 4, 9, 9))


def _draw(path: Path, picture: np.ndarray, lit: np.ndarray, box: tuple[float, float, float, float]) -> str:
    """A picture (3, s, s) uint8 as PNG: dimmed where not `lit`, with a frame (left, top, width, height) in pixels."""
    from PIL import Image, ImageDraw

    side = picture.shape[1]
    large = Image.fromarray(picture.transpose(1, 2, 0)).resize((PICTURE_PX, PICTURE_PX), Image.Resampling.LANCZOS)
    mask = Image.fromarray(lit.astype(np.uint8) * 255).resize((PICTURE_PX, PICTURE_PX), Image.Resampling.NEAREST)
    large = Image.composite(large, large.point(lambda v: int(v * 0.35)), mask)
    scale = PICTURE_PX / side
    left, top, right, bottom = box[0] * scale, box[1] * scale, (box[0] + box[2]) * scale, (box[1] + box[3]) * scale
    pen = ImageDraw.Draw(large)
    pen.rectangle((left - 1, top - 1, right + 1, bottom + 1), outline="black", width=1)
    pen.rectangle((left, top, right, bottom), outline="yellow", width=2)
    large.save(path)
    return str(path)
