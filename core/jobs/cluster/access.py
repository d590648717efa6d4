"""How a scheduler is reached, and how not: whoever reaches one can run code on its workers, and on who asks them."""

from __future__ import annotations

import ipaddress
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from ...errors import EngineError, InputError, ModelError

if TYPE_CHECKING:
    from distributed import Client, Security

CONNECT_S = 20  # for a scheduler to answer
_ADDRESS = re.compile(r"(tls|tcp)://(\[[0-9a-fA-F:.]+\]|[\w.-]+):(\d{1,5})")
_CERTIFICATES = (
    "Give --tls-ca, --tls-cert and --tls-key, or write them into Dask's own configuration (docs/cluster.md)."
)


@dataclass(frozen=True)
class Access:
    """A scheduler's address, and what it takes to be let in.

    Attributes:
        scheduler: tls://host:port; tcp://… for this computer alone, unless `insecure`.
        tls_ca: File of the certificate that has signed all others; "" takes Dask's own configuration. Likewise:
        tls_cert: File of this side's certificate.
        tls_key: File of its key.
        insecure: Whether the user wants tcp:// to other machines all the same.
    """

    scheduler: str
    tls_ca: str = ""
    tls_cert: str = ""
    tls_key: str = ""
    insecure: bool = False

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Access:
        """From `RunConfig.cluster`.

        Raises:
            InputError: it is not understood, or the address is no safe one.
        """
        known = {field.name: bool if field.name == "insecure" else str for field in fields(cls)}
        if "scheduler" not in data or any(not isinstance(data[k], known.get(k, ())) for k in data):
            raise InputError("The request names a scheduler in a way that is not understood.", "Update Terralex.")
        access = cls(**data)
        access.check(access.scheduler)
        return access

    def check(self, address: str) -> None:
        """Refuse an address, of the scheduler or of a worker, which would be reached without encryption.

        Raises:
            InputError: it is that, or no address.
        """
        found = _ADDRESS.fullmatch(address)
        if found is None:
            raise InputError(
                f"“{address}” is not the address of a scheduler.", "Write for example tls://192.168.1.20:8786."
            )
        if found[1] == "tcp" and not self.insecure and not _is_here(found[2]):
            raise InputError(
                f"{address} is another machine, reached without encryption: whoever is in that network could read the "
                "pixels and run code.",
                "Use tls:// with certificates (docs/cluster.md). --insecure-scheduler goes there all the same.",
            )

    def connect(self) -> Client:
        """A client of the scheduler, to be closed.

        Raises:
            ModelError: Dask is not installed.
            InputError: certificates are missing or cannot be used.
            EngineError: the scheduler does not answer, or refuses.
        """
        try:
            from distributed import Client
        except ImportError as error:
            raise ModelError(
                f"For other machines this Python needs the package {error.name or 'distributed'}, which it lacks.",
                f"Install it: {sys.executable} -m pip install distributed",
            ) from error
        security = self._security()
        try:
            return Client(self.scheduler, security=security, timeout=CONNECT_S, set_as_default=False, name="terralex")
        except (OSError, ValueError, RuntimeError) as error:  # Dask's own for networks are of these families
            raise EngineError(
                f"The scheduler {self.scheduler} does not answer.",
                "Is it running, does it say the same address, and are the certificates of the same authority?",
            ) from error

    def _security(self) -> Security:
        from distributed import Security

        given = {"tls_ca_file": self.tls_ca, "tls_client_cert": self.tls_cert, "tls_client_key": self.tls_key}
        encrypted = self.scheduler.startswith("tls:")
        try:
            security = Security(require_encryption=encrypted, **{name: file for name, file in given.items() if file})
            ready = not encrypted or security.get_connection_args("client")["ssl_context"] is not None
        except OSError as error:  # among them ssl.SSLError
            raise InputError(
                f"The certificates for {self.scheduler} cannot be used: {error.strerror or error}.", _CERTIFICATES
            ) from error
        if not ready:
            raise InputError(f"{self.scheduler} is reached with certificates, and none are given.", _CERTIFICATES)
        return security


def _is_here(host: str) -> bool:
    """Whether a host is this computer, whatever its network says."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
