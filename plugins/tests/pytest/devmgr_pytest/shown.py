"""Short texts of values, for a person: bounded in length and time, whatever the values are.

What a value is, its type says: `isinstance` and `value.__class__` run code of lazy objects, `kind.__name__` that of metaclasses.

`Shown(calls=False)` runs no code of the tests: an object of a class of theirs is its class and what is in its `__dict__`.
With `calls` its own `__repr__` is used, for values that pytest shows by it too.
"""

import types
from itertools import islice

MOST_PARTS = 400
DEEPEST = 6
LONGEST_PART = 2_000
# A nested value that is no longer stays on one line.
ONE_LINE = 60
# Digits of a huge integer are refused by Python, or take seconds.
MOST_BITS = 4_000

_PLAIN = frozenset({type(None), bool, float, complex, range, slice, type(Ellipsis), type(NotImplemented)})
_BRACKETS = {list: ("[", "]"), tuple: ("(", ")"), set: ("{", "}"), frozenset: ("frozenset({", "})")}
# Of these modules `__repr__` is short, quick and free of side effects.
_HARMLESS = frozenset({"datetime", "decimal", "fractions", "pathlib", "pathlib._local", "uuid", "ipaddress", "zoneinfo"})
_NAME = type.__dict__["__name__"]
_MODULE = type.__dict__["__module__"]
_ARGS = BaseException.__dict__["args"]
_NO_VALUE = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)


def is_noise(name, value):
    """A local that says nothing: of the assertion rewriter, a module, a function, a class."""
    return name.startswith(("@py_", "__")) or issubclass(type(value), _NO_VALUE)


def name_of(kind):
    """The name of a class, whatever its metaclass does."""
    return _NAME.__get__(kind)


class Shown:
    def __init__(self, calls=False, lines=False, limit=20_000, parts=MOST_PARTS):
        self._calls = calls
        self._lines = lines
        self._limit = limit
        self._parts = parts

    def text(self, value):
        """At most about `limit` characters. Never raises but for an interrupt."""
        self._left = self._parts
        self._open = set()
        try:
            text = self._value(value, 0)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # recursion, memory
            text = "<%s that cannot be shown: %s>" % (name_of(type(value)), name_of(type(error)))
        return cut(text, self._limit)

    def _value(self, value, depth):
        kind = type(value)
        if kind is str:
            return _quoted(value, min(LONGEST_PART, self._limit) if depth else self._limit)
        if kind is bytes or kind is bytearray:
            return cut(repr(value[:LONGEST_PART]), LONGEST_PART)
        if kind is int:
            return repr(value) if value.bit_length() < MOST_BITS else "<an integer of %d bits>" % value.bit_length()
        if kind in _PLAIN:
            return repr(value)
        if id(value) in self._open or depth > DEEPEST:
            return "..."
        self._open.add(id(value))
        try:
            return self._composed(value, kind, depth)
        finally:
            self._open.discard(id(value))

    def _composed(self, value, kind, depth):
        if issubclass(kind, dict) and self._is_inherited(kind, dict):
            pairs = ("%s: %s" % (self._value(key, depth + 1), self._value(item, depth + 1)) for key, item in dict.items(value))
            return self._joined(_named(kind, dict, "{"), pairs, "}", dict.__len__(value), depth)
        for base, (opening, closing) in _BRACKETS.items():
            if issubclass(kind, base) and self._is_inherited(kind, base):
                return self._sequence(value, kind, base, _named(kind, base, opening), closing, depth)
        if issubclass(kind, type):
            return "<class %s>" % name_of(value)
        module = _MODULE.__get__(kind)
        if type(module) is str and module in _HARMLESS:
            return cut(repr(value), LONGEST_PART)
        return self._object(value, kind, depth)

    def _is_inherited(self, kind, base):
        """Shown as the container that it is, unless its class has a text of its own that may be asked for."""
        return kind is base or not self._calls or kind.__repr__ is base.__repr__

    def _sequence(self, value, kind, base, opening, closing, depth):
        fields = getattr(kind, "_fields", None)
        if base is tuple and kind is not tuple and issubclass(type(fields), tuple):  # a named tuple
            parts = ("%s=%s" % (name, self._value(item, depth + 1)) for name, item in zip(fields, tuple.__iter__(value)))
            return self._joined(name_of(kind) + "(", parts, ")", len(fields), depth)
        items = base.__iter__(value)
        if base in (set, frozenset):
            if not base.__len__(value):
                return "%s()" % name_of(kind)
            parts = iter(sorted(self._value(item, depth + 1) for item in islice(items, self._left)))
        else:
            parts = (self._value(item, depth + 1) for item in items)
        closing = ",)" if base is tuple and tuple.__len__(value) == 1 else closing
        return self._joined(opening, parts, closing, base.__len__(value), depth)

    def _object(self, value, kind, depth):
        if issubclass(kind, BaseException):
            args = _ARGS.__get__(value)
            return self._joined(name_of(kind) + "(", (self._value(arg, depth + 1) for arg in args), ")", 1, depth)
        fields = _fields_of(value)
        if self._calls and not (fields and _is_made_by_dataclass(kind)):
            return _own_text(value, kind)
        name = fields.get("_name_")
        if "_value_" in fields and type(name) is str:  # an enumeration
            return "%s.%s" % (name_of(kind), name)
        if not fields:
            return "<%s>" % name_of(kind)
        parts = ("%s=%s" % (field, self._value(item, depth + 1)) for field, item in list(fields.items()))
        return self._joined(name_of(kind) + "(", parts, ")", len(fields), depth)

    def _joined(self, opening, parts, closing, count, depth):
        taken = []
        while self._left > 0:
            part = next(parts, None)
            if part is None:
                break
            self._left -= 1
            taken.append(part)
        if count > len(taken) and self._left <= 0:
            taken.append("... %d more" % (count - len(taken)))
        line = opening + ", ".join(taken) + closing
        if not taken or not self._lines or ("\n" not in line and depth > 0 and len(line) <= ONE_LINE):
            return line
        indented = "".join("  %s,\n" % part.replace("\n", "\n  ") for part in taken)
        return "%s\n%s%s" % (opening, indented, closing.lstrip(","))


def sides_of(left, right):
    """Both sides of a comparison, a line each where they are made of parts. What is equal in front of long ones is left out."""
    if type(left) is str and type(right) is str and ("\n" in left or "\n" in right or max(len(left), len(right)) > 5_000):
        return _texts(left, right)
    start = _first_difference(left, right)
    if start > 10:
        left, right = left[start - 5 :], right[start - 5 :]
    shown = Shown(calls=True, lines=True)
    texts = [shown.text(left), shown.text(right)]
    if start > 10:
        texts = ["... %d equal in front ...\n%s" % (start - 5, text) for text in texts]
    return texts


def _texts(left, right):
    """Texts as they are, from shortly before the first difference."""
    same = _same_length(left, right)
    start = left.rfind("\n", 0, max(0, same - 1_000)) + 1 if same > 10_000 else 0
    if start == 0 and same > 10_000:
        start = same - 1_000
    before = "... %d characters equal in front ...\n" % start if start else ""
    return [before + cut(side[start:], 20_000) for side in (left, right)]


def _same_length(left, right):
    """How far two texts are the same. Compares pieces: quick for megabytes."""
    low, high = 0, min(len(left), len(right))
    if left[:high] == right[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _first_difference(left, right):
    """Of two long lists of plain values; 0 for everything else."""
    if type(left) is not type(right) or type(left) not in (list, tuple) or min(len(left), len(right)) <= MOST_PARTS // 2:
        return 0
    plain = (str, int, float, bool, type(None), bytes)
    for place, (a, b) in enumerate(zip(left, right)):
        if a is not b and (type(a) not in plain or type(b) not in plain or a != b):
            return place
    return min(len(left), len(right))


def cut(text, limit):
    """At most about `limit` characters; what is left out of the middle is counted in its place."""
    if len(text) <= limit:
        return text
    half = limit // 2
    return "%s\n... %d characters left out ...\n%s" % (text[:half], len(text) - 2 * half, text[-half:])


def _quoted(text, limit):
    if len(text) <= limit:
        return repr(text)
    return "%s ... %d characters more" % (repr(text[:limit]), len(text) - limit)


def _named(kind, base, opening):
    return opening if kind is base else name_of(kind) + opening


def _fields_of(value):
    try:
        fields = object.__getattribute__(value, "__dict__")
    except Exception:
        fields = None
    return {name: item for name, item in fields.items() if type(name) is str} if type(fields) is dict else {}


def _is_made_by_dataclass(kind):
    """Its `__repr__` says no more than its fields."""
    written = getattr(kind.__repr__, "__wrapped__", None)
    return hasattr(kind, "__dataclass_fields__") and getattr(written, "__code__", _own_text.__code__).co_filename == "<string>"


def _own_text(value, kind):
    try:
        return cut(str(repr(value)), LONGEST_PART)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        return "<%s whose repr raised %s>" % (name_of(kind), name_of(type(error)))
