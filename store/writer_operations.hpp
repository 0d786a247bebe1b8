// Does what a request asks for.
#pragma once

#include <string>
#include <string_view>

#include "store/store.hpp"

namespace store {

/// The frame of the answer to the frame of a request, both as store/writer_requests.hpp has them; the request's without
/// its length.
std::string answer_request(Store& store, std::string_view frame);

} // namespace store
