"""Headings and sentences of Markdown with the code after them."""

import re

from descriptions import first_sentences, without_markup

NO_CODE = re.compile(r"(sh|bash|shell|console|diff|text|$)")


def markdown_pairs(source):
    """Yields (last heading and first sentence after it, fenced code)."""
    lines = source.split("\n")
    headings = []
    paragraph = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        heading = re.match(r"^(#{1,5})\s+(.*)", line)
        if heading:
            headings = headings[: len(heading.group(1)) - 1] + [without_markup(heading.group(2))]
            paragraph = ""
        elif _is_fence(line):
            end = _fence_end(lines, at)
            code = "\n".join(lines[at + 1 : end])
            if 60 < len(code) < 3000 and headings and not NO_CODE.match(line.strip("` \n").lower()):
                yield (headings[-1] + ". " + first_sentences(paragraph, 1, 200)).strip(" ."), code
            at = end
            paragraph = ""
        elif _is_prose(line):
            paragraph += (" " if paragraph else "") + line.strip()
        elif not line.strip() and len(paragraph) > 300:
            paragraph = ""
        at += 1


def _is_fence(line):
    return re.match(r"^\s*```", line) is not None


def _fence_end(lines, at):
    end = at + 1
    while end < len(lines) and not _is_fence(lines[end]):
        end += 1
    return end


def _is_prose(line):
    """No table, tag, image, link, list or quotation."""
    return line.strip() and not line.lstrip().startswith(("|", "<", "!", "[", "-", "*", ">"))
