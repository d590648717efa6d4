"""A pack's numbers by which its features are centred and its words calibrated, where it has them."""

from __future__ import annotations

import numpy as np

from ..errors import ModelError
from ..packs import Pack


def calibration_of(pack: Pack) -> dict[str, np.ndarray]:
    """Float32 arrays by name, `<extractor>.mean` (D) and `<extractor>.reference.<resolution>` (P, D); or none.

    Raises:
        ModelError: the file that the pack names cannot be read.
    """
    spec = pack.manifest.get("calibration")
    if not spec:
        return {}
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        return {k: a.astype(np.float32) for k, a in load_file(pack.root / spec["file"]).items()}
    except (OSError, SafetensorError) as error:
        raise ModelError(
            f"The calibration of the pack “{pack.name}” cannot be read.", "Fetch or copy the pack again."
        ) from error
