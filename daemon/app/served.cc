#include "served.h"

namespace wirefold::app {
namespace {

serve::AddressLimits limits_of(const config::Config& config) {
  return {static_cast<unsigned>(config.serve.per_address),
          static_cast<unsigned>(config.serve.requests),
          parse_networks(config.serve.trusted).value_or(std::vector<IpNetwork>())};
}

serve::ServerOptions options_of(const config::Config& config, int listening_fd) {
  const config::Address address = config::listen_address(config);
  serve::ServerOptions options;
  options.address = address.host;
  options.port = address.port;
  options.listening_fd = listening_fd;
  options.connections = static_cast<unsigned>(config.serve.connections);
  options.limits = limits_of(config);
  return options;
}

// Of a subscription request.
constexpr std::size_t kMostFormBytes = 16384;

}  // namespace

Served::Served(const config::Config& config, const std::string& database, store::Store& store,
               BoundedQueue<Work>& queue, int listening_fd, serve::Desk::Clock clock)
    : source_(database),
      desk_(source_, traffic_, std::move(clock)),
      server_(options_of(config, listening_fd), desk_, events_, traffic_),
      queue_(queue),
      door_(queue) {
  server_.receive(kHubPath, door_, kMostFormBytes);
  events_.add(store.last_events(serve::EventLog::kKept));
}

void Served::configured(const config::Config& config, const serve::Site& site) {
  server_.set_password(config.serve.password);
  server_.set_limits(limits_of(config));
  desk_.site_changed(site, config.sources);
  const bool has_hub = config.websub.hub == "own" && !site.is_private;
  door_.open(has_hub ? site.base_url : "");
}

void Served::tell(const Hub& hub) {
  desk_.on_refresh([this, &hub] { tell_topics(hub); });
}

void Served::tell_topics(const Hub& hub) {
  for (const std::string& topic : hub.topics()) {
    const auto target = topic_target(topic);
    const serve::ResourcePtr made = target ? desk_.make(*target) : nullptr;
    if (!made || made->status != 200) continue;
    std::string& told = told_[topic];
    const std::string& etag = made->in(serve::Coding::kIdentity).etag;
    // Without room it is tried again at the next refresh.
    if (told != etag && queue_.try_push(TopicNews{topic, made})) told = etag;
  }
}

void Served::feeds_changed(serve::FeedHealth health) { desk_.feeds_changed(std::move(health)); }

void Served::happened(const std::vector<StoryEvent>& events) {
  events_.add(events);
  server_.wake_followers();
}

}  // namespace wirefold::app
