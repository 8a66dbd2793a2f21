"""What is told of a collected test. Quick: collecting tens of thousands may not take longer because of us."""

import types
from json.encoder import encode_basestring_ascii as quote

import pytest

_MARKED = frozenset(["pytestmark"])


class Descriptions:
    """Remembers what tests of one class or file have in common."""

    def __init__(self):
        # By parent: (path, what is told of the file, names of the markers, what is told of them)
        self._parents = {}

    def of(self, item):
        """{id, file, line (from 1), markers} in JSON, in ASCII."""
        parent = item.parent
        known = self._parents.get(parent)
        if known is None:
            known = self._parents[parent] = self._describe(parent, item)
        path, file, inherited, markers = known
        line = _line_of_function(item, path)
        if line is None:
            file, line, _ = item.location
            file = quote(str(file))
            line = "null" if line is None else line + 1
        own = item.own_markers
        if own:
            markers = _list(dict.fromkeys([mark.name for mark in own] + inherited))
        return '{"id":%s,"file":%s,"line":%s,"markers":%s}' % (quote(item.nodeid), file, line, markers)

    def _describe(self, parent, item):
        inherited = list(dict.fromkeys(mark.name for node in _upwards(parent) for mark in node.own_markers))
        return str(item.path), quote(str(item.location[0])), inherited, _list(inherited)


def _upwards(node):
    while node is not None:
        yield node
        node = node.parent


def _list(names):
    return "[%s]" % ",".join([quote(str(name)) for name in names])


def _line_of_function(item, path):
    """Of a plain function in the file `path` that is not wrapped; None: pytest has to look it up."""
    if type(item) is not pytest.Function:
        return None
    function = item.obj
    if type(function) is types.MethodType:
        function = function.__func__
    # With other attributes it may be wrapped, or placed elsewhere (`functools.wraps`, `place_as`).
    if type(function) is not types.FunctionType or not function.__dict__.keys() <= _MARKED:
        return None
    code = function.__code__
    return code.co_firstlineno if code.co_filename == path else None
