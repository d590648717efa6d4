"""What travels: JSON and bytes of plain arrays."""

import json

import numpy as np
import pytest
from terralex.core.jobs.cluster.letters import as_answer, code, difference, done_of, letter, task_of
from terralex.core.jobs.gauge import versions
from terralex.core.jobs.tasks import BlockDone
from terralex.core.lattice import Block
from terralex.core.score.decide import BlockResult


def test_a_task_is_its_letter():
    recipe = {"identity": {"classes": [{"name": "Straße"}]}, "versions": {}}
    text = letter("run", recipe, {"key": {"much": 1}}, Block(1, 2, 3, 4))
    said = json.loads(text)
    assert said["bank"] == ["key"] and said["code"] == code() and said["run"] == "run"
    task = task_of(said)
    assert (task.recipe, task.block) == (recipe, Block(1, 2, 3, 4))


@pytest.mark.parametrize("ids", [np.uint8, np.uint16])
def test_a_finished_block_comes_back_bit_by_bit(ids):
    rng = np.random.default_rng(3)
    classes, second = (rng.integers(0, 200, (5, 7)).astype(ids) for _ in range(2))
    confidence, margin = (rng.random((5, 7), np.float32) for _ in range(2))
    confidence[2, 3] = np.nan
    done = BlockDone(Block(0, 0, 5, 7), BlockResult(classes, confidence, margin.T.copy().T, second), 4, 2, ("“a”",))
    said, body = as_answer(done)
    assert isinstance(said, str) and type(body) is bytes
    back = done_of(json.loads(said), body, done.block)
    assert (back.encoded, back.found, back.notes) == (4, 2, ("“a”",))
    for name in ("classes", "confidence", "margin", "second"):
        there, here = getattr(back.result, name), getattr(done.result, name)
        assert there.dtype == here.dtype and there.tobytes() == here.tobytes()
    with pytest.raises(ValueError, match="not the pixels"):
        done_of(json.loads(said), body, Block(0, 0, 7, 5))


def test_another_version_of_what_computes_is_found():
    ours = versions()
    assert difference({"versions": {**ours, "python": "3.99", "terralex": "7"}}) is None
    assert difference({"versions": {**ours, "torch": "1.0"}}) == ("torch", ours["torch"], "1.0")
    less = {name: text for name, text in ours.items() if name != "rasterio"}
    assert difference({"versions": less}) == ("rasterio", ours["rasterio"], "–")
