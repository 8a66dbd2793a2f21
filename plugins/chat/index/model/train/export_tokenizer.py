#!/usr/bin/env python3
"""Writes the tokenizer of tokenizer.py as the tokenizer.json of Hugging Face's library."""

import argparse
import json

from tokenizer import CAMEL, MAX_WORD_LENGTH, UNKNOWN


def tokenizer_json(vocabulary):
    unknown = {
        "id": 0,
        "content": UNKNOWN,
        "single_word": False,
        "lstrip": False,
        "rstrip": False,
        "normalized": False,
        "special": True,
    }
    divide = {"type": "Replace", "pattern": {"Regex": CAMEL.pattern}, "content": " "}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [unknown],
        "normalizer": {"type": "Sequence", "normalizers": [divide, {"type": "Lowercase"}]},
        "pre_tokenizer": {
            "type": "Split",
            "pattern": {"Regex": "[a-z]+|[0-9]+|[^\\P{L}a-z]+"},
            "behavior": "Removed",
            "invert": True,
        },
        "post_processor": None,
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": False},
        "model": {
            "type": "WordPiece",
            "unk_token": UNKNOWN,
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": MAX_WORD_LENGTH,
            "vocab": vocabulary,
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vocabulary", help="file that build_vocabulary.py wrote")
    parser.add_argument("out", help="file for tokenizer.json")
    options = parser.parse_args()
    with open(options.vocabulary, encoding="utf-8") as file:
        vocabulary = json.load(file)
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump(tokenizer_json(vocabulary), file, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
