// A file of every row that an import does not take: what is wrong with it, without the contact.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "relay/list_reading.hpp"

namespace relay {

class RowErrors {
 public:
  /// Nothing is written where `path` is empty.
  static Result<RowErrors> create(const std::string& path);
  Result<void> write(const InvalidLine& invalid);
  Result<void> finish();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  [[nodiscard]] parsers::Error trouble() const;
  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
};

} // namespace relay
