// The command line.
#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdlib>
#include <ctime>
#include <sstream>

#include "commands.h"
#include "completion.h"
#include "unknown_command.h"
#include "wirefold/base/output.h"
#include "wirefold/base/printable.h"

namespace {

namespace cli = wirefold::cli;
using wirefold::OverrideKind;
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
  command
      .add_option("-c,--config", file,
                  "Configuration file; the default is $WIREFOLD_CONFIG, if set")
      ->capture_default_str();
}

/// CLI11's message with a printable() first line, which may quote arguments.
std::string wrong_usage(const CLI::App* app, const CLI::Error& error) {
  const std::string whole = CLI::FailureMessage::simple(app, error);
  const std::string_view first = error.what();
  return wirefold::printable(first) + whole.substr(first.size());
}

/// Turns the command line into an exit code. CLI11 keeps references to the members until parse()
/// returns.
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
    add_event();
    add_tail();
    add_status();
    add_maintenance();
    add_parse();
    add_extract();
    add_fold();
    add_explain();
    add_completion();
    top_.footer(
        "Getting started:\n"
        "  wirefold check --print-config > wirefold.toml\n"
        "  export WIREFOLD_CONFIG=$PWD/wirefold.toml\n"
        "  wirefold feeds add news.example.org    find the feed of a site and add it to the list\n"
        "  wirefold check --online                check the configuration and request every feed\n"
        "  wirefold run                           then open http://localhost:8710/\n"
        "  wirefold tail                          follow stories and copies\n"
        "Each command has its own --help.\n"
        "Exit codes: 0 done, 1 the input or the work failed, 2 wrong usage.\n"
        "Manual: wirefold(1), wirefold.toml(5).");
  }

  int main(int argc, char** argv) {
    if (argc < 2) {
      to_error().lines(top_.help());
      return 2;
    }
    const std::string unknown = cli::unknown_command(top_, {argv + 1, argv + argc});
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
  /// The arguments, last first as CLI11 requires. "--name=" becomes a name and an empty value,
  /// because CLI11 would take the next argument for the value.
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

  /// A subcommand that reads the configuration.
  CLI::App* add_configured(CLI::App& parent, const std::string& name, const std::string& does,
                           std::function<int()> work, const std::string& examples = "") {
    CLI::App* const command = add(parent, name, does, std::move(work), examples);
    add_config_option(*command, config_);
    return command;
  }

  void add_daemon_commands() {
    add_configured(
        top_, "run", "Run the daemon in the foreground", [this] { return cli::run(config_); },
        "  wirefold run -c ~/wirefold.toml\n"
        "The daemon applies a change of the feed list within seconds, and a change of the "
        "configuration on SIGHUP.\n"
        "SIGTERM and SIGINT end it.");
    CLI::App* check = add_configured(
        top_, "check", "Read the configuration and the feed list; print every problem as FILE:LINE",
        [this] {
          if (print_manual_) return cli::print_manual();
          return print_config_ ? cli::print_config() : cli::check(config_, online_);
        },
        "  wirefold check -c ~/wirefold.toml --online\n"
        "  wirefold check --print-config > ~/wirefold.toml    a file to start with");
    check->add_flag("--online", online_,
                    "Also request every feed and print those that cannot be read");
    check->add_flag("--print-config", print_config_,
                    "Print the configuration file with every setting at its default");
    check->add_flag("--print-manual", print_manual_,
                    "Print the settings in the format of the manual page");
  }

  void add_parse() {
    CLI::App* parse = add(
        top_, "parse", "Print a feed document as JSON", [this] { return cli::parse(parse_); },
        "  curl -s https://news.example.org/rss | wirefold parse --base "
        "https://news.example.org/rss -");
    parse->add_option("--content-type", parse_.content_type, "HTTP Content-Type of the document");
    parse->add_option("--base", parse_.base_url, "URL of the document, for relative links");
    parse->add_option("FILE", parse_.file, "Feed document; - is standard input")->required();
  }

  void add_extract() {
    CLI::App* extract = add(
        top_, "extract", "Print the article of a web page as JSON",
        [this] { return cli::extract(extract_); },
        "  wirefold extract --url https://news.example.org/a page.html | jq -r .text");
    extract->add_option("--url", extract_.url, "Address of the page, for relative links and names");
    extract->add_option("--content-type", extract_.content_type,
                        "HTTP Content-Type of the page, for its charset");
    CLI::Option* why =
        extract->add_flag("--why", extract_.why,
                          "Print for each line of the page why it is part of the article or not");
    extract->add_flag("--json", extract_.json, "With --why: one line of JSON per line of the page")
        ->needs(why);
    extract->add_option("FILE", extract_.file, "HTML page; - is standard input")->required();
  }

  void add_feeds() {
    CLI::App* feeds = top_.add_subcommand("feeds", "Manage the feed list");
    feeds->require_subcommand(1);
    add_configured(*feeds, "list", "Print the feeds of the configuration, one per line", [this] {
      return cli::list_feeds(config_, json_);
    })->add_flag("--json", json_, "Print one line of JSON each");
    add_feeds_add(*feeds);
    add_configured(*feeds, "remove", "Remove a feed from the list; its articles stay",
                   [this] { return cli::remove_feed(config_, name_); })
        ->add_option("URL", name_, "URL of the feed, exactly as on the list")
        ->required();
    CLI::App* import = add_configured(
        *feeds, "import",
        "Add the feeds of an OPML file with their folders; print for each feed whether it was "
        "added, has moved, was already listed or cannot be read",
        [this] {
          import_.config_file = config_;
          import_.json = json_;
          import_.check = !unchecked_;
          return cli::import_feeds(import_);
        },
        "  wirefold feeds import subscriptions.opml\n"
        "  wirefold feeds import --no-check --json - < subscriptions.opml");
    import->add_flag("--no-check", unchecked_, "Add the feeds without requesting them first");
    import->add_flag("--keep-outlets", import_.keep_outlets,
                     "Keep the outlets that the file names; for a list of your own");
    import->add_flag("--json", json_, "Print one line of JSON each");
    import->add_option("FILE", import_.file, "OPML file; - is standard input")->required();
    add_configured(
        *feeds, "export", "Print the list as OPML, without local files and secrets",
        [this] { return cli::export_feeds(config_); },
        "  wirefold feeds export > subscriptions.opml");
    add_configured(*feeds, "retry", "Poll a failing feed, or one that is gone, again at once",
                   [this] { return cli::retry_feed(config_, name_); })
        ->add_option("URL", name_, "URL of the feed, exactly as on the list")
        ->required();
  }

  void add_feeds_add(CLI::App& feeds) {
    CLI::App* const add = add_configured(
        feeds, "add", "Add feeds to the list, by the URL of a feed or of a page that links to one",
        [this] {
          adding_.config_file = config_;
          return cli::add_feeds(adding_);
        },
        "  wirefold feeds add news.example.org\n"
        "  wirefold feeds add --group World --lang en https://news.example.org/rss");
    add->add_option("--name", adding_.name, "Name of the feed; by default its own title");
    add->add_option("--outlet", adding_.outlet, "Outlet of the feeds; by default their publisher");
    add->add_option("--group", adding_.group, "Folder of the feed list, such as World/Asia");
    add->add_option("--lang", adding_.lang, "Language of the feed, such as en");
    add->add_option("URL", adding_.urls, "URLs of feeds or pages")->required();
  }

  void add_stories() {
    CLI::App* stories = add_configured(
        top_, "stories", "Print stories, the newest first",
        [this] {
          stories_.config_file = config_;
          stories_.json = json_;
          return cli::stories(stories_);
        },
        "  wirefold stories --since 6h --min-outlets 3\n"
        "  wirefold stories --lang id --q 'kereta api'\n"
        "  wirefold stories --by event --since 1d\n"
        "  wirefold stories --since 1d --json | jq -r .title");
    const auto filter = [this, stories](const char* options, const std::string& name,
                                        const char* help) {
      stories->add_option_function<std::string>(
          options, [this, name](const std::string& v) { stories_.filter.emplace_back(name, v); },
          help);
    };
    filter("--lang", "lang", "Only stories in this language, such as id");
    filter("--outlet", "outlet", "Only stories of this outlet");
    filter("--group", "group", "Only stories of this folder of the feed list and its subfolders");
    filter("--agency", "agency", "Only stories that name this agency");
    filter("--since", "since", "Only stories that are new or changed since: 6h, 2d, or a date");
    filter("--q,--words", "q", "Only stories with words that begin with these");
    filter("--min-outlets", "min_outlets", "Only stories of at least this many outlets");
    filter("--by", "by", "With \"event\": one entry for each event and each other story");
    stories->add_option("-n,--limit", stories_.limit, "Number of stories, by default 30")
        ->check(CLI::Range(1, 100000));
    stories->add_flag("--articles", stories_.articles, "Also print the articles");
    stories->add_flag("--json", json_, "Print one line of JSON each, as in /api/v1/stories");
  }

  void add_story() {
    CLI::App* story = top_.add_subcommand("story", "Show one story, and manage manual overrides");
    story->require_subcommand(1);
    CLI::App* show = add_configured(*story, "show", "Print a story with its articles and their ids",
                                    [this] { return cli::show_story(config_, number_, json_); });
    show->add_flag("--json", json_, "Print JSON");
    show->add_option("STORY", number_, "Id of the story")->required();
    add_override(*story, OverrideKind::kPin,
                 "Keep the articles of a story in it, however their texts change", {"STORY"});
    add_override(*story, OverrideKind::kSplit,
                 "Move articles of one story to a new story, and keep the two apart", {"ARTICLE"});
    add_override(*story, OverrideKind::kMerge, "Make a story part of another, and keep it there",
                 {"STORY", "INTO"});
    add_override(*story, OverrideKind::kNever, "Never merge two stories", {"STORY", "OTHER"});
    add_rulings(*story, "story");
    add_configured(*story, "forget", "Remove an override that is in force or waits",
                   [this] { return cli::forget_override(config_, number_); })
        ->add_option("RULING", number_, "Number of the override")
        ->required();
  }

  void add_event() {
    CLI::App* event = top_.add_subcommand("event", "Put a story into an event, or take it out");
    event->require_subcommand(1);
    add_override(*event, OverrideKind::kEventJoin,
                 "Put a story into the event of another; it leaves the event that it is in",
                 {"STORY", "OTHER"});
    add_override(*event, OverrideKind::kEventLeave, "Take a story out of its event, for good",
                 {"STORY"});
    add_override(*event, OverrideKind::kEventNever, "Keep two stories out of one event",
                 {"STORY", "OTHER"});
    add_rulings(*event, "event");
  }

  /// The commands that list and undo overrides, below the command `parent`.
  void add_rulings(CLI::App& parent, const std::string& name) {
    add_configured(parent, "rulings", "List the manual overrides and their state", [this] {
      return cli::list_overrides(config_, json_);
    })->add_flag("--json", json_, "Print one line of JSON each");
    add_configured(
        parent, "undo", "Undo any override; what it has moved goes back",
        [this] { return cli::undo_override(config_, number_); },
        "  wirefold " + name + " rulings     list the numbers\n  wirefold " + name +
            " undo 3      undo override 3")
        ->add_option("RULING", number_, "Number of the override")
        ->required();
  }

  void add_override(CLI::App& parent, OverrideKind kind, const std::string& does,
                    const std::vector<std::string>& operands) {
    CLI::App* const command =
        add_configured(parent, cli::command_of(kind), does, [this, kind, operands] {
          override_.config_file = config_;
          override_.kind = kind;
          if (kind != OverrideKind::kSplit) {
            override_.ids = {number_, other_};
            override_.ids.resize(operands.size());
          }
          return cli::add_override(override_);
        });
    if (kind == OverrideKind::kSplit) {
      command->add_option(operands[0], override_.ids, "Ids of the articles")->required();
      return;
    }
    command->add_option(operands[0], number_, "Id of the story")->required();
    if (operands.size() > 1) {
      command->add_option(operands[1], other_, "Id of the other story")->required();
    }
  }

  void add_tail() {
    CLI::App* tail = add_configured(
        top_, "tail", "Follow stories and copies as they happen, across restarts",
        [this] {
          tail_.config_file = config_;
          tail_.json = json_;
          tail_.follow = !ends_;
          return cli::tail(tail_);
        },
        "  wirefold tail\n"
        "  wirefold tail --json --cursor-file ~/.wirefold-cursor | while read -r line; do …; done");
    tail->add_option("--from", tail_.from,
                     "Start after this cursor (the \"cursor\" of --json; 0: all)");
    tail->add_option("--cursor-file", tail_.cursor_file,
                     "Continue after the cursor in this file, and update it");
    tail->add_option("-n,--lines", tail_.lines,
                     "Number of past events to print if there is no cursor")
        ->capture_default_str()
        ->check(CLI::Range(0, 20000));
    tail->add_flag("--no-follow", ends_, "Exit after the last event");
    tail->add_flag("--json", json_, "Print one line of JSON each");
  }

  void add_status() {
    CLI::App* status = add_configured(
        top_, "status", "Print the health of the feeds, the next polls and the last hour", [this] {
          status_.config_file = config_;
          status_.json = json_;
          return cli::status(status_);
        });
    status->add_flag("--all", status_.all, "Print every feed, not only the first");
    status->add_flag("--json", json_, "Print JSON");
  }

  void add_maintenance() {
    add_configured(
        top_, "backup", "Write a consistent copy of the database, even while the daemon runs",
        [this] { return cli::backup(config_, name_); },
        "  wirefold backup /var/backups/wirefold.db\n"
        "To restore: stop the daemon, replace wirefold.db with the copy, start the daemon.")
        ->add_option("FILE", name_,
                     "Path of the backup; replaces an older backup once the new one is complete")
        ->required();
    add_configured(top_, "verify", "Check the database, or a backup of it", [this] {
      return cli::verify(config_, name_);
    })->add_option("FILE", name_, "A backup; by default the database of the configuration");
  }

  void add_fold() {
    CLI::App* fold = add(
        top_, "fold",
        "Fold JSON Lines of articles; print the decisions as JSON Lines, in input order",
        [this] { return cli::fold(name_, fold_config_, finds_events_); },
        "  echo '{\"id\":\"1\",\"outlet\":\"A\",\"text\":\"…\"}' | wirefold fold -");
    fold->add_option("-c,--config", fold_config_,
                     "Configuration file with the rules of [fold] and [events]");
    fold->add_flag("--events", finds_events_,
                   "Print the event of each article too; decisions wait for a week of the stream");
    fold->add_option("FILE", name_, "JSON Lines; - is standard input")->required();
  }

  void add_explain() {
    CLI::App* explain = add(
        top_, "explain", "Explain why two articles are one story or not, and show what they share",
        [this] {
          explain_.default_config = default_config();
          explain_.json = json_;
          return cli::explain(explain_);
        },
        "  wirefold explain 17 23               two articles of the database\n"
        "  wirefold explain one.html two.txt    two files");
    explain->add_option("-c,--config", explain_.config_file,
                        "Configuration file with the rules and the database");
    explain->add_flag("--json", json_, "Print JSON");
    explain
        ->add_option("A", explain_.a,
                     "Article: its id in the database, or a file of JSON, HTML or plain text")
        ->required();
    explain->add_option("B", explain_.b, "The other article")->required();
  }

  void add_completion() {
    add(
        top_, "completion", "Print a completion script for a shell",
        [this] { return cli::print_completion(top_, name_); },
        "  wirefold completion bash > ~/.local/share/bash-completion/completions/wirefold\n"
        "  wirefold completion fish > ~/.config/fish/completions/wirefold.fish")
        ->add_option("SHELL", name_, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  }

  CLI::App top_{"Folds the copies of one news story into one entry of one feed."};
  // Only one command runs, so several commands share these.
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
  cli::ParseOptions parse_;
  cli::ExtractOptions extract_;
  cli::AddOptions adding_;
  cli::ImportOptions import_;
  cli::StoriesOptions stories_;
  cli::OverrideOptions override_;
  cli::TailOptions tail_;
  cli::ExplainOptions explain_;
  cli::StatusOptions status_;
  std::string fold_config_;
  bool finds_events_ = false;
  std::function<int()> work_;
};

}  // namespace

int main(int argc, char** argv) {
  // libcurl's and libxml2's handling of names needs a UTF-8 locale; systemd sets none.
  std::setlocale(LC_CTYPE, "C.UTF-8");  // NOLINT(concurrency-mt-unsafe): before the threads
  // localtime_r() need not read the time zone (POSIX), so it is read here, before the threads.
  tzset();
  try {
    return CommandLine().main(argc, argv);
  } catch (const std::exception& error) {
    to_error() << "wirefold: " << std::string_view(error.what()) << '\n';
    return 1;
  }
}
