#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "cli/reports/event_explanation.h"
#include "columns.h"
#include "commands.h"
#include "event_stream.h"
#include "explanation.h"
#include "input_article.h"
#include "loaded_config.h"
#include "wirefold/app/options.h"
#include "wirefold/base/file.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/strings.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/ingest/fold_rules.h"
#include "wirefold/ingest/reports/new_report.h"
#include "wirefold/outlet/publisher_of.h"
#include "wirefold/page/page.h"
#include "wirefold/store/database.h"

namespace wirefold::cli {
namespace {

constexpr std::size_t kAllWords = events::kMostTerms;

constexpr std::size_t kMaxFile = page::kMaxPageBytes;

std::optional<ArticleId> id_of(std::string_view name) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  const bool whole = error == std::errc() && end == name.data() + name.size();
  return whole && id > 0 ? std::optional(ArticleId{id}) : std::nullopt;
}

/// Reads a JSON object, an HTML page, or plain text. The first of several lines is the title.
Result<InputArticle> article_in(const std::string& bytes) {
  const std::string_view text = trim(bytes);
  if (text.starts_with('{')) return InputReader().read(std::string(text));
  InputArticle out;
  if (text.starts_with('<')) {
    const auto page = page::read_page(bytes, "text/html", "");
    if (!page) return page.error();
    out.title = page->title;
    out.text = page->text;
    const Publisher at = outlet::publisher_at(page->canonical);
    out.outlet = at.is_certain() ? at.id() : page->site;
    out.url = page->canonical;
    out.published = page->published;
    return out;
  }
  const std::size_t end = text.find('\n');
  if (end != std::string_view::npos) out.title = trim(text.substr(0, end));
  out.text = trim(text.substr(out.title.empty() ? 0 : end));
  return out;
}

Result<ExplainSide> side_of_file(const std::string& file, ArticleId id) {
  const Result<std::string> bytes = read_file(file, kMaxFile);
  if (!bytes) return bytes.error();
  const Result<InputArticle> article = article_in(*bytes);
  if (!article) return Error{article.error().code, file + ": " + article.error().detail};
  fold::Incoming incoming = incoming_of(*article, id, {});
  events::NewReport report = report_of(*article, incoming);
  ExplainSide side{file,
                   article->outlet,
                   article->title,
                   std::move(incoming),
                   body_of(*article),
                   std::move(report)};
  if (side.article.document.body.empty() && side.article.document.title.empty()) {
    return Error{Errc::kMalformed, file + ": contains no article text"};
  }
  return side;
}

Result<ExplainSide> side_of_stored(store::Reading& stored, ArticleId id) {
  const std::string name = std::to_string(to_int(id));
  const auto article = stored.article(id);
  if (!article) return Error{Errc::kUnsupported, "no article " + name + " in the database"};
  return ExplainSide{name,
                     article->outlet,
                     article->title,
                     {ingest::article_key_of(*article), ingest::document_of(*article)},
                     ingest::text_of(*article),
                     ingest::report_of(StoryId{}, *article)};
}

/// The daemon's fold window, restored from the database and not changed.
struct StoredWindow {
  /// Reads the texts from the database. Stores and drops nothing.
  class Texts : public fold::Documents {
   public:
    explicit Texts(store::Folding& stored) : stored_(stored) {}
    void put(ArticleId /*id*/, const Document& /*document*/) override {}
    void drop(ArticleId /*id*/) override {}
    std::optional<Document> get(ArticleId id) override {
      const std::vector<Article> found = stored_.articles({&id, 1});
      return found.empty() ? std::nullopt : std::optional(ingest::words_of(found.front()));
    }

   private:
    store::Folding& stored_;
  };

  StoredWindow(store::Folding& stored, const fold::Rules& rules)
      : texts(stored), folder(rules, texts) {
    stored.for_each_boilerplate([this](const LearnedSentence& s) { folder.restore(s); });
    folder.restore_learned_words(stored.common_words());
    Timestamp seen{};
    stored.for_each_fingerprints([&, this](const store::StoredFingerprints& article) {
      const auto fingerprints = fold::unpack_fingerprints(article.fingerprints);
      if (!fingerprints) return;
      seen = std::max(seen, std::min(article.seen, wall_clock_now()));  // the clock may have jumped
      folder.restore(ingest::article_key_of(article, seen), *fingerprints, article.story,
                     ingest::reason_of(article));
    });
  }

  Texts texts;
  fold::Folder folder;
};

/// Loads the articles, the rules and the learned data, and prints the explanation.
class Explaining {
 public:
  explicit Explaining(const ExplainOptions& options) : options_(options) {}

  int run() {
    if (!load()) return 1;
    ExplainSide sides[2];
    for (int i = 0; i < 2; ++i) {
      const std::string& name = i == 0 ? options_.a : options_.b;
      const auto id = id_of(name);
      Result<ExplainSide> side =
          id ? side_of_stored(view_->reading(), *id) : side_of_file(name, ArticleId{-1 - i});
      if (!side) {
        to_error() << "wirefold explain: " << side.error().detail << '\n';
        return 1;
      }
      sides[i] = *std::move(side);
    }
    const Explanation e = explain(sides[0], sides[1], rules_, learned_);
    event_.compared = events::compare(sides[0].report, sides[1].report,
                                      view_ ? view_->events().word_counts() : "", kAllWords);
    options_.json ? print_json(sides[0], sides[1], e) : print_text(sides[0], sides[1], e);
    return to_output().flush() ? 0 : 1;
  }

 private:
  bool load() {
    const bool stored = id_of(options_.a) || id_of(options_.b);
    if (options_.config_file.empty() && !stored) return true;
    const std::string& file =
        options_.config_file.empty() ? options_.default_config : options_.config_file;
    const auto config = load_config(file);
    if (!config) return false;
    rules_ = ingest::rules_of(*config);
    event_.threshold = ingest::event_rules_of(*config).threshold;
    if (!stored) return true;
    view_ = store::open_to_read(app::database_file(*config));
    view_->folding().for_each_boilerplate(
        [this](const LearnedSentence& s) { boilerplate_.insert(s.key); });
    learned_.is_boilerplate = [this](std::uint64_t outlet, std::uint64_t sentence) {
      return is_learned(boilerplate_, outlet, sentence);
    };
    learned_.words.restore(view_->folding().common_words());
    learned_.background = [this](fold::Seen one, fold::Seen two) {
      if (!window_) window_.emplace(view_->folding(), rules_);
      return window_->folder.background(one, two);
    };
    return true;
  }

  std::optional<store::Placement> placement_of(const std::string& name) {
    const auto id = id_of(name);
    return id && view_ ? view_->reading().placement(*id) : std::nullopt;
  }

  /// The story of a stored article and the rule that put it there; empty for a file.
  std::string placed(const std::string& name) {
    const auto placement = placement_of(name);
    if (!placement) return {};
    const FoldReason& reason = placement->reason;
    std::string out =
        fmt::format("in story {} by rule \"{}\"", to_int(placement->story), reason.rule);
    if (to_int(reason.like) == 0) return out;
    return out + fmt::format(", {} {}", reason.rule == kContained ? "contained in" : "like",
                             to_int(reason.like));
  }

  void print_head(const char* letter, const ExplainSide& side) {
    const auto& published = side.article.published;
    to_output() << letter << "  " << side.name << "  "
                << (published ? format_rfc3339(*published) : "no date") << "  " << side.outlet
                << "\n   " << side.title << '\n';
    if (const std::string where = placed(side.name); !where.empty()) {
      to_output() << "   " << where << '\n';
    }
  }

  void print_text(const ExplainSide& a, const ExplainSide& b, const Explanation& e) {
    print_head("A", a);
    print_head("B", b);
    to_output() << '\n' << sentence_of(e) << "  (rule \"" << rule_of(e.verdict.outcome) << "\")\n";
    for (const std::string& line : remarks_on(e)) to_output() << line << '\n';
    for (const Conflict& c : e.conflicts) {
      to_output() << "Conflicting " << (c.numbers ? "numbers: " : "names: ") << c.a << " / " << c.b
                  << '\n';
    }
    to_output() << "What would change the decision:\n";
    for (const std::string& line : e.otherwise) to_output() << "  " << line << '\n';
    print_passages(e);
    to_output() << '\n';
    for (const std::string& line : lines_of(event_)) to_output() << line << '\n';
  }

  static void print_passages(const Explanation& e) {
    constexpr std::string_view kMarks[] = {"=", "≠", "A", "B"};
    const std::size_t width = column_width();
    (to_output() << '\n').lines(side_by_side(" ", "A", "B", width));
    for (const Passage& p : e.passages) {
      to_output().lines(side_by_side(kMarks[p.kind], p.a, p.b, width));
    }
  }

  static std::size_t column_width() {
    constexpr std::size_t kUsual = 100;
    constexpr std::size_t kLeast = 20;
    winsize size{};
    const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return std::max(((known ? size.ws_col : kUsual) - 4) / 2, kLeast);
  }

  void write_side(JsonWriter& json, const char* key, const ExplainSide& side) {
    json.key(key).begin_object().member("name", side.name);
    json.member("outlet", side.outlet).member("title", side.title);
    if (side.article.published) json.member("published", format_rfc3339(*side.article.published));
    json.member("words", side.article.document.body.size());
    if (const auto placement = placement_of(side.name)) {
      const FoldReason& reason = placement->reason;
      json.member("story", to_int(placement->story)).member("rule", reason.rule);
      if (reason.rule == kContained) json.member("contained_in", to_int(reason.like));
    }
    json.end_object();
  }

  void print_json(const ExplainSide& a, const ExplainSide& b, const Explanation& e) {
    constexpr std::string_view kKinds[] = {"common", "instead", "only_a", "only_b"};
    const fold::Comparison& c = e.comparison;
    JsonWriter json;
    json.begin_object().member("together", is_copy(e.verdict.outcome));
    json.member("rule", rule_of(e.verdict.outcome)).member("why", sentence_of(e));
    json.member("similarity", c.containment()).member("matched", c.matched);
    json.member("shorter", c.shorter).member("longer", c.longer).member("longest_run", c.longest);
    json.member("found", e.found).member("shared_samples", e.shared_samples);
    json.key("distance").begin_object().member("whole", e.whole).member("lead", e.lead);
    json.member("headline", e.headline).member("sentence", e.sentence).end_object();
    json.key("around").begin_object().member("opening_a", e.around.first_opening);
    json.member("opening_b", e.around.second_opening).member("own_a", e.around.first_subject);
    json.member("own_b", e.around.second_subject).end_object();
    json.member("conflicting", c.conflicts).member("agreeing", c.agreements);
    write_side(json, "a", a);
    write_side(json, "b", b);
    json.key("conflicts").begin_array();
    for (const Conflict& conflict : e.conflicts) {
      json.begin_object().member("kind", conflict.numbers ? "number" : "name");
      json.member("a", conflict.a).member("b", conflict.b).end_object();
    }
    json.end_array().key("otherwise").begin_array();
    for (const std::string& line : e.otherwise) json.value(line);
    json.end_array().key("passages").begin_array();
    for (const Passage& p : e.passages) {
      json.begin_object().member("kind", kKinds[p.kind]).member_if("a", p.a).member_if("b", p.b);
      json.end_object();
    }
    json.end_array();
    if (e.weighed) write_evidence(json, *e.weighed);
    write_json(json.key("event"), event_);
    to_output().json(json.end_object().take()) << '\n';
  }

  static void write_evidence(JsonWriter& json, const fold::Weighed& weighed) {
    json.member("probability", fold::probability_of(weighed.score));
    json.member("headline_recurs", weighed.recurrences);
    json.member("strangers", weighed.sharers.strangers);
    json.member("of_other_days", weighed.sharers.of_other_days);
    json.key("evidence").begin_array();
    for (std::size_t i = 0; i < fold::kFeatures; ++i) {
      const double value = weighed.features.at(i);
      if (value == 0) continue;
      json.begin_object().member("feature", fold::name_of(static_cast<fold::Feature>(i)));
      json.member("value", value).member("points", value * fold::weights().at(i)).end_object();
    }
    json.end_array();
  }

  const ExplainOptions& options_;
  fold::Rules rules_;
  EventExplanation event_{{}, events::Rules().threshold};
  std::unique_ptr<store::View> view_;    // null without an article of the database
  std::set<std::uint64_t> boilerplate_;  // keys of learned sentences
  Learned learned_;
  std::optional<StoredWindow> window_;  // loaded on demand
};

}  // namespace

int explain(const ExplainOptions& options) { return Explaining(options).run(); }

}  // namespace wirefold::cli
