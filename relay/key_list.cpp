#include "relay/key_list.hpp"

#include <fstream>

#include "parsers/ascii.hpp"

namespace relay {

parsers::Result<KeyList> KeyList::open(const std::filesystem::path& file) {
  std::ifstream text(file);
  if (!text) return parsers::failure(parsers::ErrorCode::not_found, "cannot read " + file.string());
  KeyList list;
  for (std::string line; std::getline(text, line);) {
    const std::string_view trimmed = parsers::trim(line);
    if (trimmed.empty() || trimmed.front() == '#') continue;
    const std::size_t blank = trimmed.find_first_of(" \t");
    if (blank == std::string_view::npos)
      return parsers::failure(parsers::ErrorCode::invalid_argument, file.string() + ": a line is a name and a record");
    smtp::TextAnswer& answer = list.keys_[parsers::to_lower(trimmed.substr(0, blank))];
    answer.status = smtp::TextAnswer::Status::found;
    answer.texts.emplace_back(parsers::trim(trimmed.substr(blank)));
  }
  return list;
}

smtp::TextAnswers KeyList::answer(std::span<const std::string> names) const {
  smtp::TextAnswers answers;
  for (const std::string& name : names) {
    const auto key = keys_.find(name);
    answers[name] = key == keys_.end() ? smtp::TextAnswer{smtp::TextAnswer::Status::absent, {}} : key->second;
  }
  return answers;
}

} // namespace relay
