"""Makes docs/images/map.jpg, the README's picture, from the map that `make demo` has left."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 1400  # pixels; sharp on a wide page and about 0.3 MB


def main() -> None:
    """Read demo/map.png, write the smaller picture."""
    with Image.open(ROOT / "demo" / "map.png") as picture:
        height = round(picture.height * WIDTH / picture.width)
        small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
    target = ROOT / "docs" / "images" / "map.jpg"
    target.parent.mkdir(parents=True, exist_ok=True)
    small.save(target, quality=86, optimize=True, subsampling=0)


if __name__ == "__main__":
    main()
