#include "site_of.h"

#include "wirefold/websub/hub_endpoint.h"
#include "wirefold/websub/options.h"

namespace wirefold::ingest {

serve::Site site_of(const config::Config& config, store::View& database) {
  serve::Site site;
  site.title = config.serve.title;
  site.base_url = config::base_url(config);
  site.uid = database.uid();
  site.version = WIREFOLD_VERSION;
  site.max_age = config.serve.max_age;
  site.born = database.born();
  site.stories = static_cast<std::size_t>(config.serve.stories);
  site.full_content = config.serve.content == "full";
  site.events = config.events.page == "on";
  site.pictures = config.serve.pictures == "on";
  site.is_private = !config.serve.password.empty();
  site.has_sign_in = !config.serve.operator_password.empty();
  site.for_scripts = !site.is_private && !config.serve.base_url.empty();
  site.hub =
      websub::has_own_hub(config) ? site.base_url + websub::kHubPath : websub::other_hub(config);
  return site;
}

}  // namespace wirefold::ingest
