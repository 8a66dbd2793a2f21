"""What Python files import, read by their syntax; nothing of them is run.

Run as a script (`python -I -S imports.py`). Each line of stdin is a path as a JSON string; each answer is a JSON object, a line, on the
side channel (its descriptor is in DEVMGR_CHANNEL_FD; without one on stdout):

    path      as it was asked
    imports   [[level, module, names]]: `import a.b` is [0, "a.b", []], `from ..c import d` is [2, "c", ["d"]];
              -1: a string that names a module for sure (`import_module("a")`, `patch("a.b.C")`, `"-m", "a"`),
              -2: one that may (`"a.b.C"`, `"a:app"`), -3: one that looks like a file (`"data/x.json"`)
    error     {"line", "message"} when it is no Python that this interpreter knows, else null

Only what is written out is known: `importlib.import_module(variable)` is not. What is only for type checkers is left out;
`pytest_plugins` counts as imports.
"""

import ast
import json
import os
import re
import sys
import warnings

LARGEST = 4 * 1024 * 1024
# Of one file more are data.
MOST_NAMED = 500

BY_NAME = -1
PERHAPS = -2
FILE = -3

_DOTTED = rb"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?::[A-Za-z_]\w*)?"
# Searched in the text: to look at each expression of the tree takes as long as to parse it.
_LOADERS = (
    rb"(?:import_module|__import__|importorskip|import_string|find_spec|resolve_name|run_module"
    rb"|patch(?:\.dict|\.multiple)?|setattr|delattr)\s*\(\s*['\"](" + _DOTTED + rb")['\"]"
)
_NAMED = re.compile(_LOADERS + rb"|['\"]-m['\"]\s*,\s*['\"](" + _DOTTED + rb")['\"]", re.ASCII)
_QUOTED = re.compile(rb"['\"]([\w./-]*[\w-][.:][A-Za-z_][\w.:]*)['\"]", re.ASCII)
_WHOLE_DOTTED = re.compile(_DOTTED + rb"\Z", re.ASCII)
_WHOLE_FILE = re.compile(rb"[\w./-]*\.(?:[a-z]{1,4}[0-9]?|html?|jinja2?|jsonl|graphql|proto)\Z", re.ASCII)


def named_in(source):
    """What the strings of a source name, as imports: modules, and files."""
    found = {}
    for match in _NAMED.finditer(source):
        found[(BY_NAME, match.group(1) or match.group(2))] = None
    for match in _QUOTED.finditer(source):
        text = match.group(1)
        if len(found) >= MOST_NAMED:
            break
        if _WHOLE_FILE.match(text):
            found[(FILE, text)] = None
        if _WHOLE_DOTTED.match(text):
            found[(PERHAPS, text)] = None
    return [[level, text.decode("ascii"), []] for level, text in found]


def imports_of(tree):
    """The imports anywhere in a module, each once, in order."""
    found = {}
    left = [tree]
    while left:
        node = left.pop()
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[(0, alias.name, ())] = None
        elif isinstance(node, ast.ImportFrom):
            found[(node.level, node.module or "", tuple(alias.name for alias in node.names))] = None
        elif isinstance(node, ast.If) and _is_for_checkers(node.test):
            left.extend(node.orelse)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and _names_plugins(node):
            for module in _strings(node.value):
                found[(0, module, ())] = None
        elif not isinstance(node, ast.expr):
            # No import is inside an expression, and most of a tree is.
            left.extend(ast.iter_child_nodes(node))
    return [[level, module, list(names)] for level, module, names in found]


def _is_for_checkers(test):
    name = getattr(test, "attr", None) or getattr(test, "id", None)
    return name == "TYPE_CHECKING"


def _names_plugins(node):
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Name) and target.id == "pytest_plugins" for target in targets)


def _strings(value):
    parts = value.elts if isinstance(value, (ast.List, ast.Tuple, ast.Set)) else [value]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def look_at(path):
    """The answer for one file. What cannot be read imports nothing."""
    try:
        with open(path, "rb") as file:
            source = file.read(LARGEST)
        return {"path": path, "imports": imports_of(ast.parse(source)) + named_in(source), "error": None}
    except SyntaxError as error:
        return _broken(path, error.lineno, error.msg)
    except (ValueError, RecursionError, MemoryError) as error:
        return _broken(path, None, str(error))
    except OSError:
        return {"path": path, "imports": [], "error": None}


def _broken(path, line, message):
    return {"path": path, "imports": [], "error": {"line": line or 1, "message": message or "no Python"}}


def main():
    """Ends with stdin."""
    # Of a code like "\d" in a string: the person gets that from pytest.
    warnings.simplefilter("ignore")
    number = os.environ.get("DEVMGR_CHANNEL_FD", "")
    with os.fdopen(int(number) if number.isdigit() else 1, "w", encoding="ascii") as out:
        for line in sys.stdin.buffer:
            out.write(json.dumps(look_at(json.loads(line)), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
