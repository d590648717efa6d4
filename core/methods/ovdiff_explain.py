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
from ..prototypes.chosen import Material, Wish
from ..prototypes.masks import to_grid
from ..prototypes.matching import Matcher
from .base import Brief, Look, Witness
from .imagining import Imagining
from .looks import looks, wishes_of
from .origins import nearest_place, origins, texts_of, witnesses_of


class Witnesses:
    """Prototypes that speak for a class at a place, with the pictures they come from; see `base.Explanation`."""

    def __init__(self, method: Imagining, matcher: Matcher, brief: Brief, look: Look, token: CancelToken) -> None:
        self.method, self.matcher, self.look, self.token = method, matcher, look, token
        self.weights = {e["name"]: float(e.get("weight", 1.0)) for e in method.pack.manifest["extractors"]}
        self.chips = brief.chips
        self.owners = [brief.classes[value].name for value, of_class in enumerate(matcher.members) for _ in of_class]
        self.files = open_classes(brief.classes, method.pack)
        asked = [[matcher.words[m].word for m in of_class] for of_class in matcher.members] if matcher.drawn else []
        self.wishes = [wish for of_class in wishes_of(brief, asked, self.files) for wish in of_class]
        seen = result_of(looks(method, list(dict.fromkeys(self.wishes)), self.files, brief, token))
        self.sets, self._learned = seen.sets, [seen.learned[wish] for wish in self.wishes]
        self._materials: dict[int, Material] = {}
        self._places: dict[tuple[int, str], tuple[list[np.ndarray], dict[str, np.ndarray]]] = {}
        (features,) = method.encode(look.pixels[None])
        cell = {name: _at(f[0], look) for name, f in method.kept(features).items()}
        self._similar, self._said = matcher.similarities(cell), matcher.text_similarities(cell)

    def witnesses(self, value: int) -> tuple[Witness, ...]:
        """Those of a class (0: the background), the weightiest extractor's first."""
        found: list[Witness] = []
        for name in sorted(self._similar, key=lambda n: -self.weights.get(n, 1.0)):
            from_ = origins(self.matcher, self._learned, name)
            background = [len(self.matcher.words)] if len(from_) > len(self.matcher.words) else []
            groups = self.matcher.members[value - 1] if value else background
            found += witnesses_of(self._similar[name], from_, groups, name, self.owners)
        said = texts_of(self.matcher, self._said, self.matcher.members[value - 1] if value else [])
        found = [replace(w, class_file=self.wishes[self._member(w)].file) for w in found]
        return tuple([self._at_home(w) for w in found[:1]] + found[1:] + said)

    def _at_home(self, witness: Witness) -> Witness:
        """With the picture and the place in it that it resembles most; as it is where there is no picture."""
        member = self._member(witness)
        material = self._material(member)
        if not len(material.pictures):
            return witness
        maps, masks = self._support(member, witness.extractor)
        mask = masks[witness.side]
        rows = self._learned[member][witness.extractor][f"{witness.side}.{witness.level}"]
        only = None
        if witness.level == "instance" and not witness.class_file:  # of a file nobody knows which picture made one
            only = int(np.flatnonzero(mask.any((1, 2)))[witness.number])  # pictures without a region made none
        index, cell, grid = nearest_place(rows[witness.number], maps, mask, only)
        picture, turn, chip = int(material.numbers[index]), int(material.turns[index]), material.keys[index]
        return replace(witness, picture=picture, turn=turn, chip=chip, cell=cell, grid=grid)

    def _member(self, witness: Witness) -> int:
        """The number of its word in the matcher."""
        asked = [(wish.word, owner) for wish, owner in zip(self.wishes, self.owners)]
        return asked.index((witness.word, witness.owner))

    def _material(self, member: int) -> Material:
        """What a word was learned from, at picture size."""
        if member not in self._materials:
            wish = self.wishes[member]
            if wish.file:
                found = self._of_file(wish)
            else:
                found = self.method.imagination.material(self.sets[wish], self.chips, self.token)
            whole = np.ones_like(found.fg)
            self._materials[member] = found if found.fg.any() else replace(found, fg=whole)  # as when it was learned
        return self._materials[member]

    def _of_file(self, wish: Wish) -> Material:
        """The pictures that came with a class file, at the side of drawn ones; none where it was saved without."""
        side = int(self.method.pack.manifest["generator"]["size_px"])
        pairs = [without_region(each.pixels, side) for each in self.files[wish.file].pictures(wish.word)]
        pictures = np.stack([p for p, _ in pairs]) if pairs else np.zeros((0, 3, side, side), np.uint8)
        fg = np.stack([region for _, region in pairs]) if pairs else np.zeros((0, side, side), bool)
        found = Material.plain(pictures, fg, ~fg)
        return found.turned() if self.method.options.rotate_supports else found

    def _support(self, member: int, extractor: str) -> tuple[list[np.ndarray], dict[str, np.ndarray]]:
        """Features of a word's pictures, and which of their cells belong to either side."""
        if (member, extractor) not in self._places:
            self.token.check()
            material = self._material(member)
            maps = [self.method.encode_picture(extractor, p) for p in material.pictures]
            shape = maps[0].shape[1:]
            masks = {"fg": to_grid(material.fg, *shape), "bg": to_grid(material.bg, *shape)}
            self._places[member, extractor] = maps, masks
        return self._places[member, extractor]

    def draw(self, witness: Witness, out: Path) -> Path | None:
        """The support picture with its region lit and the place marked; the path of the PNG."""
        if witness.level == "text":
            return None
        material = self._material(self._member(witness))
        if not len(material.pictures):
            return None
        asked = (witness.picture, witness.turn, witness.chip)
        index = list(zip(material.numbers.tolist(), material.turns.tolist(), material.keys)).index(asked)
        mask = (material.fg if witness.side == "fg" else material.bg)[index]
        picture = material.pictures[index]
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
