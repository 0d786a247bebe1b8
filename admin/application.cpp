#include "admin/application.hpp"

#include "admin/pages/style.hpp"

namespace admin {

Application::Application(store::Store& store, const classifier::Policy& policy, Clock clock, std::string public_url)
    : store_(store),
      policy_(policy),
      clock_(std::move(clock)),
      public_url_(std::move(public_url)),
      style_path_("/style/" + style_name()) {}

} // namespace admin
