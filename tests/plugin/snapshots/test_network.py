"""Requests are made in the main thread, whoever asks; who waits in another one always hears the end."""

import threading

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QThread
from qgis.PyQt.QtNetwork import QNetworkRequest
from terralex.core.errors import InputError
from terralex.core.progress import CancelToken
from terralex.plugin.engine.task import EngineTask
from terralex.plugin.snapshots import asking
from terralex.plugin.snapshots.fetching import Fetcher
from terralex.plugin.snapshots.network import Asked, ask
from terralex.plugin.snapshots.services import Access

from ..tile_server import CORNER, serving


def tiles(server, count=4):
    return [f"{server.root}/18/{CORNER[0] + k}/{CORNER[1]}.png" for k in range(count)]


def in_task(qtbot, job):
    """Run a function in a task's thread, and return what it returned or raise what it raised."""
    ended = []

    def generator(_token):
        yield from ()
        return job()

    task = EngineTask("t", generator, ended.append, ended.append, lambda: ended.append(None))
    QgsApplication.taskManager().addTask(task)
    qtbot.waitUntil(lambda: bool(ended), timeout=60000)
    if isinstance(ended[0], BaseException):
        raise ended[0]
    return ended[0]


def test_replies_are_made_in_the_main_thread_and_pictures_read_where_they_are_wanted(qtbot, monkeypatch):
    threads, real = [], asking.QgsNetworkAccessManager

    class Watched:
        @staticmethod
        def instance():
            threads.append(QThread.currentThread())
            return real.instance()

    monkeypatch.setattr(asking, "QgsNetworkAccessManager", Watched)
    with serving() as server:
        fetcher = Fetcher("here", Access(), CancelToken())
        pictures = in_task(qtbot, lambda: [fetcher.pictures(tiles(server)) for _ in range(30)])
    assert [picture.width() for four in pictures for picture in four] == [256] * 120
    assert len(threads) == 120 and set(threads) == {QgsApplication.instance().thread()}


def test_a_request_that_cannot_be_made_is_told_to_who_asked(qtbot):
    def no(_url, _first):
        raise InputError("The login is locked.", "Unlock it.")

    with pytest.raises(InputError, match="locked"):
        in_task(qtbot, lambda: ask(Asked(("http://127.0.0.1:9/x",), no, "here"), CancelToken()))


def test_what_breaks_in_the_main_thread_ends_the_wait(qtbot, monkeypatch):
    monkeypatch.setattr(asking.Question, "look", lambda *_: 1 / 0)
    with serving() as server, pytest.raises(ZeroDivisionError):
        in_task(qtbot, lambda: Fetcher("here", Access(), CancelToken()).pictures(tiles(server)))


def test_who_is_told_to_stop_does_not_wait_for_the_main_thread(qtbot):
    """At QGIS's end the main thread waits for the tasks: it answers nothing any more."""
    token, heard = CancelToken(), []
    asked = Asked(("http://127.0.0.1:9/x",), lambda url, _first: QNetworkRequest(), "here")

    def wait():
        try:
            ask(asked, token)
        except BaseException as error:
            heard.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    token.cancel()
    thread.join(30)  # the main thread is here, and handles no event
    assert not thread.is_alive() and "Cancelled" in repr(heard) and asked.dropped
    qtbot.waitUntil(asked.ended.is_set, timeout=20000)
