// Pages as text that is safe by type: what is written is a literal of ours, or went through an encoder. A std::string
// cannot be written: it does not compile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace admin {

/// Markup of ours: only a string literal becomes one.
class Markup {
 public:
  template <std::size_t size>
  consteval Markup(const char (&literal)[size]) : text_(literal, size - 1) {}
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// Text of anybody, to be shown as it is: for content and for quoted attribute values alike. Markup characters become
/// references; control characters and those that turn the direction of writing become visible.
struct Text {
  std::string_view value;
  enum class Lines : std::uint8_t { one, many } lines = Lines::one;
  std::size_t most_octets = 16UL * 1024; // longer text is cut, and says so
};
inline Text text(std::string_view value) { return {value, Text::Lines::one, 2000}; }
/// For <pre> and the like: line ends and tabs stay.
inline Text lines(std::string_view value) { return {value, Text::Lines::many, 16UL * 1024}; }

class Html {
 public:
  Html& operator<<(Markup markup) {
    text_ += markup.text();
    return *this;
  }
  Html& operator<<(const Html& html) {
    text_ += html.text_;
    return *this;
  }
  Html& operator<<(Text text);
  Html& operator<<(std::uint64_t number) {
    text_ += std::to_string(number);
    return *this;
  }

  [[nodiscard]] const std::string& source() const& { return text_; }
  [[nodiscard]] std::string source() && { return std::move(text_); }

 private:
  std::string text_;
};

} // namespace admin
