"""Makes small files of the pictures that scripts/pictures has taken: scripts/pictures_store.py FROM TO.

A picture with much of a map in it becomes a JPEG, any other a PNG of few colours; the dark one is as the light one.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

LARGEST, ALL = 150_000, 4_500_000  # bytes of a picture, and of all of them: the zip may have 25 MB
COLOURS = 192
QUALITY = 72
PNG_IS_GOOD = 60_000  # bytes; a PNG that is larger shows a map


def as_png(picture: Image.Image) -> bytes:
    """Few colours, no dither: what widgets are made of."""
    body = BytesIO()
    picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(body, "PNG", optimize=True)
    return body.getvalue()


def as_jpeg(picture: Image.Image) -> bytes:
    """For maps."""
    body = BytesIO()
    picture.save(body, "JPEG", quality=QUALITY, optimize=True, progressive=True, subsampling=0)
    return body.getvalue()


def pair(name: str, taken: Path, target: Path) -> list[str]:
    """Write a picture and its dark twin; returns what is wrong with them."""
    looks = {}
    for stem in (name, f"{name}-dark"):
        path = taken / f"{stem}.png"
        if not path.exists():  # one look alone was asked for
            continue
        with Image.open(path) as opened:
            looks[stem] = opened.convert("RGB")
        if len(looks[stem].getcolors(1 << 24) or ()) < 8:
            return [f"{stem} is empty"]
    flat = len(as_png(looks[min(looks)])) <= PNG_IS_GOOD
    problems = []
    for stem, picture in looks.items():
        body = as_png(picture) if flat else as_jpeg(picture)
        for suffix in (".png", ".jpg"):
            (target / f"{stem}{suffix}").unlink(missing_ok=True)
        path = target / f"{stem}{'.png' if flat else '.jpg'}"
        path.write_bytes(body)
        print(f"pictures: {path.name}, {picture.width} x {picture.height}, {len(body) / 1000:.0f} kB")
        if len(body) > LARGEST:
            problems.append(f"{path.name} has {len(body)} bytes; {LARGEST} are allowed")
    return problems


def main(taken: Path, target: Path) -> int:
    """Write all files; 1 where a picture is missing, empty or too large."""
    target.mkdir(parents=True, exist_ok=True)
    problems = []
    for name in sorted({path.stem.removesuffix("-dark") for path in taken.glob("*.png")}):
        problems += pair(name, taken, target)
    total = sum(path.stat().st_size for path in target.iterdir())
    print(f"pictures: all in {target}: {total / 1e6:.2f} MB")
    if total > ALL:
        problems.append(f"all pictures have {total} bytes; {ALL} are allowed")
    for problem in problems:
        print(f"pictures: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
