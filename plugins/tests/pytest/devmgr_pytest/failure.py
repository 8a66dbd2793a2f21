"""What is told about a phase that did not pass: one line, the long text, frames and captured sections."""

import io
import os

import _pytest
import pluggy
from _pytest._io import TerminalWriter

from .attempt import attempt
from .shown import cut, name_of

MESSAGE_LIMIT = 500
TRACEBACK_LIMIT = 200_000
SECTION_LIMIT = 64_000
FRAME_LIMIT = 50
# Frames of the project that are told with source and locals.
MOST_SEEN = 12
DEEPEST_GROUP = 5
# How the message begins of a test that was stopped alone, see control.py.
STOPPED = "stopped by the person after "

_MACHINERY = tuple(os.path.dirname(module.__file__) + os.sep for module in (_pytest, pluggy)) + (
    os.path.dirname(__file__) + os.sep,
)


def is_machinery(path):
    """A file of pytest, or of ours."""
    return path.startswith(_MACHINERY)


def message_of(report):
    """One line: the assertion, the reason of a skip or of an expected failure, or the first words of a text.

    Empty when there is none.
    """
    longrepr = report.longrepr
    crash = getattr(getattr(longrepr, "reprcrash", None), "message", None)
    # Also of a test that was expected to fail: not for this reason.
    if isinstance(crash, str) and crash.startswith("Failed: " + STOPPED):
        return crash[len("Failed: ") :].splitlines()[0][:MESSAGE_LIMIT]
    reason = _as_text(getattr(report, "wasxfail", None) or "")
    if reason:
        return reason[len("reason: ") :] if reason.startswith("reason: ") else reason
    if isinstance(longrepr, tuple) and len(longrepr) == 3:
        text = longrepr[2]
    else:
        text = crash or longrepr
    lines = _as_text(text).strip().splitlines()
    return lines[0].strip()[:MESSAGE_LIMIT] if lines else ""


def traceback_of(report):
    """pytest's own long text of the failure, as it would be printed, without colours."""
    try:
        # Not `longreprtext`: it strips the indent of the first line.
        file = io.StringIO()
        writer = TerminalWriter(file)
        writer.hasmarkup = False
        report.longrepr.toterminal(writer)
        text = file.getvalue().strip("\n")
    except Exception:  # a plain text, or a representation of somebody else's that cannot be printed
        text = _as_text(report.longrepr)
    return cut(text, TRACEBACK_LIMIT)


def sections_of(report, first):
    """Captured output from section number `first` on, as [title, text] pairs."""
    return [[_as_text(title), cut(_as_text(text), SECTION_LIMIT)] for title, text in report.sections[first:]]


def frames_of(error, traceback, seen):
    """[path, line, function] from the test inwards, without the frames of pytest itself and hidden ones; of frames of the
    project also what is seen there. Of a group of exceptions the frames of its first follow.
    """
    places = []
    for _ in range(DEEPEST_GROUP):
        while traceback is not None:
            frame = traceback.tb_frame
            if not is_machinery(frame.f_code.co_filename) and not _is_hidden(frame):
                places.append((frame, traceback.tb_lineno))
            traceback = traceback.tb_next
        error = _first_of_group(error)
        traceback = getattr(error, "__traceback__", None)
    return _described(_ends(places), seen)


def _described(places, seen):
    """The last frames are of most interest: they get the details."""
    own = [place for place, (frame, _) in enumerate(places) if seen.is_own(frame.f_code.co_filename)]
    detailed = set(own[:1] + own[-MOST_SEEN:])
    described = []
    for place, (frame, line) in enumerate(places):
        told = [frame.f_code.co_filename, line, frame.f_code.co_name]
        details = seen.details(frame, line) if place in detailed else None
        described.append(told + [details] if details else told)
    return described


def _first_of_group(error):
    """Of an `ExceptionGroup`, of Python or of its backport."""
    if any(name_of(kind) == "BaseExceptionGroup" for kind in type(error).__mro__):
        inner = getattr(error, "exceptions", None)
        return inner[0] if isinstance(inner, (tuple, list)) and inner else None
    return None


def frames_of_text(report):
    """The same from a report that came from another process: places without names of functions."""
    entries = getattr(getattr(report.longrepr, "reprtraceback", None), "reprentries", None) or ()
    places = [getattr(entry, "reprfileloc", None) for entry in entries]
    return _ends([[str(place.path), place.lineno, ""] for place in places if place is not None])


def _ends(frames):
    """Of an endless recursion both ends are of interest."""
    return frames if len(frames) <= FRAME_LIMIT else frames[: FRAME_LIMIT // 2] + frames[-FRAME_LIMIT // 2 :]


def _is_hidden(frame):
    # Of the body of a class they may be anything.
    return attempt(frame.f_locals.get, "__tracebackhide__") is True


def _as_text(value):
    try:
        return value if isinstance(value, str) else str(value)
    except Exception:
        return "<%s that cannot be printed>" % name_of(type(value))
