"""The interface in the user's language, by Qt's own tools.

Where Qt is known, `tr` names a text that is shown. What core/ and the engine's environment say is English; `said`
finds the sentence that such a text was made from in a list (scripts/sentences.py) and translates that.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from ..core.errors import TerralexError

CONTEXT = "@default"  # where pylupdate5 files what a bare `tr(…)` names
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "i18n"
SENTENCES = FOLDER / "sentences.json"
FEW_LETTERS = 5  # of a sentence: “of” between two numbers, and not everywhere
_FIGURE = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+\.\d+ ([kMG]B|h)")  # but not 3.11, which may be a version


def tr(text: str) -> str:
    """`text` in the language of the interface, or itself where that has no word for it.

    Call it where the text is shown, never at import: the language is known only once QGIS is up. Values go in
    afterwards, `tr("Stopped after {n} windows.").format(n=n)`, so that translators see one sentence.
    """
    return QCoreApplication.translate(CONTEXT, text)


def install() -> Optional[QTranslator]:
    """Let Qt know the translation for QGIS's language; None where there is none. Whoever asks keeps and removes it."""
    translator = QTranslator()
    if not translator.load(f"terralex_{QgsApplication.locale()}", str(FOLDER)):  # de_AT finds de
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def remove(translator: Optional[QTranslator]) -> None:
    """Take a translation out again."""
    if translator is not None:
        QCoreApplication.removeTranslator(translator)


def figure(number: str) -> str:
    """A number written as 1,234.5 as people in the user's country write it."""
    locale = QLocale()
    signs = {",": locale.groupSeparator(), ".": locale.decimalPoint()}
    return "".join(signs.get(sign, sign) for sign in number)


def told(error: TerralexError) -> str:
    """What happened and what to do next, in the user's language."""
    return f"{said(error.message)} {said(error.hint)}".strip()


def said(text: str) -> str:
    """A text of the engine's in the user's language, values as they are; itself where no sentence is known for it."""
    whole = _translated(text)
    if whole is not None:
        return whole
    for end in re.finditer(r"[.?!:;…] ", text):  # several sentences in a row
        first = _translated(text[: end.start() + 1])
        if first is not None:
            return f"{first} {said(text[end.end() :])}"
    return text


def _translated(text: str) -> Optional[str]:
    for start, last, template in _sentences():
        if text.startswith(start) and text.endswith(last):
            found = _pattern(template).fullmatch(text)
            if found is not None:
                translation = QCoreApplication.translate(CONTEXT, template)
                if translation == template:  # English, or not translated
                    return text
                return translation.format(**{name: _value(value) for name, value in found.groupdict().items()})
    return None


def _value(text: str) -> str:
    return figure(text) if _FIGURE.fullmatch(text) else said(text)


@functools.cache
def _sentences() -> list[tuple[str, str, str]]:
    """Beginning, end and whole of every sentence, those with more words of their own first."""
    listed = json.loads(SENTENCES.read_text(encoding="utf-8"))
    split = [(re.split(r"\{\w+\}", text), text) for text in listed]
    split.sort(key=lambda each: -sum(map(len, each[0])))
    return [(parts[0], parts[-1], text) for parts, text in split]


@functools.cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    figures = r"\d" if sum(sign.isalpha() for sign in "".join(parts[::2])) < FEW_LETTERS else ""
    found = ""
    for index, part in enumerate(parts):
        if index % 2 == 0:
            found += re.escape(part)
        else:  # of two values without a word between them the first takes all
            found += f"(?P<{part}>{figures}.*{'?' if parts[index + 1] or index + 2 == len(parts) else ''})"
    return re.compile(found, re.DOTALL)
