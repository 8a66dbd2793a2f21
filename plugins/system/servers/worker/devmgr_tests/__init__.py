"""For an application that a command of devmgr serves (gunicorn, hypercorn, a script), whose table says `trace-tests = true`:

    try:
        from devmgr_tests import TestsMiddleware
        app.add_middleware(TestsMiddleware)
    except ImportError:
        pass

An ASGI middleware that brings requests of tests together with what the application writes because of them, as
devmgr_worker/test_lines.py describes. Only devmgr puts this package on the module path, and only of such a command; in any other
process the middleware does nothing.

DEVMGR_SERVER_SOCKET is the path of a socket on which devmgr listens as long as the command runs. Each process that serves
connects when its application is called for the first time (its start-up, as a rule); devmgr says {"secret": ...}, one line,
and is then told events, see devmgr_worker/channel.py.
"""

import json
import os
import socket

from devmgr_worker.channel import Channel
from devmgr_worker.requests_told import RequestsTold
from devmgr_worker.test_lines import TestLines

VARIABLE = "DEVMGR_SERVER_SOCKET"

_ANSWER_SECONDS = 1.0
_LONGEST_ANSWER = 4096
# Of an application within another the outer one tells everything.
_SEEN = "devmgr_tests"

# Of this process: its number, and channel and lines, or None without devmgr. A fork needs its own.
_told = (None, None)


class TestsMiddleware:
    __test__ = False  # no test of pytest

    def __init__(self, app):
        self._app = app
        self._pid = None
        self._watched = None

    def __call__(self, scope, receive, send):
        """Not a coroutine itself: that would be one more frame in every traceback."""
        if self._pid != os.getpid():
            self._begin()
        if self._watched is None or _SEEN in scope:
            return self._app(scope, receive, send)
        scope[_SEEN] = True
        return self._watched(scope, receive, send)

    def _begin(self):
        self._pid = os.getpid()
        told = _told_here()
        self._watched = told and RequestsTold(self._app, *told)


def _told_here():
    global _told
    if _told[0] != os.getpid():
        _told = (os.getpid(), _connected())
    return _told[1]


def _connected():
    """Never raises: without devmgr the application goes on without it."""
    path = os.environ.get(VARIABLE)
    if not path:
        return None
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as made:
            made.settimeout(_ANSWER_SECONDS)
            made.connect(path)
            secret = json.loads(_line(made))["secret"]
            channel = Channel(str(os.dup(made.fileno())))
        lines = TestLines(channel, secret)
        channel.tell("tracing")
        return channel, lines
    except Exception:
        return None


def _line(made):
    said = b""
    while not said.endswith(b"\n") and len(said) < _LONGEST_ANSWER:
        piece = made.recv(_LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said
