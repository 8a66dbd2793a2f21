"""The way to devmgr: JSON lines in ASCII on an inherited descriptor. `event` is one of:

    importing       the application is being imported
    import-failed   error (see failure.py): it could not be
    starting        its start-up runs
    startup-failed  error: its start-up failed
    listening       addresses: it answers
    port-failed     code (EADDRINUSE, ...), host, port, message: it could not listen
    plain           uvicorn runs by itself (several workers, a Unix socket): nothing more will be told
    offered         path: a worker waits there for the one that takes its sockets
    hand-over-failed  path, message: the sockets could not be given or taken
    command-failed  message: a command was not understood
    imported        number, files: those of the files of the command with that number that the application was read from
    draining        no connection is taken any more
    tracing         an application with the middleware of `devmgr_tests` begins in one more process
    request         at (ms since the epoch), method, path, route, status, durationMs, firstByteMs, bytes, client, error;
                    dropped: how many before it were not told because nobody read; test: whose request it is
    lines           test, at (ms since the epoch), lines: what was written because of a request of that test; the beginning
                    of each line. stream: a name; what is told with the same one was written in this order

Readers ignore events and fields that they do not know.
"""

import errno
import json
import os
import select
import threading

try:
    import fcntl
except ImportError:
    fcntl = None

_encode = json.JSONEncoder(check_circular=False, separators=(",", ":"), default=str).encode

# Applications and their libraries close low descriptors in ranges.
_LOWEST = 200
# While more than that waits no lines are told.
_MOST_WAITING = 256 * 1024


class Channel:
    """Never blocks the application: what devmgr does not read at once waits in memory, requests are dropped then."""

    def __init__(self, number):
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._pending = b""
        self._dropped = 0
        self._is_flushing = False
        self._descriptor = _claim(int(number)) if number.isdigit() else None

    def tell(self, event, **fields):
        """What must arrive. Never raises `OSError`; does nothing in a forked child."""
        self._send({"event": event, **fields})

    def tell_request(self, fields):
        """What may be lost: dropped and counted while something waits."""
        if self._pending:
            return self.drop_request()
        if self._dropped:
            fields["dropped"], self._dropped = self._dropped, 0
        self._send(fields)

    def tell_lines(self, fields):
        """What may be lost, and comes in floods."""
        if len(self._pending) < _MOST_WAITING:
            self._send(fields)

    def drop_request(self):
        """One more that is not told."""
        self._dropped += 1

    def _send(self, fields):
        if self._descriptor is None or os.getpid() != self._pid:
            return
        line = (_encode(fields) + "\n").encode("ascii")
        with self._lock:
            self._pending += line
            self._write()
            if self._pending and not self._is_flushing:
                self._is_flushing = True
                threading.Thread(target=self._flush, name="devmgr-channel", daemon=True).start()

    def _write(self):
        try:
            while self._pending:
                self._pending = self._pending[os.write(self._descriptor, self._pending) :]
        except BlockingIOError:
            pass
        except OSError as error:
            if error.errno == errno.EINTR:
                return
            # Nobody reads any more; the application goes on.
            self._descriptor, self._pending = None, b""

    def _flush(self):
        while True:
            descriptor = self._descriptor
            if descriptor is not None:
                try:
                    select.select([], [descriptor], [], 1)
                except (OSError, ValueError):
                    pass
            with self._lock:
                if self._descriptor is not None:
                    self._write()
                if not self._pending:
                    self._is_flushing = False
                    return


def _claim(descriptor):
    """A private duplicate that children do not inherit, and that never waits."""
    try:
        mine = _duplicate(descriptor)
        os.close(descriptor)
        os.set_blocking(mine, False)
        return mine
    except OSError:
        return None


def _duplicate(descriptor):
    if fcntl is not None:
        try:
            return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _LOWEST)
        except OSError:
            pass  # above the limit of open files
    return os.dup(descriptor)
