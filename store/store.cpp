// Making and opening a store: the directories, the keys, the schema and the first entry.
#include "store/store.hpp"

#include "store/erasure_journal.hpp"
#include "store/lmdb_store.hpp"
#include "store/meta.hpp"
#include "store/origin.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::array<std::string_view, 4> directories{"store", "vault", "spool", "writer"};
constexpr std::string_view vault_keys_directory = "vault_keys";

bool is_there(const std::filesystem::path& path) {
  std::error_code ignored; // what cannot be looked at is found out by opening it
  return std::filesystem::exists(path, ignored);
}

EnvironmentOptions environment_options(const std::filesystem::path& directory, const StoreOptions& options) {
  return {.directory = directory / "store", .access = options.access, .map_octets = options.map_octets};
}

/// Fresh keys, or those that an unfinished attempt left behind. Keys are never replaced: without them a vault that
/// somebody still has is lost.
Result<KeyRing> make_keys(const std::filesystem::path& directory, const std::vector<std::string>& domains, Disk& disk) {
  const auto place = directory / "keys";
  auto keys = KeyRing::create(place, domains, disk);
  if (keys || keys.error().code != ErrorCode::already_exists) return keys;
  keys = KeyRing::open(place, disk);
  if (keys && keys->domains() != domains) {
    return failure(ErrorCode::already_exists, place.string() + " has keys for other domains");
  }
  return keys;
}

/// The rows that make a store of an environment, with the entry that says so.
Result<void> write_first_rows(Environment& environment, VaultKeys& keys, parsers::Instant now) {
  auto transaction = environment.write();
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto put = write_schema(*transaction, schema_version, now); !put) return put;
  if (auto begun = begin_new_origin(*transaction, keys, now); !begun) return begun;
  return std::move(*transaction).commit();
}

/// Whether the directory holds a finished store. Others who have it open are no obstacle to knowing.
Result<bool> is_finished(const std::filesystem::path& directory, const StoreOptions& options) {
  if (!is_there(directory / "store" / "data.mdb")) return false;
  const auto environment = Environment::open(environment_options(directory, options));
  if (!environment && environment.error().code == ErrorCode::busy) return true;
  if (!environment && environment.error().code == ErrorCode::not_found) return false;
  if (!environment) return tl::unexpected(environment.error());
  const auto transaction = (*environment)->read();
  if (!transaction) return tl::unexpected(transaction.error());
  const auto schema = check_schema(*transaction);
  if (!schema && schema.error().code == ErrorCode::not_found) return false;
  return true;
}

/// The directories, and the right to make a store in them. already_exists when there is one.
Result<WriterLock> begin_making(const std::filesystem::path& directory, const StoreOptions& options) {
  const auto exists = [&] { return failure(ErrorCode::already_exists, "there is a store in " + directory.string()); };
  const auto finished = is_finished(directory, options);
  if (!finished) return tl::unexpected(finished.error());
  if (*finished) return exists();
  if (auto made = options.disk->create_directory(directory); !made) return tl::unexpected(made.error());
  for (const std::string_view name : directories) {
    if (auto made = options.disk->create_directory(directory / name); !made) return tl::unexpected(made.error());
  }
  auto lock = WriterLock::take(directory / "store");
  if (!lock) return lock;
  const auto finished_meanwhile = is_finished(directory, options);
  if (!finished_meanwhile) return tl::unexpected(finished_meanwhile.error());
  if (*finished_meanwhile) return exists();
  return lock;
}

} // namespace

Result<std::unique_ptr<Store>> create_store(const std::filesystem::path& directory,
                                            const std::vector<std::string>& domains, parsers::Instant now,
                                            const StoreOptions& options) {
  auto lock = begin_making(directory, options);
  if (!lock) return tl::unexpected(lock.error());
  Disk& disk = *options.disk;
  auto keys = make_keys(directory, domains, disk);
  if (!keys) return tl::unexpected(keys.error());
  auto ring = std::make_unique<const KeyRing>(std::move(*keys));
  auto vault_keys = VaultKeys::make(directory / vault_keys_directory, *ring, disk);
  if (!vault_keys) return tl::unexpected(vault_keys.error());
  if (auto made = make_erasure_journal(erasure_journal_of(directory), disk); !made) return tl::unexpected(made.error());
  auto environment = Environment::open_or_create(environment_options(directory, options));
  if (!environment) return tl::unexpected(environment.error());
  if (auto written = write_first_rows(**environment, **vault_keys, now); !written) {
    return tl::unexpected(written.error());
  }
  for (const auto& place : {directory / "store", directory, directory.parent_path()}) {
    if (place.empty()) continue;
    if (auto synced = disk.sync_directory(place); !synced) return tl::unexpected(synced.error());
  }
  return std::make_unique<LmdbStore>(
      directory, LmdbStore::Parts{std::move(*lock), std::move(ring), std::move(*vault_keys), std::move(*environment)},
      options);
}

Result<std::unique_ptr<Store>> open_store(const std::filesystem::path& directory, const StoreOptions& options) {
  const auto data = directory / "store" / "data.mdb";
  std::error_code problem;
  if (!std::filesystem::exists(data, problem)) {
    return problem ? failure(ErrorCode::permission_denied, "cannot look into " + directory.string())
                   : failure(ErrorCode::not_found, "there is no store in " + directory.string());
  }
  std::optional<WriterLock> lock;
  if (options.access == Access::read_write) {
    auto taken = WriterLock::take(directory / "store");
    if (!taken) return tl::unexpected(taken.error());
    lock = std::move(*taken);
  }
  auto environment = Environment::open(environment_options(directory, options));
  if (!environment) return tl::unexpected(environment.error());
  {
    const auto transaction = (*environment)->read();
    if (!transaction) return tl::unexpected(transaction.error());
    if (auto checked = check_schema(*transaction); !checked) return tl::unexpected(checked.error());
  }
  auto keys = KeyRing::open(directory / "keys", *options.disk);
  if (!keys) return tl::unexpected(keys.error());
  auto ring = std::make_unique<const KeyRing>(std::move(*keys));
  auto vault_keys = VaultKeys::open(directory / vault_keys_directory, *ring, options.access, *options.disk);
  if (!vault_keys) return tl::unexpected(vault_keys.error());
  return std::make_unique<LmdbStore>(
      directory, LmdbStore::Parts{std::move(lock), std::move(ring), std::move(*vault_keys), std::move(*environment)},
      options);
}

Result<std::unique_ptr<ListImport>> Store::begin_import(ImportRequest request) {
  return read_list(std::move(request), [this](const ImportPiece& piece) { return commit_import_piece(piece); });
}

Result<User> Store::find_user(std::string_view login) const {
  const auto address = parsers::Address::parse(login);
  const auto all = users();
  if (!all) return tl::unexpected(all.error());
  const auto found = std::ranges::find(*all, address ? std::string_view(address->text()) : login, &User::email);
  if (found == all->end()) return failure(ErrorCode::not_found, "no such user");
  return *found;
}

Result<Session> Store::use_session(std::string_view secret, parsers::Instant now) {
  constexpr std::chrono::minutes between_touches{1};
  auto used = session(secret, now);
  if (!used || now - used->used_at < between_touches) return used;
  if (auto touched = perform(TouchSession{std::string(secret), now}); !touched) return tl::unexpected(touched.error());
  used->used_at = now;
  return used;
}

Result<User> Store::create_user(std::string_view email, std::string_view password, Role role,
                                const std::vector<WorkspaceId>& workspaces, const Occasion& occasion) {
  return perform(CreateUser{std::string(email), "", std::string(password), grants_of(role, workspaces), occasion});
}

Result<void> Store::set_password(std::string_view email, std::string_view password, const Occasion& occasion) {
  const auto done = perform(SetPassword{std::string(email), std::string(password), occasion});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<void> Store::disable_user(std::string_view email, const Occasion& occasion) {
  UserChange change;
  change.disabled = true;
  const auto done = perform(ChangeUser{std::string(email), std::move(change), occasion});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<NewApiKey> Store::create_key(std::string_view name, std::vector<WorkspaceId> workspaces,
                                    std::vector<std::string> scopes, const Occasion& occasion) {
  KeyTerms terms;
  terms.name = name;
  terms.workspaces = std::move(workspaces);
  terms.scopes = std::move(scopes);
  return perform(CreateKey{std::move(terms), occasion});
}

Result<void> Store::revoke_key(std::uint32_t id, const Occasion& occasion) {
  const auto done = perform(RevokeKey{id, occasion});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<std::unique_ptr<Store>> Store::create(const std::filesystem::path& directory,
                                             const std::vector<std::string>& domains, parsers::Instant now,
                                             Disk& disk) {
  StoreOptions options;
  options.disk = &disk;
  return create_store(directory, domains, now, options);
}

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& directory, Access access, Disk& disk) {
  StoreOptions options;
  options.access = access;
  options.disk = &disk;
  return open_store(directory, options);
}

} // namespace store
