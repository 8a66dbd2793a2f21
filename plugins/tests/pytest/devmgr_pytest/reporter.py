"""Tells devmgr what pytest does, as it happens.

Loaded with `-p devmgr_pytest.reporter`; changes no outcome and no output.

Every line of the channel is one JSON object in ASCII. `n` counts them, so that lines which came another way fall back
into place (lines of a worker have none). `event` is one of:

    hello           schema, python, pytest, rootdir, workers (0: tests run in this process)
    collected       tests: [{id, file, line (from 1), markers}], in batches; under xdist first ids only
    deselected      count
    collect-report  path, outcome ("failed" or "skipped"), message, traceback: a file that gives no tests
    start           id
    phase           id, when, outcome, duration (s), and where known: wasxfail, message, traceback, frames
                    ([path, line, function]), sections ([title, text], those of this phase only), worker, subtest
    stray-modules   paths: in a copy, files that were loaded from the project instead (no number)
    end             status: pytest's exit status

Fields may be added; readers ignore what they do not know. When a field changes its meaning, SCHEMA goes up.
"""

import json
import os
import sys
from json.encoder import encode_basestring_ascii as quote

import pytest

from . import failure
from .channel import Channel
from .module_path import stray_modules, use_copy
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
# (the project, its copy) when tests run in one.
_stand_in = os.environ.get("DEVMGR_TESTS_COPY_OF") and (
    os.environ["DEVMGR_TESTS_COPY_OF"],
    os.environ["DEVMGR_TESTS_COPY"],
)
if _stand_in:
    use_copy(*_stand_in)


def pytest_configure(config):
    selection = _read_selection()
    if selection:
        config.pluginmanager.register(Selection(selection), "devmgr-selection")
    worker = getattr(config, "workerinput", None)
    reporter = Reporter(config) if worker is None else WorkerReporter(worker["workerid"] == "gw0")
    config.pluginmanager.register(reporter, "devmgr-reporter")
    if _stand_in:
        config.pluginmanager.register(StrayModules(), "devmgr-stray-modules")


def _read_selection():
    try:
        with open(os.path.join(_folder or "", "selection.json"), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return {}


class StrayModules:
    """In every process that runs tests of a copy. Twice, as tests may unload what they import."""

    def pytest_collection_finish(self):
        self._tell()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self):
        self._tell()

    def _tell(self):
        paths = stray_modules(*_stand_in)
        if paths:
            _channel.write(encode({"event": "stray-modules", "paths": paths}) + "\n")


class WorkerReporter:
    """In a worker of pytest-xdist: adds the frames to a failed report, and describes the tests once."""

    def __init__(self, describes):
        self._describes = describes
        self._traceback = None

    def pytest_collection_finish(self, session):
        for batch in _batches(session.items) if self._describes else ():
            _channel.write(encode({"event": "collected", "tests": list(map(_description, batch))}) + "\n")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, call):
        self._traceback = None if call.excinfo is None else call.excinfo.tb

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report):
        traceback, self._traceback = self._traceback, None
        if traceback is not None and report.outcome == "failed":
            report.devmgr_frames = failure.frames_of(traceback)


class Reporter:
    """In the process that the person started."""

    def __init__(self, config):
        self._count = 0
        self._lines = []
        self._sections_told = {}
        self._ended = False
        self._ids_told = False
        self._failure = None
        self._send("hello", schema=SCHEMA, python="%d.%d.%d" % sys.version_info[:3], pytest=pytest.__version__,
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
        if self._failure:
            self._tell_failure()
        self._count += 1
        self._lines.append('{"n":%d,"event":"start","id":%s}\n' % (self._count, quote(nodeid)))
        # With the results of the test before: one write a test, and the one that runs is always known.
        _channel.write("".join(self._lines))
        self._lines.clear()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report):
        if self._failure:
            self._tell_failure()
        known = report.__dict__
        if known["outcome"] == "passed" and self._is_plain(known):
            self._count += 1
            self._lines.append(
                '{"n":%d,"event":"phase","id":%s,"when":"%s","outcome":"passed","duration":%.6f%s}\n'
                % (self._count, quote(known["nodeid"]), known["when"], known["duration"], _worker_field(known))
            )
        elif known["outcome"] == "failed" and not _worker_of(report):
            self._failure = self._details(report)
        else:
            self._send("phase", **self._details(report))
        if known["outcome"] != "passed" or known["duration"] > SLOW_SECONDS:
            self._flush()

    @pytest.hookimpl(tryfirst=True)
    def pytest_exception_interact(self, call, report):
        """Comes right after the report of a failed phase; asking earlier for the exception costs every test."""
        withheld = self._failure
        if withheld and withheld["id"] == report.nodeid and withheld["when"] == getattr(report, "when", None):
            withheld["frames"] = failure.frames_of(call.excinfo.tb) or withheld.get("frames")
            self._tell_failure()

    def _tell_failure(self):
        details, self._failure = self._failure, None
        self._send("phase", **details)
        self._flush()

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus):
        self._end(int(exitstatus))

    def pytest_unconfigure(self):
        self._end(0)  # pytest only printed something: its help, for example

    def _end(self, status):
        if self._failure:
            self._tell_failure()
        if not self._ended:
            self._ended = True
            self._send("end", status=status)
            self._flush()

    def _is_plain(self, known):
        """Nothing to tell but that it passed: no xfail mark, no output, no subtest."""
        return not (
            known.get("sections") or "wasxfail" in known or "context" in known or known["nodeid"] in self._sections_told
        )

    def _details(self, report):
        details = {"id": report.nodeid, "when": report.when, "outcome": report.outcome, "duration": report.duration}
        if hasattr(report, "wasxfail"):
            details["wasxfail"] = report.wasxfail
        if hasattr(report, "context"):
            details["subtest"] = True
        worker = _worker_of(report)
        if worker:
            details["worker"] = worker
        try:
            details.update(self._texts(report))
        except Exception as error:  # reports of other plugins may have any shape; the outcome counts
            details["message"] = "devmgr could not read this report: %s" % type(error).__name__
        return details

    def _texts(self, report):
        texts = {"sections": self._new_sections(report)}
        if report.outcome != "passed":
            texts["message"] = failure.message_of(report)
        if report.outcome == "failed":
            texts["traceback"] = failure.traceback_of(report)
            texts["frames"] = report.__dict__.pop("devmgr_frames", None) or failure.frames_of_text(report)
        return texts

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
        _channel.write("".join(self._lines))
        self._lines.clear()


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
    gateway = getattr(getattr(report, "node", None), "gateway", None)
    return getattr(report, "worker_id", None) or getattr(gateway, "id", None)


def _worker_field(known):
    return ',"worker":%s' % quote(known["worker_id"]) if "worker_id" in known else ""
