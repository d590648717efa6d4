"""Pipelines are opened in the precision that they compute in, with the numbers of a cast."""

import pytest
import torch
from terralex.core.model.libraries import prepare_libraries

from .test_pipelines import PIPELINES

WORKED_OUT = "transformer.pos_embed.pos_embed"  # a table that is in no file


def numbers_of(pipeline):
    """All parameters and buffers of a pipeline's networks, by name."""
    networks = {name: part for name, part in pipeline.items() if isinstance(part, torch.nn.Module)}
    return {
        f"{name}.{key}": value
        for name, network in networks.items()
        for key, value in (*network.named_parameters(), *network.named_buffers())
    }


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32])
@pytest.mark.parametrize("pipeline", PIPELINES)
def test_weights_are_read_straight_into_their_precision(pipeline, dtype, tmp_path, tiny_tools, monkeypatch):
    prepare_libraries()
    import diffusers
    from terralex.core.model.pipelines import Pipelines

    torch.manual_seed(6)
    tokenizer = tiny_tools._tokenizer()
    tokenizer.model_max_length = 77
    PIPELINES[pipeline](tokenizer).save_pretrained(tmp_path, safe_serialization=True)
    cast, read = diffusers.DiffusionPipeline.to, {}

    def seen(self, device, wanted):
        read.update(numbers_of(self.components))
        return cast(self, device, wanted)

    whole = Pipelines(tmp_path, "cpu", torch.float32)
    monkeypatch.setattr(diffusers.DiffusionPipeline, "to", seen)
    found, wanted = numbers_of(Pipelines(tmp_path, "cpu", dtype).parts), numbers_of(whole.parts)
    assert {value.dtype for name, value in read.items() if value.is_floating_point() and name != WORKED_OUT} == {dtype}
    assert found.keys() == wanted.keys()
    for name, value in found.items():
        full = wanted[name]
        expected = full.to(dtype) if full.is_floating_point() else full
        assert value.dtype == expected.dtype and torch.equal(value, expected), name
