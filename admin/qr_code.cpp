#include "admin/qr_code.hpp"

#include <qrencode.h>

#include <cerrno>
#include <memory>

namespace admin {
namespace {

constexpr std::size_t rim = 4; // modules of light around it

struct Free {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

} // namespace

parsers::Result<QrCode> QrCode::of(std::string_view text) {
  const std::string terminated(text);
  if (terminated.find('\0') != std::string::npos) {
    return parsers::failure(parsers::ErrorCode::invalid_argument, "a text with a NUL is no QR code");
  }
  constexpr int any_version = 0;
  constexpr int case_matters = 1;
  const std::unique_ptr<QRcode, Free> made(
      QRcode_encodeString(terminated.c_str(), any_version, QR_ECLEVEL_M, QR_MODE_8, case_matters));
  if (!made) {
    return parsers::failure(errno == ERANGE ? parsers::ErrorCode::too_large : parsers::ErrorCode::unavailable,
                            "no QR code can be made of this text");
  }
  QrCode code;
  code.side_ = static_cast<std::size_t>(made->width);
  for (std::size_t i = 0; i < code.side_ * code.side_; ++i) code.dark_.push_back((made->data[i] & 1) != 0);
  return code;
}

bool QrCode::is_dark(std::size_t row, std::size_t column) const {
  return row < side_ && column < side_ && dark_[row * side_ + column];
}

std::string QrCode::for_terminal() const {
  constexpr std::string_view both = "\u2588", upper = "\u2580", lower = "\u2584";
  const std::size_t end = side_ + 2 * rim;
  std::string drawing;
  for (std::size_t row = 0; row < end; row += 2) {
    for (std::size_t column = 0; column < end; ++column) {
      // Below the rim the subtraction wraps to a place outside, which is light.
      const bool upper_is_light = !is_dark(row - rim, column - rim);
      const bool lower_is_light = row + 1 < end && !is_dark(row + 1 - rim, column - rim);
      drawing += upper_is_light ? (lower_is_light ? both : upper) : (lower_is_light ? lower : std::string_view(" "));
    }
    if (row + 2 < end) drawing += '\n';
  }
  return drawing;
}

Html QrCode::for_page() const {
  Html html;
  const std::uint64_t end = side_ + 2 * rim;
  html << R"(<svg class="code" role="img" aria-label="QR code for your app" width="240" height="240" viewBox="0 0 )"
       << end << " " << end << R"("><path fill="#fff" d="M0 0h)" << end << "v" << end << "H0z\"/>"
       << R"(<path fill="#000" d=")";
  for (std::size_t row = 0; row < side_; ++row) {
    for (std::size_t column = 0; column < side_; ++column) {
      if (is_dark(row, column)) html << "M" << column + rim << " " << row + rim << "h1v1h-1z";
    }
  }
  html << "\"/></svg>";
  return html;
}

} // namespace admin
