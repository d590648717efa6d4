"""Schedulers on this computer: one by tls with two workers of their own processes, one within the tests' process."""

import subprocess

import pytest
from terralex.core.config import RunConfig
from terralex.core.vocabulary import parse_names

OPENSSL = """
openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj /CN=terralex-ca -keyout ca-key.pem -out ca.pem
openssl req -newkey rsa:2048 -nodes -subj /CN=terralex -keyout key.pem -out request.pem
openssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 365 -out cert.pem
"""  # as docs/cluster.md has them


def make_certificates(folder):
    """An authority's and one that it has signed; as the fields of `RunConfig.cluster`."""
    for line in OPENSSL.strip().splitlines():
        subprocess.run(line.split(), cwd=folder, check=True, capture_output=True)
    return {f"tls_{name}": str(folder / f"{name}.pem") for name in ("ca", "cert", "key")}


def security(given):
    """The same for schedulers and workers."""
    from distributed import Security

    parts = {
        f"tls_{role}_{part}": given[f"tls_{part}"]
        for role in ("client", "scheduler", "worker")
        for part in ("cert", "key")
    }
    return Security(tls_ca_file=given["tls_ca"], require_encryption=True, **parts)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def home(request, tmp_path_factory):
    """Spawned processes import this checkout as `terralex`, whatever its folder is called."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "terralex").symlink_to(request.config.rootpath, target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield folder


@pytest.fixture(scope="module")
def yard(home, certificates):
    """Two workers of one thread by tls, with a cache of their own; one that dies is started again."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        security=security(certificates),
        protocol="tls://",
        dashboard_address=":0",
        env={"TERRALEX_CACHE": str(home / "their-cache")},
    ) as cluster:
        yield cluster


@pytest.fixture
def bench_yard():
    """One worker in a thread of this process: quick to come and go."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp://", dashboard_address=":0"
    ) as cluster:
        yield cluster


@pytest.fixture
def near(bench_yard):
    """`RunConfig.cluster` of that."""
    return {"scheduler": bench_yard.scheduler_address}


@pytest.fixture
def config(tmp_path, small_raster, tiny_pack):
    """Makes a run's config; twelve blocks."""

    def make(name, **more):
        given = {"preset": "draft", "device": "cpu", "block_px": 64, "threads": 1, **more}
        classes = tuple(parse_names("building, road, water"))
        return RunConfig(str(small_raster), str(tmp_path / name), classes, str(tiny_pack), **given)

    return make
