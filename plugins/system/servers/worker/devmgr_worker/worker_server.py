"""uvicorn's server, which tells when it listens, and ends within a limit whatever its clients do."""

import asyncio
import logging
import sys

from uvicorn.config import Config
from uvicorn.server import Server

from .bound_sockets import port_error
from .failure import describe, print_own_part
from .requests_told import RequestsTold
from .test_lines import TestLines

STARTUP_FAILURE = 3
# How long a request may take to end after its connection was cut, and then after it was cancelled.
_AFTER_CUT_SECONDS = 0.2
_AFTER_CANCEL_SECONDS = 0.3
_POLL_SECONDS = 0.02

logger = logging.getLogger("uvicorn.error")


def tell_import(config, channel, secret):
    """Makes `config.load` tell what becomes of the import, and puts our middleware around the application."""
    load = Config.load

    def told_load():
        channel.tell("importing")
        try:
            load(config)
        except SystemExit as end:
            # uvicorn has printed the reason and ends.
            channel.tell("import-failed", **describe(end.__context__ or end))
            raise
        except Exception as error:
            channel.tell("import-failed", **describe(error))
            print_own_part(error)
            sys.exit(1)
        config.loaded_app = RequestsTold(config.loaded_app, channel, TestLines(channel, secret))

    config.load = told_load


class WorkerServer(Server):
    def __init__(self, config, channel, listening, grace):
        super().__init__(config)
        self.listening = listening
        self._channel = channel
        self._grace = grace
        self._linger = 0.0
        self._loop = None

    def drain(self, grace, linger):
        """From any thread."""
        self._grace, self._linger = grace, linger
        self.should_exit = True

    def handle_exit(self, sig, frame):
        if self.started:
            super().handle_exit(sig, frame)
        else:
            # An import or a start-up that hangs would keep it waiting for ever.
            sys.exit(0)

    async def startup(self, sockets=None):
        self._loop = asyncio.get_running_loop()
        self._channel.tell("starting")
        try:
            await super().startup(sockets=sockets)
        except OSError as error:
            # Somebody else was quicker between our bind and our listen.
            await self._tell_port(error)
        except SystemExit:
            self._tell_startup_failed()
            raise
        if not self.started:
            self._tell_startup_failed()
            return
        self._log_started_message(sockets)
        self._channel.tell("listening", addresses=[list(each.getsockname()[:2]) for each in sockets])

    async def shutdown(self, sockets=None):
        logger.info("Shutting down")
        self._channel.tell("draining")
        self._told.is_draining = True
        await self._stop_accepting()
        await self._until_quiet(self._linger, tasks=False)
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if not await self._until_quiet(self._grace):
            await self._cut()
        if not self.force_exit:
            await self.lifespan.shutdown()

    @property
    def _told(self):
        return self.config.loaded_app

    async def _stop_accepting(self):
        # What was accepted in this turn of the loop gets its transport in the next one, which a closed server refuses.
        for each in self.listening:
            try:
                self._loop.remove_reader(each)
            except (NotImplementedError, RuntimeError, ValueError, OSError):
                pass  # uvloop accepts in one go
        await asyncio.sleep(0.01)
        for server in self.servers:
            server.close()
        for each in self.listening:
            each.close()

    async def _until_quiet(self, seconds, tasks=True):
        """False when something is still open after that time."""
        end = self._loop.time() + seconds
        state = self.server_state
        while (state.connections or (tasks and state.tasks)) and not self.force_exit:
            if self._loop.time() >= end:
                return False
            await asyncio.sleep(_POLL_SECONDS)
        return True

    async def _cut(self):
        """Ends what is left: streams and sockets first by their connection, which they notice, then by force."""
        state = self.server_state
        logger.warning("Ending %d open connection(s): the time to finish is over", len(state.connections))
        for connection in list(state.connections):
            transport = getattr(connection, "transport", None)
            if transport is not None:
                transport.abort()
        if await self._until_quiet(_AFTER_CUT_SECONDS):
            return
        for task in list(state.tasks):
            task.cancel()
        await self._until_quiet(_AFTER_CANCEL_SECONDS)

    def _tell_startup_failed(self):
        failure = self._told.lifespan_failure or {"message": "its start-up failed", "frames": []}
        self._channel.tell("startup-failed", **failure)

    async def _tell_port(self, error):
        logger.error(error)
        told = port_error(error, self.config.host, self.config.port)
        tell_port_failed(self._channel, told)
        await self.lifespan.shutdown()
        sys.exit(1)


def tell_port_failed(channel, error):
    channel.tell("port-failed", code=error.code, host=error.host, port=error.port, message=str(error))
