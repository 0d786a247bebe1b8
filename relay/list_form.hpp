// How a list is written, and where in its rows the contact and the reason stand: found out from its first octets, its
// file's name, and what the operator said.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/import_reason.hpp"
#include "classifier/provider_list.hpp"
#include "parsers/result.hpp"

namespace relay {

using parsers::Result;

/// `lines`: one contact a line. `json`: an array, objects one after the other, or what an API answers with.
enum class ListFormat : std::uint8_t { lines, columns, json };
std::string_view name_of(ListFormat format);
/// "plain", "hash", "csv", "tsv", "json", "ndjson".
std::optional<ListFormat> parse_list_format(std::string_view name);

/// What an export of ours says of the scope of each row.
struct RowScope {
  std::string channel;
  std::string purpose;
  friend auto operator<=>(const RowScope&, const RowScope&) = default;
};

struct ListOptions {
  std::string file_name; // what it ends in, and words in it, tell a form
  std::optional<ListFormat> format;
  std::string provider; // "sendgrid-blocks"; empty: found by itself
  std::string column;   // of the contacts; empty: found by itself
  std::string reason_column;
  bool has_no_header = false;
  classifier::ImportReason usual_reason = classifier::ImportReason::unstated;
  std::optional<RowScope> only; // of an export of ours: other rows belong to another reading
  /// Lists that are read otherwise are other lists.
  [[nodiscard]] std::string text() const;
};

/// Fields of a row by place; of JSON the members that `names` names, in its order.
struct ListForm {
  ListFormat format = ListFormat::lines;
  std::optional<char> separator; // columns only
  bool has_header = false;
  std::vector<std::string> names; // of the columns, where they have some
  std::size_t contact = 0;
  std::optional<std::size_t> reason;
  std::optional<std::size_t> detail;
  const classifier::ProviderList* provider = nullptr; // then it says what a row means
  bool is_own_export = false;
  std::optional<std::size_t> channel; // of an export of ours
  std::optional<std::size_t> purpose;
};

/// invalid_argument for a column that is not there, or a provider that is not known. `beginning` is UTF-8 and may be
/// the whole list.
Result<ListForm> form_of(std::string_view beginning, const ListOptions& options);

} // namespace relay
