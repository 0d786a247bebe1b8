// Where a fact holds and what a check asks for: reach, channel and purpose (semantics: scopes).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace classifier {

using WorkspaceId = std::uint32_t; // 0 is no workspace: the installation itself
using AgencyId = std::uint32_t;    // 0: the workspace is under no agency

enum class Reach : std::uint8_t { workspace, agency, global };
enum class Channel : std::uint8_t { all, email, sms, whatsapp, messenger, instagram };

struct Purpose {
  enum class Kind : std::uint8_t { all, marketing, stream, transactional };
  Kind kind = Kind::marketing;
  std::string stream; // name of a stream inside marketing; empty for every other kind
  friend auto operator<=>(const Purpose&, const Purpose&) = default;
};

struct Scope {
  Reach reach = Reach::workspace;
  WorkspaceId workspace = 0; // of the fact's origin; decides only where reach is `workspace`
  Channel channel = Channel::email;
  Purpose purpose;
  AgencyId agency = 0; // that the workspace was under; decides where reach is `agency`
  friend auto operator<=>(const Scope&, const Scope&) = default;
};

std::string_view name_of(Reach reach);
std::string_view name_of(Channel channel);
std::string name_of(const Purpose& purpose); // "all", "marketing", "transactional", or the stream's name
std::optional<Channel> parse_channel(std::string_view name);
/// "*" and "all", "marketing", "transactional"; any other word of [a-z0-9._-]{1,64} is a stream.
std::optional<Purpose> parse_purpose(std::string_view name);

/// A row made for `row` applies to a message of `asked`: all covers everything, marketing its streams.
bool covers(const Purpose& row, const Purpose& asked);
bool covers(Channel row, Channel asked);
/// All of `asked` lies inside `row`: global holds workspaces and agencies, an agency its workspaces.
bool covers(const Scope& row, const Scope& asked);

/// Some message lies in both. What forbids applies where it overlaps with the question, what permits only where it
/// covers it: so a question about "all" is denied by a row for one channel, and not answered by a lift for one.
bool overlap(const Purpose& a, const Purpose& b);
bool overlap(Channel a, Channel b);
/// What lies in both; nothing when they do not meet.
std::optional<Scope> intersection(const Scope& a, const Scope& b);

} // namespace classifier
