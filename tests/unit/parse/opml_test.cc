#include "wirefold/parse/opml.h"

#include <gtest/gtest.h>

#include <map>

namespace wirefold::parse {
namespace {

TEST(ParseOpml, ReadsFeedsWithTheirGroupsAndLines) {
  const auto feeds = parse_opml(
      "<opml version=\"2.0\"><body>\n"
      "<outline text=\"World\">\n"
      "  <outline title=\"Asia\"><outline text=\"A\" xmlUrl=\"https://a.example/f\" "
      "language=\"id\"/></outline>\n"
      "</outline>\n"
      "<outline text=\"B\" xmlUrl=\" https://b.example/f \" wirefold:pages=\"off\" "
      "wirefold:outlet=\" The  B \"/>\n"
      "</body></opml>",
      "x.opml");
  ASSERT_TRUE(feeds);
  ASSERT_EQ(feeds->size(), 2u);
  EXPECT_EQ((*feeds)[0].url, "https://a.example/f");
  EXPECT_EQ((*feeds)[0].name, "A");
  EXPECT_EQ((*feeds)[0].outlet, "");
  EXPECT_EQ((*feeds)[1].outlet, "The B");
  EXPECT_EQ((*feeds)[1].label(), "B");
  EXPECT_EQ((*feeds)[0].group, "World/Asia");
  EXPECT_EQ((*feeds)[0].lang, "id");
  EXPECT_EQ((*feeds)[0].place, "x.opml:3");
  EXPECT_EQ((*feeds)[1].url, "https://b.example/f");
  EXPECT_EQ((*feeds)[1].group, "");
  EXPECT_TRUE((*feeds)[0].pages);
  EXPECT_FALSE((*feeds)[1].pages);
  EXPECT_EQ((*feeds)[1].place, "x.opml:5");
}

TEST(ParseOpml, NamesTheLineOfAMistake) {
  const auto feeds = parse_opml("<opml><body>\n<outline text=\"a>\n</body></opml>", "x.opml");
  ASSERT_FALSE(feeds);
  EXPECT_EQ(feeds.error().detail.find("x.opml:"), 0u) << feeds.error().detail;
}

TEST(ParseOpml, SaysWhatAFileIsThatIsNoList) {
  const std::pair<const char*, const char*> rows[] = {
      {"<rss><channel/></rss>", "x.opml:1: a feed, not a list"},
      {"<feed xmlns='http://www.w3.org/2005/Atom'/>", "x.opml:1: a feed, not a list"},
      {"<html><body/></html>", "x.opml:1: a web page"},
      {"<opml/>", "x.opml:1: not a list of feeds"},
      {"", "x.opml:1: the file is empty"},
      {"{}", "x.opml:1: not OPML"},
      {"<opml><body>\n<outline text='a'/>\n", "x.opml:2: the list breaks off"},
      {"<opml><body>\n<outline text='a></outline>", "x.opml:2: "},
      {"<opml><body>\n</bodi></opml>", "x.opml:2: not well-formed"}};
  for (const auto& [list, words] : rows) {
    const auto feeds = parse_opml(list, "x.opml");
    ASSERT_FALSE(feeds) << list;
    EXPECT_EQ(feeds.error().detail.find(words), 0u) << list << ": " << feeds.error().detail;
  }
}

TEST(ReadOpml, PassesOverTagsThatAreNotWellFormed) {
  const auto read = read_opml(
      "<opml><body>\n<outline text=\"A & B\">\n<outline xmlUrl=\"https://a.example/?x=1&y=2\"/>\n"
      "</outline>\n<outline text=\"the \"best\" one\" xmlUrl=\"https://b.example/\"/>\n"
      "<outline text=\"C\" xmlUrl=\"https://c.example/\"/>\n</body></opml>",
      "x.opml");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->feeds.size(), 2u);
  EXPECT_EQ(read->feeds[0].url, "https://a.example/?x=1&y=2");
  EXPECT_EQ(read->feeds[0].group, "A & B");
  EXPECT_EQ(read->feeds[1].place, "x.opml:6");
  ASSERT_EQ(read->problems.size(), 1u);
  EXPECT_EQ(read->problems[0].detail.find("x.opml:5: not well-formed"), 0u)
      << read->problems[0].detail;
}

TEST(ReadOpml, KnowsAddressesInAnyCase) {
  const auto read = read_opml(
      "<opml><body><outline xmlurl=\"https://a.example/\"/><outline XMLURL=\"https://b.example/\"/>"
      "</body></opml>",
      "x.opml");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->feeds.size(), 2u);
}

TEST(ReadOpml, AnUnescapedQuoteCostsItsOutlineAlone) {
  for (const char* text : {"5\" disk", "the \"best\" one", "\"Ten\"", "six\"", "\"", "a\"b\"c\""}) {
    const auto read = read_opml(
        "<opml><body>\n<outline text=\"A\" xmlUrl=\"https://a.example/\"/>\n<outline text=\"" +
            std::string(text) +
            "\" xmlUrl=\"https://b.example/\"/>\n"
            "<outline text=\"C\" xmlUrl=\"https://c.example/\"/>\n</body></opml>",
        "x.opml");
    ASSERT_TRUE(read) << text;
    ASSERT_EQ(read->feeds.size(), 2u) << text;
    EXPECT_EQ(read->feeds[1].url, "https://c.example/") << text;
    EXPECT_EQ(read->problems.size(), 1u) << text;
  }
}

TEST(ReadOpml, LosesNothingBehindATagThatIsNotClosed) {
  const auto read = read_opml(
      "<opml><body>\n<outline xmlUrl=\"https://a.example/\"\n"
      "<outline xmlUrl=\"https://b.example/\"/>\n<outline xmlUrl=\"https://c.example/\"/>\n"
      "</body></opml>",
      "x.opml");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->feeds.size(), 2u);
  EXPECT_EQ(read->feeds[0].url, "https://b.example/");
  EXPECT_EQ(read->problems.size(), 1u);
}

TEST(ReadOpml, KeepsTheFeedsOfAFolderWhoseTagIsWrong) {
  const auto read = read_opml(
      "<opml><body><outline text=\"W\">\n<outline text=\"the \"best\"\">\n"
      "<outline xmlUrl=\"https://a.example/\"/>\n</outline>\n"
      "<outline xmlUrl=\"https://b.example/\"/>\n</outline></body></opml>",
      "x.opml");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->feeds.size(), 2u);
  EXPECT_EQ(read->feeds[1].group, "W");
  EXPECT_EQ(read->problems.size(), 1u);
}

TEST(ReadOpml, SaysWhereItStopsOverTooManyMistakes) {
  std::string list = "<opml><body>\n";
  for (int i = 0; i < 150; ++i) list += "<outline text=\"a\"b\" xmlUrl=\"https://a.example/\"/>\n";
  const auto read = read_opml(list + "</body></opml>", "x.opml");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->problems.size(), 101u);
  EXPECT_NE(read->problems.back().detail.find("too many errors"), std::string::npos);
}

TEST(ReadOpml, HasNoFoldersWithoutEnd) {
  std::string list = "<opml><body>";
  for (int i = 0; i < 20000; ++i) list += "<outline text='a'>";
  list += "<outline xmlUrl='https://a.example/'/>";
  for (int i = 0; i < 20000; ++i) list += "</outline>";
  const auto read =
      read_opml(list + "<outline text='" + std::string(20000, '/') +
                    "'><outline xmlUrl='https://b.example/'/></outline></body></opml>",
                "x.opml");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->feeds.size(), 2u);
  EXPECT_EQ(read->feeds[0].group, "");
  EXPECT_EQ(read->feeds[1].group, "");
}

std::size_t bytes_of_groups(const std::vector<FeedSource>& feeds) {
  std::size_t bytes = 0;
  for (const FeedSource& feed : feeds) bytes += feed.group.size();
  return bytes;
}

TEST(ReadOpml, GroupsStayInProportionToTheList) {
  constexpr int kFeeds = 20000;
  std::string feeds;
  for (int i = 0; i < kFeeds; ++i) feeds += "<outline xmlUrl='f'/>";
  const std::string label(std::size_t{1} << 20, 'x');
  std::string folders;
  for (int i = 0; i < 30; ++i) folders += "<outline text='" + std::string(2000, 'y') + "'>";
  for (const std::string& begin : {"<outline text='" + label + "'>", folders}) {
    const std::string list = "<opml><body>" + begin + feeds;  // the document is cut short
    const auto read = read_opml(list, "x.opml");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->feeds.size(), std::size_t{kFeeds});
    EXPECT_LE(read->feeds[0].group.size(), 30 * (kLongestLabel + 1));
    EXPECT_EQ(read->feeds[0].group.substr(0, kLongestLabel),
              std::string(kLongestLabel, begin[begin.size() - 3]));
    EXPECT_LE(bytes_of_groups(read->feeds), 4 * list.size() + (std::size_t{64} << 10));
  }
}

TEST(ReadOpml, AnOrdinaryFolderIsNamedForAllItsFeeds) {
  std::string list = "<opml><body><outline text='World'><outline text='South East Asia'>";
  for (int i = 0; i < 100000; ++i) list += "<outline text='Name' xmlUrl='https://a.example/f'/>";
  const auto read = read_opml(list + "</outline></outline></body></opml>", "x.opml");
  ASSERT_TRUE(read && read->feeds.size() == 100000);
  EXPECT_EQ(read->feeds.back().group, "World/South East Asia");
}

TEST(ReadOpml, FoldersWithoutANameKeepTheirPlace) {
  const std::pair<const char*, const char*> rows[] = {
      {"<o text='A'><o><o text='B'>", "A//B"},
      {"<o><o text='B'>", "/B"},
      {"<o text='A'><o><o>", "A"},
      {"<o><o>", ""},
      {"<o text='A'><o text='B'/><o><o/></o><o title=' C  D '>", "A/C D"}};
  for (const auto& [folders, group] : rows) {
    const auto read =
        read_opml("<opml><body>" + std::string(folders) + "<o xmlUrl='https://a.example/'/>", "x");
    ASSERT_TRUE(read && read->feeds.size() == 1) << folders;
    EXPECT_EQ(read->feeds[0].group, group) << folders;
  }
}

TEST(ReadOpml, SlashesMakeFolders) {
  for (const std::size_t folders : {kDeepestFolder, kDeepestFolder + 1}) {
    std::string name = "a";
    for (std::size_t i = 1; i < folders; ++i) name += "/a";
    const auto read =
        read_opml("<opml><body><outline text='" + name +
                      "'><outline xmlUrl='https://a.example/'/></outline></body></opml>",
                  "x.opml");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->feeds[0].group, folders == kDeepestFolder ? name : "");
    const auto written = opml_with(empty_opml(), read->feeds, "x.opml");
    ASSERT_TRUE(written);
    EXPECT_EQ(parse_opml(*written, "x.opml")->front().group, read->feeds[0].group);
  }
}

TEST(ReadOpml, LabelsAreCutBetweenLetters) {
  const auto read = read_opml("<opml><body><outline xmlUrl='https://a.example/' text='x" +
                                  std::string(kLongestLabel / 2 - 1, 'y') + " \xC3\xA9" +
                                  std::string(kLongestLabel, 'z') + "'/></body></opml>",
                              "x.opml");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->feeds[0].name.size(), kLongestLabel);
  std::string letters;
  for (std::size_t i = 0; i < kLongestLabel; ++i) letters += "\xE2\x82\xAC";
  const auto euros = read_opml(
      "<opml><body><outline xmlUrl='https://a.example/' text='" + letters + "'/></body></opml>",
      "x.opml");
  ASSERT_TRUE(euros);
  EXPECT_EQ(euros->feeds[0].name.size(), kLongestLabel / 3 * 3);
}

TEST(ReadOpml, ALongListIsReadAgainLessOften) {
  std::string list = "<opml><body>" + std::string(std::size_t{32} << 20, ' ') + '\n';
  for (int i = 0; i < 50; ++i) list += "<outline text=\"a\"b\" xmlUrl=\"https://a.example/\"/>\n";
  const auto read = read_opml(list + "</body></opml>", "x.opml");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->problems.size(), 8u);
  EXPECT_NE(read->problems.back().detail.find("too many errors"), std::string::npos);
}

TEST(ReadOpml, ReadsAListThatBreaksOff) {
  const std::string outline = "<outline xmlUrl='https://a.example/'/>\n";
  for (const char* end : {"", "<outline xmlUrl='https://b.ex", "<!-- x", "<outline text='F'>"}) {
    const auto read = read_opml("<opml><body>\n" + outline + end, "x.opml");
    ASSERT_TRUE(read) << end;
    EXPECT_EQ(read->feeds.size(), 1u) << end;
    EXPECT_GE(read->problems.size(), 1u) << end;
  }
  EXPECT_FALSE(read_opml("<rss/>", "x.opml"));
  EXPECT_FALSE(read_opml("", "x.opml"));
}

TEST(OpmlWith, AddsBehindAllOthersAndLeavesTheRest) {
  FeedSource feed;
  feed.url = "https://h.example/?a&b";
  feed.name = "A \"B\"";
  const std::string outline =
      "    <outline type=\"rss\" text=\"A &quot;B&quot;\" "
      "xmlUrl=\"https://h.example/?a&amp;b\"/>\n";
  const std::pair<std::string, std::string> cases[] = {
      {"<opml><body>\n  </body>\n</opml>", "<opml><body>\n" + outline + "  </body>\n</opml>"},
      {"<opml><body></body></opml>", "<opml><body>\n" + outline + "</body></opml>"},
      {"<opml><body/></opml>", "<opml><body>\n" + outline + "  </body></opml>"},
      {"<opml><body><!-- x --><outline text='G'/>\n\t</body></opml>",
       "<opml><body><!-- x --><outline text='G'/>\n" + outline + "\t</body></opml>"},
  };
  for (const auto& [before, after] : cases) {
    const auto got = opml_with(before, {feed}, "x.opml");
    ASSERT_TRUE(got) << got.error().detail;
    EXPECT_EQ(*got, after);
  }
}

TEST(OpmlWith, RefusesWhatItWouldSpoil) {
  FeedSource feed;
  feed.url = "https://h.example/f";
  for (const char* list :
       {"", "<opml>", "<opml><body><!-- </body> --></opml>",
        "<?xml version='1.0' encoding='iso-8859-1'?><opml><body>\xE9</body></opml>"}) {
    EXPECT_FALSE(opml_with(list, {feed}, "x.opml")) << list;
  }
}

FeedSource in_group(const std::string& name, const std::string& group) {
  FeedSource feed;
  feed.url = "https://" + name + ".example/f";
  feed.name = name;
  feed.group = group;
  return feed;
}

TEST(OpmlWith, PutsFeedsIntoTheirFolders) {
  const std::string list =
      "<opml><body>\n"
      "  <outline text=\"World\">\n"
      "    <outline text=\"Asia\">\n"
      "      <outline text=\"A\" xmlUrl=\"https://a.example/f\"/>\n"
      "    </outline>\n"
      "  </outline>\n"
      "</body></opml>";
  const auto got =
      opml_with(list,
                {in_group("b", "World/Asia"), in_group("c", "World"), in_group("d", "Sport/Ski"),
                 in_group("e", "Sport"), in_group("f", "")},
                "x.opml");
  ASSERT_TRUE(got) << got.error().detail;
  const auto feeds = parse_opml(*got, "x.opml");
  std::map<std::string, std::string> groups;
  for (const FeedSource& feed : *feeds) groups[feed.name] = feed.group;
  EXPECT_EQ(groups, (std::map<std::string, std::string>{{"A", "World/Asia"},
                                                        {"b", "World/Asia"},
                                                        {"c", "World"},
                                                        {"d", "Sport/Ski"},
                                                        {"e", "Sport"},
                                                        {"f", ""}}));
  EXPECT_NE(got->find("    <outline text=\"Asia\">\n      <outline type=\"rss\" text=\"b\""),
            std::string::npos)
      << *got;
  EXPECT_EQ(got->find("World", got->find("World") + 1), std::string::npos)
      << "one folder: " << *got;
}

TEST(OpmlWith, FindsTheFirstFolderOfAGroupThatHasAny) {
  const std::string list =
      "<opml><body>\n<outline text=\"W\"/>\n<outline text=\"W\" xmlUrl=\"https://w.example/\">"
      "<outline text=\"no\"/></outline>\n<outline text=\"W\">text only</outline>\n"
      "<outline text=\"W\">text\n <outline text=\"here\" "
      "xmlUrl=\"https://h.example/\"/></outline>\n"
      "<outline text=\"A/B\"><outline text=\"C\">\n\t<outline text=\"in C\"/></outline></outline>\n"
      "</body></opml>";
  const auto got = opml_with(list, {in_group("b", "W"), in_group("c", "A/B/C")}, "x.opml");
  ASSERT_TRUE(got) << got.error().detail;
  EXPECT_NE(got->find("text\n <outline type=\"rss\" text=\"b\" xmlUrl=\"https://b.example/f\"/>\n "
                      "<outline text=\"here\""),
            std::string::npos)
      << *got;
  EXPECT_NE(got->find("text=\"C\">\n\t<outline type=\"rss\" text=\"c\""), std::string::npos)
      << *got;
}

TEST(OpmlWith, AnEndlessIndentIsNotRepeated) {
  const std::string list = "<opml><body><outline text=\"W\">\n" +
                           std::string(std::size_t{1} << 20, ' ') +
                           "<outline text=\"a\"/></outline></body></opml>";
  std::vector<FeedSource> feeds;
  for (int i = 0; i < 1000; ++i) feeds.push_back(in_group("f" + std::to_string(i), "W"));
  const auto got = opml_with(list, feeds, "x.opml");
  ASSERT_TRUE(got) << got.error().detail;
  EXPECT_LT(got->size(), list.size() + 1000 * 200);
}

TEST(OpmlWithout, TakesOutAFeedThatIsNamedOftenAndLeavesTheRest) {
  std::string list = "<opml><body>\n";
  std::string rest = list;
  for (int i = 0; i < 1000; ++i) {
    const std::string other = "  <outline xmlUrl='https://" + std::to_string(i) + ".example/'/>";
    list += "  <outline xmlUrl='https://a.example/'/>\n" + other + "<outline xmlUrl=\n" +
            "'https://a.example/'></outline>\n\t<outline xmlUrl='https://a.example/'/>\n";
    rest += other + '\n';
  }
  const auto got = opml_without(list + "</body></opml>", "https://a.example/", "x.opml");
  ASSERT_TRUE(got) << got.error().detail;
  EXPECT_EQ(*got, rest + "</body></opml>");
}

TEST(OpmlWithout, TakesAFeedOutAndLeavesTheRest) {
  const std::string line = "  <outline text=\"> B\" xmlUrl=\"https://b.example/?x&amp;y\"/>\n";
  const std::string list = "<opml><body>\n  <outline text='G'>\n" + line +
                           "  </outline><!-- c --><outline text='c' "
                           "xmlUrl='https://c.example/'></outline>\n</body></opml>";
  const auto one = opml_without(list, "https://b.example/?x&y", "x.opml");
  ASSERT_TRUE(one) << one.error().detail;
  EXPECT_EQ(*one, list.substr(0, list.find(line)) + list.substr(list.find(line) + line.size()));
  const auto other = opml_without(list, "https://c.example/", "x.opml");
  ASSERT_TRUE(other) << other.error().detail;
  EXPECT_NE(other->find("<!-- c -->\n</body>"), std::string::npos) << *other;
  EXPECT_FALSE(
      opml_without("<opml><body><outline xmlUrl='https://d.example/'><outline text='i'/>"
                   "</outline></body></opml>",
                   "https://d.example/", "x.opml"));
}

TEST(OpmlWithout, TakesWhatIsInsideOut) {
  const std::string tag = "<outline xmlUrl='https://a.example/'>";
  for (const std::string inside :
       {"", "x", "<!--</outline>-->", "<!--></-->", "<![CDATA[</x>]]>"}) {
    const auto got = opml_without("<opml><body>" + tag + inside + "</outline>y</body></opml>",
                                  "https://a.example/", "x.opml");
    ASSERT_TRUE(got) << got.error().detail;
    EXPECT_EQ(*got, "<opml><body>y</body></opml>");
  }
}

TEST(OpmlWithout, LeavesNoEmptyLine) {
  const std::string tag = "<outline xmlUrl='https://a.example/'/>";
  for (const std::string end : {"\n", "\r\n", " \t\n"}) {
    const auto got = opml_without("<opml><body>\n  " + tag + end + "</body></opml>",
                                  "https://a.example/", "x.opml");
    ASSERT_TRUE(got) << got.error().detail;
    EXPECT_EQ(*got, "<opml><body>\n</body></opml>");
  }
}

TEST(OpmlWith, KeepsLineEnds) {
  FeedSource feed;
  feed.url = "https://a.example/";
  feed.group = "G";
  const auto got = opml_with("<opml>\r\n<body/>\r\n</opml>\r\n", {feed}, "x.opml");
  ASSERT_TRUE(got) << got.error().detail;
  EXPECT_EQ(*got,
            "<opml>\r\n<body>\r\n    <outline text=\"G\">\r\n      <outline type=\"rss\" "
            "text=\"\" xmlUrl=\"https://a.example/\"/>\r\n    </outline>\r\n  "
            "</body>\r\n</opml>\r\n");
}

TEST(OpmlWithout, FindsAFileAsTheConfigurationDoes) {
  const std::string list = "<opml><body><outline xmlUrl='file:../a.xml'/></body></opml>";
  const auto got = opml_without(list, "file:///etc/a.xml", "/etc/wirefold/x.opml");
  ASSERT_TRUE(got) << got.error().detail;
  EXPECT_EQ(*got, "<opml><body></body></opml>");
}

TEST(OpmlWithout, FailsForAFeedThatIsNotListed) {
  const std::string list = "<opml><body><outline xmlUrl='https://a.example/'/></body></opml>";
  const auto got = opml_without(list, "https://a.example/x", "x.opml");
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().detail, "x.opml: does not list https://a.example/x");
}

}  // namespace
}  // namespace wirefold::parse
