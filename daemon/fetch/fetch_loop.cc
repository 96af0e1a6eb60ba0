#include "wirefold/fetch/fetch_loop.h"

#include <curl/curl.h>

#include <algorithm>
#include <deque>
#include <new>
#include <stdexcept>
#include <unordered_map>

#include "wirefold/base/handle.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/time.h"
#include "wirefold/fetch/caching.h"

namespace wirefold::fetch {
namespace {

using Easy = Handle<CURL, curl_easy_cleanup>;
using Multi = Handle<CURLM, curl_multi_cleanup>;
using Headers = Handle<curl_slist, curl_slist_free_all>;

constexpr long kMaxRedirects = 5;
constexpr long kConnectTimeoutSeconds = 10;
constexpr std::chrono::milliseconds kLongestSleep = std::chrono::hours(1);

constexpr char kAcceptFeed[] =
    "Accept: application/atom+xml, application/rss+xml, application/feed+json, "
    "application/rdf+xml;q=0.9, application/xml;q=0.9, text/xml;q=0.8, application/json;q=0.8, "
    "*/*;q=0.1";
constexpr char kAcceptPage[] = "Accept: text/html, application/xhtml+xml;q=0.9, */*;q=0.1";
constexpr char kAcceptRobots[] = "Accept: text/plain, */*;q=0.1";

constexpr std::size_t kMaxRobotsBytes = std::size_t{512} << 10;  // RFC 9309 section 2.5

const char* accept_of(Kind kind) {
  switch (kind) {
    case Kind::kPage:
      return kAcceptPage;
    case Kind::kRobots:
      return kAcceptRobots;
    case Kind::kFeed:
      break;
  }
  return kAcceptFeed;
}

std::size_t body_limit(const Options& options, Kind kind) {
  switch (kind) {
    case Kind::kPage:
      return options.max_page_bytes;
    case Kind::kRobots:
      return kMaxRobotsBytes;
    case Kind::kFeed:
      break;
  }
  return options.max_body_bytes;
}

/// One request on its way. Its address is what libcurl's callbacks are given.
struct Transfer {
  Request request;
  Easy easy;
  Headers headers;
  std::string body;
  std::size_t body_limit = 0;
  bool overflowed = false;
};

// Called from C: no exception may leave it.
std::size_t on_body(char* data, std::size_t, std::size_t size, void* userdata) noexcept {
  auto& transfer = *static_cast<Transfer*>(userdata);
  const std::size_t room = transfer.body_limit - transfer.body.size();
  const bool beginning_counts = transfer.request.kind == Kind::kRobots;
  if (size > room && !beginning_counts) {
    transfer.overflowed = true;
    return 0;  // a short count makes libcurl end the transfer with CURLE_WRITE_ERROR
  }
  try {
    transfer.body.append(data, std::min(size, room));
  } catch (const std::bad_alloc&) {
    return 0;
  }
  return size;
}

void add_header(Headers& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

/// Header of the last response; empty if it had none.
std::string header(CURL* easy, const char* name) {
  curl_header* found = nullptr;
  if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK) return {};
  return found->value;
}

Errc code_of(CURLcode code, const Transfer& transfer) {
  if (transfer.overflowed || code == CURLE_FILESIZE_EXCEEDED) return Errc::kTooLarge;
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return Errc::kTimeout;
    case CURLE_FILE_COULDNT_READ_FILE:
      return Errc::kIo;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
      return Errc::kUnsupported;
    default:
      return Errc::kNetwork;
  }
}

/// libcurl must be initialised once, before threads use it; it stays for the life of the process.
void init_curl() {
  static const CURLcode kOnce = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (kOnce != CURLE_OK) throw std::runtime_error("libcurl does not start");
}

}  // namespace

class FetchLoop::Impl {
 public:
  Impl(const Options& options, Mediator& mediator) : options_(options), mediator_(mediator) {
    init_curl();
    multi_.reset(curl_multi_init());
    if (!multi_) throw std::runtime_error("libcurl does not start");
    curl_multi_setopt(multi_.get(), CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
  }

  ~Impl() {
    for (const auto& [easy, transfer] : in_flight_) curl_multi_remove_handle(multi_.get(), easy);
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void run(const std::stop_token& stop) {
    const std::stop_callback wake_on_stop(stop, [this] { wake(); });
    while (!stop.stop_requested()) {
      hand_over_refused();
      if (refused_.empty()) start_due();
      int running = 0;
      curl_multi_perform(multi_.get(), &running);
      hand_over_finished();
      curl_multi_poll(multi_.get(), nullptr, 0, sleep_ms(), nullptr);
    }
  }

  void wake() noexcept { curl_multi_wakeup(multi_.get()); }

 private:
  int sleep_ms() {
    const bool full = !refused_.empty() || in_flight_.size() >= limit();
    const auto wait = full ? kLongestSleep : std::min(mediator_.until_next(), kLongestSleep);
    return static_cast<int>(std::max<std::int64_t>(0, wait.count()));
  }

  std::size_t limit() const { return static_cast<std::size_t>(options_.max_transfers); }

  void start_due() {
    while (in_flight_.size() < limit()) {
      std::optional<Request> request = mediator_.next_request();
      if (!request) return;
      start(std::move(*request));
    }
  }

  void start(Request request) {
    auto transfer = std::make_unique<Transfer>();
    transfer->request = std::move(request);
    transfer->easy.reset(curl_easy_init());
    if (!transfer->easy) throw std::bad_alloc();
    transfer->body_limit = body_limit(options_, transfer->request.kind);
    configure(*transfer);
    CURL* const easy = transfer->easy.get();
    in_flight_.emplace(easy, std::move(transfer));
    if (curl_multi_add_handle(multi_.get(), easy) != CURLM_OK) finish(easy, CURLE_FAILED_INIT);
  }

  void configure(Transfer& t) {
    CURL* const easy = t.easy.get();
    const bool is_file = starts_with_ignore_case(t.request.url, "file:");
    curl_easy_setopt(easy, CURLOPT_URL, t.request.url.c_str());
    // Holds for redirects too: libcurl follows none to a protocol that is not named here.
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, is_file ? "file" : "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, kMaxRedirects);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl was built with
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, options_.user_agent.c_str());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, kConnectTimeoutSeconds);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(options_.timeout.count()));
    if (t.request.kind != Kind::kRobots) {
      curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(t.body_limit));
    }
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &t);
    add_header(t.headers, accept_of(t.request.kind));
    const Validators& v = t.request.validators;
    if (!v.etag.empty()) add_header(t.headers, "If-None-Match: " + v.etag);
    if (!v.last_modified.empty()) add_header(t.headers, "If-Modified-Since: " + v.last_modified);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, t.headers.get());
  }

  void hand_over_finished() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* const easy = message->easy_handle;
      const CURLcode code = message->data.result;
      curl_multi_remove_handle(multi_.get(), easy);
      finish(easy, code);
    }
  }

  void finish(CURL* easy, CURLcode code) {
    const auto node = in_flight_.extract(easy);
    refused_.push_back(response_of(*node.mapped(), code));
    hand_over_refused();
  }

  void hand_over_refused() {
    while (!refused_.empty() && mediator_.deliver(std::move(refused_.front()))) {
      refused_.pop_front();
    }
  }

  static Response response_of(Transfer& t, CURLcode code) {
    CURL* const easy = t.easy.get();
    Response out;
    out.feed = t.request.feed;
    out.kind = t.request.kind;
    out.page = t.request.page;
    out.url = t.request.url;
    if (code != CURLE_OK) {
      out.error = Error{code_of(code, t),
                        t.overflowed ? "body over the size limit" : curl_easy_strerror(code)};
      return out;
    }
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    const bool is_file = starts_with_ignore_case(t.request.url, "file:");
    out.status = is_file ? 200 : static_cast<int>(status);
    read_headers(easy, out);
    if (out.status != 200 && out.status != 304) {
      out.error = Error{Errc::kHttpStatus, "HTTP status " + std::to_string(out.status)};
    }
    out.body = std::move(t.body);
    return out;
  }

  static void read_headers(CURL* easy, Response& out) {
    const Timestamp now = wall_clock_now();
    const char* url = nullptr;
    curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url);
    if (url != nullptr) out.final_url = url;
    out.content_type = header(easy, "Content-Type");
    out.validators = {header(easy, "ETag"), header(easy, "Last-Modified")};
    out.fresh_for =
        freshness(header(easy, "Cache-Control"), header(easy, "Expires"), header(easy, "Age"), now);
    out.retry_after = retry_after(header(easy, "Retry-After"), now);
  }

  Options options_;
  Mediator& mediator_;
  Multi multi_;
  std::unordered_map<CURL*, std::unique_ptr<Transfer>> in_flight_;
  std::deque<Response> refused_;  // finished, and not yet taken
};

FetchLoop::FetchLoop(const Options& options, Mediator& mediator)
    : impl_(std::make_unique<Impl>(options, mediator)) {}
FetchLoop::~FetchLoop() = default;

void FetchLoop::run(const std::stop_token& stop) { impl_->run(stop); }

void FetchLoop::wake() noexcept { impl_->wake(); }

}  // namespace wirefold::fetch
