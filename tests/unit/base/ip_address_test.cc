#include "wirefold/base/ip_address.h"

#include <gtest/gtest.h>

namespace wirefold {
namespace {

bool open_to_all(const char* text) {
  const auto address = parse_ip(text);
  EXPECT_TRUE(address) << text;
  return address && is_public(*address);
}

TEST(IpAddress, PublicOnesArePublic) {
  for (const char* text :
       {"8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "223.255.255.255", "2606:4700::1111",
        "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "[2a00:1450::1]"}) {
    EXPECT_TRUE(open_to_all(text)) << text;
  }
}

TEST(IpAddress, SpecialOnesAreNot) {
  for (const char* text : {"0.0.0.0",
                           "10.0.0.1",
                           "100.64.0.1",
                           "127.0.0.1",
                           "127.255.255.254",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "192.0.2.1",
                           "198.18.0.1",
                           "198.51.100.7",
                           "203.0.113.9",
                           "224.0.0.1",
                           "239.255.255.255",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "fe80::1",
                           "fec0::1",
                           "fc00::1",
                           "fd12:3456::1",
                           "ff02::1",
                           "2001:db8::1",
                           "2001::1",
                           "100::1",
                           "64:ff9b:1::1",
                           "::ffff:10.0.0.1",
                           "::ffff:7f00:1",
                           "::127.0.0.1",
                           "64:ff9b::10.0.0.1",
                           "64:ff9b::a9fe:a9fe",
                           "2002:7f00:1::1",
                           "2002:c0a8:101::1",
                           "4000::1",
                           "3fff::1"}) {
    EXPECT_FALSE(open_to_all(text)) << text;
  }
}

TEST(IpAddress, ReadsNetworks) {
  const auto lan = parse_network("192.168.4.0/22");
  ASSERT_TRUE(lan);
  EXPECT_TRUE(lan->contains(*parse_ip("192.168.7.255")));
  EXPECT_TRUE(lan->contains(*parse_ip("::ffff:192.168.4.1")));
  EXPECT_FALSE(lan->contains(*parse_ip("192.168.8.0")));
  EXPECT_TRUE(parse_network("::1")->contains(*parse_ip("::1")));
  for (const char* bad : {"", "host", "10.0.0.0/33", "10.0.0.0/", "::/129", "10.0.0.0/8x"}) {
    EXPECT_FALSE(parse_network(bad)) << bad;
  }
  EXPECT_EQ(parse_networks("10.0.0.0/8, ::1")->size(), 2u);
  EXPECT_TRUE(parse_networks("")->empty());
  EXPECT_FALSE(parse_networks("10.0.0.0/8 nowhere"));
}

TEST(IpAddress, IsWrittenAsPeopleKnowIt) {
  EXPECT_EQ(to_string(*parse_ip("::ffff:10.0.0.1")), "10.0.0.1");
  EXPECT_EQ(to_string(*parse_ip("[2001:DB8:0:0::1]")), "2001:db8::1");
}

}  // namespace
}  // namespace wirefold
