"""A review that ends as in a power cut: what test_desk.py starts in a process of its own, and looks at afterwards."""

import os
import signal

from .conftest import settled


def test_nothing_comes_after_the_power_cut(qtbot, desk, layer):
    for fid, class_id in ((1, 3), (2, 3)):
        desk.session.go(fid)
        desk.session.relabel(class_id)
    settled(qtbot, desk)
    desk.page.save_button.click()
    desk.session.go(6)
    desk.session.relabel(2)
    settled(qtbot, desk)
    assert layer.isModified()
    os.kill(os.getpid(), signal.SIGKILL)
