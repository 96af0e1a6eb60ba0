// Articles that come one after the other, folded without a database.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "input_article.h"
#include "wirefold/fold/folder.h"

namespace wirefold::app {

/// What time it is in a stream of dated articles: the latest date so far; but a date that is days
/// ahead of all others counts once three have come, so that one or two wrong ones do not empty the
/// window.
class StreamClock {
 public:
  /// The time once an article of this date has come. Never falls.
  Timestamp take(Timestamp published);

 private:
  std::optional<Timestamp> now_;
  std::array<Timestamp, 3> latest_{};  // latest first
};

/// Decides as the daemon does, through the same folder. Its memory is that of the window and of
/// what may still change. One thread.
class FoldStream {
 public:
  /// Decisions that wait at most. Those of a stream without dates never grow old.
  static constexpr std::size_t kMostWaiting = 100'000;

  explicit FoldStream(const fold::Rules& rules, std::size_t most_waiting = kMostWaiting);

  /// A decision, in the names of the input.
  struct Line {
    std::string id;
    std::string story;  ///< The id of the article that started it.
    bool lead = false;  ///< It starts the story.
    /// The id of the member that it was found to be a copy of; empty for a lead.
    std::string like;
    int distance = -1;
    double similarity = 0;
    std::string rule;
    /// The id of the article that holds its text whole, for the rule "contained".
    std::string whole;
  };

  /// The decisions that can no longer change, once this article has come; in the order of coming.
  std::vector<Line> take(const InputArticle& article);

  /// The others, at the end.
  std::vector<Line> finish();

  std::int64_t articles() const noexcept { return articles_; }
  std::int64_t stories() const noexcept { return stories_; }
  std::size_t window() const noexcept { return folder_.size(); }

 private:
  /// What the input calls an article and the article that started its story.
  struct Names {
    std::string article;
    std::string story;
  };

  /// A decision that may still change.
  struct Waiting {
    Line line;
    StoryId story{};
    std::optional<Timestamp> came;
    int moves = 0;
  };

  /// The texts of the window, and the names of its articles.
  class NamedDocuments : public fold::MemoryDocuments {
   public:
    void name(ArticleId id, Names names) { names_[to_int(id)] = std::move(names); }

    /// Empty for an article that has left the window.
    Names names(ArticleId id) const;
    void drop(ArticleId id) override;

   private:
    std::unordered_map<std::int64_t, Names> names_;
  };

  /// The last article whose decision no longer waits; 0 for none.
  std::int64_t last_told() const;
  Waiting* waiting(ArticleId id);
  void place(ArticleId id, Waiting& article, StoryId story, const FoldReason& reason);
  void carry_out(const fold::Move& move);
  bool is_settled(const Waiting& article) const;
  std::vector<Line> told();

  fold::Rules rules_;
  std::size_t most_waiting_;
  NamedDocuments documents_;
  fold::Folder folder_;
  StreamClock clock_;
  std::optional<Timestamp> now_;
  std::deque<Waiting> waiting_;  // in the order of coming: the last is number articles_
  std::int64_t articles_ = 0;
  std::int64_t stories_ = 0;
  std::int64_t last_story_ = 0;
};

}  // namespace wirefold::app
