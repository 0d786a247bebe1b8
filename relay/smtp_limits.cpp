#include "relay/smtp_limits.hpp"

#include <array>
#include <variant>

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;

/// Durations are written in seconds.
using Place = std::variant<std::uint64_t*, std::uint32_t*, std::chrono::milliseconds*>;

struct LimitRow {
  std::string_view name;
  std::uint64_t least, most;
  Place (*place)(SmtpLimits&);
  std::string_view note;
};

constexpr std::uint64_t many = 1'000'000;
constexpr std::uint64_t day = 86'400; // in seconds
constexpr std::uint64_t huge = 1ull << 50;

// clang-format off
constexpr std::array rows{
  LimitRow{"connections",                    1, many, [](SmtpLimits& l) -> Place { return &l.peers.connections; },                        "in all"},
  LimitRow{"connections_of_address",         1, many, [](SmtpLimits& l) -> Place { return &l.peers.connections_of_address; },             ""},
  LimitRow{"connections_of_network",         1, many, [](SmtpLimits& l) -> Place { return &l.peers.connections_of_network; },             "IPv4 /24, IPv6 /64"},
  LimitRow{"new_connections_a_minute",       1, many, [](SmtpLimits& l) -> Place { return &l.peers.new_connections_a_minute; },           "of an address"},
  LimitRow{"new_connections_of_network_a_minute", 0, many, [](SmtpLimits& l) -> Place { return &l.peers.new_connections_of_network_a_minute; }, "0: any number"},
  LimitRow{"messages_a_minute",              0, many, [](SmtpLimits& l) -> Place { return &l.messages.messages_a_minute; },               "of an address; 0: any number"},
  LimitRow{"messages_of_network_a_minute",   0, many, [](SmtpLimits& l) -> Place { return &l.messages.messages_of_network_a_minute; },    "0: any number"},
  LimitRow{"messages_to_address_an_hour",    0, many, [](SmtpLimits& l) -> Place { return &l.messages.messages_to_address_an_hour; },     "of the relay's; 0: any number"},
  LimitRow{"bar_seconds",                    0, day,  [](SmtpLimits& l) -> Place { return &l.peers.bar; },                                "for an address that guessed"},
  LimitRow{"recipients",                     100, many, [](SmtpLimits& l) -> Place { return &l.protocol.recipients; },                    "of a message"},
  LimitRow{"unknown_recipients",             0, many, [](SmtpLimits& l) -> Place { return &l.protocol.unknown_recipients; },              "of a connection"},
  LimitRow{"failed_logins",                  0, many, [](SmtpLimits& l) -> Place { return &l.protocol.failed_logins; },                   "of a connection"},
  LimitRow{"bad_commands_at_once",           0, many, [](SmtpLimits& l) -> Place { return &l.protocol.bad_commands_at_once; },            "more are answered late"},
  LimitRow{"bad_command_delay_seconds",      0, 60,   [](SmtpLimits& l) -> Place { return &l.bad_command_delay; },                        ""},
  LimitRow{"bad_commands",                   0, many, [](SmtpLimits& l) -> Place { return &l.protocol.bad_commands; },                    "more end the connection"},
  LimitRow{"idle_commands",                  1, many, [](SmtpLimits& l) -> Place { return &l.protocol.idle_commands; },                   "without a message"},
  LimitRow{"received_fields",                100, many, [](SmtpLimits& l) -> Place { return &l.protocol.received_fields; },               "as many make a loop"},
  LimitRow{"command_wait_seconds",           1, day,  [](SmtpLimits& l) -> Place { return &l.deadlines.command_wait; },                   ""},
  LimitRow{"first_recipient_wait_seconds",   1, day,  [](SmtpLimits& l) -> Place { return &l.deadlines.first_recipient_wait; },           "before a recipient was accepted"},
  LimitRow{"stressed_command_wait_seconds",  1, day,  [](SmtpLimits& l) -> Place { return &l.deadlines.stressed_command_wait; },          "with 70 % of the connections taken"},
  LimitRow{"command_line_seconds",           1, day,  [](SmtpLimits& l) -> Place { return &l.deadlines.command_line; },                   ""},
  LimitRow{"handshake_seconds",              1, day,  [](SmtpLimits& l) -> Place { return &l.deadlines.handshake; },                      ""},
  LimitRow{"data_seconds",                   1, day,  [](SmtpLimits& l) -> Place { return &l.deadlines.data; },                           "a whole message"},
  LimitRow{"data_grace_seconds",             1, day,  [](SmtpLimits& l) -> Place { return &l.deadlines.data_grace; },                     "before the rate counts"},
  LimitRow{"data_octets_a_second",           0, many, [](SmtpLimits& l) -> Place { return &l.deadlines.data_octets_a_second; },           ""},
  LimitRow{"session_seconds",                1, day,  [](SmtpLimits& l) -> Place { return &l.deadlines.session; },                        ""},
  LimitRow{"most_spool_octets",              0, huge, [](SmtpLimits& l) -> Place { return &l.watermarks.most_spool_octets; },             "above, mail is refused with 452; 0: any"},
  LimitRow{"most_memory_octets",             0, huge, [](SmtpLimits& l) -> Place { return &l.watermarks.most_memory_octets; },            "the same; 0: 3/4 of what the service manager gives"},
};
// clang-format on

void set(const Place& place, std::uint64_t number) {
  if (auto* const* count = std::get_if<std::uint64_t*>(&place)) {
    **count = number;
  } else if (auto* const* small = std::get_if<std::uint32_t*>(&place)) {
    **small = static_cast<std::uint32_t>(number);
  } else {
    *std::get<std::chrono::milliseconds*>(place) = std::chrono::seconds(number);
  }
}

std::uint64_t get(const Place& place) {
  if (auto* const* count = std::get_if<std::uint64_t*>(&place)) return **count;
  if (auto* const* small = std::get_if<std::uint32_t*>(&place)) return **small;
  const auto duration = *std::get<std::chrono::milliseconds*>(place);
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(duration).count());
}

Result<void> read_row(std::string_view name, const toml::node& node, SmtpLimits& limits) {
  for (const LimitRow& row : rows) {
    if (row.name != name) continue;
    const auto found = node.value<std::int64_t>();
    const bool is_number = found && *found >= 0;
    const auto number = static_cast<std::uint64_t>(found.value_or(0));
    if (!is_number || number < row.least || number > row.most) {
      return failure(ErrorCode::invalid_argument, std::string(name) + ": must be a number from " +
                                                      std::to_string(row.least) + " to " + std::to_string(row.most));
    }
    set(row.place(limits), number);
    return {};
  }
  return failure(ErrorCode::invalid_argument, std::string(name) + ": no such setting");
}

} // namespace

Result<void> read_smtp_limits(const toml::node& node, SmtpLimits& limits) {
  const toml::table* const table = node.as_table();
  if (table == nullptr) return failure(ErrorCode::invalid_argument, "must be a section, [smtp.limits]");
  for (const auto& [key, value] : *table) {
    if (auto read = read_row(key.str(), value, limits); !read) return read;
  }
  return {};
}

std::string smtp_limits_template() {
  SmtpLimits defaults;
  std::string text = "\n[smtp.limits]  # trusted networks know those in all and of one connection only\n";
  for (const LimitRow& row : rows) {
    text.append("# ").append(row.name).append(" = ").append(std::to_string(get(row.place(defaults))));
    if (!row.note.empty()) text.append("  # ").append(row.note);
    text.append("\n");
  }
  return text;
}

} // namespace relay
