"""Which pairs stand in one batch: each other pair of it is a wrong answer."""

import numpy as np

# Pairs of a file that stay together, when that is wanted.
FILE_RUN = 8


class Batches:
    """Batches of pairs in groups of one repository, as wrong answers of the same project are the hard ones."""

    def __init__(self, pairs, options, random):
        """`options`: name_share, group, batch_size, keep_files."""
        self._pairs = pairs
        self._options = options
        self._random = random

    def __iter__(self):
        """Never ends: one epoch after the other, each shuffled anew."""
        while True:
            yield from self._epoch()

    def _epoch(self):
        share = np.array([1, 1, 1, self._options.name_share])[self._pairs.kind]
        kept = np.nonzero(self._random.random(len(self._pairs)) < share)[0]
        groups = self._groups(kept)
        order = self._random.permutation(len(groups))
        places = np.concatenate([groups[i] for i in order])
        size = self._options.batch_size
        return [places[i : i + size] for i in range(0, len(places) - size + 1, size)]

    def _groups(self, kept):
        groups = []
        size = self._options.group
        repositories = self._pairs.repository[kept]
        for repository in np.unique(repositories):
            shuffled = self._shuffle(kept[repositories == repository])
            groups += [shuffled[i : i + size] for i in range(0, len(shuffled), size)]
        return groups

    def _shuffle(self, places):
        """With `keep_files` runs of neighbours stay together: they are of one file mostly."""
        if not self._options.keep_files:
            return self._random.permutation(places)
        runs = [places[i : i + FILE_RUN] for i in range(0, len(places), FILE_RUN)]
        return np.concatenate([runs[i] for i in self._random.permutation(len(runs))])
