// Signs operators in and out. Private to the serve area.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/mutex.h"
#include "wirefold/base/time.h"
#include "wirefold/serve/session.h"

namespace wirefold::serve {

/// Makes and checks the cookies of sessions. A cookie is signed, so nothing is stored for a session
/// that is open; one that was signed out is remembered until it would have ended. All sessions end
/// with this object, and when the password changes. Safe from any thread.
class Sessions {
 public:
  /// How long a session lasts.
  static constexpr std::chrono::days kLife{7};

  /// Sessions that were signed out, and not yet over. Above it, all sessions end.
  static constexpr std::size_t kMostEnded = 1000;

  Sessions();

  /// Empty: nobody can sign in.
  void set_password(std::string password) EXCLUDES(mutex_);

  /// True if there is a password, so that somebody can sign in.
  bool is_open() const EXCLUDES(mutex_);

  /// The cookie of a new session of the operator with this operator_name(); nullopt for a wrong
  /// password.
  std::optional<std::string> open(std::string_view password, std::string_view name, Timestamp now)
      EXCLUDES(mutex_);

  /// The session of a cookie; nullopt if it is not signed, is over or was signed out.
  std::optional<Session> find(std::string_view cookie, Timestamp now) const EXCLUDES(mutex_);

  /// Ends the session of a cookie.
  void end(std::string_view cookie, Timestamp now) EXCLUDES(mutex_);

 private:
  struct Cookie;

  std::optional<Cookie> read(std::string_view cookie, Timestamp now) const REQUIRES(mutex_);
  std::string mark(std::string_view use, std::string_view text) const REQUIRES(mutex_);
  void end_all() REQUIRES(mutex_);

  mutable Mutex mutex_;
  std::string password_ GUARDED_BY(mutex_);
  std::string key_ GUARDED_BY(mutex_);  // of the marks; a new one ends all sessions
  std::map<std::string, Timestamp, std::less<>> ended_ GUARDED_BY(mutex_);  // number, end
};

}  // namespace wirefold::serve
