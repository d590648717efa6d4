"""The window “Packs”, pressed as a person would: what it says, beside other work, without a mouse, narrow, enlarged."""

import os
import threading

import pytest
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from terralex.core.packs import user_packs
from terralex.plugin.engine.python import NoPythonError

from .conftest import ALL, BIG, WAIT, fetch, nothing_half_written, opened, press, settled, shown


def test_the_window_says_what_each_pack_is(qtbot, window):
    assert [window.tree.topLevelItem(n).text(0) for n in range(4)] == ["starter", "big", "aerial", "ovdiff"]
    assert shown(window) == f"not fetched, {ALL / 1000:.1f} kB" and shown(window, "starter").startswith("here, ")
    text = window.page.toPlainText()
    for part in (
        "big – Big <one>",
        "For any word.",
        "Words: any word",
        "an NVIDIA GPU with 8 GB",
        "maker/diffusion: openrail",
    ):
        assert part in text
    assert window.page.toHtml().count("https://example.org/licence") == 2
    assert "are free for packs in" in window.room.text() and str(user_packs()) in window.room.text()
    assert not window.remove_button.isEnabled() and not window.verify_button.isEnabled()
    window.choose("starter")
    text = window.page.toPlainText()
    assert "32: building, car" in text and "GPL-2.0-or-later" in text and "/LICENSE" in window.page.toHtml()
    assert window.verify_button.isEnabled() and not window.remove_button.isEnabled()
    assert not window.fetch_button.isEnabled()


def test_what_a_manifest_says_is_text_and_its_links_lead_to_the_web_only(qtbot, dock, write):
    source = {"repository": "maker/diffusion", "revision": "main", "licence": "<img src=x>"}
    write(title="<script>", sources={"sd": {**source, "licence_url": "javascript:alert(1)"}})
    page = opened(qtbot, dock).page
    assert "<script>" in page.toPlainText() and "<img src=x>" in page.toPlainText()
    assert 'href="javascript' not in page.toHtml()


# beside other work


def test_a_run_that_is_going_on_is_told_and_nothing_waits_behind_it(qtbot, dock, window, runner, hub):
    press(qtbot, window.fetch_button)
    window.question.boxes[0].click()
    go = threading.Event()

    def job(_token):
        yield from ()
        go.wait(20)

    runner.start("a run", job, lambda _: None, lambda _: None, lambda: None)
    assert "A run is going on. Packs can be fetched and changed when it has ended" in window.status.text()
    press(qtbot, window.question.yes)
    assert "⚠ A run is already going on. Wait for it to end, or cancel it." in window.status.text()
    for button in (window.fetch_button, window.import_button, window.stop_button, window.remove_button):
        assert not button.isEnabled()
    window.choose("starter")
    assert not window.verify_button.isEnabled()
    go.set()
    settled(qtbot, dock)
    assert window.verify_button.isEnabled() and not window.status.isVisible() and not hub.log


def test_a_fetch_goes_on_when_the_window_is_closed_and_its_end_is_told(qtbot, dock, window, hub, said):
    hub.fail(BIG, "slow")
    fetch(qtbot, window)
    window.leave.click()
    assert not window.isVisible() and dock._runner.busy and not dock.panel.run_button.isEnabled()
    settled(qtbot, dock)
    assert "The pack “big” is here" in said() and dock.panel.run_button.isEnabled()
    assert "big" in [dock.form.pack.itemText(row) for row in range(dock.form.pack.count())]


def test_the_plugin_leaves_in_the_middle_of_a_fetch_and_what_came_is_kept(qtbot, dock, window, hub, runner):
    hub.fail(BIG, "slow")
    fetch(qtbot, window)
    qtbot.waitUntil(lambda: window.bar.value() > 200, timeout=WAIT)
    runner.shutdown()
    dock.packs.close_down()
    assert runner.remote.pid is None and dock.packs.window is None
    nothing_half_written()
    (left,) = (user_packs().parent / "store" / "partial").iterdir()
    assert left.stat().st_size > 0


def test_without_an_engine_the_way_to_set_it_up_is_shown(qtbot, dock, window, runner):
    def none():
        raise NoPythonError("No Python on this computer can run the engine.", "Press “Set up”.")

    runner.remote.find_python = none
    fetch(qtbot, window, dock)
    assert "No Python on this computer can run the engine. Press “Set up”." in window.status.text()
    assert dock.set_up.isVisible() and "No Python" in dock.set_up.tried.text()


# hands and eyes


def test_a_pack_is_fetched_verified_and_removed_without_a_mouse(qtbot, dock, window, hub):
    def go_to(widget):
        for _ in range(40):
            if QApplication.focusWidget() is widget:
                return
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        raise AssertionError(f"{widget} cannot be reached")

    def push(widget):
        go_to(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Space)

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.tree.setFocus()
    window.choose("starter")
    qtbot.keyClick(window.tree, Qt.Key.Key_Down)
    assert window.current().name == "big"
    push(window.fetch_button)
    assert window.question.boxes[0].hasFocus()
    qtbot.keyClick(window.question.boxes[0], Qt.Key.Key_Escape)
    assert window.isVisible() and not window.question.isVisible() and window.tree.hasFocus()
    push(window.fetch_button)
    push(window.question.boxes[0])
    push(window.question.yes)
    assert window.stop_button.hasFocus()
    settled(qtbot, dock)
    assert (user_packs() / "big").exists() and window.tree.hasFocus()
    push(window.verify_button)
    settled(qtbot, dock)
    assert "all 3 files" in window.status.text()
    push(window.remove_button)
    push(window.question.yes)
    settled(qtbot, dock)
    assert not (user_packs() / "big").exists()
    qtbot.keyClick(window.tree, Qt.Key.Key_Escape)
    assert not window.isVisible()


@pytest.mark.parametrize("scale", [1, 2])
def test_at_300_pixels_and_with_letters_of_twice_the_size_nothing_is_cut_off(qtbot, dock, write, scale):
    source = {"revision": "main", "licence": "creativeml-openrail-m", "gated": True}
    write(sources={"sd": {**source, "repository": "a-maker-with-a-long-name/stable-diffusion-v1-5-and-more"}})
    window = opened(qtbot, dock)
    font = window.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    window.setFont(font)
    window.resize(300, 760 * scale)
    press(qtbot, window.fetch_button)
    window.say("A sentence that is long enough to need several lines in a window as narrow as this one is.", True)
    for state in ("asked", "idle"):
        QApplication.processEvents()
        assert window.width() == 300 if scale == 1 else window.width() <= 600
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and widget.parent() in (window, window.question, window.buttons):
                place = widget.mapTo(window, QPoint(0, 0))
                assert place.x() >= 0 and place.x() + widget.width() <= window.width(), widget
                assert isinstance(widget, QLabel) or widget.width() >= widget.minimumSizeHint().width(), widget
                assert widget.height() >= widget.heightForWidth(widget.width()), widget
        if "PACKS_PICTURE" in os.environ:
            window.grab().save(f"{os.environ['PACKS_PICTURE']}_{state}_{scale}.png")
        window.question.dismiss()


def test_everything_has_a_name_for_screen_readers(window):
    for widget in window.findChildren(QWidget):
        if (
            widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and widget.isVisibleTo(window)
            and widget.parent() is not None
        ):
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            inner = widget.parent() in (window.tree, window.page, window.tree.header())
            assert named or inner, widget
