"""The example of docs/packs.md, taken from the page itself and run with tiny random networks."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
import rasterio
import torch
from terralex.core.config import RunConfig
from terralex.core.errors import ModelError
from terralex.core.jobs.segment import segment
from terralex.core.packs import find_pack, verify
from terralex.core.packs.store.imports import import_pack
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import parse_names

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "packs.md").read_text(encoding="utf-8")
SMALL = {"pictures": 2, "parts": 2, "steps": 1, "windows": [64], "stride": 64, "store_gb": 0}


@pytest.fixture(scope="module", autouse=True)
def libraries():
    """Before any of them is imported."""
    from terralex.core.model.libraries import prepare_libraries

    prepare_libraries()


def manifest_of_the_page():
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    return json.loads(block)


def run(events):
    return result_of(events)


def save_generator(folder, tiny_tools):
    """A Stable Diffusion with the true eighth of the side, and next to no channels."""
    from diffusers import AutoencoderKL, DPMSolverMultistepScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    tokenizer = tiny_tools._tokenizer()
    end = tokenizer.eos_token_id
    tokenizer.model_max_length = 77
    text = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=16,
            intermediate_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            max_position_embeddings=77,
            eos_token_id=end,
            bos_token_id=end - 1,
            pad_token_id=end,
        )
    )
    unet = UNet2DConditionModel(
        sample_size=64,
        block_out_channels=(8, 8),
        layers_per_block=1,
        cross_attention_dim=16,
        attention_head_dim=1,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        norm_num_groups=4,
    )
    vae = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=1,
        block_out_channels=(4, 4, 4, 4),
        norm_num_groups=4,
        sample_size=512,
        mid_block_add_attention=False,
    )
    StableDiffusionPipeline(
        vae=vae,
        text_encoder=text,
        tokenizer=tokenizer,
        unet=unet,
        scheduler=DPMSolverMultistepScheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder, safe_serialization=True)


@pytest.fixture
def mine(tmp_path, tiny_tools):
    """The folder that the page describes."""
    import timm

    torch.manual_seed(3)
    save_generator(tmp_path / "mine" / "generator", tiny_tools)
    model = timm.create_model("resnet18", pretrained=False).eval()
    timm.models.save_for_hf(model, tmp_path / "mine" / "backbone", safe_serialization=True)
    (tmp_path / "mine" / "pack.json").write_text(json.dumps(manifest_of_the_page()))
    return tmp_path / "mine"


def test_the_example_of_the_page_runs_from_import_to_the_map(mine, tmp_path, small_raster):
    assert run(import_pack(mine, CancelToken()))["pack"] == "mine"
    pack = find_pack("mine")
    verify(pack)
    assert pack.lookup("anything at all") == ("anything at all",)
    config = RunConfig(
        str(small_raster),
        str(tmp_path / "run"),
        tuple(parse_names("building, pond")),
        pack="mine",
        device="cpu",
        overrides=SMALL,
    )
    result = run(segment(config, CancelToken()))
    with rasterio.open(result.classes) as classes:
        found = classes.read(1)
        assert classes.shape == (150, 200) and set(np.unique(found)) <= {0, 1, 2, 255} and (found[30:] != 255).all()
    recipe = json.loads((tmp_path / "run" / "recipe.json").read_text())
    assert recipe["prompts"]["pond"] == "an aerial photograph of pond, seen from above"


def test_a_wrong_number_of_channels_is_told_with_the_right_one(mine):
    from terralex.core.model.networks import load_networks

    manifest = manifest_of_the_page()
    manifest["extractors"][0]["dim"] = 512
    (mine / "pack.json").write_text(json.dumps(manifest))
    run(import_pack(mine, CancelToken()))
    networks = load_networks(find_pack("mine"), "cpu")
    with pytest.raises(ModelError, match="gives 256 channels; its pack says 512"):
        networks.extractor("resnet").encode(np.zeros((1, 3, 64, 64), np.uint8))


def test_a_pack_that_still_holds_a_pickle_is_refused(mine):
    (mine / "backbone" / "pytorch_model.bin").write_bytes(b"\x80\x04")
    with pytest.raises(ModelError, match=r"pytorch_model\.bin, a kind of file that can run code"):
        run(import_pack(mine, CancelToken()))


def test_every_extractor_kind_of_the_page_exists_and_none_is_left_out():
    from terralex.core.model.features import KINDS

    table = PAGE[PAGE.index("| `kind` |") :]
    assert set(re.findall(r"^ *\| `(\w+)` \|", table, re.MULTILINE)) - {"kind"} == set(KINDS)
