"""The way out of a pytest process: JSON lines on an inherited descriptor, or appended to a file."""

import errno
import os
import select
import stat

try:
    import fcntl
except ImportError:  # Windows: no descriptor is inherited there, the file is used
    fcntl = None

# Tests close low descriptors by hand and in ranges; high numbers are out of their way.
HIGH_NUMBERS = (900, 200, 64, 16)


class Channel:
    """Writes complete lines, in order, whatever the tests do to descriptors.

    The descriptor is duplicated under a high number that children do not inherit, and the original is closed.
    Before each write its identity is compared: when a test closed it (and perhaps opened a file of its own under
    that number), nothing is written there any more and lines go to the file, which is opened anew for each write.

    The functions of `os` are kept on the instance: tests that replace module attributes do not reach them.
    """

    def __init__(self, descriptor, fallback_path):
        self._pid = os.getpid()
        self._calls = (os.getpid, os.fstat, os.write, os.open, os.close)
        self._open_flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._fallback_path = fallback_path
        self._pending = b""
        self._abandoned = False
        self._descriptor, self._identity = _claim(descriptor)

    def write(self, lines):
        """Sends text that ends with a newline. Never raises `OSError`; does nothing in a forked child."""
        getpid, fstat, write, open_file, close = self._calls
        if getpid() != self._pid or self._abandoned:
            return
        self._pending += lines.encode("ascii")
        if self._descriptor is not None:
            self._write_to_descriptor(fstat, write)
        if self._descriptor is None and self._pending:
            self._append_to_file(open_file, write, close)

    def hold(self, lines):
        """Keeps them for the next write. Returns them as bytes; None in a forked child."""
        if self._calls[0]() != self._pid or self._abandoned:
            return None
        data = lines.encode("ascii")
        self._pending += data
        return data

    def _write_to_descriptor(self, fstat, write):
        data = self._pending
        sent = 0
        try:
            while sent < len(data):
                found = fstat(self._descriptor)
                if found.st_ino != self._identity[1] or found.st_dev != self._identity[0]:
                    raise OSError(errno.EBADF, "the descriptor belongs to something else now")
                try:
                    sent += write(self._descriptor, data[sent:] if sent else data)
                except BlockingIOError:
                    select.select([], [self._descriptor], [], 1)
        except OSError as error:
            if error.errno in (errno.EPIPE, errno.ECONNRESET):
                self._abandoned = True  # nobody reads any more; the tests go on
            self._descriptor = None
            # A line that was cut is sent again as a whole, by the other way.
            sent = data.rfind(b"\n", 0, sent) + 1
        finally:
            # Also when a signal handler of a test (an alarm, Ctrl-C) raised out of the write.
            self._pending = data[sent:]

    def _append_to_file(self, open_file, write, close):
        if not self._fallback_path:
            self._abandoned = True
            return
        try:
            descriptor = open_file(self._fallback_path, self._open_flags, 0o600)
            try:
                while self._pending:
                    self._pending = self._pending[write(descriptor, self._pending) :]
            finally:
                close(descriptor)
        except OSError:
            pass  # out of descriptors, for example: tried again with the next lines


def _claim(descriptor):
    """Returns (a private duplicate, its identity), or (None, None) when `descriptor` is no pipe or socket."""
    try:
        mode = os.fstat(descriptor).st_mode
        if not (stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode)):
            return None, None
        duplicate = duplicate_high(descriptor)
        os.close(descriptor)
        found = os.fstat(duplicate)
    except (OSError, TypeError):
        return None, None
    return duplicate, (found.st_dev, found.st_ino)


def duplicate_high(descriptor):
    """A duplicate that children do not inherit, under a number as high as may be. Raises `OSError`."""
    if fcntl is not None:
        for lowest in HIGH_NUMBERS:
            try:
                return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, lowest)
            except OSError:
                continue  # above the limit of open files
    return os.dup(descriptor)
