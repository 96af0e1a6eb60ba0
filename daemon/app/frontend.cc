#include "frontend.h"

#include <algorithm>

#include "wirefold/websub/plain_origin.h"
#include "wirefold/crawl/options.h"
#include "wirefold/html/url.h"
#include "wirefold/outlet/registrable_domain.h"

namespace wirefold::app {
namespace {

serve::AddressLimits address_limits(const config::Config& config) {
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
  options.limits = address_limits(config);
  return options;
}

serve::OwnNames names_of(const config::Config& config) {
  serve::OwnNames names;
  names.origin = plain_origin(config.serve.base_url);
  for (const std::string& name : config::host_names(config)) {
    names.hosts.push_back(outlet::ascii_host(name));
  }
  if (!names.origin.empty()) names.hosts.push_back(html::full_host_of(names.origin));
  return names;
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
  server_.set_names(names_of(config));
  server_.set_limits(address_limits(config));
  desk_.site_changed(site, config.sources);
  door_.open(has_own_hub(config) ? site.base_url : "");
}

void Served::connect(Hub& hub, Poller& poller, std::function<void()> wake) {
  door_.set_quota(hub.quota());
  desk_.on_refresh([this, &hub] { look_at_topics(hub.topics()); },
                   [this] { return look_at_next_topic(); });
  poller.set_documents([this, &poller, wake = std::move(wake)](const std::string& topic) {
    return find_document(topic, poller, wake);
  });
}

void Served::look_at_topics(const std::set<std::string>& topics) {
  std::erase_if(told_, [&topics](const auto& entry) { return !topics.contains(entry.first); });
  std::erase_if(to_look_at_, [&topics](const auto& topic) { return !topics.contains(topic); });
  for (const std::string& topic : topics) {
    const bool waits = std::ranges::find(to_look_at_, topic) != to_look_at_.end();
    const auto target = topic_target(topic);
    const serve::ResourcePtr here = target ? desk_.find(*target) : nullptr;
    const bool is_told = here && tell(topic, *here);
    if (!is_told && !waits) to_look_at_.push_back(topic);
  }
}

/// True if there is another.
bool Served::look_at_next_topic() {
  if (to_look_at_.empty()) return false;
  const std::string topic = std::move(to_look_at_.front());
  to_look_at_.pop_front();
  const auto target = topic_target(topic);
  const serve::ResourcePtr made = target ? desk_.make(*target) : nullptr;
  if (made && !tell(topic, *made)) to_look_at_.push_back(topic);
  return !to_look_at_.empty();
}

/// False if there is no room for it now.
bool Served::tell(const std::string& topic, const serve::Resource& document) {
  const std::string& etag = document.in(serve::Coding::kIdentity).etag;
  if (document.status != 200 || told_[topic] == etag) return true;
  if (!queue_.try_push(TopicNews{topic, etag})) return false;
  told_[topic] = etag;
  return true;
}

/// On the fetch thread.
Outbox::Found Served::find_document(const std::string& topic, Poller& poller,
                                    const std::function<void()>& wake) {
  const auto target = topic_target(topic);
  if (!target) return {};
  if (serve::ResourcePtr here = desk_.find(*target)) return {std::move(here), false};
  const bool comes = desk_.ask(*target, [topic, &poller, wake](const serve::ResourcePtr& made) {
    poller.take_document(topic, made && made->status == 200 ? made : nullptr);
    wake();
  });
  return {nullptr, comes};
}

void Served::feeds_changed(serve::FeedHealth health) { desk_.feeds_changed(std::move(health)); }

void Served::happened(const std::vector<StoryEvent>& events) {
  events_.add(events);
  server_.wake_followers();
}

}  // namespace wirefold::app
