#include "store/generations.hpp"

#include "store/octets.hpp"

namespace store {

using classifier::IdentityHash;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::uint8_t version = 1;

} // namespace

Result<Generations> decode_generations(std::string_view octets) {
  OctetReader reader(octets);
  if (const auto found = reader.number<std::uint8_t>(); reader.is_whole() && found > version) {
    return failure(ErrorCode::newer_format, "the row of generations has version " + std::to_string(found));
  } else if (found != version) {
    return failure(ErrorCode::corrupt, "the row of generations has no version");
  }
  Generations read;
  read.oldest = reader.number<Generation>();
  read.newest = reader.number<Generation>();
  const bool fits = read.oldest >= 1 && read.newest <= most_generations &&
                    (read.newest == read.oldest || read.newest == read.oldest + 1);
  if (!reader.is_finished() || !fits) return failure(ErrorCode::corrupt, "the row of generations");
  return read;
}

Result<Generations> generations_of(const Transaction& transaction) {
  const auto row = transaction.get(Table::meta, generations_key);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return Generations{};
  return decode_generations(**row);
}

Result<void> put_generations(WriteTransaction& transaction, const Generations& generations) {
  OctetWriter row(3);
  row.number(version).number(generations.oldest).number(generations.newest);
  return transaction.put(Table::meta, generations_key, row.view());
}

Result<std::uint64_t> count_addresses(const Transaction& transaction) {
  const auto of_odd = transaction.count(Table::addresses);
  if (!of_odd) return of_odd;
  const auto of_even = transaction.count(Table::even_addresses);
  if (!of_even) return of_even;
  return *of_odd + *of_even;
}

Result<IndexView> IndexView::of(const Transaction& transaction, const KeyRing& keys) {
  const auto generations = generations_of(transaction);
  if (!generations) return tl::unexpected(generations.error());
  if (auto known = keys.know_generation(generations->newest); !known) return tl::unexpected(known.error());
  return IndexView(keys, *generations);
}

Result<void> IndexView::check(const KeyedHash& hash) const {
  if (hash.generation >= 1 && hash.generation <= generations_.newest) return {};
  return failure(ErrorCode::corrupt, "a hash of a generation of index keys that the store does not have");
}

IdentityHash IndexView::newest(const KeyedHash& hash) const { return keys_->forward(hash, generations_.newest); }

std::optional<IdentityHash> IndexView::oldest(const KeyedHash& hash) const {
  if (!generations_.is_rekeying() || hash.generation > generations_.oldest) return std::nullopt;
  return keys_->forward(hash, generations_.oldest);
}

} // namespace store
