#include "renditions.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "formats.h"
#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"

namespace wirefold::parse {
namespace {

struct Playable {
  std::string_view type;  // or the ending of a file name
  int rank;
};

// How many browsers and podcast players play a type: 4 nearly all, 3 some, 1 few, 0 none.
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
    Playable{"text/html", kUnplayable},  // a page with a player
};

/// A file, and the size of its URL without query and fragment.
struct Form {
  Rendition file;
  std::size_t path_bytes;

  std::string_view path() const { return std::string_view(file.url).substr(0, path_bytes); }
};

int playable_rank(const Form& form) {
  const std::string type = to_lower_ascii(form.file.type), path = to_lower_ascii(form.path());
  for (const Playable& known : kPlayable) {
    const bool is_ending = known.type.starts_with('.');
    if (is_ending ? type.empty() && path.ends_with(known.type) : type == known.type) {
      return known.rank;
    }
  }
  return kUnknown;
}

constexpr int kPicture = 1;

/// Ranks the medium by the type, else by the medium attribute.
int medium_rank(const Rendition& r) {
  const std::string_view medium = r.type.empty() ? r.medium : r.type;
  if (starts_with_ignore_case(medium, "video")) return 3;
  if (starts_with_ignore_case(medium, "audio")) return 2;
  return starts_with_ignore_case(medium, "image") ? kPicture : 0;
}

/// A picture in a group of films is their poster.
bool is_picture(const Form& form) { return medium_rank(form.file) == kPicture; }

bool is_better(const Form& a, const Form& b) {
  const auto rank = [](const Form& form) {
    const Rendition& r = form.file;
    const int playable = playable_rank(form);
    return std::make_tuple(r.is_enclosure, playable != kUnplayable, r.is_default, medium_rank(r),
                           playable, r.size, r.length_bytes.value_or(0));
  };
  return rank(a) > rank(b);
}

/// True for the address of one picture, sound or film: its query can only select a form.
bool is_media_file(std::string_view path) {
  constexpr std::array<std::string_view, 12> kEndings = {".jpg",  ".jpeg", ".png", ".gif",
                                                         ".webp", ".avif", ".mp3", ".m4a",
                                                         ".mp4",  ".webm", ".ogg", ".wav"};
  const std::string lower = to_lower_ascii(path.substr(path.rfind('/') + 1));
  return std::ranges::any_of(kEndings, [&](std::string_view e) { return lower.ends_with(e); });
}

/// Files of one group are one thing, even if one of them is the publisher's enclosure.
bool are_one_thing(const Form& a, const Form& b) {
  if (a.file.group != 0 || b.file.group != 0) {
    if (a.file.group == b.file.group) return is_picture(a) == is_picture(b);
  } else if (!a.file.is_enclosure && !b.file.is_enclosure) {
    if (a.path() == b.path() && is_media_file(a.path())) return true;
  }
  return a.file.url == b.file.url;
}

/// Adds facts of `other` that `known`, a rendition with the same URL, lacks.
void complete(Rendition& known, Rendition&& other) {
  if (known.type.empty()) known.type = std::move(other.type);
  if (!known.length_bytes) known.length_bytes = other.length_bytes;
  if (known.group == 0) known.group = other.group;
  known.is_enclosure = known.is_enclosure || other.is_enclosure;
  known.is_default = known.is_default || other.is_default;
  known.size = std::max(known.size, other.size);
}

/// Forms of one thing; its place in the document is that of its first form.
using Thing = std::vector<Form>;

void add(std::vector<Thing>& things, Form&& form) {
  const auto thing = std::ranges::find_if(things, [&form](const Thing& t) {
    return std::ranges::any_of(t, [&form](const Form& o) { return are_one_thing(o, form); });
  });
  if (thing == things.end()) {
    things.emplace_back().push_back(std::move(form));
    return;
  }
  const auto same = std::ranges::find_if(
      *thing, [&form](const Form& other) { return other.file.url == form.file.url; });
  if (same == thing->end()) {
    thing->push_back(std::move(form));
  } else {
    complete(same->file, std::move(form.file));
  }
}

}  // namespace

std::vector<Enclosure> enclosures_of(std::vector<Rendition> renditions) {
  if (renditions.size() > kMostListed) renditions.resize(kMostListed);
  std::vector<Thing> things;
  for (Rendition& r : renditions) {
    if (r.url.empty() || r.url.size() > kMostLinkBytes) continue;
    const std::size_t path_bytes = std::min(r.url.find_first_of("?#"), r.url.size());
    add(things, {std::move(r), path_bytes});
  }
  std::vector<Enclosure> out;
  for (Thing& thing : things) {
    std::ranges::stable_sort(thing, is_better);
    for (Form& form : thing) {
      Rendition& r = form.file;
      const bool is_first = &form == thing.data();
      out.push_back({std::move(r.url), std::move(r.type), r.length_bytes, !is_first});
    }
  }
  return out;
}

}  // namespace wirefold::parse
