// The octets of scopes and events, as they stand in entries and in address states. One value has one form.
#pragma once

#include "classifier/entry.hpp"
#include "parsers/result.hpp"
#include "store/octets.hpp"

namespace store {

/// invalid_argument for what has no octets: a stream name outside 1 to 64 octets or beside another kind of purpose,
/// more than 65,535 cancelled entries, or cancelled entries of anything but a lift.
parsers::Result<void> check_event(const classifier::Event& event);

void write_scope(OctetWriter& writer, const classifier::Scope& scope);
void write_event(OctetWriter& writer, const classifier::Event& event);

/// Fail the reader when the octets are of no scope or event. An unknown kind of event is kept: it denies.
classifier::Scope read_scope(OctetReader& reader);
classifier::Event read_event(OctetReader& reader);

void write_instant(OctetWriter& writer, parsers::Instant instant);
parsers::Instant read_instant(OctetReader& reader);

} // namespace store
