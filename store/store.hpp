// The one write path and the one read path to everything durable behind the spool. store/LEDGER.md has the format.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/entry.hpp"
#include "classifier/may_send.hpp"
#include "parsers/identity.hpp"
#include "parsers/result.hpp"
#include "store/access.hpp"
#include "store/account_requests.hpp"
#include "store/accounts.hpp"
#include "store/cases.hpp"
#include "store/consents.hpp"
#include "store/disk.hpp"
#include "store/import_piece.hpp"
#include "store/key_ring.hpp"
#include "store/known_facts.hpp"
#include "store/list_import.hpp"
#include "store/look_up_key.hpp"
#include "store/privacy.hpp"
#include "store/search.hpp"
#include "store/spool.hpp"

namespace store {

using MessageNumber = std::uint64_t; // from 1, in the order of commit

/// One entry to be: the store adds position, id and chain.
struct Draft {
  std::optional<parsers::Identity> identity; // nothing: an event of the installation
  std::string domain_rule;                   // "@example.org" or "*.example.org" instead of an identity
  classifier::Event event;
  classifier::Cause cause{};
  parsers::Instant received_at{};
  std::optional<ConsentText> consent = std::nullopt; // consent_granted: the words, sealed outside of the chain
};

/// A message to keep, with what was concluded of it (JSON); both are sealed.
struct NewMessage {
  SpoolId spool_id;
  WorkspaceId workspace = 0; // 0: belongs to nobody (postmaster, unknown token)
  parsers::Instant received_at{};
  std::string_view octets;
  std::string conclusions; // JSON object
  std::vector<Draft> drafts;
  MessageTokens tokens; // whom it names and its words; `concerned` are its authors, for where the drafts name nobody
};

struct KeptMessage {
  MessageNumber number = 0;
  WorkspaceId workspace = 0;
  parsers::Instant received_at{};
  std::string spool_id;
  std::string conclusions;
  std::uint64_t octets = 0; // size of the raw message
  bool has_octets = true;   // false: their time was over, or they were redacted away; the conclusions are kept
};

struct EntryReceipt {
  classifier::EntryId id{};
  classifier::Position position;
  bool was_known = false; // the same id was there: nothing was appended
};

struct SuppressionRow { // for lists: one live fact of an identity
  std::string identity; // clear text where the store has it, else the hash in hex
  classifier::EntryId entry{};
  parsers::Instant received_at{};
  classifier::Event event;
};

/// A part of the list of suppressions, newest first: on from `from` (empty: the newest) over at most `examined` rows of
/// its index or `limit` results.
struct SuppressionRange {
  WorkspaceId workspace = 0; // 0: all
  std::string from;          // the `next` of the page before, of the same workspace
  std::size_t limit = 0;
  std::size_t examined = 0;
};
struct SuppressionPage {
  std::vector<SuppressionRow> rows;
  std::string next; // where the page after this one begins; empty: nothing is left
};

/// An address to mint: for ever without `expires`.
struct NewToken {
  TokenRow row;
  std::optional<parsers::Instant> expires;
};

/// What the chain was, signed by the installation (store/signed_heads.hpp).
struct SignedHead {
  classifier::Position position;
  classifier::Digest digest{}; // of the entry at that position
  parsers::Instant signed_at{};
  SigningPublicKey key{};
  Signature signature{};
  friend bool operator==(const SignedHead&, const SignedHead&) = default;
};

struct RebuildReport {
  std::uint64_t entries = 0;
  std::uint64_t changed = 0;            // rows that were put right
  std::vector<std::string> differences; // the first of them, each with its row and what was wrong with it
  bool is_whole = false;                // false: it was stopped
};

/// How far identities were hashed anew (Store::begin_rekey).
struct RekeyProgress {
  Generation generation = 1; // the newest
  std::uint64_t left = 0;    // rows that stand under the generation before
  bool is_finished = false;
  friend bool operator==(const RekeyProgress&, const RekeyProgress&) = default;
};

struct VerifyReport {
  std::uint64_t entries = 0;
  std::uint64_t heads = 0;         // signed
  std::vector<std::string> faults; // each names its entry; empty: the chain, the table and the sizes agree
};

/// All members are safe for several threads; reads do not wait for writes, and writes of several threads share their
/// syncs. One process at a time has a directory open for writing; others write by asking it (store/remote_store.hpp).
class Store {
 public:
  /// Makes an empty store with a fresh origin and keys. already_exists when there is one.
  static Result<std::unique_ptr<Store>> create(const std::filesystem::path& directory,
                                               const std::vector<std::string>& domains, parsers::Instant now,
                                               Disk& disk = system_disk());
  /// Clear errors: not_found, permission_denied, newer_format, corrupt, storage_full; busy when another process has it
  /// open for writing and so is asked for here.
  static Result<std::unique_ptr<Store>> open(const std::filesystem::path& directory, Access access,
                                             Disk& disk = system_disk());
  virtual ~Store() = default;

  [[nodiscard]] virtual const KeyRing& keys() const = 0;

  // -- the ledger and the table -------------------------------------------------------------------------------------
  /// One transaction: entries, table, kept messages, done marks. Order of writing: vault, then LMDB. All or nothing.
  virtual Result<std::vector<EntryReceipt>> commit(std::span<const Draft> drafts,
                                                   std::span<const NewMessage> messages = {}) = 0;
  /// Every row that a check of this identity reads, at most 8 and one for each form of digests that a list is loaded
  /// in, in one read transaction; with the position it is true for.
  struct StatesAt {
    classifier::States states;
    classifier::Position position;
  };
  [[nodiscard]] virtual Result<StatesAt> states_of(const parsers::Identity& identity) const = 0;
  /// The same for keys that were made before (look_up_keys), at most twelve. Takes no memory when nothing is known.
  /// invalid_argument: a generation that this store does not have.
  [[nodiscard]] virtual Result<StatesAt> states_at(std::span<const LookUpKey> keys) const = 0;
  /// For who will look up often: begins to build a filter in memory that answers most look-ups without the table. Until
  /// it is built, and where there is no memory for it, look-ups are slower.
  virtual void prepare_look_ups() = 0;
  /// The row of "@domain" or "*.domain".
  [[nodiscard]] virtual Result<classifier::AddressState> domain_state(std::string_view rule) const = 0;
  /// The change feed: what comes after `positions`, origin by origin and each in order, at most `limit`. not_found for
  /// an origin that this store does not have. store/tail.hpp waits for more.
  [[nodiscard]] virtual Result<std::vector<classifier::Entry>> read_after(const classifier::Positions& positions,
                                                                          std::size_t limit) const = 0;
  [[nodiscard]] virtual Result<classifier::Position> head() const = 0;
  /// Reads the whole chain, recomputes digests and the table, and compares. `progress(done, total)` may be empty; it
  /// returns false to stop.
  virtual Result<VerifyReport> verify(const std::function<bool(std::uint64_t, std::uint64_t)>& progress) const = 0;
  /// Makes the table and the indexes anew of the entries and puts right what differs; corrupt when the chain itself is
  /// broken. Rows are right or as they were, whenever it ends. `progress` as with verify.
  virtual Result<RebuildReport> rebuild(const std::function<bool(std::uint64_t, std::uint64_t)>& progress) = 0;
  /// Makes the next generation of index keys, from which on everything new is hashed by it; or finds that one is being
  /// gone over to. Answers stay the same: as long as rows are left, both generations are read.
  virtual Result<RekeyProgress> begin_rekey(parsers::Instant now) = 0;
  /// Moves up to `rows` (1 to 65,536) to the newest generation, in one transaction: it may end after any call, and go
  /// on later, in another process too.
  virtual Result<RekeyProgress> continue_rekey(std::size_t rows) = 0;
  /// The newest signed head; not_found when there is none yet.
  [[nodiscard]] virtual Result<SignedHead> signed_head() const = 0;
  /// Compares with a head that was kept elsewhere: what is wrong, or nothing.
  [[nodiscard]] virtual Result<std::optional<std::string>> check_head(const SignedHead& kept) const = 0;
  /// For the writing process, about once a second: signs the head each hour. After a failed commit it closes, verifies
  /// and opens again; storage_failed or corrupt when that does not help: the process must end.
  virtual Result<void> maintain(parsers::Instant now) = 0;
  // -- imported lists (store/list_import.hpp) ----------------------------------------------------------------------
  /// The import must not outlive the store. busy while another one runs.
  Result<std::unique_ptr<ListImport>> begin_import(ImportRequest request);
  /// What begin_import is made of: whoever reads the list need not be who writes the store.
  virtual Result<std::unique_ptr<ListImport>> read_list(ImportRequest request, CommitPiece commit) = 0;
  virtual Result<void> commit_import_piece(const ImportPiece& piece) = 0;
  /// From now on its rows count for nothing; no other fact changes. False when it was undone before; not_found.
  virtual Result<bool> undo_import(ImportId import, parsers::Instant now) = 0;
  [[nodiscard]] virtual Result<std::vector<ImportSummary>> imports() const = 0;

  /// Live facts that deny or hold, newest first, of one workspace (0: of all), up to `limit`.
  [[nodiscard]] virtual Result<std::vector<SuppressionRow>> suppressions(WorkspaceId workspace,
                                                                         std::size_t limit) const = 0;

  [[nodiscard]] virtual Result<SuppressionPage> suppression_page(const SuppressionRange& range) const = 0;
  /// not_found for an entry that never was one, or is live no more.
  [[nodiscard]] virtual Result<SuppressionRow> suppression(const classifier::EntryId& id) const = 0;
  /// Whom an entry is about: clear text where the store has it, else the hash in hex; empty for one about nobody.
  [[nodiscard]] virtual Result<std::string> contact_of(const classifier::Entry& entry) const = 0;

  /// Of everybody, in the order of their hashes: read_known_facts, in a read transaction of its own.
  [[nodiscard]] virtual Result<KnownFactPage> known_facts(std::string_view from, std::size_t identities) const = 0;

  // -- messages -----------------------------------------------------------------------------------------------------
  /// Newest first; those before `before` (0: from the newest). Workspace 0 means all.
  [[nodiscard]] virtual Result<std::vector<KeptMessage>> messages(WorkspaceId workspace, MessageNumber before,
                                                                  std::size_t limit) const = 0;
  [[nodiscard]] virtual Result<KeptMessage> message(MessageNumber number) const = 0;
  [[nodiscard]] virtual Result<std::string> message_octets(MessageNumber number) const = 0;
  [[nodiscard]] virtual Result<bool> is_done(SpoolId id) const = 0;
  virtual Result<void> forget_done_marks(std::span<const std::uint32_t> segments) = 0;

  /// Newest first, those before `before` (0: from the newest), at most `limit`. Opens every message on its way: linear
  /// in what is kept. Workspace 0 means all.
  [[nodiscard]] virtual Result<std::vector<KeptMessage>> search(const SearchQuery& query, WorkspaceId workspace,
                                                                MessageNumber before, std::size_t limit) const = 0;

  // -- personal data (store/VAULT.md) -------------------------------------------------------------------------------
  /// Destroys what concerns them alone, takes them out of the rest, forgets their clear text; they stay denied. In the
  /// erasure journal first, so that a restore repeats it. After a failure it is to be asked again with the same
  /// request.
  virtual Result<ErasureReport> erase(const ErasureRequest& request) = 0;
  /// Destroys the keys that erasures and retention left, by a turn of the epoch; how many. 0: there was nothing to do.
  virtual Result<std::size_t> finish_erasures(parsers::Instant now) = 0;
  /// Lets go of what has had its time. `progress(done, total)` may be empty; it returns false to stop.
  virtual Result<RetentionReport> apply_retention(
      const RetentionPolicy& policy, parsers::Instant now,
      const std::function<bool(std::uint64_t, std::uint64_t)>& progress) = 0;
  /// What apply_retention would do.
  [[nodiscard]] virtual Result<RetentionReport> retention_due(const RetentionPolicy& policy,
                                                              parsers::Instant now) const = 0;
  virtual Result<Case> open_case(const NewCase& fresh) = 0;
  virtual Result<Case> change_case(CaseId id, CaseStep step, parsers::Instant now) = 0;
  [[nodiscard]] virtual Result<std::vector<Case>> cases() const = 0;
  /// Its messages and the clear text of those whom no other workspace knows are erased; opt-outs stay as hashes.
  virtual Result<ErasureReport> close_workspace(std::string_view name, parsers::Instant now) = 0;

  // -- agreement, and whom somebody wrote to ------------------------------------------------------------------------

  /// Every consent of this very identity, newest first, as it stands at `now`.
  [[nodiscard]] virtual Result<std::vector<ConsentRecord>> consents_of(const parsers::Identity& identity,
                                                                       parsers::Instant now) const = 0;
  virtual Result<OptIn> request_opt_in(const OptInRequest& request) = 0;
  [[nodiscard]] virtual Result<OptIn> opt_in(OptInId id) const = 0;
  /// What is to be sent, oldest first: for the sender of mail alone, nobody else is told a token.
  [[nodiscard]] virtual Result<std::vector<OptInMail>> opt_in_mails(std::size_t limit) const = 0;
  virtual Result<OptIn> opt_in_was_sent(OptInId id, parsers::Instant now) = 0;
  /// A confirmation is a consent that lifts what the person did before, in the same transaction. An answer that is late
  /// expires the request. not_found for a false token, invalid_argument for a request that was answered.
  virtual Result<OptIn> answer_opt_in(std::string_view token, OptInAnswer answer, parsers::Instant now) = 0;

  /// Those that wait for their mail or for an answer, oldest of each first.
  [[nodiscard]] virtual Result<std::vector<OptIn>> open_opt_ins(std::size_t limit) const = 0;
  /// Its token answers no more. invalid_argument for a request that has ended.
  virtual Result<OptIn> cancel_opt_in(OptInId id, parsers::Instant now) = 0;
  /// Ends those whose time to answer has passed, sent or not; tells how many.
  virtual Result<std::size_t> expire_opt_ins(parsers::Instant now) = 0;

  /// Once a day and recipient, however often it is told.
  virtual Result<void> record_sends(WorkspaceId workspace, std::span<const parsers::Identity> recipients,
                                    parsers::Instant sent_at) = 0;
  /// In the 400 days before `now`; of everybody true until the workspace's sends are complete.
  [[nodiscard]] virtual Result<bool> was_mailed(WorkspaceId workspace, const parsers::Identity& contact,
                                                parsers::Instant now) const = 0;
  /// By what was recorded alone.
  [[nodiscard]] virtual Result<std::vector<WorkspaceId>> workspaces_that_mailed(const parsers::Identity& contact,
                                                                                parsers::Instant now) const = 0;
  /// Forgets the sends that are older; tells how many.
  virtual Result<std::size_t> forget_sends(parsers::Instant now) = 0;

  // -- workspaces, users, keys, tokens --------------------------------------------------------------------------------
  virtual Result<Workspace> create_workspace(std::string_view name, parsers::Instant now) = 0;
  [[nodiscard]] virtual Result<std::vector<Workspace>> workspaces() const = 0;
  [[nodiscard]] virtual Result<Workspace> find_workspace(std::string_view name) const = 0;
  [[nodiscard]] virtual Result<Workspace> workspace(WorkspaceId id) const = 0;
  virtual Result<Workspace> change_workspace(std::string_view name, const WorkspaceChange& change,
                                             parsers::Instant now) = 0;

  // What each does and refuses stands at its struct (store/account_requests.hpp); each change has its entry.
  virtual Result<User> perform(const CreateUser& request) = 0;
  virtual Result<User> perform(const ChangeUser& request) = 0;
  virtual Result<Nothing> perform(const CloseUser& request) = 0;
  virtual Result<Nothing> perform(const SetPassword& request) = 0;
  virtual Result<SecondFactorOffer> perform(const BeginSecondFactor& request) = 0;
  virtual Result<std::vector<std::string>> perform(const ConfirmSecondFactor& request) = 0;
  virtual Result<Nothing> perform(const RemoveSecondFactor& request) = 0;
  virtual Result<NewSession> perform(const LogIn& request) = 0;
  virtual Result<NewSession> perform(const EnterCode& request) = 0;
  virtual Result<Nothing> perform(const TouchSession& request) = 0;
  virtual Result<Nothing> perform(const EndSessions& request) = 0;
  virtual Result<NewApiKey> perform(const CreateKey& request) = 0;
  virtual Result<Nothing> perform(const RevokeKey& request) = 0;
  virtual Result<NewApiKey> perform(const RotateKey& request) = 0;
  virtual Result<Nothing> perform(const NoteKeyUse& request) = 0;

  [[nodiscard]] virtual Result<std::vector<User>> users() const = 0;
  [[nodiscard]] virtual Result<User> user(std::uint32_t id) const = 0;
  /// `login` is any spelling of the address. not_found.
  [[nodiscard]] Result<User> find_user(std::string_view login) const;
  /// Whose secret this is; not_found when there is no such session or it has ended. Does not touch it.
  [[nodiscard]] virtual Result<Session> session(std::string_view secret, parsers::Instant now) const = 0;
  [[nodiscard]] virtual Result<std::vector<Session>> sessions(std::uint32_t user, parsers::Instant now) const = 0;
  /// The session, which is used by that: written once a minute.
  Result<Session> use_session(std::string_view secret, parsers::Instant now);
  [[nodiscard]] virtual Result<std::vector<FailedLogins>> failed_logins() const = 0;
  /// Whose name and password these are, without a session: for mail clients. Refuses as LogIn does, and a user with a
  /// second factor too, since a password alone is not enough for them. Failures are not counted here.
  virtual Result<User> verify_password(std::string_view login, std::string_view password) = 0;
  [[nodiscard]] virtual Result<std::vector<ApiKey>> api_keys() const = 0;
  /// permission_denied when unknown, revoked, expired, or replaced for too long.
  [[nodiscard]] virtual Result<ApiKey> authenticate_key(std::string_view secret, parsers::Instant now) const = 0;

  // The same in short.
  Result<User> create_user(std::string_view email, std::string_view password, Role role,
                           const std::vector<WorkspaceId>& workspaces, const Occasion& occasion);
  Result<void> set_password(std::string_view email, std::string_view password, const Occasion& occasion);
  Result<void> disable_user(std::string_view email, const Occasion& occasion);
  Result<NewApiKey> create_key(std::string_view name, std::vector<WorkspaceId> workspaces,
                               std::vector<std::string> scopes, const Occasion& occasion);
  Result<void> revoke_key(std::uint32_t id, const Occasion& occasion);

  /// A new address "b-…@domain". Forward tokens are one per user and workspace: asked again, the same address comes
  /// back.
  virtual Result<std::string> mint_address(const TokenRow& row, std::optional<parsers::Instant> expires,
                                           parsers::Instant now) = 0;
  /// Many of them in one transaction and under one entry, in their order. All or nothing up to 10,000; more are minted
  /// in pieces.
  virtual Result<std::vector<std::string>> mint_addresses(std::span<const NewToken> tokens, parsers::Instant now) = 0;
  [[nodiscard]] virtual Result<TokenRow> token_row(parsers::TokenReference reference) const = 0;
};

} // namespace store
