// What a kept message can be found by, sealed under its own key: whom it concerns and names, its words, the entries
// that were made of it. Keyed, so that they say nothing by themselves; they die with their message.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/entry.hpp"
#include "parsers/identity.hpp"
#include "store/key_ring.hpp"

namespace store {

/// Of a mailbox in whatever spelling, a number, a platform id: keyed BLAKE2b-128, the same for ever (the hash of an
/// identity changes with the generation of its key).
using PersonDigest = std::array<std::uint8_t, 16>;
PersonDigest digest_of_person(const parsers::Identity& identity, const KeyRing& ring);

using WordToken = std::uint64_t; // keyed SipHash

/// Makes tokens of words; holds their key.
class WordTokens {
 public:
  explicit WordTokens(const KeyRing& ring);
  [[nodiscard]] WordToken of(std::string_view word) const;

 private:
  std::array<std::uint8_t, 16> key_{};
};

struct MessageTokens {
  std::vector<classifier::EntryId> entries; // made of the message
  std::vector<PersonDigest> concerned;      // of its entries; of its authors where the entries name nobody
  std::vector<PersonDigest> mentioned;      // ascending; the concerned among them
  std::vector<WordToken> words;             // ascending

  [[nodiscard]] bool names(const PersonDigest& person) const;
  [[nodiscard]] bool has(WordToken word) const;
  friend bool operator==(const MessageTokens&, const MessageTokens&) = default;
};

/// Bounds for one message: what is more is not found.
constexpr std::size_t most_mentioned = 256;
constexpr std::size_t most_words = 512;

/// In the order that the row has, without repeats, within the bounds; the concerned among the mentioned.
void sort_tokens(MessageTokens& tokens);

std::string encode_message_tokens(const MessageTokens& tokens);
/// Total: corrupt for octets that encode_message_tokens does not make.
Result<MessageTokens> decode_message_tokens(std::string_view octets);

} // namespace store
