// Decides who may ask: by the name of the host, the page that makes the request, and the password.
// Private to the serve area.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "wirefold/base/guarded.h"
#include "wirefold/serve/http/own_names.h"

namespace wirefold::serve {

/// Header values are as received, and empty if absent. Safe from any thread, except for
/// require_own_name().
class Access {
 public:
  /// Empty: no password.
  void set_password(std::string password) { password_.set(std::move(password)); }

  void set_names(OwnNames names) { names_.set(std::make_shared<const OwnNames>(std::move(names))); }

  /// From now on, requests must name this server, as names_us() says. For a server on a loopback
  /// address. Call it before the server runs.
  void require_own_name() { needs_own_name_ = true; }

  /// Also true before set_names().
  bool allows_host(std::string_view host) const;

  /// False if a page of another site makes the request; see is_foreign().
  bool allows_page(std::string_view origin, std::string_view sec_fetch_site,
                   std::string_view host) const;

  /// True if there is no password, or if the request has it; see knows_password().
  bool allows_reading(std::string_view authorization, std::string_view token) const;

 private:
  Guarded<std::string> password_;
  Guarded<std::shared_ptr<const OwnNames>> names_;  // null before set_names()
  bool needs_own_name_ = false;
};

}  // namespace wirefold::serve
