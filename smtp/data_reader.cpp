#include "smtp/data_reader.hpp"

#include <cstring>

namespace smtp {

void DataReader::start() {
  state_ = State::line_start;
  has_bare_line_feed_ = false;
}

DataReader::Found DataReader::read(std::string_view& octets, std::vector<std::string_view>& spans) {
  while (!octets.empty()) {
    switch (state_) {
      case State::line_start:
        if (octets.front() == '.') {
          octets.remove_prefix(1);
          state_ = State::line_start_dot;
        } else {
          state_ = State::text;
        }
        break;
      case State::line_start_dot:
        if (octets.front() == '\r') {
          octets.remove_prefix(1);
          state_ = State::line_start_dot_cr;
        } else {
          state_ = State::text; // the dot was a stuffed one, and is gone
        }
        break;
      case State::line_start_dot_cr:
        if (octets.front() == '\n') {
          octets.remove_prefix(1);
          return Found::end;
        }
        spans.emplace_back("\r"); // held back until now
        state_ = State::text_cr;
        break;
      case State::text:
      case State::text_cr:
        read_text(octets, spans);
        break;
    }
  }
  return Found::more;
}

/// Takes whole lines for as long as no dot stands at the start of one, so that a message without dots is one span.
void DataReader::read_text(std::string_view& octets, std::vector<std::string_view>& spans) {
  const char* const begin = octets.data();
  const char* const end = begin + octets.size();
  const char* position = begin;
  bool follows_cr = state_ == State::text_cr;
  state_ = State::text;
  while (position != end) {
    const auto* line_feed =
        static_cast<const char*>(std::memchr(position, '\n', static_cast<std::size_t>(end - position)));
    if (line_feed == nullptr) {
      state_ = end[-1] == '\r' ? State::text_cr : State::text;
      position = end;
      break;
    }
    const bool ends_line = line_feed == position ? follows_cr : line_feed[-1] == '\r';
    follows_cr = false;
    position = line_feed + 1;
    if (!ends_line) {
      has_bare_line_feed_ = true;
    } else if (position == end || *position == '.') {
      state_ = State::line_start;
      break;
    }
  }
  const auto length = static_cast<std::size_t>(position - begin);
  spans.push_back(octets.substr(0, length));
  octets.remove_prefix(length);
}

} // namespace smtp
