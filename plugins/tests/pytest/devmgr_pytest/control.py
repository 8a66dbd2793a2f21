"""Lets devmgr look at the test that runs, and stop it alone. Costs nothing until it is asked.

devmgr writes `ask-<pid>.json` into the run's folder ({number, stop: message or absent, id}) and sends SIGURG, which nobody
else uses and which is ignored where nobody listens. No thread waits: from Python 3.12 on a fork warns of one.

First faulthandler appends the stacks of all threads to `stack-<pid>.txt`, whatever the process is busy with. Then, as soon as
the main thread executes Python code, `answer-<pid>.json` is written: {number, id, when, sections, stopped}. To stop a test an
exception is raised out of the signal's handler, which ends sleeping and waiting too.

The first process (under pytest-xdist the one without tests) passes the signal on to those for whom a question lies there.
"""

import faulthandler
import json
import os
import signal
import threading

import pytest
from _pytest.runner import CallInfo

from . import failure
from .channel import duplicate_high

SECTION_BYTES = 64_000

_FROM_CALL = CallInfo.from_call.__func__.__code__


class Control:
    """Takes the signal only while it has its default; gives it back at the end."""

    def __init__(self, config, folder):
        self._config = config
        self._folder = folder
        self._pid = os.getpid()
        # Tests replace functions of modules, and close descriptors.
        self._calls = (os.getpid, open, os.replace, os.unlink, os.listdir, os.kill, os.pread, json.load, json.dumps)
        self._stack_path = os.path.join(folder, "stack-%d.txt" % self._pid)
        self.stack = self._listen()

    def _listen(self):
        """The descriptor for stacks; None when the process cannot be asked."""
        number = getattr(signal, "SIGURG", None)
        if number is None or threading.current_thread() is not threading.main_thread():
            return None
        try:
            if signal.getsignal(number) != signal.SIG_DFL:
                return None
            descriptor = os.open(self._stack_path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            high = duplicate_high(descriptor)
            os.close(descriptor)
            signal.signal(number, self._asked)
            faulthandler.register(number, file=high, all_threads=True, chain=True)
        except (OSError, ValueError, RuntimeError):
            return None
        return high

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self):
        if self.stack is None or os.getpid() != self._pid:
            return
        faulthandler.unregister(signal.SIGURG)
        # Compared by `==`: a bound method is another object each time.
        if signal.getsignal(signal.SIGURG) == self._asked:
            signal.signal(signal.SIGURG, signal.SIG_DFL)
        if os.path.exists(self._stack_path) and _is_same(self.stack, self._stack_path):
            os.close(self.stack)

    def capture(self):
        """Descriptors of the files in which pytest captures stdout and stderr, or None."""
        try:
            captured = self._config.pluginmanager.getplugin("capturemanager")._global_capturing
            return [captured.out.tmpfile.fileno(), captured.err.tmpfile.fileno()]
        except Exception:  # not captured, or not in files
            return None

    def _asked(self, _number, frame):
        __tracebackhide__ = True
        try:
            message = self._answer(frame)
        except Exception:  # another one's signal, a full disk: whoever asks will see that no answer comes
            return
        if message is not None:
            pytest.fail(message)

    def _answer(self, frame):
        """The message to fail with, when the running test is to be stopped."""
        getpid, open_file, replace, unlink, listdir, kill, _, load, dumps = self._calls
        if getpid() != self._pid:
            return None
        own = "ask-%d.json" % self._pid
        for name in listdir(self._folder):
            if name.startswith("ask-") and name.endswith(".json") and name != own:
                kill(int(name[4:-5]), signal.SIGURG)
        path = os.path.join(self._folder, own)
        if not os.path.exists(path):
            return None
        with open_file(path, encoding="utf-8") as file:
            question = load(file)
        unlink(path)
        item, when, is_theirs = _running(frame)
        stop = question.get("stop")
        stopped = stop is not None and is_theirs and item.nodeid == question.get("id")
        answer = {
            "number": question.get("number"),
            "id": item and item.nodeid,
            "when": when,
            "sections": [] if stop else self._sections(item, when),
            "stopped": stopped,
        }
        path = os.path.join(self._folder, "answer-%d.json" % self._pid)
        with open_file(path + ".new", "w", encoding="ascii") as file:
            file.write(dumps(answer, default=str))
        replace(path + ".new", path)
        return stop if stopped else None

    def _sections(self, item, when):
        """What is captured so far in this phase, as the report will have it. Nothing is taken away from it."""
        manager = self._config.pluginmanager.getplugin("capturemanager")
        logging = self._config.pluginmanager.getplugin("logging-plugin")
        found = {"log": _quietly(lambda: logging.report_handler.stream.getvalue())}
        fixture = getattr(getattr(manager, "_capture_fixture", None), "_capture", None)
        for captured in (getattr(manager, "_global_capturing", None), fixture):
            for name, stream in (("stdout", "out"), ("stderr", "err")):
                text = _quietly(lambda: self._text_of(getattr(captured, stream).tmpfile))
                found[name] = found.get(name, "") + text
        return [
            ["Captured %s %s" % (name, when), failure.cut(found[name], SECTION_BYTES)]
            for name in ("stdout", "stderr", "log")
            if found.get(name)
        ]

    def _text_of(self, file):
        if hasattr(file, "getvalue"):
            return file.getvalue()
        descriptor = file.fileno()
        start = max(0, os.fstat(descriptor).st_size - SECTION_BYTES)
        return self._calls[6](descriptor, SECTION_BYTES, start).decode("utf-8", "replace")


def _running(frame):
    """(the item, its phase, whether code of the tests is being executed) from the frame in which the main thread is."""
    is_theirs = False
    while frame is not None and frame.f_code is not _FROM_CALL:
        is_theirs = is_theirs or not failure.is_machinery(frame.f_code.co_filename)
        frame = frame.f_back
    if frame is None:
        return None, None, False
    when = frame.f_locals.get("when")
    item = frame.f_back and frame.f_back.f_locals.get("item")
    return (item, when, is_theirs) if isinstance(item, pytest.Item) else (None, None, False)


def _quietly(read):
    try:
        return read() or ""
    except Exception:
        return ""


def _is_same(descriptor, path):
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except OSError:
        return False
