"""An ASGI middleware around the whole application that tells of each request and changes nothing.

Middlewares put whatever they like into scopes and messages: what we cannot read of it is left out, and nothing that we
raise ever reaches the application.
"""

import time
from urllib.parse import quote

from .failure import describe, one_line

_OWN_PROBE = b"devmgr-health-probe"
_LONGEST_PATH = 2000
# An answer is a stream that comes in so many pieces and goes on for so many seconds after the first.
_STREAM_PIECES = 4
_STREAM_SECONDS = 1.0


class RequestsTold:
    """`tests`: a TestLines; None: no request is a test's."""

    def __init__(self, app, channel, tests=None):
        self._app = app
        self._tests = tests
        self._channel = channel
        # Answers say then that the connection ends with them, so that clients do not use it again.
        self.is_draining = False
        # What the application raised in its start-up: only the server knows whether that matters.
        self.lifespan_failure = None
        # Where devmgr's own requests that are being answered come from, as access logs write it: `127.0.0.1:50312`.
        self.own_clients = set()

    def __call__(self, scope, receive, send):
        """Not a coroutine itself: that would be one more frame in every traceback."""
        kind = scope["type"]
        if kind == "http" or kind == "websocket":
            for name, value in scope.get("headers") or ():
                if name == b"user-agent":
                    if value.startswith(_OWN_PROBE):
                        return self._answer_quietly(scope, receive, send)
                    break
            return self._watch(scope, receive, send, _Request(scope, kind == "websocket", self._test(scope)))
        if kind == "lifespan":
            return self._watch_lifespan(scope, receive, send)
        return self._app(scope, receive, send)

    def _test(self, scope):
        try:
            return self._tests and self._tests.take(scope)
        except Exception:
            return None

    async def _answer_quietly(self, scope, receive, send):
        client = _client(scope)
        self.own_clients.add(client)
        try:
            await self._app(scope, receive, send)
        finally:
            self.own_clients.discard(client)

    async def _watch(self, scope, receive, send, request):
        async def watched_send(message):
            if self.is_draining:
                message = _closing(scope, message)
            await send(message)
            try:
                is_complete = request.sent(message)
            except Exception:
                return
            if is_complete:
                self._tell(request)

        try:
            await self._app(scope, receive, watched_send)
        except BaseException as error:
            request.failed(error)
            raise
        finally:
            if not request.is_told:
                self._tell(request)

    def _tell(self, request):
        request.is_told = True
        try:
            self._channel.tell_request(request.fields())
        except Exception:
            self._channel.drop_request()

    async def _watch_lifespan(self, scope, receive, send):
        async def watched_send(message):
            try:
                self._note_lifespan(message)
            except Exception:
                pass
            await send(message)

        try:
            await self._app(scope, receive, watched_send)
        except BaseException as error:
            self.lifespan_failure = describe(error)
            raise

    def _note_lifespan(self, message):
        if message["type"] == "lifespan.startup.failed":
            lines = [line for line in str(message.get("message") or "").splitlines() if line.strip()]
            self.lifespan_failure = {"message": lines[-1].strip() if lines else "its start-up failed", "frames": []}


class _Request:
    __slots__ = (
        ("scope", "is_socket", "root", "at", "began", "first", "ended", "status")
        + ("bytes", "pieces", "is_events", "error", "is_told", "test")
    )

    def __init__(self, scope, is_socket, test):
        self.test = test
        self.scope = scope
        self.is_socket = is_socket
        self.root = _text(scope.get("root_path"))
        self.at = time.time()
        self.began = time.perf_counter()
        self.first = self.ended = self.status = self.error = None
        self.bytes = self.pieces = 0
        self.is_events = False
        self.is_told = False

    def sent(self, message):
        """True: the answer is complete, and nothing more is to be known."""
        kind = message["type"]
        if kind == "http.response.body":
            size = len(message.get("body") or b"")
            if size and self.first is None:
                self.first = time.perf_counter()
            if size:
                self.pieces += 1
            self.bytes += size
            is_last = not message.get("more_body")
        elif kind == "http.response.start" or kind == "websocket.http.response.start":
            self.status = message["status"]
            self.is_events = _is_events(message.get("headers") or ())
            return False
        elif kind == "http.response.pathsend":
            is_last = True
        elif kind == "websocket.accept":
            self.status = 101
            self.first = time.perf_counter()
            return False
        elif kind == "websocket.close":
            if self.status is None:
                self.status = 403
            return False
        else:
            return False
        if not is_last or self.ended is not None:
            return False
        self.ended = time.perf_counter()
        # The exception behind a 500 comes after its answer.
        return (self.status or 500) < 500

    def failed(self, error):
        if isinstance(error, Exception):
            self.error = one_line(error)

    def fields(self):
        scope = self.scope
        ended = self.ended or time.perf_counter()
        fields = {
            "event": "request",
            "at": self.at * 1000,
            "method": "WEBSOCKET" if self.is_socket else scope.get("method", ""),
            "path": _path(scope),
            "status": self.status,
            "durationMs": (ended - self.began) * 1000,
            "bytes": self.bytes,
        }
        if self.first is not None:
            fields["firstByteMs"] = (self.first - self.began) * 1000
        if self.is_events or (self.pieces >= _STREAM_PIECES and ended - self.first > _STREAM_SECONDS):
            fields["streamed"] = True
        route = _route(scope, self.root)
        if route:
            fields["route"] = route
        client = _client(scope)
        if client:
            fields["client"] = client
        if self.error is not None:
            fields["error"] = self.error
        if self.test is not None:
            fields["test"] = self.test
        return fields


def _is_events(headers):
    for name, value in headers:
        if len(name) == 12 and name.lower() == b"content-type":
            return value.lower().startswith(b"text/event-stream")
    return False


def _client(scope):
    client = scope.get("client")
    if not isinstance(client, (list, tuple)) or not client:
        return ""
    return "%s:%s" % (client[0], client[1]) if len(client) > 1 else str(client[0])


def _path(scope):
    path = _text(scope.get("raw_path")) or quote(_text(scope.get("path")), safe="/:@!$&'()*+,;=~-._%") or "/"
    query = _text(scope.get("query_string"))
    return (path + "?" + query if query else path)[:_LONGEST_PATH]


def _text(value):
    if isinstance(value, (bytes, bytearray)):
        return value.decode("latin-1")
    return value if isinstance(value, str) else ""


def _route(scope, root):
    """`/orders/{id}`: Starlette and FastAPI leave the route in the scope, and what mounts took in `root_path`."""
    path = getattr(scope.get("route"), "path", None)
    if not isinstance(path, str):
        return None
    mounted = _text(scope.get("root_path"))
    return (mounted[len(root) :] if mounted.startswith(root) else "") + path


def _closing(scope, message):
    try:
        headers = list(message.get("headers") or ())
        is_old = str(scope.get("http_version", "")).startswith("1")
        is_start = message["type"] == "http.response.start"
        if not is_start or not is_old or any(bytes(name).lower() == b"connection" for name, _ in headers):
            return message
        return {**message, "headers": [*headers, (b"connection", b"close")]}
    except Exception:
        return message
