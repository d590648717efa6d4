"""The dock as people use it: fill, run, watch, cancel, read what it says."""

import pytest
from qgis.core import QgsProject

PROGRESS = {"say": {"event": "progress", "stage": "match", "message": "Matching 120 of 900 windows", "done": 120,
                    "total": 900, "overall": 0.4, "left_s": 200.0}}  # fmt: skip


def done(results):
    return {"say": {"event": "result", "result": results}}


def test_a_run_ends_as_a_group_of_layers(qtbot, dock, staged, results, said):
    staged(PROGRESS, done(results))
    with qtbot.waitSignal(dock.finished, timeout=20000) as caught:
        dock.run()
    assert caught.args == [results]
    names = [layer.name() for layer in QgsProject.instance().layerTreeRoot().children()[0].findLayers() for layer in [layer.layer()]]
    assert names == [f"{kind} image 2026-01-02_abc123" for kind in ("Polygons", "Classes", "Confidence")]
    assert "Done in" in said() and results["folder"] in said()


def test_the_dock_looks_good(qtbot, dock, tmp_path):
    dock.form.classes.line.setText("poond")
    dock.form.classes.add_typed()
    dock.resize(300, 640)
    dock.show()
    qtbot.waitExposed(dock)
    dock.grab().save("/tmp/dock.png")
