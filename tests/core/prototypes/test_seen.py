"""Features of pictures are remembered for a while, and no longer than there is room."""

import numpy as np
from terralex.core.prototypes.seen import PictureMemory

PICTURES = np.random.default_rng(0).integers(0, 256, (4, 3, 8, 8), np.uint8)


def test_a_picture_is_looked_at_once_by_each_extractor():
    memory, asked = PictureMemory(), []

    def encode(picture):
        asked.append(1)
        return picture.astype(np.float32).mean((1, 2))

    one, other = memory.remembering(encode, "clip"), memory.remembering(encode, "unet")
    assert (one(PICTURES[0]) == one(PICTURES[0].copy())).all() and len(asked) == 1
    other(PICTURES[0])
    one(PICTURES[1])
    assert len(asked) == 3


def test_what_was_not_asked_for_longest_goes_first():
    asked = []

    def encode(picture):
        asked.append(int(picture[0, 0, 0]))
        return np.zeros(100, np.float32)

    see = PictureMemory(budget_bytes=800).remembering(encode, "clip")
    for picture in (PICTURES[0], PICTURES[1], PICTURES[0], PICTURES[2], PICTURES[0], PICTURES[1]):
        see(picture)
    first, second, third = (int(picture[0, 0, 0]) for picture in PICTURES[:3])
    assert asked == [first, second, third, second]
