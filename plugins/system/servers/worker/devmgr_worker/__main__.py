"""`python -m devmgr_worker <arguments of uvicorn>`.

`DEVMGR_WORKER` holds JSON: `grace` (seconds that open requests get when it is ended by a signal), `take` (path of a
socket on which an earlier worker hands over its listening sockets, or null), `pythonpath` (PYTHONPATH without us, or
null), `testSecret` (what requests of tests prove themselves with, or null; see test_lines.py). On stdin come commands, see control.py; what is told is described in channel.py.
"""

import json
import os
import sys

from . import channel, control


def _settings():
    """Also takes everything of ours out of the environment and the module path: the application must not find it."""
    settings = json.loads(os.environ.pop("DEVMGR_WORKER"))
    if settings["pythonpath"] is None:
        os.environ.pop("PYTHONPATH", None)
    else:
        os.environ["PYTHONPATH"] = settings["pythonpath"]
    ours = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    # The last one only: what the person has put on the path stays.
    places = [index for index, entry in enumerate(sys.path) if os.path.abspath(entry) == ours]
    for place in places[-1:]:
        del sys.path[place]
    return settings


def _main():
    told = channel.Channel(os.environ.pop("DEVMGR_CHANNEL_FD", ""))
    # `run` imports uvicorn, which may be missing; all of our own modules have to be there before the path is mended.
    from . import bound_sockets, failure, quiet_logs, requests_told, test_lines  # noqa: F401

    commands = control.Control(told)
    try:
        from . import run, worker_server  # noqa: F401
        from uvicorn import __file__ as uvicorn_file
    except BaseException as error:
        told.tell("import-failed", **failure.describe(error))
        raise
    settings = _settings()
    sys.argv[0] = os.path.join(os.path.dirname(uvicorn_file), "__main__.py")
    run.serve(settings, told, commands)


if __name__ == "__main__":
    _main()
