"""Packs of one's own from any text-to-image pipeline and any backbone: imported, drawn with, and run to the map."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
import torch
from terralex.core.config import RunConfig
from terralex.core.errors import ModelError
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.model import cross_maps
from terralex.core.model.generator import picture_seed
from terralex.core.model.libraries import prepare_libraries
from terralex.core.model.networks import load_networks
from terralex.core.packs import find_pack, read_pack
from terralex.core.packs.store.imports import import_pack
from terralex.core.progress import CancelToken, Note, result_of
from terralex.core.vocabulary import parse_names

PROMPT = "an aerial photo of {word}"
STATISTICS = {"mean": [0.5, 0.4, 0.3], "std": [0.2, 0.3, 0.25]}


def finish(job):
    events = []
    result = result_of(job, events.append)
    return result, events


def clip_text(tokenizer, projected=False):
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    end = tokenizer.eos_token_id
    config = CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=77,
        eos_token_id=end,
        bos_token_id=end - 1,
        pad_token_id=end,
        projection_dim=16,
    )
    return (CLIPTextModelWithProjection if projected else CLIPTextModel)(config)


def autoencoder(**more):
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 3,
        up_block_types=("UpDecoderBlock2D",) * 3,
        block_out_channels=(4, 4, 8),
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=4,
        sample_size=64,
        mid_block_add_attention=False,
        **more,
    )


def unet(width, **more):
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        sample_size=16,
        block_out_channels=(8, 16),
        layers_per_block=1,
        cross_attention_dim=width,
        norm_num_groups=4,
        attention_head_dim=2,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        **more,
    )


def stable_diffusion_xl(tokenizer):
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline

    network = unet(
        32, addition_embed_type="text_time", addition_time_embed_dim=8, projection_class_embeddings_input_dim=6 * 8 + 16
    )
    return StableDiffusionXLPipeline(
        vae=autoencoder(),
        text_encoder=clip_text(tokenizer),
        text_encoder_2=clip_text(tokenizer, True),
        unet=network,
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        scheduler=EulerDiscreteScheduler(),
    )


def latent_consistency(tokenizer):
    from diffusers import LatentConsistencyModelPipeline, LCMScheduler

    return LatentConsistencyModelPipeline(
        vae=autoencoder(),
        text_encoder=clip_text(tokenizer),
        tokenizer=tokenizer,
        scheduler=LCMScheduler(),
        unet=unet(16, time_cond_proj_dim=8),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def pixart(_tokenizer):
    """Words of T5: pieces that begin with a line where a word begins."""
    from diffusers import DPMSolverMultistepScheduler, PixArtAlphaPipeline, PixArtTransformer2DModel
    from transformers import T5Config, T5EncoderModel, T5TokenizerFast

    pieces = ["▁road", "▁storage", "▁tank", "▁an", "▁aerial", "▁photo", "▁of", "▁building", "▁"]
    vocab = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *((p, -1.0) for p in pieces)]
    network = PixArtTransformer2DModel(
        num_attention_heads=2,
        attention_head_dim=8,
        in_channels=4,
        out_channels=8,
        num_layers=2,
        sample_size=16,
        cross_attention_dim=16,
        caption_channels=16,
        patch_size=2,
        use_additional_conditions=False,
    )
    text = T5EncoderModel(T5Config(vocab_size=len(vocab), d_model=16, d_kv=8, d_ff=16, num_layers=1, num_heads=2))
    return PixArtAlphaPipeline(
        tokenizer=T5TokenizerFast(vocab=vocab, extra_ids=0),
        text_encoder=text,
        vae=autoencoder(),
        transformer=network,
        scheduler=DPMSolverMultistepScheduler(),
    )


def stable_diffusion_3(tokenizer):
    from diffusers import FlowMatchEulerDiscreteScheduler, SD3Transformer2DModel, StableDiffusion3Pipeline

    network = SD3Transformer2DModel(
        sample_size=16,
        patch_size=2,
        in_channels=4,
        out_channels=4,
        num_layers=1,
        attention_head_dim=8,
        num_attention_heads=2,
        joint_attention_dim=32,
        caption_projection_dim=16,
        pooled_projection_dim=32,
    )
    return StableDiffusion3Pipeline(
        transformer=network,
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=autoencoder(shift_factor=0.06),
        text_encoder=clip_text(tokenizer, True),
        text_encoder_2=clip_text(tokenizer, True),
        text_encoder_3=None,
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        tokenizer_3=None,
    )


PIPELINES = {"xl": stable_diffusion_xl, "lcm": latent_consistency, "pixart": pixart, "sd3": stable_diffusion_3}


def with_transformers(folder):
    from transformers import Dinov2Config, Dinov2Model

    config = Dinov2Config(hidden_size=24, num_hidden_layers=2, num_attention_heads=2, image_size=64, patch_size=8)
    Dinov2Model(config).save_pretrained(folder)
    told = {f"image_{name}": values for name, values in STATISTICS.items()}
    (folder / "preprocessor_config.json").write_text(json.dumps(told))
    return {"kind": "transformers", "stride": 8, "dim": 24}


def with_open_clip(folder):
    from open_clip.model import CLIP
    from safetensors.torch import save_file

    folder.mkdir()
    vision = {"image_size": 64, "layers": 2, "width": 32, "head_width": 16, "patch_size": 16}
    text = {"context_length": 8, "vocab_size": 20, "width": 16, "heads": 2, "layers": 1}
    model = CLIP(embed_dim=16, vision_cfg=vision, text_cfg=text)
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, folder / "open_clip_model.safetensors")
    told = {"model_cfg": {"embed_dim": 16, "vision_cfg": vision, "text_cfg": text}, "preprocess_cfg": STATISTICS}
    (folder / "open_clip_config.json").write_text(json.dumps(told))
    return {"kind": "open_clip", "layer": "visual.transformer.resblocks.1:keys", "stride": 16, "dim": 32}


def with_timm(folder):
    import timm

    timm.models.save_for_hf(timm.create_model("test_convnext", pretrained=False), folder, safe_serialization=True)
    return {"kind": "timm", "level": 1, "stride": 8, "dim": 32}


def with_unet(_folder):
    layer = "up_blocks.0.attentions.0.transformer_blocks.0.attn2"
    return {"kind": "unet", "layers": [layer], "timestep": 50, "stride": 8, "dim": 16}


BACKBONES = {"transformers": with_transformers, "open_clip": with_open_clip, "timm": with_timm, "unet": with_unet}


@pytest.fixture
def mine(tmp_path, tiny_tools):
    """A function that writes the folder of a pack: mine("xl", "timm")."""

    def make(pipeline, backbone, **options):
        prepare_libraries()
        torch.manual_seed(6)
        root = tmp_path / "mine"
        tokenizer = tiny_tools._tokenizer()
        tokenizer.model_max_length = 77
        PIPELINES[pipeline](tokenizer).save_pretrained(root / "generator", safe_serialization=True)
        spec = BACKBONES[backbone](root / "backbone")
        where = {} if backbone == "unet" else {"folder": "backbone"}
        manifest = {
            "format": 1,
            "name": "mine",
            "licence": {"name": "random numbers"},
            "resolutions": [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0, "prompt": PROMPT}],
            "generator": {"kind": "diffusers", "folder": "generator", "size_px": 64, "chunk": 2, "negative": "blurry"},
            "extractors": [{"name": "net", "weight": 1.0, **where, **spec}],
            "defaults": {
                "pictures": 2,
                "parts": 2,
                "steps": 2,
                "guidance": 2.0,
                "windows": [64],
                "stride": 64,
                **options,
            },
        }
        (root / "pack.json").write_text(json.dumps(manifest))
        finish(import_pack(root, CancelToken()))
        return find_pack("mine")

    return make


@pytest.mark.parametrize(
    ("pipeline", "backbone"),
    [("xl", "transformers"), ("lcm", "timm"), ("pixart", "open_clip"), ("sd3", "timm"), ("xl", "unet")],
)
def test_a_pack_of_any_pipeline_and_backbone_runs_to_the_map(mine, pipeline, backbone, small_raster, tmp_path):
    pack, warm = mine(pipeline, backbone), Warm()
    config = RunConfig(
        str(small_raster),
        str(tmp_path / "run"),
        tuple(parse_names("road, building")),
        pack="mine",
        device="cpu",
        threads=2,
        overrides={"store_gb": 0, "background_constant": -1.0},
    )
    result, events = finish(segment(config, CancelToken(), warm))
    with rasterio.open(result.classes) as classes:
        found = classes.read(1)
        assert classes.shape == (150, 200) and set(np.unique(found)) - {255} <= {0, 1, 2} and (found[30:] != 255).all()
    whole = any(isinstance(e, Note) and "used whole" in e.message for e in events)
    assert whole == (pipeline == "sd3") == (not warm.loaded.generator.attributes)
    assert json.loads((tmp_path / "run" / "recipe.json").read_text())["identity"]["pack"]["hash"] == pack.hash


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_pictures_are_those_of_the_stock_pipeline_and_attribution_is_of_the_words_tokens(mine, pipeline):
    """The same pipeline with plain text; nothing that records changes a picture, nor do threads or the set's size."""
    from diffusers import AutoPipelineForText2Image

    pack = mine(pipeline, "timm")
    networks = load_networks(pack, "cpu", threads=2)
    generator = networks.generator
    drawn = [d.chunk for d in generator.pictures([(PROMPT, "storage tank")], 1, 4, 2, 2.0, CancelToken()) if d.chunk]
    pictures, maps = (np.concatenate([c[k] for c in drawn]) for k in (1, 2))
    absent = {"text_encoder_3": None, "tokenizer_3": None} if pipeline == "sd3" else {}
    stock = AutoPipelineForText2Image.from_pretrained(pack.root / "generator", local_files_only=True, **absent)
    stock.set_progress_bar_config(disable=True)
    if pipeline in ("xl", "pixart"):
        from diffusers import DPMSolverMultistepScheduler

        stock.scheduler = DPMSolverMultistepScheduler.from_config(stock.scheduler.config)
    if pipeline == "xl":
        stock.watermark = None
    prompt = PROMPT.replace("{word}", "storage tank")
    more = {} if pipeline == "lcm" else {"negative_prompt": ["blurry"] * 2}
    more |= {"use_resolution_binning": False, "clean_caption": False} if pipeline == "pixart" else {}
    for first in (0, 2):
        seeds = [torch.Generator().manual_seed(picture_seed(1, prompt, i)) for i in (first, first + 1)]
        wanted = stock(
            [prompt] * 2,
            height=64,
            width=64,
            num_inference_steps=2,
            guidance_scale=2.0,
            output_type="np",
            generator=seeds,
            **more,
        ).images.transpose(0, 3, 1, 2)
        assert np.abs(pictures[first : first + 2] / 255 - wanted).max() <= 1.01 / 255
    ids = generator.tokenizer(prompt).input_ids
    tokens = generator.class_tokens(PROMPT, "storage tank")
    assert len(tokens) == 2 and generator.tokenizer.decode([ids[i] for i in tokens]).strip() == "storage tank"
    if pipeline == "sd3":
        assert (maps == 1).all()
    else:
        other = next(d.chunk for d in generator.pictures([(PROMPT, "road")], 1, 2, 2, 2.0, CancelToken()) if d.chunk)
        assert np.allclose(maps.max((1, 2)), 1) and np.abs(other[2] - maps[:2]).max() > 0.01


def test_attribution_of_a_transformer_with_masked_texts_agrees_with_stored_attention(mine, reference):
    """PixArt's texts are shorter than its 120 tokens, and what is masked takes no part."""
    from diffusers.models.attention_processor import AttnProcessor

    networks = load_networks(mine("pixart", "timm"), "cpu", threads=1)
    generator, kept = networks.generator, []
    _, _, maps = next(d.chunk for d in generator.pictures([(PROMPT, "road")], 0, 2, 2, 2.0, CancelToken()) if d.chunk)

    class Storing(AttnProcessor):
        def __call__(self, attn, hidden_states, encoder_hidden_states=None, attention_mask=None, **kwargs):
            B = len(hidden_states)
            mask = attn.prepare_attention_mask(attention_mask, encoder_hidden_states.shape[1], B)
            query, key = (
                attn.head_to_batch_dim(x) for x in (attn.to_q(hidden_states), attn.to_k(encoder_hidden_states))
            )
            scores = attn.get_attention_scores(query, key, mask).reshape(B, attn.heads, query.shape[1], key.shape[1])
            kept.append(scores[B // 2 :].detach().numpy())
            return super().__call__(attn, hidden_states, encoder_hidden_states, attention_mask)

    painter = generator.pipelines.painter
    ours = dict(painter.attn_processors)
    painter.set_attn_processor({n: Storing() if ".attn2." in n else p for n, p in ours.items()})
    prompt = PROMPT.replace("{word}", "road")
    with torch.inference_mode():
        generator.pipelines.draw(
            "dpmsolver++",
            [prompt] * 2,
            "blurry",
            [torch.Generator().manual_seed(picture_seed(0, prompt, i)) for i in range(2)],
            64,
            2,
            2.0,
            lambda: None,
        )
    tokens = generator.class_tokens(PROMPT, "road")
    for index, got in enumerate(maps):
        wanted = reference.attribution([layer[index] for layer in kept], tokens, 16, 64)
        assert np.abs(got - wanted).max() < 1e-4


def test_a_generator_without_a_u_net_cannot_compare_and_says_what_can(mine):
    networks = load_networks(mine("sd3", "unet"), "cpu")
    with pytest.raises(ModelError, match="has no U-Net"):
        networks.extractor("net")


def test_cancelling_stops_any_pipeline_between_steps(mine):
    from terralex.core.errors import Cancelled

    class AfterTwo(CancelToken):
        asked = 0

        def check(self):
            self.asked += 1
            if self.asked > 2:
                raise Cancelled

    token, networks = AfterTwo(), load_networks(mine("pixart", "timm"), "cpu", threads=1)
    with pytest.raises(Cancelled):
        list(networks.generator.pictures([(PROMPT, "road")], 0, 6, 20, 2.0, token))
    assert token.asked < 20


def test_a_folder_that_is_no_text_to_image_pipeline_is_told(mine, tmp_path):
    pack = mine("lcm", "timm")
    index = Path(pack.root) / "generator" / "model_index.json"
    told = json.loads(index.read_text())
    index.unlink()
    index.write_text(json.dumps({**told, "_class_name": "AudioLDMPipeline"}))
    from terralex.core.packs import file_sha256

    manifest = json.loads((pack.root / "pack.json").read_text())
    for entry in manifest["files"]:
        if entry["path"] == "generator/model_index.json":
            entry.update(size=index.stat().st_size, sha256=file_sha256(index))
    (pack.root / "pack.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="AudioLDMPipeline"):
        _ = load_networks(read_pack(pack.root), "cpu").generator


def test_queries_of_an_xl_u_net_are_those_of_a_window_without_words(mine):
    """By hand: the texts of both encoders beside each other, the second one's summary, and the window's size."""
    pack = mine("xl", "unet")
    networks = load_networks(pack, "cpu")
    window = np.random.default_rng(3).integers(0, 256, (2, 3, 64, 64), np.uint8)
    got = networks.extractor("net").encode(window)
    parts, unet, seen = networks.generator.pipelines.parts, networks.generator.unet, []
    layer = pack.manifest["extractors"][0]["layers"][0]
    unet.get_submodule(f"{layer}.to_q").register_forward_hook(lambda _m, _a, out: seen.append(out))
    ids = parts["tokenizer"]("", padding="max_length", max_length=77, return_tensors="pt").input_ids
    with torch.inference_mode():
        first = parts["text_encoder"](ids, output_hidden_states=True)
        second = parts["text_encoder_2"](ids, output_hidden_states=True)
        prompt = torch.cat([first.hidden_states[-2], second.hidden_states[-2]], -1)
        assert prompt.shape == (1, 77, 32)
        vae, x = parts["vae"], torch.from_numpy(window).float() / 127.5 - 1
        latent = vae.encode(x).latent_dist.mean * vae.config.scaling_factor
        noise = torch.randn((1, 4, 16, 16), generator=torch.Generator().manual_seed(0))
        share = networks.extractor("net").noisy.scheduler.alphas_cumprod[50]
        more = {
            "text_embeds": second.text_embeds.expand(2, -1),
            "time_ids": torch.tensor([[64.0, 64.0, 0.0, 0.0, 64.0, 64.0]]).expand(2, -1),
        }
        unet(share**0.5 * latent + (1 - share) ** 0.5 * noise, 50, prompt.expand(2, -1, -1), added_cond_kwargs=more)
    side = int(seen[0].shape[1] ** 0.5)
    wanted = seen[0].transpose(1, 2).reshape(2, 16, side, side)
    assert torch.allclose(got, wanted, atol=1e-4) and wanted.std() > 1e-3


def test_attention_of_an_xl_u_net_can_be_asked(mine):
    maps = cross_maps.CrossMaps(load_networks(mine("xl", "unet"), "cpu").generator, 100)
    noisy, text = maps.latents(np.full((1, 3, 64, 64), 90, np.uint8)), maps.text("{word}", "road")
    seen = [maps.look(noisy, running)[0] for running in (None, text)]
    made = [maps.scores(s, maps.asked([text]), cross_maps.Rule(), None, (64, 64)) for s in seen]
    assert all(m.min() == 0 and m.max() == 1 for m in made) and np.abs(made[0] - made[1]).max() > 1e-3


@pytest.mark.parametrize("word", ["unipc", "lcm"])
def test_a_sampler_is_the_one_of_diffusers(tiny, word):
    from terralex.core.model.pipelines import SAMPLERS
    from terralex.core.progress import CancelToken

    generator = tiny.networks.generator
    wish = [("an aerial photo of {word}", "road")]
    drawn = {
        s: next(d.chunk for d in generator.pictures(wish, 0, 2, 3, 2.0, CancelToken(), s) if d.chunk)[1]
        for s in ("dpmsolver++", word)
    }
    assert type(generator.pipelines.make(word).scheduler).__name__ == SAMPLERS[word]
    assert (drawn[word] != drawn["dpmsolver++"]).mean() > 0.1
