// What a row of a list says: whom it names and why, or what is wrong with it.
#pragma once

#include <string>
#include <variant>

#include "classifier/entry.hpp"
#include "parsers/contact_digest.hpp"
#include "parsers/identity.hpp"
#include "relay/list_parts.hpp"
#include "store/index_keys.hpp"

namespace relay {

struct DomainRule {
  std::string text; // "@example.org" or "*.example.org", normalised
};
using store::KeyedHash; // written by an export of this installation for somebody whose clear text it does not have
using Listed = std::variant<parsers::Identity, DomainRule, parsers::ContactDigest, KeyedHash>;

struct RowContact {
  Listed who;
  classifier::ImportReason reason = classifier::ImportReason::unstated;
};
struct InvalidRow {
  std::string column;
  std::string why;
};
/// Somebody whom the list names and does not keep from being written to, or whom another reading takes.
struct SkippedRow {
  bool is_of_another_reading = false;
};
using RowReading = std::variant<RowContact, InvalidRow, SkippedRow>;

/// Of a row of an export of ours; all channels and purposes where it names none that is known: it denies rather too
/// much.
RowScope scope_of_row(const ListRow& row, const ListForm& form);

/// The column of the contact, by its name or from 1, for telling where a row is wrong.
std::string column_of(const ListForm& form);

/// Pure and total. `fingerprint` tells the installation's own keyed hashes (fingerprint_of).
RowReading read_row(const ListRow& row, const ListForm& form, const ListOptions& options, std::string_view fingerprint);

} // namespace relay
