#include "relay/row_errors.hpp"

#include "relay/delimited_text.hpp"

namespace relay {

parsers::Error RowErrors::trouble() const { return {parsers::ErrorCode::storage_failed, "cannot write " + path_}; }

Result<RowErrors> RowErrors::create(const std::string& path) {
  RowErrors errors;
  errors.path_ = path;
  if (path.empty()) return errors;
  errors.file_.reset(std::fopen(path.c_str(), "we"));
  if (!errors.file_) return tl::unexpected(errors.trouble());
  std::fputs("row,line,column,reason\n", errors.file_.get());
  return errors;
}

Result<void> RowErrors::write(const InvalidLine& invalid) {
  if (!file_) return {};
  const std::string text = std::to_string(invalid.row) + "," + std::to_string(invalid.line) + "," +
                           quoted_field(invalid.column) + "," + quoted_field(invalid.why) + "\n";
  if (std::fwrite(text.data(), 1, text.size(), file_.get()) == text.size()) return {};
  return tl::unexpected(trouble());
}

Result<void> RowErrors::finish() {
  if (!file_) return {};
  const bool is_written = std::fflush(file_.get()) == 0;
  file_.reset();
  if (is_written) return {};
  return tl::unexpected(trouble());
}

} // namespace relay
