// Each entry between two separators is collected as words, then read: what is in angle brackets is the address, else
// what has an '@'. Entries of words alone wait, because "Last, First <a@b>" is one mailbox.
#include "parsers/address_list.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>

#include "parsers/address_lexer.hpp"
#include "parsers/ascii.hpp"
#include "parsers/charset.hpp"
#include "parsers/encoded_word.hpp"
#include "parsers/header_lexer.hpp"

namespace parsers {
namespace {

using Kind = AddressToken::Kind;
using Tokens = std::vector<AddressToken>;

constexpr std::array<std::string_view, 4> schemes = {"mailto", "smtp", "rfc822", "internet"};

// What Outlook puts between the sender and the one that was sent for.
constexpr std::array<std::string_view, 7> on_behalf_of = {
    "on behalf of ", "im auftrag von ", "de la part de ", "en nombre de ", "per conto di ", "namens ", "em nome de "};

bool has_at(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size();
}

std::string_view strip_scheme(std::string_view text) {
  for (const std::string_view scheme : schemes)
    if (starts_with_ignoring_case(text, scheme) && text.substr(scheme.size()).starts_with(':'))
      return trim(text.substr(scheme.size() + 1));
  return text;
}

std::string_view strip_single_quotes(std::string_view text) {
  if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'') return trim(text.substr(1, text.size() - 2));
  return text;
}

// obs-route = obs-domain-list ":"; dropped (RFC 5322 4.4).
std::string_view strip_route(std::string_view text) {
  if (!text.starts_with('@') && !text.starts_with(',')) return text;
  bool in_literal = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') in_literal = true;
    if (text[i] == ']') in_literal = false;
    if (text[i] == ':' && !in_literal) return trim(text.substr(i + 1));
  }
  return text;
}

// Takes out comments, and white space next to '.' and '@' (obs-local-part, obs-domain); other white space becomes one
// space.
std::string squeeze(std::string_view text) {
  const auto is_joint = [](char c) { return c == '.' || c == '@'; };
  std::string squeezed;
  bool comments_close = true;
  for (std::size_t i = 0; i < text.size();) {
    if (is_space(text[i])) {
      while (i < text.size() && is_space(text[i])) ++i;
      if (!squeezed.empty() && !is_joint(squeezed.back()) && i < text.size() && !is_joint(text[i]) && text[i] != '(')
        squeezed.push_back(' ');
      continue;
    }
    std::optional<std::size_t> end;
    if (text[i] == '(' && comments_close) {
      end = end_of_comment(text, i);
      comments_close = end.has_value();
      if (end) i = *end;
      if (end) continue;
    }
    if (text[i] == '"') end = end_of_quoted_string(text, i);
    const std::size_t next = end.value_or(text[i] == '"' ? text.size() : i + 1);
    squeezed.append(text.substr(i, next - i));
    i = next;
  }
  return squeezed;
}

std::string clean_address(std::string_view content, Defects& defects) {
  std::string address = squeeze(strip_single_quotes(strip_scheme(strip_route(trim(content)))));
  const std::size_t space = address.find('"') == std::string::npos ? address.find(' ') : std::string::npos;
  if (space != std::string::npos) { // "<John Doe a@b>": the piece with the '@'
    const std::size_t at = std::min(address.find('@'), address.size() - 1);
    const std::size_t end = std::min(address.find(' ', at), address.size());
    const std::size_t before = address.rfind(' ', at);
    const std::size_t begin = before == std::string::npos || before >= end ? 0 : before + 1;
    address = address.substr(begin, end - begin);
    defects.add(Defect::malformed_address);
  }
  if (!has_at(address) && !address.empty()) defects.add(Defect::malformed_address);
  if (is_utf8(address)) return address;
  return to_utf8(address, "", std::numeric_limits<std::size_t>::max(), defects);
}

std::string name_of_words(std::span<const AddressToken> words, Defects& defects) {
  std::string raw;
  for (const AddressToken& word : words) {
    if (!raw.empty() && word.after_space) raw.push_back(' ');
    if (word.kind == Kind::square)
      raw.append("[").append(word.text).append("]");
    else
      raw.append(unescape(word.text));
  }
  const std::string decoded = decode_header_text(raw, defects);
  return std::string(strip_single_quotes(trim(decoded)));
}

// Whether `next` belongs to the address that `run` has the beginning of.
bool is_glued(std::string_view run, const AddressToken& next) {
  if (next.kind == Kind::square || run.empty()) return false;
  if (!next.after_space || run.ends_with('@') || next.text.starts_with('@')) return true;
  return run.find('@') != std::string_view::npos && (run.ends_with('.') || next.text.starts_with('.'));
}

std::string as_written(const AddressToken& token) {
  if (token.kind != Kind::quoted) return std::string(token.text);
  return "\"" + std::string(token.text) + "\"";
}

class ListReader {
 public:
  ListReader(std::string_view field, const Limits& limits, Defects& defects)
      : lexer_(field), limits_(limits), defects_(defects) {}

  std::vector<Mailbox> read() {
    while (list_.size() + waiting_.size() <= limits_.addresses) {
      const auto token = lexer_.next();
      if (!token) break;
      take(*token);
    }
    finish_entry();
    const bool is_pair = waiting_.size() == 2 && (is_one_word(waiting_[0]) || is_one_word(waiting_[1]));
    flush_waiting(has_semicolons_ || is_pair);
    if (list_.size() > limits_.addresses) {
      defects_.add(Defect::address_limit);
      list_.resize(limits_.addresses);
    }
    return std::move(list_);
  }

 private:
  static bool is_one_word(std::string_view name) { return name.find(' ') == std::string_view::npos; }

  void take(const AddressToken& token) {
    switch (token.kind) {
      case Kind::word:
      case Kind::quoted:
        words_.push_back(token);
        break;
      case Kind::comment:
        if (token.after_space || words_.empty()) comment_ = token.text;
        break;
      case Kind::angle:
        take_bracket(token.text);
        break;
      case Kind::square:
        if (has_at(strip_scheme(token.text)))
          take_bracket(token.text);
        else
          words_.push_back(token);
        break;
      case Kind::comma:
        finish_entry();
        break;
      case Kind::semicolon:
        finish_entry();
        has_semicolons_ = has_semicolons_ || !in_group_;
        flush_waiting(!in_group_);
        in_group_ = false;
        break;
      case Kind::colon:
        take_colon();
        break;
    }
  }

  // group = display-name ":" [group-list] ";", and "mailto:a@b"
  void take_colon() {
    const bool has_address = std::ranges::any_of(words_, [](const AddressToken& word) { return has_at(word.text); });
    if (has_address || entry_has_address_) {
      finish_entry();
      return;
    }
    const bool is_scheme = words_.size() == 1 && std::ranges::any_of(schemes, [this](std::string_view scheme) {
                             return equals_ignoring_case(scheme, words_.front().text);
                           });
    in_group_ = in_group_ || !is_scheme;
    words_.clear();
  }

  void take_bracket(std::string_view content) {
    const std::string address = clean_address(content, defects_);
    if (address.empty()) return; // "<>", "<(comment)>"
    // Outlook writes an address again as the target of a link: "a@b<mailto:a@b>".
    const bool is_repeated = entry_has_address_ && words_.empty() &&
                             (equals_ignoring_case(address, list_.back().address) || !has_at(address));
    if (!is_repeated) add(address, words_);
    words_.clear();
  }

  void add(std::string address, std::span<const AddressToken> words) {
    std::string name = name_of_words(words, defects_);
    if (entry_has_address_) {
      for (const std::string_view phrase : on_behalf_of)
        if (starts_with_ignoring_case(name, phrase)) name.erase(0, phrase.size());
    }
    if (equals_ignoring_case(name, address)) name.clear();
    name = join_waiting(std::move(name));
    if (name.empty() && address.empty()) return; // brackets and comments with nothing in them
    list_.push_back({std::move(name), std::move(address)});
    entry_has_address_ = true;
  }

  // "Last, First <a@b>" and "Last, Jr., First <a@b>": a mailbox without address cannot stand in a list.
  std::string join_waiting(std::string name) {
    const bool is_one = !name.empty() && !waiting_.empty() && waiting_.size() <= 2;
    if (!is_one) {
      flush_waiting(false);
      return name;
    }
    std::string whole;
    for (const std::string& part : waiting_) whole.append(part).append(", ");
    waiting_.clear();
    return whole + name;
  }

  void finish_entry() {
    if (!words_.empty()) add_bare_addresses();
    if (!entry_has_address_) {
      if (comment_ && has_at(*comment_) && comment_->find(' ') == std::string_view::npos)
        add(clean_address(*comment_, defects_), words_);
      else if (std::string name = name_of_entry(); !name.empty())
        waiting_.push_back(std::move(name));
    } else if (list_.back().name.empty()) { // "a@b (Name)", the oldest form of all
      list_.back().name = name_of_comment();
      if (equals_ignoring_case(list_.back().name, list_.back().address)) list_.back().name.clear();
    }
    words_.clear();
    comment_.reset();
    entry_has_address_ = false;
  }

  std::string name_of_entry() {
    std::string name = name_of_words(words_, defects_);
    return name.empty() ? name_of_comment() : name;
  }
  std::string name_of_comment() {
    if (!comment_) return {};
    const AddressToken name{Kind::word, *comment_, false};
    return name_of_words(std::span(&name, 1), defects_);
  }

  // addr-spec without brackets; the words before it are its name.
  void add_bare_addresses() {
    std::size_t name_begin = 0;
    for (std::size_t i = 0; i < words_.size();) {
      std::string run;
      std::size_t end = i;
      do {
        run += as_written(words_[end]);
        ++end;
      } while (end < words_.size() && is_glued(run, words_[end]));
      const bool is_address =
          has_at(run) && words_[i].kind != Kind::square && !(end == i + 1 && words_[i].kind == Kind::quoted);
      if (is_address) {
        add(clean_address(run, defects_), std::span(words_).subspan(name_begin, i - name_begin));
        name_begin = end;
      }
      i = end;
    }
  }

  // Names that no address followed: one name with commas in it, or several.
  void flush_waiting(bool is_one_name) {
    if (waiting_.empty()) return;
    defects_.add(Defect::malformed_address);
    Mailbox joined;
    for (std::string& name : waiting_) {
      if (!is_one_name)
        list_.push_back({std::move(name), ""});
      else
        joined.name.append(joined.name.empty() ? "" : ", ").append(name);
    }
    if (is_one_name) list_.push_back(std::move(joined));
    waiting_.clear();
  }

  AddressLexer lexer_;
  const Limits& limits_;
  Defects& defects_;
  std::vector<Mailbox> list_;
  Tokens words_; // of this entry, since its last address
  std::optional<std::string_view> comment_;
  bool entry_has_address_ = false;
  bool in_group_ = false;
  bool has_semicolons_ = false; // as separators
  std::vector<std::string> waiting_;
};

} // namespace

std::vector<Mailbox> read_address_list(std::string_view field, const Limits& limits, Defects& defects) {
  return ListReader(field, limits, defects).read();
}

} // namespace parsers
