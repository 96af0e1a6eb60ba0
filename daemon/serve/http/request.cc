#include "request.h"

#include <new>

#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

MHD_Result add_argument(void* arguments, MHD_ValueKind, const char* name,
                        const char* value) noexcept {
  try {
    static_cast<Arguments*>(arguments)->emplace_back(name, value == nullptr ? "" : value);
  } catch (const std::bad_alloc&) {
    return MHD_NO;
  }
  return MHD_YES;
}

/// The headers of a request that state the length of its body.
struct Lengths {
  int content_lengths = 0;
  int transfer_encodings = 0;
  bool strange = false;
};

MHD_Result add_length(void* lengths, MHD_ValueKind, const char* name, const char* value) noexcept {
  auto& out = *static_cast<Lengths*>(lengths);
  const std::string_view text = value == nullptr ? "" : value;
  if (equals_ignore_case(name, "Content-Length")) {
    ++out.content_lengths;
    out.strange = out.strange || text.empty() ||
                  text.find_first_not_of("0123456789") != std::string_view::npos;
  } else if (equals_ignore_case(name, "Transfer-Encoding")) {
    ++out.transfer_encodings;
    out.strange = out.strange || !equals_ignore_case(text, "chunked");
  }
  return MHD_YES;
}

struct Wanted {
  std::string_view name;
  std::string_view value;
};

MHD_Result take_if_wanted(void* wanted, MHD_ValueKind, const char* name,
                          const char* value) noexcept {
  auto& out = *static_cast<Wanted*>(wanted);
  if (value != nullptr && equals_ignore_case(name, out.name)) out.value = value;
  return MHD_YES;
}

}  // namespace

std::string_view header(MHD_Connection* connection, const char* name) {
  const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::string_view last_header(MHD_Connection* connection, std::string_view name) {
  Wanted out{name, {}};
  MHD_get_connection_values(connection, MHD_HEADER_KIND, take_if_wanted, &out);
  return out.value;
}

std::string_view argument(MHD_Connection* connection, const char* name) {
  const char* value = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

Arguments arguments_of(MHD_Connection* connection) {
  Arguments out;
  MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, add_argument, &out);
  return out;
}

Request request_of(MHD_Connection* connection, std::string_view path, std::string_view method) {
  Request out;
  out.method = method;
  out.path = path;
  out.arguments = arguments_of(connection);
  out.content_type = header(connection, "Content-Type");
  out.signature = header(connection, "X-Hub-Signature");
  return out;
}

Conditions conditions_of(MHD_Connection* connection) {
  return {header(connection, "If-None-Match"), header(connection, "If-Modified-Since"),
          header(connection, "Accept-Encoding"), header(connection, "A-IM"),
          header(connection, "Accept")};
}

bool is_ambiguous(MHD_Connection* connection) {
  Lengths lengths;
  MHD_get_connection_values(connection, MHD_HEADER_KIND, add_length, &lengths);
  return lengths.strange || lengths.content_lengths + lengths.transfer_encodings > 1;
}

}  // namespace wirefold::serve
