// One message: what it says, what was concluded and on which words, what followed, and its header as text.
#pragma once

#include <optional>
#include <string_view>

#include "admin/pages/conclusions.hpp"
#include "admin/pages/html.hpp"
#include "store/store.hpp"

namespace admin {

/// `octets`: the message as received; nothing when it is kept no more.
Html message_detail(const store::KeptMessage& message, const Conclusions& conclusions,
                    std::optional<std::string_view> octets);

} // namespace admin
