"""Lines that wait a moment, so that many quick tests share one write; devmgr reads them in memory that is shared through a file.

Each write wakes devmgr up, which costs a twentieth of what an empty test takes. Without threads and timers nobody would
send what waits when the next test is a long one, or ends the process: so it can be read from outside at once.
"""

import mmap
import os
import struct
import time

SIZE = 16_384
# What comes later than this after the last write is written at once.
HOLD_SECONDS = 0.02
# The count of the last line, and how many bytes of lines follow; all zero while they change.
_HEAD = struct.Struct("<II")
_NOTHING = bytes(_HEAD.size)


class Held:
    """Sends lines by `channel`, at once or later. Without a folder, or room, nothing waits."""

    def __init__(self, channel, folder):
        self._channel = channel
        self._memory = share(folder, "held-%d", SIZE)
        # Tests set the clock; this one goes on.
        self._clock = time.perf_counter
        self._written = 0
        self._end = _HEAD.size

    def write(self, lines):
        """Sends these and what waits."""
        self._channel.write(lines)
        if self._memory:
            self._end = _HEAD.size
            self._written = self._clock()

    def hold(self, count, lines):
        """Sends them a little later, when tests are quick. `count`: of the last one."""
        end = self._end + len(lines)
        if self._memory is None or end > SIZE or self._clock() - self._written > HOLD_SECONDS:
            self.write(lines)
            return
        data = self._channel.hold(lines)
        if data is None:
            return
        self._memory[: _HEAD.size] = _NOTHING
        self._memory[self._end : end] = data
        self._memory[: _HEAD.size] = _HEAD.pack(count, end - _HEAD.size)
        self._end = end


def share(folder, name, size):
    """Memory that is a file of `folder`, or None. `name` has a place for the number of the process."""
    if not folder:
        return None
    try:
        descriptor = os.open(os.path.join(folder, name % os.getpid()), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            # Written, so that it is there: a full disk must not end the process later.
            os.write(descriptor, bytes(size))
            return mmap.mmap(descriptor, size)
        finally:
            os.close(descriptor)
    except (OSError, ValueError):
        return None
