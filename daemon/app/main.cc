// The command line. One translation unit pays for CLI11.
#include <CLI/CLI.hpp>
#include <clocale>

#include "wirefold/app/commands.h"

int main(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "C.UTF-8");
  CLI::App app("wirefold");
  app.require_subcommand(1);
  wirefold::app::ParseOptions po;
  std::string file, config;
  auto* p = app.add_subcommand("parse");
  p->add_option("--content-type", po.content_type);
  p->add_option("--base", po.base_url);
  p->add_option("FILE", po.file)->required();
  auto* f = app.add_subcommand("fold");
  f->add_option("-c", config);
  f->add_option("FILE", file)->required();
  CLI11_PARSE(app, argc, argv);
  if (*p) return wirefold::app::parse(po);
  return wirefold::app::fold(file, config);
}
