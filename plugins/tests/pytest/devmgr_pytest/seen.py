"""What is seen of the frames of a failure: the source around, and the locals."""

import linecache
import os
import sys

from .attempt import attempt
from .shown import Shown, cut, is_noise

AROUND = 4
LINE_LIMIT = 400
MOST_LOCALS = 40
LOCAL_LIMIT = 300

_INSTALLED = (os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep)
_LIBRARY = tuple({os.path.dirname(os.__file__) + os.sep, sys.prefix + os.sep, sys.base_prefix + os.sep})


class Seen:
    """`roots`: folders of the project. Frames of other files are told without details."""

    def __init__(self, roots):
        self._roots = tuple({os.path.join(root, "") for root in roots})

    def is_own(self, path):
        if not path.startswith(self._roots) or any(part in path for part in _INSTALLED):
            return False
        # An environment may lie in the project; the project may lie below an interpreter's prefix (`/usr`).
        return not any(path.startswith(folder) and not self._roots[0].startswith(folder) for folder in _LIBRARY)

    def details(self, frame, line):
        """`{first, lines, locals}` of a frame of the project, None of another. Never raises but for an interrupt."""
        path = frame.f_code.co_filename
        if not self.is_own(path):
            return None
        first, lines = _source(path, line, frame.f_globals)
        is_module = frame.f_code.co_name == "<module>"
        return {"first": first, "lines": lines, "locals": [] if is_module else attempt(_locals, frame) or []}


def _source(path, line, module_globals):
    try:
        lines = linecache.getlines(path, module_globals)
    except Exception:
        lines = []
    first = max(1, line - AROUND)
    around = [cut(text.rstrip("\n"), LINE_LIMIT).replace("\n", " ") for text in lines[first - 1 : line + AROUND]]
    return first, around


def _locals(frame):
    shown = Shown(limit=LOCAL_LIMIT, parts=40)
    found = []
    for name, value in list(frame.f_locals.items()):
        if isinstance(name, str) and not is_noise(name, value):
            found.append([name, shown.text(value).replace("\n", " ")])
        if len(found) == MOST_LOCALS:
            break
    return found
