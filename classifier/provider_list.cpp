#include "classifier/provider_list.hpp"

#include <algorithm>
#include <array>

#include "parsers/ascii.hpp"

namespace classifier {
namespace {

// The first row that fits is taken: what has more columns, or needs a word in the file's name, stands first.
// clang-format off
constexpr std::array lists{
    ProviderList{"postmark",  "suppressions", {"emailaddress", "suppressionreason"}, "", "emailaddress",
                 "suppressionreason", "origin"},
    ProviderList{"ses",       "suppressions", {"emailaddress", "reason"},            "", "emailaddress", "reason"},
    ProviderList{"mailchimp", "unsubscribed", {"emailaddress", "unsubtime"},         "", "emailaddress"},
    ProviderList{"mailchimp", "cleaned",      {"emailaddress", "cleantime"},         "", "emailaddress"},
    ProviderList{"mailchimp", "subscribed",   {"emailaddress", "memberrating"},      "", "emailaddress"},
    ProviderList{"mailchimp", "members",      {"emailaddress", "status"},            "", "emailaddress", "status"},
    ProviderList{"sendgrid",  "blocks",       {"email", "reason", "status", "created"}, "block", "email"},
    ProviderList{"sendgrid",  "bounces",      {"email", "reason", "status", "created"}, "",      "email", "status"},
    ProviderList{"sendgrid",  "invalid",      {"email", "reason", "created"},           "",      "email"},
    ProviderList{"sendgrid",  "spam_reports", {"email", "created"},                     "spam",  "email"},
    ProviderList{"sendgrid",  "spam_reports", {"email", "created", "ip"},               "",      "email"},
    ProviderList{"sendgrid",  "unsubscribes", {"email", "created"},                     "unsub", "email"},
    ProviderList{"mailgun",   "bounces",      {"address", "code", "error"},   "", "address", "code"},
    ProviderList{"mailgun",   "unsubscribes", {"address", "tags"},            "", "address"},
    ProviderList{"mailgun",   "complaints",   {"address", "createdat"},       "", "address"},
};

struct ValueRow {
  std::string_view provider;
  std::string_view list;
  std::string_view state;  // in letters and digits; "5*" begins so, "*" is anything
  std::string_view detail;
  RowMeaning meaning;
};
constexpr RowMeaning not_listed{.is_listed = false};
constexpr RowMeaning listed_for(ImportReason reason) { return {.is_listed = true, .reason = reason}; }
// What fits no row is listed without a reason: it is denied.
constexpr std::array value_rows{
    ValueRow{"postmark",  "suppressions", "hardbounce",        "*",         listed_for(ImportReason::hard_bounce)},
    ValueRow{"postmark",  "suppressions", "spamcomplaint",     "*",         listed_for(ImportReason::complaint)},
    ValueRow{"postmark",  "suppressions", "manualsuppression", "recipient", listed_for(ImportReason::unsubscribe)},
    ValueRow{"postmark",  "suppressions", "manualsuppression", "*",         listed_for(ImportReason::denied)},
    ValueRow{"ses",       "suppressions", "bounce",            "*",         listed_for(ImportReason::hard_bounce)},
    ValueRow{"ses",       "suppressions", "complaint",         "*",         listed_for(ImportReason::complaint)},
    ValueRow{"mailchimp", "unsubscribed", "*",                 "*",         listed_for(ImportReason::unsubscribe)},
    ValueRow{"mailchimp", "cleaned",      "*",                 "*",         listed_for(ImportReason::hard_bounce)},
    ValueRow{"mailchimp", "subscribed",   "*",                 "*",         not_listed},
    ValueRow{"mailchimp", "members",      "unsubscribed",      "*",         listed_for(ImportReason::unsubscribe)},
    ValueRow{"mailchimp", "members",      "cleaned",           "*",         listed_for(ImportReason::hard_bounce)},
    ValueRow{"mailchimp", "members",      "subscribed",        "*",         not_listed},
    ValueRow{"mailchimp", "members",      "pending",           "*",         not_listed},
    ValueRow{"mailchimp", "members",      "transactional",     "*",         not_listed},
    ValueRow{"sendgrid",  "blocks",       "*",                 "*",         not_listed}, // the next message is sent
    ValueRow{"sendgrid",  "bounces",      "5*",                "*",         listed_for(ImportReason::hard_bounce)},
    ValueRow{"sendgrid",  "invalid",      "*",                 "*",         listed_for(ImportReason::hard_bounce)},
    ValueRow{"sendgrid",  "spam_reports", "*",                 "*",         listed_for(ImportReason::complaint)},
    ValueRow{"sendgrid",  "unsubscribes", "*",                 "*",         listed_for(ImportReason::unsubscribe)},
    ValueRow{"mailgun",   "bounces",      "5*",                "*",         listed_for(ImportReason::hard_bounce)},
    ValueRow{"mailgun",   "unsubscribes", "*",                 "*",         listed_for(ImportReason::unsubscribe)},
    ValueRow{"mailgun",   "complaints",   "*",                 "*",         listed_for(ImportReason::complaint)},
};
// clang-format on

bool fits(std::string_view pattern, std::string_view value) {
  if (!pattern.ends_with('*')) return pattern == value;
  pattern.remove_suffix(1);
  return value.starts_with(pattern);
}

} // namespace

std::string plain_column(std::string_view column) {
  std::string plain;
  for (const char c : parsers::to_lower(column)) {
    if (parsers::is_digit(c) || (c >= 'a' && c <= 'z')) plain.push_back(c);
  }
  return plain;
}

const ProviderList* recognise_list(std::span<const std::string> columns, std::string_view file_name) {
  std::vector<std::string> plain;
  for (const std::string& column : columns) plain.push_back(plain_column(column));
  const std::string name = parsers::to_lower(file_name);
  const auto found = std::ranges::find_if(lists, [&](const ProviderList& list) {
    return name.find(list.file_word) != std::string::npos &&
           std::ranges::all_of(list.columns, [&](std::string_view column) {
             return column.empty() || std::ranges::find(plain, column) != plain.end();
           });
  });
  return found == lists.end() ? nullptr : &*found;
}

const ProviderList* provider_list_named(std::string_view name) {
  const auto found = std::ranges::find_if(lists, [&](const ProviderList& list) { return name_of(list) == name; });
  return found == lists.end() ? nullptr : &*found;
}

std::string name_of(const ProviderList& list) { return std::string(list.provider).append("-").append(list.list); }

std::vector<std::string> provider_list_names() {
  std::vector<std::string> names;
  for (const ProviderList& list : lists)
    if (std::ranges::find(names, name_of(list)) == names.end()) names.push_back(name_of(list));
  return names;
}

RowMeaning meaning_of_row(const ProviderList& list, std::string_view state, std::string_view detail) {
  const std::string plain_state = plain_column(state);
  const std::string plain_detail = plain_column(detail);
  for (const ValueRow& row : value_rows) {
    if (row.provider != list.provider || row.list != list.list) continue;
    if (fits(row.state, plain_state) && fits(row.detail, plain_detail)) return row.meaning;
  }
  return {};
}

} // namespace classifier
