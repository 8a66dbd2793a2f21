"""Tells that one of a few modules has been imported, whoever imports it.

A finder that finds nothing by itself: it lets the others find, and looks when the import system says of the specification
that it is done. So no loader is wrapped, no frame of ours stands in a traceback, and the specification is afterwards what it
was. Where an import system says it otherwise, nothing is told.
"""

import sys
from importlib.machinery import ModuleSpec


class AfterImport:
    """`wants(name)`: whether it matters. `done(name)` is called in the thread that imports; it must not raise."""

    def __init__(self, wants, done):
        self._wants = wants
        self._done = done
        self._searched = set()

    def install(self):
        sys.meta_path.insert(0, self)

    def remove(self):
        """At the end: a thread that imports meanwhile could miss a finder."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)

    def find_spec(self, name, path=None, target=None):
        # Others may ask everybody, us too.
        if not self._wants(name) or name in self._searched:
            return None
        self._searched.add(name)
        try:
            return self._found(name, path, target)
        except Exception:
            return None  # the import system asks again, and whoever raises is heard
        finally:
            self._searched.discard(name)

    def _found(self, name, path, target):
        for finder in list(sys.meta_path):
            find = None if finder is self else getattr(finder, "find_spec", None)
            spec = find and find(name, path, target)
            if spec is not None:
                if type(spec) is ModuleSpec:
                    spec.__class__ = _Watched
                    spec._devmgr_done = self._done
                return spec
        return None


class _Watched(ModuleSpec):
    """The specification of a module that is being imported."""

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        if name != "_initializing" or value:
            return
        done = self.__dict__.pop("_devmgr_done", None)
        self.__class__ = ModuleSpec
        if done and self.name in sys.modules:
            done(self.name)


# Also for whoever prints it meanwhile.
_Watched.__name__ = _Watched.__qualname__ = "ModuleSpec"


def is_being_imported(module):
    return getattr(getattr(module, "__spec__", None), "_initializing", False)
