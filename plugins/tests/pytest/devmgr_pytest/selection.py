"""Runs a part of what was collected: exact node ids, or a kind of test by path or marker; and some of it first."""

import os

import pytest


class Selection:
    """A pytest plugin that deselects everything else, on every version and on every worker in the same way.

    The id of a file stands for all of its tests.
    `wanted` is `{"ids": [...] | None, "kind": {"paths": [absolute], "markers": [...]} | None, "first": [ids] | None,
    "except": [ids] | None}`.
    """

    def __init__(self, wanted):
        ids = wanted.get("ids")
        self._ids = None if ids is None else frozenset(ids)
        self._kind = wanted.get("kind")
        self._first = frozenset(wanted.get("first") or ())
        self._except = frozenset(wanted.get("except") or ())

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        kept = [item for item in items if self._is_wanted(item)]
        if len(kept) != len(items):
            chosen = set(map(id, kept))
            config.hook.pytest_deselected(items=[item for item in items if id(item) not in chosen])
            items[:] = kept
        if self._first:
            items.sort(key=lambda item: item.nodeid not in self._first)  # stable: otherwise as pytest has them

    def _is_wanted(self, item):
        if item.nodeid in self._except:
            return False
        if self._ids is not None and item.nodeid not in self._ids and item.nodeid.partition("::")[0] not in self._ids:
            return False
        return self._kind is None or _is_of_kind(item, self._kind)


def _is_of_kind(item, kind):
    if any(item.get_closest_marker(name) for name in kind["markers"]):
        return True
    path = str(item.path)
    return any(path == folder or path.startswith(folder + os.sep) for folder in kind["paths"])
