"""A run's layers in a project, and what the user answers to questions."""

import pytest
from qgis.core import QgsProject
from terralex.core.vocabulary import ClassSpec
from terralex.plugin.results import pending
from terralex.plugin.results.layers import add_results, run_layers

SPECS = (ClassSpec("building", colour="#e02020"), ClassSpec("road", colour="#2020e0"))


@pytest.fixture
def shown(dock, results):
    """The layers of a run, by role, in a project with a dock."""
    add_results(QgsProject.instance(), results, SPECS, "image")
    return run_layers(QgsProject.instance(), None)


@pytest.fixture
def answer(monkeypatch):
    """What the user answers to questions; `answer.asked` are the questions."""
    asked = []

    def give(button):
        def question(_parent, _title, text, *_):
            asked.append(text)
            return button

        monkeypatch.setattr(pending.QMessageBox, "question", question)

    give.asked = asked
    return give
