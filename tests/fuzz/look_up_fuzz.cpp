// What mail servers and Redis clients send: whatever the cuts, the same octets get the same answer, and none of them
// gets "send" out of a store that cannot be read.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "admin/lookup/milter_conversation.hpp"
#include "admin/lookup/postfix_conversation.hpp"
#include "admin/lookup/resp_conversation.hpp"
#include "tests/admin/fake_store.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

struct Asked {
  Asked() { store.add_key("dsk_K", 1, {1}, {"check"}); }
  admin::FakeStore store;
  classifier::Policy policy;
};

std::string heard(admin::Conversation& conversation, std::string_view octets, std::size_t piece) {
  std::string output;
  while (!octets.empty()) {
    const std::string_view now = octets.substr(0, piece);
    octets.remove_prefix(now.size());
    if (conversation.receive(now, output) == admin::Conversation::Then::close) break;
  }
  return output;
}

std::unique_ptr<admin::Conversation> begin(unsigned which, const admin::LookUp& look_up) {
  classifier::Query query;
  query.workspace = 1;
  if (which == 0) return std::make_unique<admin::PostfixConversation>(look_up, query, admin::MapForm::access);
  if (which == 1) return std::make_unique<admin::MilterConversation>(look_up, query, admin::MilterAction::remove);
  return std::make_unique<admin::RespConversation>(look_up);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Asked asked;
  static admin::Askers askers(asked.store);
  static const admin::LookUp look_up{asked.store, asked.policy, [] { return admin::FakeStore::start; }, askers};
  if (size < 2) return 0;
  const std::string_view octets(reinterpret_cast<const char*>(data) + 2, size - 2);
  const unsigned which = data[0] % 3;
  const std::string whole = heard(*begin(which, look_up), octets, octets.size() + 1);
  require(heard(*begin(which, look_up), octets, 1u + data[1] % 32) == whole);
  asked.store.fails = true;
  const std::string blind = heard(*begin(which, look_up), octets, octets.size() + 1);
  asked.store.fails = false;
  require(which != 2 || (blind.find(":0\r\n") == std::string::npos && blind.find("$-1") == std::string::npos));
  return 0;
}
