"""Calls uvicorn's own command with the person's arguments, and serves in the place of `uvicorn.run`."""

import inspect
import logging
import os
import sys

import uvicorn.main  # noqa: F401
from uvicorn.config import Config

from .bound_sockets import PortError, bind, take
from .quiet_logs import install as install_quiet_logs
from .worker_server import STARTUP_FAILURE, WorkerServer, tell_import, tell_port_failed

# `uvicorn.main`, the attribute, is the command.
_module = sys.modules["uvicorn.main"]
_plain_run = _module.run


def serve(settings, channel, control):
    """Ends the process as uvicorn does."""

    def run(app, **kwargs):
        if _is_for_uvicorn(kwargs):
            channel.tell("plain")
            return _plain_run(app, **kwargs)
        return _serve_one(app, kwargs, settings, channel, control)

    _module.run = run
    _module.main(prog_name="python -m uvicorn")


def _is_for_uvicorn(kwargs):
    """Several processes, a socket that is no port, its own reload, or a version whose arguments we do not know."""
    workers = kwargs.get("workers") or int(os.environ.get("WEB_CONCURRENCY") or 1)
    known = set(inspect.signature(Config.__init__).parameters) | {"app_dir"}
    own = kwargs.get("uds") or kwargs.get("fd") is not None or kwargs.get("reload") or kwargs.get("debug")
    return bool(own) or workers > 1 or not set(kwargs) <= known


def _serve_one(app, kwargs, settings, channel, control):
    app_dir = kwargs.pop("app_dir", None)
    if app_dir is not None:
        sys.path.insert(0, app_dir)
    config = Config(app, **kwargs)
    sockets = _sockets(config, settings["take"], channel)
    tell_import(config, channel, settings.get("testSecret"))
    install_quiet_logs(config)
    server = WorkerServer(config, channel, sockets, settings["grace"])
    control.attach(server)
    _import_early(config)
    try:
        server.run(sockets=sockets)
    except KeyboardInterrupt:
        pass
    if not server.started:
        sys.exit(STARTUP_FAILURE)


def _import_early(config):
    """uvicorn of today imports before there is an event loop; earlier ones do it within, which some applications need."""
    if hasattr(config, "load_app"):
        config.load()


def _sockets(config, take_from, channel):
    if take_from:
        try:
            return take(take_from)
        except OSError as error:
            channel.tell("hand-over-failed", path=take_from, message=str(error))
            sys.exit(STARTUP_FAILURE)
    try:
        return bind(config.host, config.port)
    except PortError as error:
        logging.getLogger("uvicorn.error").error("Cannot listen on %s port %s: %s", config.host, config.port, error)
        tell_port_failed(channel, error)
        sys.exit(1)
