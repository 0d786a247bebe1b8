#include "relay/proof_settings.hpp"

#include "smtp/proof/unbound_resolver.hpp"

namespace relay {

parsers::Result<std::unique_ptr<smtp::TextResolver>> open_resolver(const ProofSettings& settings) {
  if (settings.dns == ProofSettings::Dns::off) return nullptr;
  auto resolver =
      smtp::UnboundResolver::open({.forward_to = settings.forward_to, .trust_anchor = settings.trust_anchor});
  if (!resolver) return tl::unexpected(resolver.error());
  return std::move(*resolver);
}

} // namespace relay
