// What a delivery failure says about an address: the reason decides, never the status class (semantics: reasons of
// delivery failures).
#pragma once

#include <cstdint>

#include "classifier/entry.hpp"

namespace classifier {

/// hard: a strike. soft: points and a rest. senders: it is about us, never about the address.
enum class FailureClass : std::uint8_t { hard, soft, senders };

/// `permanence` matters for not_accept alone: hard unless it is soft.
FailureClass class_of(parsers::FailureReason reason, parsers::Permanence permanence);

inline FailureClass class_of(const Event& event) { return class_of(event.failure, event.permanence); }

} // namespace classifier
