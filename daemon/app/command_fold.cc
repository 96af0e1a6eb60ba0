#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <unordered_map>

#include "input_article.h"
#include "settings.h"
#include "wirefold/app/commands.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/strings.h"
#include "wirefold/fold/folder.h"

namespace wirefold::app {
namespace {

/// The texts of the window, and what the input calls its articles and stories.
class NamedDocuments : public fold::MemoryDocuments {
 public:
  struct Names {
    std::string article;
    std::string story;  ///< The id of the article that started it.
  };

  void name(ArticleId id, Names names) { names_[to_int(id)] = std::move(names); }
  const Names& names(ArticleId id) const { return names_.at(to_int(id)); }

  void drop(ArticleId id) override {
    MemoryDocuments::drop(id);
    names_.erase(to_int(id));
  }

 private:
  std::unordered_map<std::int64_t, Names> names_;
};

/// What time it is in a stream of dated articles: the third latest date so far, so that one or two
/// wrong ones do not empty the window.
class StreamClock {
 public:
  Timestamp take(Timestamp published) {
    if (published > latest_.back()) {
      latest_.back() = published;
      std::sort(latest_.begin(), latest_.end(), std::greater<>());
    }
    return std::max(latest_.back(), first_ ? *first_ : first_.emplace(published));
  }

 private:
  std::optional<Timestamp> first_;
  std::array<Timestamp, 3> latest_{};
};

class Folding {
 public:
  explicit Folding(const fold::Rules& rules) : folder_(rules, documents_) {}

  /// The decision as a line of JSON.
  std::string decide(const InputArticle& a) {
    const ArticleId id{++articles_};
    const auto seen = a.published ? std::optional(clock_.take(*a.published)) : std::nullopt;
    fold::Incoming incoming = incoming_of(a, id, seen);
    const fold::Decision decision = folder_.decide(incoming);
    const FoldReason& reason = decision.reason;
    const auto like = decision.story ? documents_.names(reason.like) : NamedDocuments::Names{};
    const std::string story = decision.story ? like.story : a.id;
    documents_.name(id, {a.id, story});
    folder_.remember(std::move(incoming), decision.story.value_or(StoryId{to_int(id)}));
    if (!decision.story) ++stories_;

    JsonWriter json;
    json.begin_object().member("id", a.id).member("story", story);
    json.member("lead", !decision.story.has_value());
    decision.story ? json.member("like", like.article) : json.key("like").null();
    reason.distance < 0 ? json.key("distance").null() : json.member("distance", reason.distance);
    decision.story ? json.member("similarity", reason.similarity) : json.key("similarity").null();
    json.member("rule", reason.rule).end_object();
    return json.take();
  }

  std::int64_t articles() const { return articles_; }
  std::int64_t stories() const { return stories_; }
  std::size_t window() const { return folder_.size(); }

 private:
  NamedDocuments documents_;
  fold::Folder folder_;
  StreamClock clock_;
  std::int64_t articles_ = 0;
  std::int64_t stories_ = 0;
};

/// One line on a terminal that says how far the work is; silent elsewhere, and where the decisions
/// themselves are on the terminal.
class Progress {
 public:
  explicit Progress(std::uintmax_t bytes)
      : bytes_(bytes), shown_(isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0) {}
  ~Progress() {
    if (shown_) std::cerr << "\r\033[K";
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::uintmax_t read, const Folding& folding) const {
    constexpr std::int64_t kEvery = 512;
    if (!shown_ || folding.articles() % kEvery != 0) return;
    std::cerr << "\r\033[K";
    if (bytes_ > 0) std::cerr << read * 100 / bytes_ << " %  ";
    std::cerr << folding.articles() << " articles, " << folding.stories() << " stories, "
              << folding.window() << " in the window" << std::flush;
  }

 private:
  std::uintmax_t bytes_;  // of all input; 0 = not known
  bool shown_;
};

int fold_stream(std::istream& in, const std::string& name, std::uintmax_t bytes,
                const fold::Rules& rules) {
  Folding folding(rules);
  InputReader reader;
  const Progress progress(bytes);
  std::string line;
  std::uintmax_t read = 0;
  int exit_code = 0;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    read += line.size() + 1;
    if (trim(line).empty()) continue;
    Result<InputArticle> article = reader.read(line);
    if (article && article->id.empty()) article = Error{Errc::kMalformed, "no \"id\""};
    if (article) {
      std::cout << folding.decide(*article) << '\n';
    } else {
      std::cerr << name << ':' << number << ": " << article.error().detail << '\n';
      exit_code = 1;
    }
    progress.show(read, folding);
  }
  return std::cout.flush() ? exit_code : 1;
}

std::uintmax_t size_of(std::ifstream& in) {
  in.seekg(0, std::ios::end);
  const auto end = in.tellg();
  in.clear();
  in.seekg(0);
  in.clear();  // a pipe cannot seek
  return end > 0 ? static_cast<std::uintmax_t>(end) : 0;
}

}  // namespace

int fold(const std::string& file, const std::string& config_file) {
  fold::Rules rules;
  if (!config_file.empty()) {
    const config::Loaded loaded = config::load(config_file);
    if (!report(loaded.problems)) return 1;
    rules = rules_of(loaded.config);
  }
  std::ios::sync_with_stdio(false);
  if (file == "-") return fold_stream(std::cin, "standard input", 0, rules);
  std::ifstream in(file);
  if (!in) {
    std::cerr << "wirefold fold: " << file << ": cannot be read\n";
    return 1;
  }
  const std::uintmax_t bytes = size_of(in);
  return fold_stream(in, file, bytes, rules);
}

}  // namespace wirefold::app
