#include "wirefold/text/headline.h"

#include <gtest/gtest.h>

namespace wirefold::text {
namespace {

struct Case {
  std::string_view title;
  std::string_view outlet;
  std::string_view host;
  std::string_view without;
};

TEST(WithoutOutlet, TakesTheNameFromEitherEnd) {
  const Case cases[] = {
      {"Old bridge closed - BBC News", "BBC News", "bbc.co.uk", "Old bridge closed"},
      {"Old bridge closed - BBC News", "", "bbc.co.uk", "Old bridge closed"},
      {"Old bridge closed | The Ferry Post", "Ferry Post", "", "Old bridge closed"},
      {"The Ferry Post: Old bridge closed", "Ferry Post", "", "The Ferry Post: Old bridge closed"},
      {"Ferry Post | Old bridge closed", "Ferry Post", "", "Old bridge closed"},
      {"Old bridge closed - World - The Ferry Post", "Ferry Post", "", "Old bridge closed - World"},
      {"Alte Brücke zu – DER BOTE", "Der Bote", "", "Alte Brücke zu"},
      {"Старый мост закрыт — Вести", "ВЕСТИ", "", "Старый мост закрыт"},
      {"旧桥关闭|晨报", "晨报", "", "旧桥关闭"},
      {"Old bridge closed", "Old bridge", "", "Old bridge closed"},
      {"Ferry Post", "Ferry Post", "", "Ferry Post"},
      {"- Ferry Post", "Ferry Post", "", "- Ferry Post"},
      {"Putin - the man", "The Man", "", "Putin"},
      {"Old bridge closed - engineers find cracks", "Ferry Post", "ferrypost.example",
       "Old bridge closed - engineers find cracks"},
      {"A-B test - C", "", "", "A-B test - C"},
      {"", "Ferry Post", "", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(without_outlet(c.title, c.outlet, c.host), c.without) << c.title;
  }
}

TEST(WithoutOutlet, LeavesTextsAndTextsAsNames) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "Post | ";
  EXPECT_EQ(without_outlet(many + "Bridge closed", "Post", ""), "Bridge closed");
  const std::string text = std::string(5000, 'a') + " | Post";
  EXPECT_EQ(without_outlet(text, "Post", ""), text);
  EXPECT_EQ(without_outlet("Bridge | Post", std::string(5000, 'a') + " Post", ""), "Bridge | Post");
}

}  // namespace
}  // namespace wirefold::text
