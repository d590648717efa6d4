"""A method for tests: it learns from the user's labels, keeps tensors, and has options and costs of its own.

The nearest mean colour of a class wins. It shows that a method is one file and one line in the list (lessons_entry.py):
nothing else of Terralex knows its name.
"""

import math
from dataclasses import replace

import numpy as np
import torch
from terralex.core.lattice import Window
from terralex.core.methods.base import State, Witness
from terralex.core.methods.costs import Costs, WindowCosts

CELL = 4  # pixels a side of what has one colour
NEVER = -10_000.0


class Lessons:
    """See `methods.base.Method`."""

    name = "lessons"
    identity = {}

    def __init__(self, workplace):
        self.options, self.pack = workplace.options, workplace.pack
        self.feature_key = {"method": self.name, "cell": CELL}

    def prepare(self, brief, token):
        """Mean colours of labelled cells; from the raster at hand, at its own lattice of windows."""
        size = max(self.options.windows)
        sums, counts = np.zeros((1 + len(brief.classes), 3)), np.zeros(1 + len(brief.classes))
        if brief.lessons is not None:
            for row in range(0, brief.raster.block.rows, size):
                for col in range(0, brief.raster.block.cols, size):
                    token.check()
                    window = Window(row, col, size, 0)
                    pixels, valid = brief.raster.read(window)
                    part = window.block.intersect(brief.raster.block)
                    ids = np.full((size, size), -1)
                    ids[part.slices_in(window.block)] = brief.lessons.of(part)
                    for value in range(len(counts)):
                        here = (ids == value) & valid
                        sums[value] += pixels[:, here].sum(1) / 255
                        counts[value] += here.sum()
        yield from ()
        means = torch.from_numpy(sums / np.maximum(counts, 1)[:, None]).float()
        kinds = tuple("stuff" for _ in brief.classes)
        taught = {spec.name: int(n) for spec, n in zip(brief.classes, counts[1:])}
        return State(
            (means, counts > 0), counts={"taught": int(sum(taught.values()))}, kinds=kinds, facts={"taught": taught}
        )

    def encode(self, windows):
        """A tensor of each window, as it would lie on a GPU."""
        pictures = torch.from_numpy(windows).float() / 255
        return list(torch.nn.functional.avg_pool2d(pictures, CELL))

    def kept(self, features):
        """For the disk."""
        return {"colours": features.numpy().astype(np.float32)[None]}

    def restored(self, arrays):
        """Back."""
        return torch.from_numpy(arrays["colours"][0].copy())

    def score(self, features, state, size):
        """Minus the distance to each class's mean colour."""
        means, known = state.own
        rows, cols = (size, size) if isinstance(size, int) else size
        batch = torch.stack(list(features))  # (B, 3, h, w): they may lie on a device
        distance = ((batch[:, None] - means[None, :, :, None, None]) ** 2).sum(2).sqrt()
        scores = torch.nn.functional.interpolate(-self.options.sharpness * distance, (rows, cols))
        scores[:, ~torch.from_numpy(known)] = NEVER
        return scores.numpy().astype(np.float32)

    def restricted(self, state, active):
        """Without some classes."""
        means, known = state.own
        return replace(state, own=(means, known & np.array([True, *active])))

    def explain(self, state, brief, look, token):
        """One witness a class: its mean colour."""
        return Told(state, brief)

    def costs(self, presets, batch, token):
        """Nothing is drawn; a window costs next to nothing."""
        yield from ()
        return {
            name: Costs({size: WindowCosts(1e-3, 1e-4, 1e-5, 12.0 * math.ceil(size / CELL) ** 2) for size in o.windows})
            for name, o in presets.items()
        }


class Told:
    """See `methods.base.Explanation`."""

    def __init__(self, state, brief):
        self.state, self.brief = state, brief

    def witnesses(self, value):
        """The class's mean colour, as the one that speaks for it."""
        if not value or not self.state.own[1][value]:
            return ()
        return (Witness("colour", self.brief.classes[value - 1].name, "fg", "class", 0, 1.0),)

    def draw(self, witness, out):
        """A picture of the colour."""
        from PIL import Image

        means = self.state.own[0]
        index = 1 + [spec.name for spec in self.brief.classes].index(witness.word)
        path = out / f"{witness.word}.png"
        Image.new("RGB", (8, 8), tuple(int(255 * v) for v in means[index])).save(path)
        return path
