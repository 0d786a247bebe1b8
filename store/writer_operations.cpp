#include "store/writer_operations.hpp"

#include "store/writer_requests.hpp"

namespace store {

namespace {

Result<Nothing> nothing_of(const Result<void>& done) {
  if (!done) return tl::unexpected(done.error());
  return Nothing{};
}

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
Result<User> perform(Store& store, const CreateUser& request) {
  return store.create_user(request.email, request.password, request.role, request.workspaces, request.now);
}
Result<Nothing> perform(Store& store, const SetPassword& request) {
  return nothing_of(store.set_password(request.email, request.password, request.now));
}
Result<Nothing> perform(Store& store, const DisableUser& request) {
  return nothing_of(store.disable_user(request.email, request.now));
}
Result<User> perform(Store& store, const Authenticate& request) {
  return store.authenticate(request.email, request.password, request.now);
}
Result<NewApiKey> perform(Store& store, const CreateKey& request) {
  return store.create_key(request.name, request.workspaces, request.scopes, request.now);
}
Result<Nothing> perform(Store& store, const RevokeKey& request) {
  return nothing_of(store.revoke_key(request.id, request.now));
}
Result<std::string> perform(Store& store, const MintAddress& request) {
  return store.mint_address(request.row, request.expires, request.now);
}
Result<Nothing> perform(Store& store, const CommitImportPiece& request) {
  const auto piece = decode_import_piece(request.piece);
  if (!piece) return tl::unexpected(piece.error());
  return nothing_of(store.commit_import_piece(*piece));
}
Result<bool> perform(Store& store, const UndoImport& request) { return store.undo_import(request.import, request.now); }

} // namespace

std::string answer_request(Store& store, std::string_view frame) {
  const auto request = decode_request(frame);
  if (!request) return encode_error(request.error());
  return std::visit([&store](const auto& of_its_kind) { return encode_answer(perform(store, of_its_kind)); }, *request);
}

} // namespace store
