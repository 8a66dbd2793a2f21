"""Which requests come from a test, and which lines are written because of them.

A test says its node id in TEST, percent-encoded, and shows with PROOF that it belongs to the project: both headers come from
the network. PROOF is the time, a point, and the HMAC-SHA256 (in hex) that who knows the project's secret makes of the time, a
point and the value of TEST. With a proof both are taken out before the application sees the request; without, or when it is
old, the request is a stranger's and stays as it is.

A context variable then goes with everything that the request causes: tasks, threads of anyio, background tasks, the access
log. What is written on standard output or error meanwhile is told, line by line; the output itself stays as it is, byte by
byte. For that `write` of the very objects `sys.stdout` and `sys.stderr` is wrapped (and that of their buffers), whoever holds
them. What a thread without that context writes (a QueueListener), and what bypasses them (os.write), is not told; nor is a line
that several have written together, as threads do that print at once.
"""

import contextvars
import hmac
import os
import sys
import time
from urllib.parse import unquote_to_bytes

TEST = b"x-devmgr-test"
PROOF = b"x-devmgr-test-proof"

_LONGEST_ID = 4096
# A request may wait for its server, and clocks are set.
_PROVES_FOR_MS = 600_000
# So much of a line tells devmgr which one it is.
_LONGEST_LINE = 2000
_MOST_LINES = 200

_cause = contextvars.ContextVar("devmgr_test", default=None)


class TestLines:
    """`secret`: the project's; None: no request is a test's."""

    def __init__(self, channel, secret):
        self._channel = channel
        self._secret = secret.encode("ascii") if secret else None
        if self._secret:
            _watch(sys.stdout, "out")
            _watch(sys.stderr, "err")

    def take(self, scope):
        """The id of the test that makes this request, else None. Everything that this task does from here on is because of it."""
        test = self._test(scope) if self._secret else None
        if test is not None:
            _cause.set(_Cause(test, self._channel))
        elif _cause.get() is not None:
            _cause.set(None)  # servers begin a request that waited in the context of the one before
        return test

    def _test(self, scope):
        test = proof = None
        for name, value in scope.get("headers") or ():
            if name == TEST:
                test = value
            elif name == PROOF:
                proof = value
        if test is None or proof is None or not self._is_proof(proof, test):
            return None
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != TEST and pair[0] != PROOF]
        return _decoded(test)

    def _is_proof(self, proof, test):
        at, _, made = proof.partition(b".")
        if len(test) > _LONGEST_ID or len(at) > 16 or not at.isdigit():
            return False
        if abs(time.time() * 1000 - int(at)) > _PROVES_FOR_MS:
            return False
        expected = hmac.new(self._secret, at + b"." + test, "sha256").hexdigest()
        return hmac.compare_digest(made, expected.encode("ascii"))


class _Cause:
    """A request of a test."""

    __slots__ = ("test", "channel")

    def __init__(self, test, channel):
        self.test = test
        self.channel = channel

    def tell(self, stream, at, lines):
        name = "%d.%s" % (os.getpid(), stream)
        for first in range(0, len(lines), _MOST_LINES):
            told = [line[:_LONGEST_LINE].rstrip("\r") for line in lines[first : first + _MOST_LINES]]
            fields = {"event": "lines", "test": self.test, "at": at, "stream": name, "lines": told}
            self.channel.tell_lines(fields)


# Who has written the beginning of a line, when that is not one test alone.
_OTHERS = ""


class _Begun:
    """The line that is written on a stream: who has begun it (None: it is empty), and the text when that is a test."""

    __slots__ = ("by", "text")

    def __init__(self):
        self.by = None
        self.text = ""

    def by_others(self, data, end):
        if data:
            self.by = None if data[-1:] == end else _OTHERS
            self.text = ""

    def by_test(self, test, text):
        """The lines that are whole now and its alone."""
        if not text:
            return ()
        is_own = self.by is None or self.by == test
        lines = text.split("\n")
        if is_own:
            lines[0] = self.text + lines[0]
        rest = lines.pop()
        if not lines and not is_own:
            self.by, self.text = _OTHERS, ""
            return ()
        self.by, self.text = (test if rest else None), rest[:_LONGEST_LINE]
        return lines if is_own else lines[1:]


def _watch(stream, name):
    try:
        if hasattr(stream.write, "is_told"):
            return  # a fork of a process that did
        stream.write = _watched(stream.write, name, str, "\n")
        stream.buffer.write = _watched(stream.buffer.write, name, _text, b"\n")
    except AttributeError:
        pass  # no stream of Python's own, or none at all


def _watched(write, stream, text_of, end):
    begun = _Begun()

    def told_write(data):
        cause = _cause.get()
        if cause is None:
            try:
                begun.by_others(data, end)
            except Exception:
                pass
            return write(data)
        at = time.time() * 1000
        try:
            lines = begun.by_test(cause.test, text_of(data))
        except Exception:
            lines = ()
        # What the text becomes on its way out is told already.
        token = _cause.set(None)
        try:
            return write(data)
        finally:
            _cause.reset(token)
            # Afterwards: telling lets other threads write between what is known of the line and the line.
            if lines:
                _tell(cause, stream, at, lines)

    told_write.is_told = True
    return told_write


def _tell(cause, stream, at, lines):
    try:
        cause.tell(stream, at, lines)
    except Exception:
        pass


def _text(data):
    return bytes(data).decode("utf-8", "replace")


def _decoded(value):
    """None: it is no id that a test of pytest can have."""
    if len(value) > _LONGEST_ID:
        return None
    try:
        test = unquote_to_bytes(value).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return test if test and test.isprintable() else None
