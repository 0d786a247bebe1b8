// The store on LMDB and a vault, with what tests want to choose. Everybody else uses store/store.hpp.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/account_tables.hpp"
#include "store/digest_lists.hpp"
#include "store/group_commit.hpp"
#include "store/lmdb.hpp"
#include "store/look_up_filter.hpp"
#include "store/opt_in_table.hpp"
#include "store/password.hpp"
#include "store/second_factor.hpp"
#include "store/session_table.hpp"
#include "store/store.hpp"
#include "store/token_table.hpp"
#include "store/vault.hpp"
#include "store/vault_keys.hpp"
#include "store/writer_lock.hpp"

namespace store {

struct StoreOptions {
  Access access = Access::read_write;
  std::uint64_t map_octets = 64ull << 30;
  PasswordCost password_cost;
  Disk* disk = &system_disk();
};
Result<std::unique_ptr<Store>> create_store(const std::filesystem::path& directory,
                                            const std::vector<std::string>& domains, parsers::Instant now,
                                            const StoreOptions& options);
Result<std::unique_ptr<Store>> open_store(const std::filesystem::path& directory, const StoreOptions& options);

class LmdbStore final : public Store {
 public:
  /// What a store is made of. A store that is only read has no lock.
  struct Parts {
    std::optional<WriterLock> lock;
    std::unique_ptr<const KeyRing> keys;
    std::unique_ptr<VaultKeys> vault_keys; // borrows them
    std::unique_ptr<Environment> environment;
  };
  LmdbStore(const std::filesystem::path& directory, Parts parts, const StoreOptions& options);

  const KeyRing& keys() const override { return keys_; }

  Result<std::vector<EntryReceipt>> commit(std::span<const Draft> drafts,
                                           std::span<const NewMessage> messages) override;
  Result<StatesAt> states_of(const parsers::Identity& identity) const override;
  Result<StatesAt> states_at(std::span<const LookUpKey> keys) const override;
  void prepare_look_ups() override { filter_.start(); }
  /// For tests and benchmarks.
  void wait_for_filter() { filter_.wait_until_built(); }
  Result<classifier::AddressState> domain_state(std::string_view rule) const override;
  Result<std::vector<classifier::Entry>> read_after(const classifier::Positions& positions,
                                                    std::size_t limit) const override;
  Result<classifier::Position> head() const override;
  Result<VerifyReport> verify(const std::function<bool(std::uint64_t, std::uint64_t)>& progress) const override;
  Result<RebuildReport> rebuild(const std::function<bool(std::uint64_t, std::uint64_t)>& progress) override;
  Result<RekeyProgress> begin_rekey(parsers::Instant now) override;
  Result<RekeyProgress> continue_rekey(std::size_t rows) override;
  Result<SignedHead> signed_head() const override;
  Result<std::optional<std::string>> check_head(const SignedHead& kept) const override;
  Result<void> maintain(parsers::Instant now) override;
  Result<std::unique_ptr<ListImport>> read_list(ImportRequest request, CommitPiece commit) override;
  Result<void> commit_import_piece(const ImportPiece& piece) override;
  Result<bool> undo_import(ImportId import, parsers::Instant now) override;
  Result<std::vector<ImportSummary>> imports() const override;
  Result<std::vector<SuppressionRow>> suppressions(WorkspaceId workspace, std::size_t limit) const override;
  Result<SuppressionPage> suppression_page(const SuppressionRange& range) const override;
  Result<SuppressionRow> suppression(const classifier::EntryId& id) const override;
  Result<std::string> contact_of(const classifier::Entry& entry) const override;

  Result<KnownFactPage> known_facts(std::string_view from, std::size_t identities) const override;

  Result<std::vector<KeptMessage>> messages(WorkspaceId workspace, MessageNumber before,
                                            std::size_t limit) const override;
  Result<KeptMessage> message(MessageNumber number) const override;
  Result<std::string> message_octets(MessageNumber number) const override;
  Result<bool> is_done(SpoolId id) const override;
  Result<void> forget_done_marks(std::span<const std::uint32_t> segments) override;

  Result<std::vector<KeptMessage>> search(const SearchQuery& query, WorkspaceId workspace, MessageNumber before,
                                          std::size_t limit) const override;

  Result<ErasureReport> erase(const ErasureRequest& request) override;
  Result<std::size_t> finish_erasures(parsers::Instant now) override;
  Result<RetentionReport> apply_retention(const RetentionPolicy& policy, parsers::Instant now,
                                          const std::function<bool(std::uint64_t, std::uint64_t)>& progress) override;
  Result<RetentionReport> retention_due(const RetentionPolicy& policy, parsers::Instant now) const override;
  Result<Case> open_case(const NewCase& fresh) override;
  Result<Case> change_case(CaseId id, CaseStep step, parsers::Instant now) override;
  Result<std::vector<Case>> cases() const override;
  Result<ErasureReport> close_workspace(std::string_view name, parsers::Instant now) override;

  Result<std::vector<ConsentRecord>> consents_of(const parsers::Identity& identity,
                                                 parsers::Instant now) const override;
  Result<OptIn> request_opt_in(const OptInRequest& request) override;
  Result<OptIn> opt_in(OptInId id) const override;
  Result<std::vector<OptInMail>> opt_in_mails(std::size_t limit) const override;
  Result<OptIn> opt_in_was_sent(OptInId id, parsers::Instant now) override;
  Result<OptIn> answer_opt_in(std::string_view token, OptInAnswer answer, parsers::Instant now) override;
  Result<std::vector<OptIn>> open_opt_ins(std::size_t limit) const override;
  Result<OptIn> cancel_opt_in(OptInId id, parsers::Instant now) override;
  Result<std::size_t> expire_opt_ins(parsers::Instant now) override;
  Result<void> record_sends(WorkspaceId workspace, std::span<const parsers::Identity> recipients,
                            parsers::Instant sent_at) override;
  Result<bool> was_mailed(WorkspaceId workspace, const parsers::Identity& contact, parsers::Instant now) const override;
  Result<std::vector<WorkspaceId>> workspaces_that_mailed(const parsers::Identity& contact,
                                                          parsers::Instant now) const override;
  Result<std::size_t> forget_sends(parsers::Instant now) override;

  Result<Workspace> create_workspace(std::string_view name, parsers::Instant now) override;
  Result<std::vector<Workspace>> workspaces() const override;
  Result<Workspace> find_workspace(std::string_view name) const override;
  Result<Workspace> workspace(WorkspaceId id) const override;
  Result<Workspace> change_workspace(std::string_view name, const WorkspaceChange& change,
                                     parsers::Instant now) override;
  Result<User> perform(const CreateUser& request) override;
  Result<User> perform(const ChangeUser& request) override;
  Result<Nothing> perform(const CloseUser& request) override;
  Result<Nothing> perform(const SetPassword& request) override;
  Result<SecondFactorOffer> perform(const BeginSecondFactor& request) override;
  Result<std::vector<std::string>> perform(const ConfirmSecondFactor& request) override;
  Result<Nothing> perform(const RemoveSecondFactor& request) override;
  Result<NewSession> perform(const LogIn& request) override;
  Result<NewSession> perform(const EnterCode& request) override;
  Result<Nothing> perform(const TouchSession& request) override;
  Result<Nothing> perform(const EndSessions& request) override;
  Result<NewApiKey> perform(const CreateKey& request) override;
  Result<Nothing> perform(const RevokeKey& request) override;
  Result<NewApiKey> perform(const RotateKey& request) override;
  Result<Nothing> perform(const NoteKeyUse& request) override;
  Result<std::vector<User>> users() const override;
  Result<User> user(std::uint32_t id) const override;
  Result<Session> session(std::string_view secret, parsers::Instant now) const override;
  Result<std::vector<Session>> sessions(std::uint32_t user, parsers::Instant now) const override;
  Result<std::vector<FailedLogins>> failed_logins() const override;
  Result<User> verify_password(std::string_view login, std::string_view password) override;
  Result<std::vector<ApiKey>> api_keys() const override;
  Result<ApiKey> authenticate_key(std::string_view secret, parsers::Instant now) const override;
  Result<std::string> mint_address(const TokenRow& row, std::optional<parsers::Instant> expires,
                                   parsers::Instant now) override;
  Result<std::vector<std::string>> mint_addresses(std::span<const NewToken> tokens, parsers::Instant now) override;
  Result<TokenRow> token_row(parsers::TokenReference reference) const override;

 private:
  /// An account's change, as it stands in the ledger.
  struct AccountEvent {
    classifier::EventKind kind;
    WorkspaceId workspace = 0;
    std::uint64_t subject = 0;
    Occasion occasion;
    std::uint64_t source = 0;                  // 0: the occasion's actor
    std::optional<Grant> grant = std::nullopt; // role_given, role_taken: where
  };
  Result<void> record(WriteTransaction& transaction, const AccountEvent& event) const;
  Result<void> record_roles(WriteTransaction& transaction, const User& before, const User& after,
                            const Occasion& occasion) const;

  /// `question(transaction)` in a read transaction of its own.
  template <class Question>
  auto read(Question question) const -> std::invoke_result_t<Question, const Transaction&> {
    const auto transaction = environment_->read();
    if (!transaction) return tl::unexpected(transaction.error());
    return question(*transaction);
  }
  /// `change(transaction)` in a write transaction that it may share with other callers', committed when it succeeds. It
  /// may run more than once (store/group_commit.hpp).
  template <class Change>
  auto write(Change change, GroupCommit::Weight weight = GroupCommit::Weight::light)
      -> std::invoke_result_t<Change, WriteTransaction&> {
    std::optional<std::invoke_result_t<Change, WriteTransaction&>> result;
    const auto committed = commits_.commit(weight, [&](WriteTransaction& transaction) -> Result<void> {
      result.emplace(change(transaction));
      if (!*result) return tl::unexpected(result->error());
      return {};
    });
    if (!committed) return tl::unexpected(committed.error());
    return std::move(*result);
  }
  Result<void> keep(WriteTransaction& transaction, std::span<const NewMessage> messages, class Batch& batch);
  Result<User> change_user(WriteTransaction& transaction, UserRow row, const ChangeUser& request) const;
  Result<void> close_user(WriteTransaction& transaction, const User& user, const Occasion& occasion) const;
  Result<void> note_network(WriteTransaction& transaction, UserRow row, const Session& session) const;
  Result<void> end_sessions(WriteTransaction& transaction, const EndSessions& which) const;
  Result<void> check_owner_is_left(const Transaction& transaction, const User& before, const User& after) const;
  Result<void> check_grants(const Transaction& transaction, const std::vector<Grant>& grants) const;
  /// Tries a code against the user's factor and stores what that changed; nothing: there is no factor.
  Result<std::optional<CodeOutcome>> try_code_of(WriteTransaction& transaction, UserRow& row, std::string_view code,
                                                 const Occasion& occasion) const;
  Result<UserRow> find_row(std::string_view login) const;
  Result<NewSession> open_session(WriteTransaction& transaction, const UserRow& row, const LogIn& request) const;
  Result<NewSession> accept_code(WriteTransaction& transaction, Session session, const EnterCode& request) const;
  Result<void> enter_failed_logins(parsers::Instant now);
  Result<void> keep_one(WriteTransaction& transaction, const NewMessage& message, Vault& target, class Batch& batch);
  struct Minted {
    std::string address;
    parsers::TokenReference reference = 0;
    bool was_known = false; // a forward address that there was
  };
  /// All of them under one entry for each workspace, whose subject is the first new reference.
  Result<std::vector<std::string>> mint_together(WriteTransaction& transaction, std::span<const NewToken> tokens,
                                                 parsers::Instant now) const;
  Result<Minted> mint(WriteTransaction& transaction, const NewToken& token) const;
  Result<std::shared_ptr<Vault>> vault() const;
  tl::unexpected<parsers::Error> vault_trouble(const parsers::Error& error);
  Result<void> reopen();
  Result<StatesAt> read_states(std::span<const LookUpKey> keys) const;
  Result<void> check_generations(std::span<const LookUpKey> keys) const;
  /// Of the keys whose bits are set in `perhaps`.
  Result<void> add_states(const Transaction& transaction, std::span<const LookUpKey> keys, std::uint16_t perhaps,
                          classifier::States& states) const;
  Result<DigestForms> digest_forms() const;
  Result<void> open_asked_cases(WriteTransaction& transaction, std::span<const Draft> drafts,
                                std::span<const NewMessage> messages, std::span<const EntryReceipt> receipts);
  Result<struct ErasureFindings> find_concerned(const ErasureRequest& request) const;
  Result<void> find_people(const ErasureRequest& request, struct ErasureFindings& findings) const;
  Result<std::vector<struct OpenedMessage>> redact(const ErasureRequest& request, const ErasureFindings& findings);
  Result<struct OpenedMessage> redact_one(const ErasureRequest& request, MessageNumber number);
  Result<RetentionReport> walk_retention(const RetentionPolicy& policy, parsers::Instant now,
                                         const std::function<Result<bool>(const struct RetentionPage&)>& use) const;
  Result<void> grant(WriteTransaction& transaction, const OptIn& opt_in, parsers::Instant now) const;

  const std::filesystem::path directory_;
  const std::optional<WriterLock> lock_; // before the environment: held until that is closed
  const std::unique_ptr<const KeyRing> key_ring_;
  const KeyRing& keys_{*key_ring_};
  const std::unique_ptr<VaultKeys> vault_keys_;
  const std::unique_ptr<Environment> environment_;
  GroupCommit commits_{*environment_};
  mutable LookUpFilter filter_{*environment_, keys_};
  mutable std::atomic<std::uint64_t> digest_forms_ = 0; // number of the commit, shifted by the count of forms; forms
  Disk& disk_;
  const UserTable users_{keys_};
  const ApiKeyTable api_keys_{keys_};
  const SessionTable sessions_{keys_};
  const FailedLoginTable failed_logins_{keys_};
  const TokenTable tokens_{*vault_keys_};
  const OptInTable opt_ins_{*vault_keys_};
  PasswordHasher hasher_;
  mutable std::mutex vault_mutex_;
  mutable std::shared_ptr<Vault> vault_; // opened when first needed: most commands never read a message
  std::atomic<bool> vault_failed_ = false;
  bool was_reopened_ = false; // after a failed commit; of the thread that maintains
};

} // namespace store
