"""Functions and classes of Python files with their docstrings."""

import ast

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def python_units(source):
    """Yields (name, docstring or None, code without docstrings); nothing for a file that does not parse."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return
    lines = source.split("\n")
    for node in ast.walk(tree):
        if isinstance(node, DEFINITIONS):
            docstring = ast.get_docstring(node, clean=True)
            yield node.name, docstring, "\n".join(_code_of(node, lines, docstring))


def _code_of(node, lines, docstring):
    """Lines with decorators. Docstrings of the members of a class go too, those of functions within functions stay."""
    start = min([node.lineno] + [decorator.lineno for decorator in node.decorator_list]) - 1
    left_out = _docstring_lines(node) if docstring else set()
    if isinstance(node, ast.ClassDef):
        for member in ast.walk(node):
            if member is not node and isinstance(member, DEFINITIONS) and ast.get_docstring(member):
                left_out |= _docstring_lines(member)
    return [lines[i] for i in range(start, node.end_lineno) if i + 1 not in left_out]


def _docstring_lines(node):
    docstring = node.body[0]
    return set(range(docstring.lineno, docstring.end_lineno + 1))
