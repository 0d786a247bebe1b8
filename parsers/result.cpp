#include "parsers/result.hpp"

namespace parsers {

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument:
      return "invalid_argument";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::already_exists:
      return "already_exists";
    case ErrorCode::permission_denied:
      return "permission_denied";
    case ErrorCode::too_large:
      return "too_large";
    case ErrorCode::storage_full:
      return "storage_full";
    case ErrorCode::storage_failed:
      return "storage_failed";
    case ErrorCode::storage_read_only:
      return "storage_read_only";
    case ErrorCode::corrupt:
      return "corrupt";
    case ErrorCode::newer_format:
      return "newer_format";
    case ErrorCode::busy:
      return "busy";
    case ErrorCode::unavailable:
      return "unavailable";
    case ErrorCode::internal:
      return "internal";
  }
  return "unknown";
}

std::string to_string(const Error& error) {
  std::string text(name_of(error.code));
  if (!error.context.empty()) text.append(": ").append(error.context);
  return text;
}

} // namespace parsers
