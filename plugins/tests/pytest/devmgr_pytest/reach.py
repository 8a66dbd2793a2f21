"""Where a request really goes: not through a proxy or a Unix socket, and to which addresses of this machine.

What is asked here comes from the libraries themselves as far as they say it; what they do not say counts as another way.
"""

import _socket
import errno
import ipaddress
import re
import sys
import time

LOOPBACK = re.compile(r"^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0|)$")

_SAME = {"0.0.0.0": "127.0.0.1", "::": "::1"}
_POOLS = ("ConnectionPool", "AsyncConnectionPool")
# What an adapter of somebody else replaces in order to go another way.
_WAYS = ("get_connection", "get_connection_with_tls_context", "_get_connection", "request_url")
_FREE_SECONDS = 1.0


def is_direct(transport, url, args, kwargs):
    """Whether a transport of httpx or an adapter of requests connects to the very host of `url`. The rest is that of the call."""
    if hasattr(transport, "poolmanager"):
        return _is_direct_adapter(transport, url, args, kwargs)
    pool = transport._pool
    kind = type(pool)
    is_plain = kind.__name__ in _POOLS and kind.__module__.split(".")[0] == "httpcore"
    return is_plain and pool._uds is None and getattr(pool, "_proxy", None) is None


def _is_direct_adapter(adapter, url, args, kwargs):
    proxies = kwargs.get("proxies", args[4] if len(args) > 4 else None)
    # Those of the environment are among them.
    if proxies and sys.modules["requests.utils"].select_proxy(url, proxies):
        return False
    usual = sys.modules["requests.adapters"].HTTPAdapter
    if any(getattr(type(adapter), way, None) is not getattr(usual, way, None) for way in _WAYS):
        return False
    manager = type(adapter.poolmanager)
    return manager.__name__ == "PoolManager" and manager.__module__.endswith("urllib3.poolmanager")


class Reach:
    """Servers are pairs of an address and a port. Nothing here is what tests replace in `socket` or `time`."""

    def __init__(self):
        self._clock = time.monotonic
        self._resolve = _socket.getaddrinfo
        self._socket = _socket.socket
        self._resolved = {}
        # (address, port): until when nobody is thought to listen there
        self._free = {}

    def servers(self, told):
        """Of pairs of a host and a port."""
        return frozenset((address, port) for host, port in told for address in self._addresses(host))

    def is_one_of(self, servers, host, port):
        """Whether nobody but one of `servers` can answer there. A name leads to several addresses, which are tried in turn."""
        if not host or not any(port == known for _, known in servers):
            return False
        addresses = self._addresses(host) if LOOPBACK.match(host) else _numeric(host) or self._resolved.get(host, ())
        mine = [(each, port) in servers for each in addresses]
        return any(mine) and all(
            is_mine or self._is_free(address, port) for is_mine, address in zip(mine, addresses)
        )

    def _addresses(self, host):
        known = self._resolved.get(host)
        if known is None:
            known = self._resolved[host] = _numeric(host) or self._found(host)
        return known

    def _found(self, host):
        try:
            found = self._resolve(host, None, _socket.AF_UNSPEC, _socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return ()
        return tuple({address[0]: None for _, _, _, _, address in found})

    def _is_free(self, address, port):
        """Asked by binding: somebody who listens would notice a connection."""
        now = self._clock()
        if self._free.get((address, port), 0) > now:
            return True
        family = _socket.AF_INET6 if ":" in address else _socket.AF_INET
        try:
            probe = self._socket(family, _socket.SOCK_STREAM)
        except OSError:
            return True  # a family that this machine does not have
        try:
            if family == _socket.AF_INET6:
                probe.setsockopt(_socket.IPPROTO_IPV6, _socket.IPV6_V6ONLY, 1)
            probe.bind((address, port))
        except OSError as error:
            if error.errno != errno.EADDRNOTAVAIL:
                return False
        finally:
            probe.close()
        self._free[(address, port)] = now + _FREE_SECONDS
        return True


def _numeric(host):
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return ()
    mapped = getattr(address, "ipv4_mapped", None)
    text = str(mapped or address)
    return (_SAME.get(text, text),)
