// The pages of LMDB's file, before rows are read through them: every page is in one tree once, or free, or a meta page.
// LMDB itself follows whatever a page says, also out of the file.
#pragma once

#include "store/lmdb.hpp"

namespace store {

/// Reads every page that is in use, in one read transaction. corrupt: names the page. 8,000 pages need 1 KiB of memory.
Result<void> check_pages(Environment& environment);

} // namespace store
