"""How a scheduler is reached: encrypted, or on this computer."""

import re
import subprocess
import sys

import pytest
from distributed import LocalCluster
from terralex.core.errors import EngineError, InputError, ModelError
from terralex.core.jobs.cluster import access
from terralex.core.jobs.cluster.access import Access

from .conftest import make_certificates, security


@pytest.mark.parametrize(
    "address", ["tls://host:8786", "tls://10.0.0.7:1", "tcp://127.0.0.1:8786", "tcp://localhost:1", "tcp://[::1]:8786"]
)
def test_encrypted_or_here_is_let_through(address):
    assert Access.from_dict({"scheduler": address}).scheduler == address


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.7:8786", "tcp://host:8786", "tcp://127.evil.org:1", "tcp://[fe80::1]:1"]
)
def test_another_machine_without_encryption_is_refused_unless_it_is_wanted(address):
    with pytest.raises(InputError, match="without encryption"):
        Access.from_dict({"scheduler": address})
    assert Access.from_dict({"scheduler": address, "insecure": True}).insecure


@pytest.mark.parametrize(
    "address", ["", "host", "host:8786", "http://host:1", "ucx://host:1", "tls://host", "tls://a b:1"]
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(InputError, match="not the address"):
        Access.from_dict({"scheduler": address, "insecure": True})


@pytest.mark.parametrize("data", [{"tls_ca": "x"}, {"scheduler": 5}, {"scheduler": "tls://a:1", "more": ""}])
def test_a_request_that_is_not_understood_is_refused(data):
    with pytest.raises(InputError, match="not understood"):
        Access.from_dict(data)


def test_a_scheduler_by_tls_needs_certificates(tmp_path):
    with pytest.raises(InputError, match="none are given"):
        Access("tls://127.0.0.1:1").connect()
    with pytest.raises(InputError, match="cannot be used"):
        Access("tls://127.0.0.1:1", *[str(tmp_path / "gone.pem")] * 3).connect()


def test_nobody_there_is_a_sentence(monkeypatch):
    monkeypatch.setattr(access, "CONNECT_S", 0.5)
    with pytest.raises(EngineError, match="does not answer"):
        Access("tcp://127.0.0.1:9").connect()


def test_certificates_of_another_authority_are_not_let_in(certificates, tmp_path, monkeypatch):
    monkeypatch.setattr(access, "CONNECT_S", 2)
    by_tls = {"security": security(certificates), "protocol": "tls://", "dashboard_address": ":0"}
    with LocalCluster(n_workers=0, processes=False, **by_tls) as yard:
        Access(yard.scheduler_address, **certificates).connect().close()
        others = make_certificates(tmp_path)
        with pytest.raises(EngineError, match="does not answer"):
            Access(yard.scheduler_address, **others).connect()


def test_without_dask_it_is_said_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ModelError, match=re.escape(f"{sys.executable} -m pip install distributed")) as told:
        Access("tcp://127.0.0.1:9").connect()
    assert "distributed" in told.value.message


def test_runs_without_a_scheduler_import_no_dask(request):
    code = "import sys, terralex.core.jobs.segment; sys.exit(any(m in sys.modules for m in ('dask', 'distributed')))"
    code = f"import sys; sys.path.insert(0, {str(request.config.rootpath)!r}); import tests.conftest; {code}"
    assert subprocess.run([sys.executable, "-c", code], timeout=120).returncode == 0
