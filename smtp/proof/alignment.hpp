// Whether the domain that vouches for a message is the author's own (RFC 7489 3.1, relaxed).
#pragma once

#include <string_view>

namespace smtp {

/// The same domain, or both below one that somebody registered (the public suffix list of the machine). Both are
/// A-labels in lower case. A public suffix itself ("co.uk", "github.io") vouches for nobody but itself.
bool is_aligned(std::string_view signer, std::string_view author);

} // namespace smtp
