"""Kept latents: the same bits back for the same picture and size, and for nothing else."""

import numpy as np
import pytest
from terralex.core.cache.latents import Latents
from terralex.core.files.disk import cache_folder

PICTURES = np.random.default_rng(0).integers(0, 256, (2, 3, 16, 16), np.uint8)
FOUND = np.random.default_rng(1).normal(size=(2, 4, 2, 2)).astype(np.float32)
SIZE = (16, 16)


@pytest.fixture
def filled():
    made = Latents(1.0, "a pack", "cpu")
    made.put(PICTURES, SIZE, FOUND)
    return made


def test_another_run_finds_the_same_bits(filled):
    for latents in (filled, Latents(1.0, "a pack", "cpu")):
        found = latents.get(PICTURES, SIZE)
        assert found.dtype == np.float32 and np.array_equal(found, FOUND)
        assert np.array_equal(latents.get(PICTURES[::-1], SIZE), FOUND[::-1])


def test_other_pixels_sizes_packs_and_devices_find_nothing(filled):
    other = PICTURES.copy()
    other[1, 2, 15, 15] ^= 1
    assert filled.get(other, SIZE) is None  # all or none: the first one is there
    assert filled.get(PICTURES[:1], SIZE) is None  # looked at alone it could have been rounded otherwise
    assert filled.get(PICTURES, (32, 32)) is None
    assert filled.get(PICTURES.reshape(2, 3, 8, 32), SIZE) is None  # the same bytes
    assert Latents(1.0, "another", "cpu").get(PICTURES, SIZE) is None
    assert Latents(1.0, "a pack", "cuda").get(PICTURES, SIZE) is None


def test_what_is_damaged_is_not_there(filled):
    for file in cache_folder("features").rglob("*.features"):
        file.write_bytes(file.read_bytes()[:-1])
    assert Latents(1.0, "a pack", "cpu").get(PICTURES, SIZE) is None


def test_they_share_the_budget_of_kept_features(filled):
    small = Latents(1e-9, "another", "cpu")  # one byte
    small.put(PICTURES, SIZE, FOUND)
    assert list(cache_folder("features").rglob("*.features")) == []
    assert np.array_equal(small.get(PICTURES, SIZE), FOUND)  # in memory
