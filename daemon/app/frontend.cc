#include "frontend.h"

#include <algorithm>
#include <cassert>
#include <filesystem>

#include "wirefold/crawl/requests.h"
#include "wirefold/fetch/feed_access.h"
#include "wirefold/html/url.h"
#include "wirefold/outlet/registrable_domain.h"
#include "wirefold/pictures/image_header.h"
#include "wirefold/websub/options.h"
#include "wirefold/websub/plain_origin.h"

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
  names.origin = websub::plain_origin(config.serve.base_url);
  for (const std::string& name : config::host_names(config)) {
    names.hosts.push_back(outlet::ascii_host(name));
  }
  if (!names.origin.empty()) names.hosts.push_back(html::full_host_of(names.origin));
  return names;
}

// The largest body of a subscription request.
constexpr std::size_t kMostFormBytes = 16384;

std::string picture_folder(const std::string& database) {
  return (std::filesystem::path(database).parent_path() / "pictures").string();
}

}  // namespace

Frontend::Frontend(const config::Config& config, const std::string& database,
                   store::Reading& stored, websub::MessageSink sink, int listening_fd,
                   WallClock clock)
    : source_(database),
      desk_(source_, traffic_, clock),
      picture_source_(database),
      pictures_(picture_folder(database), picture_source_, traffic_.pictures, std::move(clock)),
      server_(options_of(config, listening_fd), desk_, events_, traffic_),
      sink_(std::move(sink)),
      hub_endpoint_(sink_) {
  server_.route(websub::kHubPath, hub_endpoint_, kMostFormBytes);
  server_.connect(pictures_);
  events_.add(stored.last_events(serve::EventLog::kKept));
}

void Frontend::configured(const config::Config& config, const serve::Site& site) {
  server_.set_password(config.serve.password);
  server_.set_operator_password(config.serve.operator_password);
  server_.set_names(names_of(config));
  server_.set_limits(address_limits(config));
  desk_.site_changed(site, config.sources);
  pictures_.configure({site.pictures, config.serve.pictures_size, site.is_private});
  hub_endpoint_.open(websub::has_own_hub(config) ? site.base_url : "");
}

void Frontend::connect(websub::Hub& hub, crawl::RequestScheduler& scheduler,
                       std::function<void()> wake) {
  hub_endpoint_.set_quota(hub.quota());
  desk_.on_refresh([this, &hub] { look_at_topics(hub.topics()); },
                   [this] { return look_at_next_topic(); });
  scheduler.set_documents([this, &scheduler, wake = std::move(wake)](const std::string& topic) {
    return find_document(topic, scheduler, wake);
  });
}

void Frontend::connect_pictures(crawl::RequestScheduler& scheduler,
                                const crawl::FeedFactsTable& facts, std::function<void()> wake) {
  scheduler.set_picture_sink(
      [this](fetch::Response&& response) { pictures_.take(std::move(response)); });
  pictures_.on_fetch([&scheduler, &facts, wake = std::move(wake)](crawl::WantedPicture wanted) {
    const auto feed = facts.find(wanted.feed);
    if (feed) wanted.access = fetch::access_to(*feed->source, wanted.url);
    scheduler.add_picture(crawl::picture_request(std::move(wanted), pictures::kMostPictureBytes));
    wake();
  });
}

void Frontend::look_at_topics(const std::set<std::string>& topics) {
  assert(check_.is_here());
  std::erase_if(notified_, [&topics](const auto& entry) { return !topics.contains(entry.first); });
  std::erase_if(to_look_at_, [&topics](const auto& topic) { return !topics.contains(topic); });
  for (const std::string& topic : topics) {
    const bool waits = std::ranges::find(to_look_at_, topic) != to_look_at_.end();
    const auto target = websub::topic_target(topic);
    const serve::ResourcePtr here = target ? desk_.find(*target) : nullptr;
    const bool is_notified = here && notify(topic, *here);
    if (!is_notified && !waits) to_look_at_.push_back(topic);
  }
}

/// Renders one waiting topic, and reports it if it has changed. Returns true if more wait.
bool Frontend::look_at_next_topic() {
  assert(check_.is_here());
  if (to_look_at_.empty()) return false;
  const std::string topic = std::move(to_look_at_.front());
  to_look_at_.pop_front();
  const auto target = websub::topic_target(topic);
  const serve::ResourcePtr made = target ? desk_.make(*target) : nullptr;
  if (made && !notify(topic, *made)) to_look_at_.push_back(topic);
  return !to_look_at_.empty();
}

/// Reports a topic to the hub if it has changed. Returns false if the queue has no room now.
bool Frontend::notify(const std::string& topic, const serve::Resource& document) {
  const std::string& etag = document.in(serve::Coding::kIdentity).etag;
  if (document.status != 200 || notified_[topic] == etag) return true;
  if (!sink_(websub::TopicChanged{topic, etag})) return false;
  notified_[topic] = etag;
  return true;
}

/// Called on the fetch thread.
websub::Outbox::Found Frontend::find_document(const std::string& topic,
                                              crawl::RequestScheduler& scheduler,
                                              const std::function<void()>& wake) {
  const auto target = websub::topic_target(topic);
  if (!target) return {};
  if (serve::ResourcePtr here = desk_.find(*target)) return {std::move(here), false};
  const bool comes = desk_.ask(*target, [topic, &scheduler, wake](const serve::ResourcePtr& made) {
    scheduler.take_document(topic, made && made->status == 200 ? made : nullptr);
    wake();
  });
  return {nullptr, comes};
}

void Frontend::feeds_changed(FeedHealth health) { desk_.feeds_changed(std::move(health)); }

void Frontend::happened(const std::vector<StoryEvent>& events) {
  events_.add(events);
  server_.wake_followers();
}

}  // namespace wirefold::app
