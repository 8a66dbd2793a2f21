#!/usr/bin/env python3
"""The mean of the tables of several runs, each divided by the mean length of its rows."""

import argparse

import numpy as np


def average(tables):
    """All of one shape; float32."""
    scaled = [table / np.linalg.norm(table, axis=1).mean() for table in tables]
    return (sum(scaled) / len(scaled)).astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="file for the table (.npy)")
    parser.add_argument("tables", nargs="+", metavar="TABLE", help="files that train_table.py wrote")
    options = parser.parse_args()
    np.save(options.out, average([np.load(path) for path in options.tables]))


if __name__ == "__main__":
    main()
