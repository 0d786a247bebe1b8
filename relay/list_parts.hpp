// A list cut into parts of whole rows, for threads to work on; and the rows of a part.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/delimited_record.hpp"
#include "parsers/json_list.hpp"
#include "relay/list_form.hpp"
#include "relay/list_source.hpp"

namespace relay {

struct Part {
  std::string octets;           // whole rows; of JSON one a line
  std::uint64_t number = 0;     // of the part, from 0
  std::uint64_t first_line = 1; // of JSON: the same as the row
  std::uint64_t first_row = 1;  // a header is row 1
};

/// Hands parts to workers; who brings them waits while too many are under way.
class PartQueue {
 public:
  /// False when it was closed: nobody wants more.
  bool push(Part part);
  /// Nothing when it was closed and all was taken.
  std::optional<Part> pop();
  /// What was pushed is still popped.
  void close();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Part> parts_;
  bool is_closed_ = false;
};

/// Lets threads that finish parts in any order go on in the order of the parts.
class PartOrder {
 public:
  /// Waits for the parts before, then calls `work` alone. Every part must come here once.
  Result<void> in_turn(std::uint64_t number, const std::function<Result<void>()>& work);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t next_ = 0;
};

struct ListRow {
  std::vector<std::string> fields; // by the form's names
  std::string_view text;           // as it stands in the part, with its line end
  std::uint64_t line = 0;
  std::uint64_t row = 0;
  bool is_whole = true; // false: no JSON
};

/// The rows of one part. Views the part and the form.
class PartRows {
 public:
  PartRows(const Part& part, const ListForm& form);
  bool next(ListRow& row);

 private:
  void read_json(std::string_view line, ListRow& row) const;
  const ListForm& form_;
  parsers::DelimitedReader reader_;
  parsers::DelimitedRecord record_;
  std::uint64_t row_;
};

/// Cuts slices of a list into parts of whole rows. What stands before the first row (a header) is kept apart.
class ListCutter {
 public:
  explicit ListCutter(const ListForm& form) : form_(form) {}
  /// Nothing where no row is whole yet.
  std::optional<Part> add(std::string_view slice, parsers::DelimitedReader::End end);
  [[nodiscard]] const std::string& header() const { return header_; }

 private:
  std::optional<Part> cut_rows(parsers::DelimitedReader::End end);
  std::optional<Part> cut_json(std::string_view slice, parsers::DelimitedReader::End end);
  bool take_header(parsers::DelimitedReader& reader);
  const ListForm& form_;
  parsers::JsonListCutter json_;
  std::string carried_;
  std::string header_;
  std::uint64_t line_ = 1;
  std::uint64_t row_ = 1;
  std::uint64_t parts_ = 0;
  bool is_first_ = true;
};

/// Reads the list to its end into the queue, which is not closed by it. `progress(octets)` returns false to stop:
/// unavailable then.
struct ListReading {
  ListSource& source;
  const ListForm& form;
  std::string beginning; // the first slice, taken from the source to find the form
  const std::function<bool(std::uint64_t)>& progress;
};
Result<void> read_parts(ListReading reading, PartQueue& queue);

} // namespace relay
