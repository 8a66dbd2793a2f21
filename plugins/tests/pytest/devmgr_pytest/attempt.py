"""What is known of a failure beside its outcome comes from values of the tests, which may do anything when they are looked at."""

import pytest

# Those of who runs the tests: never kept from pytest.
_WISHES = (KeyboardInterrupt, pytest.exit.Exception)


def attempt(read, *args):
    """What `read(*args)` gives; None when it raises. So a failure is told with less, rather than lost."""
    try:
        return read(*args)
    except _WISHES:
        raise
    except BaseException:
        return None
