"""The reference tokenizer: camel case divided, lower-cased, cut into words, words cut greedily into known pieces."""

import re

UNKNOWN = "[UNK]"
MAX_WORD_LENGTH = 40
MAX_KEPT_WORDS = 3_000_000

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?:[a-rt-z]|s[a-z]))")
# Of lower-cased text; the third kind are letters beyond ASCII.
WORD = re.compile(r"[a-z]+|[0-9]+|[^\W\d_a-z]+")


class Tokenizer:
    """Gives the ids that tokenizer.json gives, but that "[UNK]" in a text is a word like others."""

    def __init__(self, vocabulary):
        """`vocabulary`: ids of tokens; pieces within a word begin with `##`."""
        self._vocabulary = vocabulary
        self._unknown = vocabulary[UNKNOWN]
        self._known = {}

    def encode(self, text):
        """Ids of all tokens of a text, without special ones."""
        ids = []
        for word in words_of(text):
            pieces = self._known.get(word)
            if pieces is None:
                pieces = self._pieces(word)
                if len(self._known) < MAX_KEPT_WORDS:
                    self._known[word] = pieces
            ids.extend(pieces)
        return ids

    def _pieces(self, word):
        """WordPiece: the longest known piece first. A word that cannot be cut is unknown as a whole."""
        if len(word) > MAX_WORD_LENGTH:
            return (self._unknown,)
        ids = []
        start = 0
        while start < len(word):
            end, piece = self._longest_at(word, start)
            if piece is None:
                return (self._unknown,)
            ids.append(piece)
            start = end
        return tuple(ids)

    def _longest_at(self, word, start):
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            piece = self._vocabulary.get(prefix + word[start:end])
            if piece is not None:
                return end, piece
        return start, None


def words_of(text):
    """Runs of letters and of digits, lower-cased."""
    words = WORD.findall(CAMEL.sub(" ", text).lower())
    if text.isascii():
        return words
    return [part for word in words for part in _letters_of(word)]


def _letters_of(word):
    """Beyond ASCII `\\w` has more than letters: keeps what JavaScript calls `\\p{L}`."""
    if word.isalpha() or word.isascii():
        return [word]
    return "".join(character if character.isalpha() else " " for character in word).split()
