#include "wirefold/pictures/picture_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "wirefold/base/log.h"
#include "wirefold/pictures/image_header.h"

namespace wirefold::pictures {
namespace {

// Requests that no turn has taken yet; each takes well below a millisecond.
constexpr std::size_t kMostAsks = 1000;

// Pictures that no turn has taken yet.
constexpr std::size_t kMostBytes = std::size_t{16} << 20;

// A picture is not needed after this time: no request waits so long, but the next one finds it.
constexpr std::chrono::seconds kFetchWithin(60);

// How long a failure is remembered. That a host could not be reached may be the fault of our own
// network.
constexpr std::chrono::hours kFailedFor(24);
constexpr std::chrono::hours kUnreachableFor(1);

// The picture of an article seldom changes.
constexpr std::chrono::hours kMaxAge(24);

constexpr std::chrono::minutes kSweepEvery(10);
constexpr std::size_t kSweepFiles = 200;  // at a time, some 10 µs each
constexpr std::chrono::hours kComplainEvery(1);

constexpr std::chrono::milliseconds kTurn(1000);

Timestamp failed_until(const fetch::Response& response, Timestamp now) {
  return now + (response.unreachable ? kUnreachableFor : kFailedFor);
}

/// The picture's field in a log line.
std::pair<const char*, std::int64_t> field_of(const PictureId& picture) {
  if (is_icon(picture)) return {"feed", to_int(std::get<FeedId>(picture))};
  return {"article", to_int(std::get<ArticleId>(picture))};
}

void log_failure(const PictureId& picture, const std::string& url, const Error& error) {
  const auto [key, number] = field_of(picture);
  LogEvent("picture", LogArea::kFetch, LogLevel::kDebug)
      .field(key, number)
      .field("url", url)
      .text("error", error.detail)
      .emit();
}

/// As if its host could not be reached, so that it is asked for again in an hour.
void drop(fetch::Response& picture) {
  picture.body = {};
  picture.error = Error{Errc::kIo, "the disk is too slow"};
  picture.unreachable = true;
}

/// Pages show icons in a small square, in which a wide one could not be made out.
bool fits(const PictureId& picture, const ImageSize& size) {
  const auto [least, most] = std::minmax(size.width, size.height);
  return !is_icon(picture) || most <= std::uint64_t{2} * least;
}

/// The header of a picture that may be shown.
Result<ImageHeader> header_of(const fetch::Response& response) {
  if (response.error) return *response.error;
  auto header = read_image_header(response.body);
  if (!header || fits(crawl::picture_of(response.request), header->size)) return header;
  return Error{Errc::kUnsupported, fmt::format("the icon is no square: {} x {} pixels",
                                               header->size.width, header->size.height)};
}

}  // namespace

PictureDesk::PictureDesk(std::string folder, PictureSource& source, serve::PictureCounts& counts,
                         WallClock clock, const Patience& patience)
    : folder_(std::move(folder)),
      source_(source),
      counts_(counts),
      clock_(std::move(clock)),
      waiting_(patience) {}

void PictureDesk::configure(const PictureSettings& settings) {
  const MutexLock lock(mutex_);
  mail_.settings = settings;
  changed_.notify_all();
}

bool PictureDesk::ask(PictureId picture, const std::optional<IpAddress>& client, Done done) {
  if (serve::rendered_bytes() > serve::kMostRenderedBytes) return false;
  const MutexLock lock(mutex_);
  if (mail_.asks.size() >= kMostAsks) return false;
  mail_.asks.push_back({picture, client, std::move(done)});
  changed_.notify_all();
  return true;
}

void PictureDesk::take(fetch::Response&& response) {
  const MutexLock lock(mutex_);
  if (mail_.bytes + response.body.size() > kMostBytes) drop(response);
  mail_.bytes += response.body.size();
  mail_.responses.push_back(std::move(response));
  changed_.notify_all();
}

void PictureDesk::run(const std::stop_token& stop, Pulse* pulse) {
  assert(check_.is_here());
  const std::stop_callback wake_on_stop(stop, [this] {
    const MutexLock lock(mutex_);
    changed_.notify_all();
  });
  files_.emplace(folder_);
  const auto beat = [pulse] {
    if (pulse != nullptr) pulse->beat();
  };
  while (!stop.stop_requested()) {
    beat();
    Mail mail = wait_for_mail(stop, pulse == nullptr ? kTurn : std::min(kTurn, pulse->interval()));
    if (mail.settings) apply(*mail.settings);
    for (fetch::Response& response : mail.responses) {
      keep(std::move(response));
      beat();
    }
    for (Ask& ask : mail.asks) {
      answer(std::move(ask));
      beat();
    }
    waiting_.give_up(Clock::now());
    sweep();
    count_files();
  }
  waiting_.give_up(Clock::time_point::max());
  for (Ask& ask : wait_for_mail(stop, {}).asks) ask.done(nullptr);
}

PictureDesk::Mail PictureDesk::wait_for_mail(const std::stop_token& stop,
                                             std::chrono::milliseconds most) {
  const Clock::time_point end = turn_ends(most);
  const MutexLock lock(mutex_);
  while (mail_.empty() && !stop.stop_requested()) {
    if (!changed_.wait_until(mutex_, end)) break;
  }
  return std::exchange(mail_, {});
}

PictureDesk::Clock::time_point PictureDesk::turn_ends(std::chrono::milliseconds most) const {
  if (sweeps_) return Clock::time_point::min();
  const Clock::time_point turn = Clock::now() + most;
  return std::min(turn, waiting_.next_due().value_or(turn));
}

void PictureDesk::apply(const PictureSettings& settings) {
  settings_ = settings;
  files_->set_budget(settings.on ? settings.budget : 0);
}

void PictureDesk::answer(Ask&& ask) {
  try {
    if (settings_.on) return find(ask);
  } catch (const std::exception& error) {
    const auto [key, number] = field_of(ask.picture);
    LogEvent("picture", LogArea::kServe, LogLevel::kError)
        .field(key, number)
        .text("error", error.what())
        .emit();
  }
  if (ask.done) ask.done(nullptr);
}

/// Leaves `ask.done` empty once it was called, or will be.
void PictureDesk::find(Ask& ask) {
  const auto named = source_.named(ask.picture);
  if (named) {
    if (auto bytes = files_->read(ask.picture, named->url)) {
      const serve::ResourcePtr file = resource_of(*std::move(bytes));
      if (file) ++counts_.kept;
      return std::exchange(ask.done, {})(file);
    }
    if (!failed_.has(named->url, clock_())) begin(ask, *named);
  }
  if (ask.done) std::exchange(ask.done, {})(nullptr);
}

/// Has the picture fetched, unless it is already, and makes the request wait for it.
void PictureDesk::begin(Ask& ask, const NamedPicture& named) {
  if (!waiting_.has(ask.picture)) {
    if (!waiting_.has_room() || !source_.is_shown(ask.picture)) return;
    waiting_.begin(ask.picture, named.url);
    fetch_({named.feed, ask.picture, named.url, clock_() + kFetchWithin, nullptr});
  }
  auto done = [this, done = std::exchange(ask.done, {})](const serve::ResourcePtr& picture) {
    if (!picture) ++counts_.late;
    done(picture);
  };
  waiting_.wait(ask.picture, ask.client, std::move(done), Clock::now());
}

void PictureDesk::keep(fetch::Response&& response) {
  const PictureId picture = crawl::picture_of(response.request);
  const std::string url = response.request.tag.text;
  const auto header = header_of(response);
  if (!header) {
    response.error = header.error();
    return fail(response, url);
  }
  ++counts_.fetched;
  if (settings_.on) write(picture, url, response.body);
  waiting_.end(picture, settings_.on ? resource_of(std::move(response.body)) : nullptr);
}

/// A picture whose turn did not come may come the next time.
void PictureDesk::fail(const fetch::Response& response, const std::string& url) {
  const PictureId picture = crawl::picture_of(response.request);
  const Timestamp now = clock_();
  if (now < crawl::deadline_of(response.request)) failed_.add(url, failed_until(response, now));
  ++counts_.failed;
  log_failure(picture, url, *response.error);
  waiting_.end(picture, nullptr);
}

/// Null if the bytes are no picture, as after damage on the disk.
serve::ResourcePtr PictureDesk::resource_of(std::string bytes) const {
  const auto header = read_image_header(bytes);
  if (!header) return nullptr;
  serve::Resource head;
  head.content_type = media_type(header->type);
  head.cache_control = serve::cache_for(settings_.is_private, kMaxAge);
  head.is_private = settings_.is_private;
  head.is_picture = true;
  return serve::make_resource(std::move(head), std::move(bytes));
}

void PictureDesk::write(PictureId picture, const std::string& url, const std::string& bytes) {
  const auto error = files_->write(picture, url, bytes);
  if (!error || Clock::now() < next_complaint_) return;
  next_complaint_ = Clock::now() + kComplainEvery;
  LogEvent("pictures", LogArea::kDaemon, LogLevel::kWarning)
      .field("state", "not_kept")
      .text("error", error->detail)
      .emit();
}

/// Removes the files of pictures that no longer exist, a few at each turn.
void PictureDesk::sweep() {
  if (!sweeps_ && Clock::now() < next_sweep_) return;
  try {
    const auto pictures = files_->after(swept_, kSweepFiles);
    for (const PictureId& picture : pictures) {
      if (!source_.exists(picture)) files_->remove(picture);
    }
    sweeps_ = !pictures.empty();
    swept_ = sweeps_ ? pictures.back() : PictureId();
  } catch (const store::StoreError&) {  // the next sweep tries again
    sweeps_ = false;
  }
  if (!sweeps_) next_sweep_ = Clock::now() + kSweepEvery;
}

void PictureDesk::count_files() {
  counts_.files = static_cast<std::int64_t>(files_->size());
  counts_.bytes = files_->bytes();
}

}  // namespace wirefold::pictures
