"""Layers of services that the engine cannot open: fetched whole, right to the pixel, or not at all."""

import threading
import time
from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QTimer
from rasterio.windows import from_bounds
from terralex.core.config import Area
from terralex.core.errors import Cancelled, InputError, OutputError
from terralex.core.packs import Resolution
from terralex.core.progress import CancelToken, result_of
from terralex.core.protocol import NoteEvent, ProgressEvent
from terralex.plugin import settings
from terralex.plugin.area.areas import area_of_rectangle
from terralex.plugin.engine.task import EngineTask
from terralex.plugin.snapshots.export import export
from terralex.plugin.snapshots.order import estimate, order_for

from ..tile_server import STEP, ZOOM, bounds, serving, world

MERCATOR = QgsCoordinateReferenceSystem("EPSG:3857")
FINE = (Resolution(0.4, 0.2, 1.0), Resolution(10.0, 5.0, 20.0))
QUICK = {"patience_s": 20.0, "pause_s": 0.02}


@pytest.fixture
def server(qgis_app, tmp_path):
    with serving() as made:
        yield made


def xyz(server, more="", name="photo"):
    layer = QgsRasterLayer(f"type=xyz&url={server.root}/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax={ZOOM}{more}", name, "wms")
    assert layer.isValid()
    return layer


def wms(server, crs="EPSG:3857"):
    layer = QgsRasterLayer(
        f"contextualWMSLegend=0&crs={crs}&format=image/png&layers=photo&styles=&url={server.root}/wms", "photo", "wms"
    )
    assert layer.isValid(), layer.error().message()
    return layer


def wmts(server):
    layer = QgsRasterLayer(
        "crs=EPSG:3857&format=image/png&layers=photo&styles=default&tileMatrixSet=world"
        f"&url={server.root}/wmts?SERVICE%3DWMTS%26REQUEST%3DGetCapabilities",
        "photo",
        "wms",
    )
    assert layer.isValid(), layer.error().message()
    return layer


def rectangle(layer, left, top, right, bottom):
    """An area by pixels of the world."""
    return area_of_rectangle(QgsRectangle(*bounds(left, top, right, bottom)), MERCATOR, layer)


def run(order, folder, token=None, **patience):
    """Export, here and now; the file and what was said."""
    said, job = [], export(order, Path(folder), token or CancelToken(), **{**QUICK, **patience})
    result = result_of(job, said.append)
    return result, said


def order(layer, *area):
    return order_for(layer, rectangle(layer, *area) if area else None, FINE)


def left_in(folder):
    return sorted(path.name for path in Path(folder).glob("*")) if Path(folder).exists() else []


def shown(path, *area):
    """Pixels (rows, cols, 4) of a file in a rectangle of the world."""
    with rasterio.open(path) as data:
        window = from_bounds(*bounds(*area), data.transform)
        return np.moveaxis(data.read(window=window.round_offsets().round_lengths()), 0, -1)


@pytest.mark.parametrize("make", [xyz, wms, wmts])
def test_a_service_is_fetched_pixel_by_pixel_as_it_delivers_them(server, tmp_path, make):
    area = (600, 700, 1100, 900)
    path, said = run(order(make(server), *area), tmp_path)
    with rasterio.open(path) as data:
        assert data.count == 4 and data.dtypes[0] == "uint8" and data.crs.to_epsg() == 3857
        assert data.res[0] == pytest.approx(STEP, rel=1e-9 if make is not wms else 0.5)
        assert data.tags()["LAYER"] == "photo" and data.tags()["SOURCE"].endswith(("png", "wms photo", "wmts photo"))
    if make is not wms:
        pixels = shown(path, *area)
        assert (pixels[..., 3] == 255).all()
        np.testing.assert_array_equal(pixels[..., :3], world()[700:900, 600:1100])
    steps = [event for event in said if isinstance(event, ProgressEvent)]
    assert steps[-1].overall == 1.0 and steps[-1].done == steps[-1].total and "127.0.0.1" in steps[-1].message
    assert left_in(tmp_path) == [path.name]


def test_a_wmts_with_addresses_of_its_own_is_asked_by_them(server, tmp_path):
    server.restful = True
    path, _ = run(order(wmts(server), 600, 700, 800, 900), tmp_path)
    asked = [p for p in server.requests if "apabilities" not in p]
    assert asked and all(p.startswith(f"/wmts/default/world/{ZOOM}/") for p in asked)
    np.testing.assert_array_equal(shown(path, 600, 700, 800, 900)[..., :3], world()[700:900, 600:800])


@pytest.mark.parametrize("make", [xyz, wms])
def test_overlapping_exports_agree_pixel_by_pixel(server, tmp_path, make):
    first, _ = run(order(make(server), 500, 500, 900, 900), tmp_path)
    second, _ = run(order(make(server), 777, 633, 1400, 1300), tmp_path)
    assert first != second
    with rasterio.open(first) as a, rasterio.open(second) as b:
        assert a.res == b.res
        offsets = ((a.transform.c - b.transform.c) / a.res[0], (a.transform.f - b.transform.f) / a.res[1])
        assert all(abs(offset - round(offset)) < 1e-6 for offset in offsets)
        # whole cells apart, so that the engine's windows lie alike as well
        assert [round(offset) % 512 for offset in offsets] == [0, 0]
    common = (800, 650, 900, 900)
    np.testing.assert_array_equal(shown(first, *common), shown(second, *common))


def test_the_step_in_degrees_and_its_axes(server, tmp_path):
    layer = wms(server, "EPSG:4326")
    made = order(layer, 600, 700, 1100, 900)
    path, _ = run(made, tmp_path)
    with rasterio.open(path) as data:
        assert data.crs.to_epsg() == 4326
        dx, dy = data.res
        assert 0.3 < made.pixel_m < 0.55 and dy < dx  # a degree of longitude is shorter on the ground
        assert data.transform.c / (1024 * dx) == pytest.approx(round(data.transform.c / (1024 * dx)), abs=1e-6)
        assert data.read(4).any()
    asked = [p for p in server.requests if "GetMap" in p]
    assert "CRS=EPSG:4326" in asked[0] and "VERSION=1.3.0" in asked[0]
    south = float(asked[0].split("BBOX=")[1].split(",")[0])
    assert 40 < south < 60  # latitude comes first


def test_the_layers_style_has_no_part_in_the_picture(server, tmp_path):
    plain, dimmed = xyz(server), xyz(server)
    dimmed.setOpacity(0.2)
    dimmed.brightnessFilter().setBrightness(150)
    first, _ = run(order(plain, 600, 700, 700, 800), tmp_path / "a")
    second, _ = run(order(dimmed, 600, 700, 700, 800), tmp_path / "b")
    np.testing.assert_array_equal(shown(first, 600, 700, 700, 800), shown(second, 600, 700, 700, 800))


def test_only_cells_that_the_polygons_touch_are_asked_for(server, tmp_path):
    layer = xyz(server)
    triangle = {
        "type": "Polygon",
        "coordinates": [[list(bounds(x, y, x, y)[:2]) for x, y in ((300, 300), (2000, 300), (300, 2000), (300, 300))]],
    }
    made = order_for(layer, Area((triangle,), "EPSG:3857"), FINE)
    path, said = run(made, tmp_path)
    far = shown(path, 1600, 1600, 2000, 2000)
    assert (far == 0).all(), "the corner opposite the triangle is neither fetched nor shown"
    assert (shown(path, 300, 300, 1000, 1000)[..., 3] == 255).all()
    whole = order_for(layer, rectangle(layer, 300, 300, 2000, 2000), FINE)
    steps = [event for event in (*said, *run(whole, tmp_path)[1]) if isinstance(event, ProgressEvent)]
    assert len({step.total for step in steps}) == 2 and steps[0].total < steps[-1].total


def test_holes_stay_empty_and_are_told(server, tmp_path):
    server.holes = {(3, 3), (4, 3)}
    path, said = run(order(xyz(server), 600, 700, 1100, 1100), tmp_path)
    hole = shown(path, 768, 768, 1280, 1024)
    assert (hole == 0).all()
    around = shown(path, 600, 700, 768, 1000)
    assert (around[..., 3] == 255).all()
    notes = [event for event in said if isinstance(event, NoteEvent)]
    assert len(notes) == 1 and notes[0].level == "warning"
    assert notes[0].message.startswith("127.0.0.1 has no picture for 2 of ")
    with rasterio.open(path) as data:
        assert data.tags()["EMPTY"] == "2"


def test_a_service_without_any_picture_here_is_an_error(server, tmp_path):
    server.status = 404
    with pytest.raises(InputError, match="has no picture of this area at this resolution"):
        run(order(xyz(server), 600, 700, 700, 800), tmp_path)
    assert left_in(tmp_path) == []


@pytest.mark.parametrize(
    "wrong, told, tries",
    [
        ({"status": 500}, r"127.0.0.1 failed 4 times \(500\). Nothing was kept of it. Press Run again", 4),
        ({"status": 401}, r"127.0.0.1 refuses access to this layer \(401\)", 1),
        ({"status": 403}, r"refuses access to this layer \(403\). Check its key or login", 1),
        ({"status": 429}, r"allows no more requests for now \(429\)", 4),
        ({"status": 400}, r"does not accept the request \(400: no\)", 1),
        (
            {"kind": ("text/html", b"<html><body>Please <b>log in</b></body></html>")},
            r"something that is no picture \(“Please log in”\)",
            1,
        ),
        (
            {"kind": ("application/xml", b"<ServiceException>Layer not defined</ServiceException>")},
            r"no picture \(“Layer not defined”\)",
            1,
        ),
        ({"kind": ("image/png", b"\x89PNG\r\n\x1a\n\0\0\0 cut off")}, r"something that is no picture\.", 1),
    ],
)
def test_a_failing_service_is_told_in_a_sentence_and_nothing_is_kept(server, tmp_path, wrong, told, tries):
    for name, value in wrong.items():
        setattr(server, name, value)
    with pytest.raises(InputError, match=told):
        run(order(xyz(server), 600, 700, 700, 800), tmp_path)
    assert left_in(tmp_path) == []
    assert max(server.requests.count(path) for path in server.requests) == tries


def test_a_service_that_fails_for_a_moment_is_asked_again(server, tmp_path):
    server.failures = {503: 3, 500: 1}
    path, said = run(order(xyz(server), 600, 700, 1100, 900), tmp_path)
    np.testing.assert_array_equal(shown(path, 600, 700, 1100, 900)[..., :3], world()[700:900, 600:1100])
    assert not [event for event in said if isinstance(event, NoteEvent)]


def test_a_service_that_fails_half_way_leaves_nothing(server, tmp_path):
    made = order(xyz(server), 300, 300, 1500, 1500)
    job = export(made, tmp_path, CancelToken(), **QUICK)
    for _ in range(2):
        next(job)
    assert [name.endswith(".part") for name in left_in(tmp_path)] == [True]
    server.status = 500
    with pytest.raises(InputError, match="failed 4 times"):
        list(job)
    assert left_in(tmp_path) == []


def test_a_service_that_never_answers_is_told(server, tmp_path):
    server.delay_s = 1.0
    with pytest.raises(InputError, match="did not answer for 0 seconds, 4 times"):
        run(order(xyz(server), 600, 700, 650, 750), tmp_path, patience_s=0.15)
    assert left_in(tmp_path) == []


def test_a_service_out_of_reach_is_told(server, tmp_path):
    made = order(xyz(server), 600, 700, 650, 750)
    made.source.values["url"] = ["http://127.0.0.1:9/{z}/{x}/{y}.png"]
    with pytest.raises(InputError, match=r"127.0.0.1 cannot be reached \(Connection refused\)"):
        run(made, tmp_path)


def test_a_slow_service_is_waited_for_and_can_be_cancelled(server, tmp_path):
    server.delay_s = 0.25
    token = CancelToken()
    threading.Timer(0.6, token.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        run(order(xyz(server), 300, 300, 1500, 1500), tmp_path, token)
    assert time.monotonic() - began < 2.0
    assert left_in(tmp_path) == []
    server.delay_s = 0.05
    path, _ = run(order(xyz(server), 600, 700, 700, 800), tmp_path)
    assert (shown(path, 600, 700, 700, 800)[..., 3] == 255).all()


def test_the_same_order_is_fetched_once(server, tmp_path):
    first, _ = run(order(xyz(server), 600, 700, 700, 800), tmp_path)
    asked, stamp = len(server.requests), first.stat().st_mtime_ns
    again, said = run(order(xyz(server), 600, 700, 700, 800), tmp_path)
    assert again == first and len(server.requests) == asked and first.stat().st_mtime_ns == stamp
    assert said[0].message.startswith("The picture fetched on ") and str(first) in said[0].message


def test_headers_of_the_layer_are_sent_and_its_key_is_not_written_down(server, tmp_path):
    layer = QgsRasterLayer(
        f"type=xyz&url={server.root}/{{z}}/{{x}}/{{y}}.png?key%3Dsecret123&zmin=0&zmax={ZOOM}"
        "&referer=http://example.org/",
        "photo",
        "wms",
    )
    path, _ = run(order(layer, 600, 700, 700, 800), tmp_path)
    assert all("key=secret123" in asked for asked in server.requests)
    assert {seen["referer"] for seen in server.headers_seen} == {"http://example.org/"}
    assert b"secret123" not in path.read_bytes()


def test_user_and_password_of_the_layer_are_sent_and_not_written_down(server, tmp_path):
    path, _ = run(order(xyz(server, "&username=eva&password=open%20sesame"), 600, 700, 700, 800), tmp_path)
    assert {seen["authorization"] for seen in server.headers_seen} == {"Basic ZXZhOm9wZW4gc2VzYW1l"}
    assert b"sesame" not in path.read_bytes() and b"eva" not in path.read_bytes()


def test_what_it_takes_is_said_before(server):
    text = estimate(order(xyz(server), 600, 700, 1100, 900))
    assert text.startswith("Fetched from 127.0.0.1 first: ") and " tiles at 0.3" in text
    assert "less than a minute" in text and text.endswith("Its terms of use apply.")
    assert " pictures at " in estimate(order(wms(server), 600, 700, 1100, 900))
    assert " about " in estimate(order(wmts(server), 600, 700, 1100, 900))
    assert server.pictures == 0, "estimating asks for no picture"


@pytest.mark.parametrize("make", [xyz, wms, wmts])
def test_too_much_is_refused_with_the_number_and_the_next_step(server, make):
    with pytest.raises(InputError, match=r"would take [\d,]{7,} requests to the service; 4,000 are allowed.*smaller"):
        estimate(order(make(server)))


def test_the_limit_can_be_set(server):
    settings.put("most_requests", "3")
    with pytest.raises(InputError, match="3 are allowed in one run"):
        estimate(order(xyz(server), 600, 700, 1100, 900))


def test_too_little_room_on_the_disk_is_told_before(server, tmp_path, monkeypatch):
    full = type("usage", (), {"free": 1000})
    monkeypatch.setattr("terralex.plugin.snapshots.export.shutil.disk_usage", lambda _: full)
    with pytest.raises(OutputError, match=r"The picture needs .* MB; .* has less than 1 MB left"):
        run(order(xyz(server), 600, 700, 1100, 900), tmp_path)
    assert server.pictures == 0


def test_a_coarser_service_or_wish_takes_the_packs_coarser_resolution(server):
    layer = xyz(server, more="")
    coarse = QgsRasterLayer(f"type=xyz&url={server.root}/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax=13", "coarse", "wms")
    where = rectangle(layer, 0, 0, 2000, 2000)
    assert order_for(layer, where, FINE).pixel_m == pytest.approx(0.37, abs=0.1)
    assert order_for(coarse, where, FINE).pixel_m == pytest.approx(12, abs=3)
    assert order_for(layer, where, FINE, 10.0).pixel_m == pytest.approx(12, abs=3)


def test_the_window_stays_alive_while_a_slow_service_is_fetched(qtbot, server, tmp_path):
    """In a task as in QGIS: the main thread keeps beating."""
    server.delay_s = 0.1
    made = order(xyz(server), 500, 500, 1300, 1300)
    ended, beats = [], []
    task = EngineTask(
        "fetch", lambda token: export(made, tmp_path, token), ended.append, ended.append, lambda: ended.append(None)
    )
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start(10)
    QgsApplication.taskManager().addTask(task)
    qtbot.waitUntil(lambda: bool(ended), timeout=20000)
    timer.stop()
    assert isinstance(ended[0], Path), ended
    gaps = np.diff(beats)
    assert len(beats) > 30 and gaps.max() < 0.4
    np.testing.assert_array_equal(shown(ended[0], 500, 500, 1300, 1300)[..., :3], world()[500:1300, 500:1300])
