#include "relay/list_form.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "parsers/ascii.hpp"
#include "parsers/contact_digest.hpp"
#include "parsers/delimited_record.hpp"
#include "parsers/json_list.hpp"

namespace relay {

using parsers::ErrorCode;
using parsers::failure;

namespace {

struct FormatWord {
  std::string_view word;
  ListFormat format;
};
constexpr FormatWord format_words[] = {{"plain", ListFormat::lines}, {"hash", ListFormat::lines},
                                       {"csv", ListFormat::columns}, {"tsv", ListFormat::columns},
                                       {"json", ListFormat::json},   {"ndjson", ListFormat::json}};

// In the order of preference, of letters and digits.
constexpr std::string_view usual_columns[] = {
    "email",     "emailaddress", "identity",    "address", "recipient", "phone",     "phonenumber",
    "contact",   "to",           "mail",        "hash",    "hashed",    "emailhash", "emailmd5",
    "emailsha1", "emailsha256",  "emailsha512", "md5",     "sha1",      "sha256",    "sha512"};

std::optional<std::size_t> find_column(const std::vector<std::string>& names, std::string_view name) {
  const std::string plain = classifier::plain_column(name);
  const auto found = std::ranges::find(names, plain, classifier::plain_column);
  if (plain.empty() || found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

std::optional<std::size_t> find_usual_column(const std::vector<std::string>& names) {
  for (const std::string_view name : usual_columns)
    if (const auto found = find_column(names, name)) return found;
  return std::nullopt;
}

std::string_view first_line_of(std::string_view text) {
  while (text.starts_with('\n') || text.starts_with('\r')) text.remove_prefix(1);
  return text.substr(0, text.find_first_of("\r\n"));
}

std::vector<std::string> fields_of(std::string_view line, char separator) {
  parsers::DelimitedRecord record;
  parsers::DelimitedReader reader(line, separator, 1, parsers::DelimitedReader::End::of_list);
  return reader.next(record) ? record.fields : std::vector<std::string>{};
}

/// The names of the members of the first objects, in the order in which they come: not every record has each.
std::vector<std::string> members_of(std::string_view beginning) {
  constexpr std::size_t looked_at = 100; // records
  parsers::JsonListCutter cutter;
  std::string lines;
  cutter.add(beginning, lines);
  cutter.finish(lines);
  std::vector<std::string> names;
  std::string_view rest = lines;
  for (std::size_t i = 0; i < looked_at && !rest.empty(); ++i) {
    const auto record = nlohmann::ordered_json::parse(first_line_of(rest), nullptr, false);
    rest.remove_prefix(std::min(rest.size(), rest.find('\n') + 1));
    if (!record.is_object()) continue;
    for (const auto& member : record.items())
      if (std::ranges::find(names, member.key()) == names.end()) names.push_back(member.key());
  }
  return names;
}

bool is_contact(std::string_view field) {
  return field.find('@') != std::string_view::npos || parsers::parse_contact_digest(parsers::trim(field));
}

bool has_columns(std::string_view line, const ListOptions& options) {
  if (!options.column.empty() || !options.reason_column.empty() || !options.provider.empty()) return true;
  const std::string name = parsers::to_lower(options.file_name);
  if (name.ends_with(".csv") || name.ends_with(".tsv")) return true;
  const auto fields = fields_of(line, parsers::guess_separator(line));
  return fields.size() > 1 && std::ranges::none_of(fields, is_contact) && find_usual_column(fields);
}

ListFormat guess_format(std::string_view beginning, const ListOptions& options) {
  if (options.format) return *options.format;
  const std::size_t first = beginning.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && (beginning[first] == '{' || beginning[first] == '[')) return ListFormat::json;
  return has_columns(first_line_of(beginning), options) ? ListFormat::columns : ListFormat::lines;
}

/// A member or column that the operator named; nothing where none was.
Result<std::optional<std::size_t>> named_column(const ListForm& form, const std::string& name) {
  if (name.empty()) return std::nullopt;
  const auto found = find_column(form.names, name);
  if (!found) return failure(ErrorCode::invalid_argument, "the list has no column " + name);
  return found;
}

Result<void> find_provider(ListForm& form, const ListOptions& options) {
  const bool is_left_to_us = options.column.empty() && options.reason_column.empty();
  if (!options.provider.empty()) {
    form.provider = classifier::provider_list_named(options.provider);
    if (form.provider == nullptr) return failure(ErrorCode::invalid_argument, "no such list: " + options.provider);
  } else if (is_left_to_us) {
    form.provider = classifier::recognise_list(form.names, options.file_name);
  }
  if (form.provider == nullptr) return {};
  const auto contact = find_column(form.names, form.provider->contact);
  if (!contact) {
    return failure(ErrorCode::invalid_argument,
                   "the list has no column " + std::string(form.provider->contact) + ", as " + name_of(*form.provider));
  }
  form.has_header = true;
  form.contact = *contact;
  form.reason = find_column(form.names, form.provider->state);
  form.detail = find_column(form.names, form.provider->detail);
  return {};
}

Result<void> find_columns(ListForm& form, const ListOptions& options) {
  const auto named = named_column(form, options.column);
  if (!named) return tl::unexpected(named.error());
  const auto column = *named ? *named : find_usual_column(form.names);
  const auto contact = std::ranges::find_if(form.names, is_contact);
  const auto first_contact = contact == form.names.end() ? 0 : static_cast<std::size_t>(contact - form.names.begin());
  form.has_header = form.format == ListFormat::json ||
                    (!options.has_no_header && (column.has_value() || contact == form.names.end()));
  form.contact = column.value_or(first_contact);
  const auto reason = named_column(form, options.reason_column);
  if (!reason) return tl::unexpected(reason.error());
  form.reason = *reason;
  const auto own = [&](std::string_view name) { return find_column(form.names, name); };
  form.is_own_export = options.column.empty() && own("identity") && own("channel") && own("purpose") && own("reason");
  if (!form.is_own_export) return {};
  form.contact = *own("identity");
  form.reason = own("reason");
  form.channel = own("channel");
  form.purpose = own("purpose");
  return {};
}

} // namespace

std::string_view name_of(ListFormat format) {
  constexpr std::array<std::string_view, 3> names{"plain", "csv", "json"};
  return names[static_cast<std::size_t>(format)];
}

std::optional<ListFormat> parse_list_format(std::string_view name) {
  for (const FormatWord& row : format_words)
    if (row.word == name) return row.format;
  return std::nullopt;
}

std::string ListOptions::text() const {
  const std::string format_name(format ? name_of(*format) : "");
  std::string text;
  for (const std::string_view part : {std::string_view(format_name), std::string_view(provider),
                                      std::string_view(column), std::string_view(reason_column)}) {
    text.append(part).push_back('\0');
  }
  if (has_no_header) text += "no header";
  if (only) text.append(only->channel).append("\0", 1).append(only->purpose);
  return text;
}

Result<ListForm> form_of(std::string_view beginning, const ListOptions& options) {
  ListForm form;
  form.format = guess_format(beginning, options);
  if (form.format == ListFormat::lines) return form;
  if (form.format == ListFormat::json) {
    form.names = members_of(beginning);
  } else {
    const std::string_view line = first_line_of(beginning);
    form.separator = parsers::guess_separator(line);
    form.names = fields_of(line, *form.separator);
  }
  if (!options.has_no_header) {
    if (auto found = find_provider(form, options); !found) return tl::unexpected(found.error());
  }
  if (form.provider == nullptr) {
    if (auto found = find_columns(form, options); !found) return tl::unexpected(found.error());
  }
  return form;
}

} // namespace relay
