// A store that has something in it, as often as a test wants it, and what can be seen of it from outside.
#pragma once

#include <string>
#include <vector>

#include "tests/store/store_fixture.hpp"

namespace faults {

/// A store in a directory of its own. Every test works on a copy.
class Prepared {
 public:
  Prepared();
  /// Beside the other copies; goes with this object.
  [[nodiscard]] std::filesystem::path copy();

 private:
  store::TemporaryDirectory temporary_;
  std::uint64_t copies_ = 0;
};

/// Of the prepared user and workspace.
store::TokenRow token(parsers::TokenPurpose purpose);

/// Everything that a caller could have been told of: counts, and the octets of messages. Two stores of which this is
/// the same have had the same effects.
std::vector<std::string> probe(const store::Store& store);

/// Opens, verifies and probes; every fault and every failure is a line.
std::vector<std::string> examine(const std::filesystem::path& directory);

} // namespace faults
