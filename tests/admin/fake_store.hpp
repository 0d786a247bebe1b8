// A store in memory that can be told to fail: what the doors are tested against.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "classifier/address_state.hpp"
#include "parsers/assert_that.hpp"
#include "store/store.hpp"

namespace admin {

/// Of no store: their files are gone when they are given.
inline store::KeyRing fresh_keys() {
  std::string place = std::filesystem::temp_directory_path() / "desist-keys-XXXXXX";
  parsers::assert_that(::mkdtemp(place.data()) != nullptr, "a new directory can be made");
  auto keys = store::KeyRing::create(place, {"relay.example"});
  std::filesystem::remove_all(place);
  parsers::assert_that(keys.has_value(), "keys can be made in a new directory");
  return std::move(*keys);
}

class FakeStore : public store::Store {
 public:
  template <class T>
  using Result = parsers::Result<T>;

  static constexpr parsers::Instant start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}};

  std::atomic<bool> fails = false;
  std::atomic<unsigned> key_readings = 0;
  std::vector<store::Draft> committed;
  std::vector<store::KeptMessage> kept; // newest first
  std::map<store::MessageNumber, std::string> octets;
  std::vector<store::SuppressionRow> rows;
  std::vector<store::Workspace> all_workspaces = {{1, "default", start}, {2, "other", start}};
  std::vector<store::User> all_users;
  std::map<std::string, std::string> passwords;
  std::map<std::string, store::ApiKey> keys_by_secret;
  std::map<std::string, store::Session> sessions_by_secret;
  std::atomic<unsigned> key_uses = 0;

  static constexpr const char* right_code = "123456"; // of everybody who has a second factor, as often as they like

  store::User& add_user(std::string email, std::string password, store::Role role,
                        const std::vector<store::WorkspaceId>& workspaces) {
    passwords[email] = std::move(password);
    store::User user;
    user.id = static_cast<std::uint32_t>(all_users.size() + 1);
    user.email = std::move(email);
    user.grants = store::grants_of(role, workspaces);
    user.created_at = start;
    all_users.push_back(std::move(user));
    return all_users.back();
  }
  void add_key(const std::string& secret, std::uint32_t id, std::vector<store::WorkspaceId> workspaces,
               std::vector<std::string> scopes) {
    store::ApiKey key;
    key.id = id;
    key.prefix = secret.substr(0, 8);
    key.terms.name = "key";
    key.terms.workspaces = std::move(workspaces);
    key.terms.scopes = std::move(scopes);
    keys_by_secret[secret] = std::move(key);
  }

  [[nodiscard]] const store::KeyRing& keys() const override {
    static const store::KeyRing ring = fresh_keys();
    return ring;
  }
  [[nodiscard]] std::size_t committed_count() const {
    const std::lock_guard lock(mutex_);
    return committed.size();
  }

  Result<std::vector<store::EntryReceipt>> commit(std::span<const store::Draft> drafts,
                                                  std::span<const store::NewMessage>) override {
    if (fails) return failed();
    const std::lock_guard lock(mutex_);
    std::vector<store::EntryReceipt> receipts;
    for (const store::Draft& draft : drafts) {
      committed.push_back(draft);
      classifier::Entry entry;
      entry.position.number = committed.size();
      entry.id = draft.cause;
      entry.id[0] = static_cast<std::uint8_t>(draft.event.kind);
      entry.cause = draft.cause;
      entry.received_at = draft.received_at;
      entry.event = draft.event;
      auto& state = states_[draft.identity ? parsers::text_of(*draft.identity) : draft.domain_rule];
      const auto is_it = [&](const classifier::Fact& fact) { return fact.id == entry.id; };
      const bool was_known = std::any_of(state.facts.begin(), state.facts.end(), is_it);
      state = classifier::evolve(std::move(state), entry);
      receipts.push_back({entry.id, entry.position, was_known});
    }
    return receipts;
  }
  [[nodiscard]] Result<StatesAt> states_of(const parsers::Identity& identity) const override {
    if (fails) return failed();
    const std::lock_guard lock(mutex_);
    StatesAt found;
    found.position.number = committed.size();
    const auto add = [&](classifier::KeyKind kind, const std::string& key) {
      const auto state = states_.find(key);
      if (state != states_.end()) found.states.push_back({kind, state->second});
    };
    add(classifier::KeyKind::strict, parsers::text_of(identity));
    if (const auto* address = std::get_if<parsers::Address>(&identity)) {
      add(classifier::KeyKind::domain, "@" + std::string(address->domain()));
    }
    return found;
  }
  [[nodiscard]] Result<StatesAt> states_at(std::span<const store::LookUpKey>) const override { return failed(); }
  void prepare_look_ups() override {}
  [[nodiscard]] Result<classifier::AddressState> domain_state(std::string_view rule) const override {
    if (fails) return failed();
    const std::lock_guard lock(mutex_);
    const auto state = states_.find(std::string(rule));
    return state == states_.end() ? classifier::AddressState{} : state->second;
  }
  [[nodiscard]] Result<std::vector<classifier::Entry>> read_after(const classifier::Positions&,
                                                                  std::size_t) const override {
    return failed();
  }
  [[nodiscard]] Result<classifier::Position> head() const override {
    if (fails) return failed();
    return classifier::Position{};
  }
  Result<store::VerifyReport> verify(const std::function<bool(std::uint64_t, std::uint64_t)>&) const override {
    return failed();
  }
  Result<store::RebuildReport> rebuild(const std::function<bool(std::uint64_t, std::uint64_t)>&) override {
    return failed();
  }
  Result<store::RekeyProgress> begin_rekey(parsers::Instant) override { return failed(); }
  Result<store::RekeyProgress> continue_rekey(std::size_t) override { return failed(); }
  [[nodiscard]] Result<std::vector<store::OptIn>> open_opt_ins(std::size_t) const override { return failed(); }
  Result<store::OptIn> cancel_opt_in(store::OptInId, parsers::Instant) override { return failed(); }
  Result<std::size_t> expire_opt_ins(parsers::Instant) override { return failed(); }
  [[nodiscard]] Result<store::SignedHead> signed_head() const override { return failed(); }
  [[nodiscard]] Result<std::optional<std::string>> check_head(const store::SignedHead&) const override {
    return failed();
  }
  Result<void> maintain(parsers::Instant) override { return {}; }
  Result<std::unique_ptr<store::ListImport>> read_list(store::ImportRequest, store::CommitPiece) override {
    return failed();
  }
  Result<void> commit_import_piece(const store::ImportPiece&) override { return failed(); }
  Result<bool> undo_import(store::ImportId, parsers::Instant) override { return failed(); }
  [[nodiscard]] Result<std::vector<store::ImportSummary>> imports() const override { return failed(); }
  [[nodiscard]] Result<store::KnownFactPage> known_facts(std::string_view, std::size_t) const override {
    return failed();
  }
  [[nodiscard]] Result<std::vector<store::SuppressionRow>> suppressions(store::WorkspaceId workspace,
                                                                        std::size_t limit) const override {
    if (fails) return failed();
    std::vector<store::SuppressionRow> some;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(some), [&](const store::SuppressionRow& row) {
      return workspace == 0 || row.event.scope.workspace == workspace;
    });
    if (some.size() > limit) some.resize(limit);
    return some;
  }

  [[nodiscard]] Result<store::SuppressionPage> suppression_page(const store::SuppressionRange& range) const override {
    const auto some = suppressions(range.workspace, range.limit);
    if (!some) return tl::unexpected(some.error());
    return store::SuppressionPage{*some, ""};
  }
  [[nodiscard]] Result<store::SuppressionRow> suppression(const classifier::EntryId& id) const override {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.entry == id; });
    if (found == rows.end()) return parsers::failure(parsers::ErrorCode::not_found, "no such suppression");
    return *found;
  }
  [[nodiscard]] Result<std::string> contact_of(const classifier::Entry&) const override { return failed(); }
  [[nodiscard]] Result<std::vector<store::KeptMessage>> messages(store::WorkspaceId workspace,
                                                                 store::MessageNumber before,
                                                                 std::size_t limit) const override {
    if (fails) return failed();
    std::vector<store::KeptMessage> some;
    for (const store::KeptMessage& message : kept) {
      const bool is_asked = workspace == 0 || message.workspace == workspace;
      if (is_asked && (before == 0 || message.number < before) && some.size() < limit) some.push_back(message);
    }
    return some;
  }
  [[nodiscard]] Result<store::KeptMessage> message(store::MessageNumber number) const override {
    for (const store::KeptMessage& message : kept) {
      if (message.number == number) return message;
    }
    return parsers::failure(parsers::ErrorCode::not_found, "no such message");
  }
  [[nodiscard]] Result<std::string> message_octets(store::MessageNumber number) const override {
    const auto found = octets.find(number);
    if (found == octets.end()) return parsers::failure(parsers::ErrorCode::not_found, "no such message");
    return found->second;
  }
  [[nodiscard]] Result<bool> is_done(store::SpoolId) const override { return failed(); }
  Result<void> forget_done_marks(std::span<const std::uint32_t>) override { return failed(); }

  Result<store::Workspace> create_workspace(std::string_view, parsers::Instant) override { return failed(); }
  [[nodiscard]] Result<std::vector<store::Workspace>> workspaces() const override {
    if (fails) return failed();
    return all_workspaces;
  }
  [[nodiscard]] Result<store::Workspace> find_workspace(std::string_view name) const override {
    if (fails) return failed();
    for (const store::Workspace& workspace : all_workspaces) {
      if (workspace.name == name) return workspace;
    }
    return parsers::failure(parsers::ErrorCode::not_found, "no such workspace");
  }

  [[nodiscard]] Result<store::Workspace> workspace(store::WorkspaceId id) const override {
    if (fails) return failed();
    for (const store::Workspace& workspace : all_workspaces) {
      if (workspace.id == id) return workspace;
    }
    return parsers::failure(parsers::ErrorCode::not_found, "no such workspace");
  }
  Result<store::Workspace> change_workspace(std::string_view, const store::WorkspaceChange&,
                                            parsers::Instant) override {
    return failed();
  }

  [[nodiscard]] Result<std::vector<store::ConsentRecord>> consents_of(const parsers::Identity&,
                                                                      parsers::Instant) const override {
    return failed();
  }
  Result<store::OptIn> request_opt_in(const store::OptInRequest&) override { return failed(); }
  [[nodiscard]] Result<store::OptIn> opt_in(store::OptInId) const override { return failed(); }
  [[nodiscard]] Result<std::vector<store::OptInMail>> opt_in_mails(std::size_t) const override { return failed(); }
  Result<store::OptIn> opt_in_was_sent(store::OptInId, parsers::Instant) override { return failed(); }
  Result<store::OptIn> answer_opt_in(std::string_view, store::OptInAnswer, parsers::Instant) override {
    return failed();
  }
  Result<void> record_sends(store::WorkspaceId, std::span<const parsers::Identity>, parsers::Instant) override {
    return failed();
  }
  [[nodiscard]] Result<bool> was_mailed(store::WorkspaceId, const parsers::Identity&, parsers::Instant) const override {
    return failed();
  }
  [[nodiscard]] Result<std::vector<store::WorkspaceId>> workspaces_that_mailed(const parsers::Identity&,
                                                                               parsers::Instant) const override {
    return failed();
  }
  Result<std::size_t> forget_sends(parsers::Instant) override { return failed(); }

  [[nodiscard]] Result<std::vector<store::KeptMessage>> search(const store::SearchQuery&, store::WorkspaceId,
                                                               store::MessageNumber, std::size_t) const override {
    return failed();
  }
  Result<store::ErasureReport> erase(const store::ErasureRequest&) override { return failed(); }
  Result<std::size_t> finish_erasures(parsers::Instant) override { return failed(); }
  Result<store::RetentionReport> apply_retention(const store::RetentionPolicy&, parsers::Instant,
                                                 const std::function<bool(std::uint64_t, std::uint64_t)>&) override {
    return failed();
  }
  [[nodiscard]] Result<store::RetentionReport> retention_due(const store::RetentionPolicy&,
                                                             parsers::Instant) const override {
    return failed();
  }
  Result<store::Case> open_case(const store::NewCase&) override { return failed(); }
  Result<store::Case> change_case(store::CaseId, store::CaseStep, parsers::Instant) override { return failed(); }
  [[nodiscard]] Result<std::vector<store::Case>> cases() const override { return failed(); }
  Result<store::ErasureReport> close_workspace(std::string_view, parsers::Instant) override { return failed(); }
  Result<store::User> perform(const store::CreateUser&) override { return failed(); }
  Result<store::Nothing> perform(const store::CloseUser&) override { return failed(); }
  Result<store::User> perform(const store::ChangeUser& request) override {
    for (store::User& user : all_users) {
      if (user.email != request.email) continue;
      user.disabled = request.change.disabled.value_or(user.disabled);
      user.grants = request.change.grants.value_or(user.grants);
      return user;
    }
    return parsers::failure(parsers::ErrorCode::not_found, "no such user");
  }
  Result<store::Nothing> perform(const store::SetPassword&) override { return failed(); }
  Result<store::SecondFactorOffer> perform(const store::BeginSecondFactor&) override {
    return store::SecondFactorOffer{"JBSWY3DP", "otpauth://totp/Desist:owner@shop.example?secret=JBSWY3DP"};
  }
  Result<std::vector<std::string>> perform(const store::ConfirmSecondFactor& request) override {
    if (request.code != right_code) return refused();
    all_users.at(request.user - 1).has_second_factor = true;
    return std::vector<std::string>{"aaaa-bbbb-cccc-dddd"};
  }
  Result<store::Nothing> perform(const store::RemoveSecondFactor& request) override {
    if (request.code != right_code) return refused();
    all_users.at(request.user - 1).has_second_factor = false;
    return store::Nothing{};
  }
  Result<store::NewSession> perform(const store::LogIn& request) override {
    if (fails) return failed();
    const auto right = passwords.find(request.email);
    for (const store::User& user : all_users) {
      const bool is_right =
          user.email == request.email && right != passwords.end() && right->second == request.password;
      if (!is_right || user.disabled) continue;
      store::Session session;
      session.number = ++session_count_;
      session.user = user.id;
      session.awaits_code = user.has_second_factor;
      session.opened_at = session.used_at = request.at;
      return keep(session);
    }
    return refused();
  }
  Result<store::NewSession> perform(const store::EnterCode& request) override {
    const auto found = sessions_by_secret.find(request.session);
    if (found == sessions_by_secret.end() || request.code != right_code) return refused();
    store::Session renewed = found->second;
    sessions_by_secret.erase(found);
    renewed.awaits_code = false;
    renewed.code_at = renewed.used_at = request.at;
    return keep(renewed);
  }
  Result<store::Nothing> perform(const store::TouchSession& request) override {
    sessions_by_secret[request.session].used_at = request.at;
    return store::Nothing{};
  }
  Result<store::Nothing> perform(const store::EndSessions& request) override {
    std::erase_if(sessions_by_secret, [&](const auto& item) {
      return item.second.user == request.user && item.second.number == request.number.value_or(item.second.number);
    });
    return store::Nothing{};
  }
  [[nodiscard]] Result<store::Session> session(std::string_view secret, parsers::Instant now) const override {
    if (fails) return failed();
    const auto found = sessions_by_secret.find(std::string(secret));
    if (found == sessions_by_secret.end() || now - found->second.used_at >= store::longest_rest_of_session) {
      return parsers::failure(parsers::ErrorCode::not_found, "no such session");
    }
    return found->second;
  }
  [[nodiscard]] Result<std::vector<store::Session>> sessions(std::uint32_t user, parsers::Instant) const override {
    std::vector<store::Session> all;
    for (const auto& [secret, session] : sessions_by_secret) {
      if (session.user == user) all.push_back(session);
    }
    return all;
  }
  [[nodiscard]] Result<std::vector<store::FailedLogins>> failed_logins() const override { return failed(); }
  [[nodiscard]] Result<std::vector<store::User>> users() const override { return all_users; }

  Result<store::NewApiKey> perform(const store::CreateKey&) override { return failed(); }
  Result<store::Nothing> perform(const store::RevokeKey&) override { return failed(); }
  Result<store::NewApiKey> perform(const store::RotateKey&) override { return failed(); }
  Result<store::Nothing> perform(const store::NoteKeyUse&) override {
    ++key_uses;
    if (fails) return failed();
    return store::Nothing{};
  }
  Result<store::User> verify_password(std::string_view, std::string_view) override { return failed(); }
  [[nodiscard]] Result<std::vector<store::ApiKey>> api_keys() const override { return failed(); }
  [[nodiscard]] Result<store::ApiKey> authenticate_key(std::string_view secret, parsers::Instant) const override {
    ++const_cast<FakeStore*>(this)->key_readings;
    if (fails) return failed();
    const auto key = keys_by_secret.find(std::string(secret));
    if (key == keys_by_secret.end()) return parsers::failure(parsers::ErrorCode::permission_denied, "unknown");
    return key->second;
  }

  Result<std::string> mint_address(const store::TokenRow&, std::optional<parsers::Instant>, parsers::Instant) override {
    return failed();
  }
  Result<std::vector<std::string>> mint_addresses(std::span<const store::NewToken>, parsers::Instant) override {
    return failed();
  }
  [[nodiscard]] Result<store::TokenRow> token_row(parsers::TokenReference) const override { return failed(); }
  [[nodiscard]] Result<store::User> user(std::uint32_t id) const override {
    if (fails) return failed();
    for (const store::User& user : all_users) {
      if (user.id == id) return user;
    }
    return parsers::failure(parsers::ErrorCode::not_found, "no such user");
  }

 private:
  store::NewSession keep(const store::Session& session) {
    const std::string secret = std::string(60, 'a') + std::to_string(1000 + ++secret_count_);
    sessions_by_secret[secret] = session;
    return {session, secret};
  }
  static tl::unexpected<parsers::Error> refused() {
    return parsers::failure(parsers::ErrorCode::permission_denied, "wrong");
  }
  static tl::unexpected<parsers::Error> failed() {
    return parsers::failure(parsers::ErrorCode::storage_failed, "EIO on /var/lib/desist/store");
  }
  mutable std::mutex mutex_;
  std::map<std::string, classifier::AddressState> states_;
  std::uint64_t session_count_ = 0;
  int secret_count_ = 0;
};

} // namespace admin
