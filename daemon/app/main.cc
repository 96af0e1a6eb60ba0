// The command line. The one translation unit that pays for CLI11.
#include <CLI/CLI.hpp>
#include <clocale>
#include <iostream>

#include "wirefold/app/commands.h"

namespace {

namespace app = wirefold::app;

constexpr char kDefaultConfig[] = "/etc/wirefold/wirefold.toml";

void add_config_option(CLI::App& command, std::string& file) {
  file = kDefaultConfig;
  command.add_option("-c,--config", file, "Configuration file")->capture_default_str();
}

/// Command line to exit code. CLI11 keeps references to these until parse() returns.
class CommandLine {
 public:
  CommandLine() {
    top_.name("wirefold");
    top_.set_version_flag("--version", "wirefold " WIREFOLD_VERSION);
    top_.require_subcommand(1);
    add_daemon_commands();
    add_parse();
    add_extract();
    add_fold();
    add_explain();
    add_feeds();
    add_status();
    top_.footer(
        "Exit codes: 0 done, 1 the input or the work failed, 2 wrong usage.\n"
        "Manual: wirefold(1), wirefold.toml(5).");
  }

  int main(int argc, char** argv) {
    try {
      top_.parse(arguments(argc, argv));
    } catch (const CLI::ParseError& error) {
      return top_.exit(error) == 0 ? 0 : 2;
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

  void add_daemon_commands() {
    CLI::App* run = top_.add_subcommand("run", "Run the daemon in the foreground");
    add_config_option(*run, config_);
    run->callback([this] { work_ = [this] { return app::run(config_); }; });

    CLI::App* check = top_.add_subcommand(
        "check", "Read the configuration and the feed list; print every problem as FILE:LINE");
    add_config_option(*check, config_);
    check->add_flag("--print-config", print_config_,
                    "Print the configuration file with every setting at its default");
    check->add_flag("--print-manual", print_manual_,
                    "Print the settings as the manual page has them");
    check->callback([this] {
      work_ = [this] {
        if (print_manual_) return app::print_manual();
        return print_config_ ? app::print_config() : app::check(config_);
      };
    });
  }

  void add_parse() {
    CLI::App* parse = top_.add_subcommand("parse", "Print a feed document as JSON");
    parse->add_option("--content-type", parse_.content_type, "HTTP Content-Type of the document");
    parse->add_option("--base", parse_.base_url, "URL of the document, for relative links");
    parse->add_option("FILE", parse_.file, "Feed document; - is standard input")->required();
    parse->callback([this] { work_ = [this] { return app::parse(parse_); }; });
  }

  void add_extract() {
    CLI::App* extract = top_.add_subcommand("extract", "Print the article of a web page as JSON");
    extract->add_option("--url", extract_.url, "Address of the page, for relative links and names");
    extract->add_option("--content-type", extract_.content_type,
                        "HTTP Content-Type of the page, for its charset");
    extract->add_option("FILE", extract_.file, "HTML page; - is standard input")->required();
    extract->callback([this] { work_ = [this] { return app::extract(extract_); }; });
  }

  void add_feeds() {
    CLI::App* feeds = top_.add_subcommand("feeds", "The feed list");
    feeds->require_subcommand(1);
    CLI::App* add = feeds->add_subcommand(
        "add", "Add a feed to the list, by its own address or by that of a page that has one");
    add_config_option(*add, config_);
    add->add_option("URL", url_, "Address of the feed or page")->required();
    add->callback([this] { work_ = [this] { return app::add_feed(config_, url_); }; });
    CLI::App* retry = feeds->add_subcommand(
        "retry", "Poll a feed again that is failing, or that was given up as gone");
    add_config_option(*retry, config_);
    retry->add_option("URL", url_, "Address of the feed, as the list has it")->required();
    retry->callback([this] { work_ = [this] { return app::retry_feed(config_, url_); }; });
  }

  void add_status() {
    CLI::App* status = top_.add_subcommand(
        "status", "Say how the feeds are, when each is polled next and why, and what came");
    add_config_option(*status, status_.config_file);
    status->add_flag("--all", status_.all, "Every feed, not only the first");
    status->add_flag("--json", status_.json, "Print JSON");
    status->callback([this] { work_ = [this] { return app::status(status_); }; });
  }

  void add_fold() {
    CLI::App* fold = top_.add_subcommand(
        "fold", "Fold JSON Lines of articles; print one JSON decision a line, in input order");
    fold->add_option("-c,--config", fold_config_, "Configuration file, for the rules of [fold]");
    fold->add_option("FILE", fold_file_, "JSON Lines; - is standard input")->required();
    fold->callback([this] { work_ = [this] { return app::fold(fold_file_, fold_config_); }; });
  }

  void add_explain() {
    CLI::App* explain = top_.add_subcommand(
        "explain", "Say why two articles are or are not one story, and show what they share");
    explain->add_option("-c,--config", explain_.config_file,
                        "Configuration file, for the rules and the database");
    explain->add_flag("--json", explain_.json, "Print JSON");
    explain
        ->add_option("A", explain_.a,
                     "Article: its id in the database, or a file of JSON, HTML or plain text")
        ->required();
    explain->add_option("B", explain_.b, "The other article")->required();
    explain->callback([this] {
      explain_.default_config = kDefaultConfig;
      work_ = [this] { return app::explain(explain_); };
    });
  }

  CLI::App top_{"Folds the copies of one news story into one entry of one feed."};
  std::string config_;
  bool print_config_ = false;
  bool print_manual_ = false;
  app::ParseOptions parse_;
  app::ExtractOptions extract_;
  std::string url_;
  std::string fold_file_;
  app::ExplainOptions explain_;
  app::StatusOptions status_;
  std::string fold_config_;
  std::function<int()> work_;
};

}  // namespace

int main(int argc, char** argv) {
  // libcurl's and libxml2's handling of names needs a UTF-8 locale; systemd gives none.
  std::setlocale(LC_CTYPE, "C.UTF-8");  // NOLINT(concurrency-mt-unsafe): before the threads
  try {
    return CommandLine().main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "wirefold: " << error.what() << '\n';
    return 1;
  }
}
