#include "store/origin.hpp"

#include <algorithm>

#include "store/batch.hpp"
#include "store/ledger.hpp"

namespace store {

Result<void> begin_new_origin(WriteTransaction& transaction, VaultKeys& keys, parsers::Instant now) {
  const Secret chance = random_secret();
  classifier::Origin origin{};
  Draft draft;
  std::copy_n(chance.begin(), origin.size(), origin.begin());
  std::copy_n(chance.begin() + origin.size(), draft.cause.size(), draft.cause.begin());
  draft.event.kind = classifier::EventKind::store_created;
  draft.event.scope.channel = classifier::Channel::all;
  draft.event.scope.purpose.kind = classifier::Purpose::Kind::all;
  draft.received_at = now;
  if (auto begun = begin_origin(transaction, origin); !begun) return begun;
  Batch batch(keys);
  batch.add(draft);
  if (auto written = std::move(batch).write(transaction); !written) return tl::unexpected(written.error());
  return {};
}

} // namespace store
