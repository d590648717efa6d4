"""Why here, for attention: which words are looked for at a place, how strongly, and in which layers most.

Where a captioner continues the sentences, each word's sentence in this window, too.
"""

from __future__ import annotations

from pathlib import Path

from ..files.picture import write_marked
from .attending import Asked, Attending
from .base import Look, Witness


class Attention:
    """The words' maps over the window in whose middle a place is most; see `base.Explanation`."""

    def __init__(self, method: Attending, asked: Asked, look: Look) -> None:
        (features,) = method.encode(look.pixels[None])
        words = {w for words in asked.members for w in words}
        self.asked = asked = method.here(features, asked, words)
        self.look = look
        shape = (look.valid.shape[0], look.valid.shape[1])
        self._maps = method.word_scores(features, asked, words, shape)
        self._layers = {w: method.layers(features, asked, w, (look.row, look.col), shape) for w in sorted(words)}

    def witnesses(self, value: int) -> tuple[Witness, ...]:
        """The words of a class, the strongest first; of each the layers that say most, by the rows of their map."""
        if not value or not self.asked.active[value - 1]:
            return ()
        found = []
        for w in self.asked.members[value - 1]:
            rows = max(self._layers[w], key=lambda n: self._layers[w][n])
            here = float(self._maps[w][self.look.row, self.look.col])
            text = self.asked.texts[w]
            found.append(Witness("U-Net", text.word, "fg", "attention", rows, here, caption=text.caption))
        return tuple(sorted(found, key=lambda witness: -witness.similarity))

    def draw(self, witness: Witness, out: Path) -> Path:
        """The window, lit where the word is looked for at least as strongly as at the place."""
        w = next(i for i, text in enumerate(self.asked.texts) if text.word == witness.word)
        name = f"attention_{''.join(c if c.isalnum() else '_' for c in witness.word)}.png"
        lit = self._maps[w] >= self._maps[w][self.look.row, self.look.col]
        box = (self.look.col - 4, self.look.row - 4, 9, 9)
        return write_marked(out / name, self.look.pixels, lit, box)
