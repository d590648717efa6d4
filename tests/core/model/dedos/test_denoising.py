"""What is taken away of a picture in one step is what the formula says, and the layers are outputs of the U-Net."""

import numpy as np
import pytest
import torch
from terralex.core.model.dedos.denoising import CELLS, TIMESTEPS, Denoiser
from torch.nn import functional as F

WINDOW = np.random.default_rng(4).integers(0, 256, (3, 32, 32), np.uint8)


def by_hand(generator, window, timestep, clamp):
    """The picture and the middle block's output for a window, without noise and without the classes of the engine."""
    seen = {}
    hook = generator.unet.mid_block.register_forward_hook(lambda *call: seen.update(mid=call[-1]))
    with torch.no_grad():
        x = torch.from_numpy(window)[None].float() / 127.5 - 1
        scale = generator.vae.config.scaling_factor
        z = generator.vae.encode(x).latent_dist.mode() * scale
        eps = generator.unet(z, torch.tensor([timestep]), encoder_hidden_states=generator.empty_prompt).sample
        share = np.prod(1 - np.linspace(0.0001, 0.02, 1000, dtype=np.float64)[: timestep + 1])
        clean = (z - (1 - share) ** 0.5 * eps) / share**0.5
        picture = generator.vae.decode((clean.clamp(-1, 1) if clamp else clean) / scale).sample[0].clamp(-1, 1)
    hook.remove()
    return (picture.numpy() + 1) * 127.5, seen["mid"]


@pytest.mark.parametrize("clamp", [True, False])
def test_denoised_pictures_are_those_of_the_formula(tiny, clamp):
    found = Denoiser(tiny.networks.generator, clamp=clamp).look(WINDOW)
    assert found.pictures.shape == (3, 3, 32, 32) and found.pictures.dtype == np.uint8
    for picture, timestep in zip(found.pictures, TIMESTEPS):
        wanted, _ = by_hand(tiny.networks.generator, WINDOW, timestep, clamp)
        assert np.abs(picture - wanted).max() < 0.51


def test_layers_are_the_blocks_at_each_timestep_pooled(tiny):
    denoiser = Denoiser(tiny.networks.generator)
    assert denoiser.stages == ("mid_block", "up_blocks.0", "up_blocks.1")
    found = denoiser.look(WINDOW)
    assert len(found.seen) == 9 and all(layer.dtype == torch.float16 for layer in found.seen)
    _, mid = by_hand(tiny.networks.generator, WINDOW, TIMESTEPS[1], True)
    assert torch.allclose(found.seen[3].float(), mid[0].flatten(1).T, atol=2e-3)
    large = denoiser.look(np.kron(WINDOW, np.ones((1, 4, 4), np.uint8)))
    assert max(len(layer) for layer in large.seen) == CELLS**2
    assert large.pictures.shape == (3, 3, 128, 128)


def test_a_network_that_predicts_v_or_the_picture_gives_the_same_estimate(tiny, monkeypatch):
    denoiser = Denoiser(tiny.networks.generator, clamp=False)
    noisy = denoiser._at[2]
    latent, eps = torch.randn(1, 4, 8, 8), torch.randn(1, 4, 8, 8)
    share = float(noisy.scheduler.alphas_cumprod[200])
    wanted = denoiser.estimate(noisy, latent, eps)
    v = share**0.5 * eps - (1 - share) ** 0.5 * wanted
    for kind, out in (("v_prediction", v), ("sample", wanted)):
        noisy.scheduler.register_to_config(prediction_type=kind)
        assert torch.allclose(denoiser.estimate(noisy, latent, out), wanted, atol=1e-4)
    assert F.l1_loss(wanted, latent) > 0.01
