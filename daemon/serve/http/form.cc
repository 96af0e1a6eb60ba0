#include "form.h"

#include <new>

#include "wirefold/base/handle.h"

namespace wirefold::serve {
namespace {

using PostProcessor = Handle<MHD_PostProcessor, MHD_destroy_post_processor>;

// The longest name of a field, and the headers of a part of a multipart body.
constexpr std::size_t kBufferBytes = 4096;

/// Takes a piece of a field. A field begins at the offset 0. A part of a multipart body need not
/// have a name: `name` is then null, and the form is refused.
MHD_Result add_piece(void* fields, MHD_ValueKind, const char* name, const char*, const char*,
                     const char*, const char* data, std::uint64_t offset,
                     std::size_t size) noexcept {
  auto& out = *static_cast<Arguments*>(fields);
  if (name == nullptr) return MHD_NO;
  try {
    if (offset == 0 && out.size() == kMostFields) return MHD_NO;
    if (offset == 0) out.emplace_back(name, "");
    if (!out.empty() && size > 0) out.back().second.append(data, size);
  } catch (const std::bad_alloc&) {
    return MHD_NO;
  }
  return MHD_YES;
}

}  // namespace

std::optional<Arguments> read_form(MHD_Connection* connection, std::string_view body) {
  Arguments out;
  PostProcessor processor(MHD_create_post_processor(connection, kBufferBytes, add_piece, &out));
  if (!processor) return std::nullopt;
  if (!body.empty() && MHD_post_process(processor.get(), body.data(), body.size()) != MHD_YES) {
    return std::nullopt;
  }
  // The last field of a URL-encoded form is complete only at the end.
  if (MHD_destroy_post_processor(processor.release()) != MHD_YES) return std::nullopt;
  return out;
}

}  // namespace wirefold::serve
