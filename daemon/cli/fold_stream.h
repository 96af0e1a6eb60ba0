// Folds a stream of articles without a database.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "event_stream.h"
#include "input_article.h"
#include "stream_clock.h"
#include "wirefold/fold/folder.h"

namespace wirefold::cli {

/// Decides as the daemon does, with the same folder. Keeps the window and the decisions that may
/// still change in memory. One thread.
class FoldStream {
 public:
  /// Maximum number of decisions that wait because they may still change. Without dates, none
  /// settles earlier.
  static constexpr std::size_t kMostWaiting = 100'000;

  /// Finds events too if their rules are given.
  explicit FoldStream(const fold::Rules& rules,
                      const std::optional<events::Rules>& events = std::nullopt,
                      std::size_t most_waiting = kMostWaiting);

  /// A decision, with the ids of the input.
  struct Line {
    std::string id;
    std::string story;  ///< The id of the article that started the story.
    bool lead = false;  ///< The article starts the story.
    /// The id of the member of which the article is a copy; empty for a lead.
    std::string like;
    int distance = -1;
    double similarity = 0;
    std::string rule;
    /// The id of the article that contains its whole text, for the rule "contained".
    std::string whole;
    /// The id of the article that started its event; empty if it is in none.
    std::string event;
  };

  /// Folds an article. Returns the decisions that can no longer change, in input order. A story may
  /// come to be in an event as long as it is in the window of the events.
  std::vector<Line> take(const InputArticle& article);

  /// Returns the remaining decisions at the end of the input.
  std::vector<Line> finish();

  std::int64_t articles() const noexcept { return articles_; }
  std::int64_t stories() const noexcept { return stories_; }
  std::size_t window() const noexcept { return folder_.size(); }

 private:
  /// The ids, in the input, of an article and of the article that started its story.
  struct Names {
    std::string article;
    std::string story;
  };

  /// A decision that may still change.
  struct Waiting {
    Line line;
    StoryId story{};
    std::optional<Timestamp> published;
    std::optional<Timestamp> came;
    int moves = 0;
    std::optional<events::NewReport> report;  // if events are found
  };

  /// A decision about the story, whose event is not known yet.
  struct Settled {
    Line line;
    StoryId story{};
    std::optional<Timestamp> published;
    std::optional<Timestamp> came;
  };

  /// The texts and the names of the articles in the window.
  class NamedDocuments : public fold::MemoryDocuments {
   public:
    void name(ArticleId id, Names names) { names_[to_int(id)] = std::move(names); }

    /// Empty for an article that has left the window.
    Names names(ArticleId id) const;
    void drop(ArticleId id) override;

   private:
    std::unordered_map<std::int64_t, Names> names_;
  };

  /// The number of the last article whose decision no longer waits; 0 if there is none.
  std::int64_t last_settled() const;
  Waiting* waiting(ArticleId id);
  void place(ArticleId id, Waiting& article, StoryId story, const FoldReason& reason);
  void carry_out(const fold::Move& move);
  void note_time(Timestamp now);
  void begin_story(Waiting& article);
  bool has_passed(std::optional<Timestamp> came, std::chrono::seconds time) const;
  void settle();
  std::vector<Line> take_final();

  fold::Rules rules_;
  std::chrono::seconds event_window_{0};
  std::optional<EventStream> events_;
  std::size_t most_waiting_;
  NamedDocuments documents_;
  fold::Folder folder_;
  StreamClock clock_;
  std::optional<Timestamp> now_;
  std::deque<Waiting> waiting_;  // in input order; the last has number articles_
  std::deque<Settled> settled_;  // in input order
  std::int64_t articles_ = 0;
  std::int64_t stories_ = 0;
  std::int64_t last_story_ = 0;
};

}  // namespace wirefold::cli
