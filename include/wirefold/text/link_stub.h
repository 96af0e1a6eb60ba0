// Recognizes the link stubs that aggregators put in place of a text.
#pragma once

#include <cstddef>
#include <string_view>

namespace wirefold::text {

/// True if `body`, plain text, only names the submitter of a link, the link and its comments:
/// "submitted by /u/anna [link] [comments]", "Comments", "Read more". Uses [link labels] of the
/// language files. Addresses, names of users and groups, and numbers are skipped. There may be one
/// other word for each label, but none beside a single label. Bodies longer than kLongestStub bytes
/// are never stubs. Any thread.
bool is_link_stub(std::string_view body);

inline constexpr std::size_t kLongestStub = 600;

}  // namespace wirefold::text
