#include "wirefold/serve/http/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <mutex>
#include <system_error>
#include <unordered_set>

#include "connections.h"
#include "followers.h"
#include "foreign.h"
#include "gate.h"
#include "mhd.h"
#include "../refusal.h"
#include "request.h"
#include "wirefold/base/guarded.h"
#include "wirefold/base/log.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

using Clock = std::chrono::steady_clock;

// 4 KiB of request header pass, 10 KiB are refused with 431; 8.6 KiB of memory an idle connection.
constexpr std::size_t kConnectionMemory = 8192;
constexpr unsigned kIdleTimeoutSeconds = 30;
constexpr std::chrono::milliseconds kSweepEvery(500);

// Bodies on their way, all together.
constexpr std::size_t kMostUploads = std::size_t{32} << 20;

constexpr char kMethods[] = "GET, HEAD, OPTIONS";
constexpr char kStarting[] = "5";  // seconds after which to ask again
constexpr char kBusy[] = "2";

/// One request between its header and its answer.
struct Exchange {
  MHD_Connection* connection = nullptr;
  int wait_seconds = 0;  // its address has asked too often
  bool refused = false;  // the body is too long, or too much is on its way already
  std::string body;
  bool asked = false;  // suspended until the desk has made what it wants
  ResourcePtr made;    // null behind `asked`: it could not be made
  ResourcePtr full;    // while the changes since an older version of it are made
};

/// Where requests go that are not for what is served.
struct Door {
  std::string path;
  Receiver* receiver;
  std::size_t max_body;
};

int event_descriptor() {
  const int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (fd >= 0) return fd;
  throw ServeError("cannot make an event descriptor: " + std::generic_category().message(errno));
}

/// What the desk has made, on its way to the server's thread.
struct Mailbox {
  int wake;
  std::mutex mutex;
  std::vector<std::pair<Exchange*, ResourcePtr>> letters;

  explicit Mailbox(int wake_fd) : wake(wake_fd) {}
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;
  ~Mailbox() { close(wake); }

  void put(Exchange* exchange, ResourcePtr made) {
    {
      const std::lock_guard lock(mutex);
      letters.emplace_back(exchange, std::move(made));
    }
    eventfd_write(wake, 1);
  }
};

union Address {
  sockaddr any;
  sockaddr_in v4;
  sockaddr_in6 v6;
};

bool make_address(const ServerOptions& options, Address& out) {
  std::memset(&out, 0, sizeof out);
  if (inet_pton(AF_INET6, options.address.c_str(), &out.v6.sin6_addr) == 1) {
    out.v6.sin6_family = AF_INET6;
    out.v6.sin6_port = htons(options.port);
    return true;
  }
  out.v4.sin_family = AF_INET;
  out.v4.sin_port = htons(options.port);
  return inet_pton(AF_INET, options.address.c_str(), &out.v4.sin_addr) == 1;
}

/// Why a port cannot be listened on.
std::string why_not(int error) {
  switch (error) {
    case EADDRINUSE:
      return "it is in use, perhaps by another wirefold; serve.listen names another port";
    case EACCES:
      return "ports below 1024 are for root; serve.listen names another port";
    case EADDRNOTAVAIL:
      return "this machine does not have the address; serve.listen names another";
    default:
      return std::generic_category().message(error);
  }
}

Headers plain_headers() {
  Headers out = common_headers();
  out.emplace_back("Content-Type", "text/plain; charset=utf-8");
  out.emplace_back("Cache-Control", "no-store");
  return out;
}

/// The headers of a delta (RFC 3229 section 10.5): it has the tag of the whole.
Headers delta_headers(const Resource& delta, const Resource& full, Coding coding) {
  Headers out = headers_of(delta, {coding, false});
  for (auto& [name, value] : out) {
    if (name == "ETag") value = full.in(coding).etag;
    if (name == "Cache-Control") value = "no-store";
    if (name == "Vary") value += ", A-IM, If-None-Match";
  }
  out.emplace_back("IM", "feed");
  return out;
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(const ServerOptions& options, Desk& desk, const EventLog& events, Traffic& traffic)
      : desk_(desk),
        traffic_(traffic),
        drain_for_(options.drain_for),
        mailbox_(std::make_shared<Mailbox>(event_descriptor())),
        gate_(options.limits),
        connections_(gate_, traffic, {options.header_deadline, options.body_deadline}),
        followers_(events, traffic, std::max(1U, options.connections / 2)) {
    Address address;
    if (!make_address(options, address)) throw ServeError("not an address: " + options.address);
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;
    if (address.any.sa_family == AF_INET6) flags |= MHD_USE_IPv6;
    const bool given = options.listening_fd >= 0;
    const MHD_OptionItem where[] = {
        {given ? MHD_OPTION_LISTEN_SOCKET : MHD_OPTION_END, options.listening_fd, nullptr},
        {MHD_OPTION_END, 0, nullptr}};
    errno = 0;
    daemon_.reset(MHD_start_daemon(flags, 0, on_accept, this, on_request, this,            //
                                   MHD_OPTION_ARRAY, where,                                //
                                   MHD_OPTION_SOCK_ADDR, &address.any,                     //
                                   MHD_OPTION_CONNECTION_LIMIT, options.connections,       //
                                   MHD_OPTION_CONNECTION_TIMEOUT, kIdleTimeoutSeconds,     //
                                   MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionMemory,  //
                                   MHD_OPTION_STRICT_FOR_CLIENT, 1,                        //
                                   MHD_OPTION_NOTIFY_CONNECTION, on_connection, this,      //
                                   MHD_OPTION_NOTIFY_COMPLETED, on_completed, this,        //
                                   MHD_OPTION_END));
    if (!daemon_) {
      throw ServeError("cannot listen on " + options.address + " port " +
                       std::to_string(options.port) + ": " + why_not(errno));
    }
    const Address bound = bound_address(daemon_.get());
    port_ = ntohs(bound.any.sa_family == AF_INET6 ? bound.v6.sin6_port : bound.v4.sin_port);
    const auto ip = ip_of(bound.any);
    is_loopback_ = ip && is_loopback(*ip);
  }

  ~Impl() {
    followers_.end();
    for (Exchange* exchange : suspended_) MHD_resume_connection(exchange->connection);
    daemon_.reset();  // closes the connections, which on_connection() then hears of
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void run(const std::stop_token& stop, Pulse* pulse) {
    stop_ = stop;
    const std::stop_callback wake_on_stop(stop, [this] { wake(); });
    while (!stop.stop_requested()) {
      if (pulse != nullptr) pulse->beat();
      turn();
    }
    drain();
  }

  void wake() { eventfd_write(mailbox_->wake, 1); }

  void set_password(std::string password) { password_.set(std::move(password)); }

  void receive(std::string path, Receiver& receiver, std::size_t max_body) {
    doors_.push_back({std::move(path), &receiver, max_body});
  }

  void set_names(OwnNames names) { names_.set(std::make_shared<const OwnNames>(std::move(names))); }

  void set_limits(AddressLimits limits) {
    new_limits_.set(std::make_shared<AddressLimits>(std::move(limits)));
    wake();
  }

  std::uint16_t port() const { return port_; }

 private:
  void turn() {
    const int epoll_fd = MHD_get_daemon_info(daemon_.get(), MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    pollfd fds[] = {{epoll_fd, POLLIN, 0}, {mailbox_->wake, POLLIN, 0}};
    poll(fds, 2, poll_ms());
    if (fds[1].revents != 0) read_mail();
    MHD_run(daemon_.get());
    sweep();
  }

  /// Nobody who is connected loses an answer; who connects now is served by whoever has the socket
  /// next.
  void drain() {
    followers_.end();
    const MHD_socket listening = MHD_quiesce_daemon(daemon_.get());
    const Clock::time_point limit = Clock::now() + drain_for_;
    while (!connections_.empty() && Clock::now() < limit) turn();
    if (listening != MHD_INVALID_SOCKET) close(listening);
  }

  /// Zeros if it has none.
  static Address bound_address(MHD_Daemon* daemon) {
    const int fd = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_LISTEN_FD)->listen_fd;
    Address address;
    std::memset(&address, 0, sizeof address);
    socklen_t size = sizeof address;
    if (getsockname(fd, &address.any, &size) != 0) std::memset(&address, 0, sizeof address);
    return address;
  }

  int poll_ms() {
    MHD_UNSIGNED_LONG_LONG wanted = 0;
    const auto most = static_cast<unsigned long long>(kSweepEvery.count());
    return MHD_get_timeout(daemon_.get(), &wanted) == MHD_YES
               ? static_cast<int>(std::min<unsigned long long>(wanted, most))
               : static_cast<int>(most);
  }

  void sweep() {
    const Clock::time_point now = Clock::now();
    if (now < next_sweep_) return;
    next_sweep_ = now + kSweepEvery;
    connections_.sweep(now);
    followers_.sweep(now);
  }

  /// Something was made for those who wait, or there are new events.
  void read_mail() {
    eventfd_t ignored = 0;
    eventfd_read(mailbox_->wake, &ignored);
    std::vector<std::pair<Exchange*, ResourcePtr>> letters;
    {
      const std::lock_guard lock(mailbox_->mutex);
      letters.swap(mailbox_->letters);
    }
    if (const auto limits = new_limits_.take()) gate_.set_limits(std::move(*limits));
    for (auto& [exchange, made] : letters) {
      exchange->made = std::move(made);
      suspended_.erase(exchange);
      traffic_.waiting.fetch_sub(1, std::memory_order_relaxed);
      MHD_resume_connection(exchange->connection);
    }
    followers_.wake();
  }

  // What a request gets.

  /// Who takes the request; null: nobody, it is for what is served.
  const Door* door_for(std::string_view url, std::string_view method) const {
    if (method != "POST" && method != "GET") return nullptr;
    for (const Door& door : doors_) {
      if (door.path.ends_with('/') ? url.starts_with(door.path) : url == door.path) return &door;
    }
    return nullptr;
  }

  /// Keeps a piece of a body that somebody waits for; all others are read and dropped.
  void upload(Exchange& exchange, const char* url, const char* method, const char* data,
              std::size_t size) {
    if (exchange.refused || exchange.wait_seconds > 0) return;
    const Door* const door = door_for(url, method);
    if (door == nullptr || !door->receiver->expects(url)) return;
    exchange.refused =
        exchange.body.size() + size > door->max_body || uploads_ + size > kMostUploads;
    if (exchange.refused) {
      uploads_ -= exchange.body.size();
      exchange.body = {};
      return;
    }
    exchange.body.append(data, size);
    uploads_ += size;
  }

  Receipt received(MHD_Connection* connection, const Door& door, std::string_view url,
                   std::string_view method, Exchange& exchange) {
    if (exchange.refused) return {413, "too large\n"};
    Arrival arrival;
    arrival.method = method;
    arrival.path = url;
    arrival.arguments = arguments_of(connection);
    arrival.content_type = header(connection, "Content-Type");
    arrival.signature = header(connection, "X-Hub-Signature");
    uploads_ -= exchange.body.size();
    arrival.body = std::exchange(exchange.body, {});
    arrival.client = client_of(connection);
    return door.receiver->take(std::move(arrival));
  }

  /// Who asks, as far as that is known: a proxy that is trusted says for whom it does.
  std::optional<IpAddress> client_of(MHD_Connection* connection) const {
    const Connection* const known = context_of(connection);
    if (known == nullptr || !known->address) return std::nullopt;
    if (!gate_.is_trusted(*known->address)) return known->address;
    const std::string_view chain = last_header(connection, "X-Forwarded-For");
    const auto said = parse_ip(trim(chain.substr(chain.rfind(',') + 1)));  // what the proxy added
    return said && !gate_.is_trusted(*said) ? said : std::nullopt;
  }

  MHD_Result send(MHD_Connection* connection, int status, MHD_Response* response) {
    if (response == nullptr) return MHD_NO;
    traffic_.count(status);
    if (stop_.stop_requested()) MHD_add_response_header(response, "Connection", "close");
    return MHD_queue_response(connection, static_cast<unsigned>(status), response);
  }

  MHD_Result plain(MHD_Connection* connection, int status, std::string_view text,
                   Headers headers = plain_headers()) {
    const MhdResponse response = copied_response(text, headers);
    return send(connection, status, response.get());
  }

  /// Says what is wrong in the form that the client reads. `more` are further headers.
  MHD_Result refuse(MHD_Connection* connection, int status, std::string_view reason,
                    const Headers& more = {}) {
    const RefusalForm form = form_for(connection);
    Headers headers = refusal_headers(form);
    headers.insert(headers.end(), more.begin(), more.end());
    const std::string body = form == RefusalForm::kPage
                                 ? refusal_page(*desk_.site(), status, reason)
                             : form == RefusalForm::kJson ? refusal_json(reason)
                                                          : refusal_text(reason);
    return plain(connection, status, body, std::move(headers));
  }

  /// Who asks too often is not told whether the password is right.
  MHD_Result refuse_guest(MHD_Connection* connection, int wait_seconds) {
    Headers headers = refusal_headers(RefusalForm::kText);
    headers.emplace_back("Retry-After", std::to_string(wait_seconds));
    return plain(connection, 429, refusal_text("too many requests"), std::move(headers));
  }

  /// Who watches the daemon may call it as he likes: there is nothing to read.
  MHD_Result refuse_name(MHD_Connection* connection, std::string_view url) {
    if (url == "/healthz") return plain(connection, 200, "ok\n");
    return plain(connection, 421,
                 "this server is not known by that name: serve.hosts or serve.base_url name it\n");
  }

  /// No page before there is a site, nor for strangers, who are not told its name.
  RefusalForm form_for(MHD_Connection* connection) const {
    const RefusalForm wanted = refusal_form(header(connection, "Accept"));
    const bool has_page = desk_.site() != nullptr && may_ask(connection);
    return wanted == RefusalForm::kPage && !has_page ? RefusalForm::kText : wanted;
  }

  bool may_ask(MHD_Connection* connection) const {
    const std::string password = password_.copy();
    return password.empty() || knows_password(header(connection, "Authorization"),
                                              argument(connection, "token"), password);
  }

  /// Scripts of other sites may read the feeds of a site that everybody may read.
  MHD_Result options(MHD_Connection* connection, std::string_view url) {
    Headers headers = common_headers();
    headers.emplace_back("Allow", kMethods);
    const auto site = desk_.site();
    const Result<Target> target = read_target(url, {});
    if (site == nullptr || !site->for_scripts || !target || !target->is_feed()) {
      return plain(connection, 204, "", std::move(headers));
    }
    headers.emplace_back("Access-Control-Allow-Origin", "*");
    headers.emplace_back("Access-Control-Allow-Methods", kMethods);
    headers.emplace_back("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since, A-IM");
    headers.emplace_back("Access-Control-Max-Age", "86400");
    return plain(connection, 204, "", std::move(headers));
  }

  MHD_Result respond(MHD_Connection* connection, const char* url, std::string_view method,
                     Exchange& exchange) {
    if (exchange.wait_seconds > 0) return refuse_guest(connection, exchange.wait_seconds);
    const std::string_view host = header(connection, "Host");
    const auto names = names_.copy();
    if (names && is_loopback_ && !names_us(host, *names)) return refuse_name(connection, url);
    if (const Door* const door = door_for(url, method)) {
      if (is_foreign(header(connection, "Origin"), header(connection, "Sec-Fetch-Site"), host,
                     names ? *names : OwnNames())) {
        return plain(connection, 403, "pages of other sites change nothing here\n");
      }
      const Receipt receipt = received(connection, *door, url, method, exchange);
      Headers headers = plain_headers();
      if (receipt.retry_after.count() > 0) {
        headers.emplace_back("Retry-After", std::to_string(receipt.retry_after.count()));
      }
      return plain(connection, receipt.status, receipt.body, std::move(headers));
    }
    if (method == "OPTIONS") return options(connection, url);
    if (method != "GET" && method != "HEAD") {
      return refuse(connection, 405, "method not allowed", {{"Allow", kMethods}});
    }
    return get(connection, url, exchange);
  }

  MHD_Result get(MHD_Connection* connection, std::string_view url, Exchange& exchange) {
    if (url == "/healthz") return plain(connection, 200, "ok\n");
    if (!desk_.is_ready()) {
      return refuse(connection, 503, "starting", {{"Retry-After", kStarting}});
    }
    if (url == "/readyz") return plain(connection, 200, "ready\n");
    if (!may_ask(connection)) {
      return refuse(connection, 401, "a password is wanted",
                    {{"WWW-Authenticate", "Basic realm=\"wirefold\", charset=\"UTF-8\""}});
    }
    if (url == "/events") return follow(connection);
    const Result<Target> target = read_target(url, arguments_of(connection));
    if (!target) {
      const int status = target.error().code == Errc::kMalformed ? 400 : 404;
      return refuse(connection, status, target.error().detail);
    }
    return serve(connection, *target, exchange);
  }

  MHD_Result follow(MHD_Connection* connection) {
    Headers headers = common_headers();
    headers.emplace_back("Content-Type", "text/event-stream; charset=utf-8");
    headers.emplace_back("Cache-Control", "no-store");
    headers.emplace_back("X-Accel-Buffering", "no");  // nginx hands each event on at once
    const MhdResponse response =
        followers_.follow(connection, header(connection, "Last-Event-ID"), headers);
    if (!response) return busy(connection);
    if (Connection* const known = context_of(connection)) known->follows = true;
    return send(connection, 200, response.get());
  }

  MHD_Result busy(MHD_Connection* connection) {
    return refuse(connection, 503, "busy", {{"Retry-After", kBusy}});
  }

  enum class Got : std::uint8_t { kHere, kWaits, kNot };

  /// What the desk has, or has made by now; kWaits: the connection is suspended until then.
  Got take(Exchange& exchange, const Target& target, ResourcePtr& out) {
    if (exchange.asked) {
      exchange.asked = false;
      out = std::move(exchange.made);
      return out ? Got::kHere : Got::kNot;
    }
    out = desk_.find(target);
    if (out) return Got::kHere;
    auto done = [mailbox = mailbox_, &exchange](const ResourcePtr& made) {
      mailbox->put(&exchange, made);  // it is suspended, so it lives until the letter is read
    };
    if (!desk_.ask(target, std::move(done))) return Got::kNot;
    exchange.asked = true;
    suspended_.insert(&exchange);
    traffic_.waiting.fetch_add(1, std::memory_order_relaxed);
    MHD_suspend_connection(exchange.connection);
    return Got::kWaits;
  }

  MHD_Result serve(MHD_Connection* connection, const Target& target, Exchange& exchange) {
    ResourcePtr resource = exchange.full;
    if (!resource) {
      const Got got = take(exchange, target, resource);
      if (got != Got::kHere) return got == Got::kWaits ? MHD_YES : busy(connection);
    }
    if (resource->status == 404 && form_for(connection) != RefusalForm::kText) {
      return refuse(connection, 404, trim(resource->in(Coding::kIdentity).bytes));
    }
    const Conditions conditions = conditions_of(connection);
    const Choice choice = choose(*resource, conditions);
    const Timestamp base = target.is_feed() ? delta_base(conditions) : Timestamp{};
    if (!choice.not_modified && base != Timestamp{} && !target.query.before) {
      return serve_delta(connection, target, base, resource, exchange);
    }
    const int status = choice.not_modified ? 304 : resource->status;
    return send(connection, status, responses_.find(resource, choice));
  }

  /// The entries that have changed since `base`; all of them if there is no such document.
  MHD_Result serve_delta(MHD_Connection* connection, Target target, Timestamp base,
                         const ResourcePtr& full, Exchange& exchange) {
    target.delta_base = base;
    ResourcePtr delta;
    const Got got = take(exchange, target, delta);
    if (got == Got::kWaits) {
      exchange.full = full;
      return MHD_YES;
    }
    if (got == Got::kNot) return busy(connection);
    const Coding coding = choose(*delta, conditions_of(connection)).coding;
    const MhdResponse response =
        resource_response(delta, {coding, false}, delta_headers(*delta, *full, coding));
    return send(connection, 226, response.get());
  }

  // Called from C: no exception may leave them.

  static MHD_Result on_accept(void* self, const sockaddr* address, socklen_t) noexcept {
    auto& impl = *static_cast<Impl*>(self);
    const auto ip = address == nullptr ? std::nullopt : ip_of(*address);
    if (!ip || impl.gate_.has_room(*ip)) return MHD_YES;
    impl.traffic_.limited.fetch_add(1, std::memory_order_relaxed);
    return MHD_NO;
  }

  static MHD_Result on_request(void* self, MHD_Connection* connection, const char* url,
                               const char* method, const char*, const char* data, std::size_t* size,
                               void** exchange) noexcept {
    auto& impl = *static_cast<Impl*>(self);
    try {
      if (*exchange == nullptr) {
        *exchange = impl.begin(connection).release();  // on_completed() deletes it
        if (!is_ambiguous(connection)) return MHD_YES;
        Headers headers = plain_headers();
        headers.emplace_back("Connection", "close");
        return impl.plain(connection, 400, "how long is the body?\n", std::move(headers));
      }
      auto& request = *static_cast<Exchange*>(*exchange);
      if (*size != 0) {
        impl.upload(request, url, method, data, *size);
        *size = 0;
        return MHD_YES;
      }
      if (Connection* const known = context_of(connection)) known->uploading = false;
      const MHD_Result result = impl.respond(connection, url, method, request);
      impl.log(connection, url, method, request);
      return result;
    } catch (const std::bad_alloc&) {
      return MHD_NO;  // which drops this connection
    } catch (const std::exception& error) {
      LogEvent("request", LogArea::kServe, LogLevel::kError)
          .field("method", method)
          .field("path", url)
          .text("error", error.what())
          .emit();
      return MHD_NO;
    }
  }

  /// Only the header is here.
  std::unique_ptr<Exchange> begin(MHD_Connection* connection) {
    auto exchange = std::make_unique<Exchange>();
    exchange->connection = connection;
    if (Connection* const known = context_of(connection)) {
      known->busy = true;
      known->uploading = true;
      known->since = Clock::now();
      if (known->address) {
        exchange->wait_seconds = gate_.seconds_to_wait(*known->address, known->since);
      }
    }
    return exchange;
  }

  void log(MHD_Connection* connection, const char* url, const char* method,
           const Exchange& exchange) const {
    if (exchange.asked || !is_logged(LogArea::kServe, LogLevel::kDebug)) return;
    const MHD_ConnectionInfo* info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_HTTP_STATUS);
    LogEvent("request", LogArea::kServe, LogLevel::kDebug)
        .field("method", method)
        .field("path", url)
        .field("status", info == nullptr ? 0 : info->http_status)
        .emit();
  }

  static void on_connection(void* self, MHD_Connection* connection, void** context,
                            MHD_ConnectionNotificationCode code) noexcept {
    auto& connections = static_cast<Impl*>(self)->connections_;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
      connections.closed(static_cast<Connection*>(*context));
      *context = nullptr;
    } else {
      *context = connections.opened(connection);
    }
  }

  static void on_completed(void* self, MHD_Connection* connection, void** exchange,
                           MHD_RequestTerminationCode) noexcept {
    if (auto* const request = static_cast<Exchange*>(*exchange)) {
      static_cast<Impl*>(self)->uploads_ -= request->body.size();
      delete request;
      *exchange = nullptr;
    }
    Connection* const known = context_of(connection);
    if (known == nullptr) return;
    known->busy = false;
    known->uploading = false;
    known->since = Clock::now();
  }

  Desk& desk_;
  Traffic& traffic_;
  const std::chrono::milliseconds drain_for_;
  std::shared_ptr<Mailbox> mailbox_;  // the desk's letters may come after the end
  std::vector<Door> doors_;
  std::size_t uploads_ = 0;  // bytes of bodies that are on their way
  Guarded<std::string> password_;
  Guarded<std::shared_ptr<const OwnNames>> names_;  // null: not said yet
  Gate gate_;
  Guarded<std::shared_ptr<AddressLimits>> new_limits_;  // null: none
  Connections connections_;
  Followers followers_;
  ResponseCache responses_;
  std::unordered_set<Exchange*> suspended_;
  Clock::time_point next_sweep_{};
  std::stop_token stop_;  // behind it each answer ends its connection
  std::uint16_t port_ = 0;
  bool is_loopback_ = false;
  MhdDaemon daemon_;
};

HttpServer::HttpServer(const ServerOptions& options, Desk& desk, const EventLog& events,
                       Traffic& traffic)
    : impl_(std::make_unique<Impl>(options, desk, events, traffic)) {}
HttpServer::~HttpServer() = default;

void HttpServer::receive(std::string path, Receiver& receiver, std::size_t max_body) {
  impl_->receive(std::move(path), receiver, max_body);
}

void HttpServer::set_password(std::string password) { impl_->set_password(std::move(password)); }

void HttpServer::wake_followers() { impl_->wake(); }

void HttpServer::set_names(OwnNames names) { impl_->set_names(std::move(names)); }

void HttpServer::set_limits(AddressLimits limits) { impl_->set_limits(std::move(limits)); }

void HttpServer::run(const std::stop_token& stop, Pulse* pulse) { impl_->run(stop, pulse); }

std::uint16_t HttpServer::port() const { return impl_->port(); }

}  // namespace wirefold::serve
