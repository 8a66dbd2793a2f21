#!/usr/bin/env python3
"""Makes token ids of all pairs, leaving out those that models are compared on.

Writes arrays to an .npz file. Tokens of all pairs stand one after the other, each with its place in `*_ends`:
    query, query_ends, document, document_ends: ids; a document begins with the last tokens of its path
    kind: place in KINDS     repository: place of the file of pairs
"""

import argparse
import collections
import json
import multiprocessing

import numpy as np

from held_out import HeldOut
from pair_files import pair_files, read_pairs
from tokenizer import Tokenizer

KINDS = ("doc", "commit", "md", "name")
MAX_QUERY = 48
MAX_PATH = 12
MAX_CODE = 500
MIN_QUERY = 2
MIN_CODE = 8

_state = {}


def _start(vocabulary, held_out):
    _state["tokenizer"] = Tokenizer(vocabulary)
    _state["held_out"] = held_out


def tokenize_file(path):
    """[(kind, query, document)] of a file of pairs, and how many pairs were held out."""
    encode = _state["tokenizer"].encode
    rows = []
    dropped = 0
    for pair in read_pairs(path):
        if _state["held_out"].has(pair):
            dropped += 1
            continue
        query = encode(pair["q"])[:MAX_QUERY]
        code = encode(pair["d"])[:MAX_CODE]
        if len(query) >= MIN_QUERY and len(code) >= MIN_CODE:
            document = encode(pair["p"])[-MAX_PATH:] + code if pair["p"] else code
            rows.append((KINDS.index(pair["k"]), np.array(query, np.uint16), np.array(document, np.uint16)))
    return rows, dropped


def tokenize_all(paths, vocabulary, held_out):
    """Arrays as they are written, and how many pairs were held out."""
    kinds, repositories, queries, documents = [], [], [], []
    dropped = 0
    with multiprocessing.Pool(initializer=_start, initargs=(vocabulary, held_out)) as pool:
        for place, (rows, count) in enumerate(pool.imap(tokenize_file, paths)):
            dropped += count
            for kind, query, document in rows:
                kinds.append(kind)
                repositories.append(place)
                queries.append(query)
                documents.append(document)
    arrays = {
        "query": np.concatenate(queries),
        "query_ends": np.cumsum([len(row) for row in queries]),
        "document": np.concatenate(documents),
        "document_ends": np.cumsum([len(row) for row in documents]),
        "kind": np.array(kinds, np.int8),
        "repository": np.array(repositories, np.int16),
    }
    return arrays, dropped


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", help="folder that extract_pairs.py wrote")
    parser.add_argument("vocabulary", help="file that build_vocabulary.py wrote")
    parser.add_argument("out", help="file for the arrays (.npz)")
    parser.add_argument("--held-out", help='JSON lines with {"code": text} and {"query": text} of evaluation sets')
    options = parser.parse_args()
    with open(options.vocabulary, encoding="utf-8") as file:
        vocabulary = json.load(file)
    arrays, dropped = tokenize_all(pair_files(options.pairs), vocabulary, HeldOut(options.held_out))
    np.savez(options.out, **arrays)
    counts = collections.Counter(KINDS[kind] for kind in arrays["kind"])
    print(f"{len(arrays['kind'])} pairs {dict(counts)}; {dropped} held out")


if __name__ == "__main__":
    main()
