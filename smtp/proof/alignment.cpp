#include "smtp/proof/alignment.hpp"

#include <libpsl.h>

#include <memory>
#include <string>

namespace smtp {
namespace {

struct Free {
  void operator()(psl_ctx_t* suffixes) const { psl_free(suffixes); } // of the built-in list it does nothing
};

/// The newer of what the library was built with and what the package publicsuffix has.
const psl_ctx_t* public_suffixes() {
  static const std::unique_ptr<psl_ctx_t, Free> suffixes(psl_latest(nullptr));
  return suffixes.get();
}

/// Empty where there is none: a public suffix, or no list. The library's answer points into what it was asked for.
std::string registrable_domain(const std::string& domain) {
  const psl_ctx_t* const suffixes = public_suffixes();
  if (suffixes == nullptr) return {};
  const char* const registrable = psl_registrable_domain(suffixes, domain.c_str());
  return registrable == nullptr ? std::string() : std::string(registrable);
}

} // namespace

bool is_aligned(std::string_view signer, std::string_view author) {
  if (signer.empty() || author.empty()) return false;
  if (signer == author) return true;
  const std::string registrable = registrable_domain(std::string(signer));
  return !registrable.empty() && registrable == registrable_domain(std::string(author));
}

} // namespace smtp
