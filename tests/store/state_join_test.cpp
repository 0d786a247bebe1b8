// The octets of a row, not only its meaning, are the same for every order and any repeats of the same entries.
#include "store/state_codec.hpp"

#include <algorithm>
#include <random>

#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using classifier::Entry;
using classifier::EventKind;

std::string octets_of(const std::vector<Entry>& entries) {
  classifier::AddressState state;
  for (const Entry& entry : entries) state = evolve(std::move(state), entry);
  return encode_state({.known = std::move(state), .imported = {}});
}

/// Ids are bound to what they stand for, as in the ledger; times repeat, so that entries meet.
Entry any_entry(std::mt19937& chance) {
  constexpr std::array kinds{
      EventKind::opt_out,       EventKind::complaint,       EventKind::delivery_failed, EventKind::delivery_failed,
      EventKind::lifted,        EventKind::consent_granted, EventKind::window_opened,   EventKind::consent_withdrawn,
      EventKind::not_interested};
  const auto kind = chance() % kinds.size();
  const auto number = static_cast<std::uint8_t>(chance() % 6);
  const auto id_of = [](std::size_t of_kind, std::uint8_t of_number) {
    classifier::EntryId id{};
    id[0] = static_cast<std::uint8_t>(of_kind);
    id[1] = of_number;
    return id;
  };
  Entry entry;
  entry.id = id_of(kind, number);
  entry.received_at = at(static_cast<std::int64_t>(chance() % 4) * 1000);
  entry.event = opt_out(1 + number % 2);
  entry.event.kind = kinds[kind];
  entry.event.source = number;
  if (number % 3 == 0) entry.event.scope.purpose = {classifier::Purpose::Kind::stream, "news"};
  if (number % 3 == 1) entry.event.scope.agency = 7;
  if (may_cancel(entry.event.kind)) entry.event.cancels = {id_of(number % 4, 1), id_of(number % 3, 2)};
  if (number % 2 == 0) entry.event.until = at(number);
  return entry;
}

TEST(StateJoin, EveryOrderOfUpToSixEntriesGivesTheSameOctets) {
  std::mt19937 chance(6);
  for (std::size_t count = 1; count <= 6; ++count) {
    for (int set = 0; set < 10; ++set) {
      std::vector<Entry> entries;
      for (std::size_t i = 0; i < count; ++i) entries.push_back(any_entry(chance));
      const std::string expected = octets_of(entries);
      std::vector<std::size_t> order(count);
      for (std::size_t i = 0; i < count; ++i) order[i] = i;
      do {
        std::vector<Entry> ordered;
        for (const std::size_t place : order) ordered.push_back(entries[place]);
        ASSERT_EQ(octets_of(ordered), expected);
      } while (std::ranges::next_permutation(order).found);
    }
  }
}

TEST(StateJoin, TenThousandShufflesWithRepeatsGiveTheSameOctets) {
  std::mt19937 chance(7);
  for (int set = 0; set < 10; ++set) {
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < 60; ++i) entries.push_back(any_entry(chance));
    const std::string expected = octets_of(entries);
    for (std::size_t i = 0; i < 20; ++i) entries.push_back(entries[chance() % 60]);
    for (int shuffle = 0; shuffle < 1000; ++shuffle) {
      std::ranges::shuffle(entries, chance);
      ASSERT_EQ(octets_of(entries), expected);
    }
  }
}

TEST(StateJoin, OfTwoPartsIsTheStateOfAll) {
  std::mt19937 chance(8);
  for (int set = 0; set < 2000; ++set) {
    std::vector<Entry> entries, parts[2];
    for (std::size_t i = 0; i < 40; ++i) entries.push_back(any_entry(chance));
    for (const Entry& entry : entries) {
      parts[chance() % 2].push_back(entry);
      if (chance() % 8 == 0) parts[chance() % 2].push_back(entry);
    }
    classifier::AddressState states[2];
    for (std::size_t i = 0; i < 2; ++i)
      for (const Entry& entry : parts[i]) states[i] = evolve(std::move(states[i]), entry);
    ASSERT_EQ(encode_state({.known = join(states[0], states[1]), .imported = {}}), octets_of(entries));
    ASSERT_EQ(encode_state({.known = join(states[1], states[0]), .imported = {}}), octets_of(entries));
  }
}

} // namespace
} // namespace store
