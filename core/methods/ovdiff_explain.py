"""Why here, for methods that learn prototypes from drawn pictures: which of them speak, and where they come from.

Source: Imagining, section 3.3, lists this as the strength of the method: a decision can be traced to a picture.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from ..class_files.home import open_classes
from ..class_files.pictures import without_region
from ..files.picture import write_marked
from ..progress import CancelToken, result_of
from ..prototypes.imagination import turned
from ..prototypes.masks import to_grid
from ..prototypes.matching import Matcher, Meant
from .base import Brief, Look, Witness
from .imagining import Imagining
from .looks import looks
from .origins import nearest_place, origins, texts_of, witnesses_of


class Witnesses:
    """Prototypes that speak for a class at a place, with the pictures they come from; see `base.Explanation`."""

    def __init__(self, method: Imagining, matcher: Matcher, brief: Brief, look: Look, token: CancelToken) -> None:
        self.method, self.matcher, self.look, self.token = method, matcher, look, token
        self.weights = {e["name"]: float(e.get("weight", 1.0)) for e in method.pack.manifest["extractors"]}
        unique = tuple(dict.fromkeys(word.meant for word in matcher.words)) if matcher.drawn else ()
        self.files = open_classes(brief.classes, method.pack)
        seen = result_of(looks(method, unique, self.files, brief.resolution, token))
        self.sets, self._learned = seen.sets, seen.learned
        self._masks: dict[Meant, dict[str, np.ndarray]] = {}
        self._places: dict[tuple[Meant, str], tuple[list[np.ndarray], dict[str, np.ndarray]]] = {}
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
        """With the picture and the place in it that it resembles most; as it is where there are no pictures."""
        meant = witness.word, witness.class_file
        if not len(self._material(meant)["pictures"]):
            return witness
        maps, masks = self._support(meant, witness.extractor)
        mask = masks[witness.side]
        rows = self._learned[meant][witness.extractor][f"{witness.side}.{witness.level}"]
        only = None
        if witness.level == "instance" and not witness.class_file:  # of a file nobody knows which pictures made one
            only = int(np.flatnonzero(mask.any((1, 2)))[witness.number])  # pictures without a region made none
        picture, cell, grid = nearest_place(rows[witness.number], maps, mask, only)
        return replace(witness, picture=picture, cell=cell, grid=grid)

    def _material(self, meant: Meant) -> dict[str, np.ndarray]:
        """Pictures of a word as they were learned from, and the masks of both sides at picture size."""
        if meant not in self._masks:
            found = self._of_file(meant) if meant[1] else self._drawn(meant)
            turns = self.method.options.rotate_supports
            self._masks[meant] = {k: turned(a) for k, a in found.items()} if turns and len(found["fg"]) else found
        return self._masks[meant]

    def _drawn(self, meant: Meant) -> dict[str, np.ndarray]:
        fg, bg = self.method.imagination.regions(self.sets[meant], self.token)
        fg = fg if fg.any() else np.ones_like(fg)  # as when it was learned
        return {"pictures": self.sets[meant].pictures, "fg": fg, "bg": bg}

    def _of_file(self, meant: Meant) -> dict[str, np.ndarray]:
        """The pictures that came with a class file, at the side of drawn ones; none where it was saved without."""
        side = int(self.method.pack.manifest["generator"]["size_px"])
        pairs = [without_region(each.pixels, side) for each in self.files[meant[1]].pictures(meant[0])]
        pictures = np.stack([p for p, _ in pairs]) if pairs else np.zeros((0, 3, side, side), np.uint8)
        fg = np.stack([region for _, region in pairs]) if pairs else np.zeros((0, side, side), bool)
        return {"pictures": pictures, "fg": fg, "bg": ~fg}

    def _support(self, meant: Meant, extractor: str) -> tuple[list[np.ndarray], dict[str, np.ndarray]]:
        """Features of a word's pictures, and which of their cells belong to either side."""
        if (meant, extractor) not in self._places:
            self.token.check()
            material = self._material(meant)
            maps = [self.method.encode_picture(extractor, p) for p in material["pictures"]]
            masks = {side: to_grid(material[side], *maps[0].shape[1:]) for side in ("fg", "bg")}
            self._places[meant, extractor] = maps, masks
        return self._places[meant, extractor]

    def draw(self, witness: Witness, out: Path) -> Path | None:
        """The support picture with its region lit and the place marked; the path of the PNG."""
        material = self._material((witness.word, witness.class_file)) if witness.level != "text" else {}
        if not len(material.get("pictures", ())):
            return None
        mask, picture = (material[k][witness.picture] for k in (witness.side, "pictures"))
        name = f"{witness.side}_{''.join(c if c.isalnum() else '_' for c in witness.word)}{witness.class_file[:8]}.png"
        rows, cols = witness.grid
        side = picture.shape[1]
        box = (witness.cell[1] * side / cols, witness.cell[0] * side / rows, side / cols, side / rows)
        return write_marked(out / name, picture, mask, box)


def _at(features: np.ndarray, look: Look) -> np.ndarray:
    """The features (D,) of the cell (of a (D, h, w) map of what was seen) in which the place lies."""
    rows, cols = features.shape[1:]
    h, w = look.valid.shape
    return features[:, look.row * rows // h, look.col * cols // w]
