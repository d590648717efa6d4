"""Which of a class's words take part at a resolution: those that the pack has learned there.

Ours: a word that was only ever seen from 10 m says at 0.3 m what is as coarse as such pictures, and wins everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from .pack import Pack, Resolution

MIN_PICTURES = 60  # training pictures of a word below which a resolution cannot draw it


def is_learned(pack: Pack, word: str, wanted: Resolution) -> bool:
    """Whether a pack has seen a word often enough at one of its resolutions; a pack without a list knows all."""
    known = (pack.words or {}).get(word)
    if known is None:
        return True
    listed = [Resolution(**r) for r in pack.manifest["resolutions"]]  # in the order of the words' picture counts
    return dict(zip(listed, known.pictures)).get(wanted, 0) >= MIN_PICTURES


def at_resolution(
    pack: Pack, words: Sequence[tuple[str, ...]], wanted: Resolution
) -> tuple[list[tuple[str, ...]], list[str]]:
    """The words of each class that take part, and those left out because the class has better ones.

    A class of which no word was learned at the resolution keeps all; what is drawn for it then tells the user so.
    """
    kept, left_out = [], []
    for of_class in words:
        learned = tuple(word for word in of_class if is_learned(pack, word, wanted))
        kept.append(learned or of_class)
        left_out += [word for word in of_class if learned and word not in learned]
    return kept, list(dict.fromkeys(left_out))
