#!/usr/bin/env python3
"""Scores the folding of labelled articles, by wirefold and by the rules of other aggregators.

    fold_scores.py PROGRAM SET... [--judged FILE]

PROGRAM is wirefold. A SET is a folder of labelled articles, as labelled_sets.py describes them. FILE has
pairs judged by eye (JSON Lines with "set", "a", "b" and "label": copy, lead, event or apart), which override
all labels. Each rule folds three views of the articles: the whole articles (full), the content of a plain
feed (feed: the headline with the summary, or else the first 40 words), and the headline with one sentence of
that (sent).

  copies  labelled copies of two outlets that are in one story, of all such copies
  seen    the same, of those copies that a reader can recognise in the view: a common run of 10 words, runs of
          4 words or more with 16 in all, or headlines that have .8 of their words in common
  traps   pairs that are known to be of two events and are in one story, of all such pairs

The other columns judge the pairs of two outlets that are in one story, as a reader would. The second article
is a copy, is welcome (lead: one event and nearly one lead), is neutral (event: one event in other words) or
misleads (apart). Pairs that nobody can judge are left out.

  strict  the share of copies;  reader  of copies and leads;  harm  of pairs that mislead
"""

import argparse
import collections
import itertools
import json
import pathlib
import re
import subprocess
import tempfile

from alike import shown_alike
from labelled_sets import LabelledSet, read_judged
from other_rules import TEXT_RULES, TITLE_RULES

FEED_WORDS = 40
# A sentence ends at the first word in this range with a mark at its end.
SENTENCE_WORDS = range(7, 31)
VERDICTS = ("copy", "lead", "event", "apart")


def whole(article):
    return article


def feed_entry(article):
    entry = {k: v for k, v in article.items() if k != "text"}
    if not entry.get("summary"):
        entry["summary"] = " ".join((article.get("text") or "").split()[:FEED_WORDS])
    return entry


def first_sentence(article):
    entry = feed_entry(article)
    tokens = entry["summary"].split()[:SENTENCE_WORDS[-1]]
    ends = (n for n in SENTENCE_WORDS if n <= len(tokens) and tokens[n - 1][-1] in ".!?")
    entry["summary"] = " ".join(tokens[:next(ends, len(tokens))])
    return entry


VIEWS = {"full": whole, "feed": feed_entry, "sent": first_sentence}


def by_wirefold(program):
    """Folds with the program itself, through a file as a user would."""
    def fold(articles):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            for article in articles:
                file.write(json.dumps(article, ensure_ascii=False) + "\n")
            file.flush()
            lines = subprocess.run([program, "fold", file.name], check=True, stdout=subprocess.PIPE).stdout
        return {d["id"]: d["story"] for d in map(json.loads, lines.decode().splitlines())}
    return fold


def folded_pairs(labelled, story):
    """Pairs of two outlets in one story."""
    members = collections.defaultdict(list)
    for article in labelled.by_id:
        members[story[article]].append(article)
    pairs = itertools.chain.from_iterable(itertools.combinations(ids, 2) for ids in members.values())
    return [(a, b) for a, b in pairs if labelled.two_outlets(a, b)]


def score(labelled, seen_copies, story):
    """Counts for {article: story}. The counts of several sets can be added."""
    def together(pairs):
        return sum(story[a] == story[b] for a, b in pairs)

    counts = collections.Counter()
    for name, pairs in (("copies", labelled.copies), ("seen", seen_copies), ("traps", labelled.traps)):
        counts[name] = len(pairs)
        counts[name, "folded"] = together(pairs)
    counts.update(labelled.verdict(a, b) for a, b in folded_pairs(labelled, story))
    return counts


def scores_of_set(labelled, wirefold):
    """{(view, rule): counts}. Titles are the same in each view, so the rules on titles fold only once."""
    stories = {name: fold(labelled.articles) for name, fold in TITLE_RULES.items()}
    scores = {}
    for view, cut in VIEWS.items():
        entries = [cut(article) for article in labelled.articles]
        shown = {entry["id"]: entry for entry in entries}
        seen = [(a, b) for a, b in labelled.copies if shown_alike(shown[a], shown[b])]
        rules = {"wirefold": wirefold(entries)} | stories
        rules |= {name: fold(entries) for name, fold in TEXT_RULES.items()}
        for rule, story in rules.items():
            scores[view, rule] = score(labelled, seen, story)
    return scores


ROW = "%-4s  %-36s  %14s %14s %14s  %6s %6s %5s  %s"


def print_head():
    print(ROW % ("view", "rule", "copies", "seen", "traps", "strict", "reader", "harm", ", ".join(VERDICTS)))


def print_row(view, rule, counts):
    found = ["%d/%d %s" % (counts[n, "folded"], counts[n], share(counts[n, "folded"], counts[n]))
             for n in ("copies", "seen", "traps")]
    judged = sum(counts[v] for v in VERDICTS)
    shares = [share(n, judged) for n in (counts["copy"], counts["copy"] + counts["lead"], counts["apart"])]
    verdicts = ", ".join(str(counts[v]) for v in VERDICTS)
    print(ROW % (view, rule, *found, *shares, verdicts), flush=True)


def share(part, whole):
    return re.sub("^0", "", "%.3f" % (part / whole)) if whole else "-"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judged", metavar="FILE", type=pathlib.Path)
    parser.add_argument("program", metavar="PROGRAM")
    parser.add_argument("sets", metavar="SET", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    judged = read_judged(arguments.judged) if arguments.judged else {}
    totals = collections.defaultdict(collections.Counter)
    print_head()
    for folder in arguments.sets:
        if not (folder / "articles.jsonl").exists():
            continue
        labelled = LabelledSet(folder, judged.get(folder.name, {}))
        for (view, rule), counts in scores_of_set(labelled, by_wirefold(arguments.program)).items():
            totals[view, rule].update(counts)
            if rule == "wirefold":
                print_row(view, "wirefold, " + labelled.name, counts)
    print()
    print_head()
    for (view, rule), counts in totals.items():
        print_row(view, rule, counts)


main()
