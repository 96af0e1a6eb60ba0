#include "answers.h"

#include <string>

#include "request.h"
#include "serve/page_language.h"

namespace wirefold::serve {
namespace {

constexpr char kBusy[] = "2";  // Retry-After, in seconds

std::string body_of(RefusalForm form, const Site* site, std::string_view language, int status,
                    std::string_view reason) {
  switch (form) {
    case RefusalForm::kPage:
      return refusal_page(*site, language, status, reason);
    case RefusalForm::kJson:
      return refusal_json(reason);
    case RefusalForm::kText:
      break;
  }
  return refusal_text(reason);
}

}  // namespace

Headers plain_headers() {
  Headers out = common_headers();
  out.emplace_back("Content-Type", "text/plain; charset=utf-8");
  out.emplace_back("Cache-Control", "no-store");
  return out;
}

bool may_read(const Access& access, MHD_Connection* connection) {
  return access.allows_reading(header(connection, "Authorization"), argument(connection, "token"));
}

MHD_Result Answers::send(MHD_Connection* connection, int status, MHD_Response* response) {
  if (response == nullptr) return MHD_NO;
  traffic_.count(status);
  if (stop_.stop_requested()) MHD_add_response_header(response, "Connection", "close");
  return MHD_queue_response(connection, static_cast<unsigned>(status), response);
}

MHD_Result Answers::whole(MHD_Connection* connection, const ResourcePtr& resource,
                          const Headers& more) {
  Headers headers = headers_of(*resource, {});
  headers.insert(headers.end(), more.begin(), more.end());
  const MhdResponse response = resource_response(resource, {}, headers);
  return send(connection, resource->status, response.get());
}

MHD_Result Answers::plain(MHD_Connection* connection, int status, std::string_view text,
                          const Headers& headers) {
  const MhdResponse response = copied_response(text, headers);
  return send(connection, status, response.get());
}

MHD_Result Answers::refuse(MHD_Connection* connection, int status, std::string_view reason,
                           const Headers& more) {
  const RefusalForm form = form_for(connection);
  Headers headers = refusal_headers(form);
  headers.insert(headers.end(), more.begin(), more.end());
  const std::string_view language = page_language(header(connection, "Accept-Language"));
  return plain(connection, status, body_of(form, desk_.site().get(), language, status, reason),
               headers);
}

MHD_Result Answers::refuse_guest(MHD_Connection* connection, int wait_seconds) {
  Headers headers = refusal_headers(RefusalForm::kText);
  headers.emplace_back("Retry-After", std::to_string(wait_seconds));
  return plain(connection, 429, refusal_text("too many requests"), headers);
}

MHD_Result Answers::busy(MHD_Connection* connection) {
  return refuse(connection, 503, "busy", {{"Retry-After", kBusy}});
}

RefusalForm Answers::form_for(MHD_Connection* connection) const {
  const RefusalForm wanted = refusal_form(header(connection, "Accept"));
  const bool has_page = desk_.site() != nullptr && may_read(access_, connection);
  return wanted == RefusalForm::kPage && !has_page ? RefusalForm::kText : wanted;
}

}  // namespace wirefold::serve
