"""A server that logs without end: 20,000 numbered lines a second on stdout, from half a second after its start."""

import os
import sys
import threading
import time
from contextlib import asynccontextmanager

from fastapi import FastAPI

RATE = int(os.environ.get("FLOOD_LINES_PER_SECOND", "20000"))
SLICE = 0.01

written = 0


def flood():
    """Writes one slice at a time; what was late is made up for."""
    global written
    time.sleep(0.5)
    started = time.perf_counter()
    while True:
        due = int((time.perf_counter() - started) * RATE)
        lines = [f'INFO:     127.0.0.1:50000 - "GET /orders/{number} HTTP/1.1" 200 OK\n' for number in range(written, due)]
        sys.stdout.write("".join(lines))
        sys.stdout.flush()
        written = due
        time.sleep(SLICE)


@asynccontextmanager
async def lifespan(app):
    threading.Thread(target=flood, daemon=True).start()
    yield


app = FastAPI()
app.router.lifespan_context = lifespan


@app.get("/health")
def health():
    """With the number of lines that were taken off us: writing blocks when nobody reads."""
    return {"written": written}
