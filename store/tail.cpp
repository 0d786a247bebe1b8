#include "store/tail.hpp"

#include <algorithm>
#include <thread>

namespace store {

namespace {

constexpr std::chrono::milliseconds shortest_pause{5};
constexpr std::chrono::milliseconds longest_pause{100};

} // namespace

Result<std::vector<classifier::Entry>> tail(const Store& store, const classifier::Positions& positions,
                                            std::size_t limit, const std::function<bool()>& is_over) {
  for (auto pause = shortest_pause;; pause = std::min(2 * pause, longest_pause)) {
    auto entries = store.read_after(positions, limit);
    if (!entries || !entries->empty() || is_over()) return entries;
    std::this_thread::sleep_for(pause);
  }
}

void advance(classifier::Positions& positions, const std::vector<classifier::Entry>& entries) {
  for (const classifier::Entry& entry : entries) positions[entry.position.origin] = entry.position.number;
}

} // namespace store
