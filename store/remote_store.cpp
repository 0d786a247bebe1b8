#include "store/remote_store.hpp"

#include <thread>

#include "store/batch.hpp"
#include "store/writer_client.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::Instant;

namespace {

constexpr std::chrono::milliseconds between_tries{20};
constexpr std::size_t tokens_of_a_request = 5'000; // of 1,300 octets at most each: a frame holds them
constexpr std::size_t sends_of_a_request = 10'000; // of 320 octets at most each: a frame holds them

Result<void> without_answer(const Result<Nothing>& answer) {
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

class RemoteStore final : public Store {
 public:
  RemoteStore(std::unique_ptr<Store> reader, WriterClient writer)
      : reader_(std::move(reader)), writer_(std::move(writer)) {}

  // -- read here ------------------------------------------------------------------------------------------------------
  const KeyRing& keys() const override { return reader_->keys(); }
  Result<StatesAt> states_of(const parsers::Identity& identity) const override { return reader_->states_of(identity); }
  Result<classifier::AddressState> domain_state(std::string_view rule) const override {
    return reader_->domain_state(rule);
  }
  Result<StatesAt> states_at(std::span<const LookUpKey> keys) const override { return reader_->states_at(keys); }
  void prepare_look_ups() override { reader_->prepare_look_ups(); }
  Result<std::vector<classifier::Entry>> read_after(const classifier::Positions& positions,
                                                    std::size_t limit) const override {
    return reader_->read_after(positions, limit);
  }
  Result<classifier::Position> head() const override { return reader_->head(); }
  Result<VerifyReport> verify(const std::function<bool(std::uint64_t, std::uint64_t)>& progress) const override {
    return reader_->verify(progress);
  }
  Result<SignedHead> signed_head() const override { return reader_->signed_head(); }
  Result<std::optional<std::string>> check_head(const SignedHead& kept) const override {
    return reader_->check_head(kept);
  }
  Result<std::vector<ConsentRecord>> consents_of(const parsers::Identity& identity, Instant now) const override {
    return reader_->consents_of(identity, now);
  }
  Result<OptIn> opt_in(OptInId id) const override { return reader_->opt_in(id); }
  Result<std::vector<OptInMail>> opt_in_mails(std::size_t limit) const override { return reader_->opt_in_mails(limit); }
  Result<bool> was_mailed(WorkspaceId workspace, const parsers::Identity& contact, Instant now) const override {
    return reader_->was_mailed(workspace, contact, now);
  }
  Result<std::vector<WorkspaceId>> workspaces_that_mailed(const parsers::Identity& contact,
                                                          Instant now) const override {
    return reader_->workspaces_that_mailed(contact, now);
  }
  Result<std::vector<OptIn>> open_opt_ins(std::size_t limit) const override { return reader_->open_opt_ins(limit); }
  Result<Workspace> workspace(WorkspaceId id) const override { return reader_->workspace(id); }
  Result<std::vector<ImportSummary>> imports() const override { return reader_->imports(); }
  Result<KnownFactPage> known_facts(std::string_view from, std::size_t identities) const override {
    return reader_->known_facts(from, identities);
  }
  Result<std::vector<SuppressionRow>> suppressions(WorkspaceId workspace, std::size_t limit) const override {
    return reader_->suppressions(workspace, limit);
  }
  Result<SuppressionPage> suppression_page(const SuppressionRange& range) const override {
    return reader_->suppression_page(range);
  }
  Result<SuppressionRow> suppression(const classifier::EntryId& id) const override { return reader_->suppression(id); }
  Result<std::string> contact_of(const classifier::Entry& entry) const override { return reader_->contact_of(entry); }
  Result<std::vector<KeptMessage>> messages(WorkspaceId workspace, MessageNumber before,
                                            std::size_t limit) const override {
    return reader_->messages(workspace, before, limit);
  }
  Result<KeptMessage> message(MessageNumber number) const override { return reader_->message(number); }
  Result<std::vector<KeptMessage>> search(const SearchQuery& query, WorkspaceId workspace, MessageNumber before,
                                          std::size_t limit) const override {
    return reader_->search(query, workspace, before, limit);
  }
  Result<RetentionReport> retention_due(const RetentionPolicy& policy, Instant now) const override {
    return reader_->retention_due(policy, now);
  }
  Result<std::vector<Case>> cases() const override { return reader_->cases(); }
  Result<std::string> message_octets(MessageNumber number) const override { return reader_->message_octets(number); }
  Result<bool> is_done(SpoolId id) const override { return reader_->is_done(id); }
  Result<std::vector<Workspace>> workspaces() const override { return reader_->workspaces(); }
  Result<Workspace> find_workspace(std::string_view name) const override { return reader_->find_workspace(name); }
  Result<std::vector<User>> users() const override { return reader_->users(); }
  Result<User> verify_password(std::string_view login, std::string_view password) override {
    return reader_->verify_password(login, password);
  }
  Result<std::vector<ApiKey>> api_keys() const override { return reader_->api_keys(); }
  Result<ApiKey> authenticate_key(std::string_view secret, Instant now) const override {
    return reader_->authenticate_key(secret, now);
  }
  Result<Session> session(std::string_view secret, Instant now) const override { return reader_->session(secret, now); }
  Result<std::vector<Session>> sessions(std::uint32_t user, Instant now) const override {
    return reader_->sessions(user, now);
  }
  Result<std::vector<FailedLogins>> failed_logins() const override { return reader_->failed_logins(); }
  Result<TokenRow> token_row(parsers::TokenReference reference) const override { return reader_->token_row(reference); }
  Result<User> user(std::uint32_t id) const override { return reader_->user(id); }

  // -- written there --------------------------------------------------------------------------------------------------
  Result<std::vector<EntryReceipt>> commit(std::span<const Draft> drafts,
                                           std::span<const NewMessage> messages) override {
    if (auto checked = check_drafts(drafts, messages); !checked) return tl::unexpected(checked.error());
    return writer_.ask(Commit{{drafts.begin(), drafts.end()}, {messages.begin(), messages.end()}});
  }
  Result<void> forget_done_marks(std::span<const std::uint32_t> segments) override {
    return without_answer(writer_.ask(ForgetDoneMarks{{segments.begin(), segments.end()}}));
  }
  Result<Workspace> create_workspace(std::string_view name, Instant now) override {
    return writer_.ask(CreateWorkspace{std::string(name), now});
  }
  Result<User> perform(const CreateUser& request) override { return writer_.ask(request); }
  Result<User> perform(const ChangeUser& request) override { return writer_.ask(request); }
  Result<Nothing> perform(const CloseUser& request) override { return writer_.ask(request); }
  Result<Nothing> perform(const SetPassword& request) override { return writer_.ask(request); }
  Result<SecondFactorOffer> perform(const BeginSecondFactor& request) override { return writer_.ask(request); }
  Result<std::vector<std::string>> perform(const ConfirmSecondFactor& request) override { return writer_.ask(request); }
  Result<Nothing> perform(const RemoveSecondFactor& request) override { return writer_.ask(request); }
  Result<NewSession> perform(const LogIn& request) override { return writer_.ask(request); }
  Result<NewSession> perform(const EnterCode& request) override { return writer_.ask(request); }
  Result<Nothing> perform(const TouchSession& request) override { return writer_.ask(request); }
  Result<Nothing> perform(const EndSessions& request) override { return writer_.ask(request); }
  Result<NewApiKey> perform(const CreateKey& request) override { return writer_.ask(request); }
  Result<Nothing> perform(const RevokeKey& request) override { return writer_.ask(request); }
  Result<NewApiKey> perform(const RotateKey& request) override { return writer_.ask(request); }
  Result<Nothing> perform(const NoteKeyUse& request) override { return writer_.ask(request); }
  Result<std::unique_ptr<ListImport>> read_list(ImportRequest request, CommitPiece commit) override {
    return reader_->read_list(std::move(request), std::move(commit));
  }
  Result<void> commit_import_piece(const ImportPiece& piece) override {
    return without_answer(writer_.ask(CommitImportPiece{encode_import_piece(piece)}));
  }
  Result<bool> undo_import(ImportId import, Instant now) override { return writer_.ask(UndoImport{import, now}); }
  Result<OptIn> cancel_opt_in(OptInId id, Instant now) override {
    return read_opt_in(writer_.ask(CancelOptIn{id, now}));
  }
  Result<std::size_t> expire_opt_ins(Instant now) override {
    const auto expired = writer_.ask(ExpireOptIns{now});
    if (!expired) return tl::unexpected(expired.error());
    return *expired;
  }
  Result<RekeyProgress> begin_rekey(Instant now) override { return writer_.ask(BeginRekey{now}); }
  Result<RekeyProgress> continue_rekey(std::size_t rows) override {
    return writer_.ask(ContinueRekey{static_cast<std::uint32_t>(std::min<std::size_t>(rows, ~std::uint32_t{0}))});
  }
  Result<OptIn> request_opt_in(const OptInRequest& request) override {
    return read_opt_in(writer_.ask(RequestOptIn{request.identity, request.scope, request.text, request.consent_expires,
                                                request.asked_at, request.answer_by}));
  }
  Result<OptIn> opt_in_was_sent(OptInId id, Instant now) override {
    return read_opt_in(writer_.ask(OptInWasSent{id, now}));
  }
  Result<OptIn> answer_opt_in(std::string_view token, OptInAnswer answer, Instant now) override {
    return read_opt_in(writer_.ask(AnswerOptIn{std::string(token), answer, now}));
  }
  Result<void> record_sends(WorkspaceId workspace, std::span<const parsers::Identity> recipients,
                            Instant sent_at) override {
    while (!recipients.empty()) {
      const auto some = recipients.first(std::min(recipients.size(), sends_of_a_request));
      recipients = recipients.subspan(some.size());
      RecordSends request{workspace, {some.begin(), some.end()}, sent_at};
      if (auto done = writer_.ask(request); !done) return tl::unexpected(done.error());
    }
    return {};
  }
  Result<std::size_t> forget_sends(Instant now) override {
    const auto forgotten = writer_.ask(ForgetSends{now});
    if (!forgotten) return tl::unexpected(forgotten.error());
    return *forgotten;
  }
  Result<Workspace> change_workspace(std::string_view name, const WorkspaceChange& change, Instant now) override {
    return writer_.ask(ChangeWorkspace{std::string(name), change, now});
  }
  Result<ErasureReport> erase(const ErasureRequest& request) override {
    return writer_.ask(Erase{request.person, request.workspace, request.at, request.turn});
  }
  Result<std::size_t> finish_erasures(Instant now) override {
    const auto finished = writer_.ask(FinishErasures{now});
    if (!finished) return tl::unexpected(finished.error());
    return *finished;
  }
  Result<RetentionReport> apply_retention(const RetentionPolicy& policy, Instant now,
                                          const std::function<bool(std::uint64_t, std::uint64_t)>&) override {
    return writer_.ask(ApplyRetention{static_cast<std::uint32_t>(policy.messages.count()),
                                      static_cast<std::uint32_t>(policy.excerpts.count()), now});
  }
  Result<Case> open_case(const NewCase& fresh) override {
    return writer_.ask(OpenCase{fresh.kind, fresh.law, fresh.workspace, fresh.person, fresh.received_at, fresh.note});
  }
  Result<Case> change_case(CaseId id, CaseStep step, Instant now) override {
    return writer_.ask(ChangeCase{id, step, now});
  }
  Result<ErasureReport> close_workspace(std::string_view name, Instant now) override {
    return writer_.ask(CloseWorkspace{std::string(name), now});
  }
  /// These look after the files themselves: they are for the process that has them.
  Result<RebuildReport> rebuild(const std::function<bool(std::uint64_t, std::uint64_t)>&) override {
    return parsers::failure(ErrorCode::busy, "the gateway runs: stop it before its tables are made anew");
  }
  Result<void> maintain(Instant) override { return {}; }
  Result<std::string> mint_address(const TokenRow& row, std::optional<Instant> expires, Instant now) override {
    return writer_.ask(MintAddress{row, expires, now});
  }
  Result<std::vector<std::string>> mint_addresses(std::span<const NewToken> tokens, Instant now) override {
    std::vector<std::string> all;
    while (!tokens.empty()) {
      const auto some = tokens.first(std::min(tokens.size(), tokens_of_a_request));
      tokens = tokens.subspan(some.size());
      auto addresses = writer_.ask(MintAddresses{{some.begin(), some.end()}, now});
      if (!addresses) return addresses;
      std::ranges::move(*addresses, std::back_inserter(all));
    }
    return all;
  }

 private:
  /// What was answered is committed, so it is read here.
  Result<OptIn> read_opt_in(const Result<OptInId>& id) const {
    if (!id) return tl::unexpected(id.error());
    return reader_->opt_in(*id);
  }

  const std::unique_ptr<Store> reader_;
  const WriterClient writer_;
};

/// `open` again and again while another process writes.
template <class Open>
Result<std::unique_ptr<Store>> open_patiently(std::chrono::milliseconds patience, Open open) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  auto store = open();
  while (!store && store.error().code == ErrorCode::busy && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(between_tries);
    store = open();
  }
  return store;
}

} // namespace

Result<std::unique_ptr<Store>> open_remote_store(const std::filesystem::path& directory) {
  auto reader = Store::open(directory, Access::read_only);
  if (!reader) return reader;
  return std::make_unique<RemoteStore>(std::move(*reader), WriterClient(writer_socket(directory)));
}

/// A gateway that is starting has the lock and not yet the socket, so both are asked for in turn.
Result<std::unique_ptr<Store>> open_store_to_write(const std::filesystem::path& directory,
                                                   std::chrono::milliseconds patience) {
  return open_patiently(patience, [&] {
    if (WriterClient(writer_socket(directory)).is_answered()) return open_remote_store(directory);
    return Store::open(directory, Access::read_write);
  });
}

Result<std::unique_ptr<Store>> open_only_writer(const std::filesystem::path& directory,
                                                std::chrono::milliseconds patience) {
  return open_patiently(patience, [&] { return Store::open(directory, Access::read_write); });
}

} // namespace store
