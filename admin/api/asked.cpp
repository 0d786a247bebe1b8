#include "admin/api/asked.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "parsers/ascii.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;

std::string in_quotes(std::string_view name) { return "\"" + std::string(name) + "\""; }

tl::unexpected<parsers::Error> refused(std::string why) { return failure(ErrorCode::invalid_argument, std::move(why)); }

const Member* find_member(std::span<const Member> members, std::string_view name) {
  const auto member = std::find_if(members.begin(), members.end(), [&](const Member& one) { return one.name == name; });
  return member == members.end() ? nullptr : &*member;
}

std::string unknown(std::string_view what, std::span<const Member> members) {
  std::string text = "there is a " + std::string(what) + " that is none of: ";
  for (const Member& member : members) {
    if (&member != members.data()) text += ", ";
    text += member.name;
  }
  return text;
}

std::optional<std::uint64_t> read_number(std::string_view digits) {
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  if (digits.empty() || !parsers::is_digit(digits.front()) || error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

bool is_among(std::string_view choices, std::string_view value) {
  while (!choices.empty()) {
    const std::size_t end = choices.find(' ');
    if (choices.substr(0, end) == value) return true;
    choices = end == std::string_view::npos ? std::string_view{} : choices.substr(end + 1);
  }
  return false;
}

Result<void> check_text(const Member& member, const std::string& text) {
  const std::string name = in_quotes(member.name);
  switch (member.kind) {
    case ValueKind::number: {
      const auto number = read_number(text);
      if (!number) return refused(name + " is not a whole number");
      if (member.most != 0 && *number > member.most) return refused(name + " is over " + std::to_string(member.most));
      return {};
    }
    case ValueKind::flag:
      if (text != "true" && text != "false") return refused(name + " is neither true nor false");
      return {};
    case ValueKind::instant:
      if (!parsers::parse_rfc3339(text)) return refused(name + " is no instant as RFC 3339 has it");
      return {};
    default:
      break;
  }
  if (!member.choices.empty() && !is_among(member.choices, text)) {
    return refused(name + " is none of: " + std::string(member.choices));
  }
  return {};
}

} // namespace

// Takes the events of a JSON text and stops it at the first that does not belong there, so that no nesting, and no
// number of wrong values, costs anything.
class AskedReader {
 public:
  explicit AskedReader(std::span<const Member> members) : members_(members) {}

  bool null() { return stop("a value is null"); }
  bool boolean(bool value) { return scalar(ValueKind::flag, value ? "true" : "false"); }
  bool number_integer(std::int64_t) { return stop("a number is below 0"); }
  bool number_unsigned(std::uint64_t value) { return scalar(ValueKind::number, std::to_string(value)); }
  bool number_float(double, const std::string&) { return stop("a number is not whole"); }
  bool binary(nlohmann::json::binary_t&) { return stop("a value is binary"); }
  bool string(std::string& text);
  bool start_object(std::size_t);
  bool key(std::string& name);
  bool end_object() { return true; }
  bool start_array(std::size_t);
  bool end_array();
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) {
    return stop("the body is not JSON in UTF-8");
  }

  Result<Asked> result() &&;

 private:
  enum class Place : std::uint8_t { outside, members, list };

  bool scalar(ValueKind kind, std::string text);
  bool stop(std::string why) {
    if (fault_.empty()) fault_ = std::move(why);
    return false;
  }

  std::span<const Member> members_;
  Asked asked_;
  Place place_ = Place::outside;
  const Member* member_ = nullptr;
  std::string fault_;
};

bool AskedReader::start_object(std::size_t) {
  if (place_ != Place::outside) return stop("a value is an object");
  place_ = Place::members;
  return true;
}

bool AskedReader::key(std::string& name) {
  member_ = find_member(members_, name);
  if (member_ == nullptr) return stop(unknown("member", members_));
  return asked_.value(name) == nullptr || stop(in_quotes(name) + " is there twice");
}

bool AskedReader::start_array(std::size_t) {
  const bool belongs_here = place_ == Place::members && member_->kind == ValueKind::texts;
  if (!belongs_here) return stop("there is a list where none belongs");
  asked_.values_.push_back({member_, {}, {}});
  place_ = Place::list;
  return true;
}

bool AskedReader::end_array() {
  place_ = Place::members;
  return true;
}

bool AskedReader::string(std::string& text) {
  if (place_ != Place::list) return scalar(ValueKind::text, std::move(text));
  auto& texts = asked_.values_.back().texts;
  if (member_->most != 0 && texts.size() == member_->most) {
    return stop(in_quotes(member_->name) + " has more than " + std::to_string(member_->most) + " entries");
  }
  texts.push_back(std::move(text));
  return true;
}

bool AskedReader::scalar(ValueKind kind, std::string text) {
  if (place_ == Place::outside) return stop("the body is not an object");
  if (place_ == Place::list) return stop("an entry of a list is no text");
  const bool is_written_as_text = member_->kind == ValueKind::text || member_->kind == ValueKind::instant;
  if (is_written_as_text ? kind != ValueKind::text : kind != member_->kind) {
    return stop(in_quotes(member_->name) + " is of another kind: " + std::string(member_->about));
  }
  asked_.values_.push_back({member_, std::move(text), {}});
  return true;
}

Result<Asked> AskedReader::result() && {
  if (fault_.empty() && place_ == Place::outside) fault_ = "the body is not an object";
  if (!fault_.empty()) return refused(std::move(fault_));
  if (auto fine = asked_.check(members_); !fine) return tl::unexpected(fine.error());
  return std::move(asked_);
}

Result<Asked> Asked::of_body(std::string_view json, std::span<const Member> members) {
  AskedReader reader(members);
  nlohmann::json::sax_parse(json, &reader);
  return std::move(reader).result();
}

Result<Asked> Asked::of_query(const Parameters& parameters, std::span<const Member> members) {
  Asked asked;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Member* const member = find_member(members, parameters.name(i));
    if (member == nullptr) return refused(unknown("parameter", members));
    if (asked.value(member->name) != nullptr) return refused(in_quotes(member->name) + " is there twice");
    asked.values_.push_back({member, std::string(parameters.value(i)), {}});
  }
  if (auto fine = asked.check(members); !fine) return tl::unexpected(fine.error());
  return asked;
}

Result<void> Asked::check(std::span<const Member> members) const {
  for (const Member& member : members) {
    const bool is_missing = member.need == Need::required && value(member.name) == nullptr;
    if (is_missing) return refused(in_quotes(member.name) + " is missing: " + std::string(member.about));
  }
  for (const Value& one : values_) {
    if (one.member->kind == ValueKind::texts) continue;
    if (auto fine = check_text(*one.member, one.text); !fine) return fine;
  }
  return {};
}

const Asked::Value* Asked::value(std::string_view name) const {
  const auto found =
      std::find_if(values_.begin(), values_.end(), [&](const Value& one) { return one.member->name == name; });
  return found == values_.end() ? nullptr : &*found;
}

std::optional<std::string_view> Asked::find(std::string_view name) const {
  const Value* const found = value(name);
  return found == nullptr ? std::nullopt : std::optional<std::string_view>(found->text);
}

std::uint64_t Asked::number(std::string_view name, std::uint64_t otherwise) const {
  return read_number(text(name)).value_or(otherwise);
}

std::optional<bool> Asked::flag(std::string_view name) const {
  const auto found = find(name);
  return found ? std::optional(*found == "true") : std::nullopt;
}

std::optional<parsers::Instant> Asked::instant(std::string_view name) const {
  return parsers::parse_rfc3339(text(name));
}

std::span<const std::string> Asked::texts(std::string_view name) const {
  const Value* const found = value(name);
  return found == nullptr ? std::span<const std::string>{} : std::span<const std::string>(found->texts);
}

} // namespace admin
