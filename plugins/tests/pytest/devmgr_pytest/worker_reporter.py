"""The reporter's part in a worker of pytest-xdist."""

import pytest

from . import failure
from .attempt import attempt
from .description import Descriptions
from .now import Now
from .outlet import channel, encode, folder, tell

BATCH = 500


class WorkerReporter:
    """Says which test begins here, adds to a failed report what only this process knows, and describes the tests once."""

    def __init__(self, worker, seen, compared):
        self._worker = worker
        self._seen = seen
        self._compared = compared
        self._failed = None
        self._now = Now(folder)

    def pytest_collection_finish(self, session):
        if self._worker == "gw0":
            for tests in described_batches(session.items):
                channel.write('{"event":"collected","tests":%s}\n' % tests)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid):
        self._now.begin()
        tell("start", id=nodeid, worker=self._worker)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, call):
        self._failed = call.excinfo

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report):
        known = report.__dict__
        if known["outcome"] == "passed" and not (known.get("sections") or "wasxfail" in known or "context" in known):
            self._now.passed(known["when"])
        else:
            self._now.after(report)
        failed, self._failed = self._failed, None
        if failed is not None and report.outcome == "failed":
            frames = attempt(failure.frames_of, failed.value, failed.tb, self._seen)
            comparison = attempt(self._compared.take, failed.value, failed.tb)
            # In ASCII: execnet cannot send every text.
            report.devmgr_seen = attempt(encode, [frames, comparison]) or "[null, null]"


def described_batches(items):
    """Lists of at most BATCH descriptions, in JSON."""
    descriptions = Descriptions()
    for first in range(0, len(items), BATCH):
        yield "[%s]" % ",".join([descriptions.of(item) for item in items[first : first + BATCH]])
