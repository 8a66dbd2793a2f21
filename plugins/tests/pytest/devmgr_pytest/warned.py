"""Warnings, merged by place."""

from .attempt import attempt
from .shown import name_of

MOST_PLACES = 300
MESSAGE_LIMIT = 1_000


class Warned:
    """A pytest plugin. `send(event, **fields)` writes one event."""

    def __init__(self, send):
        self._send = send
        # (category, message, path, line) -> [the test that was first, how often, how often told]
        self._places = {}

    def pytest_warning_recorded(self, warning_message, nodeid):
        key = attempt(_key, warning_message)
        if key is None:
            return
        known = self._places.get(key)
        if known:
            known[1] += 1
        elif len(self._places) < MOST_PLACES:
            self._places[key] = [nodeid, 1, 0]
            self._tell(key)

    def tell_counts(self):
        for key, (_, count, told) in list(self._places.items()):
            if count != told:
                self._tell(key)

    def _tell(self, key):
        place = self._places[key]
        category, message, path, line = key
        place[2] = place[1]
        self._send("warning", category=category, message=message, path=path, line=line, id=place[0] or None, count=place[1])


def _key(warning):
    try:
        message = str(warning.message)[:MESSAGE_LIMIT]
    except Exception:
        message = "<a message that cannot be printed>"
    return (name_of(warning.category), message, str(warning.filename), int(warning.lineno or 0))
