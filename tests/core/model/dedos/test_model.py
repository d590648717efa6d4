"""DEDOS agrees with the plain reference on a tiny ViT; untrained it is dense CLIP, and any word can be asked for."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from terralex.core.model.dedos.model import Dedos
from terralex.core.model.dedos.towers import Stage, tower_of
from terralex.core.model.networks import load_networks
from terralex.core.packs import read_pack
from terralex.core.prototypes.calibration import calibration_of

from ... import reference_dedos as plain
from ...vit_pack import make_vit_pack

WINDOWS = np.random.default_rng(2).integers(0, 256, (2, 3, 64, 64), np.uint8)
WORDS = ("building", "road", "water")


@pytest.fixture(scope="module")
def vit(tiny_pack, tiny_tools, tmp_path_factory):
    pack = read_pack(make_vit_pack(tiny_pack, tmp_path_factory.mktemp("vit") / "vit", tiny_tools))
    return SimpleNamespace(pack=pack, tower=tower_of(load_networks(pack, "cpu"), {}))


@pytest.fixture(scope="module")
def stage(tiny):
    return SimpleNamespace(pack=tiny.pack, tower=tower_of(tiny.networks, calibration_of(tiny.pack)))


def trained(tower):
    """Parts as if trained: nothing of them is zero."""
    torch.manual_seed(3)
    model = Dedos.for_tower(tower, 1)
    with torch.no_grad():
        for value in model.parameters():
            value.add_(torch.randn(value.shape) * 0.3)
    return model.eval().requires_grad_(False)


def doubles(module):
    return {name: value.detach().double().numpy() for name, value in module.state_dict().items()}


def test_the_whole_way_through_a_vit_is_that_of_the_plain_reference(vit):
    tower, model = vit.tower, trained(vit.tower)
    p, w = model.arrays(), doubles(tower.visual)
    places = model.places(tower, tower.before(WINDOWS))
    texts = tower.texts(WORDS)
    scores = model.scores(places, texts).numpy()
    mean, std = (np.array(m)[:, None, None] for m in (tower.visual.image_mean, tower.visual.image_std))
    said = plain.interface(texts.double().numpy(), p["tokens"], p)
    for window, found, scored in zip(WINDOWS, places.numpy(), scores):
        wanted = plain.vit((window / 255 - mean) / std, w, p, p["tokens"], heads=2, patch=16)
        assert np.abs(found - wanted).max() < 2e-5
        for word, direction in enumerate(said):
            refined = plain.refine(np.einsum("dhw,d->hw", wanted, direction), p)
            assert np.abs(scored[word] - refined).max() < 1e-4


@pytest.mark.parametrize("form", ["vit", "stage"])
def test_untrained_it_is_dense_clip_bit_for_bit(form, vit, stage):
    tower = {"vit": vit, "stage": stage}[form].tower
    kept = tower.before(WINDOWS)
    model = Dedos.for_tower(tower).requires_grad_(False)
    dense = torch.nn.functional.normalize(tower.after(kept, lambda _site, patches: patches), dim=1)
    texts = torch.nn.functional.normalize(tower.texts(WORDS), dim=1)
    assert torch.equal(model.places(tower, kept), dense)
    assert torch.equal(model.scores(dense, tower.texts(WORDS)), torch.einsum("bdhw,kd->bkhw", dense, texts))
    assert tower.form == form and model.log_scale.exp() == pytest.approx(tower.start)


def test_a_stage_of_a_convolutional_clip_is_its_extractor_less_the_mean(stage):
    tower = stage.tower
    tokens, grid = tower.before(WINDOWS)
    wanted = tower.networks.extractor("clip").encode(WINDOWS) - torch.from_numpy(
        calibration_of(stage.pack)["clip.mean"].astype(np.float32)
    ).reshape(-1, 1, 1)
    assert isinstance(tower, Stage) and grid == wanted.shape[2:]
    assert torch.equal(tokens.transpose(1, 2).reshape(wanted.shape), wanted)


@pytest.mark.parametrize("form", ["vit", "stage"])
def test_words_are_scored_one_by_one_so_that_any_can_be_added(form, vit, stage):
    tower = {"vit": vit, "stage": stage}[form].tower
    model = trained(tower)
    places = model.places(tower, tower.before(WINDOWS))
    three, one = model.scores(places, tower.texts(WORDS)), model.scores(places, tower.texts(WORDS[2:]))
    more = model.scores(places, tower.texts((*WORDS, "storage tank")))
    assert torch.allclose(three[:, 2:], one, atol=1e-6) and torch.allclose(more[:, :3], three, atol=1e-6)
    assert float((more[:, 3] - more[:, 0]).abs().max()) > 1e-3
    alone = model.places(tower, tower.before(WINDOWS[1:]))
    assert torch.allclose(places[1:], alone, atol=1e-6)


def test_the_first_token_is_a_sink_that_adds_nothing(vit):
    model = trained(vit.tower)
    patches = torch.randn(1, 5, vit.tower.width)
    tokens = torch.zeros(100, 256)
    tokens[0] = torch.linalg.lstsq(model.injection.to_site[0].weight, 1e4 * patches[0, 0][:, None]).solution[:, 0]
    found = model.injection(0, patches[:, :1], tokens)
    only_itself = patches[:, :1] + model.injection.strength * model.injection.mix(patches[:, :1])
    assert torch.allclose(found, only_itself, atol=1e-4)


def test_arrays_come_back_and_others_are_refused(vit, stage):
    model = trained(vit.tower)
    again = Dedos.for_tower(vit.tower).take(model.arrays())
    assert all(torch.equal(a, b) for a, b in zip(model.state_dict().values(), again.state_dict().values()))
    with pytest.raises(ValueError, match="size mismatch"):
        Dedos.for_tower(stage.tower).take(model.arrays())
