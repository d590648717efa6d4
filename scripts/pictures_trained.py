"""Pictures of the window “Trained files”: two files, one of them no better than CLIP, and a training that goes on."""

from __future__ import annotations

from stage import Stage, Steps, scene
from terralex.core.protocol import ProgressEvent
from terralex.plugin.trained.entry import Entry

FILES = [
    Entry("5d" * 32, "fields 2026", "starter 2.0", "", ("cropland", "grassland"), 31, 0.41, 0.4, False, 214_000),
    Entry("a7" * 32, "old town", "starter 2.0", "", ("building", "pavement", "tree"), 48, 0.33, 0.45, True, 214_000),
]


@scene
def trained(stage: Stage) -> Steps:
    """What is here is made up; the window is the one that people see."""
    desk = stage.dock.trained
    desk.show()
    yield lambda: not desk._looking
    window = desk.window
    window.resize(430, 470)
    window.show_files(FILES, FILES[1].key)
    yield 0.5
    yield from stage.shoot("trained", window)
    window.set_work(True, True)
    window.show_progress(ProgressEvent(1, "match", "Training: step 248 of 400", 248, 400, 0.7, 170.0))
    yield 0.5
    yield from stage.shoot("trained-going", window)
    window.set_work(False, False)
    window.close()
