// Sends answers. Private to the serve area; the server's thread only.
#pragma once

#include <stop_token>
#include <string_view>

#include "access.h"
#include "mhd.h"
#include "serve/refusal.h"
#include "wirefold/serve/desk.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

/// The headers of a short answer in text, which is not cached.
Headers plain_headers();

/// The functions with a MHD_Result queue one answer and count it. The result is for libmicrohttpd:
/// MHD_NO, which closes the connection, if memory is short.
class Answers {
 public:
  Answers(const Desk& desk, const Access& access, Traffic& traffic)
      : desk_(desk), access_(access), traffic_(traffic) {}

  /// After `stop`, each answer ends its connection.
  void set_stop(std::stop_token stop) { stop_ = std::move(stop); }

  /// Null for a response that could not be made.
  MHD_Result send(MHD_Connection* connection, int status, MHD_Response* response);

  /// Sends a resource that is made for this request alone, without negotiation; `more` are further
  /// headers.
  MHD_Result whole(MHD_Connection* connection, const ResourcePtr& resource,
                   const Headers& more = {});

  MHD_Result plain(MHD_Connection* connection, int status, std::string_view text,
                   const Headers& headers = plain_headers());

  /// Sends an error in the form_for() the client. `reason` is as for refusal_text(); `more` are
  /// further headers.
  MHD_Result refuse(MHD_Connection* connection, int status, std::string_view reason,
                    const Headers& more = {});

  /// 429, the same with a right and a wrong password. The client may ask again after
  /// `wait_seconds`.
  MHD_Result refuse_guest(MHD_Connection* connection, int wait_seconds);

  /// 503, if too many requests wait.
  MHD_Result busy(MHD_Connection* connection);

  /// The form of an error. Text replaces a page before there is a site, and without the password,
  /// because the page shows the title of the site.
  RefusalForm form_for(MHD_Connection* connection) const;

 private:
  const Desk& desk_;
  const Access& access_;
  Traffic& traffic_;
  std::stop_token stop_;
};

/// True if the request has the password, or needs none.
bool may_read(const Access& access, MHD_Connection* connection);

}  // namespace wirefold::serve
