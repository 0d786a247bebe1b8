#include "parsers/delivery_status.hpp"

#include <array>
#include <utility>

#include "parsers/ascii.hpp"
#include "parsers/reply_codes.hpp"
#include "parsers/report_lines.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_field_octets = 16UL * 1024;

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (code >> 6)));
    out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  } else if (code < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (code >> 12)));
    out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (code >> 18)));
    out.push_back(static_cast<char>(0x80 | ((code >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  }
}

/// "\x{C3A9}" of RFC 6533 3: a code point in hexadecimal. What is none stays as it is.
std::string decode_code_points(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::uint32_t code = 0;
    std::size_t digit = at + 3;
    if (text.substr(at).starts_with("\\x{"))
      for (; digit < text.size() && digit < at + 9 && hex_value(text[digit]) >= 0; ++digit)
        code = code * 16 + static_cast<std::uint32_t>(hex_value(text[digit]));
    const bool is_character = code >= 0x20 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    if (is_character && digit < text.size() && text[digit] == '}') {
      append_utf8(decoded, code);
      at = digit;
    } else {
      decoded.push_back(text[at]);
    }
  }
  return decoded;
}

/// xtext: '+' and two upper-case hexadecimal digits. Only octets that must be encoded are decoded, because programs
/// that decoded the address already may mean a '+' and letters; '@' is one of them where there is no other.
std::string decode_xtext(std::string_view text) {
  const bool has_at = text.find('@') != std::string_view::npos;
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_encoded =
        text[at] == '+' && at + 2 < text.size() && hex_value(text[at + 1]) >= 0 && hex_value(text[at + 2]) >= 0;
    const int octet = is_encoded ? hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]) : -1;
    if (octet == '+' || octet == '=' || octet == ' ' || (octet == '@' && !has_at)) {
      decoded.push_back(static_cast<char>(octet));
      at += 2;
    } else {
      decoded.push_back(text[at]);
    }
  }
  return decoded;
}

bool is_address_type(std::string_view word) {
  if (word.empty() || word.size() > 20) return false;
  for (const char c : word)
    if (!is_alpha(c) && !is_digit(c) && c != '-' && c != '.') return false;
  return true;
}

struct Field {
  std::string_view name;
  std::string value;
};

std::string after_type(std::string_view value) {
  const std::size_t semicolon = value.find(';');
  const bool has_type = semicolon != std::string_view::npos && is_address_type(trim(value.substr(0, semicolon)));
  return std::string(trim(has_type ? value.substr(semicolon + 1) : value));
}

/// Takes the fields one by one and says where groups end.
class GroupReader {
 public:
  explicit GroupReader(std::size_t most) : most_(most) {}

  void take(const Field& field) {
    if (equals_ignoring_case(field.name, "Reporting-MTA")) fields_.reporting_mta = after_type(field.value);
    if (equals_ignoring_case(field.name, "Original-Envelope-Id")) fields_.original_envelope_id = field.value;
    const auto member = member_of(field.name);
    if (!member) return;
    if (begins_group(*member)) {
      fields_.recipients.emplace_back();
      seen_.fill(false);
    }
    if (fields_.recipients.empty()) fields_.recipients.emplace_back();
    last_ = *member;
    if (std::exchange(seen_[*member], true) && *member != supplementary) return;
    store(fields_.recipients.back(), *member, field.value);
  }

  [[nodiscard]] bool is_full() const { return fields_.recipients.size() > most_; }

  StatusFields finish() {
    fields_.is_cut = is_full();
    if (fields_.is_cut) fields_.recipients.resize(most_);
    return std::move(fields_);
  }

 private:
  enum Member : std::size_t { original, final, actual, action, status, diagnostic, remote, supplementary, members };

  static std::optional<Member> member_of(std::string_view name) {
    static constexpr std::pair<std::string_view, Member> names[] = {
        {"Original-Recipient", original},
        {"Final-Recipient", final},
        {"X-Actual-Recipient", actual},
        {"Action", action},
        {"Status", status},
        {"Diagnostic-Code", diagnostic},
        {"Remote-MTA", remote},
        {"X-Supplementary-Info", supplementary},
    };
    for (const auto& [known, member] : names)
      if (equals_ignoring_case(name, known)) return member;
    return std::nullopt;
  }

  [[nodiscard]] bool begins_group(Member member) const {
    if (fields_.recipients.empty() || member == supplementary) return false;
    if (member == diagnostic || member == remote) return false;
    if (seen_[member]) return true;
    const bool names_recipient = member == original || member == final;
    const bool follows_other_name = last_ == original || last_ == final || last_ == actual;
    return names_recipient && !follows_other_name && seen_[final] && (seen_[action] || seen_[status]);
  }

  static void store(RecipientFields& group, Member member, const std::string& value) {
    switch (member) {
      case original:
        group.original_recipient = read_typed_address(value);
        break;
      case final:
        group.final_recipient = read_typed_address(value);
        break;
      case actual:
        group.actual_recipient = read_typed_address(value);
        break;
      case action:
        group.action = value;
        break;
      case status:
        group.status = leading_status(value);
        if (group.status.empty()) group.status = find_status(value);
        break;
      case diagnostic: {
        const std::size_t semicolon = value.find(';');
        const bool has_type =
            semicolon != std::string::npos && is_address_type(trim(std::string_view(value).substr(0, semicolon)));
        if (has_type) group.diagnostic_type = to_lower(trim(std::string_view(value).substr(0, semicolon)));
        group.diagnostic = after_type(value);
        break;
      }
      case remote:
        group.remote_mta = after_type(value);
        break;
      case supplementary:
        group.supplementary += group.supplementary.empty() ? value : ' ' + value;
        break;
      case members:
        break;
    }
  }

  std::size_t most_;
  StatusFields fields_;
  std::array<bool, members> seen_{};
  Member last_ = members;
};

bool is_field_name(std::string_view name) {
  if (name.empty() || name.size() > 60) return false;
  for (const char c : name)
    if (!is_alpha(c) && !is_digit(c) && c != '-' && c != '_') return false;
  return true;
}

} // namespace

TypedAddress read_typed_address(std::string_view field) {
  TypedAddress typed;
  std::string_view address = trim(field);
  const std::size_t semicolon = address.find(';');
  const std::size_t colon = address.find(':');
  if (semicolon != std::string_view::npos && is_address_type(trim(address.substr(0, semicolon)))) {
    typed.type = to_lower(trim(address.substr(0, semicolon)));
    address = trim(address.substr(semicolon + 1));
  } else if (colon != std::string_view::npos && starts_with_ignoring_case(address, "smtp:")) {
    typed.type = "smtp";
    address = trim(address.substr(colon + 1));
  }
  if (starts_with_ignoring_case(address, "smtp:") || starts_with_ignoring_case(address, "rfc822:"))
    address = trim(address.substr(address.find(':') + 1));
  const bool is_mail = typed.type.empty() || typed.type == "rfc822" || typed.type == "smtp" || typed.type == "utf-8";
  if (is_mail) {
    if (const auto found = find_address(address); found && found->has_brackets)
      address = address.substr(found->begin + 1, found->address.size());
    else if (address.starts_with('<') && address.ends_with('>'))
      address = address.substr(1, address.size() - 2);
    while (address.ends_with(';') || address.ends_with(',')) address.remove_suffix(1);
    typed.address = typed.type == "utf-8" ? decode_code_points(address) : decode_xtext(address);
  } else {
    typed.address = address;
  }
  return typed;
}

std::optional<Action> read_action(std::string_view field) {
  static constexpr std::pair<std::string_view, Action> words[] = {
      {"fail", Action::failed},     {"expired", Action::failed},    {"error", Action::failed},
      {"delayed", Action::delayed}, {"deferred", Action::delayed},  {"delivered", Action::delivered},
      {"relayed", Action::relayed}, {"expanded", Action::expanded},
  };
  field = trim(field);
  for (const auto& [word, action] : words)
    if (starts_with_ignoring_case(field, word)) return action;
  return std::nullopt;
}

StatusFields read_delivery_status(std::string_view text, std::size_t most) {
  GroupReader groups(most);
  Field field;
  Lines lines(text);
  std::string_view line;
  const auto finish_field = [&] {
    if (!field.name.empty()) groups.take(field);
    field = {};
  };
  while (!groups.is_full() && lines.next(line)) {
    if (!line.empty() && (line[0] == ' ' || line[0] == '\t') && !field.name.empty()) {
      if (field.value.size() < most_field_octets) field.value.append(1, '\n').append(trim(line));
      continue;
    }
    finish_field();
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_field_name(trim(line.substr(0, colon)))) continue;
    field.name = trim(line.substr(0, colon));
    field.value = trim(line.substr(colon + 1).substr(0, most_field_octets));
  }
  finish_field();
  return groups.finish();
}

} // namespace parsers
