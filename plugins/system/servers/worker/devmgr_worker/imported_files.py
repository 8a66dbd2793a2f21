"""Which files the application has been read from."""

import os
import sys

_STANDARD = os.path.dirname(os.path.abspath(os.__file__)) + os.sep
_INSTALLED = ("%ssite-packages%s" % (os.sep, os.sep), "%sdist-packages%s" % (os.sep, os.sep))


def imported(files):
    """Those of `files` (absolute) that a module was imported from. Links lead to the same file."""
    wanted = {os.path.realpath(file): file for file in files}
    # A copy: the application may be importing.
    found = {os.path.realpath(file) for file in map(_file_of, list(sys.modules.values())) if file}
    return [file for real, file in wanted.items() if real in found]


def _file_of(module):
    """Of a module that is neither Python's own nor installed. Never asks the module itself, which may import when it is asked."""
    try:
        file = object.__getattribute__(module, "__dict__").get("__file__")
    except Exception:
        return None
    if not isinstance(file, str) or file.startswith(_STANDARD) or any(part in file for part in _INSTALLED):
        return None
    return file
