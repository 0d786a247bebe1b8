#include "store/row_check.hpp"

#include <optional>

#include "store/account_tables.hpp"
#include "store/case_table.hpp"
#include "store/entry_codec.hpp"
#include "store/event_codec.hpp"
#include "store/identity_copies.hpp"
#include "store/import_piece.hpp"
#include "store/kept_messages.hpp"
#include "store/meta.hpp"
#include "store/octets.hpp"
#include "store/opt_in_table.hpp"
#include "store/session_table.hpp"
#include "store/token_table.hpp"

namespace store {

using parsers::ErrorCode;

namespace {

constexpr std::size_t rows_at_once = 4096; // of one read transaction
constexpr std::size_t most_faults = 1000;

/// Where a row is checked: everything that its table's check may need.
struct Place {
  const Transaction& transaction;
  VaultKeys& keys;
};
/// What is wrong with a row; empty: nothing.
using Finding = std::string;
using CheckRow = Result<Finding> (*)(const Row& row, const Place& place);

std::uint32_t id_of(std::string_view octets) { return OctetReader(octets).number<std::uint32_t>(); }

/// A reader's answer as a finding: what cannot be read is a fault of the row, everything else of the reading.
template <class Value>
Result<Finding> finding_of(const Result<Value>& value) {
  if (value) return Finding();
  const ErrorCode code = value.error().code;
  if (code == ErrorCode::corrupt || code == ErrorCode::not_found || code == ErrorCode::newer_format) {
    return value.error().context;
  }
  return tl::unexpected(value.error());
}

Result<Finding> check_identity(const Row& row, const Place& place) {
  OctetReader reader(row.key);
  const auto hash = reader.array<16>();
  const auto clear = open_copy(row, place.keys);
  if (!clear) return finding_of(clear);
  const KeyRing& ring = place.keys.ring();
  const auto view = IndexView::of(place.transaction, ring);
  if (!view) return tl::unexpected(view.error());
  const KeyedHash first{ring.hash_text(*clear)};
  const bool is_right =
      view->newest(first) == hash || view->oldest(first) == hash || hash_of_source(*clear, ring) == hash;
  return is_right ? Finding() : Finding("is the text of another hash");
}

Result<Finding> check_workspace(const Row& row, const Place&) { return finding_of(decode_workspace(row.value)); }

Result<Finding> check_user(const Row& row, const Place& place) {
  const UserTable users(place.keys.ring());
  const auto user = users.at(place.transaction, id_of(row.key));
  if (!user) return finding_of(user);
  const auto found = users.find(place.transaction, user->user.email);
  if (!found) return finding_of(found);
  return found->user.id == user->user.id ? Finding() : Finding("is not found by its login name");
}

Result<Finding> check_api_key(const Row& row, const Place& place) {
  const auto key = ApiKeyTable(place.keys.ring()).at(place.transaction, id_of(row.key));
  if (!key) return finding_of(key);
  for (const SecretHash& secret : {key->secret, key->previous.value_or(key->secret)}) {
    const auto way = place.transaction.get(Table::api_key_hashes, view_of(secret));
    if (!way) return tl::unexpected(way.error());
    if (!*way || **way != row.key) return Finding("is not found by its secret");
  }
  return Finding();
}

Result<Finding> check_api_key_hash(const Row& row, const Place& place) {
  const auto key = ApiKeyTable(place.keys.ring()).at(place.transaction, id_of(row.value));
  if (!key) return finding_of(key);
  const bool is_its = row.key == view_of(key->secret) || (key->previous && row.key == view_of(*key->previous));
  return is_its ? Finding() : Finding("is of no secret of its key");
}

Result<Finding> check_session(const Row& row, const Place& place) {
  return finding_of(check_session_row(row, place.keys.ring()));
}

Result<Finding> check_failed_login(const Row& row, const Place& place) {
  return finding_of(check_failed_login_row(row, place.keys.ring()));
}

Result<Finding> check_token(const Row& row, const Place& place) {
  const TokenTable tokens(place.keys);
  const auto token = tokens.at(place.transaction, OctetReader(row.key).number<parsers::TokenReference>());
  if (!token || token->row.purpose != parsers::TokenPurpose::forward || token->row.revoked) return finding_of(token);
  const auto forward = tokens.forward_token(place.transaction, token->row.workspace, token->row.user);
  if (!forward) return finding_of(forward);
  return *forward && (*forward)->address == token->address ? Finding() : Finding("is not found by its user");
}

Result<Finding> check_forward_token(const Row& row, const Place& place) {
  const TokenTable tokens(place.keys);
  OctetReader key(row.key);
  const auto workspace = key.number<WorkspaceId>();
  const auto user = key.number<std::uint32_t>();
  const auto token = tokens.at(place.transaction, OctetReader(row.value).number<parsers::TokenReference>());
  if (!token) return finding_of(token);
  const bool fits = token->row.workspace == workspace && token->row.user == user;
  return fits ? Finding() : Finding("names the token of somebody else");
}

Result<Finding> check_message(const Row& row, const Place& place) {
  return check_message_row(place.transaction, OctetReader(row.key).number<MessageNumber>(), place.keys);
}

Result<Finding> check_block(const Row& row, const Place& place) { return check_identity_block(row, place.transaction); }

Result<Finding> check_mark(const Row& row, const Place& place) { return check_done_mark(row, place.transaction); }

Result<Finding> check_case(const Row& row, const Place& place) {
  return finding_of(case_at(place.transaction, OctetReader(row.key).number<CaseId>(), place.keys));
}

Result<Finding> check_meta(const Row& row, const Place& place) { return check_meta_row(row, place.transaction); }

/// A check's own words, or what kept it from reading.
Result<Finding> finding_in(const Result<std::string>& wrong) { return wrong ? wrong : finding_of(wrong); }

Result<Finding> check_opt_in(const Row& row, const Place& place) {
  const OptInTable opt_ins(place.keys);
  return finding_in(opt_ins.check(place.transaction, OctetReader(row.key).number<OptInId>()));
}

Result<Finding> check_opt_in_token(const Row& row, const Place& place) {
  return finding_in(OptInTable(place.keys).check_token(place.transaction, row));
}

Result<Finding> check_queued_opt_in(const Row& row, const Place& place) {
  return finding_in(OptInTable(place.keys).check_queued(place.transaction, row));
}

struct CheckedTable {
  Table table;
  CheckRow check;
};
constexpr CheckedTable checked_tables[] = {
    {Table::meta, check_meta},
    {Table::identities, check_identity},
    {Table::identity_blocks, check_block},
    {Table::messages, check_message},
    {Table::done_marks, check_mark},
    {Table::workspaces, check_workspace},
    {Table::users, check_user},
    {Table::api_keys, check_api_key},
    {Table::api_key_hashes, check_api_key_hash},
    {Table::sessions, check_session},
    {Table::failed_logins, check_failed_login},
    {Table::tokens, check_token},
    {Table::forward_tokens, check_forward_token},
    {Table::opt_ins, check_opt_in},
    {Table::opt_in_tokens, check_opt_in_token},
    {Table::opt_in_queue, check_queued_opt_in},
    {Table::cases, check_case},
};

std::string hex_of(std::string_view octets) {
  return to_hex({reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()});
}

/// The rows after `after`, of one read transaction. Whether there are more.
Result<bool> check_some(const CheckedTable& table, const Place& place, std::string& after,
                        std::vector<std::string>& faults) {
  auto cursor = place.transaction.cursor(table.table);
  if (!cursor) return tl::unexpected(cursor.error());
  auto row = after.empty() ? cursor->first() : cursor->seek(after);
  if (row && *row && (*row)->key == after) row = cursor->next();
  for (std::size_t count = 0; row && *row; row = cursor->next()) {
    if (count++ == rows_at_once) return true;
    if (!after.empty() && (*row)->key <= after) {
      return parsers::failure(ErrorCode::corrupt,
                              "the table " + std::string(name_of(table.table)) + " is not in order");
    }
    after = (*row)->key;
    const auto finding = table.check(**row, place);
    if (!finding) return tl::unexpected(finding.error());
    if (!finding->empty() && faults.size() < most_faults) {
      faults.push_back("row " + hex_of(after) + " of the table " + std::string(name_of(table.table)) + ": " + *finding);
    }
  }
  if (!row) return tl::unexpected(row.error());
  return false;
}

} // namespace

Result<std::uint64_t> count_checked_rows(Environment& environment) {
  const auto transaction = environment.read();
  if (!transaction) return tl::unexpected(transaction.error());
  std::uint64_t total = 0;
  for (const CheckedTable& table : checked_tables) {
    const auto rows = transaction->count(table.table);
    if (!rows) return tl::unexpected(rows.error());
    total += *rows;
  }
  return total;
}

Result<Reading> check_rows(Environment& environment, VaultKeys& keys, EntryReading& reading,
                           std::vector<std::string>& faults) {
  for (const CheckedTable& table : checked_tables) {
    std::string after;
    Result<bool> more = true;
    while (*more) {
      const auto transaction = environment.read();
      if (!transaction) return tl::unexpected(transaction.error());
      more = check_some(table, {*transaction, keys}, after, faults);
      if (!more) return tl::unexpected(more.error());
      if (!reading.advance(*more ? rows_at_once : 0)) return Reading::was_stopped;
    }
  }
  return Reading::is_at_the_end;
}

} // namespace store
