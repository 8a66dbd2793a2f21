"""What must not be learned from, because models are compared on it."""

import hashlib
import json
import re


class HeldOut:
    """Code and queries of evaluation sets. They are compared without blanks, punctuation and case."""

    def __init__(self, path=None):
        """`path`: JSON lines with `{"code": text}`, `{"query": text}` or both; None holds nothing out."""
        self._codes = set()
        self._queries = set()
        if path is not None:
            self._read(path)

    def _read(self, path):
        with open(path, encoding="utf-8") as file:
            for line in file:
                entry = json.loads(line)
                if "code" in entry:
                    self._codes.add(_digest(entry["code"]))
                # Short ones are met by chance.
                if len(entry.get("query", "").split()) >= 5:
                    self._queries.add(_plain(entry["query"]))

    def has(self, pair):
        if _digest(pair["d"]) in self._codes:
            return True
        return pair["k"] in ("doc", "commit") and _plain(pair["q"]) in self._queries


def _plain(text):
    return re.sub(r"\W+", "", text).lower()


def _digest(text):
    return hashlib.md5(_plain(text).encode()).digest()[:8]
