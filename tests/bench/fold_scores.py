#!/usr/bin/env python3
"""How well articles are folded, by wirefold and by the rules of other aggregators, on labelled sets.

usage: fold_scores.py PROGRAM SET...

PROGRAM is wirefold. A SET is a folder with articles.jsonl (the input of `wirefold fold`) and labels.jsonl
(objects with "a", "b" and "label": "copy" across outlets, "event" one event told differently, "apart" two
events; copies have a "jaccard" too). Each rule folds the whole articles (full) and what a plain feed
carries of them: the title and the summary, or the first 40 words (feed).

  recall     labelled copies that are in one story; whole: Jaccard of 5-word shingles >= 0.3; cut: below
  precision  folded pairs of different outlets: right if half of the shorter body's 5-word shingles are in
             the other, wrong below a fifth unless labelled an event, not judged between
  apart      pairs labelled apart that are folded

For wirefold the feed view is given once more at other settings of fold.min_similarity and fold.min_words,
which move along the curve of recall and precision.
"""
import hashlib
import itertools
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

FEED_WORDS = 40
# Rules that fold thousands of articles into one story are judged by a sample.
MOST_MEMBERS, MOST_PAIRS = 200, 20000
# Recall against precision: (fold.min_similarity, fold.min_words).
CURVE = [(0.9, 24), (0.8, 24), (0.7, 24), (0.6, 24), (0.55, 22), (0.55, 20), (0.5, 20), (0.5, 18), (0.45, 18),
         (0.45, 16), (0.4, 16)]


def words(text):
    return re.findall(r"\w+", (text or "").lower())


def shingles(text):
    tokens = words(text)
    return set(zip(*(tokens[i:] for i in range(5))))


class LabelledSet:
    def __init__(self, folder):
        self.name = folder.name
        self.articles = [json.loads(line) for line in (folder / "articles.jsonl").open(encoding="utf-8")]
        self.labels = [json.loads(line) for line in (folder / "labels.jsonl").open(encoding="utf-8")]
        self.outlet = {a["id"]: a.get("outlet") for a in self.articles}
        self.body = {a["id"]: a.get("text") for a in self.articles}
        self.events = {frozenset((l["a"], l["b"])) for l in self.labels if l["label"] == "event"}
        self.known_shingles = {}

    def view(self, name):
        return [feed_entry(a) for a in self.articles] if name == "feed" else self.articles

    def shingles(self, article):
        if article not in self.known_shingles:
            self.known_shingles[article] = shingles(self.body[article])
        return self.known_shingles[article]

    def containment(self, a, b):
        x, y = self.shingles(a), self.shingles(b)
        return len(x & y) / max(1, min(len(x), len(y)))

    def score(self, story):
        """Counts for {article id: story id}."""
        out = Counter()
        for label in self.labels:
            together = story[label["a"]] == story[label["b"]]
            if label["label"] == "copy":
                kind = "whole" if label["jaccard"] >= 0.3 else "cut"
                out[kind] += 1
                out[kind + " found"] += together
            elif label["label"] == "apart":
                out["apart"] += 1
                out["apart folded"] += together
        for a, b in self.folded_pairs(story):
            common = self.containment(a, b)
            if common >= 0.5:
                out["right"] += 1
            elif common < 0.2 and frozenset((a, b)) not in self.events:
                out["wrong"] += 1
        return out

    def folded_pairs(self, story):
        """Pairs of different outlets in one story; of very many the same sample each time."""
        members = defaultdict(list)
        for article in story:
            members[story[article]].append(article)
        chance = random.Random(1)
        pairs = []
        for ids in members.values():
            ids = ids if len(ids) <= MOST_MEMBERS else chance.sample(ids, MOST_MEMBERS)
            pairs += [(a, b) for a, b in itertools.combinations(ids, 2)
                      if not self.outlet[a] or self.outlet[a] != self.outlet[b]]
        return pairs if len(pairs) <= MOST_PAIRS else chance.sample(pairs, MOST_PAIRS)


def feed_entry(article):
    entry = {k: v for k, v in article.items() if k != "text"}
    if not entry.get("summary"):
        entry["summary"] = " ".join((article.get("text") or "").split()[:FEED_WORDS])
    return entry


def by_wirefold(program, settings=None):
    """Folds by the program itself, through a file as a user would."""
    def fold(articles):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            with (folder / "articles.jsonl").open("w", encoding="utf-8") as out:
                for article in articles:
                    out.write(json.dumps(article, ensure_ascii=False) + "\n")
            command = [program, "fold", str(folder / "articles.jsonl")]
            if settings:
                (folder / "wirefold.toml").write_text(
                    '[feeds]\nopml = ""\n[fold]\nmin_similarity = %s\nmin_words = %d\n' % settings)
                command += ["-c", str(folder / "wirefold.toml")]
            lines = subprocess.run(command, check=True, capture_output=True).stdout.decode().splitlines()
        return {d["id"]: d["story"] for d in map(json.loads, lines)}
    return fold


def by_similarity(features, least, similarity, same_day=False):
    """Joins the story of the earlier article whose title is most similar, if that is enough."""
    def fold(articles):
        story, seen, sharers = {}, [], defaultdict(list)
        for article in articles:
            mine = features(article)
            common = Counter(i for f in mine for i in sharers[f])
            best, like = 0, None
            for i, count in common.items():
                other, its = seen[i]
                days = {str(a.get("published"))[:10] for a in (article, other) if a.get("published")}
                value = similarity(count, len(mine), len(its))
                if value >= least and value > best and not (same_day and len(days) == 2):
                    best, like = value, other
            story[article["id"]] = story[like["id"]] if like else article["id"]
            for f in mine:
                sharers[f].append(len(seen))
            seen.append((article, mine))
        return story
    return fold


def trigrams(article):
    """As PostgreSQL's pg_trgm cuts them."""
    padded = ["  %s " % w for w in words(article.get("title"))]
    return {w[i:i + 3] for w in padded for i in range(len(w) - 2)}


def simhash(text):
    tokens = words(text)
    votes = [0] * 64
    for pair in zip(tokens, tokens[1:]):
        bits = int.from_bytes(hashlib.blake2b(" ".join(pair).encode(), digest_size=8).digest(), "big")
        for i in range(64):
            votes[i] += 1 if bits >> i & 1 else -1
    return sum(1 << i for i in range(64) if votes[i] > 0)


def by_simhash(articles):
    """One fingerprint of the whole text, at most 3 bits apart (Manku, Jain and Das Sarma 2007)."""
    story, blocks = {}, defaultdict(list)
    for article in articles:
        text = article.get("text") or article.get("summary")
        story[article["id"]] = article["id"]
        if len(words(text)) < 8:
            continue
        mine = simhash(text)
        keys = [(i, mine >> 16 * i & 0xFFFF) for i in range(4)]
        near = [a for key in keys for other, a in blocks[key] if bin(mine ^ other).count("1") <= 3]
        if near:
            story[article["id"]] = story[near[0]]
        for key in keys:
            blocks[key].append((mine, article["id"]))
    return story


def print_row(name, view, total):
    found = total["whole found"] + total["cut found"]
    copies = total["whole"] + total["cut"]
    judged = total["right"] + total["wrong"]
    print("%-34s %s  recall %4d/%d %.3f (whole %d/%d, cut %d/%d)  precision %.3f  apart folded %d/%d" % (
        name, view, found, copies, found / max(1, copies), total["whole found"], total["whole"],
        total["cut found"], total["cut"], total["right"] / max(1, judged), total["apart folded"],
        total["apart"]), flush=True)


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    program, folders = sys.argv[1], [pathlib.Path(f) for f in sys.argv[2:]]
    sets = [LabelledSet(f) for f in folders if (f / "articles.jsonl").exists()]
    jaccard = lambda common, a, b: common / (a + b - common)
    share = lambda common, a, b: common / max(a, b)
    rules = [
        ("wirefold", by_wirefold(program)),
        ("equal titles", by_similarity(lambda a: {" ".join(words(a.get("title")))} - {""}, 1, share)),
        ("title trigrams >= 0.75, one day", by_similarity(trigrams, 0.75, jaccard, same_day=True)),
        ("shared title words >= 0.6", by_similarity(lambda a: set(words(a.get("title"))), 0.6, share)),
        ("one SimHash, k <= 3", by_simhash),
    ]
    for view in ("full", "feed"):
        for name, fold in rules:
            total = Counter()
            for s in sets:
                counts = s.score(fold(s.view(view)))
                if name == "wirefold":
                    print_row("  " + s.name, view, counts)
                total += counts
            print_row(name, view, total)
    for settings in CURVE:
        total = Counter()
        for s in sets:
            total += s.score(by_wirefold(program, settings)(s.view("feed")))
        print_row("wirefold, similarity %s words %d" % settings, "feed", total)


main()
