#include "wirefold/base/hash.h"

#include <gtest/gtest.h>

namespace wirefold {
namespace {

// Databases hold these values. With other values every known article would count as edited.
TEST(Hash, KeepsItsValues) {
  EXPECT_EQ(to_hex(hash64("wirefold")), to_hex(hash64(std::string("wirefold"))));
  EXPECT_EQ(to_hex(hash64("")), "2d06800538d394c2");  // XXH3 of nothing, seed 0
  EXPECT_NE(hash64("a", 1), hash64("a", 2));
}

TEST(Hash, MakesAVersion8Uuid) {
  const std::string uuid = hash_uuid("instance/1");
  ASSERT_EQ(uuid.size(), 36u);
  EXPECT_EQ(uuid[14], '8');
  EXPECT_NE(std::string("89ab").find(uuid[19]), std::string::npos);
  EXPECT_EQ(uuid, hash_uuid("instance/1"));
  EXPECT_NE(uuid, hash_uuid("instance/2"));
}

TEST(Hash, MixesInOrder) { EXPECT_NE(mix_hash(1, 2), mix_hash(2, 1)); }

}  // namespace
}  // namespace wirefold
