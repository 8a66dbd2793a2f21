#!/usr/bin/env python3
"""Makes training pairs of git repositories: one JSON-lines file for each.

A pair is {"k": kind, "q": query, "d": code, "p": path, "l": language}. Kinds:
    doc     first sentences of a docstring or comment -> the code without it
    commit  cleaned subject of a commit -> the code that it changed, as it was before
    md      heading and sentence of Markdown -> the code block after them
    name    words of a name -> the code with the name masked
"""

import argparse
import hashlib
import json
import os
import re
import sys
import warnings

from commented_units import DECLARATIONS, commented_units
from commit_pairs import commit_pairs
from descriptions import first_sentences, is_description, words_of_name
from markdown_pairs import markdown_pairs
from python_units import python_units
from repository import Repository
from source_paths import is_foreign, is_test, language_of

MAX_FILES = 6000
MAX_FILE_BYTES = 200_000
MAX_PAIRS = {"doc": 9000, "name": 6000, "md": 1500}
MAX_CODE_LENGTH = 2500
MIN_CODE_LENGTH = 50


class Pairs:
    """The pairs of one repository. The same code is taken once, however often it is there."""

    def __init__(self):
        self.pairs = []
        self.counts = {"doc": 0, "commit": 0, "md": 0, "name": 0}
        self._seen = set()

    def add(self, kind, query, code, path, language):
        if self.counts[kind] >= MAX_PAIRS.get(kind, float("inf")):
            return
        self.counts[kind] += 1
        self.pairs.append({"k": kind, "q": query, "d": code[:MAX_CODE_LENGTH], "p": path, "l": language})

    def add_file(self, path, text):
        language = language_of(path)
        if language == "md":
            for query, code in markdown_pairs(text):
                if is_description(query):
                    self.add("md", query, code, path, "md")
            return
        for name, comment, code in units_of(text, language):
            if len(code) >= MIN_CODE_LENGTH and self._is_new(code):
                self._add_unit(name, comment, code, path, language)

    def _add_unit(self, name, comment, code, path, language):
        query = first_sentences(comment) if comment else ""
        if language == "go" and query.split(" ")[0] == name:
            query = query[len(name) :].strip()
        if query and is_description(query):
            self.add("doc", query, code, path, language)
        words = words_of_name(name)
        if is_telling(name, words, code, path):
            masked = re.sub(r"\b%s\b" % re.escape(name), "_", code)
            self.add("name", " ".join(words).lower(), masked, "", language)

    def _is_new(self, code):
        digest = hashlib.md5(re.sub(r"\s+", "", code).encode()).digest()
        is_new = digest not in self._seen
        self._seen.add(digest)
        return is_new


def units_of(text, language):
    """[(name, comment or None, code)] of a file."""
    try:
        if language == "py":
            return list(python_units(text))
        return list(commented_units(text, language)) if language in DECLARATIONS else []
    except RecursionError:
        return []


def is_telling(name, words, code, path):
    """Whether the words of a name say what the code does."""
    least = 3 if is_test(path) else 2
    return len(words) >= least and len(name) >= 6 and code.count("\n") >= 2 and not name.startswith("__")


def extract(repository):
    """Pairs of the files of HEAD, then of its commits."""
    files = [
        (path, blob)
        for path, blob, size in repository.files()
        if language_of(path) and size < MAX_FILE_BYTES and not is_foreign(path)
    ]
    if len(files) > MAX_FILES:
        files = sorted(files, key=lambda file: hashlib.md5(file[0].encode()).hexdigest())[:MAX_FILES]
    paths = {}
    for path, blob in files:
        paths.setdefault(blob, path)
    pairs = Pairs()
    for blob, text in repository.texts(list(paths)):
        pairs.add_file(paths[blob], text)
    for query, code, path in commit_pairs(repository):
        pairs.add("commit", query, code, path, language_of(path) or "?")
    return pairs


def write(path, pairs):
    with open(path + ".tmp", "w", encoding="utf-8") as file:
        for pair in pairs:
            file.write(json.dumps(pair) + "\n")
    os.rename(path + ".tmp", path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", metavar="REPOSITORY", help="a clone of a git repository")
    parser.add_argument("--out", required=True, help="folder for <name of the clone>.jsonl; what is there is not made again")
    options = parser.parse_args()
    # Python warns of escapes in the sources that it parses.
    warnings.filterwarnings("ignore")
    sys.setrecursionlimit(5000)
    os.makedirs(options.out, exist_ok=True)
    for path in options.repositories:
        target = os.path.join(options.out, os.path.basename(os.path.normpath(path)) + ".jsonl")
        if not os.path.exists(target):
            repository = Repository(path)
            pairs = extract(repository)
            write(target, pairs.pairs)
            print(path, repository.head()[:8], pairs.counts, flush=True)


if __name__ == "__main__":
    main()
