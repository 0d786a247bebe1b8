#include "admin/lookup/resp_conversation.hpp"

#include <sodium.h>

#include "admin/api/api_key.hpp"
#include "admin/api/check.hpp"
#include "admin/lookup/resp_commands.hpp"
#include "classifier/natural_channel.hpp"
#include "store/permissions.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;
using parsers::failure;

constexpr std::chrono::seconds life_of_checked_key{1};
constexpr std::size_t longest_secret = 256;
constexpr std::string_view every_peer = "127.0.0.1";    // listeners are on loopback or in the file system
constexpr std::size_t most_octets_before_key = 4 << 10; // of a command whose sender is not known yet

} // namespace

RespConversation::~RespConversation() { sodium_memzero(secret_.data(), secret_.size()); }

Conversation::Then RespConversation::receive(std::string_view octets, std::string& output) {
  buffer_ += octets;
  std::size_t taken = 0;
  Then then = Then::go_on;
  while (then == Then::go_on && taken < buffer_.size()) {
    const RespLimits limits = workspace_ ? limits_ : RespLimits{.words = 16, .octets = most_octets_before_key};
    std::size_t length = 0;
    const RespRead read = read_resp_command(std::string_view(buffer_).substr(taken), limits, words_, length);
    const bool is_too_long = read == RespRead::nothing_whole && buffer_.size() - taken > limits.octets;
    if (read == RespRead::malformed || is_too_long) {
      output += "-ERR Protocol error: not a command, or too long a one\r\n";
      then = Then::close;
    }
    if (read != RespRead::command) break;
    taken += length;
    if (!words_.empty()) then = perform(output);
  }
  buffer_.erase(0, taken);
  return then;
}

Conversation::Then RespConversation::perform(std::string& output) {
  return RespCommands::perform(*this, words_, output);
}

parsers::Result<void> RespConversation::authenticate(std::string_view secret) {
  const auto refuse = [this](std::string why) {
    workspace_.reset();
    return failure(ErrorCode::permission_denied, std::move(why));
  };
  if (secret.empty() || secret.size() > longest_secret) return refuse("no such key");
  auto key = look_up_.store.authenticate_key(secret, look_up_.clock());
  if (!key) return is_refusal(key.error().code) ? refuse(key.error().context) : tl::unexpected(key.error());
  const bool may_ask = store::may(*key, store::Action::look_up) && may_come_from(*key, every_peer);
  if (!may_ask || key->terms.workspaces.empty()) return refuse("this key may not check");
  auto workspace = look_up_.store.workspace(key->terms.workspaces.front());
  if (!workspace) return tl::unexpected(workspace.error());
  key_ = std::move(*key);
  workspace_ = std::move(*workspace);
  if (secret_ != secret) secret_ = std::string(secret);
  checked_at_ = look_up_.clock();
  look_up_.askers.note_use(key_.id, checked_at_);
  return {};
}

bool RespConversation::is_within_limit() {
  const KeyLimit limit{"key", key_.terms.requests_a_minute, std::chrono::minutes(1)};
  return limit.quota == 0 || look_up_.askers.key_limits().count(key_.id, limit, look_up_.clock()).is_within;
}

parsers::Result<void> RespConversation::check_key() {
  if (!workspace_) return failure(ErrorCode::permission_denied, "no key was given");
  const parsers::Instant now = look_up_.clock();
  if (now >= checked_at_ && now - checked_at_ < life_of_checked_key) return {};
  const std::string secret = secret_;
  return authenticate(secret);
}

parsers::Result<RespConversation::Suppression> RespConversation::ask(std::string_view set,
                                                                     std::string_view contact) const {
  const auto identity = parsers::parse_identity(contact);
  if (!identity) return Suppression{true, "deny invalid_identity"};
  const std::size_t colon = set.find(':');
  const std::string_view purpose = colon == std::string_view::npos ? set : set.substr(colon + 1);
  const std::string_view channel = colon == std::string_view::npos ? std::string_view{} : set.substr(0, colon);
  auto query = read_query_terms(channel.empty() ? std::nullopt : std::optional(channel), purpose);
  if (!query) return tl::unexpected(query.error());
  if (channel.empty()) query->channel = classifier::natural_channel(*identity);
  apply(*workspace_, *query);
  const auto answer = check(contact, *query, look_up_.context());
  if (!answer) return failure(ErrorCode::unavailable, "the suppressions cannot be read");
  const classifier::Decision& decision = answer->decision;
  if (decision.answer == classifier::Answer::allow) return Suppression{};
  std::string word(name_of(decision.answer));
  if (!decision.is_foreign && !decision.reason.empty()) word.append(" ").append(decision.reason);
  return Suppression{true, std::move(word)};
}

} // namespace admin
