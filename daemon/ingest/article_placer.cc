#include "wirefold/ingest/article_placer.h"

#include <algorithm>
#include <cassert>

namespace wirefold::ingest {
namespace {

// An outlet that edits an article again and again moves it only once.
constexpr int kMostMovesByEdits = 1;

/// Keeps the text and the facts of the page, which is read only once, while the feed's text
/// changes.
void keep_page(const Article& before, Prepared& prepared) {
  if (before.page_text.empty()) return;
  prepared.article.page_text = before.page_text;
  prepared.article.wire = before.wire;
  prepared.article.canonical = before.canonical;
  prepared.text = prepared.article.page_text;
  prepared.document = document_of(prepared.article);
  prepared.index.reset();
}

}  // namespace

void ArticlePlacer::load(const config::Config& config) {
  assert(check_.is_here());
  update_at_outlets_ = static_cast<std::size_t>(config.serve.update_at_outlets);
}

void ArticlePlacer::take_new(Prepared prepared, const std::string& feed_url,
                             store::Transaction& changes) {
  assert(check_.is_here());
  const IndexedText index = index_of(prepared);
  Article& article = prepared.article;
  fold::Incoming incoming{article_key_of(article), std::move(*prepared.document)};
  incoming.seen = to_.clock.arrival(article.first_seen);
  settle();
  const fold::Decision decision = to_.folder.decide(incoming);
  const Timestamp came = to_.clock.now();
  const std::size_t before = decision.story ? to_.stories.outlets(*decision.story) : 0;
  const std::size_t of_event = decision.story ? to_.keeper.outlets(*decision.story) : 0;
  store::FoldingWriter& to = changes.folding();
  const StoryId story = decision.story ? *decision.story : add_story(article, came, to);
  article.id = incoming.id =
      to.add_article(article, story, decision.reason, index.search_words, came);
  changes.memory().save_fingerprints(stored_fingerprints(incoming, index.fingerprints));
  to_.stories.joined(story, article);
  to_.lookup.added(article, feed_url);
  to_.folder.remember(incoming, index.fingerprints, story);
  is_changed_ = true;
  note_arrival(story, article, decision, before, to);
  if (decision.story) {
    to_.keeper.announce(story, of_event, changes.events());
  } else {
    to_.keeper.begin(story, article, index.terms, changes.events());
  }
  to_.young.add(article.id, came);
  revise_stories(fold::kMostMoves, changes);
}

StoryId ArticlePlacer::add_story(const Article& article, Timestamp now, store::FoldingWriter& to) {
  const Timestamp published =
      std::min(article.published.value_or(article.first_seen), article.first_seen);
  const StoryId story = to.add_story(published, now);
  to_.stories.added(story, now);
  return story;
}

/// Notes the event of a new article. It may become the lead of its story, or announce it.
void ArticlePlacer::note_arrival(StoryId story, const Article& article,
                                 const fold::Decision& decision, std::size_t outlets_before,
                                 store::FoldingWriter& to) {
  const bool is_copy = decision.story.has_value();
  const std::size_t outlets = is_copy ? to_.stories.outlets(story) : 1;
  to_.events.add({is_copy ? StoryNews::kCopy : StoryNews::kStory, story, StoryId{}, article,
                  decision.reason, outlets});
  announce(story, outlets_before, outlets, to);
  if (is_copy) prefer_as_lead(story, article, to);
}

void ArticlePlacer::settle() {
  if (const auto settled = to_.young.take_settled()) to_.folder.settle(*settled);
}

/// Marks a story as updated when it reaches the number of outlets in serve.update_at_outlets.
void ArticlePlacer::announce(StoryId story, std::size_t outlets_before, std::size_t outlets,
                             store::FoldingWriter& to) {
  const std::size_t wanted = update_at_outlets_;
  if (wanted > 1 && outlets_before < wanted && outlets >= wanted) {
    to.announce(story, to_.clock.now());
  }
}

/// Makes `article` the lead of a young story if it is better than the current lead.
void ArticlePlacer::prefer_as_lead(StoryId story, const Article& article,
                                   store::FoldingWriter& to) {
  if (!to_.leads.is_any()) return;
  const store::StoryFacts& facts = to_.stories.of(story);
  if (!to_.young.is_young(facts.created)) return;
  const auto lead = to_.lookup.article(facts.lead);
  if (!lead || !to_.leads.is_better(article, *lead)) return;
  to.set_lead(story, article.id, to_.clock.now());
  to_.stories.forget(story);
  note_lead(story, article);
}

void ArticlePlacer::note_lead(StoryId story, const Article& article) {
  to_.events.add(
      {StoryNews::kLead, story, StoryId{}, article, FoldReason(), to_.stories.outlets(story)});
}

void ArticlePlacer::take_edit(ArticleId known, Prepared prepared, store::Transaction& changes) {
  assert(check_.is_here());
  prepared.article.id = known;
  const auto before = to_.lookup.article(known);
  if (!before) return;
  analyse(prepared);
  keep_page(*before, prepared);
  replace(known, std::move(prepared), changes);
}

/// Replaces the text of a stored article and what is derived from it.
void ArticlePlacer::replace(ArticleId known, Prepared prepared, store::Transaction& changes) {
  const IndexedText& index = index_of(prepared);
  changes.folding().update_article(prepared.article, index.search_words, to_.clock.now());
  to_.lookup.changed(prepared.article);
  is_changed_ = true;
  changes.memory().update_fingerprints(known, fold::pack(index.fingerprints));
  settle();
  to_.folder.replace(known, std::move(*prepared.document));
  revise_stories(kMostMovesByEdits, changes);
}

bool ArticlePlacer::may_leave(ArticleId article) {
  assert(check_.is_here());
  const auto stored = to_.lookup.article(article);
  return stored && to_.young.is_young(stored->first_seen);
}

void ArticlePlacer::take_over(ArticleId known, Prepared prepared, store::Transaction& changes) {
  assert(check_.is_here());
  prepared.article.id = known;
  const auto placement = to_.stored.placement(known);
  if (!placement) return;
  analyse(prepared);
  store::FoldingWriter& to = changes.folding();
  to.give_article(prepared.article);
  to_.stories.forget(placement->story);
  const std::uint64_t outlet = outlet_hash(prepared.article.publisher);
  changes.memory().set_fingerprint_outlet(known, outlet);
  to_.folder.set_outlet(known, outlet);
  is_changed_ = true;
  const Article article = prepared.article;
  replace(known, std::move(prepared), changes);
  const auto now = to_.stored.placement(known);
  if (!now) return;
  if (to_.stories.of(now->story).lead == known) {
    note_lead(now->story, article);
  } else {
    prefer_as_lead(now->story, article, to);
  }
}

/// Corrects the stories that the last article touches. An article moves at most `most` times.
void ArticlePlacer::revise_stories(int most, store::Transaction& changes) {
  for (auto move = to_.folder.revise(); move; move = to_.folder.revise()) {
    const auto placement = to_.stored.placement(move->article);
    if (!placement || (move->to != move->from && placement->moves >= most)) {
      to_.folder.hold(move->article);
    } else {
      take_move(*move, changes);
    }
  }
}

void ArticlePlacer::take_move(const fold::Move& move, store::Transaction& changes) {
  const Timestamp at = to_.clock.now();
  store::FoldingWriter& to = changes.folding();
  if (move.to == move.from) {
    to.set_reason(move.article, move.reason, at);
    return;
  }
  const auto article = to_.lookup.article(move.article);
  if (!article) return;
  const StoryId story =
      move.to ? *move.to
              : to.add_story(article->published.value_or(at), to_.stories.of(move.from).created);
  if (move.whole) {
    to.merge_story(move.from, story, move.article, move.reason, at);
    to_.folder.merge(move.from, story);
    to_.overrides.load(changes);
  } else {
    to.move_article(move.article, story, move.reason, at);
    to_.folder.move(move.article, story);
  }
  to_.stories.forget(move.from);
  to_.stories.forget(story);
  const auto what = move.whole ? StoryNews::kMerge : StoryNews::kSplit;
  to_.events.add({what, story, move.from, *article, move.reason, to_.stories.outlets(story)});
  if (!move.to) to_.keeper.begin(story, *article, changes.events());
  if (to_int(to_.stories.of(move.from).lead) == 0) {
    to_.keeper.merged(move.from, story, changes.events());
  }
}

}  // namespace wirefold::ingest
