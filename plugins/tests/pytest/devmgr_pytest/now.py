"""Which phase the running test is in, for who wants to know: one byte in memory that is shared through a file.

Telling every phase at once would cost a system call each, a twentieth of what an empty test takes.
"""

from .held import share

# More than this many tests are not begun between two looks.
CYCLE = 60
SETUP, CALL, TEARDOWN, PASSED = range(4)


class Now:
    """Writes `now-<pid>`: 4 * (number of the test, from 1, modulo CYCLE) + its phase (PASSED: it is torn down, and has passed). Without a folder, or room, it says nothing."""

    def __init__(self, folder):
        self._byte = share(folder, "now-%d", 1) or bytearray(1)
        self._test = 0

    def begin(self):
        self._test = (self._test + 1) % CYCLE
        self._byte[0] = 4 * self._test

    def passed(self, phase):
        """This one passed, and said nothing: the next begins."""
        if phase != "teardown":
            self._byte[0] = 4 * self._test + (CALL if phase == "setup" else PASSED)

    def after(self, report):
        """There is more to say of this phase, by a report: the next begins."""
        if report.when != "teardown" and not hasattr(report, "context"):
            goes_on = report.when == "setup" and report.outcome == "passed"
            self._byte[0] = 4 * self._test + (CALL if goes_on else TEARDOWN)
