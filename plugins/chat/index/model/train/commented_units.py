"""Declarations of other languages with the comments before them, found line by line."""

import re

MAX_UNIT_LINES = 150

_JAVASCRIPT = re.compile(
    r"^\s*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:(?:abstract\s+)?class\s+(\w+)"
    r"|(?:async\s+)?function\s*\*?\s*(\w+)"
    r"|(?:const|let|var)\s+(\w+)\s*(?::[^=]+)?=\s*(?:async\s*)?(?:\(|function|\w+\s*=>|<)"
    r"|(?:interface|type|enum)\s+(\w+)"
    r"|(?:(?:public|private|protected|static|async|override|readonly|get|set|\*)\s+)*(#?\w+)\s*(?:<[^>]*>)?\s*\([^;]*$"
    r"|(?:exports|module\.exports|\w+(?:\.prototype)?)\.(\w+)\s*=\s*(?:async\s*)?(?:function|\())"
)
DECLARATIONS = {
    "js": _JAVASCRIPT,
    "ts": _JAVASCRIPT,
    "go": re.compile(r"^(?:func\s+(?:\([^)]*\)\s*)?(\w+)|type\s+(\w+))"),
    "rust": re.compile(
        r'^\s*(?:pub(?:\([^)]*\))?\s+)?(?:(?:async|unsafe|const|extern(?: "C")?)\s+)*'
        r"(?:fn\s+(\w+)|struct\s+(\w+)|enum\s+(\w+)|trait\s+(\w+))"
    ),
    "java": re.compile(
        r"^\s*(?:@\w+(?:\([^)]*\))?\s*)*"
        r"(?:(?:public|private|protected|static|final|abstract|synchronized|default|native)\s+)*"
        r"(?:(?:class|interface|enum)\s+(\w+)|(?:<[^>]+>\s+)?[\w<>\[\],.? ]+\s+(\w+)\s*\()"
    ),
    "ruby": re.compile(r"^\s*(?:def\s+(?:self\.)?([\w?!]+)|class\s+([\w:]+)|module\s+([\w:]+))"),
}
NO_NAMES = {
    *("if", "for", "while", "switch", "catch", "return", "function", "else", "do", "new", "typeof", "await", "throw"),
    *("describe", "it", "test", "super", "constructor", "require", "import", "expect"),
}
LINE_COMMENTS = {"js": "//", "ts": "//", "go": "//", "rust": "///", "ruby": "#"}
STRINGS_AND_COMMENTS = re.compile(
    r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`[^`\n]*`|//.*$'
    r"|/(?![*/ ])(?:\\.|[^/\\\n])+/[gimsuy]*(?=[.,;)\s])"
)


def commented_units(source, language):
    """Yields (name, comment or None, code without documentation comments)."""
    lines = source.split("\n")
    if len(lines) > 20000 or max(map(len, lines)) > 4000:
        return
    at = 0
    comment = None
    while at < len(lines):
        if _begins_block_comment(lines[at], language):
            at, comment = _block_comment(lines, at)
        elif _begins_line_comment(lines[at], language):
            at, comment = _line_comments(lines, at, LINE_COMMENTS[language])
        elif _stands_between(lines[at], language):
            if not lines[at].strip() and not _keeps_comment(lines, at, language):
                comment = None
            at += 1
        else:
            name = _declared_name(lines[at], language)
            if name:
                yield name, comment, _code_at(lines, at, language)
            comment = None
            at += 1


def _begins_block_comment(line, language):
    return language in ("js", "ts", "java") and line.strip().startswith("/**")


def _begins_line_comment(line, language):
    return language in LINE_COMMENTS and line.strip().startswith(LINE_COMMENTS[language])


def _stands_between(line, language):
    """A blank line, an attribute or a decorator."""
    text = line.strip()
    if not text or (language == "rust" and text.startswith("#[")):
        return True
    return language in ("java", "ts") and text.startswith("@") and not DECLARATIONS[language].match(line)


def _keeps_comment(lines, at, language):
    """A blank line after a block comment does not part it from what it is about."""
    return language in ("rust", "js", "ts") and at > 0 and lines[at - 1].strip().endswith("*/")


def _block_comment(lines, at):
    """The line after it, and its description: what stands before the first tag, else what @description says."""
    end = at
    while end < len(lines) and "*/" not in lines[end]:
        end += 1
    written = lines[at : end + 1]
    text = "\n".join(re.sub(r"^\s*/?\*+/?|\*+/\s*$", "", line).strip() for line in written)
    body = re.split(r"(?:^|\n)\s*@(?!link)\w+", text)[0].strip()
    tagged = re.search(r"@(?:description|desc|summary)\s+(.*)", text)
    return end + 1, body or (tagged.group(1) if tagged else None)


def _line_comments(lines, at, prefix):
    end = at
    while end < len(lines) and lines[end].strip().startswith(prefix):
        end += 1
    written = [line.strip()[len(prefix) :].lstrip("/#!").strip() for line in lines[at:end]]
    return end, "\n".join(written)


def _declared_name(line, language):
    match = DECLARATIONS[language].match(line)
    name = next((group for group in match.groups() if group), None) if match else None
    return None if name in NO_NAMES else name


def _code_at(lines, at, language):
    end = _ruby_end(lines, at) if language == "ruby" else _brace_end(lines, at)
    code = "\n".join(lines[at:end])
    if language in ("js", "ts", "java"):
        return re.sub(r"/\*\*.*?\*/", "", code, flags=re.S)
    if language == "rust":
        return re.sub(r"(?m)^\s*//[/!].*\n?", "", code)
    return code


def _ruby_end(lines, at):
    """After the `end` that stands as far in as the beginning."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    closing = re.compile(r"^\s{%d}end\b" % indent)
    end = at + 1
    while end < len(lines) and end < at + MAX_UNIT_LINES and not closing.match(lines[end]):
        end += 1
    return end + 1


def _brace_end(lines, at):
    """After the line in which all brackets are closed."""
    depth = 0
    has_body = False
    for i in range(at, min(len(lines), at + MAX_UNIT_LINES)):
        text = STRINGS_AND_COMMENTS.sub("", lines[i])
        for character in text:
            if character in "{([":
                depth += 1
                has_body = has_body or character == "{"
            elif character in "})]":
                depth -= 1
        if depth <= 0 and (has_body or text.rstrip().endswith((";", "}"))):
            return i + 1
        if depth <= 0 and i > at and not text.strip():
            return i
    return min(len(lines), at + MAX_UNIT_LINES)
