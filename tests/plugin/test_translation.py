"""The interface in German and Spanish: nothing is missing, nothing is broken by a translation, nothing stays behind."""

import ast
import importlib.util
import json
import re
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QLocale
from terralex.core.errors import OutputError
from terralex.plugin import translation
from terralex.plugin.translation import FOLDER, SENTENCES, figure, said, told, tr

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = sorted((ROOT / "plugin").rglob("*.py"))
LANGUAGES = ("de", "es")


def load_sentences():
    spec = importlib.util.spec_from_file_location("sentences", ROOT / "scripts" / "sentences.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(language):
    """Source to translation, as the .ts file has them; "" for what is not translated."""
    tree = ElementTree.parse(FOLDER / f"terralex_{language}.ts")
    found = {}
    for message in tree.iter("message"):
        translated = message.find("translation")
        done = translated.get("type") is None
        found[message.findtext("source")] = (translated.text or "") if done else ""
    return found


def calls_of_tr(source):
    """The calls of tr in a module, each with the nodes that it stands in."""

    def walk(node, above):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
            yield node, above
        for below in ast.iter_child_nodes(node):
            yield from walk(below, (*above, node))

    return list(walk(ast.parse(source), ()))


def offences(source):
    """What Qt's tool would not find, or Qt not translate, one text each."""
    found = []
    for call, above in calls_of_tr(source):
        argument = call.args[0] if len(call.args) == 1 and not call.keywords else None
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            found.append(f"line {call.lineno}: tr takes one literal text")
        if not any(isinstance(node, (ast.FunctionDef, ast.Lambda)) for node in above):
            found.append(f"line {call.lineno}: tr is called before the language is known")
        if any(isinstance(node, ast.JoinedStr) for node in above):
            found.append(f"line {call.lineno}: Qt's tool does not look into f-strings")
    return found


def test_texts_are_literals_and_asked_for_when_they_are_shown():
    found = {path.name: told for path in PLUGIN if (told := offences(path.read_text(encoding="utf-8")))}
    assert not found


@pytest.mark.parametrize(
    "source, told",
    [
        ('TITLE = tr("Run")', "before the language is known"),
        ("def f(name):\n    return tr(name)", "one literal"),
        ('def f(n):\n    return tr(f"{n} polygons")', "one literal"),
        ("def f():\n    return f\"<b>{tr('Run')}</b>\"", "f-strings"),
    ],
)
def test_misuse_of_tr_is_found(source, told):
    assert any(told in each for each in offences(source))


@pytest.mark.parametrize("code", LANGUAGES)
def test_translations_keep_values_keys_and_ends(code):
    wrong = []
    for source, text in texts(code).items():
        if not text:
            continue
        if sorted(re.findall(r"\{\w*\}", source)) != sorted(re.findall(r"\{\w*\}", text)):
            wrong.append(f"other values: {source!r}")
        if ("&" in source) != ("&" in text):
            wrong.append(f"accelerator: {source!r}")
        if source.rstrip()[-1:] in ".…:?" and text.rstrip()[-1:] not in ".…:?":
            wrong.append(f"another end: {source!r}")
        if source.startswith(" ") != text.startswith(" ") or source.count("\n\n") != text.count("\n\n"):
            wrong.append(f"other blanks: {source!r}")
    assert not wrong


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_shipped_is_what_was_translated(language, code):
    assert language(code) is not None, "run scripts/translate"
    stale = {source: text for source, text in texts(code).items() if tr(source) != (text or source)}
    assert not stale, "run scripts/translate"


@pytest.mark.parametrize(
    "code, shown", [("de", "Ausführen"), ("es", "Ejecutar"), ("de_AT", "Ausführen"), ("en_GB", "Run"), ("fr", "Run")]
)
def test_the_language_is_the_one_of_qgis(language, code, shown):
    language(code)
    assert tr("Run") == shown


def test_english_comes_back_when_the_plugin_leaves(language):
    translator = language("de")
    assert tr("Whole raster") != "Whole raster" or tr("Run") == "Ausführen"
    translation.remove(translator)
    assert tr("Run") == "Run"


@pytest.mark.parametrize(
    "text, german",
    [
        ("Matching 120 of 900 windows", "Fenster werden verglichen: 120 von 900"),
        ("Imagining parking lot: picture 5 of 16", "parking lot wird gezeichnet: Bild 5 von 16"),
        ("The disk with /data/my runs is full.", "Der Datenträger mit /data/my runs ist voll."),
        ("Is it complete? Choose another area.", "Ist die Datei vollständig? Ein anderes Gebiet wählen."),
        ("The pack “starter” does not know “boat”.", "Das Paket „starter“ kennt „boat“ nicht."),
        ("Fetch again later. What came so far is kept.", "Später erneut laden. Was schon da ist, bleibt erhalten."),
        (
            "Fetching unet: 1.2 GB of 4.9 GB, 3.1 MB/s, 20 min left",
            "unet wird geladen: 1.2 GB von 4.9 GB, 3.1 MB/s, noch 20 min",
        ),
        ("The end of it", "The end of it"),
        ("A word that nobody has listed", "A word that nobody has listed"),
        ("", ""),
    ],
)
def test_what_the_engine_says_is_translated_with_its_values(language, text, german):
    assert said(text) == text
    language("de")
    assert said(text) == german


def test_a_run_is_followed_in_german(qtbot, language, pack, runner, raster, qgis_iface, tmp_path, staged, said):
    language("de")
    from terralex.plugin.dock import TerralexDock

    dock = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(dock, before_close_func=lambda widget: (runner.shutdown(), widget.close_down()))
    staged(
        {
            "say": {
                "event": "progress",
                "stage": "match",
                "message": "Matching 120 of 900 windows",
                "done": 120,
                "total": 900,
                "overall": 0.2,
                "left_s": 400.0,
            }
        },
        {
            "say": {
                "event": "note",
                "message": "The raster has no coordinate system; the result has none, too, and its areas stay empty.",
                "level": "warning",
            }
        },
        {
            "say": {
                "event": "error",
                "kind": "OutputError",
                "message": "The disk with /data is full.",
                "hint": "Choose another folder.",
            }
        },
    )
    dock.set_raster(raster)
    dock.set_classes("building, road")
    dock.set_output(tmp_path / "out")
    seen = []
    runner.said.connect(lambda _event: seen.append((dock.panel.status.text(), dock.panel.left.text())))
    with qtbot.waitSignal(dock.failed, timeout=20_000) as caught:
        dock.run()
    assert ("Fenster werden verglichen: 120 von 900", "noch etwa 7 min") in seen
    assert caught.args == ["Der Datenträger mit /data ist voll. Einen anderen Ordner wählen."]
    assert "Das Raster hat kein Koordinatensystem; das Ergebnis hat auch keines" in said()


def test_an_error_is_told_with_its_next_step(language):
    error = OutputError("The disk with /data is full.", "Choose another folder.")
    assert told(error) == str(error)
    language("es")
    assert told(error) == "El disco con /data está lleno. Elija otra carpeta."


def test_every_sentence_is_found_by_itself(language):
    language("de")
    german, wrong = texts("de"), []
    for sentence in json.loads(SENTENCES.read_text(encoding="utf-8")):
        values = {name: f"7 {name}" for name in re.findall(r"\{(\w+)\}", sentence)}
        if german[sentence] and said(sentence.format(**values)) != german[sentence].format(**values):
            wrong.append((sentence, said(sentence.format(**values))))
    assert not wrong


def test_the_list_of_sentences_is_in_step_with_the_code():
    assert json.loads(SENTENCES.read_text(encoding="utf-8")) == load_sentences().sentences(), "run scripts/translate"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_is_translated_and_no_other(code):
    named = {call.args[0].value for path in PLUGIN for call, _ in calls_of_tr(path.read_text(encoding="utf-8"))}
    wanted, found = named | set(json.loads(SENTENCES.read_text(encoding="utf-8"))), texts(code)
    assert not wanted - set(found), "run scripts/translate, and translate what is new"
    assert not [source for source in wanted if not found[source]], "translate these, and run scripts/translate"
    assert not set(found) - wanted, "run scripts/translate"


def test_sentences_of_an_engine_without_qt_are_found_in_its_code():
    source = '''
def work(path, names, left):
    """Not a sentence."""
    raise InputError(f"{path.name} has {len(names)} bands in {path.parent}.", "Choose another raster.")
    yield Note(f"About {left:.1f} hours {'more' if left else 'less'} than before.")
    logger.debug("key")
    re.compile("Not for People")
'''
    found = set(load_sentences().sentences_of(source))
    assert found == {
        "{name} has {names} bands in {parent}.",
        "Choose another raster.",
        "About {left} hours {left2} than before.",
        "more",
        "less",
    }


def test_a_sentence_is_found_quickly(language):
    language("de")
    said("Matching 1 of 2 windows")  # reads the list
    started = time.process_time()
    for number in range(200):
        said(f"Matching {number} of 900 windows")
        said(f"Nobody has listed this sentence number {number}.")
    assert time.process_time() - started < 1.0  # it takes 0.1 s; a run says ten of them in a second


def test_numbers_are_written_as_in_the_users_country():
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("de_DE"))
        assert figure("1,234.5") == "1.234,5" and figure("12 km²") == "12 km²"
        QLocale.setDefault(QLocale("en_US"))
        assert figure("1,234.5") == "1,234.5"
    finally:
        QLocale.setDefault(before)
