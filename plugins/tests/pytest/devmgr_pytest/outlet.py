"""What a pytest process has for talking to devmgr. Made at import, before any conftest or test can close descriptors or change
the environment.
"""

import json
import os

from .channel import Channel

encode = json.JSONEncoder(check_circular=False, separators=(",", ":"), default=str).encode


def _open_channel(environ, folder):
    """Takes the descriptor out of the environment: a pytest that a test starts must not use it."""
    number = environ.pop("DEVMGR_CHANNEL_FD", "")
    descriptor = int(number) if number.isdigit() else None
    return Channel(descriptor, folder and os.path.join(folder, "events.jsonl"))


# Of this run; None without devmgr.
folder = os.environ.get("DEVMGR_TESTS_RUN")
channel = _open_channel(os.environ, folder)


def tell(event, **fields):
    """Sends an event outside the count: it waits for no other."""
    channel.write(encode(dict({"event": event}, **fields)) + "\n")
