// Hints of feeds on polling, and whether a document is complete.
#include "facts.h"

namespace wirefold::parse {
namespace {

TEST(ParseHints, ReadsWhatFeedsAskFor) {
  const Fact facts[] = {
      {"ttl", in_channel("<ttl>120</ttl>"), "feed.ttl", "120"},
      {"ttl that is none", in_channel("<ttl>soon</ttl>"), "feed.ttl", ""},
      {"skipHours, 24 is midnight",
       in_channel("<skipHours><hour>24</hour><hour>3</hour><hour>25</hour></skipHours>"),
       "feed.skip", "9 0"},
      {"skipDays in any case",
       in_channel("<skipDays><day>Sunday</day><day>saturday</day><day>x</day></skipDays>"),
       "feed.skip", "0 65"},
      {"sy:updatePeriod alone", in_channel("<sy:updatePeriod>daily</sy:updatePeriod>"),
       "feed.period", "86400"},
      {"sy:updateFrequency divides it",
       in_channel("<sy:updatePeriod> hourly </sy:updatePeriod>"
                  "<sy:updateFrequency>2</sy:updateFrequency>"),
       "feed.period", "1800"},
      {"a frequency of 0 is no frequency",
       in_channel("<sy:updatePeriod>weekly</sy:updatePeriod>"
                  "<sy:updateFrequency>0</sy:updateFrequency>"),
       "feed.period", "604800"},
      {"an unknown period says nothing", in_channel("<sy:updatePeriod>often</sy:updatePeriod>"),
       "feed.period", ""},
      {"a whole document", in_channel("<item><title>A</title></item>"), "whole", "yes"},
      {"a document that breaks off inside an entry",
       "<rss version=\"2.0\"><channel><item><title>A</title></item><item><title>B</ti", "whole",
       "no"},
      {"a document that breaks off between entries",
       "<rss version=\"2.0\"><channel><item><title>A</title></item>", "whole", "no"},
      {"a bad document that is all there",
       "<rss version=\"2.0\"><channel><item><title>A<b></title></item></channel></rss>\n", "whole",
       "yes"},
      {"JSON that breaks off",
       R"({"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"A"},{"id")",
       "whole", "no"},
  };
  expect_facts(facts);
}

}  // namespace
}  // namespace wirefold::parse
