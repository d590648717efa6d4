"""Where requests are made: in the main thread, whichever thread asks; who asks from another one waits without Qt.

In a task's thread PyQt loses track of replies while the main thread handles events: one of a few hundred counts as
deleted as soon as it is handed out, and who waits for it waits for ever (seen with PyQt 5.15 and QGIS 3.22; never in
the main thread). Nothing here takes long: bodies are read, pictures are decoded by who asked.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Callable, Optional, Union

from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QObject, QThread, QTimer, pyqtSignal, pyqtSlot
from qgis.PyQt.QtNetwork import QNetworkRequest

from ...core.errors import InputError
from ...core.progress import CancelToken
from .asking import Answer, Question

POLL_MS = 100


@dataclass(eq=False)
class Asked:
    """A few addresses asked at once, as both threads see them.

    Attributes:
        urls: The addresses.
        request: Makes the request to an address, and knows which was the first; called in the main thread.
        host: The service's name, for people.
        answers: One for each address, when it has ended.
        error: What went wrong with all of them; None where nothing did.
        dropped: Nobody waits for it any more.
        ended: Set when nothing more will come.
    """

    urls: tuple[str, ...]
    request: Callable[[str, str], QNetworkRequest]
    host: str
    answers: list[Union[Answer, InputError]] = field(default_factory=list)
    error: Optional[Exception] = None
    dropped: bool = False
    ended: threading.Event = field(default_factory=threading.Event)


def ask(asked: Asked, token: CancelToken) -> None:
    """Ask, and wait until everything has come.

    Args:
        asked: What; holds the answers afterwards.
        token: Asked ten times a second.

    Raises:
        Cancelled: the token was set.
        TerralexError: the request itself could not be made.
    """
    token.check()
    asker = _asker()
    here = QThread.currentThread() == asker.thread()
    loop = QEventLoop() if here else None
    try:
        asker.wanted.emit(asked)
        while not asked.ended.wait(0 if here else POLL_MS / 1000):
            token.check()  # what it left to do, the main thread may be waiting for us and never do
            if loop is not None:
                loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        token.check()
    finally:
        asked.dropped = True
    if asked.error is not None:
        raise asked.error


class _Asker(QObject):
    """Asks, in the main thread. Its slots never raise: what goes wrong is an answer, too."""

    wanted = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[Asked, list[Question]]] = []
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)
        self.wanted.connect(self._begin)

    @pyqtSlot(object)
    def _begin(self, asked: Asked) -> None:
        questions: list[Question] = []
        self._open.append((asked, questions))
        self._timer.start()
        try:
            for url in asked.urls:
                questions.append(Question(url, asked.request, asked.host, self._look))
        except Exception as error:
            asked.error = error
        self._look()

    @pyqtSlot()
    def _look(self) -> None:
        if self._looking:  # stopping a reply tells at once that it has ended
            return
        self._looking = True
        try:
            self._open = [each for each in self._open if not self._has_ended(*each)]
        finally:
            self._looking = False
        if not self._open:
            self._timer.stop()

    def _has_ended(self, asked: Asked, questions: list[Question]) -> bool:
        try:
            for question in questions:
                question.look(asked.dropped)
            if asked.error is None:
                if not all(question.ended for question in questions):
                    return False
                asked.answers = [_answered(question) for question in questions]
        except Exception as error:
            asked.error = error
        for question in questions:
            question.close()
        asked.ended.set()
        return True


def _answered(question: Question) -> Union[Answer, InputError]:
    try:
        return question.answer()
    except InputError as error:
        return error


_LOCK = threading.Lock()
_only: list[_Asker] = []


def _asker() -> _Asker:
    with _LOCK:
        if not _only:
            made = _Asker()
            made.moveToThread(QCoreApplication.instance().thread())
            _only.append(made)
        return _only[0]
