"""What is told about a phase that did not pass: one line, the long text, frames and captured sections."""

import io
import os

import _pytest
import pluggy
from _pytest._io import TerminalWriter

MESSAGE_LIMIT = 500
TRACEBACK_LIMIT = 200_000
SECTION_LIMIT = 64_000
FRAME_LIMIT = 50

_MACHINERY = tuple(os.path.dirname(module.__file__) + os.sep for module in (_pytest, pluggy))


def cut(text, limit):
    """At most about `limit` characters; what is left out of the middle is counted in its place."""
    if len(text) <= limit:
        return text
    half = limit // 2
    return "%s\n... %d characters left out ...\n%s" % (text[:half], len(text) - 2 * half, text[-half:])


def message_of(report):
    """One line: the assertion, the reason of a skip or of an expected failure, or the first words of a text.

    Empty when there is none.
    """
    longrepr = report.longrepr
    reason = _as_text(getattr(report, "wasxfail", None) or "")
    if reason:
        return reason[len("reason: ") :] if reason.startswith("reason: ") else reason
    if isinstance(longrepr, tuple) and len(longrepr) == 3:
        text = longrepr[2]
    else:
        crash = getattr(longrepr, "reprcrash", None)
        text = getattr(crash, "message", None) or longrepr
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


def frames_of(traceback):
    """[path, line, function] from the test inwards, without the frames of pytest itself and hidden ones."""
    frames = []
    while traceback is not None:
        frame = traceback.tb_frame
        code = frame.f_code
        if not code.co_filename.startswith(_MACHINERY) and not _is_hidden(frame):
            frames.append([code.co_filename, traceback.tb_lineno, code.co_name])
        traceback = traceback.tb_next
    return _ends(frames)


def frames_of_text(report):
    """The same from a report that came from another process: places without names of functions."""
    entries = getattr(getattr(report.longrepr, "reprtraceback", None), "reprentries", None) or ()
    places = [getattr(entry, "reprfileloc", None) for entry in entries]
    return _ends([[str(place.path), place.lineno, ""] for place in places if place is not None])


def _ends(frames):
    """Of an endless recursion both ends are of interest."""
    return frames if len(frames) <= FRAME_LIMIT else frames[: FRAME_LIMIT // 2] + frames[-FRAME_LIMIT // 2 :]


def _is_hidden(frame):
    hide = frame.f_locals.get("__tracebackhide__", False)
    return hide is True


def _as_text(value):
    try:
        return value if isinstance(value, str) else str(value)
    except Exception:
        return "<%s that cannot be printed>" % type(value).__name__
