"""What a run is told to cost: of extractors that enlarge what they see, and where texts take the place of drawings."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from terralex.core.methods.ovdiff_costs import _costs, _Extractor
from terralex.core.options import PrototypeOptions

LISTED = [
    {"name": "clip", "stride": 16, "dim": 10, "text": "{word}"},
    {"name": "early", "stride": 8, "dim": 4},
]
PARTS = {"clip": _Extractor(0.5, 0.2, 256), "early": _Extractor(0.25, 0.1, 256)}


def told(listed=LISTED, parts=PARTS, **options):
    generator = SimpleNamespace(chunk=4, size_px=64)
    method = SimpleNamespace(
        networks=SimpleNamespace(generator=generator), pack=SimpleNamespace(manifest={"extractors": listed})
    )
    wanted = PrototypeOptions(windows=(256,), stride=128, pictures=16, **options)
    return _costs(method, wanted, 0.01, parts, (256, 0.03, 0.01))


def test_an_extractor_that_enlarges_its_windows_keeps_more():
    usual, larger, fixed = (
        told([{**LISTED[0], **more}]).windows[256].kept_b for more in ({}, {"zoom": 2.0}, {"zoom": 2.0, "size_px": 224})
    )
    assert (usual, larger, fixed) == (2 * 10 * 16**2, 2 * 10 * 32**2, 2 * 10 * 14**2)


def test_beside_drawings_texts_cost_nothing_more_and_instead_of_them_nothing_is_drawn():
    assert told(text_prototypes="beside") == told()
    texts = told(text_prototypes="instead")
    assert (texts.draws, texts.learn_s, texts.word_b) == (0, 0.0, 0.0)
    assert texts.windows[256].encode_s == pytest.approx(0.5) and told().windows[256].encode_s == pytest.approx(0.75)


def test_extractors_that_look_together_cost_the_pass_of_the_deepest_one_and_learn_each_for_itself():
    alone = {"clip": _Extractor(0.5, 0.2, 256, 0.01), "early": _Extractor(0.25, 0.1, 256, 0.02)}
    together = {name: replace(part, eyes=("window", "picture")) for name, part in alone.items()}
    one, other = told(parts=alone), told(parts=together)
    assert (one.windows[256].encode_s, other.windows[256].encode_s) == (pytest.approx(0.75), pytest.approx(0.5))
    assert (one.learn_s, other.learn_s) == (pytest.approx(16 * 0.33), pytest.approx(16 * 0.23))
