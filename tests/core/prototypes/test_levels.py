"""Prototypes: means of masked cells at three levels."""

import numpy as np
import torch
from terralex.core.prototypes.levels import build, chosen, part_means

RANDOM = np.random.default_rng(8)


def normal(*shape):
    return RANDOM.normal(size=shape).astype(np.float32)


def test_prototypes_are_means_at_three_levels():
    features = [normal(5, 3, 3), normal(5, 3, 3), normal(5, 3, 3)]
    fg = RANDOM.random((3, 3, 3)) > 0.4
    fg[1] = False  # a picture without the word has no instance
    made = build(features, fg, ~fg, parts=4)
    points = np.concatenate([f[:, m].T for f, m in zip(features, fg)])
    assert np.allclose(made["fg.class"][0], points.mean(0), atol=1e-6)
    assert np.allclose(made["fg.instance"][1], features[2][:, fg[2]].mean(1), atol=1e-6)
    assert made["fg.instance"].shape == (2, 5) and made["bg.instance"].shape == (3, 5)
    assert chosen(made, "fg", ("class", "part")).shape == (1 + 4, 5)


def test_features_that_stay_on_a_device_give_the_same_prototypes():
    """As on a GPU: tensors, of which only prototypes come to the host."""
    features = [normal(5, 4, 4) for _ in range(4)]
    fg = RANDOM.random((4, 4, 4)) > 0.5
    fg[2] = False
    for mask, counts in ((fg, ()), (fg, (1, 3, 1, 1)), (np.zeros_like(fg), ())):
        wanted = build(features, mask, fg, 3, counts=counts)
        made = build([torch.from_numpy(f) for f in features], mask, fg, 3, counts=counts)
        assert wanted.keys() == made.keys()
        for name, rows in wanted.items():
            assert isinstance(made[name], np.ndarray) and made[name].dtype == rows.dtype
            assert made[name].shape == rows.shape and np.allclose(made[name], rows, atol=1e-4)


def test_part_prototypes_are_the_means_of_the_cells_nearest_to_them():
    points = normal(60, 4)
    centres = part_means(points, 5)
    nearest = ((points[:, None] - centres) ** 2).sum(2).argmin(1)
    assert np.allclose(centres, [points[nearest == k].mean(0) for k in range(5)], atol=1e-4)
    assert np.array_equal(centres, part_means(points, 5))
    assert len(part_means(np.ones((9, 4), np.float32), 5)) == 1


def test_no_masked_cell_gives_no_prototype():
    made = build([normal(5, 3, 3)], np.zeros((1, 3, 3), bool), np.zeros((1, 3, 3), bool), 2)
    assert len(chosen(made, "bg", ("class", "instance", "part"))) == 0


def test_of_features_only_the_masked_cells_are_kept():
    """32 pictures of the paper's U-Net would fill 4 GB; a map is gone when the next one comes."""
    import gc
    import weakref

    class Map(np.ndarray):
        """An array that can be watched."""

    seen, alive = [], []

    def maps():
        for _ in range(6):
            one = normal(5, 8, 8).view(Map)
            seen.append(weakref.ref(one))
            yield one
            del one
            gc.collect()
            alive.append(sum(ref() is not None for ref in seen))

    fg = np.zeros((6, 8, 8), bool)
    fg[:, :2, :2] = True
    made = build(maps(), fg, ~fg, parts=2)
    assert made["fg.instance"].shape == (6, 5) and max(alive) <= 2
