"""Keeps the network libraries offline. Imported before anything else by whatever starts the engine.

huggingface_hub reads its variable once, when it is imported; so the variables are set here and not where a network is
first opened. Packs are fetched without these libraries (core/packs/store/http.py), so a fetch needs no exception.
"""

from __future__ import annotations

import os
import sys

VARIABLES = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "DIFFUSERS_OFFLINE", "HF_DATASETS_OFFLINE")
SILENT = ("HF_HUB_DISABLE_TELEMETRY", "HF_HUB_DISABLE_PROGRESS_BARS", "DO_NOT_TRACK")


def stay_offline() -> None:
    """Set the variables, and correct a huggingface_hub that was imported before."""
    for name in (*VARIABLES, *SILENT):
        os.environ[name] = "1"
    imported = sys.modules.get("huggingface_hub.constants")
    if imported is not None:
        imported.HF_HUB_OFFLINE = True  # type: ignore[attr-defined]


stay_offline()
