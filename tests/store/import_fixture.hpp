// Lists that tests import, short ways to do so, and the octets of the tables that come of it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/store/store_fixture.hpp"

namespace store {

struct ListedContact {
  std::string who;
  classifier::ImportReason reason = classifier::ImportReason::unstated;
};
using ContactList = std::vector<ListedContact>;

inline ContactList many_contacts(std::size_t count, const std::string& name = "n") {
  ContactList list;
  for (std::size_t i = 0; i < count; ++i) list.push_back({name + std::to_string(i) + "@b.example"});
  return list;
}

inline ImportRequest import_request(classifier::WorkspaceId workspace = 1) {
  ImportRequest request;
  request.scope.workspace = workspace;
  request.scope.channel = classifier::Channel::all;
  request.scope.purpose.kind = classifier::Purpose::Kind::all;
  request.source = "the old program";
  request.now = at(10);
  return request;
}

inline classifier::Digest content_of(const ContactList& list) {
  std::string all;
  for (const ListedContact& contact : list) all += contact.who + classifier::name_of(contact.reason).data() + "\n";
  return chain_digest(all);
}

inline Result<void> read_into(ListImport& import, const ContactList& list) {
  const auto rows = import.rows();
  for (const ListedContact& contact : list) {
    const bool is_rule = contact.who.starts_with('@') || contact.who.starts_with("*.");
    auto added =
        is_rule ? rows->add_domain_rule(contact.who, contact.reason) : rows->add(identity(contact.who), contact.reason);
    if (!added) return added;
  }
  if (auto finished = rows->finish(); !finished) return finished;
  return import.finish_reading(content_of(list), {.lines = rows->lines()});
}

/// Up to `pieces` pieces; the counts so far.
inline Result<ImportCounts> commit_pieces(ListImport& import, std::size_t pieces) {
  Result<bool> more = true;
  for (std::size_t i = 0; i < pieces && more && *more; ++i) more = import.commit_piece();
  if (!more) return tl::unexpected(more.error());
  return import.counts();
}

inline Result<ImportId> import_list(Store& store, const ContactList& list,
                                    const ImportRequest& request = import_request()) {
  const auto import = store.begin_import(request);
  if (!import) return tl::unexpected(import.error());
  if (auto read = read_into(**import, list); !read) return tl::unexpected(read.error());
  if (auto committed = commit_pieces(**import, ~std::size_t{0}); !committed) return tl::unexpected(committed.error());
  return (*import)->id();
}

using TableRows = std::map<std::string, std::string>;
inline TableRows rows_of(Environment& environment, Table table) {
  TableRows rows;
  const auto transaction = environment.read();
  auto cursor = transaction->cursor(table);
  for (auto row = cursor->first(); *row; row = cursor->next()) rows.emplace((*row)->key, (*row)->value);
  return rows;
}

/// What entries make: compared octet by octet.
struct ProjectedTables {
  TableRows addresses, imports, undos;
  friend bool operator==(const ProjectedTables&, const ProjectedTables&) = default;
};
inline ProjectedTables projected_tables(Environment& environment) {
  return {rows_of(environment, Table::addresses), rows_of(environment, Table::imports),
          rows_of(environment, Table::import_undos)};
}

class ImportTest : public StoreTest {
 protected:
  classifier::Decision decision(std::string_view who,
                                classifier::Purpose::Kind purpose = classifier::Purpose::Kind::marketing) {
    classifier::Query query;
    query.workspace = 1;
    query.purpose.kind = purpose;
    return classifier::may_send(query, states(who), {}, at(1'000'000));
  }
  std::string reason(std::string_view who) { return decision(who).reason; }
  ImportId import(const ContactList& list, const ImportRequest& request = import_request()) {
    const auto id = import_list(store(), list, request);
    EXPECT_TRUE(id) << (id ? "" : to_string(id.error()));
    return id ? *id : 0;
  }
  /// The tables, read while nobody has the store open.
  ProjectedTables tables() {
    close();
    ProjectedTables found;
    {
      const auto environment = Environment::open({.directory = directory() / "store"});
      EXPECT_TRUE(environment);
      found = projected_tables(**environment);
    }
    reopen();
    return found;
  }
};

} // namespace store
