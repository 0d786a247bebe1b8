#include "store/opt_in_table.hpp"

#include <algorithm>
#include <tuple>

#include "parsers/base32.hpp"
#include "store/meta.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::OptInInput;
using classifier::OptInState;
using parsers::ErrorCode;
using parsers::failure;

namespace {

std::string id_key(OptInId id) { return std::move(OctetWriter().number(id)).take(); }

std::string queue_key(OptInState state, OptInId id) {
  return std::move(OctetWriter().enumerator(state).number(id)).take();
}

std::string purpose_of(OptInId id) { return "double opt-in " + std::to_string(id); }

std::string new_token() {
  const Secret secret = random_secret();
  return parsers::encode_base32({secret.begin(), secret.end()});
}

/// A row's value: the number of its key, the keyed hash of its token, the sealed rest. The hash stays when the token is
/// gone, so that the way to the row goes with it.
struct SealedOptIn {
  KeyNumber key = 0;
  std::string_view token_hash;
  std::string_view sealed;
};

SealedOptIn split(std::string_view value) {
  OctetReader reader(value);
  SealedOptIn row;
  row.key = reader.number<KeyNumber>();
  row.token_hash = reader.octets(std::tuple_size_v<SecretHash>);
  row.sealed = reader.rest();
  return row;
}

/// A row keeps its key through all its states.
Result<NumberedKey> key_of(const Transaction& transaction, OptInId id, VaultKeys& keys) {
  const auto row = transaction.get(Table::opt_ins, id_key(id));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return keys.take();
  const KeyNumber number = split(**row).key;
  const auto key = keys.find(number);
  if (!key) return tl::unexpected(key.error());
  return NumberedKey{number, *key};
}

Result<OptInId> read_id(std::string_view octets) {
  OctetReader reader(octets);
  const auto id = reader.number<OptInId>();
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "an index of double opt-ins");
  return id;
}

} // namespace

Result<OptIn> OptInTable::add(WriteTransaction& transaction, const OptInRequest& request) const {
  const auto id = take_number(transaction, Counter::opt_in);
  if (!id) return tl::unexpected(id.error());
  OptInRow row{.opt_in = {.id = *id, .request = request, .state = OptInState::requested}, .token = new_token()};
  row.token_hash = keys_.ring().hash_secret(row.token);
  if (auto done = transaction.put(Table::opt_in_tokens, view_of(row.token_hash), id_key(*id)); !done)
    return tl::unexpected(done.error());
  if (auto done = put(transaction, row); !done) return tl::unexpected(done.error());
  return std::move(row.opt_in);
}

Result<void> OptInTable::put(WriteTransaction& transaction, const OptInRow& row) const {
  const OptInId id = row.opt_in.id;
  const auto key = key_of(transaction, id, keys_);
  if (!key) return tl::unexpected(key.error());
  OctetWriter octets;
  octets.number(key->number).octets(view_of(row.token_hash)).octets(seal(key->key, encode_opt_in(row), purpose_of(id)));
  auto done = transaction.put(Table::opt_ins, id_key(id), octets.view());
  if (done && is_open(row.opt_in.state))
    done = transaction.put(Table::opt_in_queue, queue_key(row.opt_in.state, id), {});
  return done;
}

Result<OptInRow> OptInTable::at(const Transaction& transaction, OptInId id) const {
  const auto sealed = transaction.get(Table::opt_ins, id_key(id));
  if (!sealed) return tl::unexpected(sealed.error());
  if (!*sealed) return failure(ErrorCode::not_found, "no such double opt-in");
  const SealedOptIn parts = split(**sealed);
  const auto key = keys_.find(parts.key);
  if (!key) return tl::unexpected(key.error());
  const auto octets = open_sealed(*key, parts.sealed, purpose_of(id));
  if (!octets) return tl::unexpected(octets.error());
  auto row = decode_opt_in(*octets);
  if (!row) return row;
  row->opt_in.id = id;
  std::ranges::copy(parts.token_hash, row->token_hash.begin()); // sealed text opened, so the value had its full length
  return row;
}

Result<OptInId> OptInTable::scan(const Transaction& transaction, OptInId after, std::size_t most,
                                 const std::function<void(const OptInRow&)>& see) const {
  auto cursor = transaction.cursor(Table::opt_ins);
  if (!cursor) return tl::unexpected(cursor.error());
  OptInId last = 0;
  auto place = cursor->seek(id_key(after + 1));
  for (std::size_t count = 0; place && *place; place = cursor->next()) {
    if (count++ == most) return last;
    const auto id = read_id((*place)->key);
    if (!id) return id;
    const auto row = at(transaction, *id);
    if (!row) return tl::unexpected(row.error());
    see(*row);
    last = *id;
  }
  if (!place) return tl::unexpected(place.error());
  return OptInId{0};
}

Result<KeyNumber> OptInTable::forget(WriteTransaction& transaction, OptInId id) {
  const auto row = transaction.get(Table::opt_ins, id_key(id));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return KeyNumber{0};
  const SealedOptIn parts = split(**row);
  const KeyNumber number = parts.key;
  const std::string hash(parts.token_hash); // a write may move the row
  if (auto gone = transaction.remove(Table::opt_in_tokens, hash); !gone) return tl::unexpected(gone.error());
  for (const OptInState state : {OptInState::requested, OptInState::sent}) {
    if (auto gone = transaction.remove(Table::opt_in_queue, queue_key(state, id)); !gone) {
      return tl::unexpected(gone.error());
    }
  }
  if (auto gone = transaction.remove(Table::opt_ins, id_key(id)); !gone) return tl::unexpected(gone.error());
  return number;
}

Result<OptInRow> OptInTable::find(const Transaction& transaction, std::string_view token) const {
  const auto found = transaction.get(Table::opt_in_tokens, view_of(keys_.ring().hash_secret(token)));
  if (!found) return tl::unexpected(found.error());
  if (!*found) return failure(ErrorCode::not_found, "no such double opt-in");
  const auto id = read_id(**found);
  if (!id) return tl::unexpected(id.error());
  return at(transaction, *id);
}

Result<std::vector<OptInRow>> OptInTable::in_state(const Transaction& transaction, OptInState state,
                                                   std::size_t limit) const {
  auto cursor = transaction.cursor(Table::opt_in_queue);
  if (!cursor) return tl::unexpected(cursor.error());
  const std::string first = queue_key(state, 0);
  std::vector<OptInRow> rows;
  auto place = cursor->seek(first);
  for (; place && *place && rows.size() < limit && (*place)->key.front() == first.front(); place = cursor->next()) {
    const auto id = read_id((*place)->key.substr(1));
    if (!id) return tl::unexpected(id.error());
    auto row = at(transaction, *id);
    if (!row) return tl::unexpected(row.error());
    rows.push_back(std::move(*row));
  }
  if (!place) return tl::unexpected(place.error());
  return rows;
}

Result<std::string> OptInTable::check(const Transaction& transaction, OptInId id) const {
  const auto row = at(transaction, id);
  if (!row) return tl::unexpected(row.error());
  const auto way = transaction.get(Table::opt_in_tokens, view_of(row->token_hash));
  if (!way) return tl::unexpected(way.error());
  if (!*way || **way != id_key(id)) return "is not found by its token";
  if (!row->token.empty() && keys_.ring().hash_secret(row->token) != row->token_hash)
    return "has a token of another hash";
  const auto queued = transaction.get(Table::opt_in_queue, queue_key(row->opt_in.state, id));
  if (!queued) return tl::unexpected(queued.error());
  return queued->has_value() == is_open(row->opt_in.state) ? "" : "is not in the queue as its state says";
}

Result<std::string> OptInTable::check_token(const Transaction& transaction, const Row& row) const {
  const auto id = read_id(row.value);
  if (!id) return tl::unexpected(id.error());
  const auto named = at(transaction, *id);
  if (!named) return tl::unexpected(named.error());
  return view_of(named->token_hash) == row.key ? "" : "is the hash of no token";
}

Result<std::string> OptInTable::check_queued(const Transaction& transaction, const Row& row) const {
  const auto id =
      row.key.empty() ? failure(ErrorCode::corrupt, "an index of double opt-ins") : read_id(row.key.substr(1));
  if (!id) return tl::unexpected(id.error());
  const auto named = at(transaction, *id);
  if (!named) return tl::unexpected(named.error());
  return row.key == queue_key(named->opt_in.state, *id) ? "" : "is not what its double opt-in says";
}

Result<OptIn> OptInTable::advance(WriteTransaction& transaction, OptInRow row, OptInInput input,
                                  parsers::Instant now) const {
  const auto next = after(row.opt_in.state, input);
  if (!next) {
    return failure(ErrorCode::invalid_argument,
                   "the double opt-in is " + std::string(name_of(row.opt_in.state)) + " already");
  }
  if (auto removed = transaction.remove(Table::opt_in_queue, queue_key(row.opt_in.state, row.opt_in.id)); !removed)
    return tl::unexpected(removed.error());
  row.opt_in.state = *next;
  row.token.clear();
  if (!is_open(*next)) row.opt_in.answered_at = now;
  if (auto done = put(transaction, row); !done) return tl::unexpected(done.error());
  return std::move(row.opt_in);
}

} // namespace store
