"""Subjects of commits with the code that they changed, as it was before."""

import re

from descriptions import is_description, without_markup
from source_paths import is_foreign, is_test

PATTERNS = ["*.py", "*.js", "*.jsx", "*.mjs", "*.ts", "*.tsx", "*.go", "*.rs", "*.java", "*.rb", "*.sql"]
MAX_COMMITS = 2500
MAX_PAIRS = 1500
MAX_DIFF_LINES = 4000
MAX_FILES = 5
MAX_CHANGED_LINES = 160
MAX_CODE_LENGTH = 2500

# Subjects that say nothing of the code.
NO_SUBJECT = re.compile(
    r"^(merge|bump|release|revert|update (dep|change|read|lock|version)|upgrade|v?\d+\.\d+|version|prepare"
    r"|chore\(?(deps|release)|build\(deps|\[pre-commit|docs?[:(]|changelog|typo|fix typo|lint|format|wip|ci[:(]|fmt"
    r"|back to dev|\[?auto)"
    r"|dependabot|renovate|changelog|typos?\b|prettier|\blint|pre-commit|run black|formatting",
    re.I,
)
COMMIT = "\x01"
SUBJECT = "\x02"
ADDED = "\x03"


def commit_pairs(repository):
    """Yields (subject, code before the change, path), at most MAX_PAIRS and what the last commit has."""
    log = repository.lines_of_log(
        *("--no-merges", "-n", str(MAX_COMMITS), "-U14", "-p", "--no-color", "--no-renames", "--diff-filter=AM"),
        *("--format=%x01%H%x02%s", "HEAD", "--", *PATTERNS),
    )
    count = 0
    for subject, diff in _commits(log):
        pairs = _pairs_of(subject, diff) if len(diff) < MAX_DIFF_LINES else []
        yield from pairs
        count += len(pairs)
        if count >= MAX_PAIRS:
            log.close()
            return


def _commits(log):
    """Yields (subject, lines of the diff), cut where a diff is too long to be used."""
    subject = None
    diff = []
    for line in log:
        if line.startswith(COMMIT):
            if subject:
                yield subject, diff
            subject = line.split(SUBJECT, 1)[1] if SUBJECT in line else None
            diff = []
        elif len(diff) < MAX_DIFF_LINES:
            diff.append(line)
    if subject:
        yield subject, diff


def _pairs_of(subject, diff):
    if NO_SUBJECT.search(subject):
        return []
    query = clean_subject(subject)
    if not is_description(query) or len(query) < 15:
        return []
    files, changed = _files_of(diff)
    files = [file for file in files if not is_foreign(file[0])]
    sources = [file for file in files if not is_test(file[0])]
    if not sources or len(files) > MAX_FILES or changed > MAX_CHANGED_LINES:
        return []
    codes = [(_code_before(lines), path) for path, lines in sources[:3]]
    return [(query, code[:MAX_CODE_LENGTH], path) for code, path in codes if len(code) >= 60]


def clean_subject(subject):
    """Without numbers of issues, prefixes of conventional commits and tags."""
    subject = re.sub(r"\s*\(?(?:#|gh-|GH-)\d+\)?", "", subject)
    subject = re.sub(r"^(?:\w{2,12})(?:\(([^)]*)\))?!?:\s*", _scope, subject)
    subject = re.sub(r"^\[[^\]]*\]\s*", "", subject)
    subject = re.sub(r"\b(fix(es)?|close[sd]?|refs?) #?\d+\.?", "", subject, flags=re.I)
    subject = re.sub(r"^:\w+:\s*", "", subject)
    return without_markup(subject).strip(" .-–:")


def _scope(prefix):
    """`fix(parser): ` -> `parser `."""
    return prefix.group(1) + " " if prefix.group(1) else ""


def _files_of(diff):
    """[(path, lines)] with the added lines marked, and how many lines were changed."""
    files = []
    changed = 0
    path = None
    lines = []
    for line in diff:
        if line.startswith("diff --git"):
            if path and lines:
                files.append((path, lines))
            path, lines = None, []
        elif line.startswith("+++ "):
            path = line[6:] if line[4:5] == "b" else None
        elif line.startswith("--- "):
            pass
        elif line.startswith("@@"):
            place = re.match(r"@@[^@]*@@ ?(.*)", line)
            lines.append("\n" + (place.group(1) if place else ""))
        elif line.startswith("-"):
            lines.append(line[1:])
            changed += 1
        elif line.startswith("+"):
            lines.append(ADDED + line[1:])
            changed += 1
        elif line.startswith(" "):
            lines.append(line[1:])
    if path and lines:
        files.append((path, lines))
    return files, changed


def _code_before(lines):
    """Code that was hardly there before is taken as it is after."""
    before = "\n".join(line for line in lines if not line.startswith(ADDED)).strip()
    if len(before) >= 80:
        return before
    return "\n".join(line.lstrip(ADDED) for line in lines).strip()
