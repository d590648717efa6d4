"""Why here, for methods that learn prototypes from drawn pictures: which of them speak, and where they come from.

Source: Imagining, section 3.3, lists this as the strength of the method: a decision can be traced to a picture.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from ..files.picture import write_marked
from ..progress import CancelToken, result_of
from ..prototypes.imagination import Support, turned
from ..prototypes.masks import to_grid
from ..prototypes.matching import Matcher
from .base import Brief, Look, Witness
from .imagining import Imagining
from .origins import nearest_place, origins, texts_of, witnesses_of


class Witnesses:
    """Prototypes that speak for a class at a place, with the pictures they come from; see `base.Explanation`."""

    def __init__(self, method: Imagining, matcher: Matcher, brief: Brief, look: Look, token: CancelToken) -> None:
        self.method, self.matcher, self.look, self.token = method, matcher, look, token
        self.weights = {e["name"]: float(e.get("weight", 1.0)) for e in method.pack.manifest["extractors"]}
        unique = tuple(dict.fromkeys(word.word for word in matcher.words)) if matcher.drawn else ()
        supports, _found = result_of(method.imagination.imagine(unique, brief.resolution, token))
        self.sets: dict[str, Support] = {support.word: support for support in supports}
        self._learned: dict[str, dict[str, dict[str, np.ndarray]]] = {}
        for word, support in self.sets.items():
            self._learned[word] = {}
            for name in method.extractor_names():
                job = method.imagination.learn(support, name, partial(method.encode_picture, name), token)
                self._learned[word][name] = result_of(job)
        self._masks: dict[str, dict[str, np.ndarray]] = {}
        self._places: dict[tuple[str, str], tuple[list[np.ndarray], dict[str, np.ndarray]]] = {}
        (features,) = method.encode(look.pixels[None])
        cell = {name: _at(f[0], look) for name, f in features.items()}
        self._similar, self._said = matcher.similarities(cell), matcher.text_similarities(cell)

    def witnesses(self, value: int) -> tuple[Witness, ...]:
        """Those of a class (0: the background), the weightiest extractor's first."""
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
            turns = self.method.options.rotate_supports
            self._masks[word] = {k: turned(a) for k, a in found.items()} if turns else found
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

    def draw(self, witness: Witness, out: Path) -> Path:
        """The support picture with its region lit and the place marked; the path of the PNG."""
        material = self._material(witness.word)
        mask, picture = (material[k][witness.picture] for k in (witness.side, "pictures"))
        name = f"{witness.side}_{''.join(c if c.isalnum() else '_' for c in witness.word)}.png"
        rows, cols = witness.grid
        side = picture.shape[1]
        box = (witness.cell[1] * side / cols, witness.cell[0] * side / rows, side / cols, side / rows)
        return write_marked(out / name, picture, mask, box)


def _at(features: np.ndarray, look: Look) -> np.ndarray:
    """The features (D,) of the cell (of a (D, h, w) map of what was seen) in which the place lies."""
    rows, cols = features.shape[1:]
    h, w = look.valid.shape
    return features[:, look.row * rows // h, look.col * cols // w]
