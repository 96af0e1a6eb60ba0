// What an aggregator puts in the place of a text.
#pragma once

#include <cstddef>
#include <string_view>

namespace wirefold::text {

/// True if `body`, plain text, says nothing but who submitted a link, and where that and its
/// comments are: "submitted by /u/anna [link] [comments]", "Comments", "Read more". By [link
/// labels] of the language files. Addresses, names of users and groups, and numbers are skipped; of
/// other words there may be one for each label, and none beside a single label. Longer bodies than
/// kLongestStub bytes are texts. Any thread.
bool is_link_stub(std::string_view body);

inline constexpr std::size_t kLongestStub = 600;

}  // namespace wirefold::text
