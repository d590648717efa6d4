"""metadata.txt is what the plugin site and QGIS read before any code."""

import configparser
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("zip_rules", ROOT / "scripts" / "zip_rules.py")
zip_rules = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(zip_rules)
TEXT = (ROOT / "metadata.txt").read_text(encoding="utf-8")


def test_every_key_that_the_site_requires_is_there():
    values = zip_rules.general(TEXT)
    assert [key for key in zip_rules.REQUIRED if not values.get(key)] == []


def test_qgis_process_may_load_the_plugin_and_old_and_new_qgis_accept_it():
    values = zip_rules.general(TEXT)
    assert values["hasProcessingProvider"] == "yes"
    assert (values["qgisMinimumVersion"], values["qgisMaximumVersion"]) == ("3.22", "4.99")


def test_about_says_what_is_needed_and_how_the_plugin_differs():
    about = zip_rules.general(TEXT)["about"]
    for word in ("torch", "GPU", "TerraLab", "GeoAI", "Restrictions"):
        assert word in about


def test_the_icon_is_a_picture_that_qt_draws(qgis_app):
    from qgis.PyQt.QtGui import QIcon

    icon = QIcon(str(ROOT / zip_rules.general(TEXT)["icon"])).pixmap(24, 24).toImage()
    colours = {icon.pixel(x, y) for x in range(24) for y in range(24)}
    assert len(colours) > 4


def test_a_bare_percent_sign_would_be_noticed():
    with pytest.raises(configparser.Error):
        zip_rules.general("[general]\nabout=100% local\n")
