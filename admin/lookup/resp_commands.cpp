#include "admin/lookup/resp_commands.hpp"

#include <algorithm>
#include <array>

#include "admin/api/api_key.hpp"
#include "parsers/ascii.hpp"

namespace admin {
namespace {

using parsers::equals_ignoring_case;
using Then = Conversation::Then;
using Words = RespConversation::Words;

constexpr std::string_view default_set = "marketing";

void append_error(std::string& output, std::string_view text) { output.append("-").append(text).append("\r\n"); }

void append_error(std::string& output, const parsers::Error& error) {
  const bool is_askers = error.code == parsers::ErrorCode::invalid_argument;
  std::string text = is_askers ? "ERR " + error.context : "TRYAGAIN the suppressions cannot be read";
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
  append_error(output, text);
}

/// A key that is refused hears `refusal`; what the store cannot say now is no refusal.
void append_refusal(const parsers::Error& error, std::string_view refusal, std::string& output) {
  if (is_refusal(error.code)) return append_error(output, refusal);
  append_error(output, error);
}

void append_bulk(std::string& output, std::string_view text) {
  output.append("$").append(std::to_string(text.size())).append("\r\n").append(text).append("\r\n");
}

void append_count(std::string& output, char mark, std::size_t count) {
  (output += mark).append(std::to_string(count)).append("\r\n");
}

} // namespace

void RespCommands::append_null(const RespConversation& of, std::string& output) {
  output += of.speaks_resp3_ ? "_\r\n" : "$-1\r\n";
}

void RespCommands::append_map(const RespConversation& of, std::size_t members, std::string& output) {
  append_count(output, of.speaks_resp3_ ? '%' : '*', of.speaks_resp3_ ? members : 2 * members);
}

/// "AUTH key" or "AUTH user key": the user's name has no meaning here.
void RespCommands::auth(RespConversation& of, Words arguments, std::string& output) {
  const auto authenticated = of.authenticate(arguments.back());
  if (authenticated) {
    output += "+OK\r\n";
  } else {
    append_refusal(authenticated.error(), "WRONGPASS no API key that may check", output);
  }
}

/// HELLO [2|3 [AUTH user key] [SETNAME name]]
void RespCommands::hello(RespConversation& of, Words arguments, std::string& output) {
  if (!arguments.empty()) {
    if (arguments[0] != "2" && arguments[0] != "3") return append_error(output, "NOPROTO unsupported protocol version");
    for (std::size_t i = 1; i < arguments.size();) {
      if (equals_ignoring_case(arguments[i], "AUTH") && i + 2 < arguments.size()) {
        if (const auto done = of.authenticate(arguments[i + 2]); !done)
          return append_refusal(done.error(), "WRONGPASS no API key that may check", output);
        i += 3;
      } else if (equals_ignoring_case(arguments[i], "SETNAME") && i + 1 < arguments.size()) {
        i += 2;
      } else {
        return append_error(output, "ERR Syntax error in HELLO");
      }
    }
  }
  if (const auto known = of.check_key(); !known)
    return append_refusal(known.error(), "NOAUTH HELLO must be called with an API key: HELLO 3 AUTH default KEY",
                          output);
  if (!arguments.empty()) of.speaks_resp3_ = arguments[0] == "3";
  append_map(of, 5, output);
  append_bulk(output, "server");
  append_bulk(output, "desist");
  append_bulk(output, "version");
  append_bulk(output, "7.0.0"); // clients choose what to send by it
  append_bulk(output, "proto");
  append_count(output, ':', of.speaks_resp3_ ? 3 : 2);
  append_bulk(output, "mode");
  append_bulk(output, "standalone");
  append_bulk(output, "role");
  append_bulk(output, "replica");
}

void RespCommands::ping(RespConversation&, Words arguments, std::string& output) {
  if (arguments.empty())
    output += "+PONG\r\n";
  else
    append_bulk(output, arguments[0]);
}

void RespCommands::echo(RespConversation&, Words arguments, std::string& output) { append_bulk(output, arguments[0]); }

void RespCommands::ok(RespConversation&, Words, std::string& output) { output += "+OK\r\n"; }

void RespCommands::client(RespConversation& of, Words arguments, std::string& output) {
  if (equals_ignoring_case(arguments[0], "ID"))
    output += ":1\r\n";
  else if (equals_ignoring_case(arguments[0], "GETNAME"))
    append_null(of, output);
  else if (equals_ignoring_case(arguments[0], "SETNAME") || equals_ignoring_case(arguments[0], "SETINFO"))
    output += "+OK\r\n";
  else
    append_error(output, "ERR Unknown CLIENT subcommand");
}

/// Clients ask for help texts with it; none are needed to look up.
void RespCommands::command(RespConversation&, Words arguments, std::string& output) {
  if (!arguments.empty() && equals_ignoring_case(arguments[0], "COUNT"))
    output += ":0\r\n";
  else
    output += "*0\r\n";
}

/// redis-benchmark asks for settings; there are none of Redis here.
void RespCommands::config(RespConversation&, Words arguments, std::string& output) {
  if (equals_ignoring_case(arguments[0], "GET"))
    output += "*0\r\n";
  else
    append_error(output, "READONLY You can't write against a read only replica.");
}

void RespCommands::info(RespConversation&, Words, std::string& output) {
  append_bulk(output,
              "# Server\r\nredis_version:7.0.0\r\nredis_mode:standalone\r\nserver_name:desist\r\n"
              "# Replication\r\nrole:slave\r\n");
}

void RespCommands::exists(RespConversation& of, Words arguments, std::string& output) {
  std::size_t suppressed = 0;
  for (const std::string_view contact : arguments) {
    const auto found = of.ask(default_set, contact);
    if (!found) return append_error(output, found.error());
    suppressed += found->is_suppressed ? 1 : 0;
  }
  append_count(output, ':', suppressed);
}

void RespCommands::append_word(RespConversation& of, std::string_view set, std::string_view contact,
                               std::string& output) {
  const auto found = of.ask(set, contact);
  if (!found)
    append_error(output, found.error());
  else if (found->is_suppressed)
    append_bulk(output, found->word);
  else
    append_null(of, output);
}

/// An array whose members cannot all be told is an error as a whole.
void RespCommands::append_words(RespConversation& of, std::string_view set, Words contacts, std::string& output) {
  const std::size_t begin = output.size();
  append_count(output, '*', contacts.size());
  for (const std::string_view contact : contacts) {
    const auto found = of.ask(set, contact);
    if (!found) {
      output.resize(begin);
      return append_error(output, found.error());
    }
    if (found->is_suppressed)
      append_bulk(output, found->word);
    else
      append_null(of, output);
  }
}

void RespCommands::get(RespConversation& of, Words arguments, std::string& output) {
  append_word(of, default_set, arguments[0], output);
}

void RespCommands::get_many(RespConversation& of, Words arguments, std::string& output) {
  append_words(of, default_set, arguments, output);
}

void RespCommands::get_of_set(RespConversation& of, Words arguments, std::string& output) {
  append_word(of, arguments[0], arguments[1], output);
}

void RespCommands::get_many_of_set(RespConversation& of, Words arguments, std::string& output) {
  append_words(of, arguments[0], arguments.subspan(1), output);
}

void RespCommands::is_member(RespConversation& of, Words arguments, std::string& output) {
  const auto found = of.ask(arguments[0], arguments[1]);
  if (!found) return append_error(output, found.error());
  append_count(output, ':', found->is_suppressed ? 1 : 0);
}

void RespCommands::are_members(RespConversation& of, Words arguments, std::string& output) {
  const std::size_t begin = output.size();
  append_count(output, '*', arguments.size() - 1);
  for (const std::string_view contact : arguments.subspan(1)) {
    const auto found = of.ask(arguments[0], contact);
    if (!found) {
      output.resize(begin);
      return append_error(output, found.error());
    }
    append_count(output, ':', found->is_suppressed ? 1 : 0);
  }
}

const RespCommands::Row* RespCommands::find(std::string_view name) {
  // The commonest first: it is read from the top.
  // clang-format off
  static constexpr std::array rows{
      Row{"EXISTS",     1, -1, true,  exists},
      Row{"SISMEMBER",  2,  2, true,  is_member},
      Row{"GET",        1,  1, true,  get},
      Row{"HGET",       2,  2, true,  get_of_set},
      Row{"HMGET",      2, -1, true,  get_many_of_set},
      Row{"MGET",       1, -1, true,  get_many},
      Row{"SMISMEMBER", 2, -1, true,  are_members},
      Row{"PING",       0,  1, false, ping},
      Row{"AUTH",       1,  2, false, auth},
      Row{"HELLO",      0, -1, false, hello},
      Row{"QUIT",       0, -1, false, ok},
      Row{"SELECT",     1,  1, true,  ok},
      Row{"ECHO",       1,  1, true,  echo},
      Row{"CLIENT",     1, -1, true,  client},
      Row{"COMMAND",    0, -1, true,  command},
      Row{"CONFIG",     1, -1, true,  config},
      Row{"INFO",       0, -1, true,  info},
  };
  // clang-format on
  const auto found =
      std::ranges::find_if(rows, [name](const Row& row) { return equals_ignoring_case(row.name, name); });
  return found == rows.end() ? nullptr : &*found;
}

bool RespCommands::is_write(std::string_view name) {
  static constexpr std::array<std::string_view, 28> writes{
      "SET",  "SETEX",  "SETNX",   "PSETEX", "MSET",   "DEL",    "UNLINK",   "EXPIRE", "PEXPIRE", "PERSIST",
      "INCR", "INCRBY", "DECR",    "DECRBY", "APPEND", "HSET",   "HMSET",    "HDEL",   "HINCRBY", "SADD",
      "SREM", "ZADD",   "ZINCRBY", "LPUSH",  "RPUSH",  "RENAME", "FLUSHALL", "FLUSHDB"};
  return std::ranges::any_of(writes, [name](std::string_view write) { return equals_ignoring_case(write, name); });
}

Then RespCommands::perform(RespConversation& conversation, Words words, std::string& output) {
  const std::string_view name = words.front();
  const Words arguments = words.subspan(1);
  const Row* const row = find(name);
  if (row == nullptr) {
    append_error(output,
                 is_write(name) ? "READONLY You can't write against a read only replica." : "ERR unknown command");
    return Then::go_on;
  }
  const auto known = row->needs_key ? conversation.check_key() : parsers::Result<void>();
  const auto count = static_cast<int>(arguments.size());
  if (count < row->least || (row->most >= 0 && count > row->most)) {
    append_error(output, "ERR wrong number of arguments");
  } else if (!known) {
    append_refusal(known.error(), "NOAUTH Authentication required.", output);
  } else if (row->needs_key && !conversation.is_within_limit()) {
    append_error(output, "TRYAGAIN this key has asked too often");
  } else {
    row->handler(conversation, arguments, output);
  }
  return row->name == "QUIT" ? Then::close : Then::go_on;
}

} // namespace admin
