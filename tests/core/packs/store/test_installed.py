"""Checking the files of a pack that is here."""

import pytest
from terralex.core.errors import ModelError
from terralex.core.packs import find_pack
from terralex.core.packs.store.installed import check_pack, verify_pack
from terralex.core.progress import CancelToken, Progress

from ..test_here_standings import ALL, get, stop_when


def test_a_check_tells_bytes_and_stops_in_the_middle_of_a_file(hub, pack, run, monkeypatch):
    run(get())
    monkeypatch.setattr("terralex.core.packs.store.installed.CHUNK", 1000)
    monkeypatch.setattr("terralex.core.packs.store.installed.TELL_S", 0.0)
    told = [e for e in run(check_pack(find_pack("big"), CancelToken())).told if isinstance(e, Progress)]
    assert [e.done for e in told] == sorted(e.done for e in told) and len(told) > 50 and told[-1].done == ALL
    stop_when("Checking generator/unet/big.safetensors: 5.0 kB", check_pack(find_pack("big"), CancelToken()))


def test_a_pack_of_which_only_the_manifest_is_here_cannot_be_checked(run):
    with pytest.raises(ModelError, match="not on this computer yet"):
        run(verify_pack("ovdiff", CancelToken()))
