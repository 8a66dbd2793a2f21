#!/usr/bin/env python3
"""Vectors of tokens to begin training with: latent semantic analysis of queries together with their documents."""

import argparse
import json

import numpy as np
import scipy.sparse as sparse

from training_pairs import TrainingPairs

DIMENSIONS = 256
# Beyond the dimensions, so that the last ones are found too.
SKETCH = 280
MAX_PAIRS = 160_000
QUERY_WEIGHT = 2


def pair_matrix(pairs, size, chosen, inverse_frequency):
    """Rows of unit length: tokens of documents by 1 + ln tf, those of queries twice, times idf."""
    documents = _matrix(pairs.documents, pairs.documents.weights(), size)[chosen]
    queries = _matrix(pairs.queries, np.ones(len(pairs.queries.ids), np.float32), size)[chosen]
    rows = (documents + QUERY_WEIGHT * queries).multiply(inverse_frequency[None, :]).tocsr()
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(1)).ravel())
    return sparse.diags(1 / np.maximum(lengths, 1e-6)).dot(rows).tocsr().astype(np.float32)


def _matrix(bags, weights, size):
    return sparse.csr_matrix((weights, bags.ids, bags.starts), shape=(len(bags), size))


def right_vectors(rows, random):
    """The right singular vectors, each times the root of its singular value, by a randomised SVD with two iterations."""
    columns = rows.T.tocsr()
    sketch = columns @ (rows @ random.standard_normal((rows.shape[1], SKETCH)).astype(np.float32))
    for _ in range(2):
        sketch, _ = np.linalg.qr(sketch)
        sketch = columns @ (rows @ sketch.astype(np.float32))
    basis, _ = np.linalg.qr(sketch)
    projected = rows @ basis.astype(np.float32)
    # Of the product with itself: singular values are roots of these.
    directions, eigenvalues, _ = np.linalg.svd(projected.T @ projected)
    return (basis @ directions)[:, :DIMENSIONS] * eigenvalues[:DIMENSIONS] ** 0.25


def initial_table(pairs, size, seed):
    """[size, 256] float32."""
    random = np.random.default_rng(seed)
    chosen = random.permutation(pairs.without_names())[:MAX_PAIRS]
    inverse_frequency = np.log(1 + len(pairs) / (1 + pairs.document_frequency(size))).astype(np.float32)
    rows = pair_matrix(pairs, size, chosen, inverse_frequency)
    return (right_vectors(rows, random) * inverse_frequency[:, None]).astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", help="file that tokenize_pairs.py wrote (.npz)")
    parser.add_argument("vocabulary", help="file that build_vocabulary.py wrote")
    parser.add_argument("out", help="file for the table (.npy)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with open(options.vocabulary, encoding="utf-8") as file:
        size = len(json.load(file))
    np.save(options.out, initial_table(TrainingPairs(options.pairs), size, options.seed))


if __name__ == "__main__":
    main()
