"""The arrays of tokenize_pairs.py, made ready for training."""

import numpy as np

from token_bags import TokenBags
from tokenize_pairs import KINDS


class TrainingPairs:
    """Queries and documents as bags of tokens."""

    def __init__(self, path):
        with np.load(path) as arrays:
            self.queries = TokenBags(arrays["query"], arrays["query_ends"])
            self.documents = TokenBags(arrays["document"], arrays["document_ends"])
            self.kind = arrays["kind"]
            self.repository = arrays["repository"]

    def __len__(self):
        return len(self.kind)

    def without_names(self):
        """Places of the pairs whose queries were written by people."""
        return np.nonzero(self.kind != KINDS.index("name"))[0]

    def document_frequency(self, size):
        """In how many texts, queries and documents, each token of a vocabulary is."""
        return np.bincount(self.documents.ids, minlength=size) + np.bincount(self.queries.ids, minlength=size)

    def token_probability(self, size):
        """How often each token of a vocabulary comes in documents."""
        counts = self.documents.counts
        return (np.bincount(self.documents.ids, weights=counts, minlength=size) + 1) / counts.sum()
