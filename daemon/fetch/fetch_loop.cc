#include "wirefold/fetch/fetch_loop.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <deque>
#include <new>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "cookies.h"
#include "curl.h"
#include "reasons.h"
#include "wirefold/base/guarded.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/time.h"
#include "wirefold/fetch/caching.h"
#include "wirefold/fetch/content_coding.h"
#include "wirefold/fetch/redirect.h"

namespace wirefold::fetch {
namespace {

constexpr long kConnectTimeoutSeconds = 10;
constexpr std::chrono::milliseconds kLongestSleep = std::chrono::hours(1);

constexpr std::array<Pool, 2> kPools = {Pool::kReading,
                                        Pool::kOurHub};  // in the order in which they start

// Of all header fields of a response: real ones have some 2 KiB.
constexpr std::size_t kMaxHeaderBytes = std::size_t{64} << 10;

// libcurl looks for each field from the first one on.
constexpr std::size_t kMostLinkFields = 100;
constexpr std::size_t kMostCookieFields = 20;

constexpr char kAcceptEncoding[] = "gzip, deflate, br, zstd";

constexpr std::string_view kTooLarge = "body over the size limit";
constexpr std::string_view kCrowdedOut = "too much came at once, and this was the largest";
constexpr std::string_view kDamaged =
    "its compression (Content-Encoding) is damaged, or breaks off: the server has to mend that";
constexpr std::string_view kUnasked304 =
    "HTTP status 304 (not modified), though no earlier version was named: the server sends no "
    "document";
constexpr std::string_view kUnasked206 =
    "HTTP status 206 (a part of the document), though all of it was asked for: the server, or a "
    "proxy before it, has to send it whole";

constexpr char kAcceptFeed[] =
    "Accept: application/atom+xml, application/rss+xml, application/feed+json, "
    "application/rdf+xml;q=0.9, application/xml;q=0.9, text/xml;q=0.8, application/json;q=0.8, "
    "*/*;q=0.1";
constexpr char kAcceptPage[] = "Accept: text/html, application/xhtml+xml;q=0.9, */*;q=0.1";
constexpr char kAcceptRobots[] = "Accept: text/plain, */*;q=0.1";
constexpr char kAcceptAny[] = "Accept: */*";

constexpr std::size_t kMaxRobotsBytes = std::size_t{512} << 10;  // RFC 9309 section 2.5
constexpr std::size_t kMaxHubBytes = std::size_t{64} << 10;      // a reason in words

const char* accept_of(Kind kind) {
  switch (kind) {
    case Kind::kPage:
      return kAcceptPage;
    case Kind::kRobots:
      return kAcceptRobots;
    case Kind::kHub:
    case Kind::kVerify:
    case Kind::kDeliver:
    case Kind::kPing:
      return kAcceptAny;
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
    case Kind::kHub:
    case Kind::kVerify:
    case Kind::kDeliver:
    case Kind::kPing:
      return kMaxHubBytes;
    case Kind::kFeed:
      break;
  }
  return options.max_body_bytes;
}

bool is_file(const Request& request) { return starts_with_ignore_case(request.url, "file:"); }

/// One request on its way. Its address is what libcurl's callbacks are given.
struct Transfer {
  Request request;
  std::shared_ptr<const Options> options;
  Easy easy;
  Headers headers;
  std::string body;
  std::size_t* held = nullptr;  // bytes of all bodies
  std::size_t body_limit = 0;
  std::size_t header_bytes = 0;
  bool overflowed = false;
  bool crowded_out = false;                  // there was no room beside the others
  std::string refused;                       // the address that may not be asked
  std::optional<CURLoption> missing_option;  // that libcurl did not take: nothing was sent
  std::array<char, CURL_ERROR_SIZE> tls_error{};

  /// What is beyond the limit is dropped, not an error.
  bool beginning_counts() const {
    return request.kind != Kind::kFeed && request.kind != Kind::kPage;
  }
  bool has_proxy() const {
    return !options->proxy.empty() || (request.access && !request.access->proxy.empty());
  }
  bool may_ask(const IpAddress& address) const {
    if (is_public(address)) return true;
    if (request.access && request.access->private_network && request.at_home()) return true;
    const auto& networks =
        is_to_subscriber(request.kind) ? options->subscriber_networks : options->allowed_networks;
    return std::ranges::any_of(
        networks, [&address](const IpNetwork& network) { return network.contains(address); });
  }
  std::chrono::seconds timeout() const {
    const bool ours = is_of_our_hub(request.kind);
    return ours ? std::min(options->hub_timeout, options->timeout) : options->timeout;
  }
};

// The callbacks are called from C: no exception may leave them.

std::size_t on_body(char* data, std::size_t, std::size_t size, void* userdata) noexcept {
  auto& transfer = *static_cast<Transfer*>(userdata);
  const std::size_t room = transfer.body_limit - transfer.body.size();
  transfer.overflowed = size > room;
  if (transfer.overflowed && !transfer.beginning_counts()) return 0;
  try {
    const std::size_t before = transfer.body.capacity();
    transfer.body.append(data, std::min(size, room));
    *transfer.held += transfer.body.capacity() - before;
  } catch (const std::bad_alloc&) {
    return 0;
  }
  // A short count makes libcurl end the transfer with CURLE_WRITE_ERROR.
  return transfer.overflowed ? 0 : size;
}

std::size_t on_header(char*, std::size_t, std::size_t size, void* userdata) noexcept {
  auto& transfer = *static_cast<Transfer*>(userdata);
  transfer.header_bytes += size;
  if (transfer.header_bytes <= kMaxHeaderBytes) return size;
  transfer.overflowed = true;
  return 0;
}

/// Counts the bytes on the wire: compressed ones can be many and unpack to nothing.
int on_progress(void* userdata, curl_off_t, curl_off_t received, curl_off_t, curl_off_t) noexcept {
  auto& transfer = *static_cast<Transfer*>(userdata);
  if (received <= static_cast<curl_off_t>(transfer.body_limit)) return 0;
  transfer.overflowed = true;
  return 1;
}

curl_socket_t on_open_socket(void* userdata, curlsocktype, curl_sockaddr* address) noexcept {
  auto& transfer = *static_cast<Transfer*>(userdata);
  try {
    const auto ip = ip_of(address->addr);
    if (!transfer.has_proxy() && (!ip || !transfer.may_ask(*ip))) {
      transfer.refused = ip ? to_string(*ip) : "of an unknown family";
      return CURL_SOCKET_BAD;
    }
  } catch (const std::bad_alloc&) {
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// Before anything is sent, also over a connection that another request has opened.
int on_connected(void* userdata, char* address, char*, int, int) noexcept {
  auto& transfer = *static_cast<Transfer*>(userdata);
  try {
    const auto ip = parse_ip(address);
    if (transfer.has_proxy() || (ip && transfer.may_ask(*ip))) return CURL_PREREQFUNC_OK;
    transfer.refused = address;
  } catch (const std::bad_alloc&) {
  }
  return CURL_PREREQFUNC_ABORT;
}

void add_line(Headers& list, const std::string& line) {
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
  if (!transfer.refused.empty()) return Errc::kForbidden;
  if (transfer.crowded_out || transfer.overflowed || code == CURLE_FILESIZE_EXCEEDED)
    return Errc::kTooLarge;
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

bool is_connected(CURL* easy) {
  curl_off_t connected = 0;
  curl_easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &connected);
  return connected != 0;
}

Failure failure_of(CURLcode code, const Transfer& transfer) {
  CURL* const easy = transfer.easy.get();
  Failure out;
  out.code = code;
  out.url = transfer.request.url;
  long system_error = 0;
  curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &out.certificate);
  curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &system_error);
  out.system_error = static_cast<int>(system_error);
  out.connected = is_connected(easy);
  out.has_proxy = transfer.has_proxy();
  out.body_began = !transfer.body.empty();
  out.tls_error = transfer.tls_error.data();
  out.timeout = transfer.timeout();
  return out;
}

std::string reason_of(CURLcode code, const Transfer& transfer) {
  if (!transfer.refused.empty()) {
    const bool to_subscriber = is_to_subscriber(transfer.request.kind);
    return "its address " + transfer.refused + " is not public; " +
           (to_subscriber ? "websub.allow_networks allows it"
                          : "fetch.allow_networks, or private = \"on\" for the feed, allows it");
  }
  if (transfer.missing_option) {
    return "nothing was sent: libcurl does not take option " +
           std::to_string(*transfer.missing_option) + " of the request";
  }
  if (transfer.crowded_out) return std::string(kCrowdedOut);
  if (transfer.header_bytes > kMaxHeaderBytes) return "headers over the size limit";
  if (transfer.overflowed || code == CURLE_FILESIZE_EXCEEDED) return std::string(kTooLarge);
  return reason_of(failure_of(code, transfer));
}

/// Nobody has answered: no address for the name, or no connection.
bool is_unreachable(CURLcode code, const Transfer& transfer) {
  if (!transfer.refused.empty()) return false;
  if (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY) return true;
  if (code == CURLE_COULDNT_CONNECT) return true;
  return code == CURLE_OPERATION_TIMEDOUT && !is_connected(transfer.easy.get());
}

/// The address that a URL names instead of a host.
std::optional<IpAddress> literal_address(const std::string& url) {
  const std::string origin = origin_of(url);  // libcurl also folds 0x7f.1 to 127.0.0.1
  const std::size_t host = origin.find("://");
  if (host == std::string::npos) return std::nullopt;
  std::string name = origin.substr(host + 3);
  const std::size_t colon = name.rfind(':');
  if (colon != std::string::npos && name.back() != ']') name.resize(colon);
  return parse_ip(name);
}

/// libcurl must be initialised once, before threads use it; it stays for the life of the process.
void init_curl() {
  static const CURLcode kOnce = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (kOnce != CURLE_OK) throw std::runtime_error("libcurl does not start");
}

}  // namespace

class FetchLoop::Impl {
 public:
  Impl(const Options& options, Mediator& mediator)
      : options_(std::make_shared<const Options>(options)), mediator_(mediator) {
    init_curl();
    multi_.reset(curl_multi_init());
    if (!multi_) throw std::runtime_error("libcurl does not start");
    set_for_all(CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
    use_options();
  }

  ~Impl() {
    for (const auto& [easy, transfer] : in_flight_) curl_multi_remove_handle(multi_.get(), easy);
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void run(const std::stop_token& stop, Pulse* pulse) {
    const std::stop_callback wake_on_stop(stop, [this] { wake(); });
    const auto longest = pulse == nullptr ? kLongestSleep : pulse->interval();
    while (!stop.stop_requested()) {
      if (pulse != nullptr) pulse->beat();
      take_new_options();
      hand_over_refused();
      start_due();
      int running = 0;
      curl_multi_perform(multi_.get(), &running);
      hand_over_finished();
      while (held_ > options_->max_bytes && !in_flight_.empty()) give_up_largest();
      curl_multi_poll(multi_.get(), nullptr, 0, sleep_ms(longest), nullptr);
    }
  }

  void set_options(const Options& options) {
    new_options_.set(std::make_shared<const Options>(options));
    wake();
  }

  void wake() noexcept { curl_multi_wakeup(multi_.get()); }

 private:
  void take_new_options() {
    auto options = new_options_.take();
    if (options == nullptr) return;
    options_ = std::move(options);
    use_options();
  }

  void set_for_all(CURLMoption option, long value) {
    if (set_option(multi_.get(), option, value)) return;
    throw std::runtime_error("libcurl does not take option " + std::to_string(option));
  }

  void use_options() {
    const long most = options_->max_transfers + options_->max_hub_transfers;
    set_for_all(CURLMOPT_MAXCONNECTS, 2 * most);
    if (options_->max_hub_transfers == 0) drop_hub_transfers();
    resolve_.reset();
    for (const std::string& line : options_->resolve) add_line(resolve_, line);
  }

  int sleep_ms(std::chrono::milliseconds longest) {
    auto wait = longest;
    for (const Pool pool : kPools) {
      if (has_room(pool)) wait = std::min(wait, mediator_.until_next(pool));
    }
    return static_cast<int>(std::max<std::int64_t>(0, wait.count()));
  }

  bool has_room(Pool pool) const {
    const bool ours = pool == Pool::kOurHub;
    const long most = ours ? options_->max_hub_transfers : options_->max_transfers;
    const std::size_t count = ours ? for_hub_ : in_flight_.size() - for_hub_;
    return refused_.empty() && count < static_cast<std::size_t>(most);
  }

  /// Polls first.
  void start_due() {
    for (const Pool pool : kPools) {
      while (has_room(pool)) {
        std::optional<Request> request = mediator_.next_request(pool);
        if (!request) break;
        start(std::move(*request));
      }
    }
  }

  void give_up_largest() {
    const auto largest = std::ranges::max_element(
        in_flight_, {}, [](const auto& entry) { return entry.second->body.capacity(); });
    CURL* const easy = largest->first;
    largest->second->crowded_out = true;
    curl_multi_remove_handle(multi_.get(), easy);
    finish(easy, CURLE_ABORTED_BY_CALLBACK);
  }

  void drop_hub_transfers() {
    std::vector<CURL*> dropped;
    for (const auto& [easy, transfer] : in_flight_) {
      if (pool_of(transfer->request.kind) == Pool::kOurHub) dropped.push_back(easy);
    }
    for (CURL* const easy : dropped) {
      curl_multi_remove_handle(multi_.get(), easy);
      finish(easy, CURLE_ABORTED_BY_CALLBACK);
    }
  }

  void start(Request request) {
    auto transfer = std::make_unique<Transfer>();
    transfer->request = std::move(request);
    transfer->options = options_;
    transfer->held = &held_;
    held_ += transfer->body.capacity();
    transfer->easy = idle_handle();
    transfer->body_limit = body_limit(*options_, transfer->request.kind);
    const CURLcode configured = configure(*transfer);
    CURL* const easy = transfer->easy.get();
    const auto address = literal_address(transfer->request.url);
    const bool refused = address && !transfer->may_ask(*address);
    if (refused) transfer->refused = to_string(*address);
    if (pool_of(transfer->request.kind) == Pool::kOurHub) ++for_hub_;
    in_flight_.emplace(easy, std::move(transfer));
    if (configured != CURLE_OK) {
      finish(easy, configured);
    } else if (refused || curl_multi_add_handle(multi_.get(), easy) != CURLM_OK) {
      finish(easy, CURLE_FAILED_INIT);
    }
  }

  /// A handle whose options are all at their defaults.
  Easy idle_handle() {
    Easy easy;
    if (idle_.empty()) {
      easy.reset(curl_easy_init());
      if (!easy) throw std::bad_alloc();
    } else {
      easy = std::move(idle_.back());
      idle_.pop_back();
      curl_easy_reset(easy.get());
    }
    return easy;
  }

  /// Only with CURLE_OK may the transfer begin.
  CURLcode configure(Transfer& t) {
    TransferOptions options(t.easy.get());
    configure(t, options);
    if (options.code() != CURLE_OK) t.missing_option = options.refused();
    return options.code();
  }

  void configure(Transfer& t, TransferOptions& options) {
    const Request& request = t.request;
    options.set(CURLOPT_URL, request.url.c_str());
    options.set(CURLOPT_PROTOCOLS_STR, is_file(request) ? "file" : "http,https");
    options.set(CURLOPT_FOLLOWLOCATION, 0L);
    options.set(CURLOPT_ACCEPT_ENCODING, kAcceptEncoding);
    options.set(CURLOPT_HTTP_CONTENT_DECODING, 0L);  // unpack() knows more of what servers send
    options.set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_2TLS});
    options.set(CURLOPT_NOSIGNAL, 1L);
    options.set(CURLOPT_CONNECTTIMEOUT, kConnectTimeoutSeconds);
    options.set(CURLOPT_TIMEOUT, static_cast<long>(t.timeout().count()));
    options.set(CURLOPT_ERRORBUFFER, t.tls_error.data());
    if (resolve_) options.set(CURLOPT_RESOLVE, resolve_.get());
    limit(t, options);
    identify(t, options);
    add_line(t.headers, accept_of(request.kind));
    if (request.is_conditional()) add_validators(t);
    if (request.kind == Kind::kHub || request.kind == Kind::kPing) {
      options.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.form.size()));
      options.set(CURLOPT_POSTFIELDS, request.form.c_str());
    }
    if (request.kind == Kind::kDeliver) {
      options.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.document->size()));
      options.set(CURLOPT_POSTFIELDS, request.document->data());
      for (const std::string& line : request.headers) add_line(t.headers, line);
      add_line(t.headers, "Expect:");  // no waiting for a 100 Continue
    }
    options.set(CURLOPT_HTTPHEADER, t.headers.get());
  }

  static void add_validators(Transfer& t) {
    const Validators& v = t.request.validators;
    if (!v.etag.empty()) add_line(t.headers, "If-None-Match: " + v.etag);
    if (!v.last_modified.empty()) add_line(t.headers, "If-Modified-Since: " + v.last_modified);
    // RFC 3229 section 10.5.3: the new entries alone will do, against the ETag that is named.
    if (!v.etag.empty() && t.request.kind == Kind::kFeed) add_line(t.headers, "A-IM: feed");
  }

  /// What a server may do to us.
  static void limit(Transfer& t, TransferOptions& options) {
    if (!t.beginning_counts()) {
      options.set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(t.body_limit));
    }
    options.set(CURLOPT_WRITEFUNCTION, on_body);
    options.set(CURLOPT_WRITEDATA, &t);
    options.set(CURLOPT_HEADERFUNCTION, on_header);
    options.set(CURLOPT_HEADERDATA, &t);
    options.set(CURLOPT_NOPROGRESS, 0L);
    options.set(CURLOPT_XFERINFOFUNCTION, on_progress);
    options.set(CURLOPT_XFERINFODATA, &t);
    if (is_file(t.request)) return;  // no connection to look at
    options.set(CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
    options.set(CURLOPT_OPENSOCKETDATA, &t);
    options.set(CURLOPT_PREREQFUNCTION, on_connected);
    options.set(CURLOPT_PREREQDATA, &t);
  }

  /// Who we are, to this server.
  void identify(Transfer& t, TransferOptions& options) const {
    const FeedAccess none;
    const FeedAccess& access = t.request.access ? *t.request.access : none;
    const std::string& proxy = access.proxy.empty() ? options_->proxy : access.proxy;
    options.set(CURLOPT_PROXY, proxy.c_str());
    options.set(CURLOPT_NOPROXY, "");  // whatever the environment says
    const std::string agent =
        options_->user_agent + (access.agent_suffix.empty() ? "" : ' ' + access.agent_suffix);
    options.set(CURLOPT_USERAGENT, agent.c_str());
    std::string cookies = cookie_field(t.request);
    const bool is_stranger = t.request.kind == Kind::kHub || !t.request.at_home();
    if (is_stranger && !cookies.empty()) add_line(t.headers, "Cookie: " + cookies);
    if (is_stranger) return;
    if (!access.user.empty()) {
      options.set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
      options.set(CURLOPT_USERNAME, access.user.c_str());
      options.set(CURLOPT_PASSWORD, access.password.c_str());
    }
    for (const std::string& line : access.headers) {
      // There is one Cookie field (RFC 6265 section 5.4).
      constexpr std::string_view kCookie = "cookie:";
      const bool joins = !cookies.empty() && starts_with_ignore_case(line, kCookie);
      add_line(t.headers, joins ? line + "; " + std::exchange(cookies, {}) : line);
    }
    if (!cookies.empty()) add_line(t.headers, "Cookie: " + cookies);
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
    if (pool_of(node.mapped()->request.kind) == Pool::kOurHub) --for_hub_;
    held_ -= node.mapped()->body.capacity();
    refused_.push_back(response_of(*node.mapped(), code));
    held_ += refused_.back().body.capacity();
    mediator_.ended(refused_.back());
    TransferOptions options(easy);
    options.set(CURLOPT_ERRORBUFFER, nullptr);  // it ends with the transfer
    if (options.code() == CURLE_OK) idle_.push_back(std::move(node.mapped()->easy));
    hand_over_refused();
  }

  void hand_over_refused() {
    while (!refused_.empty()) {
      const std::size_t bytes = refused_.front().body.capacity();
      if (!mediator_.deliver(std::move(refused_.front()))) return;
      held_ -= bytes;
      refused_.pop_front();
    }
  }

  Response response_of(Transfer& t, CURLcode code) const {
    Response out = answer_of(t, code);
    if (out.error && !out.request.downgrade.empty()) {
      out.error->detail = "redirect from https to " + shown_url(out.request.downgrade) +
                          ", which is asked as https alone: " + out.error->detail;
    }
    return out;
  }

  Response answer_of(Transfer& t, CURLcode code) const {
    CURL* const easy = t.easy.get();
    const bool enough = t.overflowed && t.header_bytes <= kMaxHeaderBytes && t.beginning_counts();
    const int status = status_of(t);
    Response out;
    if (code != CURLE_OK && !enough) {
      const Error problem{code_of(code, t), reason_of(code, t)};
      out.broke_off = breaks_off(code, t, status);
      out.unreachable = is_unreachable(code, t);
      (out.broke_off ? out.incomplete : out.error) = problem;
    }
    out.request = std::move(t.request);
    if (out.error) return out;
    out.status = status;
    read_headers(easy, out);
    if (out.broke_off) out.validators = {};
    unpack_body(t, out);
    judge_status(out);
    return out;
  }

  static int status_of(const Transfer& t) {
    long status = 0;
    curl_easy_getinfo(t.easy.get(), CURLINFO_RESPONSE_CODE, &status);
    return is_file(t.request) ? 200 : static_cast<int>(status);
  }

  /// The connection, and not we, ended a document that had begun: perhaps behind its last byte.
  static bool breaks_off(CURLcode code, const Transfer& t, int status) {
    if (t.request.kind != Kind::kFeed || status < 200 || status >= 300 || t.body.empty())
      return false;
    if (t.overflowed || t.crowded_out || !t.refused.empty()) return false;
    return code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR || code == CURLE_HTTP2 ||
           code == CURLE_HTTP2_STREAM || code == CURLE_OPERATION_TIMEDOUT;
  }

  void unpack_body(Transfer& t, Response& out) const {
    // Of all bodies that are held; what has come is held already.
    const std::size_t room = options_->max_bytes - std::min(options_->max_bytes, held_);
    const std::size_t limit = std::min(t.body_limit, std::max(room, t.body.size()));
    Unpacked unpacked = unpack(std::move(t.body), header(t.easy.get(), "Content-Encoding"), limit);
    out.body = std::move(unpacked.body);
    if (unpacked.overflows && !t.beginning_counts()) {
      const bool is_crowded = limit < t.body_limit;
      out.error = Error{Errc::kTooLarge, std::string(is_crowded ? kCrowdedOut : kTooLarge)};
      out.body.clear();
      out.body.shrink_to_fit();
    } else if (!unpacked.whole) {
      // What has come may still be all of a feed.
      const bool is_open = out.request.kind == Kind::kFeed && !out.body.empty();
      auto& problem = is_open ? out.incomplete : out.error;
      if (!problem) problem = Error{Errc::kNetwork, std::string(kDamaged)};
    }
  }

  /// What the status says of a response that came in full.
  static void judge_status(Response& out) {
    if (out.status == 304 && out.request.kind == Kind::kFeed && !out.request.is_conditional()) {
      out.error = Error{Errc::kHttpStatus, std::string(kUnasked304)};
    } else if (!is_success(out)) {
      const Error error{Errc::kHttpStatus, reason_of_status(out.status, out.body)};
      const bool is_end = out.request.kind == Kind::kFeed && out.location.empty();
      out.error = is_end ? at_end_of_chain(out, error) : error;
    } else if (out.status == 206 && out.request.kind == Kind::kFeed && !out.incomplete) {
      out.incomplete = Error{Errc::kHttpStatus, std::string(kUnasked206)};
    }
  }

  static bool is_success(const Response& r) {
    const Kind kind = r.request.kind;
    if (kind == Kind::kHub || is_of_our_hub(kind)) return r.status >= 200 && r.status < 300;
    return r.status == 200 || r.status == 203 || r.status == 206 || r.status == 226 ||
           r.status == 304;
  }

  void read_headers(CURL* easy, Response& out) const {
    Timestamp now = options_->clock();
    // The server's own clock, for dates that it compares with it (RFC 9111 section 4.2.1).
    static_cast<void>(parse_http_date(header(easy, "Date"), now));
    out.content_type = header(easy, "Content-Type");
    out.validators = {header(easy, "ETag"), header(easy, "Last-Modified"), out.request.url};
    out.fresh_for =
        freshness(header(easy, "Cache-Control"), header(easy, "Expires"), header(easy, "Age"), now);
    out.retry_after = retry_after(header(easy, "Retry-After"), now);
    read_links(easy, out);
    const bool elsewhere = out.status >= 301 && out.status <= 308 && out.status != 304;
    // CURLINFO_REDIRECT_URL would carry the user and password of the request.
    if (elsewhere) out.location = redirect_target(out.request.url, header(easy, "Location"));
    if (elsewhere && !is_of_our_hub(out.request.kind)) read_cookies(easy, out, now);
  }

  static void read_cookies(CURL* easy, Response& out, Timestamp now) {
    curl_header* field = nullptr;
    for (std::size_t i = 0; i < kMostCookieFields; ++i) {
      if (curl_easy_header(easy, "Set-Cookie", i, CURLH_HEADER, -1, &field) != CURLHE_OK) return;
      if (auto change = read_set_cookie(field->value, now)) {
        out.cookies.push_back(*std::move(change));
      }
    }
  }

  static void read_links(CURL* easy, Response& out) {
    curl_header* field = nullptr;
    for (std::size_t i = 0; i < kMostLinkFields; ++i) {
      if (curl_easy_header(easy, "Link", i, CURLH_HEADER, -1, &field) != CURLHE_OK) return;
      for (Link& link : links_of(field->value)) {
        if (out.hub.empty() && link.has_rel("hub")) out.hub = link.target;
        if (out.self.empty() && link.has_rel("self")) out.self = link.target;
        if (link.has_rel("alternate")) out.alternates.push_back(std::move(link));
      }
    }
  }

  std::shared_ptr<const Options> options_;
  Guarded<std::shared_ptr<const Options>> new_options_;  // null: none
  Mediator& mediator_;
  Headers resolve_;
  std::vector<Easy> idle_;  // handles of finished transfers, to be used again
  Multi multi_;
  std::unordered_map<CURL*, std::unique_ptr<Transfer>> in_flight_;
  std::size_t held_ = 0;          // bytes of bodies, of in_flight_ and refused_
  std::size_t for_hub_ = 0;       // of in_flight_, those of Pool::kOurHub
  std::deque<Response> refused_;  // finished, and not yet taken
};

FetchLoop::FetchLoop(const Options& options, Mediator& mediator)
    : impl_(std::make_unique<Impl>(options, mediator)) {}
FetchLoop::~FetchLoop() = default;

void FetchLoop::run(const std::stop_token& stop, Pulse* pulse) { impl_->run(stop, pulse); }

void FetchLoop::set_options(const Options& options) { impl_->set_options(options); }

void FetchLoop::wake() noexcept { impl_->wake(); }

}  // namespace wirefold::fetch
