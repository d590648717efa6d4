"""Fetching from servers that misbehave: one sentence with the next step, and nothing half-written under its name."""

import json

import pytest
from terralex.core.errors import ModelError
from terralex.core.packs import user_packs
from terralex.core.packs.store import http
from terralex.core.packs.store.fetch import fetch
from terralex.core.progress import CancelToken, Progress

from ...hub_server import weights

BIG = "unet/big.safetensors"


def get(name="big"):
    return fetch(name, CancelToken(), agreed=True)


def left_behind():
    """Everything in the user's folder that looks like a pack or a finished file."""
    store = user_packs().parent / "store"
    return [*user_packs().glob("*/*"), *(store / "staging").glob("*/*")], {
        path.stat().st_size for path in (store / "blobs").glob("*/*")
    }


def refused(run, match, name="big"):
    with pytest.raises(ModelError, match=match) as error:
        run(get(name))
    assert error.value.hint and error.value.message.endswith(".")
    packs, blobs = left_behind()
    assert not packs and blobs <= {len(b'{"a": 1}\n'), len(weights(2)), len(weights(3))}
    return error.value


@pytest.mark.parametrize(
    "fault, told",
    [
        ("401", r"does not give unet/big\.safetensors of maker/diffusion to you \(401\)\. .*HF_TOKEN"),
        ("403", r"to you \(403\)\. .*HF_TOKEN"),
        ("404", r"has no unet/big\.safetensors of maker/diffusion \(404\)\. Update"),
        ("410", r"\(410\)"),
        ("418", r"answered 418 .*Fetch again later"),
        ("announces less", r"announces 19976 bytes .*; 20076 are right\. A proxy"),
        ("sends more", r"sends more bytes .* than the 20076 that are right"),
        ("wrong bytes", r"its checksum is wrong\. Nothing of it was kept"),
        ("other etag", r"another unet/big\.safetensors of maker/diffusion than .* known\. .*fetch big --update"),
        ("other commit", r"another unet/big\.safetensors of maker/diffusion than the one that is known"),
        ("to ftp://127.0.0.1/x", r"not an address that packs may come from\. Use an https"),
        ("to file:///etc/passwd", r"not an address that packs may come from"),
        ("to http://example.invalid/x", r"address of example\.invalid is not encrypted\. Use https"),
        ("to https://user:pw@example.invalid/x", r"not an address that packs may come from"),
    ],
)
def test_a_refusal_is_one_sentence_with_the_next_step(hub, pack, run, fault, told):
    hub.fail(BIG, fault)
    refused(run, told)
    hub.fail(BIG)
    run(get())  # and nothing of it stands in the way of the next try


def test_a_length_that_is_too_large_is_a_connection_that_breaks_off(hub, pack, run):
    hub.fail(BIG, *["announces more"] * 20)
    refused(run, r"announces 20176 bytes")


@pytest.mark.parametrize("fault", ["503", "500", "502", "429", "408", "breaks off"])
def test_what_passes_is_waited_for(hub, pack, run, fault):
    hub.fail(BIG, fault, fault)
    run(get())
    assert len(hub.asked(f"/cdn/maker/diffusion//{BIG}")) == 3


def test_a_server_that_stays_busy_is_given_up_after_a_few_tries(hub, pack, run, monkeypatch):
    monkeypatch.setattr("terralex.core.packs.store.download.TRIES", 3)
    hub.fail(BIG, *["503"] * 10)
    refused(run, r"not available at the moment \(503\)\. Check the internet connection.*kept.*packs import")
    assert len(hub.asked(f"/cdn/maker/diffusion//{BIG}")) == 3


def test_retry_after_is_waited_for_and_told(hub, pack, run):
    hub.fail(BIG, "429 1")
    told = [event.message for event in run(get()).told if isinstance(event, Progress)]
    assert any("too many requests (429); trying again in 1 s" in message for message in told)


def test_a_retry_after_of_hours_is_told_instead_of_waited_for(hub, pack, run):
    hub.fail(BIG, "429 7200")
    refused(
        run, r"too many requests \(429\) and asks to wait 120 minutes\. Fetch again then\. What came so far is kept"
    )


def test_retry_after_is_understood_as_seconds_and_as_a_date(monkeypatch):
    monkeypatch.setattr(http.time, "time", lambda: 784111747.0)
    assert http.retry_after_s("30") == 30.0
    assert http.retry_after_s("Sun, 06 Nov 1994 08:49:37 GMT") == 30.0
    assert http.retry_after_s("Sun, 06 Nov 1994 08:00:00 GMT") == 0.0
    assert http.retry_after_s("soon") is None and http.retry_after_s("") is None


@pytest.mark.parametrize(
    "fault, told",
    [
        ("403", r"repository maker/diffusion at revision “main” to you \(403\)"),
        ("404", r"has no repository maker/diffusion at revision “main” \(404\)"),
        ("html", r"does not answer as a model hub does\. Check HF_ENDPOINT and the proxy; a sign-in page"),
        ("429 7200", r"asks to wait 120 minutes"),
    ],
)
def test_the_hubs_own_refusals_are_told(hub, pack, run, fault, told):
    hub.fail("api", fault)
    refused(run, told)
    assert not hub.asked("/cdn/")


def test_a_hub_that_is_busy_for_a_moment_is_asked_again(hub, pack, run):
    hub.fail("api", "503", "429")
    run(get())


def test_a_file_that_the_repository_lacks_is_told_before_anything_is_downloaded(hub, pack, run):
    pack.write("wrong", [pack.entry("generator/nothing.json", "sd", "nothing.json")])
    refused(run, r"maker/diffusion has no nothing\.json at its commit c0ffee", "wrong")


def test_redirects_in_circles_end(hub, pack, run):
    hub.fail(BIG, *[f"to /maker/diffusion/resolve/c0ffee{'0' * 34}/{BIG}"] * 30)
    refused(run, "redirects in circles")


def test_a_server_that_is_not_there_is_told_with_the_way_around(hub, pack, run, monkeypatch):
    monkeypatch.setattr("terralex.core.packs.store.download.TRIES", 2)
    hub.close()
    refused(run, r"127\.0\.0\.1 cannot be reached\. Check the internet connection and the proxy.*packs import FILE")


def test_a_redirect_from_afar_to_this_machine_is_refused():
    with pytest.raises(ModelError, match="redirects to this computer"):
        http.check_url("http://127.0.0.1:8000/x", came_from="https://example.org/x")
    with pytest.raises(ModelError, match="redirects to this computer"):
        http.check_url("https://localhost/x", came_from="https://example.org/x")


def test_plain_http_is_for_this_machine_or_when_told_so(monkeypatch):
    for url in ("https://example.org/x", "http://localhost:1/x", "http://127.0.0.1:1/x", "http://[::1]:1/x"):
        http.check_url(url)
    for url in ("http://example.org/x", "http://10.0.0.1/x", "http://127.0.0.1.example.org/x"):
        with pytest.raises(ModelError, match="not encrypted"):
            http.check_url(url)
    for url in ("ftp://example.org/x", "//example.org", "", "https://", "https://[::1", "https://a:b/x"):
        with pytest.raises(ModelError, match="not an address"):
            http.check_url(url)
    monkeypatch.setenv("TERRALEX_PLAIN_HTTP", "1")
    http.check_url("http://example.org/x")


@pytest.mark.parametrize(
    "path, told",
    [
        ("generator/net.bin", "can run code"),
        ("generator/net.PTH", "can run code"),
        ("generator/model.py", "can run code"),
        ("generator/net.h5", "no pack needs"),
        ("../net.safetensors", "outside its folder"),
        ("/etc/net.safetensors", "outside its folder"),
        ("generator\\net.safetensors", "outside its folder"),
        ("C:/net.safetensors", "outside its folder"),
        ("generator//net.safetensors", "outside its folder"),
        ("generator/./net.safetensors", "outside its folder"),
        ("generator/con.json", "not every system"),
        ("generator/a./net.json", "not every system"),
        ("pack.json", "twice"),
        ("generator/CONFIG.json", "twice"),
        ("other/net.json", "folder generator, in which it lists no file"),
    ],
)
def test_what_a_manifest_may_not_list_is_refused_before_anybody_is_asked(hub, pack, run, path, told):
    listed = [pack.entry("generator/config.json", "sd", "config.json")] if "twice" in told else []
    folder = pack.write("odd", [*listed, pack.entry(path, "sd", BIG)])
    with pytest.raises(ModelError, match=told):
        run(get(str(folder)))
    assert not hub.log and not user_packs().exists()


def test_a_captioner_without_files_is_refused(pack, run):
    folder = pack.write("odd", captioner={"kind": "blip", "folder": "captioner"})
    with pytest.raises(ModelError, match="folder captioner, in which it lists no file"):
        run(get(str(folder)))


@pytest.mark.parametrize(
    "source",
    [
        {"repository": "../x", "revision": "main", "licence": "mit"},
        {"repository": "a/b/c", "revision": "main", "licence": "mit"},
        {"repository": "a/b", "revision": "../../x", "licence": "mit"},
        {"repository": "a/b", "revision": "main"},
        {"repository": "a/b", "revision": "main", "licence": "mit", "commit": "main"},
        {"licence": "mit"},
        "a/b",
    ],
)
def test_a_source_that_is_none_is_refused(hub, pack, run, source):
    pack.write("odd", sources={"sd": source, "net": source})
    with pytest.raises(ModelError, match="source “sd” of the pack “odd” cannot be used"):
        run(get("odd"))
    assert not hub.log


@pytest.mark.parametrize("name", ["../evil", "Upper", "a b", "con", "", ".hidden", 5])
def test_a_name_that_is_no_folder_is_refused(hub, pack, run, name):
    manifest = json.loads((pack.folder / "pack.json").read_text())
    (pack.folder / "pack.json").write_text(json.dumps({**manifest, "name": name}))
    with pytest.raises(ModelError, match="cannot be the name of a pack"):
        run(get(str(pack.folder)))
    assert not hub.log


def test_a_weight_file_that_is_none_is_refused_although_its_checksum_is_right(hub, pack, run):
    repository = hub.repositories["maker/diffusion"]
    for content in (b"\x80\x04\x95pickle", weights(1)[:-4], b"", b"\xff" * 100):
        hub.put("maker/diffusion", {**repository, BIG: content})
        refused(run, r"generator/unet/big\.safetensors is not a complete safetensors file")
        (user_packs() / "big.pins.json").unlink()


def test_a_disk_that_is_full_midway_is_told_and_what_came_is_kept(hub, pack, run, monkeypatch):
    import errno
    import os

    from terralex.core.errors import OutputError
    from terralex.core.packs.store import download

    real = os.fsync

    def full(file):
        if os.fstat(file).st_size == len(weights(1)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(file)

    with monkeypatch.context() as patch:
        patch.setattr(download.os, "fsync", full)
        with pytest.raises(OutputError, match=r"No space left on device\. Make room .*What came so far is kept"):
            run(get())
    assert not (user_packs() / "big").exists()
    done = run(get()).result
    assert done["downloaded"] == done["bytes"] - len(weights(1))
