"""Tells devmgr which tests there are. Loaded with `-p devmgr_pytest.collector --collect-only`, in the background.

Every line of the channel is one JSON object in ASCII. `event` is one of:

    hello    rootdir, inifile (or null), python_files, testpaths: what decides where tests are looked for
    found    tests: as they are found; plugins may still drop them, mark them and put them in another order
    problem  path, traceback: a file that could not be collected
    tests    tests: all of them in their order, in batches
    end      status: pytest's exit status; complete: whether all tests were told

A test is [id, file, line (from 1, or null), markers]; what is found at first has no markers. `file` is the one that was collected; the line is null when
the test was written in another (the base class of its own). Paths are relative to the working directory where that is possible.
"""

import json
import os
import time

import pytest

from .channel import Channel

BATCH = 500
TELL_SECONDS = 0.1
LONGEST_TRACEBACK = 20_000
# The person's own work goes first.
NICENESS = 10

encode = json.JSONEncoder(check_circular=False, separators=(",", ":"), default=str).encode


def _open_channel(environ):
    """Takes the descriptor out of the environment: a pytest that a module starts must not use it."""
    number = environ.pop("DEVMGR_CHANNEL_FD", "")
    return Channel(int(number) if number.isdigit() else None, None)


_channel = _open_channel(os.environ)
_folder = os.getcwd()
if hasattr(os, "nice"):
    os.nice(NICENESS)


@pytest.hookimpl(hookwrapper=True)
def pytest_load_initial_conftests(early_config):
    """pytest-cov would begin here, and replace the person's measurement by one of nothing."""
    _switch_coverage_off(early_config.known_args_namespace)
    yield


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    _switch_coverage_off(config.option)
    # One line a file is enough of what nobody reads.
    config.option.verbose = -2
    config.pluginmanager.register(Collector(config), "devmgr-collector")


def _switch_coverage_off(options):
    if getattr(options, "cov_source", None):
        options.cov_source = []
        options.no_cov = True


class Collector:
    def __init__(self, config):
        self._rootdir = str(config.rootpath)
        self._files = {}
        self._found = []
        self._told_at = time.monotonic()
        self._complete = False
        inifile = getattr(config, "inipath", None)
        _send("hello", rootdir=self._rootdir, inifile=inifile and str(inifile),
              python_files=_strings(config, "python_files"), testpaths=_strings(config, "testpaths"))  # fmt: skip

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self, report):
        if report.outcome == "failed":
            path = os.path.join(self._rootdir, report.nodeid.split("::", 1)[0])
            _send("problem", path=self._relative(path), traceback=_traceback(report))
        for node in report.result or ():
            if isinstance(node, pytest.Item):
                self._found.append(node)
        if time.monotonic() - self._told_at > TELL_SECONDS:
            self._tell_found()

    def pytest_collection_finish(self, session):
        self._found.clear()
        markers = Markers()
        items = session.items
        for first in range(0, len(items), BATCH):
            batch = [self._describe(item) + [markers.of(item)] for item in items[first : first + BATCH]]
            _send("tests", tests=batch)
        self._complete = True

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus):
        _send("end", status=int(exitstatus), complete=self._complete)

    def _tell_found(self):
        if self._found:
            _send("found", tests=[self._describe(item) for item in self._found])
            self._found.clear()
        self._told_at = time.monotonic()

    def _describe(self, item):
        path = str(item.path) if hasattr(item, "path") else str(item.fspath)
        file = self._relative(path)
        line = None
        try:
            written_in, line, _ = item.reportinfo()
            line = None if line is None or str(written_in) != path else line + 1
        except Exception:  # items of other plugins may be of any kind
            pass
        return [item.nodeid, file, line]

    def _relative(self, path):
        file = self._files.get(path)
        if file is None:
            try:
                file = os.path.relpath(path, _folder).replace(os.sep, "/")
            except ValueError:  # another drive
                file = path
            self._files[path] = file
        return file


class Markers:
    """Names of the markers of items. Those of classes and modules are looked up once, after everybody had the chance to add some."""

    def __init__(self):
        self._inherited = {}

    def of(self, item):
        names = [mark.name for mark in item.own_markers]
        names.extend(self._of_node(item.parent))
        return list(dict.fromkeys(names)) if len(names) > 1 else names

    def _of_node(self, node):
        if node is None:
            return ()
        known = self._inherited.get(node)
        if known is None:
            known = [mark.name for mark in node.own_markers]
            known.extend(self._of_node(node.parent))
            self._inherited[node] = known
        return known


def _traceback(report):
    try:
        return str(report.longrepr)[-LONGEST_TRACEBACK:]
    except Exception as error:  # reports of other plugins may have any shape
        return "the report cannot be shown: %s" % type(error).__name__


def _strings(config, name):
    try:
        return [str(entry) for entry in config.getini(name)]
    except (KeyError, ValueError):
        return []


def _send(event, **fields):
    _channel.write(encode(dict({"event": event}, **fields)) + "\n")
