#include "store/writer_operations.hpp"

#include "store/writer_requests.hpp"

namespace store {

namespace {

Result<Nothing> nothing_of(const Result<void>& done) {
  if (!done) return tl::unexpected(done.error());
  return Nothing{};
}

/// Those about accounts.
template <class Request>
requires requires(Store& store, const Request& request) { store.perform(request); }
Result<typename Request::Answer> perform(Store& store, const Request& request) { return store.perform(request); }
// One function an operation.
Result<std::vector<EntryReceipt>> perform(Store& store, const Commit& request) {
  return store.commit(request.drafts, request.messages);
}
Result<Nothing> perform(Store& store, const ForgetDoneMarks& request) {
  return nothing_of(store.forget_done_marks(request.segments));
}
Result<Workspace> perform(Store& store, const CreateWorkspace& request) {
  return store.create_workspace(request.name, request.now);
}
Result<std::string> perform(Store& store, const MintAddress& request) {
  return store.mint_address(request.row, request.expires, request.now);
}
Result<std::vector<std::string>> perform(Store& store, const MintAddresses& request) {
  return store.mint_addresses(request.tokens, request.now);
}
Result<Nothing> perform(Store& store, const CommitImportPiece& request) {
  const auto piece = decode_import_piece(request.piece);
  if (!piece) return tl::unexpected(piece.error());
  return nothing_of(store.commit_import_piece(*piece));
}
Result<OptInId> id_of(const Result<OptIn>& opt_in) {
  if (!opt_in) return tl::unexpected(opt_in.error());
  return opt_in->id;
}
tl::unexpected<parsers::Error> names_nobody() {
  return parsers::failure(parsers::ErrorCode::invalid_argument, "a request that names nobody");
}
Result<OptInId> perform(Store& store, const RequestOptIn& request) {
  if (!request.identity) return names_nobody();
  return id_of(store.request_opt_in({.identity = *request.identity,
                                     .scope = request.scope,
                                     .text = request.text,
                                     .consent_expires = request.consent_expires,
                                     .asked_at = request.asked_at,
                                     .answer_by = request.answer_by}));
}
Result<OptInId> perform(Store& store, const OptInWasSent& request) {
  return id_of(store.opt_in_was_sent(request.id, request.now));
}
Result<OptInId> perform(Store& store, const AnswerOptIn& request) {
  return id_of(store.answer_opt_in(request.token, request.answer, request.now));
}
Result<Nothing> perform(Store& store, const RecordSends& request) {
  std::vector<parsers::Identity> recipients;
  recipients.reserve(request.recipients.size());
  for (const auto& recipient : request.recipients) {
    if (!recipient) return names_nobody();
    recipients.push_back(*recipient);
  }
  return nothing_of(store.record_sends(request.workspace, recipients, request.sent_at));
}
Result<std::uint64_t> perform(Store& store, const ForgetSends& request) {
  const auto forgotten = store.forget_sends(request.now);
  if (!forgotten) return tl::unexpected(forgotten.error());
  return *forgotten;
}
Result<Workspace> perform(Store& store, const ChangeWorkspace& request) {
  return store.change_workspace(request.name, request.change, request.now);
}
Result<ErasureReport> perform(Store& store, const Erase& request) {
  return store.erase(
      {.person = request.person, .workspace = request.workspace, .at = request.at, .turn = request.turn});
}
Result<std::uint64_t> perform(Store& store, const FinishErasures& request) {
  const auto finished = store.finish_erasures(request.now);
  if (!finished) return tl::unexpected(finished.error());
  return *finished;
}
Result<RetentionReport> perform(Store& store, const ApplyRetention& request) {
  const RetentionPolicy policy{.messages = std::chrono::days(request.message_days),
                               .excerpts = std::chrono::days(request.excerpt_days)};
  return store.apply_retention(policy, request.now, {});
}
Result<Case> perform(Store& store, const OpenCase& request) {
  return store.open_case({.kind = request.kind,
                          .law = request.law,
                          .workspace = request.workspace,
                          .person = request.person,
                          .received_at = request.received_at,
                          .note = request.note});
}
Result<Case> perform(Store& store, const ChangeCase& request) {
  return store.change_case(request.id, request.step, request.now);
}
Result<ErasureReport> perform(Store& store, const CloseWorkspace& request) {
  return store.close_workspace(request.name, request.now);
}
Result<bool> perform(Store& store, const UndoImport& request) { return store.undo_import(request.import, request.now); }
Result<RekeyProgress> perform(Store& store, const BeginRekey& request) { return store.begin_rekey(request.now); }
Result<RekeyProgress> perform(Store& store, const ContinueRekey& request) { return store.continue_rekey(request.rows); }
Result<OptInId> perform(Store& store, const CancelOptIn& request) {
  return id_of(store.cancel_opt_in(request.id, request.now));
}
Result<std::uint64_t> perform(Store& store, const ExpireOptIns& request) {
  const auto expired = store.expire_opt_ins(request.now);
  if (!expired) return tl::unexpected(expired.error());
  return *expired;
}

} // namespace

std::string answer_request(Store& store, std::string_view frame) {
  const auto request = decode_request(frame);
  if (!request) return encode_error(request.error());
  return std::visit([&store](const auto& of_its_kind) { return encode_answer(perform(store, of_its_kind)); }, *request);
}

} // namespace store
