// Lists as mail providers export them, recognised by their columns: which column names the contact, and what a row says
// of it. One table; a provider that is missing is a row.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/import_reason.hpp"

namespace classifier {

struct ProviderList {
  std::string_view provider;
  std::string_view list;
  std::array<std::string_view, 4> columns{}; // all of them are there; of letters and digits, in lower case
  std::string_view file_word;                // stands in the file's name; empty: the columns are enough
  std::string_view contact;                  // columns of these three
  std::string_view state = {};
  std::string_view detail = {};
};

/// "E-Mail Address", "email_address" and "EmailAddress" are one column.
std::string plain_column(std::string_view column);

/// Nothing for a list that no provider is known for.
const ProviderList* recognise_list(std::span<const std::string> columns, std::string_view file_name);
/// "sendgrid-blocks", as a person names it.
const ProviderList* provider_list_named(std::string_view name);
std::string name_of(const ProviderList& list);
/// For people.
std::vector<std::string> provider_list_names();

/// What a row is: listed for a reason, or of somebody whom the list does not keep from being written to.
struct RowMeaning {
  bool is_listed = true;
  ImportReason reason = ImportReason::unstated;
};
/// By the values of the columns `state` and `detail`.
RowMeaning meaning_of_row(const ProviderList& list, std::string_view state, std::string_view detail);

} // namespace classifier
