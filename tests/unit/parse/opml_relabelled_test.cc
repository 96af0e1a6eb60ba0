// Changes of a feed's name, group and language in a list.
#include <gtest/gtest.h>

#include "parse/outline_tag.h"
#include "wirefold/parse/opml.h"

namespace wirefold::parse {
namespace {

constexpr char kUrl[] = "https://b.example/?x&y";

FeedSource labels(const std::string& name, const std::string& group, const std::string& lang) {
  FeedSource out;
  out.url = kUrl;
  out.name = name;
  out.group = group;
  out.lang = lang;
  return out;
}

std::string list_of(const std::string& body) {
  return "<?xml version='1.0'?>\n<opml><!-- mine --><body>\n" + body + "</body></opml>\n";
}

/// The list after the change; empty if it is refused.
std::string changed(const std::string& body, const FeedSource& to) {
  const auto out = opml_relabelled(list_of(body), to, "x.opml");
  return out ? *out : "";
}

TEST(OpmlRelabelled, ChangesTheNameAndTheLanguageInPlace) {
  const std::string before = "  <outline text='G'>\n    <outline\ttext = \"> B\" title='old'";
  const std::string url = "\n xmlUrl='https://b.example/?x&amp;y'";
  EXPECT_EQ(changed(before + url + " mine='1' language=\"en\" />\n  </outline>\n",
                    labels("\"New\" & <fine>", "G", "pt-BR")),
            list_of("  <outline text='G'>\n    <outline\ttext = \"&quot;New&quot; &amp; "
                    "&lt;fine&gt;\" title='&quot;New&quot; &amp; &lt;fine&gt;'" +
                    url + " mine='1' language=\"pt-BR\" />\n  </outline>\n"));
}

TEST(OpmlRelabelled, AddsAndRemovesTheLanguage) {
  const std::string tag = "<outline text=\"B\" xmlUrl='https://b.example/?x&amp;y'";
  EXPECT_EQ(changed(tag + " a='>/'/>\n", labels("B", "", "id")),
            list_of(tag + " a='>/' language=\"id\"/>\n"));
  EXPECT_EQ(changed(tag + " \n language='id'></outline>\n", labels("B", "", "")),
            list_of(tag + "></outline>\n"));
}

TEST(OpmlRelabelled, MovesTheOutlineToItsFolder) {
  const std::string there = "  <outline text=\"N\">\n    <outline xmlUrl='https://c.example/'/>\n";
  const std::string outline =
      "<outline wirefold:pages='off' text=\"B\" xmlUrl='https://b.example/?x&amp;y'></outline>";
  const std::string end = "  </outline>\n";
  EXPECT_EQ(changed(there + end + "  " + outline + "\n", labels("B", "N", "")),
            list_of("  <outline text=\"N\">\n    " + outline +
                    "\n    <outline xmlUrl='https://c.example/'/>\n" + end));
  EXPECT_EQ(changed(there + "    " + outline + "\n" + end, labels("B", "", "")),
            list_of(there + end + "    " + outline + "\n"));
  EXPECT_EQ(changed(there + "    " + outline + "\n" + end, labels("B", "N/M", "")),
            list_of(there + end + "    <outline text=\"N\">\n      <outline text=\"M\">\n        " +
                    outline + "\n      </outline>\n    </outline>\n"));
}

TEST(OpmlRelabelled, RefusesWhatItWouldSpoil) {
  const std::string inside =
      "<outline text='B' xmlUrl='https://b.example/?x&amp;y'><outline text='i'/></outline>";
  EXPECT_EQ(changed(inside, labels("B", "G", "")), "") << "what is inside would move along";
  EXPECT_NE(changed(inside, labels("C", "", "")), "");
  EXPECT_EQ(changed("", labels("B", "", "")), "") << "not listed";
  EXPECT_FALSE(opml_relabelled("<opml>", labels("B", "", ""), "x.opml"));
}

TEST(OpmlRelabelled, FindsAFileAsTheConfigurationDoes) {
  FeedSource feed = labels("N", "", "");
  feed.url = "file:///etc/wirefold/feeds/a.xml";
  const std::string list = list_of("<outline text=\"A\" xmlUrl=\"file:feeds/a.xml\"/>\n");
  const auto got = opml_relabelled(list, feed, "/etc/wirefold/x.opml");
  ASSERT_TRUE(got) << got.error().detail;
  EXPECT_EQ(*got, list_of("<outline text=\"N\" xmlUrl=\"file:feeds/a.xml\"/>\n"));
  EXPECT_FALSE(opml_relabelled(list, feed, "/etc/x.opml"));
}

TEST(OpmlRelabelled, KnowsAGroupByItsFolders) {
  const std::string in = "  <outline text='G'>\n    <outline text=\"B\" xmlUrl='";
  const std::string url = "https://b.example/?x&amp;y'/>\n  </outline>\n";
  for (const std::string group : {"G", "G/", " G //"}) {
    EXPECT_EQ(changed(in + url, labels("B", group, "")), list_of(in + url)) << group;
  }
}

TEST(OpmlRelabelled, MovesWhatIsInsideAlong) {
  const std::string outline =
      "<outline text=\"B\" "
      "xmlUrl='https://b.example/?x&amp;y'>x<!--></outline>--><![CDATA[</]]><?p "
      "</?></outline>\n";
  const std::string other = "  <outline text=\"N\">\n    <outline xmlUrl='https://c.example/'/>\n";
  const std::string end = "  </outline>\n";
  EXPECT_EQ(changed("  " + outline + other + end, labels("B", "N", "")),
            list_of("  <outline text=\"N\">\n    " + outline +
                    "    <outline xmlUrl='https://c.example/'/>\n" + end));
}

TEST(OpmlRelabelled, KeepsLineEnds) {
  const std::string outline = "<outline text=\"B\" xmlUrl='https://b.example/?x&amp;y'/>\r\n";
  const auto got = opml_relabelled("<opml>\r\n<body>\r\n  " + outline + "</body></opml>\r\n",
                                   labels("B", "N", ""), "x.opml");
  ASSERT_TRUE(got) << got.error().detail;
  EXPECT_EQ(*got, "<opml>\r\n<body>\r\n    <outline text=\"N\">\r\n      " + outline +
                      "    </outline>\r\n</body></opml>\r\n");
}

TEST(OpmlRelabelled, LeavesAsManyFeedsAsThereWere) {
  const std::string outline = "<outline text=\"B\" xmlUrl='https://b.example/?x&amp;y'/>";
  // The second body is what an editor of text would take for the end of the list.
  const std::string list = "<opml><body>" + outline + "</body></opml><!-- </body> -->";
  EXPECT_FALSE(opml_relabelled(list, labels("B", "N", ""), "x.opml"));
}

TEST(OutlineTag, FindsAttributesByTheirWholeNames) {
  const std::string tag = "<outline subtext='text=' text='a'/>";
  EXPECT_EQ(with_attribute(tag, "text", "b"), "<outline subtext='text=' text='b'/>");
  EXPECT_EQ(without_attribute(tag, "subtext"), "<outline text='a'/>");
  EXPECT_FALSE(has_attribute(tag, "tex"));
  EXPECT_FALSE(has_attribute("<outline/>", "text"));
  EXPECT_EQ(without_attribute(tag, "title"), tag);
}

}  // namespace
}  // namespace wirefold::parse
