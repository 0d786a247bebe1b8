// Where a reader of the ledger is, as text: "<origin>:<number>", of several origins with a '.' between.
#pragma once

#include <string>
#include <string_view>

#include "classifier/entry.hpp"
#include "parsers/result.hpp"

namespace admin {

std::string write_feed_cursor(const classifier::Positions& positions);
/// A number alone is of `newest`; empty text is the beginning. invalid_argument for anything else.
parsers::Result<classifier::Positions> read_feed_cursor(std::string_view text, const classifier::Origin& newest);

} // namespace admin
