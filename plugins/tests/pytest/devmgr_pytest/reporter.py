"""Tells devmgr what pytest does, as it happens.

Loaded with `-p devmgr_pytest.reporter`; changes no outcome and no output. PYTEST_DONT_REWRITE

Every line of the channel is one JSON object in ASCII. `n` counts them, so that lines which came another way fall back
into place (lines of a worker have none). `event` is one of:

    hello           schema, python, pytest, rootdir, workers (0: tests run in this process)
    collected       tests: [{id, file, line (from 1), markers}], in batches; under xdist first ids only
    deselected      count
    collect-report  path, outcome ("failed" or "skipped"), message, traceback: a file that gives no tests
    process         pid, worker, stack and capture (descriptors, see control.py): of each that runs tests (no number)
    start           id; worker: it says so itself (no number)
    phase           id, when, outcome, duration (s), and where known: wasxfail, message, traceback, frames
                    ([path, line, function], of the project also {first, lines, locals}), sections ([title, text], those
                    of this phase only), comparison ([operator, left, right]), worker, subtest
    warning         category, message, path, line, id (of the test that was first), count so far
    stray-modules   paths: in a copy, files that were loaded from the project instead (no number)
    request         id, at (ms since the epoch), method, url, status (null: no answer), durationMs: a request that the
                    test has made (no number)
    end             status: pytest's exit status

Fields may be added; readers ignore what they do not know. When a field changes its meaning, SCHEMA goes up.
"""

import json
import os
import sys
from json.encoder import encode_basestring_ascii as quote

import pytest

from . import failure
from .attempt import attempt
from .compared import Compared
from .control import Control
from .held import Held
from .module_path import stray_modules, use_copy
from .now import Now
from .outlet import channel, encode, folder, tell
from .requests_told import RequestsTold
from .seen import Seen
from .selection import Selection
from .shown import name_of
from .warned import Warned
from .worker_reporter import BATCH, WorkerReporter, described_batches

SCHEMA = 1
# A phase that took longer is worth a write of its own; shorter ones wait for the next start.
SLOW_SECONDS = 0.05

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
    worker = getattr(config, "workerinput", {}).get("workerid")
    compared = Compared()
    seen = Seen([str(config.rootpath), str(config.invocation_params.dir)])
    reporter = WorkerReporter(worker, seen, compared) if worker else Reporter(config, seen, compared)
    config.pluginmanager.register(compared, "devmgr-compared")
    config.pluginmanager.register(reporter, "devmgr-reporter")
    config.pluginmanager.register(RequestsTold(_tell_request, folder), "devmgr-requests")
    if folder:
        _register_control(config, worker)
    if _stand_in:
        config.pluginmanager.register(StrayModules(), "devmgr-stray-modules")


def _register_control(config, worker):
    control = Control(config, folder)
    config.pluginmanager.register(control, "devmgr-control")
    tell("process", pid=os.getpid(), worker=worker, stack=control.stack, capture=control.capture())


def _tell_request(fields):
    channel.write(encode(fields) + "\n")


def _read_selection():
    try:
        with open(os.path.join(folder or "", "selection.json"), encoding="utf-8") as file:
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
            tell("stray-modules", paths=paths)


class Reporter:
    """In the process that the person started."""

    def __init__(self, config, seen, compared):
        self._seen = seen
        self._compared = compared
        self._warned = Warned(self._send)
        config.pluginmanager.register(self._warned, "devmgr-warned")
        self._now = Now(folder)
        self._held = Held(channel, folder)
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
        for tests in described_batches(session.items):
            self._count += 1
            self._lines.append('{"n":%d,"event":"collected","tests":%s}\n' % (self._count, tests))
        self._flush()

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids):
        if not self._ids_told:
            self._ids_told = True
            for first in range(0, len(ids), BATCH):
                self._send("collected", tests=[{"id": nodeid} for nodeid in ids[first : first + BATCH]])
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
        self._now.begin()
        self._count += 1
        self._lines.append('{"n":%d,"event":"start","id":%s}\n' % (self._count, quote(nodeid)))
        # With the results of the test before.
        self._held.hold(self._count, "".join(self._lines))
        self._lines.clear()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report):
        if self._failure:
            self._tell_failure()
        known = report.__dict__
        # Said in one place: a call more for each phase is felt.
        if (
            known["outcome"] == "passed"
            and not known.get("sections")
            and "wasxfail" not in known
            and "context" not in known
            and known["nodeid"] not in self._sections_told
        ):
            when, duration = known["when"], known["duration"]
            self._now.passed(when)
            self._count += 1
            worker = ',"worker":%s' % quote(known["worker_id"]) if "worker_id" in known else ""
            self._lines.append(
                '{"n":%d,"event":"phase","id":%s,"when":"%s","outcome":"passed","duration":%.6f%s}\n'
                % (self._count, quote(known["nodeid"]), when, duration, worker)
            )
            if duration > SLOW_SECONDS:
                self._flush()
        elif known["outcome"] == "failed" and not _worker_of(report):
            self._now.after(report)
            self._failure = self._details(report)
        else:
            self._now.after(report)
            self._send("phase", **self._details(report))
            self._flush()

    @pytest.hookimpl(tryfirst=True)
    def pytest_exception_interact(self, call, report):
        """Comes right after the report of a failed phase; asking earlier for the exception costs every test."""
        withheld = self._failure
        if withheld and withheld["id"] == report.nodeid and withheld["when"] == getattr(report, "when", None):
            error, traceback = call.excinfo.value, call.excinfo.tb
            withheld["frames"] = attempt(failure.frames_of, error, traceback, self._seen) or withheld.get("frames")
            withheld["comparison"] = attempt(self._compared.take, error, traceback)
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
            self._warned.tell_counts()
            self._send("end", status=status)
            self._flush()

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
            details["message"] = "devmgr could not read this report: %s" % name_of(type(error))
        return details

    def _texts(self, report):
        texts = {"sections": self._new_sections(report)}
        if report.outcome != "passed":
            texts["message"] = failure.message_of(report)
        if report.outcome == "failed":
            texts["traceback"] = failure.traceback_of(report)
            texts["frames"], texts["comparison"] = json.loads(report.__dict__.pop("devmgr_seen", "[null, null]"))
            texts["frames"] = texts["frames"] or failure.frames_of_text(report)
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
        self._held.write("".join(self._lines))
        self._lines.clear()


def _workers(config):
    """pytest-xdist keeps one entry a worker here before the session starts."""
    return len(getattr(config.option, "tx", None) or ())


def _worker_of(report):
    gateway = getattr(getattr(report, "node", None), "gateway", None)
    return getattr(report, "worker_id", None) or getattr(gateway, "id", None)
