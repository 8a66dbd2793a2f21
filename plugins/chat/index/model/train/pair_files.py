"""The files that extract_pairs.py has written."""

import glob
import json
import os


def pair_files(folder):
    """Paths, sorted by the names of the repositories."""
    paths = sorted(glob.glob(os.path.join(folder, "*.jsonl")))
    if not paths:
        raise SystemExit(f"There are no pairs in {folder}: run extract_pairs.py first")
    return paths


def read_pairs(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
