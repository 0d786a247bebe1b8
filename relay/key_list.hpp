// Keys of DKIM signers from a file instead of the DNS, for desist inspect. A line: a name, white space, the TXT record.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "parsers/result.hpp"
#include "smtp/proof/text_answers.hpp"

namespace relay {

class KeyList {
 public:
  /// Lines that are empty or begin with '#' say nothing. A name may have several lines.
  static parsers::Result<KeyList> open(const std::filesystem::path& file);

  /// What is not in the list does not exist.
  [[nodiscard]] smtp::TextAnswers answer(std::span<const std::string> names) const;

 private:
  smtp::TextAnswers keys_;
};

} // namespace relay
