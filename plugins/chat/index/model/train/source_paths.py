"""What files are by their paths."""

import os
import re

LANGUAGES = {
    ".py": "py",
    ".js": "js",
    ".jsx": "js",
    ".mjs": "js",
    ".cjs": "js",
    ".ts": "ts",
    ".tsx": "ts",
    ".mts": "ts",
    ".go": "go",
    ".rs": "rust",
    ".java": "java",
    ".rb": "ruby",
    ".md": "md",
    ".sql": "sql",
}

# Copied, generated or translated.
FOREIGN = re.compile(
    r"(^|/)(_?vendor(ed)?|third_party|thirdparty|node_modules|dist|build|_vendor|fixtures?|__snapshots__|locales?|i18n"
    r"|migrations|generated|\.yarn|testdata|site-packages|bundled|typeshed)(/|$)"
    r"|\.min\.|\.d\.ts$|_pb2|\.snap$|bundle",
    re.I,
)
TESTS = re.compile(
    r"(^|/)(tests?|__tests__|spec|specs|e2e|benchmarks?)(/|$)|(^|/)test_|_test\.|\.test\.|\.spec\.", re.I
)


def language_of(path):
    """`py`, `ts`, …; None for what is not learned from."""
    return LANGUAGES.get(os.path.splitext(path)[1].lower())


def is_foreign(path):
    return FOREIGN.search(path) is not None


def is_test(path):
    return TESTS.search(path) is not None
