#!/usr/bin/env python3
"""Trains the vectors of tokens, such that queries lie near their documents (InfoNCE, wrong answers from the batch).

The vector of a text is the sum of its tokens' vectors, each weighted by 1 + ln tf, at unit length. About two minutes on
two cores for the 675,000 pairs of the card.
"""

import argparse
import time

import numpy as np
import torch
import torch.nn.functional as functional

from batches import Batches
from training_pairs import TrainingPairs

NOISE = 0.15


def prepare_table(initial, probability, frequency_weight, random):
    """Rows of equal length with some noise, shorter for frequent tokens (SIF): the length of a row is its weight."""
    lengths = np.linalg.norm(initial, axis=1, keepdims=True)
    noise = NOISE * random.standard_normal(initial.shape) / np.sqrt(initial.shape[1])
    table = initial / np.maximum(lengths, 1e-9) + noise
    return table * (frequency_weight / (frequency_weight + probability))[:, None]


class Side:
    """Queries or documents, with their vectors from a table."""

    def __init__(self, bags):
        self._bags = bags
        self._weights = bags.weights()
        self._hashes = bags.hashes()

    def vectors(self, texts, table):
        places, offsets = self._bags.select(texts)
        sums = functional.embedding_bag(
            torch.from_numpy(self._bags.ids[places].astype(np.int64)),
            table,
            torch.from_numpy(offsets),
            mode="sum",
            per_sample_weights=torch.from_numpy(self._weights[places]),
        )
        return functional.normalize(sums, dim=1, eps=1e-6)

    def same(self, texts):
        """[n, n]: which of these are alike."""
        hashes = torch.from_numpy(self._hashes[texts])
        return hashes[:, None] == hashes[None, :]


def loss_of(batch, queries, documents, table, options):
    """Cross entropy of finding the document of a query and, with less weight, the query of a document."""
    scores = queries.vectors(batch, table) @ documents.vectors(batch, table).T / options.temperature
    itself = torch.eye(len(batch), dtype=torch.bool)
    scores = scores.masked_fill((queries.same(batch) | documents.same(batch)) & ~itself, -1e4)
    right = torch.arange(len(batch))
    forward = functional.cross_entropy(scores, right)
    backward = functional.cross_entropy(scores.T, right)
    return forward * (1 - options.backward) + backward * options.backward


def learning_rate(step, options):
    """Linear warm-up, then a cosine down to 2 % of the peak."""
    warm = min(1, (step + 1) / options.warm_up)
    return options.learning_rate * warm * max(0.02, 0.5 * (1 + np.cos(np.pi * min(1, step / options.steps))))


def train(pairs, initial, options):
    """The trained table, [size, dimensions] float32."""
    random = np.random.default_rng(options.seed)
    torch.manual_seed(options.seed)
    probability = pairs.token_probability(len(initial))
    start = prepare_table(initial, probability, options.frequency_weight, random)
    table = torch.nn.Parameter(torch.tensor(start, dtype=torch.float32))
    optimizer = torch.optim.Adam([table], lr=options.learning_rate, betas=(0.9, 0.99), eps=1e-8)
    queries, documents = Side(pairs.queries), Side(pairs.documents)
    started_at = time.time()
    for step, batch in zip(range(options.steps), Batches(pairs, options, random)):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, options)
        loss = loss_of(batch, queries, documents, table, options)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if (step + 1) % 50 == 0 or step + 1 == options.steps:
            print(f"{step + 1} loss {loss.item():.3f} {time.time() - started_at:.0f} s", flush=True)
    return table.detach().numpy()


def parse_options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("pairs", help="file that tokenize_pairs.py wrote (.npz)")
    parser.add_argument("initial", help="file that make_initial_table.py wrote (.npy)")
    parser.add_argument("out", help="file for the table (.npy)")
    add = parser.add_argument
    add("--steps", type=int, default=400, help="batches")
    add("--batch-size", type=int, default=2048, help="pairs in a batch")
    add("--group", type=int, default=64, help="pairs of one repository that stand together in a batch")
    add("--keep-files", action="store_true", help="keep pairs of a file together in runs of 8")
    add("--learning-rate", type=float, default=0.01, help="at its peak")
    add("--warm-up", type=int, default=50, help="steps until then")
    add("--temperature", type=float, default=0.06, help="that cosines are divided by")
    add("--name-share", type=float, default=0.35, help="of the pairs of kind name that an epoch has")
    add("--backward", type=float, default=0.3, help="share of finding queries in the loss")
    add("--frequency-weight", type=float, default=1e-3, help="a of a / (a + p(token)) in the first lengths")
    add("--seed", type=int, default=1, help="of all that is random")
    add("--threads", type=int, default=2, help="that compute")
    return parser.parse_args()


def main():
    options = parse_options()
    torch.set_num_threads(options.threads)
    np.save(options.out, train(TrainingPairs(options.pairs), np.load(options.initial), options))


if __name__ == "__main__":
    main()
