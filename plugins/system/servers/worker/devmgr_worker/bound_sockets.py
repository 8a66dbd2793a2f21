"""The listening sockets: bound by the first worker, handed from each to the next.

Handed over is the very socket, not a second one at the same port (SO_REUSEPORT): connections that nobody has accepted
yet are in its queue and are lost with it, and a port that is never shared cannot be shared with a stranger.
"""

import array
import contextlib
import errno
import os
import socket

_HAND_OVER_SECONDS = 10


class PortError(Exception):
    """Nobody can listen there. `code` is the name of an errno, or `EAI` when the host is not known."""

    def __init__(self, code, host, port, message):
        super().__init__(message)
        self.code, self.host, self.port = code, host, port


def bind(host, port):
    """Sockets as `loop.create_server` makes them: one for each address of `host`, none listening yet."""
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise PortError("EAI", host, port, str(error)) from error
    bound = []
    refused = None
    for family, kind, protocol, _, address in dict.fromkeys(found):
        try:
            bound.append(_bind_one(family, kind, protocol, address))
        except OSError as error:
            if error.errno not in (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL):
                _close(bound)
                raise port_error(error, host, port) from error
            refused = error  # a family that this machine does not have; another one may do
    if not bound:
        raise port_error(refused, host, port) from refused
    return bound


def port_error(error, host, port):
    """What an `OSError` of bind or listen means."""
    return PortError(errno.errorcode.get(error.errno, "EIO"), host, port, error.strerror or str(error))


def offer(path, sockets, ready):
    """Gives `sockets` to the one that connects to `path`. `ready` is called when it can."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as waiting:
        waiting.bind(path)
        try:
            waiting.listen(1)
            waiting.settimeout(_HAND_OVER_SECONDS)
            ready()
            taker, _ = waiting.accept()
        finally:
            # Also the folder that was made for it: devmgr may have been killed meanwhile.
            with contextlib.suppress(OSError):
                os.unlink(path)
                os.rmdir(os.path.dirname(path))
    with taker:
        numbers = array.array("i", [each.fileno() for each in sockets])
        if not numbers or min(numbers) < 0:
            raise OSError("the earlier worker does not listen any more")
        taker.sendmsg([bytes([len(numbers)])], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, numbers)])


def take(path):
    """The sockets that an earlier worker offers at `path`."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as giver:
        giver.settimeout(_HAND_OVER_SECONDS)
        giver.connect(path)
        numbers = array.array("i")
        _, messages, _, _ = giver.recvmsg(1, socket.CMSG_SPACE(64 * numbers.itemsize))
    for level, kind, data in messages:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            numbers.frombytes(data[: len(data) - len(data) % numbers.itemsize])
    if not numbers:
        raise OSError("the earlier worker gave no sockets")
    for number in numbers:
        os.set_inheritable(number, False)
    return [socket.socket(fileno=number) for number in numbers]


def _bind_one(family, kind, protocol, address):
    made = socket.socket(family, kind, protocol)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
    except BaseException:
        made.close()
        raise
    return made


def _close(sockets):
    for each in sockets:
        each.close()
