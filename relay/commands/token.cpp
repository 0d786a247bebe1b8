// desist token: an address to put into mail, so that what comes back says what it answers.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "store/permissions.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;
using parsers::TokenPurpose;

struct Options {
  std::string purpose;
  std::string workspace;
  std::string recipient;
  std::string user;
  std::string stream;
};

constexpr std::chrono::days bounce_token_lives{30};
constexpr std::chrono::days reply_token_lives{400};

std::optional<TokenPurpose> parse_purpose(std::string_view name) {
  for (const TokenPurpose purpose :
       {TokenPurpose::forward, TokenPurpose::reply, TokenPurpose::bounce, TokenPurpose::unsubscribe}) {
    if (name == parsers::name_of(purpose)) return purpose;
  }
  return std::nullopt;
}

/// Forward and unsubscribe addresses live for ever.
std::optional<parsers::Instant> expiry(TokenPurpose purpose, parsers::Instant from) {
  if (purpose == TokenPurpose::bounce) return from + bounce_token_lives;
  if (purpose == TokenPurpose::reply) return from + reply_token_lives;
  return std::nullopt;
}

Result<std::uint32_t> find_user(const store::Store& store, const std::string& email) {
  const auto users = store.users();
  if (!users) return tl::unexpected(users.error());
  for (const store::User& user : *users) {
    if (user.disabled) continue;
    if (email.empty() ? store::is_owner(user) : user.email == email) return user.id;
  }
  return failure(ErrorCode::not_found, "no such user: " + (email.empty() ? std::string("an owner") : email));
}

Result<store::TokenRow> row_of(const store::Store& store, const Options& options) {
  store::TokenRow row;
  const auto purpose = parse_purpose(options.purpose);
  if (!purpose) return failure(ErrorCode::invalid_argument, "a token is forward, reply, bounce or unsubscribe");
  row.purpose = *purpose;
  const auto workspace = Context::workspace(store, options.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  row.workspace = workspace->id;
  row.stream = options.stream;
  if (row.purpose == TokenPurpose::forward) {
    const auto user = find_user(store, options.user);
    if (!user) return tl::unexpected(user.error());
    row.user = *user;
    return row;
  }
  if (options.recipient.empty())
    return failure(ErrorCode::invalid_argument, "--recipient is needed: whom the mail goes to");
  auto recipient = parsers::parse_identity(options.recipient);
  if (!recipient) return tl::unexpected(recipient.error());
  row.recipient = std::move(*recipient);
  return row;
}

Exit mint(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto row = row_of(**store, options);
  if (!row) return Context::fail(row.error());
  const parsers::Instant at = now();
  const auto address = (*store)->mint_address(*row, expiry(row->purpose, at), at);
  if (!address) return Context::fail(address.error());
  if (context.json)
    Context::print_json(nlohmann::ordered_json{{"address", *address}});
  else
    Context::print(*address);
  return Exit::done;
}

} // namespace

void add_token(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("token", "Mint an address for mail that comes back");
  auto options = std::make_shared<Options>();
  command->add_option("PURPOSE", options->purpose, "forward, reply, bounce or unsubscribe")->required();
  command->add_option("--workspace", options->workspace, "Workspace (default: default)");
  command->add_option("--recipient", options->recipient, "Whom the mail goes to; for all but forward");
  command->add_option("--user", options->user, "Whose forward address (default: the owner's)");
  command->add_option("--stream", options->stream, "unsubscribe: of this stream only");
  command->callback([&context, choose, options] { choose([&context, options] { return mint(context, *options); }); });
}

} // namespace relay
