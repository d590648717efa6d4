"""What is on this machine of each pack."""

import pytest
from terralex.core.errors import Cancelled, ModelError
from terralex.core.packs import Standing, find_pack, standings, user_packs, verify
from terralex.core.packs.store.fetch import fetch
from terralex.core.packs.store.installed import verify_pack
from terralex.core.progress import CancelToken

from ..hub_server import weights

ALL = len(weights(1)) + len(weights(2)) + len(weights(3)) + 9
BIG = "unet/big.safetensors"


def get(name="big", **options):
    return fetch(name, CancelToken(), **{"agreed": True, **options})


def standing(name="big") -> Standing:
    return next(row for row in standings() if row.name == name)


def state(name="big"):
    row = standing(name)
    return row.state, row.here, row.to_come, row.removable, row.agreed


def stop_when(part, events):
    """Drive a fetch until it says `part`, then cancel it."""
    token = events.gi_frame.f_locals["token"]
    with pytest.raises(Cancelled):
        for event in events:
            if part in event.message:
                token.cancel()


def test_a_pack_is_absent_then_here_then_gone(hub, pack, run):
    assert state() == ("absent", 0, None, False, False)  # nobody knows the sizes before the hub was asked
    run(get())
    assert state() == ("here", ALL, 0, True, True)
    assert [row.state for row in standings()][-1] == "absent", "those that can run come first"


def test_the_estimate_of_a_manifest_stands_in_for_sizes_that_are_not_known(hub, pack):
    pack.write(estimated_bytes=70_000)
    assert state() == ("absent", 0, 70_000, False, False)


def test_after_a_stop_it_is_told_what_came_and_what_is_to_come(hub, pack, run):
    hub.fail(BIG, "breaks off", "503 60")
    stop_when("trying again", get())
    half = len(weights(1)) // 2
    assert state() == ("part", half, ALL - half, True, True)
    hub.fail(BIG)
    assert run(get()).result["downloaded"] == ALL - half
    assert state()[0] == "here"


def test_what_another_pack_has_brought_is_not_to_come(hub, pack, run):
    run(get())
    size = len(weights(2))
    listed = {**pack.entry("generator/a.safetensors", "net", "copy.safetensors"), "size": size}
    sha256 = next(e["sha256"] for e in find_pack("big").manifest["files"] if "shared" in e["path"])
    pack.write("second", [{**listed, "sha256": sha256}, {**listed, "path": "generator/b.safetensors"}])
    assert state("second") == ("absent", size, size, False, False)


@pytest.mark.parametrize("harm", ["gone", "short"])
def test_files_that_are_gone_or_short_are_damage_and_a_fetch_repairs_it(hub, pack, run, harm):
    run(get())
    file = user_packs() / "big" / "net" / "net.safetensors"
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(b"short")
    assert state() == ("damaged", ALL - len(weights(3)) + (5 if harm == "short" else 0), len(weights(3)), True, True)
    wrong = run(verify_pack("big", CancelToken())).result["wrong"]
    told = "is missing" if harm == "gone" else f"has 5 bytes instead of {len(weights(3))}"
    assert wrong == [["net/net.safetensors", told]]
    run(get(agreed=False))
    assert state()[0] == "here"


def test_a_pack_whose_manifest_is_spoilt_is_damaged_and_a_fetch_brings_it_back(hub, pack, run):
    run(get())
    (user_packs() / "big" / "pack.json").write_text("{")
    assert standing().state == "damaged"
    with pytest.raises(ModelError, match=r"damaged pack\.json"):
        find_pack(str(user_packs() / "big"))
    assert run(get(agreed=False)).result["downloaded"] == 0
    verify(find_pack("big"))


def test_a_spoilt_pack_that_nobody_else_names_is_listed_so_that_it_can_be_removed(hub, pack, run):
    (user_packs() / "odd").mkdir(parents=True)
    (user_packs() / "odd" / "pack.json").write_text("not json")
    assert state("odd") == ("damaged", 0, None, True, False) and standing("odd").pack is None


@pytest.mark.parametrize("text", ["{", "[]", "null", '{"wanted": 5, "files": {}, "agreed": {}}'])
def test_pins_that_cannot_be_read_hide_no_pack(hub, pack, run, text):
    run(get())
    (user_packs() / "big.pins.json").write_text(text)
    assert state() == ("here", ALL, 0, True, False)


def test_embedded_packs_are_here_and_cannot_be_removed():
    assert standing("starter").state == "here" and not standing("starter").removable
    ovdiff = standing("ovdiff")
    assert (ovdiff.state, ovdiff.removable, ovdiff.agreed) == ("absent", False, False) and ovdiff.to_come > 3e9
