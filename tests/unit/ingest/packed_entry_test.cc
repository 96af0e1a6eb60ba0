#include "ingest/packed_entry.h"

#include <gtest/gtest.h>

namespace wirefold::ingest {
namespace {

Prepared full_entry() {
  Prepared out;
  Article& a = out.article;
  a.feed = FeedId{7};
  a.outlet = "Harbour Times";
  a.key = std::string("a key\0with a zero", 17);
  a.link = "https://h.example/1";
  a.canonical = "https://h.example/1";
  a.title = "Ferry adrift";
  a.summary = "<p>A ferry drifted for nine hours.</p>";
  a.wire = {"Reuters", "HARBOUR", "abc"};
  a.lang = "en";
  a.group = "News/World";
  a.authors = {"Ana", "Bo"};
  a.categories = {""};
  a.enclosures = {{"https://h.example/a.mp3", "audio/mpeg", 12}, {"https://h.example/b", "", {}}};
  a.published = Timestamp(std::chrono::seconds(1700000000));
  a.utc_offset = std::chrono::minutes(-210);
  a.first_seen = Timestamp(std::chrono::seconds(1700000100));
  a.text_hash = ~std::uint64_t{0};
  out.identity = {a.key, {"other", "keys"}, a.canonical, "hash", true};
  return out;
}

TEST(PackedEntry, ComesBackAsItWas) {
  const Prepared entry = full_entry();
  const auto back = unpack_entry(pack_entry(entry));
  ASSERT_TRUE(back);
  EXPECT_EQ(pack_entry(*back), pack_entry(entry));
  EXPECT_EQ(back->article.key, entry.article.key);
  EXPECT_EQ(back->article.wire, entry.article.wire);
  EXPECT_EQ(back->article.enclosures.at(0).length_bytes, 12u);
  EXPECT_FALSE(back->article.enclosures.at(1).length_bytes);
  EXPECT_EQ(back->article.published, entry.article.published);
  EXPECT_EQ(back->article.utc_offset, entry.article.utc_offset);
  EXPECT_FALSE(back->article.updated);
  EXPECT_EQ(back->article.text_hash, entry.article.text_hash);
  EXPECT_EQ(back->identity.other_keys, entry.identity.other_keys);
  EXPECT_TRUE(back->identity.by_link);
  EXPECT_EQ(back->text, text_of(entry.article));
  EXPECT_EQ(back->document.value().body.size(), document_of(entry.article).body.size());
}

TEST(PackedEntry, DamagedBytesAreNone) {
  const std::string bytes = pack_entry(full_entry());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(unpack_entry(bytes.substr(0, size))) << size;
  }
  EXPECT_FALSE(unpack_entry(bytes + 'x'));
  EXPECT_FALSE(unpack_entry('\1' + bytes.substr(1))) << "another version";
  for (std::size_t i = 0; i < bytes.size(); ++i) {  // no wrong number may crash it
    std::string broken = bytes;
    broken[i] = '\xff';
    static_cast<void>(unpack_entry(broken));
  }
}

}  // namespace
}  // namespace wirefold::ingest
