#include "relay/commands/context.hpp"

#include <cstdio>

#include <nlohmann/json.hpp>

#include "relay/message_json.hpp"
#include "store/remote_store.hpp"

namespace relay {

Exit exit_of(const parsers::Error& error) {
  switch (error.code) {
    case parsers::ErrorCode::invalid_argument:
    case parsers::ErrorCode::already_exists:
      return Exit::misuse;
    default:
      return Exit::failed;
  }
}

Result<Configuration> Context::configuration() const {
  auto configuration = read_configuration(config_file, config_was_named);
  if (configuration && !data_directory.empty()) configuration->data = data_directory;
  return configuration;
}

Result<std::unique_ptr<store::Store>> Context::open_store(store::Access access) const {
  const auto read = configuration();
  if (!read) return tl::unexpected(read.error());
  if (access == store::Access::read_only) return store::Store::open(read->data, access);
  return store::open_store_to_write(read->data, longest_wait_to_write);
}

Result<store::Workspace> Context::workspace(const store::Store& store, std::string_view name) {
  return store.find_workspace(name.empty() ? "default" : name);
}

void Context::print_json(const nlohmann::ordered_json& json) { print(dump(json)); }

void Context::print(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
}

Exit Context::fail(const parsers::Error& error) {
  std::fflush(stdout);
  const std::string text = parsers::to_string(error);
  std::fprintf(stderr, "desist: %s\n", text.c_str());
  return exit_of(error);
}

} // namespace relay
