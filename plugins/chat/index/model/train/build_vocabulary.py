#!/usr/bin/env python3
"""Counts the words of all pairs and chooses tokens: characters, 78 % whole words, the rest pieces of other words."""

import argparse
import collections
import json
import multiprocessing
import re

from pair_files import pair_files, read_pairs
from tokenizer import UNKNOWN, words_of

SIZE = 29500
WHOLE_WORDS = 0.78
MIN_COUNT = 20
MIN_REPOSITORIES = 3
CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def count_words(path):
    """Occurrences of words in the pairs of a repository; those in queries count twice more."""
    counts = collections.Counter()
    for pair in read_pairs(path):
        counts.update(words_of(pair["d"]))
        for word in words_of(pair["q"]):
            counts[word] += 2
    return counts


def count_all(paths):
    """Occurrences of words, and how many repositories have them."""
    counts = collections.Counter()
    spread = collections.Counter()
    with multiprocessing.Pool() as pool:
        for of_repository in pool.imap(count_words, paths):
            counts.update(of_repository)
            spread.update(of_repository.keys())
    return counts, spread


def whole_words(counts, spread, count):
    """Words that many repositories have, the most frequent first."""
    known = [
        word
        for word, number in counts.items()
        if re.fullmatch("[a-z]{2,24}|[0-9]{1,4}", word) and spread[word] >= MIN_REPOSITORIES and number >= MIN_COUNT
    ]
    return sorted(known, key=lambda word: (-counts[word] * min(spread[word], 20), word))[:count]


def count_pieces(counts, words):
    """Weights of beginnings, and of the rest, of the words that are not tokens themselves: occurrences times length."""
    words = set(words)
    beginnings = collections.Counter()
    inner = collections.Counter()
    for word, number in counts.items():
        if word in words or not re.fullmatch("[a-z]+|[0-9]+", word) or len(word) > 40:
            continue
        number = min(number, 200)
        for length in range(2, min(9, len(word)) + 1):
            beginnings[word[:length]] += number * length
        for start in range(1, len(word)):
            for length in range(2, min(9, len(word) - start) + 1):
                is_end = start + length == len(word)
                inner[word[start : start + length]] += number * length * (1.5 if is_end else 1)
    return beginnings, inner


def build(counts, spread, size):
    """Tokens in the order of their ids."""
    words = whole_words(counts, spread, int(size * WHOLE_WORDS))
    beginnings, inner = count_pieces(counts, words)
    tokens = [UNKNOWN, *CHARACTERS, *("##" + character for character in CHARACTERS)]
    tokens += [word for word in words if len(word) > 1]
    known = set(tokens)
    rest = size - len(tokens)
    common = [piece for piece, _ in beginnings.most_common(rest // 3 * 2) if piece not in known]
    tokens += common[: rest // 3]
    tokens += ["##" + piece for piece, _ in inner.most_common(size - len(tokens))]
    return tokens


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", help="folder that extract_pairs.py wrote")
    parser.add_argument("out", help="JSON file for the ids of the tokens")
    parser.add_argument("--size", type=int, default=SIZE, help="of the vocabulary (default: %(default)s)")
    options = parser.parse_args()
    counts, spread = count_all(pair_files(options.pairs))
    vocabulary = {token: place for place, token in enumerate(build(counts, spread, options.size))}
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump(vocabulary, file)
    covered = sum(number for word, number in counts.items() if word in vocabulary) / sum(counts.values())
    print(f"{len(vocabulary)} tokens; {covered:.1%} of all words are whole tokens")


if __name__ == "__main__":
    main()
