"""K-means as it runs on a GPU, here on the CPU: the same centres as scikit-learn's."""

import numpy as np
import pytest
from sklearn.cluster import KMeans
from terralex.core.prototypes import levels
from terralex.core.prototypes.kmeans import kmeans
from terralex.core.prototypes.levels import different, part_means


def blobs(seed, n=900, D=24, kinds=14, spread=0.6):
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(kinds, D))
    points = centres[rng.integers(0, kinds, n)] + spread * rng.normal(size=(n, D)) + 3
    return points.astype(np.float32)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("k", [1, 5, 32])
def test_centres_are_those_of_scikit_learn(seed, k):
    points = blobs(seed)
    wanted = KMeans(k, n_init=1, random_state=0, algorithm="lloyd").fit(points).cluster_centers_
    got = kmeans(points, k, 0, "cpu")
    assert np.abs(got - wanted).max() / np.abs(wanted).max() < 1e-4
    assert np.array_equal(got, kmeans(points, k, 0, "cpu"))
    if k > 1:
        assert np.abs(kmeans(points, k, 1, "cpu") - wanted).max() > 0.01  # another seed, other centres


def test_every_centre_is_the_mean_of_the_points_nearest_to_it():
    points = blobs(1, n=300, kinds=3, spread=1.0)
    centres = kmeans(points, 8, 0, "cpu")
    nearest = ((points[:, None] - centres) ** 2).sum(2).argmin(1)
    assert np.allclose(centres, [points[nearest == k].mean(0) for k in range(8)], atol=0.05)
    assert len(np.unique(nearest)) == 8


def test_a_cluster_that_lost_its_points_takes_the_one_furthest_from_its_own_centre():
    import torch
    from terralex.core.prototypes.kmeans import _means

    x = torch.tensor([[0.0], [1.0], [9.0]])
    labels, distances = torch.tensor([0, 0, 0]), torch.tensor([4.0, 1.0, 49.0])
    assert _means(x, labels, distances, 2).tolist() == [[0.5], [9.0]]


def test_as_many_centres_as_different_points_are_those_points():
    points = np.float32([[0, 0], [5, 5], [0, 0], [9, 1], [5, 5]])
    assert different(points, 32) == 3 and different(points, 2) == 2
    for made in (part_means(points, 32), kmeans(points, 3, 0, "cpu")):
        assert sorted(map(tuple, made.round(4).tolist())) == [(0, 0), (5, 5), (9, 1)]


def test_parts_are_clustered_on_the_runs_device(monkeypatch):
    asked = []
    monkeypatch.setattr(levels, "kmeans", lambda points, k, seed, device: asked.append((k, seed, device)))
    part_means(blobs(0, n=40), 4, "cuda")
    assert asked == [(4, levels.KMEANS_SEED, "cuda")]
