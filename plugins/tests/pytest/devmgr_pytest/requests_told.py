"""Tells which requests the running test makes, and lets servers of devmgr know whose they are (see targets.py).

Seen are requests of httpx, of requests, and of the test clients of Starlette and FastAPI (which are one of both), where
they leave the library: each hop of a redirect is one. What a test replaces itself (a mock in the place of a transport)
is its own. The libraries are patched when a test begins after they were imported, or in the test that imports them, and
restored at the end.

A header is on the request only while the library sends it, so that neither a test nor the next hop of a redirect finds it
there.
"""

import collections
import functools
import re
import sys
import threading
import time
import types

import pytest

from .after_import import AfterImport, is_being_imported
from .attempt import attempt
from .reach import is_direct
from .targets import Targets

LONGEST_URL = 2000
# Of one test; more of them are not told.
MOST_TOLD = 500

_CREDENTIALS = re.compile(r"//[^/?#]*@")

# (module, class, function, kind). `wire`: goes to an address; `app`: to an application in this process; `mock`: nowhere.
_PLACES = (
    ("httpx", "HTTPTransport", "handle_request", "wire"),
    ("httpx", "AsyncHTTPTransport", "handle_async_request", "wire"),
    ("httpx", "ASGITransport", "handle_async_request", "app"),
    ("httpx", "WSGITransport", "handle_request", "app"),
    ("httpx", "MockTransport", "handle_request", "mock"),
    ("httpx", "MockTransport", "handle_async_request", "mock"),
    ("requests.adapters", "HTTPAdapter", "send", "wire"),
    ("starlette.testclient", "_TestClientTransport", "handle_request", "app"),
    ("starlette.testclient", "_ASGIAdapter", "send", "app"),  # Starlette before 0.21
)


class RequestsTold:
    """A pytest plugin for a process that runs tests.

    `tell(fields)` writes one event; it is called in the thread in which the plugin was made. `folder` is the run's.
    """

    def __init__(self, tell, folder):
        self._tell = tell
        self._targets = Targets(folder)
        self._thread = threading.get_ident()
        self._get_ident = threading.get_ident
        # Tests set the clock; this one goes on.
        self._counter = time.perf_counter
        self._began = time.time() - time.perf_counter()
        self._test = None
        self._told = 0
        # Of other threads: told when the test ends.
        self._waiting = collections.deque()
        # Never changed but replaced: any thread may import.
        self._unpatched = frozenset(module for module, _, _, _ in _PLACES)
        self._patches = []
        self._imports = AfterImport(lambda name: name in self._unpatched, self._imported)

    def pytest_collection_finish(self):
        self._imports.install()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item):
        self._test = item.nodeid
        self._told = 0
        modules = sys.modules
        for name in self._unpatched:
            if name in modules:
                self._patch_imported()
                break

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logfinish(self):
        if self._waiting:
            self._tell_waiting()
        self._test = None

    def pytest_unconfigure(self):
        self._test = None
        self._imports.remove()
        for owner, name, original, replacement in reversed(self._patches):
            if owner.__dict__.get(name) is replacement:
                setattr(owner, name, original)
        self._patches.clear()

    def _patch_imported(self):
        for name in self._unpatched:
            if name in sys.modules and not is_being_imported(sys.modules[name]):
                self._imported(name)

    def _imported(self, name):
        try:
            if name not in self._unpatched:
                return
            self._unpatched -= {name}
            for place in _PLACES:
                if place[0] == name:
                    self._patch(sys.modules[name], *place[1:])
        except Exception:
            pass  # its requests are not seen

    def _patch(self, module, class_name, name, kind):
        owner = getattr(module, class_name, None)
        original = owner.__dict__.get(name) if isinstance(owner, type) else None
        if not isinstance(original, types.FunctionType):
            return  # another version, or a test has put something else there
        is_async = name == "handle_async_request"
        replacement = (self._watched_async if is_async else self._watched)(original, kind)
        setattr(owner, name, functools.wraps(original)(replacement))
        self._patches.append((owner, name, original, owner.__dict__[name]))

    def _watched(self, original, kind):
        def send(transport, request, *args, **kwargs):
            __tracebackhide__ = True
            with self._begin(transport, request, kind, args, kwargs) as seen:
                return seen.answered(original(transport, request, *args, **kwargs))

        return send

    def _watched_async(self, original, kind):
        async def send(transport, request, *args, **kwargs):
            __tracebackhide__ = True
            with self._begin(transport, request, kind, args, kwargs) as seen:
                return seen.answered(await original(transport, request, *args, **kwargs))

        return send

    def _begin(self, transport, request, kind, args, kwargs):
        """A `_Request`, or `_UNSEEN` when no test runs. Whatever goes wrong here is ours and stays here."""
        test = self._test
        if test is None:
            return _UNSEEN
        try:
            seen = _Request(test, request, self._counter(), self._end)
        except Exception:
            return _UNSEEN
        try:
            at = self._began + seen.began
            seen.add(self._targets.headers(test, seen.url, kind, at, lambda: is_direct(transport, seen.url, args, kwargs)))
        except Exception:
            pass
        return seen

    def _end(self, seen):
        try:
            seen.remove_headers()
            self._told += 1
            if self._told > MOST_TOLD:
                return
            fields = seen.fields(self._began, self._counter())
            if self._get_ident() == self._thread:
                self._tell(fields)
            else:
                self._waiting.append(fields)
        except Exception:
            pass

    def _tell_waiting(self):
        while self._waiting:
            self._tell(self._waiting.popleft())


class _Unseen:
    """A request of which nothing is told."""

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        pass

    def answered(self, response):
        return response


_UNSEEN = _Unseen()


class _Request:
    """One request on its way. Those of httpx and of requests have the same names for what is needed of them.

    Its end is that of the `with`, which unlike a generator or a decorator is no frame in a test's traceback.
    """

    __slots__ = ("test", "request", "url", "began", "status", "_added", "_end")

    def __init__(self, test, request, began, end):
        self.test = test
        self.request = request
        self.url = str(request.url)
        self.began = began
        self.status = None
        self._added = ()
        self._end = end

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        self._end(self)

    def add(self, headers):
        if any(name in self.request.headers for name, _ in headers):
            return  # the test says something itself
        self._added = [name for name, _ in headers]
        for name, value in headers:
            self.request.headers[name] = value

    def remove_headers(self):
        for name in self._added:
            self.request.headers.pop(name, None)

    def answered(self, response):
        # A test may answer itself, with anything.
        status = attempt(getattr, response, "status_code", None)
        self.status = status if issubclass(type(status), int) else None
        return response

    def fields(self, clock_began, now):
        return {
            "event": "request",
            "id": self.test,
            "at": round((clock_began + self.began) * 1000, 3),
            "method": str(self.request.method or ""),
            "url": _CREDENTIALS.sub("//", self.url, count=1).split("#", 1)[0][:LONGEST_URL],
            "status": self.status,
            "durationMs": round((now - self.began) * 1000, 3),
        }
