#!/usr/bin/env python3
"""Writes provenance.json: commits and licences of the repositories that were learned from, and of those held out.

Licences are guessed from the words of LICENSE files. Those that may not be used, or were not recognised, are printed:
look at them before anything is published.
"""

import argparse
import json
import os
import re

from repository import Repository

LICENCE_FILE = re.compile(r"(mit-)?(licen[cs]e|copying|unlicense)", re.I)
# A question mark: to be looked at.
PHRASES = (
    ("AGPL?", r"gnu affero"),
    ("GPL?", r"gnu general public license.*version|version.*gnu general public license"),
    ("ISC", r"permission to use, copy, modify,? and(/or)? distribute this software"),
    ("MIT", r"permission is hereby granted, free of charge|\bmit license\b"),
    ("MPL?", r"mozilla public license"),
    ("Unlicense", r"this is free and unencumbered"),
    ("Apache-2.0", r"apache license.*version 2|version 2.*apache license"),
)
BSD = "redistribution and use in source and binary forms"
BSD_THIRD_CLAUSE = r"neither the name|may not be used to endorse|names of.*endorse|endorse.*names of"


def licences_in(text):
    """Names of the licences that a text is."""
    text = re.sub(r"\s+", " ", text).lower()
    found = [name for name, phrase in PHRASES if re.search(phrase, text)]
    if BSD in text:
        found.append("BSD-3-Clause" if re.search(BSD_THIRD_CLAUSE, text) else "BSD-2-Clause")
    return found


def provenance_of(path):
    repository = Repository(path)
    names = repository.run("ls-tree", "--name-only", "HEAD").decode().split("\n")
    files = [name for name in names if LICENCE_FILE.match(name)]
    texts = [repository.run("show", f"HEAD:{name}").decode("utf-8", "replace")[:12000] for name in files]
    return {
        "repo": os.path.basename(os.path.normpath(path)).replace("+", "/", 1),
        "commit": repository.head(),
        "date": repository.run("log", "-1", "--format=%cs").decode().strip(),
        "licence_files": files,
        "licence": sorted({licence for text in texts for licence in licences_in(text)}),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="file for provenance.json")
    parser.add_argument("--train", nargs="+", default=[], metavar="REPOSITORY", help="clones called owner+name")
    parser.add_argument("--held-out-named", nargs="+", default=[], metavar="REPOSITORY", help="for the last comparison")
    parser.add_argument("--held-out-own", nargs="+", default=[], metavar="REPOSITORY", help="for choosing among runs")
    options = parser.parse_args()
    provenance = {
        "train": [provenance_of(path) for path in options.train],
        "heldout_named": [provenance_of(path) for path in options.held_out_named],
        "heldout_own": [provenance_of(path) for path in options.held_out_own],
    }
    for entry in provenance["train"]:
        if not entry["licence"] or any("?" in name for name in entry["licence"]):
            print("look at", entry)
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump(provenance, file, indent=1)


if __name__ == "__main__":
    main()
