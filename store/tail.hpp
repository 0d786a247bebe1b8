// Waiting at the end of the change feed.
#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "store/store.hpp"

namespace store {

/// What comes after `positions`, as soon as there is something; empty once `is_over()`, which is asked every few
/// milliseconds. Works beside a writer in another process: it looks again and again, and a look costs microseconds.
Result<std::vector<classifier::Entry>> tail(const Store& store, const classifier::Positions& positions,
                                            std::size_t limit, const std::function<bool()>& is_over);

/// Moves `positions` behind these entries, which read_after or tail gave.
void advance(classifier::Positions& positions, const std::vector<classifier::Entry>& entries);

} // namespace store
