// A text as a QR code (ISO/IEC 18004): drawn in a terminal, and on a page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "admin/pages/html.hpp"
#include "parsers/result.hpp"

namespace admin {

class QrCode {
 public:
  /// too_large for what no code holds; invalid_argument for a text with a NUL.
  static parsers::Result<QrCode> of(std::string_view text);

  [[nodiscard]] std::size_t side() const { return side_; } // in modules
  /// Dark or not; outside of the code it is light.
  [[nodiscard]] bool is_dark(std::size_t row, std::size_t column) const;
  /// Lines of half blocks with the light rim that readers need; light is what is drawn, so that it fits dark terminals.
  [[nodiscard]] std::string for_terminal() const;
  [[nodiscard]] Html for_page() const;

 private:
  std::size_t side_ = 0;
  std::vector<bool> dark_;
};

} // namespace admin
