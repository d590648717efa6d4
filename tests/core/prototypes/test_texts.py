"""Texts of words beside and instead of their drawings: where they take part, and where they must not."""

from dataclasses import replace

import numpy as np
import pytest
from terralex.core.cache.bank import Bank
from terralex.core.errors import InputError, ModelError
from terralex.core.methods import make_method
from terralex.core.methods.base import Workplace
from terralex.core.model.networks import load_networks
from terralex.core.options import PAPER, PrototypeOptions, resolve_options
from terralex.core.packs import EMBEDDED, Pack, read_pack
from terralex.core.progress import Progress
from terralex.core.prototypes import texts
from terralex.core.prototypes.matching import NEVER, Matcher, Space, WordPrototypes

RANDOM = np.random.default_rng(8)
WINDOW = RANDOM.integers(0, 256, (1, 3, 64, 64), np.uint8)


def with_defaults(pack, **changes):
    return Pack(pack.root, {**pack.manifest, "defaults": {**pack.manifest["defaults"], **changes}})


def test_the_papers_preset_and_the_papers_pack_match_drawings_alone(tiny):
    pack = with_defaults(tiny.pack, text_prototypes="beside")
    assert pack.options("").text_prototypes == "beside"
    assert pack.options("paper").text_prototypes == "off"
    assert PAPER["text_prototypes"] == "off"
    for name, usual in (("starter", "beside"), ("ovdiff", "off"), ("aerial", "off")):
        shipped = read_pack(EMBEDDED / name)
        assert all(shipped.options(preset).text_prototypes == usual for preset in ("", "draft", "balanced", "best"))
        assert shipped.options("paper").text_prototypes == "off"
        assert any(e.get("text") for e in shipped.manifest["extractors"]) == (usual != "off")


def test_while_it_is_off_recipes_are_those_of_before(tiny):
    assert "text_prototypes" not in tiny.pack.options("").to_dict()
    on = tiny.pack.options("", {"text_prototypes": "beside"}).to_dict()
    assert on["text_prototypes"] == "beside"
    assert resolve_options(on).text_prototypes == "beside"
    assert resolve_options(PrototypeOptions().to_dict()) == PrototypeOptions()


def test_texts_instead_of_drawings_draw_nothing(prepared):
    run = prepared("road, building", text_prototypes="instead")
    told = [e.message for e in run.events if isinstance(e, Progress)]
    assert not any("Imagining" in message or "picture" in message for message in told)
    background = run.method.score(run.method.encode(WINDOW), run.state, 64)[0, 0]
    assert run.state.prompts == {} and (background == background[0, 0]).all()
    assert set(run.method.encode(WINDOW)[0]) == {"clip"}
    assert set(run.method.feature_key["extractors"]) == {"clip"}


def test_drawings_alone_are_scored_as_ever_whatever_texts_there_are(prepared):
    off, beside = (prepared("road, building", text_prototypes=t) for t in ("off", "beside"))
    features = off.method.encode(WINDOW)
    alone = replace_share(beside.state.own, 0.0)
    assert np.array_equal(off.method.score(features, off.state, 64), alone.score(features[0], 64))
    assert off.method.feature_key == beside.method.feature_key  # kept features serve both


def replace_share(matcher, share):
    return Matcher(
        matcher._words_of,
        matcher._spaces,
        background=matcher.background,
        background_constant=matcher.constant,
        background_bias=matcher.bias,
        text_share=share,
    )


def test_both_sources_are_averaged_and_no_maximum_is_taken():
    drawn, text, cell = np.eye(3, dtype=np.float32)[:, None]
    features = {"net": cell.reshape(1, 3, 1, 1) + 0.5 * drawn.reshape(1, 3, 1, 1)}
    word = WordPrototypes("w", {"net": drawn}, {}, {"net": text * 7})  # a direction, whatever its length
    score = {
        share: Matcher([[word]], {"net": Space()}, background=False, background_constant=0, text_share=share).score(
            features, 1
        )[0, 1, 0, 0]
        for share in (0.0, 0.5, 1.0)
    }
    assert score[0.0] > 0.4 and abs(score[1.0]) < 1e-6
    assert score[0.5] == pytest.approx((score[0.0] + score[1.0]) / 2)


def test_with_texts_the_background_scores_at_least_its_constant():
    rows = np.eye(3, dtype=np.float32)[:, None]
    features = {
        "net": np.stack([rows[0, 0], rows[1, 0]], 1).reshape(1, 3, 1, 2)
    }  # like the word; like its surroundings
    word = WordPrototypes("w", {"net": rows[0]}, {"net": rows[1]}, {"net": rows[0]})
    for share, least in ((0.0, 0.0), (0.5, 0.4)):
        matcher = Matcher([[word]], {"net": Space()}, background=True, background_constant=0.4, text_share=share)
        assert matcher.score(features, (1, 2))[0, 0, 0] == pytest.approx([least, 1.0])


def test_a_class_that_is_left_out_stays_out(prepared):
    run = prepared("road, building", text_prototypes="beside")
    fewer = run.method.restricted(run.state, [True, False])
    features = run.method.encode(WINDOW)
    got, whole = (run.method.score(features, state, 64)[0] for state in (fewer, run.state))
    assert (got[2] == NEVER).all() and np.array_equal(got[1], whole[1])


def test_extractors_without_texts_are_refused_and_colours_have_none(prepared, tiny, tmp_path):
    unet = load_networks(tiny.pack, "cpu", ("unet",))
    with pytest.raises(InputError, match="compares places with texts"):
        prepared("road", networks=unet, extractors=("unet",), text_prototypes="beside")
    with pytest.raises(InputError, match="“colour” does not read the option “text_prototypes”"):
        prepared("road", method="colour", text_prototypes="beside")
    pack = with_defaults(tiny.pack, text_prototypes="beside")  # what a pack says for others is passed over
    place = Workplace(unet, pack, pack.options("", {}, "colour"), 0, Bank(tmp_path))
    assert make_method("colour", place).texts == "off"


def test_a_text_is_kept_in_the_bank_by_all_that_made_it(prepared, tiny, monkeypatch):
    first = prepared("road", text_prototypes="beside")
    monkeypatch.setattr(type(tiny.networks), "texts", lambda *_: pytest.fail("the text was kept"))
    again = prepared("road", text_prototypes="beside")
    assert np.array_equal(first.state.own.words[0].text["clip"], again.state.own.words[0].text["clip"])
    other = [{**e, "text": "a {word}"} if e.get("text") else e for e in tiny.pack.manifest["extractors"]]
    with pytest.raises(BaseException, match="the text was kept"):
        texts.directions(
            tiny.networks,
            replace(tiny.pack, manifest={**tiny.pack.manifest, "extractors": other}),
            ["road"],
            ("clip",),
            again.method.bank,
            "cpu",
        )


def test_texts_of_another_space_are_told(tiny, tmp_path):
    wrong = [{**e, "dim": 32} if e.get("text") else e for e in tiny.pack.manifest["extractors"]]
    pack = replace(tiny.pack, manifest={**tiny.pack.manifest, "extractors": wrong})
    with pytest.raises(ModelError, match="have 64 numbers, its extractor “clip” gives 32"):
        texts.directions(tiny.networks, pack, ["road"], ("clip",), Bank(tmp_path), "cpu")


def test_an_extractor_may_enlarge_windows_and_pictures_of_any_side(tiny):
    import torch
    from terralex.core.model.features import make_extractor

    usual = tiny.networks.extractor("clip")
    zoomed = [{**e, "zoom": 1.5} if e["name"] == "clip" else e for e in tiny.pack.manifest["extractors"]]
    networks = load_networks(replace(tiny.pack, manifest={**tiny.pack.manifest, "extractors": zoomed}), "cpu")
    extractor = make_extractor(networks, "clip")
    for side, support in ((64, False), (32, True)):
        pictures = WINDOW[..., :side, :side]
        larger = torch.nn.functional.interpolate(
            torch.from_numpy(pictures).float() / 255, (side * 3 // 2,) * 2, mode="bilinear", align_corners=False
        )
        wanted = usual._forward((larger - usual.mean) / usual.std)
        assert torch.allclose(extractor.encode(pictures, support=support), wanted, atol=1e-5)
