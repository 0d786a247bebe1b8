#include "relay/list_parts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace relay {

using parsers::DelimitedReader;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::size_t most_waiting = 8;                       // parts between the reader and the workers
constexpr std::size_t longest_carried = std::size_t{2} << 20; // a longer row is none

std::string text_of(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>()
                           : value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

// -- handing over -----------------------------------------------------------------------------------------------------

bool PartQueue::push(Part part) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return parts_.size() < most_waiting || is_closed_; });
  if (is_closed_) return false;
  parts_.push_back(std::move(part));
  changed_.notify_all();
  return true;
}

std::optional<Part> PartQueue::pop() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !parts_.empty() || is_closed_; });
  if (parts_.empty()) return std::nullopt;
  Part part = std::move(parts_.front());
  parts_.pop_front();
  changed_.notify_all();
  return part;
}

void PartQueue::close() {
  const std::lock_guard lock(mutex_);
  is_closed_ = true;
  changed_.notify_all();
}

Result<void> PartOrder::in_turn(std::uint64_t number, const std::function<Result<void>()>& work) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return next_ == number; });
  auto done = work();
  ++next_;
  changed_.notify_all();
  return done;
}

// -- rows -------------------------------------------------------------------------------------------------------------

PartRows::PartRows(const Part& part, const ListForm& form)
    : form_(form),
      reader_(part.octets, form.separator, part.first_line, DelimitedReader::End::of_list),
      row_(part.first_row) {}

bool PartRows::next(ListRow& row) {
  const std::string_view before = reader_.rest();
  if (!reader_.next(record_)) return false;
  row.text = before.substr(0, before.size() - reader_.rest().size());
  row.line = record_.line;
  row.row = row_++;
  row.is_whole = true;
  if (form_.format == ListFormat::json) {
    read_json(record_.fields.front(), row);
  } else {
    std::swap(row.fields, record_.fields);
  }
  return true;
}

void PartRows::read_json(std::string_view line, ListRow& row) const {
  row.fields.assign(std::max<std::size_t>(form_.names.size(), form_.contact + 1), {});
  const auto record = nlohmann::json::parse(line, nullptr, false);
  row.is_whole = record.is_object() || record.is_string();
  if (record.is_string()) row.fields[form_.contact] = record.get<std::string>();
  if (!record.is_object()) return;
  for (std::size_t i = 0; i < form_.names.size(); ++i) {
    const auto member = record.find(form_.names[i]);
    if (member != record.end() && !member->is_null()) row.fields[i] = text_of(*member);
  }
}

// -- cutting ----------------------------------------------------------------------------------------------------------

std::optional<Part> ListCutter::add(std::string_view slice, DelimitedReader::End end) {
  if (form_.format == ListFormat::json) return cut_json(slice, end);
  carried_.append(slice);
  return cut_rows(end);
}

/// False when it is not whole yet.
bool ListCutter::take_header(DelimitedReader& reader) {
  if (!reader.skip()) return false;
  header_ = carried_.substr(0, carried_.size() - reader.rest().size());
  ++row_;
  return true;
}

std::optional<Part> ListCutter::cut_rows(DelimitedReader::End end) {
  DelimitedReader reader(carried_, form_.separator, line_, end);
  if (is_first_ && form_.has_header && !take_header(reader)) return std::nullopt;
  is_first_ = false;
  Part part{.octets = {}, .number = parts_, .first_line = reader.line(), .first_row = row_};
  const std::string_view whole = reader.rest();
  while (reader.skip()) ++row_;
  std::size_t cut = whole.size() - reader.rest().size();
  // A row longer than that is none: it goes on as it is, to be refused.
  if (cut == 0 && carried_.size() > longest_carried) {
    cut = whole.size();
    ++row_;
  }
  line_ = reader.line();
  part.octets = whole.substr(0, cut);
  carried_ = std::string(whole.substr(cut));
  if (part.octets.empty()) return std::nullopt;
  ++parts_;
  return part;
}

std::optional<Part> ListCutter::cut_json(std::string_view slice, DelimitedReader::End end) {
  Part part{.octets = {}, .number = parts_, .first_line = row_, .first_row = row_};
  json_.add(slice, part.octets);
  row_ = 1 + json_.records();
  if (end == DelimitedReader::End::of_list) json_.finish(part.octets);
  if (part.octets.empty()) return std::nullopt;
  ++parts_;
  return part;
}

Result<void> read_parts(ListReading reading, PartQueue& queue) {
  ListCutter cutter(reading.form);
  std::string slice = std::move(reading.beginning);
  while (true) {
    const bool is_at_end = reading.source.is_at_end();
    auto part = cutter.add(slice, is_at_end ? DelimitedReader::End::of_list : DelimitedReader::End::of_part);
    if (part && !queue.push(std::move(*part))) return {};
    if (!reading.progress(reading.source.octets())) return failure(ErrorCode::unavailable, "interrupted");
    if (is_at_end) return {};
    auto next = reading.source.next();
    if (!next) return tl::unexpected(next.error());
    slice = std::move(*next);
  }
}

} // namespace relay
