"""Commands of devmgr, JSON lines on stdin. `do` is one of:

    drain   grace (s), linger (s): take no connection any more, end open requests within `grace`, shut down, end.
            For `linger` idle connections stay open, so that a request that is on its way is still answered.
    offer   path: hand the listening sockets to the one that connects there.
    imported  number, files (absolute): answered by the event `imported` with that number.
"""

import json
import os
import threading

from .bound_sockets import offer
from .imported_files import imported


class Control:
    """Takes stdin for itself; the application finds an empty one, as it does under any service manager."""

    def __init__(self, channel):
        self._channel = channel
        self._server = None
        self._commands = os.fdopen(_take_stdin(), encoding="utf-8")
        threading.Thread(target=self._read, name="devmgr-control", daemon=True).start()

    def attach(self, server):
        """From here on commands reach this server."""
        self._server = server

    def _read(self):
        for line in self._commands:
            try:
                command = json.loads(line)
                if command["do"] == "offer":
                    # A thread of its own: it waits, and a later command must not.
                    threading.Thread(target=self._offer, args=(command["path"],), daemon=True).start()
                elif command["do"] == "imported":
                    self._channel.tell("imported", number=command["number"], files=imported(command["files"]))
                elif command["do"] == "drain" and self._server is not None:
                    self._server.drain(float(command["grace"]), float(command["linger"]))
            except Exception as error:  # a command that is not understood must not end the others
                self._channel.tell("command-failed", message=repr(error))

    def _offer(self, path):
        try:
            offer(path, self._server.listening, lambda: self._channel.tell("offered", path=path))
        except Exception as error:
            self._channel.tell("hand-over-failed", path=path, message=str(error) or repr(error))


def _take_stdin():
    mine = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return mine
