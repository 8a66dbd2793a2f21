"""Keeps what is devmgr's own out of uvicorn's log: our frames in tracebacks, and our requests in the access log."""

import logging
import os

_OURS = os.path.dirname(os.path.abspath(__file__)) + os.sep


def install(config):
    """`config` has set up the loggers, and its application is ours once it is loaded."""
    logging.getLogger("uvicorn.error").addFilter(_without_our_frames)
    logging.getLogger("uvicorn.access").addFilter(lambda record: not _is_own(record, config))


def _is_own(record, config):
    own = getattr(getattr(config, "loaded_app", None), "own_clients", None)
    return bool(own) and bool(record.args) and isinstance(record.args, tuple) and record.args[0] in own


def _without_our_frames(record):
    try:
        if record.exc_info and record.exc_info[1] is not None:
            kind, error, trace = record.exc_info
            record.exc_info = (kind, error, _stripped(error, trace))
    except Exception:
        pass  # then it has a few more lines
    return True


def _stripped(error, trace):
    """Links each frame to the next one that is not ours, in the exception as well: formatters take either."""
    frames = list(_chain(trace))
    kept = [each for each in frames if not each.tb_frame.f_code.co_filename.startswith(_OURS)]
    if not kept or kept[-1] is not frames[-1]:
        return trace  # the mistake is ours
    for one, following in zip(kept, kept[1:] + [None]):
        one.tb_next = following
    error.__traceback__ = kept[0]
    return kept[0]


def _chain(trace):
    while trace is not None:
        yield trace
        trace = trace.tb_next
