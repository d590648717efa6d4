"""How large blocks may be for who keeps none of them."""

import pytest
from terralex.core.options import Options
from terralex.core.score import blocks as module
from terralex.core.score.blocks import COPIES, roomy
from terralex.core.score.pamr import reach


@pytest.mark.parametrize(("pamr", "channels", "block_px"), [(True, 7, 1024), (True, 2, 512), (False, 60, 300)])
def test_blocks_are_as_large_as_memory_allows(pamr, channels, block_px):
    options = Options(pamr=pamr)
    side, margin = roomy(options, channels, block_px), reach(options.pamr_iterations) if pamr else 0

    def size(side):
        return 4 * COPIES * channels * (side + 2 * margin) ** 2

    assert side % block_px == 0 and size(side) <= module.BLOCK_BYTES < size(2 * side)


def test_blocks_are_never_smaller_than_those_of_the_run():
    assert roomy(Options(pamr=True), 2000, 1024) == 1024
