// kill -9 during polling, then a new start.
#include <gtest/gtest.h>

#include <map>
#include <pugixml.hpp>
#include <set>

#include "daemon/daemon_under_test.h"
#include "daemon/demo_stories.h"

namespace wirefold::test {
namespace {

/// The entries of the Atom feed. `id_of` has their ids by demo_key().
struct Frontend {
  std::map<std::string, std::string> id_of;
  std::size_t entries = 0;
  std::set<std::string> ids;
  std::size_t link_count = 0;
};

Frontend read_atom(const std::string& atom) {
  Frontend out;
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(atom.c_str()));
  for (const pugi::xml_node& entry : document.child("feed").children("entry")) {
    ++out.entries;
    const std::string id = entry.child_value("id");
    out.ids.insert(id);
    for (const pugi::xml_node& link : entry.children("link")) {
      out.id_of[demo_key(link.attribute("href").value(), entry.child_value("title"))] = id;
      ++out.link_count;
    }
  }
  return out;
}

class CrashTest : public testing::TestWithParam<int> {};

TEST_P(CrashTest, LosesAndDoublesNothing) {
  DaemonUnderTest daemon;
  daemon.configure_demo();
  daemon.start();
  for (int i = 0; i < GetParam(); ++i) daemon.process().wait_for(is_event);
  const std::string seen_before = http_get(daemon.url("/feed.atom"));
  EXPECT_EQ(daemon.end(SIGKILL), 128 + SIGKILL);

  // All articles that the log reported are stored.
  const auto key_of = [](const std::string& line) {
    return demo_key(log_field(line, "link"), log_field(line, "title"));
  };
  std::set<std::string> acknowledged;
  for (const std::string& line : daemon.process().lines()) {
    if (is_event(line)) acknowledged.insert(key_of(line));
  }
  ASSERT_GE(acknowledged.size(), static_cast<std::size_t>(GetParam()));

  daemon.start();
  daemon.retry_crashed();
  std::size_t events = acknowledged.size();
  const std::size_t stored =
      static_cast<std::size_t>(std::stoll(log_field(daemon.process().lines().back(), "articles")));
  EXPECT_GE(stored, acknowledged.size());
  events = stored;
  while (events < demo_stories().size()) {
    const std::string line = daemon.process().wait_for(is_event);
    EXPECT_FALSE(acknowledged.contains(key_of(line))) << "told twice: " << line;
    ++events;
  }
  ASSERT_EQ(daemon.end(SIGTERM), 0);

  daemon.start();
  EXPECT_EQ(log_field(daemon.process().lines().back(), "articles"),
            std::to_string(demo_stories().size()));
  const Frontend after = read_atom(http_get(daemon.url("/feed.atom")));
  EXPECT_EQ(after.ids.size(), after.entries);
  EXPECT_EQ(after.id_of.size(), after.link_count) << "an article is in two entries";
  EXPECT_EQ(after.id_of.size(), demo_stories().size());
  for (const auto& [key, id] : read_atom(seen_before).id_of) {
    EXPECT_EQ(after.id_of.at(key), id) << key;
  }
}

INSTANTIATE_TEST_SUITE_P(AfterEvents, CrashTest, testing::Values(1, 10, 40, 75, 110, 140, 170));

}  // namespace
}  // namespace wirefold::test
