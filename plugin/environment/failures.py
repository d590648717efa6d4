"""What went wrong, recognised from what pip, Python and the system say, in one sentence with the next step.

The texts are those of pip 23 to 26 (its --log file tells reasons that it does not print), of OSError, and of torch.
docs/install.md lists the sentences.
"""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass

from ...core.errors import EngineError

_KEPT = "What was fetched is kept: press “Set up” again to go on from there."


class SetUpError(EngineError):
    """The environment could not be made, repaired or removed; `kind` is a key of `FAILURES`."""

    def __init__(self, kind: str, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.kind = kind


@dataclass(frozen=True)
class Failure:
    """What is said of one kind of failure. `{what}` is a detail: a host, a package, a file, a number."""

    message: str
    hint: str


FAILURES = {
    "proxy_login": Failure(
        "The proxy asks for a name and a password (407).",
        f"Enter them in QGIS under Settings > Options > Network. {_KEPT}",
    ),
    "proxy_kind": Failure(
        "QGIS is set to a SOCKS proxy, which pip cannot use by itself.",
        "Choose an HTTP proxy under Settings > Options > Network, or install from an offline folder.",
    ),
    "proxy": Failure(
        "The proxy {what} does not answer.", f"Check it in QGIS under Settings > Options > Network. {_KEPT}"
    ),
    "certificate": Failure(
        "The certificate of {what} is not trusted on this computer.",
        "If your organisation inspects traffic, add its certificate in QGIS under Settings > Options > Authentication "
        "> Manage Certificates (your administrator has it), and try again.",
    ),
    "forbidden": Failure(
        "{what} refused to hand out the packages (403).",
        "Ask your administrator to allow it, name your organisation's mirror, or install from an offline folder.",
    ),
    "login": Failure(
        "{what} asks for a name and a password (401).",
        "Write them into the address of the mirror, or ask your administrator for one without.",
    ),
    "server": Failure("{what} has trouble of its own (an error of the server).", f"Try again later. {_KEPT}"),
    "no_network": Failure(
        "{what} cannot be reached.",
        "Check the network, or the proxy in QGIS under Settings > Options > Network, or install from an offline "
        f"folder. {_KEPT}",
    ),
    "torch_index": Failure(
        "The index that has torch's builds (download.pytorch.org) cannot be reached.",
        "The build of the usual index is chosen now, about {what} to fetch: press “Set up” again to take it.",
    ),
    "truncated": Failure("A download broke off: {what}.", f"Check the network. {_KEPT}"),
    "hash": Failure(
        "A file is not the one that was announced: {what} (its checksum differs).",
        "Try again; if it stays so, a proxy, an antivirus or the mirror changes files: ask your administrator, or "
        "install from an offline folder.",
    ),
    "disk_full": Failure("The disk is full.", f"Make room, or choose a folder on another disk. {_KEPT}"),
    "disk_small": Failure("Too little room on the disk: {what}.", "Make room, or choose a folder on another disk."),
    "no_pip": Failure(
        "Python has no venv or pip to make an environment with ({what}).",
        "On Debian and Ubuntu: sudo apt install python3-venv. Elsewhere choose another Python.",
    ),
    "wrong_python": Failure(
        "No Python on this computer can make the engine's environment ({what}).",
        "Install a 64-bit Python 3.11 to 3.14 from python.org or your system, and choose it here.",
    ),
    "platform": Failure(
        "There is no {what} for this computer's system and Python.",
        "Choose another Python (3.11 to 3.14, 64 bit); for an offline folder, fill it on a computer of the same kind.",
    ),
    "not_in_folder": Failure(
        "The offline folder lacks {what}.",
        "Fill it on a computer of the same system and Python (docs/install.md has the command), and try again.",
    ),
    "locked": Failure(
        "A file of the environment is in use{what}.",
        "Close other QGIS windows and programs that use it, wait for the antivirus, and try again.",
    ),
    "busy": Failure("Another QGIS window is working on this environment.", "Wait for it to end."),
    "denied": Failure("Nothing may be written there{what}.", "Choose a folder of your own."),
    "blocked": Failure(
        "This computer's rules do not let the new Python start.",
        "Ask your administrator to allow programs in the engine's folder, or to set TERRALEX_HOME to one that is "
        "allowed.",
    ),
    "interrupted": Failure("The set-up was interrupted.", _KEPT),
    "library": Failure(
        "torch was installed and a library of the system is missing ({what}).",
        "On Windows install Microsoft's Visual C++ Redistributable (x64), restart, and press “Repair”.",
    ),
    "processor": Failure(
        "This computer's processor lacks instructions that torch needs.",
        "Use a computer with a processor of 2013 or later (AVX2).",
    ),
    "memory": Failure(
        "The system ended the set-up, most likely for want of memory.",
        "Close other programs, and press “Set up” again.",
    ),
    "proof": Failure(
        "Everything is installed and does not compute: {what}.",
        "Press “Repair”; if it stays so, copy the report and send it to us.",
    ),
    "place": Failure("{what}", "Choose another folder."),
    "foreign": Failure(
        "The folder holds files that are not of an environment made here; nothing was changed.",
        "Choose another folder, or empty it yourself.",
    ),
    "unknown": Failure("pip could not install the packages: {what}.", f"The log below has the whole story. {_KEPT}"),
}

# First match wins, so what explains most stands first. Group 1, where there is one, is the detail.
_TEXTS = (
    (
        "proxy_login",
        r"407 (?:Client Error: )?Proxy Auth|Tunnel connection failed: 407|ProxyError.{0,200}\b407\b"
        r"|\b407 Client Error|\(407\)",
    ),
    ("proxy_kind", r"Missing dependencies for SOCKS support"),
    ("disk_full", r"No space left on device|Errno 28\b|WinError 112\b|Disk quota exceeded|Errno 122\b"),
    ("blocked", r"WinError 1260\b|WinError 4551\b"),
    ("locked", r"WinError 32\b|WinError 33\b|being used by another process|Text file busy|Errno 26\b"),
    ("locked", r"WinError 5\b"),
    (
        "certificate",
        r"CERTIFICATE_VERIFY_FAILED|problem confirming the ssl certificate|certificate verify failed"
        r"|CERT_TRUST|self[- ]signed certificate",
    ),
    ("hash", r"DO NOT MATCH THE HASHES"),
    (
        "truncated",
        r"incomplete-download|IncompleteRead|Connection broken: |BadZipFile|File is not a zip file"
        r"|located at [^\n]* is invalid|has an invalid wheel|RemoteDisconnected"
        r"|ConnectionResetError|Connection reset",
    ),
    ("login", r"\b401 Client Error|HTTP error 401"),
    ("forbidden", r"\b403 Client Error|HTTP error 403|\b451 Client Error"),
    ("proxy", r"Cannot connect to proxy|Unable to connect to proxy|ProxyError"),
    ("server", r"\b50[0234] Server Error|too many 50[0234] error responses|HTTP error 50[0234]"),
    (
        "no_network",
        r"Connection refused|Failed to resolve|Name or service not known|getaddrinfo failed"
        r"|NewConnectionError|Network is unreachable|No route to host|timed out|ReadTimeout|ConnectTimeout"
        r"|Temporary failure in name resolution|nodename nor servname",
    ),
    ("no_pip", r"No module named (?:pip|ensurepip|venv)\b|ensurepip is not available|'-m', 'ensurepip'"),
    ("denied", r"Permission denied|Errno 13\b|Read-only file system|Errno 30\b"),
    (
        "library",
        r"(DLL load failed[^\n]{0,120}|WinError 126\b[^\n]{0,80}|WinError 1114\b[^\n]{0,80}"
        r"|lib[\w.+-]+\.so[.\d]*: cannot open shared object file|GLIBC\w*_[\d.]+' not found)",
    ),
    ("wrong_python", r"requires a different Python: ([\d.]+)|Ignored the following versions that require a different"),
    ("platform", r"is not a supported wheel on this platform"),
    # A pinned list holds no conflicts: what pip calls one is a version that is not to be had.
    ("platform", r"(?s)The conflict is caused by:.{0,400}?\(constraint\) ([\w.\-]+)"),
    ("platform", r"No matching distribution found for ([\w.\-\[\]]+)"),
    ("platform", r"Could not find a version that satisfies the requirement ([\w.\-\[\]]+)"),
)
_HOST = re.compile(r"(?:https?://(?:[^/@\s]*@)?([\w.-]+)|host='([\w.-]+)')")
_FILE = re.compile(r"([\w.+%-]+\.whl)")
_ERRNO = {
    errno.ENOSPC: "disk_full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "disk_full",
    errno.ETXTBSY: "locked",
    errno.EBUSY: "locked",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
}
_WINERROR = {5: "locked", 32: "locked", 33: "locked", 112: "disk_full", 1260: "blocked", 4551: "blocked"}


def failure(kind: str, what: str = "") -> SetUpError:
    """The error of a kind."""
    told = FAILURES[kind]
    return SetUpError(kind, told.message.replace("{what}", what), told.hint.replace("{what}", what))


def of_program(output: str, code: int, offline: bool = False) -> SetUpError:
    """Why a program of the set-up failed.

    Args:
        output: What it wrote, with pip's own log.
        code: Its exit code; below zero the signal that ended it.
        offline: It had no network to blame, only a folder.
    """
    if code in (-4, 0xC000001D):
        return failure("processor")
    for kind, pattern in _TEXTS:
        found = re.search(pattern, output)
        if found is None:
            continue
        detail = found.group(1) if found.lastindex else ""
        return _with_detail(kind, detail, output, found.start(), offline)
    if code == -9:
        return failure("memory")
    if code < 0 or code in (0xC000013A, 130, 143):
        return failure("interrupted")
    return failure("unknown", _last_error(output) or f"exit code {code}")


def of_system(error: OSError) -> SetUpError:
    """Why the system refused something."""
    kind = _WINERROR.get(getattr(error, "winerror", 0) or 0) or _ERRNO.get(error.errno or 0, "")
    name = f": {error.filename}" if error.filename else ""
    if not kind:
        return failure("unknown", f"{error.strerror or error}{name}")
    return failure(kind, name)


def _with_detail(kind: str, detail: str, output: str, at: int, offline: bool) -> SetUpError:
    line = output[output.rfind("\n", 0, at) + 1 : (output.find("\n", at) + 1 or len(output) + 1) - 1]
    if kind == "platform" and offline:
        return failure("not_in_folder", detail or _first(_FILE, line) or "a package")
    if kind == "platform":
        return failure(kind, detail or _first(_FILE, line) or "package")
    if kind in ("certificate", "forbidden", "login", "server", "no_network", "proxy"):
        return failure(kind, _first(_HOST, line) or _first(_HOST, output[:at]) or "the server of the packages")
    if kind in ("hash", "truncated"):
        near = output[max(0, at - 600) : at + 600]
        return failure(kind, _first(_FILE, output[at : at + 600]) or _first(_FILE, near) or "a package")
    if kind == "wrong_python":
        return failure(kind, f"it is Python {detail}" if detail else "its version does not fit the packages")
    if kind == "no_pip":
        return failure(kind, "the module is missing")
    return failure(kind, detail)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return next((group for group in found.groups() if group), "") if found else ""


def _last_error(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"(\S+ )?(ERROR|error)\b", line)] or lines
    return re.sub(r"^[\d-]+T[\d:,]+ ", "", errors[-1])[:200].rstrip(".") if errors else ""
