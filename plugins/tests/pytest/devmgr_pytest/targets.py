"""Which requests of a test say whose they are, and to whom.

`requests.json` in the run's folder says where the headers go. It is read again when it changes, and may be missing:

    secret   makes PROOF_HEADER, for `servers` only; it goes nowhere itself
    servers  "host:port" of servers that devmgr runs and that take both headers out before the application sees them
    local    true: TEST_HEADER also goes to any other address of this machine, and to applications that are called
             without a network

Nobody else ever gets a header: none goes through a proxy or a Unix socket, or to a name behind which somebody else may
answer. A proof is of one test and soon over, so that whoever gets hold of one has no other.
"""

import hmac
import json
import os
from urllib.parse import quote, urlsplit

from .reach import LOOPBACK, Reach

TEST_HEADER = "X-Devmgr-Test"
# "<ms since the epoch>.<HMAC-SHA256 of that, a point and the value of TEST_HEADER, in hex>"
PROOF_HEADER = "X-Devmgr-Test-Proof"
# Percent-encoded; a longer id is not sent.
LONGEST_ID = 4096


class Targets:
    """Who gets which header. The functions of `os` are kept on the instance: tests replace those of modules."""

    def __init__(self, folder):
        self._path = folder and os.path.join(folder, "requests.json")
        self._calls = (os.stat, os.open, os.read, os.close)
        self._read_only = os.O_RDONLY
        self._version = None
        self._secret = ""
        self._servers = frozenset()
        self._is_local = False
        self._encoded = (None, None)
        self._reach = Reach()
        self._digest = hmac.digest

    def headers(self, test, url, kind, at, is_direct):
        """`at`: seconds since the epoch. `is_direct()`: whether it goes straight to the host of `url`."""
        if self._path is None or kind == "mock":
            return ()
        self._refresh()
        if not self._servers and not self._is_local:
            return ()
        encoded = self._encode(test)
        if encoded is None:
            return ()
        if kind == "app":
            return ((TEST_HEADER, encoded),) if self._is_local else ()
        host, port = _address(url)
        if self._secret and self._reach.is_one_of(self._servers, host, port) and is_direct():
            return ((TEST_HEADER, encoded), (PROOF_HEADER, self._proof(encoded, at)))
        return ((TEST_HEADER, encoded),) if self._is_local and LOOPBACK.match(host) and is_direct() else ()

    def _proof(self, encoded, at):
        began = str(int(at * 1000))
        said = (began + "." + encoded).encode("ascii")
        return began + "." + self._digest(self._secret.encode("ascii"), said, "sha256").hex()

    def _encode(self, test):
        known, encoded = self._encoded
        if known != test:
            encoded = quote(test, safe="/:[]()=,.-_~", errors="surrogatepass")
            encoded = encoded if len(encoded) <= LONGEST_ID else None
            self._encoded = (test, encoded)
        return encoded

    def _refresh(self):
        stat, open_file, read, close = self._calls
        try:
            found = stat(self._path)
        except OSError:
            return
        version = (found.st_mtime_ns, found.st_ino, found.st_size)
        if version == self._version:
            return
        descriptor = open_file(self._path, self._read_only)
        try:
            said = json.loads(read(descriptor, 1 << 20).decode("utf-8"))
        finally:
            close(descriptor)
        self._version = version
        self._secret = str(said.get("secret") or "")
        self._is_local = said.get("local") is True
        self._servers = self._reach.servers(_address("//" + each) for each in said.get("servers") or ())


def _address(url):
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)
