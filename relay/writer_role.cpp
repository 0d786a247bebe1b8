#include "relay/writer_role.hpp"

#include <grp.h>

#include <cerrno>

#include "relay/observers.hpp"
#include "store/remote_store.hpp"
#include "store/writer_client.hpp"

namespace relay {
namespace {

constexpr std::chrono::seconds longest_command{10}; // how long a command may write before the gateway gives up

Result<gid_t> find_group(const std::string& name) {
  std::vector<char> place(4096);
  group row{};
  group* found = nullptr;
  int outcome = ::getgrnam_r(name.c_str(), &row, place.data(), place.size(), &found);
  for (; outcome == ERANGE; outcome = ::getgrnam_r(name.c_str(), &row, place.data(), place.size(), &found)) {
    place.resize(2 * place.size());
  }
  if (found == nullptr) return parsers::failure(parsers::ErrorCode::not_found, "no group " + name);
  return row.gr_gid;
}

} // namespace

Result<WriterRole> WriterRole::open(const Configuration& configuration, Log& log) {
  store::WriterServiceOptions options;
  options.socket = store::writer_socket(configuration.data);
  options.refused = refusal_log(log);
  if (!configuration.writer_group.empty()) {
    const auto group = find_group(configuration.writer_group);
    if (!group) return tl::unexpected(group.error());
    options.group = *group;
  }
  WriterRole role;
  auto store = store::open_only_writer(configuration.data, longest_command);
  if (!store) return tl::unexpected(store.error());
  role.store = std::move(*store);
  auto service = store::WriterService::start(std::move(options), *role.store);
  if (!service) return tl::unexpected(service.error());
  role.service = std::move(*service);
  return role;
}

} // namespace relay
