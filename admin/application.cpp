#include "admin/application.hpp"

#include "admin/pages/style.hpp"

namespace admin {

Application::Application(store::Store& store, const classifier::Policy& policy, ApplicationOptions options)
    : store_(store),
      policy_(policy),
      clock_(std::move(options.clock)),
      askers_(options.askers ? std::move(options.askers) : std::make_shared<Askers>(store)),
      metrics_(std::move(options.metrics)),
      public_url_(std::move(options.public_url)),
      style_path_("/style/" + style_name()) {}

} // namespace admin
