#include "store/lmdb_store.hpp"

#include "store/address_table.hpp"
#include "store/batch.hpp"
#include "store/kept_messages.hpp"
#include "store/ledger.hpp"
#include "store/meta.hpp"
#include "store/rebuild.hpp"
#include "store/rekeying.hpp"
#include "store/restrictions.hpp"
#include "store/signed_heads.hpp"
#include "store/verify.hpp"

namespace store {

namespace {

constexpr std::size_t examined_at_once = 4096; // index rows of one read transaction
constexpr std::size_t forgotten_at_once = 10'000;
constexpr std::size_t most_light_drafts = 32; // more take longer than the sync that they share

} // namespace

LmdbStore::LmdbStore(const std::filesystem::path& directory, Parts parts, const StoreOptions& options)
    : directory_(directory),
      lock_(std::move(parts.lock)),
      key_ring_(std::move(parts.keys)),
      vault_keys_(std::move(parts.vault_keys)),
      environment_(std::move(parts.environment)),
      disk_(*options.disk),
      hasher_(options.password_cost) {}

Result<std::shared_ptr<Vault>> LmdbStore::vault() const {
  const std::lock_guard lock(vault_mutex_);
  if (!vault_) {
    auto opened = Vault::open(directory_ / "vault", disk_);
    if (!opened) return tl::unexpected(opened.error());
    vault_ = std::move(*opened);
  }
  return vault_;
}

tl::unexpected<parsers::Error> LmdbStore::vault_trouble(const parsers::Error& error) {
  if (error.code == parsers::ErrorCode::storage_failed) vault_failed_ = true;
  return tl::unexpected(error);
}

// -- the ledger and the table -----------------------------------------------------------------------------------------

Result<std::vector<EntryReceipt>> LmdbStore::commit(std::span<const Draft> drafts,
                                                    std::span<const NewMessage> messages) {
  if (auto checked = check_drafts(drafts, messages); !checked) return tl::unexpected(checked.error());
  const bool is_heavy = !messages.empty() || drafts.size() > most_light_drafts;
  const auto change = [&](WriteTransaction& transaction) -> Result<std::vector<EntryReceipt>> {
    Batch batch(*vault_keys_);
    for (const Draft& draft : drafts) batch.add(draft);
    if (auto kept = keep(transaction, messages, batch); !kept) return tl::unexpected(kept.error());
    auto receipts = std::move(batch).write(transaction);
    if (!receipts) return receipts;
    if (auto opened = open_asked_cases(transaction, drafts, messages, *receipts); !opened) {
      return tl::unexpected(opened.error());
    }
    return receipts;
  };
  return write(change, is_heavy ? GroupCommit::Weight::heavy : GroupCommit::Weight::light);
}

/// Order of writing: the vault has synced before the caller commits the keys and entries that refer to it. A spooled
/// message for two workspaces comes as two messages of one call, so marks of the same call do not count.
Result<void> LmdbStore::keep(WriteTransaction& transaction, std::span<const NewMessage> messages, Batch& batch) {
  std::vector<bool> is_repeated;
  for (const NewMessage& message : messages) {
    const auto marked = is_marked(transaction, message.spool_id);
    if (!marked) return tl::unexpected(marked.error());
    is_repeated.push_back(*marked);
  }
  std::shared_ptr<Vault> target;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (is_repeated[i]) {
      for (const Draft& draft : messages[i].drafts) batch.add_repeated(draft);
      continue;
    }
    if (!target) {
      const auto opened = vault();
      if (!opened) return tl::unexpected(opened.error());
      target = *opened;
    }
    if (auto kept = keep_one(transaction, messages[i], *target, batch); !kept) return kept;
  }
  if (!target) return {};
  if (auto synced = target->sync(); !synced) return vault_trouble(synced.error());
  return {};
}

Result<void> LmdbStore::keep_one(WriteTransaction& transaction, const NewMessage& message, Vault& target,
                                 Batch& batch) {
  const auto key = vault_keys_->take();
  if (!key) return tl::unexpected(key.error());
  const auto place = target.append(message.octets, key->key);
  if (!place) return vault_trouble(place.error());
  OpenedMessage row{.number = 0,
                    .workspace = message.workspace,
                    .received_at = message.received_at,
                    .spool_id = message.spool_id,
                    .place = *place,
                    .octets = message.octets.size(),
                    .key = *key,
                    .conclusions = message.conclusions,
                    .tokens = message.tokens};
  const classifier::Digest evidence = evidence_of(message.octets, key->key);
  std::vector<PersonDigest> concerned;
  for (const Draft& draft : message.drafts) {
    row.tokens.entries.push_back(batch.add(draft, evidence));
    if (draft.identity) concerned.push_back(digest_of_person(*draft.identity, keys_));
  }
  if (!concerned.empty()) row.tokens.concerned = std::move(concerned);
  sort_tokens(row.tokens);
  if (auto kept = keep_message(transaction, std::move(row)); !kept) return tl::unexpected(kept.error());
  return {};
}

/// Again where a list of digests in another form has come or gone meanwhile: what is answered is true for one state.
Result<Store::StatesAt> LmdbStore::states_of(const parsers::Identity& identity) const {
  std::vector<LookUpKey> keys = look_up_keys(identity, keys_);
  const std::size_t usual = keys.size();
  auto forms = digest_forms();
  while (forms) {
    add_digest_keys(identity, *forms, keys_, keys);
    auto states = states_at(keys);
    const auto forms_then = digest_forms();
    if (!states || (forms_then && *forms_then == *forms)) return states;
    keys.resize(usual);
    forms = forms_then;
  }
  return tl::unexpected(forms.error());
}

/// Of the last commit of any process; remembered until the next.
Result<DigestForms> LmdbStore::digest_forms() const {
  constexpr unsigned bits = parsers::digest_forms.size();
  const std::uint64_t number = environment_->last_number();
  const std::uint64_t known = digest_forms_.load();
  if (known >> bits == number && number > 0) return static_cast<DigestForms>(known & ((1u << bits) - 1));
  const auto marks = digest_list_marks(keys_);
  const auto answer = filter_.ask(number, marks);
  Result<DigestForms> forms = DigestForms{0};
  if (!answer || answer->perhaps != 0) {
    forms = read([&](const Transaction& transaction) { return loaded_digest_forms(transaction, keys_); });
  }
  if (forms) digest_forms_.store(number << bits | *forms);
  return forms;
}

/// The filter answers for the last commit of any process without a transaction; what it cannot, the table does.
/// A keyed hash that came from outside may name a generation that this store has not made.
Result<void> LmdbStore::check_generations(std::span<const LookUpKey> keys) const {
  const auto newest = std::ranges::max(keys, {}, &LookUpKey::generation).generation;
  if (newest <= 1) return {};
  const auto known = read([&](const Transaction& transaction) -> Result<Generation> {
    const auto view = IndexView::of(transaction, keys_);
    if (!view) return tl::unexpected(view.error());
    return view->generations().newest;
  });
  if (!known) return tl::unexpected(known.error());
  if (newest <= *known) return {};
  return parsers::failure(parsers::ErrorCode::invalid_argument,
                          "a keyed hash of a generation that this store does not have");
}

Result<Store::StatesAt> LmdbStore::states_at(std::span<const LookUpKey> keys) const {
  if (keys.empty()) return read_states(keys);
  if (auto checked = check_generations(keys); !checked) return tl::unexpected(checked.error());
  const auto answer = filter_.ask(environment_->last_number(), keys);
  if (answer && answer->perhaps == 0 && answer->position) return StatesAt{{}, *answer->position};
  return read_states(keys);
}

Result<void> LmdbStore::add_states(const Transaction& transaction, std::span<const LookUpKey> keys,
                                   std::uint16_t perhaps, classifier::States& states) const {
  const auto view = IndexView::of(transaction, keys_);
  if (!view) return tl::unexpected(view.error());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if ((perhaps >> i & 1) == 0) continue;
    if (auto added = add_state({transaction, *view}, keys[i], states); !added) return added;
  }
  return {};
}

Result<Store::StatesAt> LmdbStore::read_states(std::span<const LookUpKey> keys) const {
  return read([&](const Transaction& transaction) -> Result<StatesAt> {
    constexpr std::uint16_t every_key = 0xffff;
    auto answer = filter_.ask(transaction.number(), keys);
    if (!answer && filter_.catch_up(transaction)) answer = filter_.ask(transaction.number(), keys);
    const std::uint16_t perhaps = answer ? answer->perhaps : every_key;
    StatesAt found;
    if (perhaps != 0) {
      if (auto added = add_states(transaction, keys, perhaps, found.states); !added) {
        return tl::unexpected(added.error());
      }
    }
    if (answer && answer->position) {
      found.position = *answer->position;
      return found;
    }
    const auto head = head_of(transaction);
    if (!head) return tl::unexpected(head.error());
    found.position = head->last;
    return found;
  });
}

Result<classifier::AddressState> LmdbStore::domain_state(std::string_view rule) const {
  const auto normalised = normalise_domain_rule(rule);
  if (!normalised) return tl::unexpected(normalised.error());
  return read([&](const Transaction& transaction) -> Result<classifier::AddressState> {
    const auto view = IndexView::of(transaction, keys_);
    if (!view) return tl::unexpected(view.error());
    return state_at(transaction, {keys_.hash_text(*normalised)}, *view);
  });
}

Result<std::vector<classifier::Entry>> LmdbStore::read_after(const classifier::Positions& positions,
                                                             std::size_t limit) const {
  return read([&](const Transaction& transaction) { return read_entries_after(transaction, positions, limit); });
}

Result<classifier::Position> LmdbStore::head() const {
  return read([&](const Transaction& transaction) -> Result<classifier::Position> {
    const auto head = head_of(transaction);
    if (!head) return tl::unexpected(head.error());
    return head->last;
  });
}

Result<VerifyReport> LmdbStore::verify(const std::function<bool(std::uint64_t, std::uint64_t)>& progress) const {
  return verify_environment(*environment_, *vault_keys_, progress);
}

Result<RebuildReport> LmdbStore::rebuild(const std::function<bool(std::uint64_t, std::uint64_t)>& progress) {
  return rebuild_environment(*environment_, keys_, progress);
}

Result<SignedHead> LmdbStore::signed_head() const {
  return read([&](const Transaction& transaction) -> Result<SignedHead> {
    const auto newest = newest_signed_head(transaction, keys_);
    if (!newest) return tl::unexpected(newest.error());
    if (!*newest) return parsers::failure(parsers::ErrorCode::not_found, "no head was signed yet");
    return **newest;
  });
}

Result<std::optional<std::string>> LmdbStore::check_head(const SignedHead& kept) const {
  return read([&](const Transaction& transaction) { return contradiction(transaction, kept, keys_); });
}

Result<std::unique_ptr<ListImport>> LmdbStore::read_list(ImportRequest request, CommitPiece commit) {
  return ListImport::begin({directory_, *environment_, keys_, disk_, std::move(commit)}, std::move(request));
}

Result<void> LmdbStore::commit_import_piece(const ImportPiece& piece) {
  return write([&](WriteTransaction& transaction) { return write_import_piece(transaction, piece, *vault_keys_); },
               GroupCommit::Weight::heavy);
}

Result<bool> LmdbStore::undo_import(ImportId import, parsers::Instant now) {
  auto undone =
      write([&](WriteTransaction& transaction) { return write_import_undo(transaction, import, now, keys_); });
  if (undone) ListImport::forget(directory_, import);
  return undone;
}

Result<std::vector<ImportSummary>> LmdbStore::imports() const {
  return read([&](const Transaction& transaction) { return read_imports(transaction, *vault_keys_); });
}

Result<std::vector<SuppressionRow>> LmdbStore::suppressions(WorkspaceId workspace, std::size_t limit) const {
  std::vector<SuppressionRow> rows;
  SuppressionRange range{.workspace = workspace, .from = {}, .limit = limit, .examined = examined_at_once};
  do {
    auto page = suppression_page(range);
    if (!page) return tl::unexpected(page.error());
    std::ranges::move(page->rows, std::back_inserter(rows));
    range.from = std::move(page->next);
    range.limit = limit - rows.size();
  } while (!range.from.empty() && range.limit > 0);
  return rows;
}

Result<SuppressionPage> LmdbStore::suppression_page(const SuppressionRange& range) const {
  return read([&](const Transaction& transaction) { return read_restrictions(transaction, range, *vault_keys_); });
}

Result<SuppressionRow> LmdbStore::suppression(const classifier::EntryId& id) const {
  return read([&](const Transaction& transaction) { return read_restriction(transaction, id, *vault_keys_); });
}

Result<std::string> LmdbStore::contact_of(const classifier::Entry& entry) const {
  if (!entry.identity) return std::string();
  return read([&](const Transaction& transaction) -> Result<std::string> {
    const auto view = IndexView::of(transaction, keys_);
    if (!view) return tl::unexpected(view.error());
    return describe_identity(transaction, {*entry.identity, entry.generation}, *view, *vault_keys_);
  });
}

Result<KnownFactPage> LmdbStore::known_facts(std::string_view from, std::size_t identities) const {
  return read(
      [&](const Transaction& transaction) { return read_known_facts(transaction, from, identities, *vault_keys_); });
}

Result<void> LmdbStore::maintain(parsers::Instant now) {
  if (environment_->has_failed() || vault_failed_ || vault_keys_->has_failed()) return reopen();
  if (auto entered = enter_failed_logins(now); !entered) return entered;
  const auto is_due = read([&](const Transaction& transaction) { return is_head_due(transaction, keys_, now); });
  if (!is_due) return tl::unexpected(is_due.error());
  if (!*is_due) return {};
  const auto done = write([&](WriteTransaction& transaction) { return sign_head_when_due(transaction, keys_, now); });
  if (!done) return tl::unexpected(done.error());
  return {};
}

/// What the kernel could not write it may have forgotten; so what is there is looked at before anything is built on it,
/// and once only: a disk that fails again is not to be trusted with acknowledgements.
Result<void> LmdbStore::reopen() {
  if (was_reopened_) {
    return parsers::failure(parsers::ErrorCode::storage_failed, directory_.string() + " has failed to write again");
  }
  was_reopened_ = true;
  {
    const std::lock_guard lock(vault_mutex_);
    vault_.reset();
    vault_failed_ = false;
  }
  if (auto opened = vault_keys_->reopen(); !opened) return opened;
  if (auto opened = environment_->reopen(); !opened) return opened;
  const auto report = verify_environment(*environment_, *vault_keys_, {});
  if (!report) return tl::unexpected(report.error());
  if (!report->faults.empty()) return parsers::failure(parsers::ErrorCode::corrupt, report->faults.front());
  filter_.start_again(); // the number of the commit that failed may come again
  environment_->accept_writes();
  // A commit that failed at its very end may be seen and not be on the disk: it must not be found as known before a
  // later one is.
  return write([](WriteTransaction& transaction) { return rewrite_schema(transaction); });
}

// -- generations of index keys ----------------------------------------------------------------------------------------

/// The key is durable before any row can be hashed by it. Asked twice at once, the second finds what the first began.
Result<RekeyProgress> LmdbStore::begin_rekey(parsers::Instant now) {
  const auto generations = read([](const Transaction& transaction) { return generations_of(transaction); });
  if (!generations) return tl::unexpected(generations.error());
  if (!generations->is_rekeying()) {
    if (auto made = keys_.make_generation(static_cast<Generation>(generations->newest + 1)); !made)
      return tl::unexpected(made.error());
  }
  return write([&](WriteTransaction& transaction) {
    return begin_rekeying(transaction, *generations, {*vault_keys_, now});
  });
}

Result<RekeyProgress> LmdbStore::continue_rekey(std::size_t rows) {
  if (rows == 0 || rows > most_rekeyed_rows) {
    return parsers::failure(parsers::ErrorCode::invalid_argument, "a step moves 1 to 65,536 rows");
  }
  return write([&](WriteTransaction& transaction) { return rekey_some(transaction, *vault_keys_, rows); },
               GroupCommit::Weight::heavy);
}

// -- messages ---------------------------------------------------------------------------------------------------------

Result<std::vector<KeptMessage>> LmdbStore::messages(WorkspaceId workspace, MessageNumber before,
                                                     std::size_t limit) const {
  const MessageRange range{.workspace = workspace, .before = before, .limit = limit};
  return read([&](const Transaction& transaction) { return read_messages(transaction, range, *vault_keys_); });
}

Result<KeptMessage> LmdbStore::message(MessageNumber number) const {
  return read([&](const Transaction& transaction) { return read_message(transaction, number, *vault_keys_); });
}

Result<std::string> LmdbStore::message_octets(MessageNumber number) const {
  const auto place =
      read([&](const Transaction& transaction) { return vaulted_place(transaction, number, *vault_keys_); });
  if (!place) return tl::unexpected(place.error());
  const auto source = vault();
  if (!source) return tl::unexpected(source.error());
  return (*source)->read(place->place, place->key);
}

Result<bool> LmdbStore::is_done(SpoolId id) const {
  return read([&](const Transaction& transaction) { return is_marked(transaction, id); });
}

Result<void> LmdbStore::forget_done_marks(std::span<const std::uint32_t> segments) {
  for (const std::uint32_t segment : segments) {
    Result<std::size_t> forgotten = 0;
    do {
      forgotten =
          write([&](WriteTransaction& transaction) { return forget_marks(transaction, segment, forgotten_at_once); },
                GroupCommit::Weight::heavy);
      if (!forgotten) return tl::unexpected(forgotten.error());
    } while (*forgotten == forgotten_at_once);
  }
  return {};
}

} // namespace store
