// Loops, seen while the message comes in (RFC 5321 6.3): counts Received fields and looks for our own X-Loop. Reads the
// header alone, a line at a time, in any segmentation.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace smtp {

class HeaderWatch {
 public:
  /// A message with "X-Loop: host_name" has been here before.
  explicit HeaderWatch(std::string host_name) : host_name_(std::move(host_name)) {}

  void start();
  void read(std::string_view octets);
  [[nodiscard]] std::size_t received_fields() const { return received_fields_; }
  [[nodiscard]] bool has_been_here() const { return has_been_here_; }

 private:
  void keep(std::string_view octets);
  void read_line();

  std::string host_name_;
  std::array<char, 320> line_{}; // the front of the current line: a field name and, at most, a host name
  std::size_t length_ = 0;
  bool in_header_ = true;
  std::size_t received_fields_ = 0;
  bool has_been_here_ = false;
};

} // namespace smtp
