// Erasing somebody inside transactions: what concerns them is found first, then taken out in one write transaction. The
// keys that nothing needs any more are noted in the same transaction and destroyed after it (store/VAULT.md).
#pragma once

#include <vector>

#include "store/identity_copies.hpp"
#include "store/kept_messages.hpp"
#include "store/lmdb.hpp"
#include "store/opt_in_table.hpp"
#include "store/privacy.hpp"
#include "store/vault_keys.hpp"

namespace store {

enum class Concern : std::uint8_t { them_alone, others_too };

struct FoundMessage {
  MessageNumber number = 0;
  Concern concern = Concern::them_alone;
};

/// Whom and what an erasure touches; found page by page, so that no read transaction is long.
struct ErasureFindings {
  std::vector<FoundMessage> messages;
  std::vector<classifier::IdentityHash> identities; // whose clear text is theirs, in whatever spelling; generation 1
  std::vector<NameHash> names;                      // likewise, of sources
  std::vector<OptInId> opt_ins;
};

bool is_of(const parsers::Identity& identity, const Person& person, const KeyRing& ring);

/// One page of each kind; the place to go on from, the first of nothing at the end.
Result<MessageNumber> find_messages(const Transaction& transaction, const ErasureRequest& request, MessageNumber before,
                                    VaultKeys& keys, ErasureFindings& findings);
Result<std::string> find_identities(const Transaction& transaction, const ErasureRequest& request,
                                    std::string_view after, VaultKeys& keys, ErasureFindings& findings);
Result<OptInId> find_opt_ins(const Transaction& transaction, const ErasureRequest& request, OptInId after,
                             VaultKeys& keys, ErasureFindings& findings);

struct Erasing {
  const ErasureRequest& request;
  const ErasureFindings& findings;
  const std::vector<OpenedMessage>& redacted; // under their new keys
};
/// Rows go, keys are doomed, the entry that denies for ever is appended.
Result<ErasureReport> write_erasure(WriteTransaction& transaction, const Erasing& erasing, VaultKeys& keys);

// -- a workspace that is closed ---------------------------------------------------------------------------------------

/// At most `most` of its messages go; how many there were.
Result<std::size_t> forget_workspace_messages(WriteTransaction& transaction, WorkspaceId workspace, std::size_t most);
struct IdentityPage {
  WorkspaceId workspace = 0;
  std::string after; // empty: from the first
  std::size_t most = 0;
  Generation generation = 1;
};
/// Those whose facts are all of this workspace, by their hashes of generation 1. Where to go on; empty at the end. busy
/// when the rows are not all of the page's generation: what is re-keyed meanwhile may be passed over.
Result<std::string> identities_of_workspace_alone(const Transaction& transaction, const IdentityPage& page,
                                                  VaultKeys& keys, std::vector<classifier::IdentityHash>& found);
Result<std::size_t> forget_and_doom(WriteTransaction& transaction, std::span<const classifier::IdentityHash> identities,
                                    VaultKeys& keys);

// -- keys that wait for the next turn ---------------------------------------------------------------------------------

Result<void> doom(WriteTransaction& transaction, KeyNumber number);
/// At most `most`, ascending.
Result<std::vector<KeyNumber>> doomed_keys(const Transaction& transaction, std::size_t most);
Result<void> forget_doomed(WriteTransaction& transaction, std::span<const KeyNumber> numbers);

} // namespace store
