"""Seconds a window of DiffSegmenter's two schemes against the number of words, on the same networks in the same run.

A part of `bench.py`. `diffsegmenter_onepass_over_paper` is how many times as fast one pass for eight words is as a pass
for each. The tries of both schemes take turns, the shortest counts; other programs only ever make one longer. The
windows are noise: what they cost does not depend on what is seen.
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

WORDS = (1, 2, 4, 8, 16)
AT = 8  # words of the ratio


def attention_times(pack_name: str = "starter", side: int = 256, tries: int = 3) -> dict[str, float]:
    """Prints the table.

    Args:
        pack_name: Name or folder.
        side: Of the window, pixels.
        tries: The shortest counts.

    Returns:
        The key and its value.
    """
    from terralex.core.cache.bank import Bank
    from terralex.core.methods import make_method
    from terralex.core.methods.base import Workplace
    from terralex.core.methods.diffsegmenter_costs import words_of
    from terralex.core.model.device import pick_device
    from terralex.core.model.networks import load_networks
    from terralex.core.packs import find_pack

    pack, device = find_pack(pack_name), pick_device("auto")
    networks = load_networks(pack, device, threads=1)
    picture = np.random.default_rng(0).integers(0, 256, (1, 3, side, side), np.uint8)
    with TemporaryDirectory() as folder:

        def method(scheme: str) -> Any:
            options = pack.options("balanced", {"scheme": scheme}, "diffsegmenter")
            return make_method("diffsegmenter", Workplace(networks, pack, options, 0, Bank(Path(folder)), device))

        schemes = {scheme: method(scheme) for scheme in ("onepass", "paper")}
        seen = {scheme: one.encode(picture)[0] for scheme, one in schemes.items()}
        kept = {scheme: sum(a.nbytes for a in features.values()) / 1e6 for scheme, features in seen.items()}
        work = {("encode", scheme, 0): partial(one.encode, picture) for scheme, one in schemes.items()}
        for count in WORDS:
            words = words_of(pack.words, count)
            work |= {("score", s, count): one.scoring(words, seen[s], side) for s, one in schemes.items()}
        took = dict.fromkeys(work, np.inf)
        for _ in range(tries):
            for name, call in work.items():
                began = time.monotonic()
                call()
                took[name] = min(took[name], time.monotonic() - began)
    print(f"{pack.name}, {side} px, {device}; kept of a window: {kept['onepass']:.2f} and {kept['paper']:.3f} MB")
    print("| words | one pass: encode + score, s | as published, s | times as fast |\n|---|---|---|---|")
    ratio = {}
    for count in WORDS:
        whole = {s: took["encode", s, 0] + took["score", s, count] for s in schemes}
        ratio[count] = whole["paper"] / whole["onepass"]
        parts = f"{took['encode', 'onepass', 0]:.4f} + {took['score', 'onepass', count]:.4f}"
        print(f"| {count} | {parts} | {whole['paper']:.4f} | {ratio[count]:.2f} |")
    return {"diffsegmenter_onepass_over_paper": ratio[AT]}
