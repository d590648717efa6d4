"""The manifests of the big packs: complete, explained, free of restrictions, and true of the networks' own classes."""

import pytest
import torch
from terralex.core.options import resolve_options
from terralex.core.packs import EMBEDDED, read_pack
from terralex.core.packs.store.rules import check_installable, restricted

BIG = ("ovdiff", "aerial")


@pytest.fixture(scope="module", autouse=True)
def libraries():
    """Before any of them is imported."""
    from terralex.core.model.libraries import prepare_libraries

    prepare_libraries()


def unet(cross_attention_dim, **more):
    from diffusers import UNet2DConditionModel

    with torch.device("meta"):
        return UNet2DConditionModel(sample_size=64, cross_attention_dim=cross_attention_dim, **more)


UNETS = {  # Stable Diffusion 1.5, and 2.1-base
    "ovdiff": lambda: unet(768, attention_head_dim=8),
    "aerial": lambda: unet(1024, attention_head_dim=[5, 10, 20, 20], use_linear_projection=True),
}


@pytest.fixture(params=BIG)
def pack(request):
    return read_pack(EMBEDDED / request.param)


def test_a_big_pack_can_be_installed_and_its_presets_are_options(pack):
    check_installable(pack.manifest)
    assert not pack.fetched and pack.words is None
    for preset in pack.manifest["presets"].values():
        resolve_options(pack.manifest["defaults"], preset)
    assert {e["source"] for e in pack.manifest["files"]} == set(pack.manifest["sources"])


def test_no_part_is_gated_or_forbids_commercial_use(pack):
    assert restricted(pack.manifest) == []
    assert all(row["licence"] and row["licence_url"].startswith("https://") for row in pack.licences)


def constants(value, path=""):
    """Dotted paths of everything in a manifest that is a choice."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("name", "kind", "folder"):
                yield from constants(inner, f"{path}.{key}")
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner in value:
            yield from constants(inner, f"{path}.{inner['name']}" if "name" in inner else path)
    elif value is not None:
        yield path.lstrip(".")


def test_every_constant_has_its_source_beside_it(pack):
    chosen = {
        k: pack.manifest[k] for k in ("resolutions", "generator", "extractors", "classifier", "defaults", "presets")
    }
    because = pack.manifest["because"]
    for path in constants(chosen):
        assert path in because or path.rpartition(".")[0] in because, f"{path} has no reason"
    for path in because:
        top = path.split(".")[0]
        assert path in ("estimated_bytes", "resolutions") or path in set(constants(chosen)) or top == "sources", path


def test_the_papers_numbers_are_the_papers():
    pack = read_pack(EMBEDDED / "ovdiff")
    options = resolve_options(pack.manifest["defaults"])
    assert (options.pictures, options.parts, options.steps, options.guidance) == (32, 32, 30, 8.0)
    assert (options.windows, options.stride, options.sampler) == ((448, 336), 224, "dpmsolver++")
    assert (options.stuff_cosine, options.background_constant) == (0.85, 0.72)
    assert pack.manifest["resolutions"][0]["prompt"] == "A good picture of a {word}"
    assert pack.manifest["extractors"][0]["timestep"] == 200


def test_the_u_nets_layers_have_the_channels_that_the_manifest_says(pack):
    spec = next(e for e in pack.manifest["extractors"] if e["kind"] == "unet")
    model = UNETS[pack.name]()
    widths = [model.get_submodule(f"{layer}.to_q").out_features for layer in spec["layers"]]
    assert sum(widths) == spec["dim"] == 7680 and len(widths) == 9
    listed = [name.removesuffix(".to_q") for name, _ in model.named_modules() if name.endswith("attn2.to_q")]
    down, mid, up = ([n for n in listed if n.startswith(part)] for part in ("down", "mid", "up"))
    in_order = [*down, *mid, *up]  # of the authors' list: 0, 6 to 12, 15
    assert spec["layers"] == [in_order[i] for i in (0, *range(6, 13), 15)]


def test_queries_of_the_full_size_u_net_have_the_papers_shapes(pack):
    """A picture of 512 px, on tensors without numbers: shapes are computed and nothing else."""
    spec, seen = next(e for e in pack.manifest["extractors"] if e["kind"] == "unet"), {}
    model = UNETS[pack.name]()
    for layer in spec["layers"]:
        module = model.get_submodule(f"{layer}.to_q")
        module.register_forward_hook(lambda _m, _a, out, layer=layer: seen.update({layer: tuple(out.shape)}))
    with torch.device("meta"), torch.inference_mode():
        model(torch.zeros(1, 4, 64, 64), torch.zeros(1), torch.zeros(1, 77, model.config.cross_attention_dim))
    sides = {"down_blocks.0": 64, "mid_block": 8, "up_blocks.1": 16, "up_blocks.2": 32, "up_blocks.3": 64}
    widths = {64: 320, 32: 640, 16: 1280, 8: 1280}
    for layer in spec["layers"]:
        side = next(side for place, side in sides.items() if layer.startswith(place))
        assert seen[layer] == (1, side * side, widths[side])


def test_the_vits_of_the_paper_give_the_papers_grids():
    """Keys 768 at 64 x 64 (DINO) and 32 x 32 (CLIP) cells of a support picture; 56 x 56 and 28 x 28 of a window."""
    import open_clip
    import timm

    with torch.device("meta"):
        dino = timm.create_model("vit_base_patch8_224.dino", pretrained=False, num_classes=0, dynamic_img_size=True)
    clip = open_clip.create_model("ViT-B-16", device="meta").visual
    seen = []
    dino.blocks[11].attn.qkv.register_forward_hook(lambda _m, _a, out: seen.append(tuple(out.shape)))
    with torch.device("meta"), torch.inference_mode():
        for side in (512, 448):
            dino(torch.zeros(1, 3, side, side))
    assert seen == [(1, 1 + 64 * 64, 3 * 768), (1, 1 + 56 * 56, 3 * 768)]
    assert [side // clip.patch_size[0] for side in (512, 448)] == [32, 28]
    assert clip.transformer.resblocks[10].attn.embed_dim == 768 and len(clip.transformer.resblocks) - 2 == 10


def test_the_other_networks_have_the_layers_and_channels_that_the_manifests_say():
    import open_clip
    import timm
    from transformers import Dinov2Config

    specs = {e["name"]: e for name in BIG for e in read_pack(EMBEDDED / name).manifest["extractors"]}
    with torch.device("meta"):
        dino = timm.create_model("vit_base_patch8_224.dino", pretrained=False)
        clip = open_clip.create_model("ViT-B-16", device="meta")
    layer = specs["dino"]["layer"].partition(":")[0]
    assert dino.get_submodule(layer).out_features == 3 * specs["dino"]["dim"] and len(dino.blocks) == 12
    assert dino.patch_embed.patch_size == (specs["dino"]["stride"],) * 2
    block = clip.get_submodule(specs["clip"]["layer"].partition(":")[0])
    assert block.attn.embed_dim == specs["clip"]["dim"] and len(clip.visual.transformer.resblocks) == 12
    assert clip.visual.patch_size == (specs["clip"]["stride"],) * 2
    config = Dinov2Config()  # its defaults are the base model
    assert (config.hidden_size, config.patch_size) == (specs["dinov2"]["dim"], specs["dinov2"]["stride"])
