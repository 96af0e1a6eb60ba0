// Serves the pictures of stories and outlets from a cache, and has the missing ones fetched.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "wirefold/base/mutex.h"
#include "wirefold/base/pulse.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/crawl/requests.h"
#include "wirefold/pictures/failed_pictures.h"
#include "wirefold/pictures/picture_files.h"
#include "wirefold/pictures/picture_source.h"
#include "wirefold/pictures/waiting_pictures.h"
#include "wirefold/serve/pictures.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::pictures {

struct PictureSettings {
  bool on = false;          ///< Off: nothing is fetched or served, and no file is kept.
  std::int64_t budget = 0;  ///< Bytes of the kept pictures.
  bool is_private = false;  ///< The site has a password.
};

/// Does all its work on one thread, run()'s, which neither the server nor folding waits for: it
/// reads and writes the files, and asks the database what articles and feeds name. A file that is
/// kept is served. Otherwise the picture is fetched if a page shows it, and if it did not fail
/// lately. Files of pictures that no longer exist are removed at the start and every ten minutes.
class PictureDesk : public serve::Pictures {
 public:
  /// Has a picture fetched. WantedPicture::access is still missing. Called on run()'s thread.
  using Fetch = std::function<void(crawl::WantedPicture)>;

  /// `folder` need not exist. `source` and `counts` must outlive the desk.
  PictureDesk(std::string folder, PictureSource& source, serve::PictureCounts& counts,
              WallClock clock, const Patience& patience = {});

  /// Call it before run().
  void on_fetch(Fetch fetch) { fetch_ = std::move(fetch); }

  /// Safe from any thread.
  void configure(const PictureSettings& settings);

  bool ask(PictureId picture, const std::optional<IpAddress>& client, Done done) override;

  /// Takes the answer to a picture_request(). If the disk is so slow that 16 MiB of pictures wait,
  /// the picture is dropped. Safe from any thread.
  void take(fetch::Response&& response);

  /// Works until `stop`. Requests that still wait then get null. Beats `pulse` at every turn.
  void run(const std::stop_token& stop, Pulse* pulse = nullptr);

 private:
  using Clock = WaitingPictures::Clock;

  struct Ask {
    PictureId picture;
    std::optional<IpAddress> client;
    Done done;
  };
  /// What other threads have brought.
  struct Mail {
    std::optional<PictureSettings> settings;
    std::deque<Ask> asks;
    std::vector<fetch::Response> responses;
    std::size_t bytes = 0;  // of their bodies

    bool empty() const { return !settings && asks.empty() && responses.empty(); }
  };

  Mail wait_for_mail(const std::stop_token& stop, std::chrono::milliseconds most);
  Clock::time_point turn_ends(std::chrono::milliseconds most) const;
  void apply(const PictureSettings& settings);
  void answer(Ask&& ask);
  void find(Ask& ask);
  void begin(Ask& ask, const NamedPicture& named);
  void keep(fetch::Response&& response);
  void fail(const fetch::Response& response, const std::string& url);
  serve::ResourcePtr resource_of(std::string bytes) const;
  void write(PictureId picture, const std::string& url, const std::string& bytes);
  void sweep();
  void count_files();

  const std::string folder_;
  PictureSource& source_;
  serve::PictureCounts& counts_;
  const WallClock clock_;
  Fetch fetch_;
  // Used on run()'s thread only:
  std::optional<PictureFiles> files_;  // from the beginning of run()
  PictureSettings settings_;
  FailedPictures failed_;
  WaitingPictures waiting_;
  bool sweeps_ = true;
  PictureId swept_;  // files up to this picture were looked at
  Clock::time_point next_sweep_{};
  Clock::time_point next_complaint_{};

  Mutex mutex_;
  Condition changed_;
  Mail mail_ GUARDED_BY(mutex_);
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::pictures
