// Network addresses and the blocks that they lie in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace relay {

/// `address` lies in one of `blocks` ("192.0.2.0/24", "2001:db8::/32"). What cannot be read lies in none.
bool is_within_any(std::string_view address, const std::vector<std::string>& blocks);

} // namespace relay
