#include "store/message_tokens.hpp"

#include <sodium.h>

#include <algorithm>

#include "store/octets.hpp"

namespace store {

namespace {

constexpr std::uint8_t version = 1;

template <std::size_t size>
void write_all(OctetWriter& writer, const std::vector<std::array<std::uint8_t, size>>& values) {
  writer.varint(values.size());
  for (const auto& value : values) writer.array(value);
}

template <std::size_t size>
void read_all(OctetReader& reader, std::vector<std::array<std::uint8_t, size>>& values) {
  const std::uint64_t count = reader.varint();
  if (count > reader.left() / size) reader.fail();
  for (std::uint64_t i = 0; i < count && reader.is_whole(); ++i) values.push_back(reader.template array<size>());
}

} // namespace

PersonDigest digest_of_person(const parsers::Identity& identity, const KeyRing& ring) {
  const auto* address = std::get_if<parsers::Address>(&identity);
  const auto digest =
      ring.hash_secret("person " + (address != nullptr ? address->wide_text() : parsers::text_of(identity)));
  PersonDigest person{};
  std::copy_n(digest.begin(), person.size(), person.begin());
  return person;
}

WordTokens::WordTokens(const KeyRing& ring) {
  static_assert(crypto_shorthash_KEYBYTES == std::tuple_size_v<decltype(key_)>);
  const auto secret = ring.hash_secret("key of the words of messages");
  std::copy_n(secret.begin(), key_.size(), key_.begin());
}

WordToken WordTokens::of(std::string_view word) const {
  std::array<std::uint8_t, crypto_shorthash_BYTES> digest{};
  crypto_shorthash(digest.data(), reinterpret_cast<const unsigned char*>(word.data()), word.size(), key_.data());
  return OctetReader(view_of(digest)).number<WordToken>();
}

bool MessageTokens::names(const PersonDigest& person) const { return std::ranges::binary_search(mentioned, person); }
bool MessageTokens::has(WordToken word) const { return std::ranges::binary_search(words, word); }

namespace {

template <class Value>
void sort_and_bound(std::vector<Value>& values, std::size_t most) {
  if (values.size() > most) values.resize(most);
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

} // namespace

void sort_tokens(MessageTokens& tokens) {
  sort_and_bound(tokens.concerned, most_mentioned);
  tokens.mentioned.insert(tokens.mentioned.begin(), tokens.concerned.begin(), tokens.concerned.end());
  sort_and_bound(tokens.mentioned, most_mentioned + tokens.concerned.size());
  sort_and_bound(tokens.words, most_words);
}

std::string encode_message_tokens(const MessageTokens& tokens) {
  OctetWriter writer(64 + tokens.mentioned.size() * sizeof(PersonDigest) + tokens.words.size() * sizeof(WordToken));
  writer.number(version);
  write_all(writer, tokens.entries);
  write_all(writer, tokens.concerned);
  write_all(writer, tokens.mentioned);
  writer.varint(tokens.words.size());
  for (const WordToken word : tokens.words) writer.number(word);
  return std::move(writer).take();
}

Result<MessageTokens> decode_message_tokens(std::string_view octets) {
  OctetReader reader(octets);
  const auto found = reader.number<std::uint8_t>();
  MessageTokens tokens;
  read_all(reader, tokens.entries);
  read_all(reader, tokens.concerned);
  read_all(reader, tokens.mentioned);
  const std::uint64_t words = reader.varint();
  if (words > reader.left() / sizeof(WordToken)) reader.fail();
  for (std::uint64_t i = 0; i < words && reader.is_whole(); ++i) tokens.words.push_back(reader.number<WordToken>());
  if (!reader.is_finished() || found != version || !std::ranges::is_sorted(tokens.mentioned) ||
      !std::ranges::is_sorted(tokens.words)) {
    return parsers::failure(parsers::ErrorCode::corrupt, "a row of the table message_tokens");
  }
  return tokens;
}

} // namespace store
