"""The dock tells what a run takes: measured when the computer is at rest, honest before that, better after each run."""

import json

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProject, QgsRasterLayer, QgsRectangle
from rasterio.transform import from_origin
from terralex.plugin import settings
from terralex.plugin.costs import machine
from terralex.plugin.costs.estimates import Speed
from terralex.plugin.engine.python import NoPythonError
from terralex.plugin.review.pages import MAKE

from ..costs.test_estimates import MEASURED
from ..costs.test_sight import write
from ..ends import finishing
from ..tile_server import ZOOM, bounds, serving

TIMEOUT_MS = 20000
WAIT = {"wait_cancel": True}


@pytest.fixture
def at_rest(monkeypatch):
    """A computer with nothing to do, and a dock that looks at once."""
    monkeypatch.setattr(machine, "at_rest", lambda: True)
    monkeypatch.setattr(machine, "free_memory_mb", lambda: 64000.0)


@pytest.fixture
def pack(pack):
    """One whose parts have a cost."""
    manifest = json.loads((pack / "pack.json").read_text())
    manifest.update(
        extractors=[{"name": "clip", "stride": 8, "dim": 192}],
        generator={"size_px": 64},
        defaults={"windows": [256], "stride": 128, "pictures": 16, "steps": 12},
        presets={"draft": {"pictures": 8}, "best": {"pictures": 64}},
    )
    (pack / "pack.json").write_text(json.dumps(manifest))
    return pack


@pytest.fixture
def shown(qtbot, dock, at_rest):
    """The dock on the screen, with the engine there."""
    dock.times.speeds._rest.setInterval(50)
    dock.show()
    dock.times.set_engine(True)
    qtbot.waitUntil(lambda: dock.form.costs.isVisible(), timeout=TIMEOUT_MS)
    return dock


def result(**changes):
    return {"say": {"event": "result", "result": {**MEASURED, **changes}}}


def know(dock, **changes):
    """As if it had been measured."""
    pack = dock.form.pack.currentData()
    settings.put(f"speed/{pack.hash[:16]}", Speed({**MEASURED, **changes}).to_json())
    dock.times.refresh()


def estimated(dock, speed, preset):
    """What a run takes on a computer of that speed."""
    raster, pack = dock.form.raster.currentLayer(), dock.form.pack.currentData()
    return dock.times._estimate(raster, dock.times.sight, pack, speed, preset)


def presets(dock):
    return [dock.form.preset.itemText(row) for row in range(3)]


def allow(dock):
    settings.put("measure", "")
    dock.times.refresh()


def commands(staged):
    return [request["cmd"] for request in staged.requests()]


def test_before_anything_is_measured_no_time_is_invented(shown):
    assert presets(shown) == ["Draft (fastest)", "Balanced", "Best (slowest)"]
    assert shown.form.costs.text() == "How long it takes was not measured on this computer."
    allow(shown)
    assert "not known yet" in shown.form.costs.text()


def test_without_an_engine_it_says_that_times_come_with_it(qtbot, dock, at_rest):
    def nowhere():
        raise NoPythonError("There is no Python.")

    dock._runner.remote.find_python = nowhere
    dock.show()
    qtbot.waitUntil(lambda: dock.form.costs.isVisible(), timeout=TIMEOUT_MS)
    assert "when the engine is set up" in dock.form.costs.text()


def test_it_is_measured_once_when_the_computer_is_at_rest(qtbot, shown, staged):
    staged({"sleep": 0.3}, result())
    allow(shown)
    qtbot.waitUntil(lambda: shown.times.speeds.measuring, timeout=TIMEOUT_MS)
    assert shown.form.costs.text() == "Measuring how fast this computer is…"
    assert shown.panel.run_button.isEnabled()  # nobody has to wait for it
    qtbot.waitUntil(lambda: "Balanced – " in presets(shown)[1], timeout=TIMEOUT_MS)
    assert shown.form.costs.text().startswith("Needs about ")
    qtbot.wait(200)
    assert commands(staged) == ["measure"]
    request = staged.requests()[0]["config"]
    assert request == {"pack": str(shown.form.pack.currentData().root), "device": "auto", "method": "ovdiff"}


def test_it_is_not_measured_while_the_computer_is_busy(qtbot, shown, staged, monkeypatch):
    monkeypatch.setattr(machine, "at_rest", lambda: False)
    staged(result())
    allow(shown)
    qtbot.wait(400)
    assert commands(staged) == [] and "as soon as the computer is idle" in shown.form.costs.text()
    monkeypatch.setattr(machine, "at_rest", lambda: True)
    qtbot.waitUntil(lambda: commands(staged) == ["measure"], timeout=TIMEOUT_MS)


def test_nothing_is_loaded_unasked_where_memory_is_short(qtbot, shown, staged, monkeypatch):
    monkeypatch.setattr(machine, "free_memory_mb", lambda: 800.0)
    allow(shown)
    qtbot.wait(300)
    assert commands(staged) == [] and "was not measured" in shown.form.costs.text()


def test_nothing_is_measured_while_nobody_sees_the_dock(qtbot, shown, staged):
    shown.hide()
    qtbot.waitUntil(lambda: shown.times.sight is None, timeout=TIMEOUT_MS)
    settings.put("measure", "")
    qtbot.wait(500)
    assert commands(staged) == []
    shown.show()
    qtbot.waitUntil(lambda: commands(staged) == ["measure"], timeout=TIMEOUT_MS)


def test_it_is_not_measured_while_a_run_goes_on(qtbot, shown, staged):
    staged(WAIT)
    shown.run()
    qtbot.waitUntil(lambda: commands(staged) == ["segment"], timeout=TIMEOUT_MS)
    allow(shown)
    qtbot.wait(400)
    assert commands(staged) == ["segment"]
    with qtbot.waitSignal(shown.cancelled, timeout=TIMEOUT_MS):
        shown.cancel()


def test_a_measurement_gives_way_to_a_run_and_is_made_later(qtbot, shown, staged, results):
    staged(WAIT)
    allow(shown)
    qtbot.waitUntil(lambda: commands(staged) == ["measure"], timeout=TIMEOUT_MS)
    staged(result(**results))  # for whichever of the two comes
    with finishing(qtbot, shown, TIMEOUT_MS):
        shown.run()
    shown.pages.turn(MAKE)
    qtbot.waitUntil(lambda: commands(staged) == ["measure", "segment", "measure"], timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: "Balanced – " in presets(shown)[1], timeout=TIMEOUT_MS)


def test_a_measurement_that_fails_is_not_repeated_and_bothers_nobody(qtbot, shown, staged, said):
    staged({"say": {"event": "error", "kind": "ModelError", "message": "No.", "hint": ""}})
    allow(shown)
    qtbot.waitUntil(lambda: commands(staged) == ["measure"], timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: "was not measured" in shown.form.costs.text(), timeout=TIMEOUT_MS)
    qtbot.wait(300)
    assert commands(staged) == ["measure"] and said() == ""


def test_what_is_measured_can_be_seen_beside_every_preset_and_follows_the_classes(shown):
    slow = {"costs": {name: {**each, "draw_s": 50.0} for name, each in MEASURED["costs"].items()}}
    know(shown, **slow)
    before = [estimated(shown, Speed({**MEASURED, **slow}), name).seconds for name in ("draft", "balanced", "best")]
    assert before == sorted(before) and before[0] < before[2]
    assert presets(shown)[1].startswith("Balanced – up to ")
    shown.set_classes("building")
    shown.times.refresh()
    assert estimated(shown, Speed({**MEASURED, **slow}), "balanced").seconds < before[1] * 0.6
    shown.set_classes("")
    shown.times.refresh()
    assert presets(shown)[1] == "Balanced" and not shown.form.costs.isVisible()


def test_a_run_corrects_what_is_told(qtbot, shown, staged, results):
    know(shown)
    pack = shown.form.pack.currentData()
    told = {
        **results,
        "seconds": {"prototypes": 300.0, "match": 0.1, "write": 0.1, "polygons": 0.1},
        "device": "cpu",
        "counts": {"building": 3072},
        "decimation": 1,
        "encoded_windows": 1,
        "kept_windows": 0,
        "peak_mb": 900.0,
        "drawn_words": ["building", "road"],
        "found_words": [],
    }
    staged({"say": {"event": "result", "result": told}})
    shown.times.speeds._warm = (None, None)
    for _ in range(2):  # the first run loads the networks, and says nothing about drawing
        with finishing(qtbot, shown, TIMEOUT_MS):
            shown.run()
        shown.pages.turn(MAKE)
        factors = shown.times.speeds.of(pack).factors
        first = "prototypes" in factors
    assert first and factors["prototypes"] > 2 and len(shown.times.speeds.of(pack).words) == 2
    shown.times.refresh()
    assert presets(shown)[1] == "Balanced – a few seconds"  # both words are drawn now


def test_a_run_is_a_measurement_where_none_was_made(qtbot, shown, staged, results):
    told = {
        **results,
        "seconds": {"load": 3.0, "prototypes": 30.0, "match": 20.0, "write": 1.0, "polygons": 2.0},
        "device": "cpu",
        "counts": {"building": 3072},
        "decimation": 1,
        "encoded_windows": 1,
        "kept_windows": 0,
        "peak_mb": 900.0,
        "drawn_words": ["building", "road"],
        "found_words": [],
    }
    staged({"say": {"event": "result", "result": told}})
    with finishing(qtbot, shown, TIMEOUT_MS):
        shown.run()
    shown.pages.turn(MAKE)
    shown.times.refresh()
    known = shown.times.speeds.of(shown.form.pack.currentData())
    assert known.by_run and set(known.factors) == {"prototypes", "match", "write", "polygons"}
    assert " – " in presets(shown)[1] and "not known" not in shown.form.costs.text()


def test_another_device_than_was_measured_is_measured_anew(qtbot, shown, staged, results):
    know(shown)
    told = {**results, "device": "cuda", "decimation": 1, "seconds": {}, "counts": {}}
    staged({"say": {"event": "result", "result": told}})
    with finishing(qtbot, shown, TIMEOUT_MS):
        shown.run()
    assert shown.times.speeds.of(shown.form.pack.currentData()) is None


def test_too_little_memory_or_room_is_said_before_the_run(qtbot, shown, monkeypatch):
    know(shown)
    qtbot.waitUntil(lambda: bool(shown.times._rooms), timeout=TIMEOUT_MS)
    assert "⚠" not in shown.form.costs.text()
    monkeypatch.setattr(machine, "free_memory_mb", lambda: 100.0)
    monkeypatch.setattr(machine, "free_disk_mb", lambda _folder: 0.01)
    shown.times._rooms.clear()
    shown.times.refresh()
    assert "⚠ Only 100 MB of memory are free" in shown.form.costs.text()
    qtbot.waitUntil(lambda: "left; a run needs" in shown.form.costs.text(), timeout=TIMEOUT_MS)


def test_the_dock_says_what_a_window_sees_and_what_is_too_small(qtbot, shown):
    shown.set_classes("building, person")
    qtbot.waitUntil(lambda: "person" in shown.form.sight.text(), timeout=TIMEOUT_MS)
    first, second = shown.form.sight.text().split("\n")
    assert first == "One window sees 128 m x 128 m, at 0.5 m a pixel."
    assert second == "⚠ Too small for the 8 px that the networks tell apart: person (1 px)."
    assert shown.form.pack.currentData().options("balanced").windows == (256,)


def test_a_raster_far_outside_of_the_packs_range_is_told_before_the_run(qtbot, shown, tmp_path):
    layer = write(tmp_path / "coarse.tif", "EPSG:2180", from_origin(500000, 300000, 2.0, 2.0))
    QgsProject.instance().addMapLayer(layer)
    shown.set_raster(layer)
    qtbot.waitUntil(lambda: "trained at 0.2 m to 1 m" in shown.form.sight.text(), timeout=TIMEOUT_MS)
    assert "expect weaker results" in shown.form.sight.text()
    layer = write(tmp_path / "far.tif", "EPSG:2180", from_origin(500000, 300000, 30.0, 30.0))
    QgsProject.instance().addMapLayer(layer)
    shown.set_raster(layer)
    qtbot.waitUntil(lambda: "cannot run here" in shown.form.sight.text(), timeout=TIMEOUT_MS)


def test_crs_of_the_area_may_be_another_one(qtbot, shown):
    know(shown)
    box = QgsGeometry.fromRect(shown.form.raster.currentLayer().extent().scaled(0.5))
    shown.on_map.set_drawn(box, QgsCoordinateReferenceSystem("EPSG:2180"))
    qtbot.waitUntil(lambda: shown.times._area is not None, timeout=TIMEOUT_MS)
    work = estimated(shown, Speed(MEASURED), "balanced")
    assert work.results_mb == pytest.approx(32 * 24 * 3.4 / 1e6, rel=0.1)


def test_fetching_a_web_layer_is_a_part_of_the_time(qtbot, shown, canvas_on_tiles):
    know(shown)
    qtbot.waitUntil(lambda: shown.times._order is not None, timeout=TIMEOUT_MS)
    found = estimated(shown, Speed(MEASURED), "balanced")
    assert found.stages["export"] > 0 and found.results_mb > 0.4  # the picture itself is left beside the runs
    assert shown.times.sight.scale.gsd_m == pytest.approx(0.36, rel=0.1) and shown.times.sight.decimation == 1


@pytest.fixture
def canvas_on_tiles(shown, qgis_iface):
    """The map shows a part of a web layer, and that part is the area."""
    with serving() as server:
        url = f"type=xyz&url={server.root}/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax={ZOOM}"
        layer = QgsRasterLayer(url, "photo", "wms")
        QgsProject.instance().addMapLayer(layer)
        shown.set_raster(layer)
        qgis_iface.mapCanvas().setDestinationCrs(layer.crs())
        qgis_iface.mapCanvas().setExtent(QgsRectangle(*bounds(500, 500, 900, 900)))
        shown.form.area.setCurrentIndex(shown.form.area.findData("canvas"))
        yield
