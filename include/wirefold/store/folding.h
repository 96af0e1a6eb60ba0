// The port of the fold thread: what is known of a batch of entries, and the changes that follow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/article.h"
#include "wirefold/model/history.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/learned_sentence.h"
#include "wirefold/model/story.h"
#include "wirefold/model/story_event.h"
#include "wirefold/model/waiting_entry.h"
#include "wirefold/store/reading.h"

namespace wirefold::store {

/// The feed that looks for articles, with its publisher.
struct Asker {
  Publisher publisher;
  FeedId feed{};
};

/// An entry of a feed, as far as the store needs it to find the articles that it may be.
struct Probe {
  Asker asker;
  std::string key;                      ///< Article::key.
  std::string hash_key;                 ///< Its key if the article with `key` is another one.
  std::vector<std::string> other_keys;  ///< Further keys under which it may be stored.
  std::string canonical;                ///< Article::canonical.
  std::string page;                     ///< Canonical URL of its own link.
  std::string title;                    ///< Article::title.
  std::string outlet;                   ///< Article::outlet.
  std::uint64_t text_hash = 0;          ///< Article::text_hash.
  std::uint64_t twin_hash = 0;          ///< Article::twin_hash.
};

/// A stored article that an entry may be: a repeat, an edit, or another article.
struct KnownArticle {
  ArticleId id{};
  FeedId feed{};
  std::string key;
  std::string title;
  std::string link;
  std::string canonical;
  std::optional<Timestamp> published;
  std::uint64_t text_hash = 0;
  std::uint64_t twin_hash = 0;
  std::string feed_url;  ///< URL of the feed that brought it, as in the feed list.
  Publisher publisher;   ///< Publisher of that feed.
  /// Text hash of the last version in the asking feed, if known: FoldingWriter::note_listing().
  std::optional<std::uint64_t> listed;
};

/// What the store knows of one entry. The asker's articles are those of its feed, and those of its
/// publisher if that is certain.
struct Candidates {
  /// The asker's article with Probe::key; preferably of the asking feed.
  std::optional<KnownArticle> by_key;

  /// False if `by_key` has the entry's text. Only `is_story` is then set of the following fields.
  bool is_complete = true;

  std::optional<KnownArticle> by_hash_key;  ///< The same for Probe::hash_key.

  /// The same for each of Probe::other_keys.
  std::vector<std::optional<KnownArticle>> by_other_key;

  /// The asker's articles with the same canonical URL, the newest first, at most 16. Empty if the
  /// entry has none.
  std::vector<KnownArticle> of_page;

  /// The asker's articles with the same twin hash, the newest first, at most 16.
  std::vector<KnownArticle> twins;

  /// Articles of others with the canonical URL Probe::page, the newest first, at most 16.
  std::vector<KnownArticle> elsewhere;

  bool is_story = false;    ///< One of its keys is the uid of a story, which may have ended.
  bool is_waiting = false;  ///< An entry of the feed or publisher waits under its key.

  /// Set if its article was forgotten, by its key, or by its canonical URL and title: when the
  /// entry was last seen to be listed, to the day.
  std::optional<Timestamp> forgotten;

  /// Articles of the fields above that have another text than the entry, without their enclosures.
  /// The last may be missing if the answers take too much memory: see Folding::articles().
  std::vector<Article> texts;
};

/// Bytes of the candidates, roughly.
std::size_t bytes_of(const Candidates& candidates);

/// Calls `use` with each of the candidates.
template <typename Use>
void for_each(const Candidates& candidates, Use&& use) {
  if (candidates.by_key) use(*candidates.by_key);
  if (candidates.by_hash_key) use(*candidates.by_hash_key);
  for (const auto& article : candidates.by_other_key) {
    if (article) use(*article);
  }
  for (const auto* const list : {&candidates.of_page, &candidates.twins, &candidates.elsewhere}) {
    for (const KnownArticle& article : *list) use(article);
  }
}

/// What folding needs to know of a story that gets another article.
struct StoryFacts {
  StoryId id{};
  Timestamp created{};                         ///< When its first article came.
  ArticleId lead{};                            ///< 0 for a story without members.
  std::map<std::string, std::size_t> outlets;  ///< Number of members by publisher's name.
};

/// An article of the fold window, as the folder restores it.
struct StoredFingerprints {
  ArticleId article{};
  std::uint64_t outlet = 0;  ///< fold::ArticleKey::outlet.
  std::uint64_t link = 0;    ///< fold::ArticleKey::link.
  std::optional<Timestamp> published;
  Timestamp seen{};
  StoryId story{};           ///< From the article's row, like the fields below `fingerprints`.
  std::string fingerprints;  ///< Opaque to the store.
  ArticleId like{};          ///< FoldReason::like.
  double similarity = 0;     ///< FoldReason::similarity.
  std::string rule;          ///< FoldReason::rule.
  Publisher publisher;       ///< Publisher of its feed; `outlet` may still belong to another.
};

/// Reads what the fold thread needs. Within a transaction it sees that transaction's changes. All
/// methods throw StoreError.
class Folding {
 public:
  virtual ~Folding() = default;

  /// What is known of the entries, in the same order. Meant for all entries of a batch at once. If
  /// the answers take more than 16 MiB, as in an attack, only the first entries are answered, at
  /// least one: the others must be asked for again.
  virtual std::vector<Candidates> lookup(std::span<const Probe> entries) = 0;

  /// Takes part in a batch: the entries that wait for these pages. Unknown pages are left out.
  virtual std::vector<WaitingEntry> take(std::span<const std::uint64_t> pages) = 0;

  /// The articles without their enclosures. Unknown ids are left out.
  virtual std::vector<Article> articles(std::span<const ArticleId> ids) = 0;

  /// The placement of an article; nullopt for an unknown id.
  virtual std::optional<Placement> placement(ArticleId id) = 0;

  /// nullopt for an unknown story.
  virtual std::optional<StoryFacts> facts_of(StoryId story) = 0;

  /// All waiting entries, the oldest first, without WaitingEntry::entry.
  virtual void for_each_waiting(const std::function<void(const WaitingEntry&)>& use) = 0;

  /// The articles of the fold window, by rising id.
  virtual void for_each_fingerprints(const std::function<void(const StoredFingerprints&)>& use) = 0;

  /// Articles without fingerprints that were first seen at `since` or later, by rising id. A
  /// database of an earlier version has such articles.
  virtual void for_each_without_fingerprints(Timestamp since,
                                             const std::function<void(const Article&)>& use) = 0;

  /// The learned boilerplate.
  virtual void for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use) = 0;

  /// The learned words of the folder (fold::LearnedWords). Opaque to the store; empty if none are
  /// stored.
  virtual std::string common_words() = 0;
};

/// Stores the results of folding within a Transaction.
class FoldingWriter {
 public:
  virtual ~FoldingWriter() = default;

  /// Adds a story without members and assigns its uid, which never changes. The caller must
  /// add_article() the lead next.
  virtual StoryId add_story(Timestamp published, Timestamp now) = 0;

  /// Stores a new article as a member of `story`; the first member becomes the lead. It is found
  /// under `words`: normalised words, as in a StoryQuery, separated by spaces.
  virtual ArticleId add_article(const Article& article, StoryId story, const FoldReason& reason,
                                std::string_view words, Timestamp now) = 0;

  /// Replaces the text and the properties of the article `article.id`, and the words under which it
  /// is found. Its story, feed, key, outlet and first_seen stay.
  virtual void update_article(const Article& article, std::string_view words, Timestamp now) = 0;

  /// Assigns the article `article.id` to the feed, key and outlet of `article`, and resets its
  /// number of moves.
  virtual void give_article(const Article& article) = 0;

  /// Makes a known article a member of another story, for `reason`. If a story loses its lead, its
  /// earliest article becomes the lead. A story without articles is no longer served.
  virtual void move_article(ArticleId id, StoryId story, const FoldReason& reason,
                            Timestamp now) = 0;

  /// Replaces the reason why a known article is in its story.
  virtual void set_reason(ArticleId id, const FoldReason& reason, Timestamp now) = 0;

  /// Stores the text hash of an article as listed by `feed`, if another feed brought the article.
  /// The first time, also stores the current text hash for the feed that brought it.
  virtual void note_listing(ArticleId id, FeedId feed, std::uint64_t text_hash) = 0;

  /// Makes all articles of `from` members of `into`. `reason` is stored for the article `id`.
  virtual void merge_story(StoryId from, StoryId into, ArticleId id, const FoldReason& reason,
                           Timestamp now) = 0;

  /// Prepares a merged story without members to have members again, under its id and uid. The story
  /// counts as updated, so that clients that were notified of its end show it again. The caller
  /// must move_article() its lead next. Returns false if the story is unknown or has not ended.
  virtual bool revive_story(StoryId story, Timestamp now) = 0;

  /// Makes the member `id` the lead of its story.
  virtual void set_lead(StoryId story, ArticleId id, Timestamp now) = 0;

  /// Marks the story as updated, because enough outlets have it now.
  virtual void announce(StoryId story, Timestamp now) = 0;

  /// Stores that a feed still lists an entry whose article was forgotten.
  virtual void keep_forgotten(const Probe& entry, Timestamp now) = 0;
};

/// Keeps what folding remembers besides articles and stories, within a Transaction.
class MemoryWriter {
 public:
  virtual ~MemoryWriter() = default;

  /// Stores an entry that waits for its page, and sets WaitingEntry::page.
  virtual void add_waiting(WaitingEntry& entry) = 0;
  virtual void drop_waiting(std::uint64_t page) = 0;

  /// Sets WaitingEntry::scope of all waiting entries of a feed.
  virtual void set_waiting_scope(FeedId feed, std::string_view publisher) = 0;

  /// Stores an article of the fold window, and replaces what is stored of the same article.
  virtual void save_fingerprints(const StoredFingerprints& fingerprints) = 0;

  /// Replaces StoredFingerprints::fingerprints of an edited article. Does nothing for an article
  /// that is not in the window.
  virtual void update_fingerprints(ArticleId id, std::string_view fingerprints) = 0;

  /// Sets StoredFingerprints::outlet.
  virtual void set_fingerprint_outlet(ArticleId id, std::uint64_t outlet) = 0;
  virtual void drop_fingerprints(std::span<const ArticleId> articles) = 0;

  /// Stores learned boilerplate, or the time when it was last seen.
  virtual void save_boilerplate(std::span<const LearnedSentence> sentences) = 0;

  /// Deletes boilerplate that was last seen before `since`.
  virtual void forget_boilerplate(Timestamp since) = 0;
  virtual void save_common_words(std::string_view bytes) = 0;

  /// Stores events, sets their numbers, and deletes old events.
  virtual void add_events(std::span<StoryEvent> events, Timestamp now) = 0;

  /// Adds to the tally of an hour, and deletes tallies from more than five weeks before that hour.
  virtual void count_hour(const HourTally& more) = 0;
};

}  // namespace wirefold::store
