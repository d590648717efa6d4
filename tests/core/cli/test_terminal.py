"""Texts of others in a terminal: shown, never obeyed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from terralex.core.cli.app import app
from terralex.core.given import visible
from terralex.core.packs import user_packs
from typer.testing import CliRunner

CODES = "\x1b[2J\x1b[1;1HMIT\x07\x9b1A\u202e"


def terralex(*args):
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, list(args))


def manifest(**more):
    folder = user_packs() / "strange"
    folder.mkdir(parents=True)
    whole = {
        "format": 1,
        "name": "strange",
        "resolutions": [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0}],
        "generator": {},
        "extractors": [],
        "defaults": {},
        "files": [{"path": "w.txt", "size": 5, "sha256": None, "source": "a"}],
        "sources": {"a": {"repository": "a/b", "revision": "main", "licence": "mit"}},
        **more,
    }
    (folder / "pack.json").write_text(json.dumps(whole))


def harmless(text):
    return not any(sign in text for sign in ("\x1b", "\x07", "\x9b", "\u202e"))


@pytest.mark.parametrize("part", ["title", "description", "sources", "licence"])
def test_a_manifest_cannot_rewrite_what_the_terminal_shows(part):
    value = {"a": {"repository": "a/b", "revision": "main", "licence": CODES}} if part == "sources" else CODES
    manifest(**{part: value})
    for command in (["packs"], ["packs", "strange"], ["packs", "fetch", "strange"], ["packs", "--json"]):
        done = terralex(*command)
        assert harmless(done.output), command
    assert "strange is broken" in terralex("packs").output
    assert terralex("packs", "remove", "strange").exit_code == 0
    assert "strange" not in terralex("packs").output


def test_a_name_of_a_folder_cannot_either():
    (user_packs() / CODES.replace("/", "")).mkdir(parents=True)
    (user_packs() / CODES / "pack.json").write_text("{}")
    done = terralex("packs")
    assert harmless(done.output) and "is broken" in done.output


def test_markup_in_a_title_is_text():
    manifest(title="[red]R[/red]")
    assert "[red]R[/red]" in terralex("packs", "strange").output


def test_an_error_that_quotes_somebody_is_text():
    done = terralex("packs", "list", CODES)
    assert harmless(done.output) and done.exit_code == 1
    done = terralex("classes", CODES, "--json")
    assert harmless(done.output)


def test_what_acts_is_shown_as_one_sign_each():
    assert visible("a\x1b[2J\x9bb\u2028\n") == "a\ufffd[2J\ufffdb\ufffd\ufffd"
    assert visible("a\nb\x1b", lines=True) == "a\nb\ufffd"
    assert visible("پیاده‌رو ünï 日本") == "پیاده‌رو ünï 日本"


@pytest.mark.parametrize(("flags", "noise"), [([], ""), (["-W", "default"], "_tiffWriteProc: No space\n")])
def test_what_c_libraries_write_does_not_reach_the_terminal_unless_somebody_asks(flags, noise):
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); import conftest, os\n"
        "from terralex.core.cli.terminal import keep_to_ourselves, stderr\n"
        "keep_to_ourselves(); os.write(2, b'_tiffWriteProc: No space\\n')\n"
        "print('a\\udcff', file=sys.stderr); stderr.print('told')\n"
    )
    done = subprocess.run([sys.executable, *flags, "-c", code], capture_output=True, text=True, timeout=60)
    assert [line for line in done.stderr.splitlines(True) if "Warning" not in line and "warn(" not in line] == [
        *([noise] if noise else []),
        "a\\udcff\n",
        "told\n",
    ]
