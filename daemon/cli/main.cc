// The command line.
#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdlib>
#include <ctime>
#include <sstream>

#include "completion.h"
#include "unknown_command.h"
#include "commands.h"
#include "wirefold/base/output.h"
#include "wirefold/base/printable.h"

namespace {

namespace app = wirefold::app;
using wirefold::RulingKind;
using wirefold::to_error;
using wirefold::to_output;

constexpr char kDefaultConfig[] = "/etc/wirefold/wirefold.toml";

constexpr char kConfigVariable[] = "WIREFOLD_CONFIG";

std::string default_config() {
  const char* const named = std::getenv(kConfigVariable);  // NOLINT(concurrency-mt-unsafe)
  return named == nullptr || *named == '\0' ? kDefaultConfig : named;
}

void add_config_option(CLI::App& command, std::string& file) {
  file = default_config();
  command.add_option("-c,--config", file, "Configuration file; else $WIREFOLD_CONFIG names it")
      ->capture_default_str();
}

/// CLI11's message, whose first line may have the arguments in it.
std::string wrong_usage(const CLI::App* app, const CLI::Error& error) {
  const std::string whole = CLI::FailureMessage::simple(app, error);
  const std::string_view first = error.what();
  return wirefold::printable(first) + whole.substr(first.size());
}

/// Command line to exit code. CLI11 keeps references to these until parse() returns.
class CommandLine {
 public:
  CommandLine() {
    top_.name("wirefold");
    top_.set_version_flag("--version", "wirefold " WIREFOLD_VERSION);
    top_.require_subcommand(1);
    top_.failure_message(wrong_usage);
    add_daemon_commands();
    add_feeds();
    add_stories();
    add_story();
    add_tail();
    add_status();
    add_care();
    add_parse();
    add_extract();
    add_fold();
    add_explain();
    add_completion();
    top_.footer(
        "A beginning:\n"
        "  wirefold check --print-config > wirefold.toml\n"
        "  export WIREFOLD_CONFIG=$PWD/wirefold.toml\n"
        "  wirefold feeds add news.example.org    find the feed of a site, and put it on the list\n"
        "  wirefold check --online                is the configuration good, and every feed "
        "there?\n"
        "  wirefold run                           then open http://localhost:8710/\n"
        "  wirefold tail                          stories and copies as they come\n"
        "Each command has a --help of its own.\n"
        "Exit codes: 0 done, 1 the input or the work failed, 2 wrong usage.\n"
        "Manual: wirefold(1), wirefold.toml(5).");
  }

  int main(int argc, char** argv) {
    if (argc < 2) {
      to_error().lines(top_.help());
      return 2;
    }
    const std::string unknown = app::unknown_command(top_, {argv + 1, argv + argc});
    if (!unknown.empty()) {
      to_error() << "wirefold: " << unknown << '\n';
      return 2;
    }
    try {
      top_.parse(arguments(argc, argv));
    } catch (const CLI::ParseError& error) {
      std::ostringstream help;
      std::ostringstream wrong;
      const int code = top_.exit(error, help, wrong);
      to_output().lines(help.str());
      to_error().lines(wrong.str());
      return code == 0 ? 0 : 2;
    }
    return work_();
  }

 private:
  /// The arguments, last first as CLI11 wants them. "--name=" is given as a name and an empty
  /// value: CLI11 would take the next argument for the value.
  static std::vector<std::string> arguments(int argc, char** argv) {
    std::vector<std::string> out;
    for (int i = argc - 1; i > 0; --i) {
      const std::string argument = argv[i];
      const bool empty_value = argument.starts_with("--") && argument.ends_with('=');
      if (empty_value) out.emplace_back();
      out.push_back(empty_value ? argument.substr(0, argument.size() - 1) : argument);
    }
    return out;
  }

  /// A subcommand that does `work`. Its help ends with `examples`.
  CLI::App* add(CLI::App& parent, const std::string& name, const std::string& does,
                std::function<int()> work, const std::string& examples = "") {
    CLI::App* const command = parent.add_subcommand(name, does);
    command->callback([this, work = std::move(work)] { work_ = work; });
    if (!examples.empty()) command->footer("Examples:\n" + examples);
    return command;
  }

  /// One that reads the configuration.
  CLI::App* add_configured(CLI::App& parent, const std::string& name, const std::string& does,
                           std::function<int()> work, const std::string& examples = "") {
    CLI::App* const command = add(parent, name, does, std::move(work), examples);
    add_config_option(*command, config_);
    return command;
  }

  void add_daemon_commands() {
    add_configured(
        top_, "run", "Run the daemon in the foreground", [this] { return app::run(config_); },
        "  wirefold run -c ~/wirefold.toml\n"
        "A change of the feed list is taken up within seconds, one of the configuration at "
        "SIGHUP.\n"
        "SIGTERM and SIGINT end it.");
    CLI::App* check = add_configured(
        top_, "check", "Read the configuration and the feed list; print every problem as FILE:LINE",
        [this] {
          if (print_manual_) return app::print_manual();
          return print_config_ ? app::print_config() : app::check(config_, online_);
        },
        "  wirefold check -c ~/wirefold.toml --online\n"
        "  wirefold check --print-config > ~/wirefold.toml    a file to begin with");
    check->add_flag("--online", online_, "Ask for every feed, too, and say which cannot be read");
    check->add_flag("--print-config", print_config_,
                    "Print the configuration file with every setting at its default");
    check->add_flag("--print-manual", print_manual_,
                    "Print the settings as the manual page has them");
  }

  void add_parse() {
    CLI::App* parse = add(
        top_, "parse", "Print a feed document as JSON", [this] { return app::parse(parse_); },
        "  curl -s https://news.example.org/rss | wirefold parse --base "
        "https://news.example.org/rss -");
    parse->add_option("--content-type", parse_.content_type, "HTTP Content-Type of the document");
    parse->add_option("--base", parse_.base_url, "URL of the document, for relative links");
    parse->add_option("FILE", parse_.file, "Feed document; - is standard input")->required();
  }

  void add_extract() {
    CLI::App* extract = add(
        top_, "extract", "Print the article of a web page as JSON",
        [this] { return app::extract(extract_); },
        "  wirefold extract --url https://news.example.org/a page.html | jq -r .text");
    extract->add_option("--url", extract_.url, "Address of the page, for relative links and names");
    extract->add_option("--content-type", extract_.content_type,
                        "HTTP Content-Type of the page, for its charset");
    CLI::Option* why = extract->add_flag(
        "--why", extract_.why, "Say of each line of the page why it is of the article, or is not");
    extract->add_flag("--json", extract_.json, "With --why: a line of JSON each")->needs(why);
    extract->add_option("FILE", extract_.file, "HTML page; - is standard input")->required();
  }

  void add_feeds() {
    CLI::App* feeds = top_.add_subcommand("feeds", "The feed list");
    feeds->require_subcommand(1);
    add_configured(*feeds, "list", "Print the feeds of the configuration, a line each", [this] {
      return app::list_feeds(config_, json_);
    })->add_flag("--json", json_, "A line of JSON each");
    add_feeds_add(*feeds);
    add_configured(*feeds, "remove", "Take a feed off the list; its articles stay",
                   [this] { return app::remove_feed(config_, name_); })
        ->add_option("URL", name_, "Address of the feed, as the list has it")
        ->required();
    CLI::App* import = add_configured(
        *feeds, "import",
        "Add the feeds of an OPML file, with their folders, and say of each whether it was added, "
        "has moved, was there already or cannot be read",
        [this] {
          import_.config_file = config_;
          import_.json = json_;
          import_.check = !unchecked_;
          return app::import_feeds(import_);
        },
        "  wirefold feeds import subscriptions.opml\n"
        "  wirefold feeds import --no-check --json - < subscriptions.opml");
    import->add_flag("--no-check", unchecked_, "Add them without asking their servers first");
    import->add_flag("--keep-outlets", import_.keep_outlets,
                     "Take over what the file says of whose feeds are: of a list of your own");
    import->add_flag("--json", json_, "A line of JSON each");
    import->add_option("FILE", import_.file, "OPML file; - is standard input")->required();
    add_configured(
        *feeds, "export", "Print the list as OPML, without what is secret or private about a feed",
        [this] { return app::export_feeds(config_); },
        "  wirefold feeds export > subscriptions.opml");
    add_configured(*feeds, "retry",
                   "Poll a feed again that is failing, or that was given up as gone",
                   [this] { return app::retry_feed(config_, name_); })
        ->add_option("URL", name_, "Address of the feed, as the list has it")
        ->required();
  }

  void add_feeds_add(CLI::App& feeds) {
    CLI::App* const add = add_configured(
        feeds, "add",
        "Add feeds to the list, by their own addresses or by those of pages that have one",
        [this] {
          adding_.config_file = config_;
          return app::add_feeds(adding_);
        },
        "  wirefold feeds add news.example.org\n"
        "  wirefold feeds add --group World --lang en https://news.example.org/rss");
    add->add_option("--name", adding_.name, "What it is called; without it the feed's own title");
    add->add_option("--outlet", adding_.outlet,
                    "Whose the feeds are; without it as their addresses say");
    add->add_option("--group", adding_.group, "Folder of the list, such as World/Asia");
    add->add_option("--lang", adding_.lang, "Language of the feed, such as en");
    add->add_option("URL", adding_.urls, "Addresses of feeds or pages")->required();
  }

  void add_stories() {
    CLI::App* stories = add_configured(
        top_, "stories", "Print stories, the newest first",
        [this] {
          stories_.config_file = config_;
          stories_.json = json_;
          return app::stories(stories_);
        },
        "  wirefold stories --since 6h --min-outlets 3\n"
        "  wirefold stories --lang id --q 'kereta api'\n"
        "  wirefold stories --since 1d --json | jq -r .title");
    const auto filter = [this, stories](const char* options, const std::string& name,
                                        const char* help) {
      stories->add_option_function<std::string>(
          options, [this, name](const std::string& v) { stories_.filter.emplace_back(name, v); },
          help);
    };
    filter("--lang", "lang", "Only those in this language, such as id");
    filter("--outlet", "outlet", "Only those that this outlet has");
    filter("--group", "group", "Only those of this folder of the feed list, and those inside it");
    filter("--agency", "agency", "Only those that name this agency");
    filter("--since", "since", "Only those that were new or changed since: 6h, 2d, or a date");
    filter("--q,--words", "q", "Only those with words that begin so");
    filter("--min-outlets", "min_outlets", "Only those of so many outlets");
    stories
        ->add_option("-n,--limit", stories_.limit,
                     "So many from the top of the page; without it 30")
        ->check(CLI::Range(1, 100000));
    stories->add_flag("--articles", stories_.articles, "Their articles, too");
    stories->add_flag("--json", json_, "A line of JSON each, as /story/ID.json has it");
  }

  void add_story() {
    CLI::App* story = top_.add_subcommand(
        "story", "One story, and the operator's word on it, which outlasts restarts");
    story->require_subcommand(1);
    CLI::App* show = add_configured(*story, "show", "Print a story with its articles and their ids",
                                    [this] { return app::show_story(config_, number_, json_); });
    show->add_flag("--json", json_, "Print JSON");
    show->add_option("STORY", number_, "Id of the story")->required();
    add_ruling(*story, RulingKind::kPin,
               "A story keeps its articles, whatever becomes of their texts", {"STORY"});
    add_ruling(*story, RulingKind::kSplit,
               "Articles of one story leave it for one of their own, and never come back",
               {"ARTICLE"});
    add_ruling(*story, RulingKind::kMerge, "A story becomes part of another, and stays so",
               {"STORY", "INTO"});
    add_ruling(*story, RulingKind::kNever, "Two stories are never made one", {"STORY", "OTHER"});
    add_configured(*story, "rulings", "Print what was ordered, and what became of it", [this] {
      return app::list_rulings(config_, json_);
    })->add_flag("--json", json_, "A line of JSON each");
    add_configured(*story, "forget", "Take back a ruling that holds",
                   [this] { return app::forget_ruling(config_, number_); })
        ->add_option("RULING", number_, "Its number")
        ->required();
    add_configured(
        *story, "undo", "Take back any ruling: articles that a split or merge moved go back",
        [this] { return app::undo_ruling(config_, number_); },
        "  wirefold story rulings     the numbers\n"
        "  wirefold story undo 3      takes back number 3")
        ->add_option("RULING", number_, "Its number")
        ->required();
  }

  void add_ruling(CLI::App& story, RulingKind kind, const std::string& does,
                  const std::vector<std::string>& operands) {
    CLI::App* const command =
        add_configured(story, std::string(to_string(kind)), does, [this, kind] {
          ruling_.config_file = config_;
          ruling_.kind = kind;
          if (kind != RulingKind::kSplit) ruling_.ids = {number_, other_};
          if (kind == RulingKind::kPin) ruling_.ids.pop_back();
          return app::rule(ruling_);
        });
    if (kind == RulingKind::kSplit) {
      command->add_option(operands[0], ruling_.ids, "Ids of the articles")->required();
      return;
    }
    command->add_option(operands[0], number_, "Id of the story")->required();
    if (operands.size() > 1) {
      command->add_option(operands[1], other_, "Id of the other story")->required();
    }
  }

  void add_tail() {
    CLI::App* tail = add_configured(
        top_, "tail", "Follow stories and copies as they happen, across restarts of both sides",
        [this] {
          tail_.config_file = config_;
          tail_.json = json_;
          tail_.follow = !ends_;
          return app::tail(tail_);
        },
        "  wirefold tail\n"
        "  wirefold tail --json --cursor-file ~/.wirefold-cursor | while read -r line; do …; done");
    tail->add_option("--from", tail_.from, "Behind this cursor (the \"cursor\" of --json; 0: all)");
    tail->add_option("--cursor-file", tail_.cursor_file,
                     "Go on where this file says, and keep it up to date");
    tail->add_option("-n,--lines", tail_.lines, "Events of the past, without a cursor")
        ->capture_default_str()
        ->check(CLI::Range(0, 20000));
    tail->add_flag("--no-follow", ends_, "End when all that there is has been printed");
    tail->add_flag("--json", json_, "A line of JSON each");
  }

  void add_status() {
    CLI::App* status = add_configured(
        top_, "status", "Say how the feeds are, when each is polled next and why, and what came",
        [this] {
          status_.config_file = config_;
          status_.json = json_;
          return app::status(status_);
        });
    status->add_flag("--all", status_.all, "Every feed, not only the first");
    status->add_flag("--json", json_, "Print JSON");
  }

  void add_care() {
    add_configured(
        top_, "backup", "Copy the database, as it is at one moment, beside a running daemon",
        [this] { return app::backup(config_, name_); },
        "  wirefold backup /var/backups/wirefold.db\n"
        "To restore: stop the daemon, put the copy in the place of wirefold.db, start it.")
        ->add_option("FILE", name_,
                     "Where to; an older backup there is replaced once this one is whole")
        ->required();
    add_configured(top_, "verify", "Check the database, or a backup of it", [this] {
      return app::verify(config_, name_);
    })->add_option("FILE", name_, "A backup; without it the database of the configuration");
  }

  void add_fold() {
    CLI::App* fold = add(
        top_, "fold", "Fold JSON Lines of articles; print one JSON decision a line, in input order",
        [this] { return app::fold(name_, fold_config_); },
        "  echo '{\"id\":\"1\",\"outlet\":\"A\",\"text\":\"…\"}' | wirefold fold -");
    fold->add_option("-c,--config", fold_config_, "Configuration file, for the rules of [fold]");
    fold->add_option("FILE", name_, "JSON Lines; - is standard input")->required();
  }

  void add_explain() {
    CLI::App* explain = add(
        top_, "explain", "Say why two articles are or are not one story, and show what they share",
        [this] {
          explain_.default_config = default_config();
          explain_.json = json_;
          return app::explain(explain_);
        },
        "  wirefold explain 17 23               two articles of the database\n"
        "  wirefold explain one.html two.txt    two files");
    explain->add_option("-c,--config", explain_.config_file,
                        "Configuration file, for the rules and the database");
    explain->add_flag("--json", json_, "Print JSON");
    explain
        ->add_option("A", explain_.a,
                     "Article: its id in the database, or a file of JSON, HTML or plain text")
        ->required();
    explain->add_option("B", explain_.b, "The other article")->required();
  }

  void add_completion() {
    add(
        top_, "completion", "Print a script that makes a shell complete wirefold's commands",
        [this] { return app::print_completion(top_, name_); },
        "  wirefold completion bash > ~/.local/share/bash-completion/completions/wirefold\n"
        "  wirefold completion fish > ~/.config/fish/completions/wirefold.fish")
        ->add_option("SHELL", name_, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  }

  CLI::App top_{"Folds the copies of one news story into one entry of one feed."};
  // One command is run at a time: what several have is here once.
  std::string config_;
  std::string name_;
  std::int64_t number_ = 0;
  std::int64_t other_ = 0;
  bool json_ = false;
  bool unchecked_ = false;
  bool ends_ = false;
  bool online_ = false;
  bool print_config_ = false;
  bool print_manual_ = false;
  app::ParseOptions parse_;
  app::ExtractOptions extract_;
  app::AddOptions adding_;
  app::ImportOptions import_;
  app::StoriesOptions stories_;
  app::RulingOptions ruling_;
  app::TailOptions tail_;
  app::ExplainOptions explain_;
  app::StatusOptions status_;
  std::string fold_config_;
  std::function<int()> work_;
};

}  // namespace

int main(int argc, char** argv) {
  // libcurl's and libxml2's handling of names needs a UTF-8 locale; systemd gives none.
  std::setlocale(LC_CTYPE, "C.UTF-8");  // NOLINT(concurrency-mt-unsafe): before the threads
  // localtime_r() need not look the time zone up (POSIX); which thread does it first is not left to
  // chance.
  tzset();
  try {
    return CommandLine().main(argc, argv);
  } catch (const std::exception& error) {
    to_error() << "wirefold: " << std::string_view(error.what()) << '\n';
    return 1;
  }
}
