// Articles that come one after the other, folded without a database.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

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

/// Decides as the daemon does, through the same folder. Its memory is that of the window. One
/// thread.
class FoldStream {
 public:
  explicit FoldStream(const fold::Rules& rules);

  /// A decision, in the names of the input.
  struct Line {
    std::string id;
    std::string story;  ///< The id of the article that started it.
    bool lead = false;  ///< It starts the story; the rest is empty then.
    std::string like;   ///< The id of the member that it was found to be a copy of.
    int distance = -1;
    double similarity = 0;
    std::string rule;
  };

  Line take(const InputArticle& article);

  std::int64_t articles() const noexcept { return articles_; }
  std::int64_t stories() const noexcept { return stories_; }
  std::size_t window() const noexcept { return folder_.size(); }

 private:
  struct Names {
    std::string article;
    std::string story;
  };

  /// The texts of the window, and what the input calls its articles and their stories.
  class NamedDocuments : public fold::MemoryDocuments {
   public:
    void name(ArticleId id, Names names) { names_[to_int(id)] = std::move(names); }
    const Names& names(ArticleId id) const { return names_.at(to_int(id)); }
    void drop(ArticleId id) override;

   private:
    std::unordered_map<std::int64_t, Names> names_;
  };

  NamedDocuments documents_;
  fold::Folder folder_;
  StreamClock clock_;
  std::int64_t articles_ = 0;
  std::int64_t stories_ = 0;
};

}  // namespace wirefold::app
