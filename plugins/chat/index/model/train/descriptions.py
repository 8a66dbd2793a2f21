"""Sentences that people wrote about code, made into something that could be a query."""

import re

# Of comments that are for tools, or say nothing of the code.
NO_DESCRIPTION = re.compile(r"(todo|fixme|type:|noqa|eslint|istanbul|copyright|@|prettier|c8 |v8 )", re.I)
# Where the description ends and fields begin.
FIELDS = re.compile(r"\n\s*(?::param|:return|Args:|Parameters|Returns|@\w+|>>>|\.\. )")


def without_markup(text):
    text = re.sub(r"[`*]+|:[a-z:]+:(?=`)", "", text)
    text = re.sub(r"\{@\w+ ([^}]*)\}", r"\1", text)
    text = re.sub(r"<[^>]{1,40}>", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def first_sentences(text, count=2, max_length=280):
    """Of the first paragraph, without what documents parameters."""
    paragraph = re.split(r"\n\s*\n", text.strip())[0]
    paragraph = without_markup(FIELDS.split(paragraph)[0])
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z`])", paragraph)
    return " ".join(sentences[:count])[:max_length]


def is_description(text):
    """3 to 60 words, nearly all of it ASCII."""
    count = len(re.findall(r"[A-Za-z]{2,}", text))
    return (
        3 <= count <= 60
        and len(text) <= 300
        and sum(character.isascii() for character in text) > 0.95 * len(text)
        and not NO_DESCRIPTION.match(text)
    )


def words_of_name(name):
    """`parse_HTTPRequest2` -> parse, HTTP, Request, 2."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return re.findall(r"[a-zA-Z]+|\d+", name.replace("_", " "))
