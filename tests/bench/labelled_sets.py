"""Reads labelled articles for folding. Each set is a folder:

  articles.jsonl  the input of `wirefold fold`, in the order in which the articles came
  labels.jsonl    pairs, objects with "a", "b" and "label": "copy" across outlets, "own" within one outlet,
                  "event" for one event in different words, "apart" for two events
  events.tsv      the event of an article, where people have named it: the article's id, a tab, the event's id

Copies are labelled by the common words of two texts, and a reader may disagree. So pairs judged by eye
override all labels, and a labelled copy becomes "apart" if it is a template with different numbers or was
published more than ten days later.
"""

import collections
import datetime
import itertools
import json
import re

from alike import containment, digits_replaced, shingles, words

WINDOW = datetime.timedelta(days=10)
# Shares of the shorter text: copies have at least COPY in common, unlike texts less than UNLIKE.
COPY, UNLIKE = 0.5, 0.2
# A sentence is boilerplate if it has FURNITURE_WORDS words and is in FURNITURE_ARTICLES articles, of which
# FURNITURE_UNLIKE pairs have less than UNLIKE_OTHERWISE in common. Each number is the least.
FURNITURE_WORDS, FURNITURE_ARTICLES, FURNITURE_UNLIKE, UNLIKE_OTHERWISE = 6, 3, 3, 0.3
# At most this many articles of a sentence are compared in pairs.
FURNITURE_COMPARED = 12


def read_lines(path):
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_judged(path):
    """Pairs judged by eye: {name of the set: {pair: label}}."""
    judged = collections.defaultdict(dict)
    for line in read_lines(path):
        judged[line["set"]][frozenset((line["a"], line["b"]))] = line["label"]
    return judged


def read_events(path):
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as lines:
        return dict(line.rstrip("\n").split("\t")[:2] for line in lines)


def published(article):
    """When an article was published, or None. A time without a zone is UTC."""
    try:
        time = datetime.datetime.fromisoformat(article.get("published") or "")
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=datetime.timezone.utc)


def within(article, other, span):
    """Whether two articles were published within a time span. True if a date is not known."""
    times = published(article), published(other)
    return None in times or abs(times[0] - times[1]) <= span


class LabelledSet:
    def __init__(self, folder, judged):
        self.name = folder.name
        self.articles = read_lines(folder / "articles.jsonl")
        self.by_id = {a["id"]: a for a in self.articles}
        self.events = read_events(folder / "events.tsv")
        self.judged = judged
        self.known_shingles = {}
        self.known_verdicts = {}
        self.outlets = self.find_outlets()
        self.labels = self.corrected_labels(read_lines(folder / "labels.jsonl")) | judged
        self.copies = [(a, b) for a, b in self.labelled("copy") if self.two_outlets(a, b)]
        self.traps = self.labelled("apart")

    def find_outlets(self):
        """The outlet of each article. An article without a known outlet gets one of its own."""
        known = any(a.get("outlet") or a.get("url") for a in self.articles)
        shared = {} if known else self.outlets_by_furniture()
        return {a: article.get("outlet") or shared.get(a, a) for a, article in self.by_id.items()}

    def outlets_by_furniture(self):
        """Articles that share boilerplate are of one outlet: {article: the first article of its outlet}."""
        groups = Groups()
        for ids in self.sentences().values():
            if len(ids) >= FURNITURE_ARTICLES and self.are_otherwise_unlike(ids):
                for other in ids[1:]:
                    groups.join(ids[0], other)
        return {a: groups.first(a) for a in self.by_id}

    def sentences(self):
        """{sentence, as words: its articles}, for sentences that are long enough for boilerplate."""
        articles = collections.defaultdict(list)
        for article in self.by_id.values():
            cut = {tuple(words(s)) for s in re.split(r"[.!?;\n]+", article.get("text") or "")}
            for sentence in cut:
                if len(sentence) >= FURNITURE_WORDS:
                    articles[sentence].append(article["id"])
        return articles

    def are_otherwise_unlike(self, ids):
        pairs = itertools.combinations(ids[:FURNITURE_COMPARED], 2)
        return sum(self.containment(a, b) < UNLIKE_OTHERWISE for a, b in pairs) >= FURNITURE_UNLIKE

    def corrected_labels(self, lines):
        """{pair: label}. The labels "apart" and "event" override those by common words."""
        labels = {}
        for line in lines:
            a, b, label = line["a"], line["b"], line["label"]
            if label == "copy" and self.is_other_matter(a, b):
                label = "apart"
            if label in ("apart", "event"):
                labels[frozenset((a, b))] = label
            else:
                labels.setdefault(frozenset((a, b)), label)
        return labels

    def labelled(self, label):
        """Pairs with a label, each in the order of the articles, so that every run compares them alike."""
        place = {a: i for i, a in enumerate(self.by_id)}
        return [tuple(sorted(pair, key=place.get)) for pair, its in self.labels.items() if its == label]

    def is_other_matter(self, a, b):
        """Whether two alike texts are about different matters: of another time, or with other numbers."""
        article, other = self.by_id[a], self.by_id[b]
        texts = article.get("text"), other.get("text")
        return not within(article, other, WINDOW) or digits_replaced(*texts)

    def two_outlets(self, a, b):
        return self.outlets[a] != self.outlets[b]

    def one_event(self, a, b):
        return a in self.events and self.events[a] == self.events.get(b)

    def shingles(self, article):
        if article not in self.known_shingles:
            self.known_shingles[article] = shingles(self.by_id[article].get("text"))
        return self.known_shingles[article]

    def containment(self, a, b):
        return containment(self.shingles(a), self.shingles(b))

    def verdict(self, a, b):
        """How a reader judges two articles in one story.

        "copy"; "lead" for one event and nearly one lead, which is welcome; "event" for one event in different
        words, which is neutral; "apart" for a pair that misleads. None if nobody can judge the pair.
        """
        pair = frozenset((a, b))
        if pair not in self.known_verdicts:
            self.known_verdicts[pair] = self.judged.get(pair) or self.verdict_by_texts(a, b)
        return self.known_verdicts[pair]

    def verdict_by_texts(self, a, b):
        label = self.labels.get(frozenset((a, b)))
        if label in ("copy", "apart"):
            return label
        common = self.containment(a, b)
        if label == "event":
            return "lead" if common >= UNLIKE else "event"
        if common >= COPY:
            return "apart" if self.is_other_matter(a, b) else "copy"
        if common >= UNLIKE:
            return None
        return "event" if self.one_event(a, b) else "apart"


class Groups:
    """Groups of things that were joined, directly or through others."""
    def __init__(self):
        self.before = {}

    def first(self, one):
        while one in self.before:
            one = self.before[one]
        return one

    def join(self, one, other):
        one, other = self.first(one), self.first(other)
        if one != other:
            self.before[other] = one
