"""DEDOS as a method: dense CLIP where nothing was trained, what was trained where it was, and runs that agree."""

import dataclasses
import hashlib
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from safetensors.numpy import save
from terralex.core.cache.bank import Bank
from terralex.core.config import RunConfig
from terralex.core.errors import ModelError
from terralex.core.jobs.measure import measure
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.methods import make_method
from terralex.core.methods.base import Brief, Look, Workplace
from terralex.core.model.dedos.model import Dedos
from terralex.core.model.dedos.towers import tower_of
from terralex.core.model.networks import load_networks
from terralex.core.packs import read_pack, resolve_classes
from terralex.core.progress import CancelToken, Note, result_of
from terralex.core.prototypes.calibration import calibration_of
from terralex.core.trained.home import install
from terralex.core.vocabulary import parse_names

from ..trained.test_passing import manifest_of
from ..vit_pack import make_vit_pack

NAMES = "building, vegetation, road"
WINDOWS = np.random.default_rng(6).integers(0, 256, (2, 3, 8, 8), np.uint8).repeat(8, 2).repeat(8, 3)


def trained_for(of, networks, name="mine", **changes):
    """A trained file of random numbers that fits a pack, at home."""
    tower = tower_of(networks, calibration_of(of))
    torch.manual_seed(4)
    model = Dedos.for_tower(tower, 2)
    with torch.no_grad():
        for value in model.parameters():
            value.add_(torch.randn(value.shape) * 0.05)
    body = save(model.arrays())
    made = {
        "name": name,
        "form": tower.form,
        "sizes": {"width": tower.width, "sites": tower.sites, "dim": tower.dim},
        "pack": {"name": of.name, "version": None, "hash": of.hash},
        **changes,
    }
    install(manifest_of(body, **made), body)
    return model.requires_grad_(False), tower


def asked(pack, networks, tmp_path, **overrides):
    options = pack.options("", {"background": True, **overrides}, "dedos")
    method = make_method("dedos", Workplace(networks, pack, options, 0, Bank(tmp_path / "bank")))
    classes = tuple(parse_names(NAMES))
    brief = Brief(classes, resolve_classes(pack, classes) if pack.words else (), pack.resolutions[0])
    notes = []
    state = result_of(method.prepare(brief, CancelToken()), notes.append)
    told = [event.message for event in notes if isinstance(event, Note)]
    return SimpleNamespace(method=method, state=state, notes=told, brief=brief)


@pytest.fixture(scope="module")
def vit(tiny_pack, tiny_tools, tmp_path_factory):
    pack = read_pack(make_vit_pack(tiny_pack, tmp_path_factory.mktemp("vit") / "vit", tiny_tools))
    return SimpleNamespace(pack=pack, networks=load_networks(pack, "cpu"))


@pytest.mark.parametrize("form", ["stage", "vit"])
def test_where_nothing_was_trained_it_is_dense_clip_and_says_so(form, tiny, vit, tmp_path):
    place = {"stage": tiny, "vit": vit}[form]
    made = asked(place.pack, place.networks, tmp_path)
    assert any("Nothing was trained: this is CLIP as it is" in note for note in made.notes)
    tower = tower_of(place.networks, calibration_of(place.pack))
    dense = torch.nn.functional.normalize(tower.after(tower.before(WINDOWS), lambda _s, p: p), dim=1)
    features = made.method.encode(WINDOWS)
    assert np.array_equal(np.concatenate([f["places"] for f in features]), dense.half().numpy())
    scores = made.method.score(features, made.state, 64)
    texts = tower.texts(("building", "tree", "grass", "road"))
    cosines = torch.einsum("bdhw,kd->bkhw", dense.half().float(), torch.nn.functional.normalize(texts, dim=1))
    large = torch.nn.functional.interpolate(cosines, (64, 64), mode="bilinear") * tower.start / 100
    wanted = torch.stack([large[:, 0], large[:, 1:3].amax(1), large[:, 3]], 1).numpy()
    assert scores.shape == (2, 4, 64, 64) and np.abs(scores[:, 1:] - wanted).max() < 1e-6
    assert not scores[:, 0].any() and made.state.facts["clip"] == form and not made.method.identity


@pytest.mark.parametrize("form", ["stage", "vit"])
def test_a_trained_file_scores_as_its_model_does_and_is_part_of_what_made_the_run(form, tiny, vit, tmp_path):
    place = {"stage": tiny, "vit": vit}[form]
    model, tower = trained_for(place.pack, place.networks)
    made = asked(place.pack, place.networks, tmp_path, trained="mine", background_bias=0.1)
    assert made.notes == [
        "Where it was not trained “mine” was no better than CLIP without training.",
        "“mine” learned nothing of “building”, “vegetation”: beside what it learned, such words are looked for as CLIP "
        "does without training.",
    ]
    assert made.method.identity["trained"]["name"] == "mine" and len(made.method.identity["trained"]["key"]) == 64
    assert made.method.feature_key["trained"] == made.method.identity["trained"]["key"]
    assert made.state.facts["unseen"] == ["building", "vegetation"]  # the file says that it learned roads
    features = made.method.encode(WINDOWS)
    again = [made.method.restored(made.method.kept(f)) for f in features]
    scores = made.method.score(again, made.state, (32, 48))
    assert np.array_equal(scores[1:], made.method.score(features[1:], made.state, (32, 48)))
    places = torch.from_numpy(np.concatenate([f["places"] for f in features])).float()
    assert torch.allclose(places, model.places(tower, tower.before(WINDOWS)), atol=1e-3)
    told = model.scores(places, tower.texts(("road",))) * model.log_scale.exp() / 100
    wanted = torch.nn.functional.interpolate(told, (32, 48), mode="bilinear")[:, 0].numpy()
    assert np.abs(scores[:, 3] - wanted).max() < 1e-5
    nothing = float(model.nothing * model.log_scale.exp() / 100)
    assert np.abs(scores[:, 0] - nothing - 0.1).max() < 1e-6
    only = made.method.score(features, made.method.restricted(made.state, [False, True, True]), 32)
    assert (only[:, 1] == -10_000).all() and np.array_equal(
        only[:, 2:], made.method.score(features, made.state, 32)[:, 2:]
    )


@pytest.mark.parametrize("form", ["stage", "vit"])
def test_words_that_it_never_saw_keep_their_odds_against_those_it_learned(form, tiny, vit, tmp_path):
    place = {"stage": tiny, "vit": vit}[form]
    trained_for(place.pack, place.networks)
    trained = asked(place.pack, place.networks, tmp_path, trained="mine")
    dense = asked(place.pack, place.networks, tmp_path)
    (mine,), (plain,) = (made.method.encode(WINDOWS[:1]) for made in (trained, dense))
    assert np.array_equal(mine["plain"], plain["places"]) and not np.array_equal(mine["places"], plain["places"])
    own = list(trained.method.learned)
    words = ["building", *own]
    assert "road" in own and "building" not in own
    grid = mine["places"].shape[2:]
    after, before = (
        m.method.word_maps(kept, m.method.ask(words), grid) for m, kept in ((trained, mine), (dense, plain))
    )

    def odds(scores):
        return np.exp(100 * scores[0].astype(float)) / np.exp(100 * scores[1:].astype(float)).sum(0)

    assert np.allclose(odds(after), odds(before), rtol=1e-3, atol=0)
    alone = trained.method.word_maps(mine, trained.method.ask(own), grid)
    assert np.allclose(alone[0], after[1], rtol=0, atol=1e-6) and np.abs(after[1] - before[1]).max() > 1e-3
    unlike = trained.method.word_maps(mine, trained.method.ask(["tree", "building"]), grid)
    assert np.allclose(unlike[1], after[0], rtol=0, atol=1e-6)  # whatever else is asked


def test_it_says_why_by_the_words_of_a_class(tiny, tmp_path):
    made = asked(tiny.pack, tiny.networks, tmp_path)
    look = Look(WINDOWS[0], np.ones((64, 64), bool), 20, 30)
    found = made.method.explain(made.state, made.brief, look, CancelToken())
    of_class = found.witnesses(2)
    assert [w.level for w in of_class] == ["text", "text"] and {w.word for w in of_class} == {"tree", "grass"}
    scores = made.method.score(made.method.encode(WINDOWS[:1]), made.state, 64)
    assert (
        of_class[0].similarity == pytest.approx(scores[0, 2, 20, 30])
        and of_class[0].similarity >= of_class[1].similarity
    )
    assert found.witnesses(0) == () and found.draw(of_class[0], tmp_path) is None


def test_what_does_not_fit_the_pack_is_refused(tiny, vit, tmp_path):
    trained_for(tiny.pack, tiny.networks, "other", pack={"name": "far", "version": "3", "hash": "a" * 64})
    with pytest.raises(ModelError, match="made with the pack “far” 3"):
        asked(tiny.pack, tiny.networks, tmp_path, trained="other")
    trained_for(tiny.pack, tiny.networks, "wide", sizes={"width": 65, "sites": 1, "dim": 64})
    with pytest.raises(ModelError, match="“wide” does not fit"):
        asked(tiny.pack, tiny.networks, tmp_path, trained="wide")
    body = save({"tokens": np.ones((1, 1), np.float32)})
    sizes = {"width": 64, "sites": 1, "dim": 64}
    lying = manifest_of(body, name="lies", sizes=sizes, pack={"name": "tiny", "version": None, "hash": tiny.pack.hash})
    assert lying["file"]["sha256"] == hashlib.sha256(body).hexdigest()
    install(lying, body)
    with pytest.raises(ModelError, match="“lies” does not fit"):
        asked(tiny.pack, tiny.networks, tmp_path, trained="lies")
    with_none = dataclasses.replace(vit.pack, manifest={**vit.pack.manifest, "classifier": None})
    with pytest.raises(ModelError, match="no CLIP whose places can be compared"):
        asked(with_none, load_networks(with_none, "cpu"), tmp_path)


def test_runs_agree_whatever_the_blocks_and_costs_are_measured(tiny, small_raster, tmp_path, monkeypatch):
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny.pack.root.parent))
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "cache"))
    trained_for(tiny.pack, tiny.networks)
    warm, found = Warm(), []
    for number, block in enumerate((1024, 64)):
        config = RunConfig(
            str(small_raster),
            str(tmp_path / f"run{number}"),
            tuple(parse_names(NAMES)),
            "tiny",
            "dedos",
            device="cpu",
            block_px=block,
            threads=1 + number,
            overrides={"trained": "mine", "store_gb": 0.0},
        )
        found.append(result_of(segment(config, CancelToken(), warm)))
    for part in ("classes", "confidence"):
        with open(getattr(found[0], part), "rb") as one, open(getattr(found[1], part), "rb") as other:
            assert one.read() == other.read()
    monkeypatch.setattr("terralex.core.methods.costs.PART_S", 0.01)
    costs = result_of(measure(str(tiny.pack.root), CancelToken(), "cpu", warm, "dedos"))["costs"]["balanced"]
    assert costs["draws"] == 0 and costs["looks"] == 0 and costs["windows"]["64"]["encode_s"] > 0
