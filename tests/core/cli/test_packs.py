"""`terralex packs …` as people and scripts meet it."""

import json
import os
import pty
import subprocess
import sys

import pytest
from terralex.core.packs import user_packs

from .test_app import REGISTER, terralex


@pytest.fixture
def fetched(hub, pack):
    done = terralex("packs", "fetch", "big", "--yes", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_packs_lists_what_can_be_fetched_with_size_and_licence():
    rows = {row["name"]: row for row in json.loads(terralex("packs", "--json").stdout)}
    assert rows["starter"]["fetched"] and not rows["ovdiff"]["fetched"]
    assert 2900 < rows["ovdiff"]["mb"] < 3200
    assert {source["licence"] for source in rows["ovdiff"]["sources"]} == {"creativeml-openrail-m", "apache-2.0", "mit"}
    shown = terralex("packs").stdout
    assert "not fetched" in shown and "terralex packs fetch PACK" in shown
    about = terralex("packs", "ovdiff").stdout
    assert "stable-diffusion-v1-5/stable-diffusion-v1-5: creativeml-openrail-m, 2.1 GB" in about


def test_a_run_with_a_pack_that_is_not_here_says_how_to_fetch_it(tmp_path, small_raster):
    done = terralex("segment", small_raster, "--classes", "road", "--pack", "ovdiff", "--out", tmp_path / "run")
    assert done.returncode == 1 and not (tmp_path / "run").exists()
    assert "terralex packs fetch ovdiff" in done.stderr and "about 3.1 GB" in done.stderr


def test_without_a_terminal_licences_need_a_word_of_agreement(hub, pack):
    done = terralex("packs", "fetch", "big")
    assert done.returncode == 1 and "--yes" in done.stderr and "maker/diffusion: apache-2.0" in done.stderr
    assert not hub.log and not user_packs().exists()


@pytest.mark.parametrize("answer, code", [(b"y\n", 0), (b"n\n", 1)])
def test_in_a_terminal_licences_are_shown_and_asked_for(hub, pack, answer, code):
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", REGISTER, "packs", "fetch", "big"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    os.write(ours, answer)
    _, err = process.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == code, err
    assert b"maker/diffusion: apache-2.0" in err and b"Do you agree" in err
    assert (user_packs() / "big").exists() == (code == 0) == bool(hub.log)


def test_fetch_verify_and_remove_say_what_they_did(hub, pack, fetched):
    assert fetched["downloaded"] == fetched["bytes"]
    assert "4 files are what they should be" in terralex("packs", "verify", "big").stdout
    (user_packs() / "big" / "generator" / "config.json").write_bytes(b"spoilt")
    spoilt = terralex("packs", "verify")
    assert spoilt.returncode == 1 and "generator/config.json has 6 bytes instead of 9" in spoilt.stderr
    assert "terralex packs fetch big" in spoilt.stderr
    removed = terralex("packs", "remove", "big")
    assert "big is gone" in removed.stdout and not (user_packs() / "big").exists()
    assert terralex("packs", "remove", "big").returncode == 1


def test_ctrl_c_keeps_what_came(hub, pack):
    import signal
    import time

    hub.fail("shared.safetensors", *["503 60"] * 3)
    process = subprocess.Popen(
        [sys.executable, "-c", REGISTER, "packs", "fetch", "big", "--yes"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not hub.asked("/cdn/maker/diffusion//shared") and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130 and b"go on from here" in err
    hub.fail("shared.safetensors")
    done = json.loads(terralex("packs", "fetch", "big", "--json").stdout)  # agreed already
    assert 0 < done["downloaded"] < done["bytes"]


def test_import_says_what_came(tmp_path, hub, pack, fetched):
    done = terralex("packs", "import", fetched["folder"])
    assert done.returncode == 1 and "--replace" in done.stderr
    done = terralex("packs", "import", fetched["folder"], "--replace")
    assert done.returncode == 0 and "big is here" in done.stdout and "4 files" in done.stdout
