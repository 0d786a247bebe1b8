// A person's text as words and sentences. Reads no more than the first 16 KiB, and nothing below a "-- " line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace classifier {

constexpr std::size_t longest_text = 16UL * 1024;

/// What stands for an address and for a link in a text.
constexpr std::string_view address_word = "<address>";
constexpr std::string_view link_word = "<link>";

struct Word {
  std::string text;         // folded; see letters.hpp
  std::uint32_t offset = 0; // in the text as written
  std::uint32_t length = 0;
  std::uint32_t sentence = 0;
};

/// Words [first, end), of which nothing ends before the last.
struct Sentence {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  bool is_question = false;
  bool has_link = false;
  bool is_greeting = false;
};

struct Words {
  std::vector<Word> words;
  std::vector<Sentence> sentences;
};

/// Small letters and digits of ASCII that folding leaves as they are. For most words of the tables it need not be
/// asked.
bool is_folded_word(std::string_view written);
/// The folded form of what is nothing but the letters and digits of one word; nothing of all else.
std::optional<std::string> fold_plain_word(std::string_view written);

/// Linear.
Words read_words(std::string_view text);

} // namespace classifier
