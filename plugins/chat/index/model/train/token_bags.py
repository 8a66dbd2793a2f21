"""Texts as the model sees them: each token once, with a weight of 1 + ln of how often it occurs."""

import numpy as np


class TokenBags:
    """`ids` and `counts` of all texts one after the other; text i has those from `starts[i]` to `starts[i + 1]`."""

    def __init__(self, tokens, ends):
        """`tokens` of all texts one after the other, and where each text ends."""
        unique = [np.unique(text, return_counts=True) for text in np.split(tokens, ends[:-1])]
        self.ids = np.concatenate([ids for ids, _ in unique]).astype(np.int32)
        self.counts = np.concatenate([counts for _, counts in unique]).astype(np.uint16)
        self.starts = np.concatenate([[0], np.cumsum([len(ids) for ids, _ in unique])]).astype(np.int64)

    def __len__(self):
        return len(self.starts) - 1

    def weights(self):
        return 1 + np.log(self.counts.astype(np.float32))

    def hashes(self):
        """The same for texts with the same tokens: such texts are no wrong answers to one another's queries."""
        rows = (self.ids[self.starts[i] : self.starts[i + 1]].tobytes() for i in range(len(self)))
        return np.fromiter((hash(row) for row in rows), np.int64, len(self))

    def select(self, texts):
        """Places in `ids` of some texts, one text after the other, and where each begins."""
        lengths = self.starts[texts + 1] - self.starts[texts]
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        places = np.repeat(self.starts[texts] - offsets, lengths) + np.arange(lengths.sum())
        return places, offsets
