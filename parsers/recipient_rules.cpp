#include "parsers/recipient_rules.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "parsers/ascii.hpp"
#include "parsers/reply_codes.hpp"
#include "parsers/report_lines.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_diagnostic = 4096;
constexpr std::size_t longest_local_name = 64;
constexpr std::size_t most_own_addresses = 2048; // octets of one header field
constexpr int most_looked_at = 200;              // addresses, to find the only one

// clang-format off
constexpr std::string_view labels[] = {
  "recipient:", "recipients:", "recipient address:", "recipient :", "failed recipient:", "failed address:", "address:", "addressed to:", "to:",
  "envelope-to:", "undeliverable address:", "undeliverable to:", "rcpt to:", "user:", "mailbox:", "e-mail:", "email:",
  "empfänger:", "an:", "adresse:", "destinataire:", "destinataire :", "à :", "destinatario:", "para:", "destinatário:", "destinatari:", "geadresseerde:", "aan:", "mottagare:", "mottaker:",
  "modtager:", "vastaanottaja:", "odbiorca:", "adresat:", "příjemce:", "címzett:", "alıcı:", "получатель:", "кому:", "адресат:",
  "收件人", "收件人:", "收件人:", "收件人地址:", "收件人地址:", "收信人:", "宛先:", "宛先:", "宛先", "受信者:", "받는사람:", "받는 사람:", "수신자:",
};

constexpr std::string_view leads[] = {
  "delivered to", "your message to", "your email to", "your e-mail to", "your mail to", "message to", "deliver to", "deliver your message to", "failed to deliver to", "deliver message to",
  "delivery to", "addressed to", "message was addressed,", "sent to", "mailbox of", "recipient address:", "rejected recipient",
  "ihre nachricht an", "ihre e-mail an", "nachricht an", "votre message à", "su mensaje a", "el mensaje a", "sua mensagem para", "il messaggio a", "uw bericht aan",
  "ditt meddelande till", "din besked til", "twoja wiadomość do", "ваше письмо для", "您发送给", "您發送給", "邮件无法发送到", "rcpt to:",
};

/// Beginnings of addresses that help, and get no mail of ours.
constexpr std::string_view helpdesks[] = {
  "postmaster@", "mailer-daemon@", "abuse@", "support@", "help", "admin@", "administrator@", "webmaster@", "noreply@", "no-reply@", "info@", "hostmaster@", "root@", "it-support@", "servicedesk@",
};
// clang-format on

/// What directly follows an address and belongs to it: brackets, "...", a colon, "(expanded from <…>)".
std::string_view diagnostic_after(std::string_view rest) {
  while (!rest.empty() && std::string_view(" \t.:;>\")'").find(rest.front()) != std::string_view::npos)
    rest.remove_prefix(1);
  return trim(rest);
}

struct Match {
  std::string address;
  std::string_view rest; // of the line
};

std::optional<Match> match_after(std::string_view line, std::size_t from) {
  static constexpr std::string_view marks = " \t<>('\":[*-";
  const auto found = find_address(line, from);
  if (!found || line.substr(from, found->begin - from).find_first_not_of(marks) != std::string_view::npos)
    return std::nullopt;
  return Match{found->address, line.substr(found->end)};
}

std::optional<Match> match_bracket_colon(std::string_view line) {
  const std::string_view text = trim(line);
  if (!text.starts_with('<')) return std::nullopt;
  const auto found = find_address(text);
  if (!found || found->begin != 0 || !found->has_brackets) return std::nullopt;
  std::string_view rest = trim(text.substr(found->end));
  if (rest.starts_with('(')) {
    const std::size_t close = rest.find("):");
    if (close == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(close + 1);
  }
  if (!rest.starts_with(':')) return std::nullopt;
  return Match{found->address, rest.substr(1)};
}

std::optional<Match> match_reply(std::string_view line) {
  const std::string_view text = trim(line);
  if (text.size() < 5 || find_reply_code(text.substr(0, 4)).empty()) return std::nullopt;
  const auto found = find_address(text.substr(0, 1024), 4);
  const std::size_t before = found ? found->begin : 0;
  if (!found || before > 12 || text.substr(found->end, 3) != "...") return std::nullopt;
  return Match{found->address, text};
}

std::optional<Match> match_label(std::string_view words, std::string_view line, std::string_view lower) {
  const std::size_t begin = lower.find_first_not_of(" \t>*-|\"");
  if (begin == std::string_view::npos || !lower.substr(begin).starts_with(words)) return std::nullopt;
  return match_after(line, begin + words.size());
}

std::optional<Match> match_inside(std::string_view words, std::string_view line, std::string_view lower) {
  const std::size_t at = lower.find(words);
  return at == std::string_view::npos ? std::nullopt : match_after(line, at + words.size());
}

template <class One>
std::optional<Match> match_any(std::span<const std::string_view> words, std::string_view line, One one) {
  if (line.find('@') == std::string_view::npos) return std::nullopt;
  for (const std::string_view word : words)
    if (auto found = one(word)) return found;
  return std::nullopt;
}

std::optional<Match> match_local_name(std::string_view line, std::string_view domain) {
  const std::string_view name = trim(line);
  const bool is_name =
      !name.empty() && name.size() <= longest_local_name && !domain.empty() &&
      std::ranges::all_of(name, [](char c) { return is_alpha(c) || is_digit(c) || c == '.' || c == '_' || c == '-'; });
  if (!is_name) return std::nullopt;
  return Match{std::string(name) + '@' + std::string(domain), {}};
}

std::optional<Match> match(const RecipientRule& rule, std::string_view line, std::string_view lower) {
  switch (rule.shape) {
    case Shape::alone: {
      const auto found = address_alone(line);
      return found ? std::optional(Match{found->address, {}}) : std::nullopt;
    }
    case Shape::bracket_colon:
      return match_bracket_colon(line);
    case Shape::first:
      return match_after(line, 0);
    case Shape::label:
      return match_label(rule.words, line, lower);
    case Shape::inside:
      return match_inside(rule.words, line, lower);
    case Shape::any_label:
      return match_any(labels, line, [&](std::string_view word) { return match_label(word, line, lower); });
    case Shape::any_inside:
      return match_any(leads, line, [&](std::string_view word) { return match_inside(word, line, lower); });
    case Shape::reply:
      return match_reply(line);
    case Shape::local_name:
      return match_local_name(line, rule.words);
    case Shape::field:
    case Shape::only:
    case Shape::none:
      break;
  }
  return std::nullopt;
}

bool names_after_words(Shape shape) {
  return shape == Shape::inside || shape == Shape::label || shape == Shape::any_inside || shape == Shape::any_label ||
         shape == Shape::reply;
}

/// "(expanded from: <a@b>)" behind a name or in the line below it.
std::string expanded_from(std::string_view line, std::string_view lower) {
  static constexpr std::string_view words = "expanded from";
  const std::size_t at = lower.find(words);
  const auto found = at == std::string_view::npos ? std::nullopt : find_address(line, at + words.size());
  return found ? found->address : std::string();
}

/// One rule at work: goes through the lines after the start and gives each recipient the lines that belong to it, which
/// are those below its name; where a reply names it, those above.
class RuleReader {
 public:
  RuleReader(const RecipientRule& rule, std::string_view start, std::size_t most)
      : rule_(rule), start_(start), most_(most), is_in_words_(names_after_words(rule.shape)) {}

  /// The words of the start may be apart on two lines; then the list is looked for from the top.
  std::vector<TextRecipient> read(const ReportText& text) {
    if (!read_from(text, start_.empty())) read_from(text, true);
    return std::move(recipients_);
  }

 private:
  bool read_from(const ReportText& text, bool has_started) {
    Lines lines(text.text);
    std::string_view line;
    while (lines.next(line)) {
      const auto begin = static_cast<std::size_t>(line.data() - text.text.data());
      const std::string_view lower = text.lower.substr(begin, line.size());
      const bool starts_here = !has_started && lower.find(start_) != std::string_view::npos;
      has_started = has_started || starts_here;
      if (!has_started) continue;
      const auto found = !starts_here || is_in_words_ ? match(rule_, line, lower) : std::nullopt;
      if (found)
        begin_recipient(*found, is_in_words_ ? line : diagnostic_after(found->rest));
      else if (!starts_here)
        add_line(line);
      if (!recipients_.empty() && recipients_[current_].original.empty())
        recipients_[current_].original = expanded_from(line, lower);
    }
    return has_started;
  }

  void begin_recipient(const Match& found, std::string_view words) {
    if (recipients_.size() == most_) return;
    const auto [place, is_new] = index_.try_emplace(to_lower(found.address), recipients_.size());
    if (is_new) recipients_.push_back({found.address, {}, {}, true});
    current_ = place->second;
    append(recipients_[current_].diagnostic, above_);
    above_.clear();
    append(recipients_[current_].diagnostic, words);
  }
  void add_line(std::string_view line) {
    if (rule_.shape == Shape::reply)
      append(above_, line);
    else if (!recipients_.empty())
      append(recipients_[current_].diagnostic, line);
  }
  static void append(std::string& diagnostic, std::string_view line) {
    const std::string_view words = trim(line);
    if (words.empty() || diagnostic.size() + words.size() > most_diagnostic) return;
    if (!diagnostic.empty()) diagnostic.push_back('\n');
    diagnostic.append(words);
  }

  const RecipientRule& rule_;
  std::string_view start_;
  std::size_t most_;
  bool is_in_words_;
  std::vector<TextRecipient> recipients_;
  std::map<std::string, std::size_t> index_;
  std::string above_;
  std::size_t current_ = 0;
};

std::vector<TextRecipient> from_field(const ParsedMessage& message, std::string_view name) {
  std::vector<TextRecipient> recipients;
  for (const Mailbox& mailbox : message.field_addresses(name))
    if (!mailbox.address.empty()) recipients.push_back({mailbox.address, {}, {}, true});
  return recipients;
}

bool is_helpdesk(std::string_view lower) {
  return std::ranges::any_of(helpdesks, [&](std::string_view start) { return lower.starts_with(start); });
}

/// Of the report's own header: whom it is from and to.
std::string own_addresses(const ParsedMessage& message) {
  std::string own;
  for (const std::string_view name : {"From", "To", "Sender", "Reply-To", "Return-Path", "Delivered-To", "Cc"})
    own += to_lower(message.field(name).value_or("").substr(0, most_own_addresses)) + ' ';
  return own;
}

std::vector<TextRecipient> only_address(const ParsedMessage& message, const ReportText& text) {
  const std::string own = own_addresses(message);
  std::string only; // in lower case
  std::string as_written;
  int looked_at = 0;
  for (auto found = find_address(text.lower); found; found = find_address(text.lower, found->end)) {
    if (++looked_at > most_looked_at) return {};
    const std::string& address = found->address;
    if (address == only || is_helpdesk(address) || own.find(address) != std::string::npos) continue;
    if (!only.empty()) return {};
    only = address;
    as_written = text.text.substr(found->begin + (found->has_brackets ? 1 : 0), address.size());
  }
  if (only.empty()) return {};
  return {{as_written, {}, {}, true}};
}

std::string domain_of_sender(const ParsedMessage& message) {
  for (const Mailbox& author : message.field_addresses("From"))
    if (const std::size_t at = author.address.rfind('@'); at != std::string::npos) return author.address.substr(at + 1);
  return {};
}

} // namespace

std::span<const std::string_view> recipient_labels() { return labels; }
std::span<const std::string_view> recipient_leads() { return leads; }

std::vector<TextRecipient> read_recipients(const RecipientRule& rule, std::string_view start,
                                           const ParsedMessage& message, const ReportText& text) {
  if (rule.shape == Shape::field) return from_field(message, rule.words);
  if (rule.shape == Shape::only) return only_address(message, text);
  const std::size_t most = message.limits().report_recipients;
  if (rule.shape != Shape::local_name) return RuleReader(rule, start, most).read(text);
  const std::string domain = domain_of_sender(message);
  const RecipientRule of_domain{Shape::local_name, domain};
  return RuleReader(of_domain, start, most).read(text);
}

} // namespace parsers
