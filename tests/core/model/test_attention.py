"""Attribution inside cross-attention: what a GPU does computes the same, and nothing waits for the device."""

import numpy as np
import pytest
import torch
from terralex.core.model import attention
from terralex.core.model.attention import CrossAttention, Recorder
from terralex.core.model.networks import load_networks
from terralex.core.progress import CancelToken
from torch.utils._python_dispatch import TorchDispatchMode

WAITING = ("item", "__bool__", "__int__", "__float__", "__index__", "cpu", "numpy", "tolist", "nonzero")


def probabilities(B, heads, n, tokens, seed=0):
    random = torch.Generator().manual_seed(seed)
    return torch.randn(B, heads, n * n, tokens, generator=random).softmax(-1)


def recorded(layers, tokens, side=8):
    recorder = Recorder()
    with recorder.recording(tokens, side):
        for layer in layers:
            recorder.add(layer)
    return recorder.maps()


def test_maps_are_the_mean_over_layers_heads_and_tokens_of_the_part_with_the_prompt():
    layers = [probabilities(4, 2, 8, 6, seed) for seed in range(3)]
    wanted = torch.stack([layer[2:, :, :, [1, 4]].mean((1, 3)) for layer in layers]).mean(0).reshape(2, 8, 8)
    assert torch.allclose(recorded(layers, [(1, 4)] * 2), wanted, atol=1e-6)


def test_words_of_more_and_fewer_tokens_in_one_batch_have_the_maps_of_each_alone():
    layers = [probabilities(6, 2, n, 9) for n in (8, 4)]
    words = [(3,), (2, 3, 4), (5, 6)]
    together = recorded(layers, words)
    for number, tokens in enumerate(words):
        alone = recorded([layer[3 + number][None] for layer in layers], [tokens])
        assert torch.allclose(together[number], alone[0], atol=1e-7)


def test_nothing_is_recorded_outside_and_nothing_can_be_told_of_nothing():
    recorder = Recorder()
    recorder.add(probabilities(2, 1, 4, 5))
    with pytest.raises(ValueError, match="no cross-attention"):
        recorder.maps()


@pytest.fixture
def fused(tiny):
    """The tiny networks anew, with the attention of a GPU."""
    networks = load_networks(tiny.pack, "cpu", threads=1)
    generator = networks.generator
    for processor in generator.unet.attn_processors.values():
        if isinstance(processor, CrossAttention):
            processor.fused = True
    return networks


def drawn(networks, words=("road",), guidance=2.0, steps=3):
    wishes = [(networks.pack.resolutions[0].prompt, word) for word in words]
    told = networks.generator.pictures(wishes, 0, 2, steps, guidance, CancelToken())
    chunks = [one.chunk for one in told if one.chunk]
    return tuple(np.concatenate(part) for part in list(zip(*chunks))[1:])


@pytest.mark.parametrize("guidance", [2.0, 1.0])
def test_a_gpus_attention_draws_the_same_and_sees_the_same(tiny, fused, guidance):
    for got, wanted, most in zip(drawn(fused, guidance=guidance), drawn(tiny.networks, guidance=guidance), (1, 1e-4)):
        assert np.abs(got.astype(float) - wanted).max() <= most


def test_a_gpus_attention_keeps_out_what_a_text_does_not_fill(tiny):
    """Masked tokens get nothing, recorded or not."""
    random = torch.Generator().manual_seed(1)
    x, text = torch.randn(2, 16, 16, generator=random), torch.randn(2, 5, 16, generator=random)
    layer = next(b.attn2 for b in tiny.networks.generator.unet.modules() if hasattr(b, "attn2"))
    mask = torch.tensor([0.0, 0, 0, -10000, -10000]).expand(2, 1, 5)
    found = []
    with torch.inference_mode():
        for fused in (False, True):
            recorder = Recorder()
            attend = CrossAttention(recorder, fused)
            with recorder.recording([(1, 3)], 4):
                found.append((attend(layer, x, text, mask), recorder.maps()))
            assert torch.equal(attend(layer, x, text, mask), found[-1][0])
        shorter = CrossAttention(Recorder())(layer, x, text[:, :3])
    for plain, other in zip(*found):
        assert torch.allclose(plain, other, atol=1e-6)
    assert torch.allclose(found[0][0], shorter, atol=1e-6)


class Asked(TorchDispatchMode):
    """Names of the operations that were done within."""

    def __init__(self):
        super().__init__()
        self.names = set()

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        self.names.add(str(func))
        return func(*args, **(kwargs or {}))


@pytest.mark.parametrize("fast", [False, True])
def test_attribution_never_waits_for_the_device(fused, monkeypatch, fast):
    """Counted on the CPU: neither a value is asked for nor an index made while the network denoises."""
    calls, within, asked = [], [0, 0], Asked()
    attend = CrossAttention.__call__

    def watched(self, *args, **kwargs):
        self.fused = fast
        within[0] += 1
        within[1] = 1
        try:
            with asked:
                return attend(self, *args, **kwargs)
        finally:
            within[1] = 0

    def counting(name):
        plain = getattr(torch.Tensor, name)
        return lambda *args, **kwargs: (calls.append((name, within[1])), plain(*args, **kwargs))[1]

    monkeypatch.setattr(CrossAttention, "__call__", watched)
    for name in WAITING:
        monkeypatch.setattr(torch.Tensor, name, counting(name))
    drawn(fused, steps=4)
    assert within[0] >= 4 * 4 and calls  # four layers or more in four steps; the sampler asks before the first
    assert not [name for name, inside in calls if inside]
    few = len(calls)
    drawn(fused, steps=8)
    assert len(calls) == 2 * few  # not once for a step
    copies = ("aten._local_scalar_dense", "aten.nonzero", "aten.index.", "aten.lift_fresh", "aten.copy_")
    assert not [name for name in asked.names if name.startswith(copies)]
    assert any(name.startswith("aten.gather") for name in asked.names)


def test_only_what_is_recorded_is_looked_at_by_a_gpu(fused, monkeypatch):
    """The half without a prompt, and passes that nobody records, are the fused kernel's alone."""
    seen = []
    monkeypatch.setattr(Recorder, "add", lambda self, p: seen.append(len(p)) or setattr(self, "total", p[:, 0, :, 0]))
    monkeypatch.setattr(attention, "to_pictures", lambda maps, side: torch.ones(2, side, side))
    drawn(fused, steps=1)
    assert set(seen) == {2}  # of a guided batch of four
    seen.clear()
    fused.extractor("unet").encode(np.zeros((1, 3, 32, 32), np.uint8))
    assert not seen
