"""DiffSegmenter from QGIS: chosen in the dock, mapped, explained, found again; and from Processing."""

from pathlib import Path

import rasterio
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtWidgets import QLabel
from terralex.core.recipe import read_recipe
from terralex.plugin.dock import TerralexDock
from terralex.plugin.engine.runner import Runner
from terralex.plugin.processing.provider import TerralexProvider
from terralex.plugin.runs.on_disk import read_run

from ..ends import finishing

TIMEOUT_MS = 120000


def test_from_the_dock(
    qtbot, qgis_iface, qgis_new_project, monkeypatch, tiny_pack, small_raster, engine, tmp_path, said
):
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    layer = QgsRasterLayer(str(small_raster), "small")
    QgsProject.instance().addMapLayer(layer)
    runner = Runner(engine)
    dock = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(dock, before_close_func=lambda widget: (runner.shutdown(), widget.close_down()))
    dock.show()
    form = dock.form
    assert "Draws pictures" in form.method_note.text() and form.method_note.isVisible()
    form.pack.setCurrentIndex(form.pack.findText(tiny_pack.name))
    form.preset.setCurrentIndex(form.preset.findData("draft"))
    form.method.setCurrentIndex(form.method.findData("diffsegmenter"))
    assert "nothing is drawn" in form.method_note.text()
    dock.set_raster(layer)
    dock.set_classes("building, water")
    dock.set_output(tmp_path / "out")
    with finishing(qtbot, dock, TIMEOUT_MS) as caught:
        dock.run()
    folder = Path(caught.args[0]["folder"])
    assert read_recipe(folder, "method")["identity"]["method"] == "diffsegmenter"

    qgis_iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    dock.why.start()
    dock.why._on_click(QgsPointXY(500040.15, 5199999.85))
    qtbot.waitUntil(lambda: dock.why.panel.rows.count() > 2, timeout=TIMEOUT_MS)
    texts = [label.text() for label in dock.why.panel.findChildren(QLabel)]
    assert any("The network looks here for <i>" in text and "rows. The lit part" in text for text in texts)
    assert sum(bool(label.pixmap() and label.pixmap().width()) for label in dock.why.panel.findChildren(QLabel)) >= 3
    dock.why.panel.close()

    form.method.setCurrentIndex(form.method.findData("ovdiff"))
    dock.history.reuse(read_run(folder))
    assert form.method_name() == "diffsegmenter" and "nothing is drawn" in form.method_note.text()


def test_from_processing(qgis_new_project, monkeypatch, tiny_pack, small_raster, engine, tmp_path):
    monkeypatch.setattr("terralex.plugin.processing.base.make_remote", lambda: engine)
    provider = TerralexProvider()
    provider.loadAlgorithms()
    algorithm = provider.algorithm("segment")
    assert "diffsegmenter: Looks where" in algorithm.parameterDefinition("METHOD").help()
    made = {}
    for name, options in (("own", ""), ("paper", "scheme=paper")):
        given = {
            "INPUT": str(small_raster),
            "CLASSES": "building, water",
            "PACK": str(tiny_pack),
            "PRESET": "draft",
            "METHOD": "diffsegmenter",
            "OPTIONS": options,
            "OUTPUT": str(tmp_path / name),
            "LOAD": False,
        }
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
        results, ok = algorithm.create().run(given, context, feedback)
        assert ok, feedback.textLog()
        with rasterio.open(results["CLASS_RASTER"]) as raster:
            made[name] = raster.read(1)
    assert set(made["own"].ravel()) <= {0, 1, 2, 255} and (made["own"] != made["paper"]).any()
