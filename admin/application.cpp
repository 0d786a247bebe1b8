#include "admin/application.hpp"

#include "admin/pages/style.hpp"

namespace admin {

Application::Application(store::Store& store, const classifier::Policy& policy, Clock clock,
                         std::shared_ptr<Askers> askers)
    : store_(store),
      policy_(policy),
      clock_(std::move(clock)),
      askers_(askers ? std::move(askers) : std::make_shared<Askers>(store)),
      style_path_("/style/" + style_name()) {}

} // namespace admin
