"""Times as people say them."""

import pytest
from terralex.plugin.costs.estimates import Estimate
from terralex.plugin.costs.words import time_in_words


@pytest.mark.parametrize(
    ("stages", "at_most", "words"),
    [
        (None, True, ""),
        ({"a": 3.0}, True, "a few seconds"),
        ({"a": 10.0, "b": 12.0}, False, "about 20 s"),
        ({"a": 130.0}, True, "up to 2 min"),
        ({"a": 9000.0}, False, "about 2.5 h"),
    ],
)
def test_times_are_said_as_people_say_them(stages, at_most, words):
    assert time_in_words(Estimate(stages, 0, 0, 0, 0, 0, at_most)) == words
