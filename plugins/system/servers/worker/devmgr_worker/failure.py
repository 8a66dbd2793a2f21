"""What is told of an exception: message (one line), frames ([path, line], outermost first), and for a SyntaxError its place as the last frame."""

import os
import re
import sys
import traceback

_OURS = os.path.dirname(os.path.abspath(__file__)) + os.sep
# What stands between the interpreter's start and the first line of the application.
_MACHINERY = re.compile(r"^<frozen |[/\\](?:uvicorn|click|asyncio|importlib|uvloop)[/\\][^/\\]*\.py$")
_LONGEST = 1000
_MOST_FRAMES = 60


def describe(error):
    frames = [[frame.filename, frame.lineno] for frame in traceback.extract_tb(error.__traceback__)][-_MOST_FRAMES:]
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        frames.append([error.filename, error.lineno])
    return {"message": one_line(error), "frames": frames}


def print_own_part(error):
    """The traceback on stderr, from the first line of the application on."""
    rest = error.__traceback__
    while rest is not None and _is_machinery(rest.tb_frame.f_code.co_filename):
        rest = rest.tb_next
    traceback.print_exception(type(error), error, rest, file=sys.stderr)


def _is_machinery(file):
    return file.startswith(_OURS) or _MACHINERY.search(file) is not None


def one_line(error):
    """`ValueError: negative quantity`. Never raises."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else "%s.%s" % (kind.__module__, kind.__qualname__)
    try:
        text = str(error.msg if isinstance(error, SyntaxError) else error)
        first = next((line for line in text.splitlines() if line.strip()), "")
    except Exception:
        first = "(its text cannot be read)"
    return (name + ": " + first.strip() if first else name)[:_LONGEST]
