"""uvicorn as devmgr runs it: with the person's own arguments, telling what it does, and draining within a limit."""
