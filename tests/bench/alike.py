"""How alike two texts are, by plain rules that share nothing with the program that they judge."""

import difflib
import re

SHINGLE_WORDS = 5
# Replaced digits count in the first DIGITS_WITHIN words. A text with them is a template of another if the two
# have at most 50 equal words for each.
DIGITS_WITHIN, EQUAL_WORDS_A_DIGIT, LONGEST_REPLACED = 400, 50, 12
# The shown parts of two articles are alike by one run of words, by several runs, or by the headlines.
SHOWN_WORDS, LONG_RUN, SHORT_RUN, SHORT_RUNS_TOGETHER = 300, 10, 4, 16
HEADLINE_WORDS, HEADLINE_SHARE = 4, 0.8


def words(text):
    return re.findall(r"\w+", (text or "").lower())


def shingles(text):
    """Hashes of the runs of five words. A set of numbers takes a third of the memory of the words."""
    tokens = words(text)
    return {hash(run) for run in zip(*(tokens[i:] for i in range(SHINGLE_WORDS)))}


def containment(x, y):
    """The share of the smaller set that the other has, too."""
    return len(x & y) / max(1, min(len(x), len(y)))


def matcher(x, y):
    return difflib.SequenceMatcher(None, x, y, autojunk=False)


def run_lengths(x, y):
    return [block.size for block in matcher(x, y).get_matching_blocks()]


def digits_replaced(text, other):
    """Whether two texts are one template with different numbers."""
    x, y = words(text)[:DIGITS_WITHIN], words(other)[:DIGITS_WITHIN]
    equal = replaced = 0
    for what, x_begin, x_end, y_begin, y_end in matcher(x, y).get_opcodes():
        if what == "equal":
            equal += x_end - x_begin
        elif what == "replace" and max(x_end - x_begin, y_end - y_begin) <= LONGEST_REPLACED:
            before, after = numbers(x[x_begin:x_end]), numbers(y[y_begin:y_end])
            replaced += min(len(before - after), len(after - before))
    return replaced > 0 and EQUAL_WORDS_A_DIGIT * replaced >= equal


def numbers(tokens):
    return {token for token in tokens if token[0].isdecimal()}


def shown_alike(entry, other):
    """Whether a reader can tell from the shown parts of two articles that one is a copy of the other."""
    if headlines_alike(words(entry.get("title")), words(other.get("title"))):
        return True
    runs = [n for n in run_lengths(shown_words(entry), shown_words(other)) if n >= SHORT_RUN]
    return max(runs, default=0) >= LONG_RUN or sum(runs) >= SHORT_RUNS_TOGETHER


def headlines_alike(x, y):
    shorter = min(len(x), len(y))
    return shorter >= HEADLINE_WORDS and sum(run_lengths(x, y)) >= HEADLINE_SHARE * shorter


def shown_words(entry):
    text = entry.get("summary") or entry.get("text") or ""
    return words((entry.get("title") or "") + " " + text)[:SHOWN_WORDS]
