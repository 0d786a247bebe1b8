// Work in a process of its own, for work that a damaged file may end: LMDB follows what its pages say.
#pragma once

#include <functional>
#include <string_view>

#include "relay/commands/context.hpp"

namespace relay {

/// Runs `work` in a child of this process, which must have no other thread and no store open, and ends as it ended.
/// When a signal ended it, says so on standard error: `what` was being done. SIGINT is the child's.
Exit run_apart(std::string_view what, const std::function<Exit()>& work);

} // namespace relay
