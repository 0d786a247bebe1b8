// Everything that is kept about one person, as one directory for that person: JSON, CSV, and the messages.
#pragma once

#include <filesystem>

#include "parsers/identity.hpp"
#include "store/store.hpp"

namespace relay {

struct ArchiveOf {
  parsers::Identity person;
  store::WorkspaceId workspace = 0; // 0: all
  parsers::Instant at{};
};
struct WrittenArchive {
  std::uint64_t messages = 0;
};
/// Makes `directory`, readable for its owner alone: person.json, entries.csv, consents.json, messages/N.eml and N.json.
/// Only messages that concern nobody else, for the others are other people's too. already_exists where it is there.
parsers::Result<WrittenArchive> write_person_archive(const store::Store& store, const ArchiveOf& of,
                                                     const std::filesystem::path& directory);

} // namespace relay
