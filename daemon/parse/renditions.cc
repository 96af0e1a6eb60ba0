#include "renditions.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "formats.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

struct Playable {
  std::string_view type;  // or the end of a file's name
  int rank;
};

// What browsers and podcast players play: nearly all, some, few, none.
constexpr int kUnknown = 2, kUnplayable = 0;
constexpr std::array kPlayable = {
    Playable{"video/mp4", 4},
    Playable{".mp4", 4},
    Playable{"audio/mpeg", 4},
    Playable{"audio/mp3", 4},
    Playable{".mp3", 4},
    Playable{"image/jpeg", 4},
    Playable{"image/png", 4},
    Playable{"audio/mp4", 3},
    Playable{"audio/x-m4a", 3},
    Playable{"audio/aac", 3},
    Playable{".m4a", 3},
    Playable{"video/webm", 3},
    Playable{".webm", 3},
    Playable{"application/x-mpegurl", 1},
    Playable{"application/vnd.apple.mpegurl", 1},
    Playable{".m3u8", 1},
    Playable{"video/3gpp", 1},
    Playable{"video/x-ms-wmv", kUnplayable},
    Playable{"video/x-flv", kUnplayable},
    Playable{".flv", kUnplayable},
    Playable{"application/x-shockwave-flash", kUnplayable},
    Playable{".swf", kUnplayable},
};

std::string_view without_query(std::string_view url) {
  return url.substr(0, url.find_first_of("?#"));
}

int playable_rank(const Rendition& r) {
  const std::string type = to_lower_ascii(r.type), path = to_lower_ascii(without_query(r.url));
  for (const Playable& known : kPlayable) {
    const bool is_ending = known.type.starts_with('.');
    if (is_ending ? type.empty() && path.ends_with(known.type) : type == known.type) {
      return known.rank;
    }
  }
  return kUnknown;
}

/// By its type, else its medium.
int medium_rank(const Rendition& r) {
  const std::string_view medium = r.type.empty() ? r.medium : r.type;
  if (starts_with_ignore_case(medium, "video")) return 3;
  if (starts_with_ignore_case(medium, "audio")) return 2;
  return starts_with_ignore_case(medium, "image") ? 1 : 0;
}

bool is_better(const Rendition& a, const Rendition& b) {
  const auto rank = [](const Rendition& r) {
    const int playable = playable_rank(r);
    return std::make_tuple(r.is_enclosure, playable != kUnplayable, r.is_default, medium_rank(r),
                           playable, r.size, r.length_bytes.value_or(0));
  };
  return rank(a) > rank(b);
}

/// True for the address of one picture, sound or film, whose query can only be about its form.
bool is_media_file(std::string_view path) {
  constexpr std::array<std::string_view, 12> kEndings = {".jpg",  ".jpeg", ".png", ".gif",
                                                         ".webp", ".avif", ".mp3", ".m4a",
                                                         ".mp4",  ".webm", ".ogg", ".wav"};
  const std::string lower = to_lower_ascii(path.substr(path.rfind('/') + 1));
  return std::ranges::any_of(kEndings, [&](std::string_view e) { return lower.ends_with(e); });
}

bool are_one_thing(const Rendition& a, const Rendition& b) {
  if (a.url == b.url) return true;
  if (a.is_enclosure || b.is_enclosure) return false;
  if (a.group != 0 || b.group != 0) return a.group == b.group;
  const std::string_view file = without_query(a.url);
  return file == without_query(b.url) && is_media_file(file);
}

/// Adds what `known`, a rendition with the same URL, lacks.
void complete(Rendition& known, Rendition&& other) {
  if (known.type.empty()) known.type = std::move(other.type);
  if (!known.length_bytes) known.length_bytes = other.length_bytes;
  if (known.group == 0) known.group = other.group;
  known.is_enclosure = known.is_enclosure || other.is_enclosure;
  known.is_default = known.is_default || other.is_default;
  known.size = std::max(known.size, other.size);
}

/// Renditions of one thing; a place in the document is that of its first.
using Thing = std::vector<Rendition>;

/// Files of one group belong together though one of them is the publisher's enclosure.
bool belongs_to(const Thing& thing, const Rendition& r) {
  return std::ranges::any_of(thing, [&r](const Rendition& other) {
    const bool share_group = r.group != 0 && r.group == other.group;
    return share_group || are_one_thing(other, r);
  });
}

void add(std::vector<Thing>& things, Rendition&& r) {
  const auto thing =
      std::ranges::find_if(things, [&r](const Thing& t) { return belongs_to(t, r); });
  if (thing == things.end()) {
    things.push_back({std::move(r)});
    return;
  }
  const auto same = std::ranges::find(*thing, r.url, &Rendition::url);
  if (same == thing->end()) {
    thing->push_back(std::move(r));
  } else {
    complete(*same, std::move(r));
  }
}

}  // namespace

std::vector<Enclosure> enclosures_of(std::vector<Rendition> renditions) {
  // Looking for doubles takes quadratic time.
  if (renditions.size() > kMostListed) renditions.resize(kMostListed);
  std::vector<Thing> things;
  for (Rendition& r : renditions) {
    if (!r.url.empty()) add(things, std::move(r));
  }
  std::vector<Enclosure> out;
  for (Thing& thing : things) {
    std::ranges::stable_sort(thing, is_better);
    for (Rendition& r : thing) {
      const bool is_first = &r == thing.data();
      out.push_back({std::move(r.url), std::move(r.type), r.length_bytes, !is_first});
    }
  }
  return out;
}

}  // namespace wirefold::parse
