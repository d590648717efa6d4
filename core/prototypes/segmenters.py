"""Unsupervised segmenters: what proposes class-free masks of support pictures, all behind one call.

Sources: TokenCut (Wang et al., CVPR 2022) and MaskCut (Wang et al., CVPR 2023): normalised cuts of the graph of a
picture's tokens. Which proposal is the word is decided by attribution, in core/prototypes/masks.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from PIL import Image
from scipy import ndimage
from scipy.sparse.linalg import ArpackError, eigsh
from threadpoolctl import threadpool_limits

from ..errors import InputError
from ..options import PrototypeOptions
from .calibration import calibration_of

if TYPE_CHECKING:
    from ..model.networks import Networks

TOKENCUT = (0.2, 1)  # affinity threshold, masks a picture
MASKCUT = (0.15, 3)
WEAK = 1e-5  # affinity of tokens below the threshold; the graph stays connected
LARGEST_OVERLAP = 0.5  # of a further mask with those before it (MaskCut)
SMALLEST_SHARE = 0.01  # of the picture, of a further mask (MaskCut)


class Segmenter(Protocol):
    """Proposes masks.

    Attributes:
        made_by: Plain values that decide its masks, for the bank and the recipe.
    """

    made_by: dict[str, Any]

    def __call__(self, word: str, index: int, picture: np.ndarray) -> np.ndarray:
        """Masks (R, s, s) bool, R at least 0, of picture `index` (3, s, s) uint8 of a word."""
        ...


def make_segmenter(options: PrototypeOptions, networks: Networks) -> Segmenter | None:
    """The segmenter that the options name; None for otsu, which needs nothing but attribution.

    Raises:
        InputError: the folder of masks is missing, or the pack has no such extractor.
    """
    if options.segmenter == "otsu":
        return None
    if options.segmenter == "folder":
        return MaskFolder(Path(options.masks_folder))
    name = options.segmenter_extractor or networks.names[0]
    listed = [e["name"] for e in networks.pack.manifest["extractors"]]
    if name not in listed:
        raise InputError(
            f"The pack “{networks.pack.name}” has no extractor “{name}” whose keys could be cut.",
            f"“segmenter_extractor” may be: {', '.join(listed)}.",
        )

    mean = calibration_of(networks.pack).get(f"{name}.mean")

    def keys(picture: np.ndarray) -> np.ndarray:
        found = networks.extractor(name).encode(picture[None], support=True)[0].cpu().numpy()
        return found if mean is None else found - mean[:, None, None]

    cut = KeyCut(options.segmenter, name, keys, *(TOKENCUT if options.segmenter == "tokencut" else MASKCUT))
    if mean is not None:  # as features are compared; uncentred, the keys of a small network are all alike
        cut.made_by["centred"] = True
    return cut


class KeyCut:
    """Normalised cuts of an extractor's keys."""

    def __init__(self, kind: str, name: str, keys: Callable[[np.ndarray], np.ndarray], tau: float, most: int) -> None:
        self.made_by: dict[str, Any] = {"segmenter": kind, "keys_of": name, "tau": tau, "most": most}
        self.keys, self.tau, self.most = keys, tau, most

    def __call__(self, word: str, index: int, picture: np.ndarray) -> np.ndarray:
        """One mask for each cut that found something."""
        side = picture.shape[1]
        found = cut_masks(self.keys(picture), self.tau, self.most)
        rows, cols = (np.arange(side) * n // side for n in found.shape[1:])
        return found[:, rows][:, :, cols]


def cut_masks(keys: np.ndarray, tau: float, most: int) -> np.ndarray:
    """Foregrounds of repeated normalised cuts; what was found is taken out before the next cut.

    Args:
        keys: (D, h, w) of any float type.
        tau: Cosine above which two tokens are neighbours.
        most: How many cuts.

    Returns:
        (R, h, w) bool, R at most `most`.
    """
    D, h, w = keys.shape
    tokens = keys.reshape(D, -1).astype(np.float64)
    tokens = tokens / np.maximum(np.linalg.norm(tokens, axis=0), 1e-12)
    near = np.where(tokens.T @ tokens > tau, 1.0, WEAK)
    taken = np.zeros(h * w, bool)
    found: list[np.ndarray] = []
    for _ in range(most):
        near[taken], near[:, taken] = WEAK, WEAK
        left = near[~taken][:, ~taken]
        vector = second_vector(near) if left.size and left.min() < left.max() else None
        if vector is None:  # none, or everything is like everything: any cut would be as good
            break
        mask = foreground(vector.reshape(h, w), corners=most > 1).ravel()
        if found and (mask.mean() <= SMALLEST_SHARE or (mask & taken).sum() > LARGEST_OVERLAP * (mask | taken).sum()):
            break
        found.append(mask)
        taken |= mask
    return np.array(found, bool).reshape(-1, h, w)


def second_vector(near: np.ndarray) -> np.ndarray | None:
    """The generalised eigenvector of (D - A, D) with the second smallest eigenvalue; None where there is none.

    It is found as the second largest one of the symmetric D^-1/2 A D^-1/2, from a fixed start and with one thread.

    Args:
        near: (n, n) symmetric, positive affinities A.
    """
    if len(near) < 4:
        return None
    root = np.sqrt(near.sum(1))
    start = np.random.default_rng(0).normal(size=len(near))
    try:
        with threadpool_limits(1):
            values, vectors = eigsh(near / root[:, None] / root[None, :], k=2, which="LA", v0=start)
    except ArpackError:  # no convergence: all tokens alike
        return None
    return vectors[:, values.argmin()] / root


def foreground(vector: np.ndarray, corners: bool) -> np.ndarray:
    """The side of a cut that is the object: the connected part around the token furthest from the cut.

    Args:
        vector: (h, w), an eigenvector of either sign.
        corners: Whether a side that holds three corners of the picture is the background (MaskCut).
    """
    side = vector > vector.mean()
    if not side[np.unravel_index(np.abs(vector).argmax(), vector.shape)]:
        side, vector = ~side, -vector
    if corners and min(side.shape) > 1 and side[:: side.shape[0] - 1, :: side.shape[1] - 1].sum() >= 3:
        side, vector = ~side, -vector
    parts, _ = ndimage.label(side)
    seed = np.unravel_index(np.where(side, vector, -np.inf).argmax(), vector.shape)
    return parts == parts[seed]


class MaskFolder:
    """Masks that the user painted over the pictures of the gallery: FOLDER/WORD/000.png, each value above 0 a mask."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise InputError(f"There is no folder of masks {folder}.", "“masks_folder” holds WORD/000.png and so on.")
        self.folder = folder
        digest = hashlib.sha256()
        for path in sorted(path for path in folder.glob("*/*.png") if path.is_file()):
            digest.update(f"{path.parent.name}/{path.name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
        self.made_by: dict[str, Any] = {"segmenter": "folder", "masks": digest.hexdigest()}

    def __call__(self, word: str, index: int, picture: np.ndarray) -> np.ndarray:
        """The masks of that picture; none where there is no file."""
        path = self.folder / word / f"{index:03}.png"
        if not path.is_file():
            return np.zeros((0, *picture.shape[1:]), bool)
        try:
            with Image.open(path) as file:
                values = np.asarray(file.convert("L") if file.mode not in ("L", "P", "1") else file)
        except (OSError, SyntaxError) as error:
            raise InputError(f"The mask {word}/{path.name} cannot be read.", "Save it as PNG.") from error
        if values.shape != picture.shape[1:]:
            raise InputError(
                f"The mask {word}/{path.name} has {values.shape[1]} x {values.shape[0]} px, its picture "
                f"{picture.shape[2]} x {picture.shape[1]}.",
                "Paint it over the picture of the same name.",
            )
        return np.array([values == value for value in np.unique(values) if value], bool).reshape(-1, *values.shape)
