"""Runs pytest once and prints the processor seconds (user and system) that it used.

test_overhead.py plain|reported DIRECTORY REPORTER_DIRECTORY: `reported` loads devmgr's reporter as devmgr does, with a
pipe that is read on the other side.
"""

import os
import resource
import subprocess
import sys
import threading

way, directory, reporter = sys.argv[1:]
environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
reading, writing = os.pipe()
received = []


def drain():
    with open(reading, "rb") as pipe:
        received.append(sum(map(len, pipe)))


if way == "reported":
    command += ["-p", "devmgr_pytest.reporter"]
    environ.update(PYTHONPATH=reporter, DEVMGR_TESTS_RUN=directory, DEVMGR_CHANNEL_FD=str(writing))

reader = threading.Thread(target=drain)
reader.start()
done = subprocess.run(command, cwd=directory, env=environ, pass_fds=[writing], stdout=subprocess.PIPE, text=True)
os.close(writing)
reader.join()

summary = done.stdout.strip().splitlines()[-1]
if done.returncode != 0 or "5000 passed" not in summary or (way == "reported") != (received[0] > 0):
    sys.exit(f"{summary} ({received[0]} bytes from the reporter)")
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(usage.ru_utime + usage.ru_stime)
