// What all commands share: where the configuration and the data are, how answers are printed, what the exit status
// means.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "classifier/scope.hpp"
#include "parsers/result.hpp"
#include "relay/configuration.hpp"
#include "store/store.hpp"

namespace relay {

/// The exit status is a contract: scripts depend on it.
enum class Exit : int { done = 0, no = 1, misuse = 2, failed = 3 };

/// An error as an exit status: what the caller asked for wrongly is misuse, all else a failure.
Exit exit_of(const parsers::Error& error);

class Context {
 public:
  /// For another command that writes, or a gateway that starts.
  static constexpr std::chrono::seconds longest_wait_to_write{10};

  // Set by the command line.
  std::string config_file = "/etc/desist/desist.toml";
  bool config_was_named = false;
  std::string data_directory; // empty: as the configuration says
  bool json = false;

  [[nodiscard]] Result<Configuration> configuration() const;
  /// read_write: by way of the running gateway, or directly where none runs.
  [[nodiscard]] Result<std::unique_ptr<store::Store>> open_store(store::Access access) const;
  /// The named workspace; "default" when `name` is empty.
  [[nodiscard]] static Result<store::Workspace> workspace(const store::Store& store, std::string_view name);

  /// One JSON object a line on standard output.
  static void print_json(const nlohmann::ordered_json& json);
  static void print(std::string_view line);
  /// Says on standard error what failed; the status to end with.
  static Exit fail(const parsers::Error& error);
};

} // namespace relay
