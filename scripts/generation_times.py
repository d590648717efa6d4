"""What a class takes over the bare pipeline that draws it, for `bench.py`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bare_pipeline import draw_bare, without_attribution

WORD = "building"  # a thing: its surroundings are learned, too
WIDTHS, TOKENS, TEXT = (320, 640), 77, 768  # of Stable Diffusion 1.5
SIDE = 32  # of the latent, half of the trained one: attn2 is a larger share of the work there, and seconds suffice


def generation_times(pack_name: str = "starter", tries: int = 3) -> dict[str, float]:
    """The starter pack, balanced: 16 pictures of a word, on all cores; tries take turns and the shortest counts.

    - `attribution_over_bare_pipeline`: drawing them with attribution over diffusers' own pipeline with the same
      networks, pictures, batches and threads. The goal is 1.15.
    - `attribution_over_bare_pipeline_sd`: one call of a U-Net with the widths of Stable Diffusion 1.5's first two
      levels, one layer each, random weights, guided (batch 2), recording over not. The goal is 1.15.
    - `prototypes_over_generation`: everything for the class, from the word to prototypes in an empty bank, over the
      bare pipeline. The goal is 1.20.
    """
    from terralex.core.model.device import pick_device
    from terralex.core.model.networks import load_networks
    from terralex.core.packs import find_pack

    pack, device = find_pack(pack_name), pick_device("auto")
    options = pack.options("balanced", {}, "ovdiff")
    networks = load_networks(pack, device, options.extractors, _cores())  # those of a run
    found = shortest(
        {**drawing(networks, pack, options), "class": lambda: learned(networks, pack, options, device)}, tries
    )
    print(
        f"{pack.name}, {device}: {options.pictures} pictures: " + ", ".join(f"{k} {v:.2f} s" for k, v in found.items())
    )
    return {
        "attribution_over_bare_pipeline": found["attribution"] / found["bare"],
        "attribution_over_bare_pipeline_sd": large_unet(tries),
        "prototypes_over_generation": found["class"] / found["bare"],
    }


def drawing(networks: Any, pack: Any, options: Any) -> dict[str, Callable[[], Any]]:
    """The options' pictures of the word, "bare" and with "attribution"."""
    template, generator = pack.manifest["resolutions"][0]["prompt"], networks.generator
    prompt = template.replace("{word}", WORD)

    def drawn() -> None:
        from terralex.core.progress import CancelToken

        wish = [(template, WORD)]
        told = generator.pictures(
            wish, 0, options.pictures, options.steps, options.guidance, CancelToken(), options.sampler
        )
        for _ in told:
            pass

    return {"bare": lambda: draw_bare(generator, prompt, options, networks.threads), "attribution": drawn}


def shortest(work: Mapping[str, Callable[[], Any]], tries: int) -> dict[str, float]:
    """Seconds of each, the shortest of so many tries that take turns, after one that does not count."""
    took = dict.fromkeys(work, float("inf"))
    for number in range(tries + 1):
        for name, call in work.items():
            began = time.monotonic()
            call()
            if number:
                took[name] = min(took[name], time.monotonic() - began)
    return took


def large_unet(tries: int) -> float:
    """See `attribution_over_bare_pipeline_sd`."""
    import torch
    from terralex.core.model.attention import install
    from terralex.core.model.libraries import prepare_libraries

    prepare_libraries()
    from diffusers import UNet2DConditionModel

    torch.manual_seed(0)
    torch.set_num_threads(_cores())
    unet = UNet2DConditionModel(
        sample_size=SIDE,
        cross_attention_dim=TEXT,
        attention_head_dim=8,
        block_out_channels=WIDTHS,
        layers_per_block=1,
        down_block_types=("CrossAttnDownBlock2D",) * 2,
        up_block_types=("CrossAttnUpBlock2D",) * 2,
    ).eval()
    recorder = install(unet)
    if recorder is None:
        raise ValueError("this U-Net has no plain cross-attention")
    latent, text = torch.randn(2, 4, SIDE, SIDE), torch.randn(2, TOKENS, TEXT)

    @torch.inference_mode()
    def recording() -> None:
        with recorder.recording([(5,)], SIDE):
            unet(latent, 500, text)
            recorder.maps()

    @torch.inference_mode()
    def bare() -> None:
        with without_attribution(unet):
            unet(latent, 500, text)

    found = shortest({"bare": bare, "recording": recording}, tries)
    print(f"a U-Net of large shapes: {found['bare']:.2f} s, recording {found['recording']:.2f} s")
    return found["recording"] / found["bare"]


def learned(networks: Any, pack: Any, options: Any, device: str) -> None:
    """A class from its word to prototypes, nothing found from before; what it has to tell is printed."""
    from terralex.core.cache.bank import Bank
    from terralex.core.methods import make_method
    from terralex.core.methods.base import Brief, Workplace
    from terralex.core.packs import resolve_classes
    from terralex.core.progress import CancelToken, Note, result_of
    from terralex.core.vocabulary import parse_names

    classes = tuple(parse_names(WORD))
    with tempfile.TemporaryDirectory() as scratch:
        method = make_method("ovdiff", Workplace(networks, pack, options, 0, Bank(Path(scratch)), device))
        brief = Brief(classes, resolve_classes(pack, classes), pack.resolutions[0])
        result_of(method.prepare(brief, CancelToken()), lambda news: print(news) if isinstance(news, Note) else None)


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    print(generation_times())
