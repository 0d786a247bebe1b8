#include "relay/person_archive.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "parsers/digest.hpp"
#include "relay/message_json.hpp"

namespace relay {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;
using Path = std::filesystem::path;

constexpr std::size_t every_message = std::numeric_limits<std::size_t>::max();

Result<void> make_directory(const Path& path) {
  if (::mkdir(path.c_str(), 0700) == 0) return {};
  const ErrorCode code = errno == EEXIST ? ErrorCode::already_exists : ErrorCode::storage_failed;
  return failure(code, "cannot make the directory " + path.string());
}

Result<void> write_file(const Path& path, std::string_view octets) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(octets.data(), static_cast<std::streamsize>(octets.size()));
  file.close();
  if (!file) return failure(ErrorCode::storage_failed, "cannot write " + path.string());
  return {};
}

std::string hexadecimal(const classifier::EntryId& id) {
  return parsers::to_hexadecimal({reinterpret_cast<const char*>(id.data()), id.size()});
}

bool is_wanted(const ArchiveOf& of, const classifier::Event& event) {
  return of.workspace == 0 || event.scope.workspace == of.workspace;
}

/// What is recorded, a line a fact. Words of ours only: no field needs a quotation mark.
Result<std::string> entries_csv(const store::Store& store, const ArchiveOf& of) {
  const auto states = store.states_of(of.person);
  if (!states) return tl::unexpected(states.error());
  std::string csv = "entry,received_at,kind,force,level,channel,purpose,scope,workspace,until\r\n";
  for (const classifier::KeyedState& keyed : states->states) {
    if (keyed.key == classifier::KeyKind::domain || keyed.key == classifier::KeyKind::parent_domain) continue;
    for (const classifier::Fact& fact : keyed.state.facts) {
      const classifier::Event& event = fact.event;
      if (!is_wanted(of, event)) continue;
      for (const std::string& value :
           {hexadecimal(fact.id), parsers::to_rfc3339(fact.received_at), std::string(name_of(event.kind)),
            std::string(name_of(event.force)), std::string(name_of(event.level)),
            std::string(name_of(event.scope.channel)), name_of(event.scope.purpose),
            std::string(name_of(event.scope.reach)), std::to_string(event.scope.workspace)}) {
        csv.append(value).append(",");
      }
      csv.append(event.until ? parsers::to_rfc3339(*event.until) : "").append("\r\n");
    }
  }
  return csv;
}

Result<ordered_json> consents_json(const store::Store& store, const ArchiveOf& of) {
  const auto consents = store.consents_of(of.person, of.at);
  if (!consents) return tl::unexpected(consents.error());
  ordered_json list = ordered_json::array();
  for (const store::ConsentRecord& consent : *consents) {
    if (of.workspace != 0 && consent.scope.workspace != of.workspace) continue;
    list.push_back({{"entry", hexadecimal(consent.entry)},
                    {"received_at", parsers::to_rfc3339(consent.received_at)},
                    {"state", name_of(consent.state)},
                    {"channel", name_of(consent.scope.channel)},
                    {"purpose", name_of(consent.scope.purpose)},
                    {"basis", consent.text.basis},
                    {"wording", consent.text.wording},
                    {"source", consent.text.source},
                    {"evidence", consent.text.evidence},
                    {"jurisdiction", consent.text.jurisdiction},
                    {"controller", consent.text.controller}});
  }
  return list;
}

Result<std::uint64_t> write_messages(const store::Store& store, const ArchiveOf& of, const Path& directory) {
  if (auto made = make_directory(directory); !made) return tl::unexpected(made.error());
  const store::SearchQuery query{.people = {store::digest_of_person(of.person, store.keys())},
                                 .words = {},
                                 .concern = store::SearchQuery::Concern::these_people_alone};
  const auto found = store.search(query, of.workspace, 0, every_message);
  if (!found) return tl::unexpected(found.error());
  for (const store::KeptMessage& message : *found) {
    const std::string name = std::to_string(message.number);
    if (auto written = write_file(directory / (name + ".json"), message.conclusions); !written) {
      return tl::unexpected(written.error());
    }
    if (!message.has_octets) continue;
    const auto octets = store.message_octets(message.number);
    if (!octets) return tl::unexpected(octets.error());
    if (auto written = write_file(directory / (name + ".eml"), *octets); !written) {
      return tl::unexpected(written.error());
    }
  }
  return found->size();
}

} // namespace

Result<WrittenArchive> write_person_archive(const store::Store& store, const ArchiveOf& of, const Path& directory) {
  const auto entries = entries_csv(store, of);
  if (!entries) return tl::unexpected(entries.error());
  const auto consents = consents_json(store, of);
  if (!consents) return tl::unexpected(consents.error());
  if (auto made = make_directory(directory); !made) return tl::unexpected(made.error());
  const auto messages = write_messages(store, of, directory / "messages");
  if (!messages) return tl::unexpected(messages.error());
  const ordered_json person{{"identity", parsers::text_of(of.person)},
                            {"written_at", parsers::to_rfc3339(of.at)},
                            {"messages", *messages},
                            {"consents", consents->size()}};
  auto written = write_file(directory / "entries.csv", *entries);
  if (written) written = write_file(directory / "consents.json", dump(*consents));
  if (written) written = write_file(directory / "person.json", dump(person));
  if (!written) return tl::unexpected(written.error());
  return WrittenArchive{*messages};
}

} // namespace relay
