"""The two sides of the comparison in an assertion that failed."""

import os
import sys

import _pytest
import pluggy
import pytest

from .attempt import attempt
from .shown import sides_of

_MACHINERY = tuple(os.path.dirname(module) + os.sep for module in (_pytest.__file__, pluggy.__file__, __file__))


class Compared:
    """A pytest plugin. pytest asks it for words about a comparison; it has none, and keeps what was compared until the report."""

    def __init__(self):
        self._last = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_assertrepr_compare(self, op, left, right):
        place = _place(sys._getframe(1))
        # As texts: the objects would live on, and may change.
        sides = None if place is None else attempt(sides_of, left, right)
        self._last = None if sides is None else (place, [op] + sides)

    def take(self, error, traceback):
        """[operator, left, right] of the assertion that `error` is about, or None. It is forgotten afterwards."""
        last, self._last = self._last, None
        if last is None or not issubclass(type(error), AssertionError):
            return None
        while traceback.tb_next is not None:
            traceback = traceback.tb_next
        found = (id(traceback.tb_frame), traceback.tb_frame.f_code, traceback.tb_lineno)
        return last[1] if found == last[0] else None


def _place(frame):
    """The frame of the assertion: the first outside pytest."""
    while frame is not None and frame.f_code.co_filename.startswith(_MACHINERY):
        frame = frame.f_back
    return frame and (id(frame), frame.f_code, frame.f_lineno)
