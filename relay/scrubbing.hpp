// Sorts the rows of a list into those that may be written to, those that may not, and those that name nobody. Rows stay
// as they are; memory does not grow with the list.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "relay/list_form.hpp"
#include "store/store.hpp"

namespace relay {

enum class ScrubOutput : std::uint8_t { clean, suppressed, invalid };
constexpr std::size_t scrub_outputs = 3;

struct ScrubAccount {
  std::uint64_t rows[scrub_outputs] = {};
  std::string form;
};

/// Whether the contact may be written to. Called by several threads at once.
using MaySend = std::function<Result<bool>(const parsers::Identity&)>;

struct ScrubTask {
  const ListOptions& options;
  const store::Store& store;
  MaySend may_send;
  std::function<bool(std::uint64_t)> progress; // octets; false to stop: unavailable then
  /// Rows in the order of the list, and before them the header for each output. One thread at a time.
  std::function<Result<void>(ScrubOutput, std::string_view)> write;
};

/// invalid_argument for a column that is not there.
Result<ScrubAccount> scrub_list(int file, const ScrubTask& task);

} // namespace relay
