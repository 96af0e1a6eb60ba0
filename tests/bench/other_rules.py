"""Other aggregators' rules for equal articles. Each makes {article: story} of articles in order.

An article joins the story of the most similar earlier article, or begins a story.
"""

import collections
import collections.abc
import dataclasses
import datetime
import hashlib
import re

from alike import words
from labelled_sets import within

# The defaults of tt-rss's plugin af_psql_trgm.
TT_RSS_TITLE, TT_RSS_SIMILARITY, TT_RSS_SPAN = 32, 0.75, datetime.timedelta(hours=24)
NEWSBLUR_SHARE = 0.6
# The fingerprint of fewer words is not used.
SIMHASH_WORDS, SIMHASH_BITS, SIMHASH_NEAR = 8, 64, 3
BLOCKS = SIMHASH_NEAR + 1
BLOCK_BITS = SIMHASH_BITS // BLOCKS


class EarlierTitles:
    """The articles so far, found by the features (words or trigrams) of their titles."""
    def __init__(self):
        self.articles, self.features, self.owners = [], [], collections.defaultdict(list)

    def add(self, article, features):
        for feature in features:
            self.owners[feature].append(len(self.articles))
        self.articles.append(article)
        self.features.append(features)

    def that_have(self, least, features):
        """(article, features) of articles that may share `least` of the features, the earliest first.

        Such an article lacks fewer than `enough` of the features. So it has at least one of the `enough`
        rarest features, and only these are looked up.
        """
        enough = len(features) - int(least * len(features)) + 1
        rarest = sorted(features, key=lambda feature: len(self.owners[feature]))[:enough]
        places = set().union(*(self.owners[feature] for feature in rarest))
        return [(self.articles[i], self.features[i]) for i in sorted(places)]


@dataclasses.dataclass
class TitleRule:
    features: collections.abc.Callable  # of a title, as a set
    similarity: collections.abc.Callable  # of two such sets; at most the common share of either
    least: float
    span: datetime.timedelta | None = None  # how far back the rule looks
    shortest: int = 0  # a title of fewer characters joins no other

    def __call__(self, articles):
        story, earlier = {}, EarlierTitles()
        for article in articles:
            title = article.get("title") or ""
            features = self.features(title)
            like = self.most_similar(article, features, earlier) if len(title) >= self.shortest else None
            story[article["id"]] = story[like["id"]] if like else article["id"]
            earlier.add(article, features)
        return story

    def most_similar(self, article, features, earlier):
        best, like = 0, None
        for other, its in earlier.that_have(self.least, features):
            value = self.similarity(features, its)
            if value > best and value >= self.least and self.looks_back_to(other, article):
                best, like = value, other
        return like

    def looks_back_to(self, other, article):
        return self.span is None or within(other, article, self.span)


def jaccard(x, y):
    common = len(x & y)
    return common / (len(x) + len(y) - common)


def share_of_longer(x, y):
    return len(x & y) / max(len(x), len(y))


def whole_title(title):
    return {" ".join(words(title))} - {""}


def title_words(title):
    return set(words(title))


def trigrams(title):
    """The trigrams that similarity() of PostgreSQL's pg_trgm uses."""
    padded = ["  %s " % word for word in re.findall(r"[^\W_]+", title.lower())]
    return {word[i:i + 3] for word in padded for i in range(len(word) - 2)}


def simhash(tokens):
    pairs = (" ".join(pair).encode() for pair in zip(tokens, tokens[1:]))
    hashes = [hashlib.blake2b(pair, digest_size=SIMHASH_BITS // 8).digest() for pair in pairs]
    bits = "".join(f"{int.from_bytes(h, 'big'):0{SIMHASH_BITS}b}" for h in hashes)
    return sum(1 << i for i in range(SIMHASH_BITS) if 2 * bits[i::SIMHASH_BITS].count("1") > len(hashes))


def by_simhash(articles):
    """Fingerprints of the whole texts, at most 3 bits apart (Manku, Jain and Das Sarma 2007)."""
    story, blocks = {}, collections.defaultdict(list)
    for article in articles:
        story[article["id"]] = article["id"]
        tokens = words(article.get("text") or article.get("summary"))
        if len(tokens) < SIMHASH_WORDS:
            continue
        mine = simhash(tokens)
        keys = [(i, mine >> BLOCK_BITS * i & (1 << BLOCK_BITS) - 1) for i in range(BLOCKS)]
        near = [((mine ^ its).bit_count(), place, other) for key in keys for its, place, other in blocks[key]]
        bits, _, nearest = min(near, default=(SIMHASH_BITS, 0, ""))
        if bits <= SIMHASH_NEAR:
            story[article["id"]] = story[nearest]
        for key in keys:
            blocks[key].append((mine, len(story), article["id"]))
    return story


TITLE_RULES = {
    "equal titles (FreshRSS)": TitleRule(whole_title, share_of_longer, 1),
    "title trigrams >= .75, 24 h (tt-rss)": TitleRule(
        trigrams, jaccard, TT_RSS_SIMILARITY, TT_RSS_SPAN, TT_RSS_TITLE),
    "shared title words >= .6 (NewsBlur)": TitleRule(title_words, share_of_longer, NEWSBLUR_SHARE),
}
TEXT_RULES = {"one SimHash, k <= 3": by_simhash}
