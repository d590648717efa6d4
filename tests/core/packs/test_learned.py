"""An alternative that the pack has not learned at a resolution takes no part where the class has a better word."""

from pathlib import Path

import pytest
from terralex.core.packs import Pack
from terralex.core.packs.learned import MIN_PICTURES, at_resolution, is_learned

FEW = MIN_PICTURES - 1
WORDS = {"tree": [MIN_PICTURES, FEW], "forest": [0, MIN_PICTURES], "orchard": [0, 0]}


@pytest.fixture
def pack():
    scales = [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0}, {"gsd_m": 10.0, "min_m": 5.0, "max_m": 20.0}]
    listed = {w: {"kind": "stuff", "pictures": n, "synonyms": []} for w, n in WORDS.items()}
    return Pack(Path("p"), {"name": "p", "resolutions": scales, "words": listed})


def test_the_words_learned_at_the_resolution_stand_for_the_class(pack):
    fine, coarse = pack.resolutions
    words = [("tree", "forest"), ("orchard", "forest"), ("orchard",)]
    assert at_resolution(pack, words, fine) == ([("tree",), ("orchard", "forest"), ("orchard",)], ["forest"])
    assert at_resolution(pack, words, coarse) == ([("forest",), ("forest",), ("orchard",)], ["tree", "orchard"])


def test_a_pack_that_takes_any_word_leaves_none_out(pack):
    anything = Pack(pack.root, {**pack.manifest, "words": None})
    assert is_learned(anything, "castle", pack.resolutions[0])
    assert at_resolution(anything, [("castle", "forest")], pack.resolutions[0]) == ([("castle", "forest")], [])
