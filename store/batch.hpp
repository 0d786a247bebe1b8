// Drafts on their way into the ledger: what one transaction appends, projects and indexes together.
#pragma once

#include <vector>

#include "store/identity_copies.hpp"
#include "store/ledger.hpp"
#include "store/store.hpp"

namespace store {

/// invalid_argument for a draft that cannot become an entry.
Result<void> check_draft(const Draft& draft);
/// All of them, those of the messages too.
Result<void> check_drafts(std::span<const Draft> drafts, std::span<const NewMessage> messages);

class Batch {
 public:
  explicit Batch(VaultKeys& keys) : keys_(keys) {}

  /// The draft passed check_draft. `evidence` is zero where the vault has none.
  /// The id that the entry will have.
  classifier::EntryId add(const Draft& draft, const classifier::Digest& evidence = {});
  /// An entry of somebody whose clear text is not known, or is not to be kept.
  void add(const classifier::IdentityHash& identity, const Draft& draft);
  /// A draft of a message that was committed before: nothing is appended, the receipt tells what is there.
  void add_repeated(const Draft& draft);
  /// One receipt a draft, in the order added.
  Result<std::vector<EntryReceipt>> write(WriteTransaction& transaction) &&;

 private:
  struct Item {
    classifier::Entry entry;
    enum class Part : std::uint8_t { draft, wide_copy, repeated } part = Part::draft;
    std::string consent = {}; // its salted words
  };
  void add_item(const Draft& draft, std::string_view clear, Item item);
  Result<std::vector<EntryReceipt>> receipts_of(WriteTransaction& transaction, const Appending& appending) const;
  Result<EntryReceipt> receipt_of_repeated(const Transaction& transaction, const classifier::Entry& entry) const;

  VaultKeys& keys_;
  std::vector<Item> items_;
  std::vector<IdentityCopy> identities_;
};

} // namespace store
