"""Packs in the panel: those that are here can be chosen, the others are shown with the reason."""

import pytest
from qgis.PyQt.QtCore import Qt
from terralex.plugin import settings
from terralex.plugin.panel.form import Form

from .conftest import fetch, settled


@pytest.fixture
def form(qgis_app):
    return Form()


def test_packs_that_are_not_fetched_are_shown_with_the_reason_and_cannot_be_chosen(form):
    rows = {form.pack.itemData(i).name: i for i in range(form.pack.count())}
    assert form.pack.model().item(rows["starter"]).isEnabled()
    for name in ("ovdiff", "aerial"):
        item = form.pack.model().item(rows[name])
        assert not item.isEnabled() and item.text() == f"{name} (not fetched)"
        assert f"terralex packs fetch {name}" in item.data(Qt.ItemDataRole.ToolTipRole)


def test_a_remembered_pack_that_is_no_longer_here_is_not_chosen(qgis_app):
    settings.put("pack", "ovdiff")
    try:
        assert Form().pack_name() == "starter"
    finally:
        settings.put("pack", "starter")


def test_packs_that_are_not_here_are_chosen_in_the_opened_list_only_and_lead_to_the_window(qtbot, dock, hub):
    combo = dock.form.pack
    combo.setFocus()
    for _ in range(4):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.name() == "starter" and dock.packs.window is None
    row = combo.findText("big (not fetched)")
    assert "terralex packs fetch big" in combo.itemData(row, Qt.ItemDataRole.ToolTipRole)
    combo.showPopup()
    view = combo.view()
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(combo.model().index(row, 0)).center()
    )
    settled(qtbot, dock)
    assert combo.name() == "starter" and dock.packs.window.current().name == "big"
    fetch(qtbot, dock.packs.window, dock)
    assert combo.name() == "big", "it was what the user wanted"
    dock.form.remember()
    assert settings.get("pack") == "big" and Form().pack_name() == "big"
