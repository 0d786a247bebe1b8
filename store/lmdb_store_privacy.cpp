// The part of LmdbStore that is about personal data: erasing, retention, search. store/VAULT.md has the
// steps.
#include <sodium.h>

#include <algorithm>

#include "store/address_table.hpp"
#include "store/erasure.hpp"
#include "store/erasure_journal.hpp"
#include "store/identity_copies.hpp"
#include "store/lmdb_store.hpp"
#include "store/redaction.hpp"
#include "store/retention.hpp"

namespace store {

using classifier::EventKind;
using parsers::Error;
using parsers::ErrorCode;
using parsers::Instant;

namespace {

constexpr std::size_t searched_at_once = 2048; // messages of one read transaction
constexpr std::size_t let_go_at_once = 512;    // of one write transaction
constexpr std::size_t destroyed_at_once = 65'536;
constexpr std::size_t identities_at_once = 4096;

/// Repeats `page(place)` in transactions of its own until it answers with nothing.
template <class Place, class Page>
Result<void> for_pages(Place place, Page page) {
  do {
    auto next = page(place);
    if (!next) return tl::unexpected(next.error());
    place = std::move(*next);
  } while (place != Place{});
  return {};
}

} // namespace

// -- search -----------------------------------------------------------------------------------------------------------

Result<std::vector<KeptMessage>> LmdbStore::search(const SearchQuery& query, WorkspaceId workspace,
                                                   MessageNumber before, std::size_t limit) const {
  std::vector<KeptMessage> found;
  const auto searched = for_pages(before, [&](MessageNumber from) {
    return read([&](const Transaction& transaction) -> Result<MessageNumber> {
      std::vector<MessageNumber> numbers;
      const MessageRange range{.workspace = workspace, .before = from, .limit = searched_at_once};
      auto next = scan_messages(transaction, range, *vault_keys_, [&](const ScannedMessage& message) {
        if (matches(message.tokens, query)) numbers.push_back(message.number);
        return found.size() + numbers.size() < limit;
      });
      if (!next) return next;
      for (const MessageNumber number : numbers) {
        auto message = read_message(transaction, number, *vault_keys_);
        if (!message) return tl::unexpected(message.error());
        found.push_back(std::move(*message));
      }
      return found.size() < limit ? *next : MessageNumber{0};
    });
  });
  if (!searched) return tl::unexpected(searched.error());
  return found;
}

// -- erasing ----------------------------------------------------------------------------------------------------------

Result<ErasureFindings> LmdbStore::find_concerned(const ErasureRequest& request) const {
  ErasureFindings findings;
  auto done = for_pages(MessageNumber{0}, [&](MessageNumber before) {
    return read([&](const Transaction& transaction) {
      return find_messages(transaction, request, before, *vault_keys_, findings);
    });
  });
  if (done) done = find_people(request, findings);
  if (done) {
    done = for_pages(OptInId{0}, [&](OptInId after) {
      return read([&](const Transaction& transaction) {
        return find_opt_ins(transaction, request, after, *vault_keys_, findings);
      });
    });
  }
  if (!done) return tl::unexpected(done.error());
  return findings;
}

/// A row that is re-keyed meanwhile may move behind the place that was read to: then all are read as of one instant.
Result<void> LmdbStore::find_people(const ErasureRequest& request, ErasureFindings& findings) const {
  const auto before = read([](const Transaction& transaction) { return generations_of(transaction); });
  if (!before) return tl::unexpected(before.error());
  bool stands_still = !before->is_rekeying();
  if (stands_still) {
    auto done = for_pages(std::string(), [&](const std::string& after) {
      return read([&](const Transaction& transaction) -> Result<std::string> {
        const auto now = generations_of(transaction);
        if (!now) return tl::unexpected(now.error());
        stands_still = *now == *before;
        if (!stands_still) return std::string();
        return find_identities(transaction, request, after, *vault_keys_, findings);
      });
    });
    if (!done || stands_still) return done;
  }
  findings.identities.clear();
  findings.names.clear();
  return read([&](const Transaction& transaction) {
    return for_pages(std::string(), [&](const std::string& after) {
      return find_identities(transaction, request, after, *vault_keys_, findings);
    });
  });
}

Result<OpenedMessage> LmdbStore::redact_one(const ErasureRequest& request, MessageNumber number) {
  auto message = read([&](const Transaction& transaction) { return open_message(transaction, number, *vault_keys_); });
  if (!message) return message;
  const auto target = vault();
  if (!target) return tl::unexpected(target.error());
  const auto fresh = vault_keys_->take();
  if (!fresh) return tl::unexpected(fresh.error());
  if (message->place.length != 0) {
    const auto octets = (*target)->read(message->place, message->key.key);
    if (!octets) return tl::unexpected(octets.error());
    const std::string rest = redact_message(
        *octets, [&](const parsers::Identity& identity) { return is_of(identity, request.person, keys_); });
    message->place = {};
    if (!rest.empty()) {
      const auto place = (*target)->append(rest, fresh->key);
      if (!place) return vault_trouble(place.error());
      message->place = *place;
      message->octets = rest.size();
    }
  }
  message->key = *fresh;
  message->conclusions = redact_conclusions(message->conclusions);
  const auto theirs = [&](const PersonDigest& digest) {
    return std::ranges::find(request.person.digests, digest) != request.person.digests.end();
  };
  std::erase_if(message->tokens.mentioned, theirs);
  std::erase_if(message->tokens.concerned, theirs);
  message->tokens.words.clear(); // which of them are theirs cannot be told
  return message;
}

/// Without those that have gone meanwhile.
Result<std::vector<OpenedMessage>> LmdbStore::redact(const ErasureRequest& request, const ErasureFindings& findings) {
  std::vector<OpenedMessage> redacted;
  for (const FoundMessage& found : findings.messages) {
    if (found.concern != Concern::others_too) continue;
    auto message = redact_one(request, found.number);
    if (!message && message.error().code == ErrorCode::not_found) continue;
    if (!message) return tl::unexpected(message.error());
    redacted.push_back(std::move(*message));
  }
  if (redacted.empty()) return redacted;
  const auto target = vault();
  if (!target) return tl::unexpected(target.error());
  if (auto synced = (*target)->sync(); !synced) return vault_trouble(synced.error());
  return redacted;
}

Result<ErasureReport> LmdbStore::erase(const ErasureRequest& request) {
  if (auto noted = append_erasure(erasure_journal_of(directory_), request, disk_); !noted) {
    return tl::unexpected(noted.error());
  }
  const auto findings = find_concerned(request);
  if (!findings) return tl::unexpected(findings.error());
  const auto redacted = redact(request, *findings);
  if (!redacted) return tl::unexpected(redacted.error());
  auto report = write(
      [&](WriteTransaction& transaction) {
        return write_erasure(transaction, {request, *findings, *redacted}, *vault_keys_);
      },
      GroupCommit::Weight::heavy);
  if (!report || request.turn == Turn::within_a_day) return report;
  if (auto finished = finish_erasures(request.at); !finished) return tl::unexpected(finished.error());
  report->is_complete = true;
  return report;
}

/// Slots first, then the turn: an interrupted one finds its keys here again.
Result<std::size_t> LmdbStore::finish_erasures(Instant now) {
  std::size_t total = 0;
  const auto list = [&] {
    return read([&](const Transaction& transaction) { return doomed_keys(transaction, destroyed_at_once); });
  };
  for (;;) {
    const auto numbers = list();
    if (!numbers) return tl::unexpected(numbers.error());
    if (numbers->empty()) return total;
    if (auto destroyed = vault_keys_->destroy(*numbers); !destroyed) return tl::unexpected(destroyed.error());
    if (auto turned = vault_keys_->turn(); !turned) return tl::unexpected(turned.error());
    const auto done = write([&](WriteTransaction& transaction) -> Result<void> {
      if (auto forgotten = forget_doomed(transaction, *numbers); !forgotten) return forgotten;
      return record(transaction, {EventKind::keys_turned, 0, vault_keys_->epoch(), now});
    });
    if (!done) return tl::unexpected(done.error());
    total += numbers->size();
  }
}

// -- retention --------------------------------------------------------------------------------------------------------

Result<RetentionReport> LmdbStore::walk_retention(const RetentionPolicy& policy, Instant now,
                                                  const std::function<Result<bool>(const RetentionPage&)>& use) const {
  RetentionReport report;
  RetentionRange range{.before = 0, .limit = let_go_at_once};
  do {
    const auto page = read(
        [&](const Transaction& transaction) { return due_messages(transaction, range, policy, now, *vault_keys_); });
    if (!page) return tl::unexpected(page.error());
    report.seen += page->seen;
    report.proofs += page->proofs;
    for (const DueMessage& due : page->due) ++(due.due == Due::all ? report.messages : report.octets);
    const auto more = use(*page);
    if (!more) return tl::unexpected(more.error());
    report.is_whole = *more;
    range.before = page->before;
  } while (range.before != 0 && report.is_whole);
  return report;
}

Result<RetentionReport> LmdbStore::retention_due(const RetentionPolicy& policy, Instant now) const {
  return walk_retention(policy, now, [](const RetentionPage&) -> Result<bool> { return true; });
}

Result<RetentionReport> LmdbStore::apply_retention(const RetentionPolicy& policy, Instant now,
                                                   const std::function<bool(std::uint64_t, std::uint64_t)>& progress) {
  const auto target = vault();
  if (!target) return tl::unexpected(target.error());
  // In a write transaction no message is half kept: what lies in earlier segments is in the table already.
  const auto end = write([&](WriteTransaction&) { return (*target)->segment_to_come(); });
  if (!end) return tl::unexpected(end.error());
  const auto total = read([&](const Transaction& transaction) { return transaction.count(Table::messages); });
  if (!total) return tl::unexpected(total.error());
  std::set<std::uint32_t> in_use;
  std::uint64_t seen = 0;
  auto report = walk_retention(policy, now, [&](const RetentionPage& page) -> Result<bool> {
    in_use.insert(page.segments.begin(), page.segments.end());
    if (!page.due.empty()) {
      const auto gone =
          write([&](WriteTransaction& transaction) { return let_go(transaction, page.due, *vault_keys_); },
                GroupCommit::Weight::heavy);
      if (!gone) return tl::unexpected(gone.error());
    }
    seen += page.seen;
    return !progress || progress(seen, *total);
  });
  if (!report || !report->is_whole) return report;
  const auto segments = (*target)->remove_segments(*end, in_use);
  if (!segments) return tl::unexpected(segments.error());
  report->segments = *segments;
  const auto sends = forget_sends(now);
  if (!sends) return tl::unexpected(sends.error());
  report->sends = *sends;
  const std::uint64_t gone = report->messages + report->octets;
  if (gone == 0) return report;
  const auto recorded = write([&](WriteTransaction& transaction) {
    return record(transaction, {EventKind::retention_applied, 0, gone, now});
  });
  if (!recorded) return tl::unexpected(recorded.error());
  return report;
}

// -- closing ----------------------------------------------------------------------------------------------------------

Result<ErasureReport> LmdbStore::close_workspace(std::string_view name, Instant now) {
  const auto workspace = find_workspace(name);
  if (!workspace) return tl::unexpected(workspace.error());
  const WorkspaceId id = workspace->id;
  const auto generations = read([](const Transaction& transaction) { return generations_of(transaction); });
  if (!generations) return tl::unexpected(generations.error());
  if (generations->is_rekeying()) {
    return parsers::failure(ErrorCode::busy, "identities are re-keyed: ask again when desist rekey has ended");
  }
  ErasureReport report;
  for (bool more = true; more;) {
    const auto gone =
        write([&](WriteTransaction& transaction) { return forget_workspace_messages(transaction, id, let_go_at_once); },
              GroupCommit::Weight::heavy);
    if (!gone) return tl::unexpected(gone.error());
    report.destroyed += *gone;
    more = *gone == let_go_at_once;
  }
  const auto forgotten = for_pages(std::string(), [&](const std::string& after) -> Result<std::string> {
    std::vector<classifier::IdentityHash> theirs;
    auto next = read([&](const Transaction& transaction) {
      return identities_of_workspace_alone(transaction, {id, after, identities_at_once, generations->newest},
                                           *vault_keys_, theirs);
    });
    if (!next || theirs.empty()) return next;
    const auto gone = write([&](WriteTransaction& transaction) -> Result<std::size_t> {
      return forget_and_doom(transaction, theirs, *vault_keys_);
    });
    if (!gone) return tl::unexpected(gone.error());
    report.identities += *gone;
    return next;
  });
  if (!forgotten) return tl::unexpected(forgotten.error());
  const auto recorded = write([&](WriteTransaction& transaction) {
    return record(transaction, {EventKind::workspace_closed, id, id, now});
  });
  if (!recorded) return tl::unexpected(recorded.error());
  if (auto finished = finish_erasures(now); !finished) return tl::unexpected(finished.error());
  report.is_complete = true;
  return report;
}

} // namespace store
