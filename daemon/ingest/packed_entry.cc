#include "packed_entry.h"

#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace wirefold::ingest {
namespace {

// The first byte. It changes with every change of the fields below.
constexpr char kVersion = 3;

class Packer {
 public:
  void operator()(const std::string& text) {
    (*this)(std::uint64_t{text.size()});
    bytes_ += text;
  }
  void operator()(std::uint64_t number) {
    char raw[sizeof number];
    std::memcpy(raw, &number, sizeof number);
    bytes_.append(raw, sizeof raw);
  }
  void operator()(bool flag) { bytes_ += flag ? '\1' : '\0'; }
  void operator()(Timestamp time) {
    (*this)(static_cast<std::uint64_t>(time.time_since_epoch().count()));
  }
  void operator()(std::chrono::minutes offset) {
    (*this)(static_cast<std::uint64_t>(offset.count()));
  }
  void operator()(FeedId id) { (*this)(static_cast<std::uint64_t>(to_int(id))); }
  void operator()(const Enclosure& e) {
    (*this)(e.url);
    (*this)(e.type);
    (*this)(e.length_bytes);
    (*this)(e.alternative);
  }
  template <typename T>
  void operator()(const std::optional<T>& value) {
    (*this)(value.has_value());
    if (value) (*this)(*value);
  }
  template <typename T>
  void operator()(const std::vector<T>& values) {
    (*this)(std::uint64_t{values.size()});
    for (const T& value : values) (*this)(value);
  }

  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_{kVersion};
};

/// Reads what Packer wrote. All values after the first error are empty.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : left_(bytes) {
    good_ = !left_.empty() && left_[0] == kVersion;
    if (good_) left_.remove_prefix(1);
  }

  void operator()(std::string& text) { text = next(number()); }
  void operator()(std::uint64_t& value) { value = number(); }
  void operator()(bool& flag) { flag = next(1) == std::string_view("\1", 1); }
  void operator()(Timestamp& time) {
    constexpr std::uint64_t kLast = 253402300799;  // of the year 9999
    const std::uint64_t seconds = number();
    good_ = good_ && seconds <= kLast;
    time = Timestamp(std::chrono::seconds(good_ ? static_cast<std::int64_t>(seconds) : 0));
  }
  void operator()(std::chrono::minutes& offset) {
    offset = std::chrono::minutes(static_cast<std::int64_t>(number()));
    good_ = good_ && is_utc_offset(offset);
  }
  void operator()(FeedId& id) { id = FeedId{static_cast<std::int64_t>(number())}; }
  void operator()(Enclosure& e) {
    (*this)(e.url);
    (*this)(e.type);
    (*this)(e.length_bytes);
    (*this)(e.alternative);
  }
  template <typename T>
  void operator()(std::optional<T>& value) {
    bool any = false;
    (*this)(any);
    if (any) (*this)(value.emplace());
  }
  template <typename T>
  void operator()(std::vector<T>& values) {
    for (std::uint64_t count = number(); count > 0 && good_; --count) {
      (*this)(values.emplace_back());
    }
  }

  /// True if all values were there, and nothing else.
  bool is_done() const { return good_ && left_.empty(); }

 private:
  std::string_view next(std::uint64_t size) {
    good_ = good_ && size <= left_.size();
    if (!good_) return {};
    const std::string_view out = left_.substr(0, size);
    left_.remove_prefix(size);
    return out;
  }
  std::uint64_t number() {
    std::uint64_t out = 0;
    const std::string_view raw = next(sizeof out);
    if (good_) std::memcpy(&out, raw.data(), sizeof out);
    return out;
  }

  std::string_view left_;
  bool good_;
};

/// Calls `use` for the fields of an entry, in order.
template <typename Use, typename Article, typename Identity>
void each_field(Use& use, Article& a, Identity& identity) {
  use(a.feed), use(a.outlet), use(a.key), use(a.link), use(a.canonical), use(a.title);
  use(a.summary), use(a.content), use(a.wire.agency), use(a.wire.place), use(a.wire.byline);
  use(a.lang), use(a.group), use(a.authors), use(a.categories), use(a.enclosures), use(a.image);
  use(a.published), use(a.updated), use(a.utc_offset), use(a.first_seen), use(a.text_hash),
      use(a.twin_hash);
  use(identity.key), use(identity.other_keys), use(identity.canonical), use(identity.hash_key);
  use(identity.by_link);
}

}  // namespace

std::string pack_entry(const Prepared& entry) {
  Packer out;
  each_field(out, entry.article, entry.identity);
  return out.take();
}

std::optional<Prepared> unpack_entry(std::string_view bytes) {
  Unpacker in(bytes);
  Prepared out;
  each_field(in, out.article, out.identity);
  if (!in.is_done()) return std::nullopt;
  out.text = text_of(out.article);
  out.document = document_of(out.article);
  return out;
}

}  // namespace wirefold::ingest
