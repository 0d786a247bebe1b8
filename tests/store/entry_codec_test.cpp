#include "store/entry_codec.hpp"

#include <gtest/gtest.h>

#include "store/event_codec.hpp"
#include "store/state_codec.hpp"

namespace store {
namespace {

using classifier::AddressState;
using classifier::Channel;
using classifier::Entry;
using classifier::Event;
using classifier::EventKind;
using classifier::Purpose;
using parsers::ErrorCode;

parsers::Instant instant(std::int64_t milliseconds) {
  return parsers::Instant(std::chrono::milliseconds(milliseconds));
}

Entry plain_entry() {
  Entry entry;
  entry.position = {{1, 2, 3}, 7};
  entry.id = {4};
  entry.cause = {5};
  entry.received_at = instant(1'764'000'000'123);
  entry.workspace = 3;
  entry.event.kind = EventKind::store_created;
  entry.previous = {6};
  return entry;
}

Entry full_entry() {
  Entry entry = plain_entry();
  entry.identity = classifier::IdentityHash{8, 9};
  entry.evidence = {10};
  entry.event.kind = EventKind::delivery_failed;
  entry.event.scope = {
      classifier::Reach::global, 0xfffffffe, Channel::whatsapp, {Purpose::Kind::stream, "news.weekly"}};
  entry.event.level = classifier::Provenance::hostile;
  entry.event.force = classifier::Force::provisional;
  entry.event.failure = parsers::FailureReason::failed_starttls;
  entry.event.permanence = parsers::Permanence::hard;
  entry.event.until = instant(-5);
  entry.event.transactional_may_pass = true;
  entry.event.by_keyword = true;
  entry.event.cancels = {{1}, {2}, {3}};
  entry.event.subject = 0xfedcba9876543210;
  entry.event.source = 0x0123456789abcdef;
  entry.event.scope.agency = 0x01020304;
  return entry;
}

Entry later_entry() {
  Entry entry = full_entry();
  entry.generation = 3;
  entry.is_wide_copy = true;
  return entry;
}

StoredState full_state() {
  StoredState stored;
  AddressState& state = stored.known;
  state.facts.push_back({{1}, instant(1), full_entry().event});
  state.facts.push_back({{1}, instant(2), plain_entry().event});
  state.facts.push_back({{2}, instant(1), plain_entry().event});
  state.tombstones.push_back({{1}, {2}, full_entry().event.scope});
  state.tombstones.push_back({{2}, {1}, {}});
  stored.imported.push_back({1, 0, classifier::ImportReason::complaint});
  stored.imported.push_back({0xfedcba9876543210, 1'000'000, classifier::ImportReason::unstated});
  return stored;
}

TEST(EntryCodec, TheFirstGenerationHasOneForm) {
  constexpr std::size_t whom = 1 + 16 + 8 + 16 + 16 + 8 + 4;
  std::string octets = encode_entry(later_entry());
  ASSERT_EQ(octets[whom], 4);
  ASSERT_EQ(octets[whom + 1], 3);
  for (const char generation : {'\0', '\1'}) {
    octets[whom + 1] = generation;
    EXPECT_EQ(decode_entry(octets).error().code, ErrorCode::corrupt);
  }
}

TEST(EntryCodec, GivesBackWhatWasWritten) {
  for (const Entry& entry : {plain_entry(), full_entry(), later_entry()}) {
    const auto read = decode_entry(encode_entry(entry));
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_EQ(*read, entry);
  }
}

TEST(EntryCodec, WritesTheOctetsOfTheDocument) {
  const std::string octets = encode_entry(plain_entry());
  EXPECT_EQ(octets.size(), 120u);
  EXPECT_EQ(octets[0], 1);                                               // version
  EXPECT_EQ(octets.substr(1, 3), "\x01\x02\x03");                        // origin
  EXPECT_EQ(octets.substr(17, 8), std::string("\0\0\0\0\0\0\0\x07", 8)); // number, big-endian
  EXPECT_EQ(octets[25], 4);                                              // id
  EXPECT_EQ(octets[41], 5);                                              // cause
  EXPECT_EQ(octets.substr(65, 4), std::string("\0\0\0\x03", 4));         // workspace
  EXPECT_EQ(octets[69], 0);                                              // no identity
  EXPECT_EQ(octets[70], 64);                                             // kind
  EXPECT_EQ(octets.substr(83, 4), std::string(4, '\0'));                 // agency
  EXPECT_EQ(octets[87], 0);                                              // no evidence
  EXPECT_EQ(octets[88], 6);                                              // previous digest
}

TEST(EntryCodec, KeepsAKindThatItDoesNotKnow) {
  Entry entry = plain_entry();
  entry.event.kind = static_cast<EventKind>(250);
  EXPECT_EQ(decode_entry(encode_entry(entry))->event.kind, static_cast<EventKind>(250));
}

TEST(EntryCodec, RefusesEveryTruncationAndEveryAddition) {
  for (const Entry& entry : {plain_entry(), full_entry()}) {
    const std::string octets = encode_entry(entry);
    for (std::size_t length = 0; length < octets.size(); ++length) {
      const auto read = decode_entry(std::string_view(octets).substr(0, length));
      ASSERT_FALSE(read) << length;
      EXPECT_EQ(read.error().code, ErrorCode::corrupt);
    }
    EXPECT_FALSE(decode_entry(octets + '\0'));
  }
}

TEST(EntryCodec, HasOneFormForEachEntry) {
  const std::string octets = encode_entry(full_entry());
  for (std::size_t place = 0; place < octets.size(); ++place) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = octets;
      changed[place] = static_cast<char>(changed[place] ^ (1 << bit));
      if (const auto read = decode_entry(changed)) {
        EXPECT_NE(*read, full_entry()) << place;
        EXPECT_EQ(encode_entry(*read), changed) << place;
      }
    }
  }
}

TEST(EntryCodec, TellsANewerVersionFromDamage) {
  std::string octets = encode_entry(plain_entry());
  octets[0] = 2;
  EXPECT_EQ(decode_entry(octets).error().code, ErrorCode::newer_format);
  octets[0] = 0;
  EXPECT_EQ(decode_entry(octets).error().code, ErrorCode::corrupt);
}

TEST(EventCheck, RefusesWhatHasNoOctets) {
  Event event;
  EXPECT_TRUE(check_event(event));
  event.scope.purpose = {Purpose::Kind::stream, ""};
  EXPECT_FALSE(check_event(event));
  event.scope.purpose.stream = std::string(64, 's');
  EXPECT_TRUE(check_event(event));
  event.scope.purpose.stream += 's';
  EXPECT_FALSE(check_event(event));
  event.scope.purpose = {Purpose::Kind::marketing, "news"};
  EXPECT_FALSE(check_event(event));
  event.scope.purpose.stream.clear();
  event.cancels.resize(1);
  EXPECT_FALSE(check_event(event));
  event.kind = EventKind::lifted;
  EXPECT_TRUE(check_event(event));
  event.cancels.resize(65'536);
  EXPECT_FALSE(check_event(event));
}

TEST(StateCodec, GivesBackWhatWasWritten) {
  for (const StoredState& state : {StoredState{}, full_state()}) {
    const auto read = decode_state(encode_state(state));
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_EQ(*read, state);
  }
}

TEST(StateCodec, RefusesEveryTruncationAndEveryAddition) {
  const std::string octets = encode_state(full_state());
  for (std::size_t length = 0; length < octets.size(); ++length) {
    EXPECT_FALSE(decode_state(std::string_view(octets).substr(0, length))) << length;
  }
  EXPECT_FALSE(decode_state(octets + '\0'));
}

TEST(StateCodec, KeepsWhatEvolveMakesOfAKindThatItDoesNotKnow) {
  Entry entry = full_entry();
  entry.event.kind = static_cast<EventKind>(250);
  const StoredState state{.known = classifier::evolve({}, entry), .imported = {}};
  EXPECT_EQ(*decode_state(encode_state(state)), state);
}

TEST(StateCodec, RefusesWhatIsOutOfOrder) {
  StoredState facts = full_state();
  std::swap(facts.known.facts[0], facts.known.facts[1]);
  EXPECT_FALSE(decode_state(encode_state(facts)));
  StoredState repeated = full_state();
  repeated.known.facts[1] = repeated.known.facts[0];
  EXPECT_FALSE(decode_state(encode_state(repeated)));
  StoredState tombstones = full_state();
  std::swap(tombstones.known.tombstones[0], tombstones.known.tombstones[1]);
  EXPECT_FALSE(decode_state(encode_state(tombstones)));
  StoredState imported = full_state();
  std::swap(imported.imported[0], imported.imported[1]);
  EXPECT_FALSE(decode_state(encode_state(imported)));
}

TEST(StateCodec, HasOneFormForEachState) {
  const std::string octets = encode_state(full_state());
  for (std::size_t place = 0; place < octets.size(); ++place) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = octets;
      changed[place] = static_cast<char>(changed[place] ^ (1 << bit));
      if (const auto read = decode_state(changed)) {
        EXPECT_EQ(encode_state(*read), changed) << place;
      }
    }
  }
}

TEST(StateCodec, KeepsOneRowOfAnImportInSixteenOctets) {
  const ImportedFact fact{0xfedcba9876543210, 100'000'000, classifier::ImportReason::unstated};
  OctetWriter row;
  write_imported_state(row, fact);
  EXPECT_LE(row.view().size(), 16u);
  EXPECT_EQ(row.view(), encode_state({.known = {}, .imported = {fact}}));
}

TEST(StateCodec, KeepsAnOrdinaryFactInFortyOctets) {
  Entry entry = plain_entry();
  entry.event.kind = EventKind::opt_out;
  entry.event.scope.workspace = 1;
  EXPECT_LE(encode_state({.known = classifier::evolve({}, entry), .imported = {}}).size(), 40u);
}

TEST(StateCodec, WritesNoEmptySection) {
  EXPECT_EQ(encode_state({}), std::string("\x02\0", 2));
  for (const char section : {'\x01', '\x02', '\x04', '\x08'}) {
    EXPECT_FALSE(decode_state(std::string("\x02") + section + '\0'));
  }
}

TEST(StateCodec, ACountThatCannotBeThereCostsNothing) {
  const std::string many("\xff\xff\xff\xff\x0f", 5);
  for (const char section : {'\x01', '\x02', '\x04'}) {
    EXPECT_FALSE(decode_state(std::string("\x02") + section + many + std::string(100, '\x01')));
  }
  const std::string one_fact = std::string("\x02\x02\x01") + std::string(16, '\x01');
  EXPECT_FALSE(decode_state(one_fact + many + std::string(100, '\0')));
}

TEST(StateCodec, TellsANewerVersionFromDamage) {
  std::string octets = encode_state(full_state());
  octets[0] = 3;
  EXPECT_EQ(decode_state(octets).error().code, ErrorCode::newer_format);
}

} // namespace
} // namespace store
