"""Fetching a pack from a hub: what is downloaded, what is kept, shared and held to."""

import hashlib
import json
import os
from pathlib import Path

import pytest
from terralex.core.errors import Cancelled, InputError, ModelError, OutputError
from terralex.core.packs import find_pack, list_packs, user_packs, verify
from terralex.core.packs.store.fetch import fetch
from terralex.core.packs.store.installed import check_pack, remove_pack
from terralex.core.progress import CancelToken, Note, Progress

from ...hub_server import COMMIT, git_sha1, weights

BIG = "unet/big.safetensors"
MIDDLE = len(weights(1)) // 2


def blobs():
    return {path.name for path in (user_packs().parent / "store" / "blobs").glob("*/*")}


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def get(name="big", **options):
    return fetch(name, CancelToken(), **{"agreed": True, **options})


def test_a_fetched_pack_is_complete_checked_and_pinned(hub, pack, run):
    done = run(get()).result
    root = user_packs() / "big"
    assert done["folder"] == str(root) and done["bytes"] == done["downloaded"] > 40_000
    found = find_pack("big")
    verify(found)
    assert found.root == root and found.fetched
    assert found.manifest["sources"]["sd"]["commit"] == COMMIT
    assert found.manifest["files"][0]["sha256"] == sha256(weights(1))
    pins = json.loads((user_packs() / "big.pins.json").read_text())
    config = pins["files"][f"maker/diffusion@{COMMIT}/config.json"]
    assert config == {"size": 9, "sha256": sha256(b'{"a": 1}\n'), "git_sha1": git_sha1(b'{"a": 1}\n')}
    assert pins["commits"] == {"maker/diffusion@main": COMMIT, "maker/backbone@main": COMMIT} and not pins["wanted"]


def test_progress_tells_bytes_and_never_falls(hub, pack, run, monkeypatch):
    monkeypatch.setattr("terralex.core.packs.store.meter.TELL_S", 0.0)
    hub.fail(BIG, "breaks off", "no ranges")
    told = [e for e in run(get()).told if isinstance(e, Progress)]
    assert [e.overall for e in told] == sorted(e.overall for e in told) and told[-1].overall == 1.0
    assert told[-1].total == sum(len(data) for data in (weights(1), weights(2), weights(3))) + 9
    assert any("Fetching generator/unet/big.safetensors" in e.message and "kB of 60." in e.message for e in told)


def test_time_left_is_told_when_the_pace_is_known(monkeypatch):
    from terralex.core.packs.store import meter
    from terralex.core.packs.store.download import Step
    from terralex.core.packs.store.hub import Facts
    from terralex.core.packs.store.plan import Item

    now = [100.0]
    monkeypatch.setattr(meter.time, "monotonic", lambda: now[0])
    item = Item("a.safetensors", "k", "", "a", "", Facts(100_000_000))
    measured = meter.Meter([item])
    measured.step(item, Step(20_000_000))  # from an earlier try: here, but not part of the pace
    now[0] += 10
    said = measured.step(item, Step(40_000_000))
    assert said.message == "Fetching a.safetensors: 40.0 MB of 100.0 MB, 2.0 MB/s, 30 s left"


def test_a_fetch_that_broke_off_goes_on_where_it_stopped(hub, pack, run):
    hub.fail(BIG, "breaks off")
    run(get())
    ranges = [headers.get("Range") for headers in hub.asked(f"/cdn/maker/diffusion//{BIG}")]
    assert ranges == [None, f"bytes={MIDDLE}-"]
    verify(find_pack("big"))


@pytest.mark.parametrize("fault", ["no ranges", "other range", "416"])
def test_a_server_that_does_not_go_on_is_asked_for_the_whole(hub, pack, run, fault):
    hub.fail(BIG, "breaks off", fault)
    run(get())
    verify(find_pack("big"))


def test_a_cancelled_fetch_keeps_what_came_and_shows_nothing(hub, pack, run):
    token = CancelToken()
    hub.fail("shared.safetensors", "503 60")
    events = fetch("big", token, agreed=True)
    with pytest.raises(Cancelled):
        for event in events:
            if isinstance(event, Progress) and "trying again" in event.message:
                token.cancel()
    assert not (user_packs() / "big").exists()
    with pytest.raises(ModelError, match="not on this computer yet"):
        find_pack("big")
    assert blobs() == {sha256(weights(1)), sha256(b'{"a": 1}\n')}
    freed = remove_pack("big")["freed_bytes"]  # also what an unfinished fetch left can be removed
    assert freed == len(weights(1)) + 9 and not blobs()


def test_after_a_cancel_only_the_rest_is_downloaded(hub, pack, run):
    token = CancelToken()
    hub.fail(BIG, "breaks off", "503 60")
    with pytest.raises(Cancelled):
        for event in fetch("big", token, agreed=True):
            if "trying again" in getattr(event, "message", ""):
                token.cancel()
    hub.fail(BIG)
    done = run(get()).result
    assert done["downloaded"] == done["bytes"] - MIDDLE
    verify(find_pack("big"))


def test_what_an_unfinished_fetch_has_is_kept_while_other_packs_come_and_go(hub, pack, run):
    token = CancelToken()
    hub.fail("shared.safetensors", "breaks off", "503 60")
    with pytest.raises(Cancelled):
        for event in fetch("big", token, agreed=True):
            if "trying again" in getattr(event, "message", ""):
                token.cancel()
    pack.write("second", [pack.entry("generator/b.safetensors", "net", "net.safetensors")])
    run(get("second"))
    remove_pack("second")
    hub.fail("shared.safetensors")
    done = run(get()).result
    assert done["downloaded"] == len(weights(2)) - MIDDLE  # also what the other pack brought and this one wants


def test_a_pack_that_cannot_be_put_together_leaves_the_old_one_as_it_was(hub, pack, run, monkeypatch):
    run(get())
    before = (user_packs() / "big" / "pack.json").read_bytes()

    def full(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("terralex.core.packs.store.installed.write_atomically", full)
    with pytest.raises(OutputError, match="the disk is full"):
        run(get())
    assert (user_packs() / "big" / "pack.json").read_bytes() == before
    verify(find_pack("big"))


def test_files_that_two_packs_share_are_downloaded_once_and_lie_on_the_disk_once(hub, pack, run):
    run(get())
    pack.write(
        "second",
        [
            pack.entry("generator/a.safetensors", "net", "copy.safetensors"),
            pack.entry("generator/b.safetensors", "net", "net.safetensors"),
        ],
    )
    assert run(get("second")).result["downloaded"] == 0
    first, second = (user_packs() / p for p in ("big/generator/shared.safetensors", "second/generator/a.safetensors"))
    assert os.path.samefile(first, second)


def test_without_hard_links_files_are_copied_and_no_blob_stays(hub, pack, run, monkeypatch):
    def no_links(*_):
        raise OSError("this disk has no links")

    monkeypatch.setattr(os, "link", no_links)
    run(get())
    verify(find_pack("big"))
    assert not blobs()
    pack.write("second", [pack.entry("generator/a.safetensors", "net", "copy.safetensors")])
    assert run(get("second")).result["downloaded"] == 0  # taken from the other pack


def test_removing_a_pack_frees_only_what_no_other_pack_uses(hub, pack, run):
    run(get())
    pack.write("second", [pack.entry("generator/a.safetensors", "net", "copy.safetensors")])
    run(get("second"))
    manifests = [(user_packs() / name / "pack.json").stat().st_size for name in ("big", "second")]
    assert remove_pack("big")["freed_bytes"] == len(weights(1)) + len(weights(3)) + 9 + manifests[0]
    assert blobs() == {sha256(weights(2))} and not (user_packs() / "big").exists()
    verify(find_pack("second"))
    assert remove_pack("second")["freed_bytes"] == len(weights(2)) + manifests[1] and not blobs()


@pytest.mark.parametrize("name", ["starter", "ovdiff"])
def test_embedded_packs_and_manifests_are_never_removed(name):
    with pytest.raises(InputError, match="nothing to remove"):
        remove_pack(name)


def test_a_pack_in_a_folder_of_the_users_own_is_not_deleted(tmp_path, monkeypatch):
    root = tmp_path / "mine" / "own"
    root.mkdir(parents=True)
    parts = {"generator": {}, "extractors": [], "defaults": {}, "resolutions": [{"gsd_m": 1, "min_m": 1, "max_m": 1}]}
    (root / "pack.json").write_text(json.dumps({"format": 1, "name": "own", "files": [], **parts}))
    monkeypatch.setenv("TERRALEX_PACKS", str(root.parent))
    for name in ("own", str(root), "../../mine/own"):
        with pytest.raises((InputError, ModelError)):
            remove_pack(name)
    assert root.exists()


def test_the_first_fetch_is_held_to_also_after_the_pack_was_removed(hub, pack, run):
    run(get())
    remove_pack("big")
    hub.put("maker/diffusion", {**hub.repositories["maker/diffusion"], BIG: weights(9)}, commit="b" * 40)
    hub.commits["maker/diffusion"] = COMMIT  # the same commit with other contents: somebody rewrote history
    with pytest.raises(ModelError, match=r"another unet/big\.safetensors .*--update"):
        run(get())
    assert not (user_packs() / "big").exists()


def test_an_update_takes_the_new_commit(hub, pack, run):
    run(get())
    hub.put("maker/diffusion", {**hub.repositories["maker/diffusion"], BIG: weights(9)}, commit="b" * 40)
    assert find_pack("big").manifest["sources"]["sd"]["commit"] == COMMIT
    run(get())  # all of it is here: nobody is asked
    remove_pack("big")
    with pytest.raises(ModelError, match=r"no unet/big\.safetensors of maker/diffusion \(404\)"):
        run(get())
    run(get(update=True))
    assert find_pack("big").manifest["sources"]["sd"]["commit"] == "b" * 40
    verify(find_pack("big"))


def test_a_manifest_that_an_update_of_terralex_renewed_is_taken_without_a_download(hub, pack, run, monkeypatch):
    monkeypatch.setattr("terralex.core.packs.store.fetch.EMBEDDED", pack.folder.parent)
    run(get())
    pack.write(title="Renewed", defaults={"pictures": 8})
    assert run(get(agreed=False)).result["downloaded"] == 0
    monkeypatch.delenv("TERRALEX_PACKS")
    found = find_pack("big")
    assert found.manifest["title"] == "Renewed" and found.manifest["defaults"] == {"pictures": 8}
    verify(found)


def test_a_fetched_pack_whose_file_was_spoilt_is_repaired(hub, pack, run):
    run(get())
    file = user_packs() / "big" / "net" / "net.safetensors"
    file.write_bytes(b"spoilt")
    verdicts = run(check_pack(find_pack("big"), CancelToken())).result
    assert [path for path, wrong in verdicts if wrong] == ["net/net.safetensors"]
    done = run(get()).result
    assert done["downloaded"] == len(weights(3))
    verify(find_pack("big"))


def test_a_fetched_file_that_is_gone_makes_the_pack_unfetched(hub, pack, run):
    run(get())
    (user_packs() / "big" / "net" / "net.safetensors").unlink()
    with pytest.raises(ModelError, match="terralex packs fetch big"):
        find_pack("big")


def test_licences_have_to_be_agreed_to_once(hub, pack, run):
    with pytest.raises(InputError, match=r"maker/diffusion: apache-2\.0.*--yes"):
        run(get(agreed=False))
    assert not hub.log
    run(get())
    run(get(agreed=False))
    manifest = json.loads((pack.folder / "pack.json").read_text())
    manifest["sources"]["sd"]["licence"] = "mit"
    remove_pack("big")
    (pack.folder / "pack.json").write_text(json.dumps(manifest))
    with pytest.raises(InputError, match="maker/diffusion: mit"):
        run(get(agreed=False))


@pytest.mark.parametrize("flag", ["gated", "non_commercial"])
def test_parts_with_restrictions_are_never_a_default(hub, pack, run, flag):
    manifest = json.loads((pack.folder / "pack.json").read_text())
    manifest["sources"]["net"][flag] = True
    (pack.folder / "pack.json").write_text(json.dumps(manifest))
    with pytest.raises(InputError, match=r"net.*--restricted"):
        run(get())
    run(get(restricted=True))


def test_what_the_hub_calls_gated_is_not_fetched_by_a_manifest_that_does_not_say_so(hub, pack, run):
    hub.gated.add("maker/backbone")
    with pytest.raises(ModelError, match=r"conditions.*HF_TOKEN"):
        run(get())


def test_another_licence_on_the_hub_is_told(hub, pack, run):
    hub.licences["maker/backbone"] = "cc-by-nc-4.0"
    assert ["cc-by-nc-4.0" in e.message for e in run(get()).told if isinstance(e, Note)] == [True]


def test_a_disk_without_room_is_told_before_anything_is_downloaded(hub, pack, run, monkeypatch):
    monkeypatch.setattr("terralex.core.packs.store.blobs.Blobs.free_bytes", lambda _self: 1 << 20)
    with pytest.raises(OutputError, match=r"needs [1-9]\d* MB more and 105 MB to spare; 1 MB are free"):
        run(get())
    assert not hub.asked("/cdn/")


def test_the_token_goes_to_the_hub_and_to_nobody_it_redirects_to(hub, pack, run, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    run(get())
    assert {h.get("Authorization") for h in hub.asked("/resolve/") + hub.asked("/api/")} == {"Bearer hf_secret"}
    assert {h.get("Authorization") for h in hub.asked("/cdn/")} == {None}


def test_a_proxy_of_the_environment_is_used(hub, pack, run, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # nobody listens there
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with pytest.raises(ModelError, match="HTTPS_PROXY"):
        run(get())
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    run(get())


def test_an_optional_file_that_a_repository_lacks_is_left_out(hub, pack, run):
    files = [
        pack.entry("generator/config.json", "sd", "config.json"),
        pack.entry("generator/gone.json", "sd", "gone.json", optional=True),
    ]
    pack.write("small", files)
    run(get("small"))
    assert [e["path"] for e in find_pack("small").manifest["files"]] == ["generator/config.json"]


def test_a_plain_server_needs_sizes_and_checksums_in_the_manifest(hub, pack, run):
    data = weights(1)
    source = {"files": {"url": f"{hub.url}/maker/diffusion/resolve/{COMMIT}/", "licence": "mit"}}
    listed = {"path": "generator/net.safetensors", "source": "files", "file": BIG}
    pack.write("plain", [{**listed, "size": len(data), "sha256": sha256(data)}], sources=source)
    run(get("plain"))
    assert not hub.asked("/api/")
    pack.write("open", [{**listed, "size": None, "sha256": None}], sources=source)
    with pytest.raises(ModelError, match="no size or no sha256"):
        run(get("open"))


def test_a_file_beside_the_manifest_comes_along(hub, pack, run):
    extra = {"path": "words.json", "size": 2, "sha256": sha256(b"{}")}
    folder = pack.write("mixed", [pack.entry("generator/config.json", "sd", "config.json"), extra])
    (folder / "words.json").write_bytes(b"{}")
    run(get("mixed"))
    verify(find_pack("mixed"))
    assert (user_packs() / "mixed" / "words.json").read_bytes() == b"{}"


def test_unfetched_packs_are_listed_apart(hub, pack, run):
    assert "big" not in [p.name for p in list_packs()]
    assert "big" in [p.name for p in list_packs(unfetched=True)]
    run(get())
    assert "big" in [p.name for p in list_packs()]


def test_two_fetches_at_once_are_refused(hub, pack, run):
    first = get()
    for event in first:
        if "Looking for" in event.message:
            break
    with pytest.raises(OutputError, match="Another fetch"):
        run(get())
    first.close()
    run(get())


def test_the_manifest_itself_can_be_fetched_from_its_folder(hub, pack, run, monkeypatch):
    monkeypatch.delenv("TERRALEX_PACKS")
    run(get(str(pack.folder)))
    assert Path(find_pack("big").root) == user_packs() / "big"


def test_the_engines_process_fetches_for_the_plugin(hub, pack, tmp_path):
    from terralex.core import protocol
    from terralex.tests.core.child import Child

    child = Child(tmp_path / "log.txt", env={"HF_HUB_OFFLINE": "1"})  # as after a run: fetching does not mind
    try:
        child.send(cmd="fetch", id=1, config={"pack": "big", "agreed": False})
        error = child.wait_for(protocol.ErrorEvent, protocol.ResultEvent)
        assert error.kind == "InputError" and "licences" in error.message
        child.send(cmd="fetch", id=2, config={"pack": "big", "agreed": True})
        progress = child.wait_for(protocol.ProgressEvent)
        assert progress.stage == "fetch"
        result = child.wait_for(protocol.ErrorEvent, protocol.ResultEvent)
        assert result.result["folder"] == str(user_packs() / "big")
    finally:
        child.close()
    verify(find_pack("big"))
