"""Pictures that people give: every usual kind is read sensibly, and what is none or too much is refused in words."""

import io
import os
import struct
import zlib

import numpy as np
import pytest
from PIL import Image
from terralex.core.errors import InputError
from terralex.core.files.own_picture import MOST_PIXELS, from_png, read_own_picture, to_png

SIDE = 64
COLOUR = (200, 120, 40)


def saved(tmp_path, image, name="a.png", **more):
    image.save(tmp_path / name, **more)
    return tmp_path / name


def field(mode="RGB", size=(40, 20)):
    return Image.new("RGB", size, COLOUR).convert(mode)


@pytest.mark.parametrize(
    ("mode", "name"),
    [("RGB", "a.png"), ("RGB", "a.jpg"), ("CMYK", "a.jpg"), ("CMYK", "a.tif"), ("P", "a.png"), ("RGB", "a.bmp"),
     ("RGB", "a.webp"), ("YCbCr", "a.jpg"), ("LAB", "a.tif"), ("RGBA", "a.png")],
)  # fmt: skip
def test_usual_kinds_show_their_colours_in_the_middle_of_a_square(tmp_path, mode, name):
    colours, clear, note = read_own_picture(saved(tmp_path, field(mode), name), SIDE)
    assert colours.shape == (3, SIDE, SIDE) and colours.dtype == np.uint8 and note == ""
    inside = np.zeros((SIDE, SIDE), bool)
    inside[22:42, 12:52] = True
    assert (clear == inside).all()  # as large as it is: a small picture is not blown up
    assert np.abs(colours[:, inside].mean(1) - COLOUR).max() < 12


def test_a_large_picture_is_shrunk_and_that_is_told(tmp_path):
    colours, clear, note = read_own_picture(saved(tmp_path, field(size=(600, 300))), SIDE)
    assert clear.sum() == 64 * 32 and "600 x 300 pixels and was shrunk to 64" in note
    assert np.abs(colours.mean((1, 2)) - COLOUR).max() < 2  # around it the picture is mirrored


def test_transparent_places_do_not_count(tmp_path):
    layers = np.zeros((SIDE, SIDE, 4), np.uint8)
    layers[..., :3] = COLOUR
    layers[10:20, 30:50, 3] = 255
    _, clear, _ = read_own_picture(saved(tmp_path, Image.fromarray(layers)), SIDE)
    assert clear.sum() == 200 and clear[10:20, 30:50].all()
    palette = Image.fromarray(layers[..., :3]).quantize(4)
    palette.putpixel((0, 0), 3)
    _, clear, _ = read_own_picture(saved(tmp_path, palette, "p.png", transparency=3), SIDE)
    assert not clear[0, 0]
    layers[..., 3] = 0
    with pytest.raises(InputError, match="is transparent everywhere"):
        read_own_picture(saved(tmp_path, Image.fromarray(layers)), SIDE)


def test_sixteen_bits_and_floats_are_stretched(tmp_path):
    ramp = np.linspace(1000, 3000, SIDE * SIDE).reshape(SIDE, SIDE)
    for values, name in ((ramp.astype(np.uint16), "a.png"), (ramp.astype(np.float32), "a.tif")):
        colours, clear, _ = read_own_picture(saved(tmp_path, Image.fromarray(values), name), SIDE)
        assert (colours.min(), colours.max()) == (0, 255) and clear.all() and (colours[0] == colours[2]).all()
    holes = ramp.astype(np.float32)
    holes[0, 0] = np.nan
    colours, _, _ = read_own_picture(saved(tmp_path, Image.fromarray(holes), "n.tif"), SIDE)
    assert colours.max() == 255
    flat = Image.fromarray(np.full((SIDE, SIDE), 7, np.uint16))
    assert read_own_picture(saved(tmp_path, flat, "f.png"), SIDE)[0].max() == 0


def test_a_picture_of_a_camera_stands_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    _, clear, _ = read_own_picture(saved(tmp_path, field(), "a.jpg", exif=exif), SIDE)
    assert clear[12:52, 22:42].all() and clear.sum() == 800


def png_saying(width, height):
    """A PNG of a few bytes that says it is of that size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "cannot be read as a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot be read as a picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "cannot be read as a picture"),
        (b"GIF89a" + b"\0" * 50, "cannot be read as a picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 100, "cannot be read as a picture"),
        (png_saying(40, 40), "cannot be read as a picture"),
        (png_saying(60_000, 60_000), "has too many pixels"),
        (png_saying(9_000, 9_000), "has too many pixels"),
    ],
)
def test_what_is_no_picture_or_too_much_of_one_is_refused(tmp_path, body, told):
    (tmp_path / "x.png").write_bytes(body)
    with pytest.raises(InputError, match=f"x.png {told}") as error:
        read_own_picture(tmp_path / "x.png", SIDE)
    assert error.value.hint
    assert MOST_PIXELS < 9_000**2


@pytest.mark.parametrize(
    ("size", "told"), [((1, 1), "shows nothing"), ((7, 40), "shows nothing"), ((200, 20), "a strip")]
)
def test_what_shows_nothing_is_refused(tmp_path, size, told):
    with pytest.raises(InputError, match=told):
        read_own_picture(saved(tmp_path, field(size=size)), SIDE)


def test_only_plain_files_of_a_stated_size_are_read(tmp_path, monkeypatch):
    with pytest.raises(InputError, match="There is no file"):
        read_own_picture(tmp_path / "no.png", SIDE)
    with pytest.raises(InputError, match="cannot be read as a picture"):
        read_own_picture(tmp_path, SIDE)
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(InputError, match="cannot be read as a picture"):
        read_own_picture(tmp_path / "pipe.png", SIDE)
    monkeypatch.setattr("terralex.core.files.own_picture.MOST_MB", 0)
    with pytest.raises(InputError, match="cannot be read as a picture"):
        read_own_picture(saved(tmp_path, field()), SIDE)


def test_a_chip_comes_back_as_it_was(tmp_path):
    random = np.random.default_rng(1)
    colours, clear = random.integers(0, 256, (3, SIDE, SIDE), np.uint8), random.random((SIDE, SIDE)) > 0.5
    data = to_png(colours, clear)
    assert data == to_png(colours.copy(), clear.copy())
    back, mask = from_png(data, SIDE)
    assert (back == colours).all() and (mask == clear).all()


@pytest.mark.parametrize("kind", ["other size", "other mode", "other format", "cut off", "says too much"])
def test_what_is_no_chip_is_told(kind):
    good = to_png(np.zeros((3, SIDE, SIDE), np.uint8), np.ones((SIDE, SIDE), bool))
    file = io.BytesIO()
    Image.new("RGB", (SIDE, SIDE)).save(file, "JPEG" if kind == "other format" else "PNG")
    bad = {"other mode": file.getvalue(), "other format": file.getvalue(), "cut off": good[: len(good) // 2]}
    with pytest.raises(InputError, match="of your own in this run's folder is damaged"):
        from_png(
            bad.get(kind, png_saying(60_000, 60_000) if kind == "says too much" else good),
            32 if "size" in kind else SIDE,
        )
