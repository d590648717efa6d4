"""The first run: three steps in the dock, from nothing to polygons."""

import os

import pytest
import rasterio
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from terralex.core.packs import EMBEDDED, read_pack, resolve_classes
from terralex.core.vocabulary import parse_names
from terralex.plugin import settings
from terralex.plugin.engine.python import NoPythonError
from terralex.plugin.panel import welcome
from terralex.plugin.panel.welcome import DONE, LATER, NEXT
from terralex.plugin.review.pages import MAKE

from ..ends import finishing
from ..test_dock import WAIT, done


@pytest.fixture
def empty(dock, monkeypatch):
    """The dock of an empty project, before anybody did anything, with a pack that knows but a few words."""
    monkeypatch.setattr(welcome, "SAMPLE_CLASSES", "building, water")
    QgsProject.instance().clear()
    dock.form.classes.set_specs(())
    dock.resize(300, 900)
    dock.show()
    return dock


def marks(dock):
    return [mark.text() for mark in dock.welcome.panel.marks]


def click(qtbot, button):
    assert button.isVisible() and button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_two_clicks_lead_from_an_empty_project_to_polygons(qtbot, empty, staged, results):
    staged(done(results))
    panel = empty.welcome.panel
    assert panel.isVisible()
    qtbot.waitUntil(lambda: marks(empty) == [DONE, NEXT, LATER], timeout=20000)
    assert not panel.start.isVisible()
    click(qtbot, panel.open_sample)
    assert marks(empty) == [DONE, DONE, NEXT] and not panel.open_sample.isVisible()
    with finishing(qtbot, empty, 20000):
        click(qtbot, panel.start)
    empty.pages.turn(MAKE)
    assert marks(empty) == [DONE, DONE, DONE] and panel.afterwards.isVisible()
    asked = staged.requests()[0]["config"]
    assert asked["image"].endswith("river_bridge.tif")
    assert [c["name"] for c in asked["classes"]] == ["building", "water"]
    if "DOCK_PICTURE" in os.environ:
        empty.grab().save(os.environ["DOCK_PICTURE"] + "_welcome.png")


def test_the_pack_that_comes_along_knows_the_samples_words():
    specs = parse_names(welcome.SAMPLE_CLASSES)
    assert len(resolve_classes(read_pack(EMBEDDED / "starter"), specs)) == len(specs) > 2


def test_the_sample_is_a_copy_with_its_credits_that_runs_may_lie_beside(empty):
    layer = empty.welcome.open_sample()
    folder = settings.data_folder() / "sample"
    with rasterio.open(folder / "river_bridge.tif") as copy:
        assert copy.count == 3
    assert (folder / "CREDITS.md").is_file() and empty.form.raster.currentLayer() == layer
    assert empty.welcome.open_sample() == layer  # asked for twice, it is not added twice
    assert len(QgsProject.instance().mapLayers()) == 1 and QgsProject.instance().crs() == layer.crs()


def test_names_that_were_typed_are_kept_when_the_sample_is_opened(empty):
    empty.set_classes("road")
    empty.welcome.open_sample()
    assert [row.name for row in empty.form.classes.rows()] == ["road"]


def test_a_sample_that_cannot_be_copied_is_told(qtbot, empty, said, tmp_path, monkeypatch):
    qtbot.waitUntil(lambda: marks(empty)[0] == DONE, timeout=20000)
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("TERRALEX_HOME", str(blocked))
    click(qtbot, empty.welcome.panel.open_sample)
    assert "The sample cannot be copied" in said() and "image of your own" in said()
    assert QgsProject.instance().mapLayers() == {}


def test_without_an_engine_the_first_step_says_what_to_press(qtbot, empty):
    qtbot.waitUntil(lambda: marks(empty)[0] == DONE, timeout=20000)
    empty._on_no_python(NoPythonError("No Python can run the engine.", "Set it up."))
    assert marks(empty)[0] == NEXT and "Set up" in empty.welcome.panel.texts[0].text()
    assert empty.set_up.isVisible() and empty.set_up.go.isVisible()
    assert "the next step" in empty.welcome.panel.texts[0].accessibleName()


def test_it_stays_closed_and_comes_back_when_asked_for(qtbot, empty, qgis_iface, runner):
    from terralex.plugin.dock import TerralexDock

    click(qtbot, empty.welcome.panel.close_button)
    assert not empty.welcome.panel.isVisible()
    again = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(again, before_close_func=lambda widget: widget.close_down())
    again.show()
    assert not again.welcome.panel.isVisible()
    again.open_welcome()
    assert again.welcome.panel.isVisible()


def test_its_run_rests_while_a_run_is_going_on(qtbot, empty, staged):
    staged(WAIT)
    empty.welcome.open_sample()
    qtbot.waitUntil(lambda: empty.welcome.panel.start.isVisible(), timeout=20000)
    with qtbot.waitSignal(empty.cancelled, timeout=20000):
        click(qtbot, empty.welcome.panel.start)
        assert not empty.welcome.panel.start.isEnabled()
        empty.cancel()
    assert empty.welcome.panel.start.isEnabled() and marks(empty)[2] == NEXT
