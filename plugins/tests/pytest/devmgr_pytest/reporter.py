"""Tells devmgr what pytest does, as it happens. Loaded with `-p devmgr_pytest.reporter`; changes no outcome and no output.

Every line of the channel is one JSON object in ASCII. `n` counts them, so that lines which came another way fall back
into place (lines of a worker have none). `event` is one of:

    hello           schema, python, pytest, rootdir, workers (0: tests run in this process)
    collected       tests: [{id, file, line (from 1), markers}], in batches; under xdist first ids only
    deselected      count
    collect-report  path, outcome ("failed" or "skipped"), message, traceback: a file that gives no tests
    start           id
    phase           id, when, outcome, duration (s), and where known: wasxfail, message, traceback, frames
                    ([path, line, function]), sections ([title, text], those of this phase only), worker, subtest
    end             status: pytest's exit status

Fields may be added; readers ignore what they do not know. When a field changes its meaning, SCHEMA goes up.
"""

import json
import os
import platform
from json.encoder import encode_basestring_ascii as quote

import pytest

from . import failure
from .channel import Channel
from .selection import Selection

SCHEMA = 1
BATCH = 500
# A phase that took longer is worth a write of its own; shorter ones wait for the next start.
SLOW_SECONDS = 0.05

encode = json.JSONEncoder(check_circular=False, separators=(",", ":"), default=str).encode


def _open_channel(environ):
    """Takes the descriptor out of the environment: a pytest that a test starts must not use it."""
    number = environ.pop("DEVMGR_CHANNEL_FD", "")
    folder = environ.get("DEVMGR_TESTS_RUN")
    descriptor = int(number) if number.isdigit() else None
    return Channel(descriptor, folder and os.path.join(folder, "events.jsonl"))


# At import, before any conftest or test can close descriptors or change the environment.
_folder = os.environ.get("DEVMGR_TESTS_RUN")
_channel = _open_channel(os.environ)


def pytest_configure(config):
    if _folder:
        with open(os.path.join(_folder, "selection.json"), encoding="utf-8") as file:
            config.pluginmanager.register(Selection(json.load(file)), "devmgr-selection")
    worker = getattr(config, "workerinput", None)
    reporter = Reporter(config) if worker is None else WorkerReporter(worker["workerid"] == "gw0")
    config.pluginmanager.register(reporter, "devmgr-reporter")


class Frames:
    """Keeps the traceback of the phase that is being reported, and nothing longer than that."""

    def __init__(self):
        self._traceback = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, call):
        if call.excinfo is not None:
            self._traceback = call.excinfo.tb

    def take(self):
        traceback, self._traceback = self._traceback, None
        return None if traceback is None else failure.frames_of(traceback)


class WorkerReporter(Frames):
    """In a worker of pytest-xdist: adds the frames to a failed report, and describes the tests once."""

    def __init__(self, describes):
        super().__init__()
        self._describes = describes

    def pytest_collection_finish(self, session):
        for batch in _batches(session.items) if self._describes else ():
            _channel.write(encode({"event": "collected", "tests": list(map(_description, batch))}) + "\n")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report):
        frames = self.take()
        if frames and report.outcome == "failed":
            report.devmgr_frames = frames


class Reporter(Frames):
    """In the process that the person started."""

    def __init__(self, config):
        super().__init__()
        self._config = config
        self._count = 0
        self._lines = []
        self._sections_told = {}
        self._ended = False
        self._ids_told = False
        self._send("hello", schema=SCHEMA, python=platform.python_version(), pytest=pytest.__version__,
                   rootdir=str(config.rootpath), workers=_workers(config))  # fmt: skip
        self._flush()

    def pytest_collection_finish(self, session):
        for batch in _batches(session.items):
            self._send("collected", tests=list(map(_description, batch)))
        self._flush()

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids):
        if not self._ids_told:
            self._ids_told = True
            for batch in _batches(ids):
                self._send("collected", tests=[{"id": nodeid} for nodeid in batch])
            self._flush()

    def pytest_deselected(self, items):
        self._send("deselected", count=len(items))

    def pytest_collectreport(self, report):
        if report.outcome != "passed":
            self._send("collect-report", path=report.nodeid, outcome=report.outcome,
                       message=failure.message_of(report), traceback=failure.traceback_of(report))  # fmt: skip
            self._flush()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid):
        self._count += 1
        self._lines.append('{"n":%d,"event":"start","id":%s}\n' % (self._count, quote(nodeid)))
        # With the results of the test before: one write a test, and the one that runs is always known.
        self._flush()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report):
        if report.outcome == "passed" and self._is_plain(report):
            self._count += 1
            self._lines.append(
                '{"n":%d,"event":"phase","id":%s,"when":"%s","outcome":"passed","duration":%.6f%s}\n'
                % (self._count, quote(report.nodeid), report.when, report.duration, _worker_field(report))
            )
        else:
            self._send("phase", **self._details(report))
        if report.outcome != "passed" or report.duration > SLOW_SECONDS:
            self._flush()

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus):
        self._end(int(exitstatus))

    def pytest_unconfigure(self):
        self._end(0)  # pytest only printed something: its help, for example

    def _end(self, status):
        if not self._ended:
            self._ended = True
            self._send("end", status=status)
            self._flush()

    def _is_plain(self, report):
        """Nothing to tell but that it passed: no xfail mark, no subtest, no output, and no exception that was handled."""
        self._traceback = None
        known = report.__dict__
        return not ("wasxfail" in known or known.get("sections") or "context" in known) and (
            report.nodeid not in self._sections_told
        )

    def _details(self, report):
        frames = report.__dict__.pop("devmgr_frames", None) or self.take()
        details = {"id": report.nodeid, "when": report.when, "outcome": report.outcome, "duration": report.duration}
        if hasattr(report, "wasxfail"):
            details["wasxfail"] = report.wasxfail
        if hasattr(report, "context"):
            details["subtest"] = True
        if report.outcome != "passed":
            details["message"] = failure.message_of(report)
        if report.outcome == "failed":
            details["traceback"] = failure.traceback_of(report)
            details["frames"] = frames or failure.frames_of_text(report)
        details["sections"] = self._new_sections(report)
        worker = _worker_of(report)
        if worker:
            details["worker"] = worker
        return details

    def _new_sections(self, report):
        """A report repeats the sections of the phases before it."""
        told = self._sections_told.pop(report.nodeid, 0) if report.when != "setup" else 0
        if report.when in ("setup", "call"):
            self._sections_told[report.nodeid] = len(report.sections)
        return failure.sections_of(report, told)

    def _send(self, event, **fields):
        self._count += 1
        self._lines.append(encode(dict({"n": self._count, "event": event}, **fields)) + "\n")

    def _flush(self):
        lines, self._lines = self._lines, []
        _channel.write("".join(lines))


def _batches(items):
    return (items[first : first + BATCH] for first in range(0, len(items), BATCH))


def _description(item):
    file, line, _ = item.location
    return {
        "id": item.nodeid,
        "file": file,
        "line": None if line is None else line + 1,
        "markers": list(dict.fromkeys(mark.name for mark in item.iter_markers())),
    }


def _workers(config):
    """pytest-xdist keeps one entry a worker here before the session starts."""
    return len(getattr(config.option, "tx", None) or ())


def _worker_of(report):
    return getattr(report, "worker_id", None) or getattr(getattr(getattr(report, "node", None), "gateway", None), "id", None)


def _worker_field(report):
    return ',"worker":%s' % quote(report.worker_id) if hasattr(report, "worker_id") else ""
