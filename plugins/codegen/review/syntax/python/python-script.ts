/**
 * Reads a module from stdin and prints a line for each problem, `{"line": 3, "column": 7, "message": "..."}`, and `"end"` after them. Python
 * 3.6 and newer. `compile` finds what `ast` lets pass, such as a `return` outside of a function; neither runs anything.
 */
export const pythonScript = `
import ast, json, sys, warnings
found = []
def note(line, column, message):
    if len(found) < 30:
        found.append({"line": line or 1, "column": column if column and column > 0 else None, "message": str(message)[:300]})
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    try:
        source = sys.stdin.buffer.read().decode("utf-8-sig")
        compile(ast.parse(source, "<file>"), "<file>", "exec", dont_inherit=True)
    except SyntaxError as error:
        note(error.lineno, error.offset, error.msg)
    except (RecursionError, MemoryError):
        note(1, None, "nested too deeply for Python")
    except ValueError as error:
        note(1, None, error)
for warning in caught:
    note(warning.lineno, None, warning.message)
for line in found + ["end"]:
    print(json.dumps(line))
`;
