"""The method that goes by mean colours, and the choice between methods."""

import numpy as np
import pytest
from terralex.core.errors import InputError
from terralex.core.methods import make_method
from terralex.core.methods.colour import mean_colours
from terralex.core.prototypes.matching import Matcher, Space, WordPrototypes

RANDOM = np.random.default_rng(8)


def words(*prototypes, bg=None):
    around = {} if bg is None else {"net": bg}
    return [WordPrototypes(f"w{i}", {"net": p}, around) for i, p in enumerate(prototypes)]


def test_mean_colours_are_means_of_cells():
    picture = RANDOM.integers(0, 256, (1, 3, 16, 24), np.uint8)
    got = mean_colours(picture)
    assert got.shape == (1, 3, 2, 3)
    assert np.isclose(got[0, 1, 1, 2], picture[0, 1, 8:, 16:].mean() / 255)


def test_the_colour_method_finds_the_class_of_the_nearest_colour():
    red, green = np.float32([[0.9, 0.1, 0.1]]), np.float32([[0.1, 0.8, 0.1]])
    window = np.zeros((1, 3, 32, 32), np.uint8)
    window[:, 0, :, :16], window[:, 1, :, 16:] = 230, 204
    m = Matcher([words(red), words(green)], {"net": Space(cosine=False)}, background=True, background_constant=0.5)
    best = m.score({"net": mean_colours(window)}, 32)[0].argmax(0)
    assert (best[:, :12] == 1).all() and (best[:, 20:] == 2).all()


def test_an_unknown_method_names_the_known_ones():
    with pytest.raises(InputError, match="ovdiff, diffsegmenter, dedos, colour"):
        make_method("magic", None)
