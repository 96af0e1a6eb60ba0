#include "wirefold/base/json_writer.h"

#include <gtest/gtest.h>

#include <limits>

namespace wirefold {
namespace {

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
  JsonWriter json;
  json.begin_object().member("a", 1).key("b").begin_array().value("x").value(true).end_array();
  json.key("c").begin_object().end_object().key("d").null().end_object();
  EXPECT_EQ(json.take(), R"({"a":1,"b":["x",true],"c":{},"d":null})");
}

TEST(JsonWriter, EscapesText) {
  JsonWriter json;
  json.value("\"\\\n\t\x01é");
  EXPECT_EQ(json.take(), "\"\\\"\\\\\\n\\té\"");
}

TEST(JsonWriter, LeavesOutAnEmptyMember) {
  JsonWriter json;
  json.begin_object().member_if("a", "").member_if("b", "x").end_object();
  EXPECT_EQ(json.take(), R"({"b":"x"})");
}

TEST(JsonWriter, HasNoWordForInfinity) {
  JsonWriter json;
  json.begin_array().value(0.97391).value(std::numeric_limits<double>::infinity()).end_array();
  EXPECT_EQ(json.take(), "[0.9739,null]");
}

}  // namespace
}  // namespace wirefold
