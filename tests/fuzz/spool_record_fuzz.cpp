// Feeds the readers of the spool's octets, raw and as segments that were written well and then damaged. Whatever opens
// must be what was sealed.
#include <sodium.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "parsers/assert_that.hpp"
#include "store/spool_envelope.hpp"
#include "store/spool_format.hpp"
#include "store/spool_quarantine.hpp"
#include "store/spool_scanner.hpp"
#include "store/spool_seal.hpp"

namespace {

using parsers::assert_that;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;
using Path = std::filesystem::path;

/// One file in memory that can be read, and nothing else.
class OctetsDisk final : public store::Disk {
 public:
  explicit OctetsDisk(std::string_view octets) : octets_(octets) {}
  Result<store::FileDescriptor> open(const Path&, store::OpenFor) override { return store::FileDescriptor(); }
  Result<std::string> read_at(int, std::uint64_t offset, std::size_t length) override {
    return std::string(offset < octets_.size() ? octets_.substr(offset, length) : std::string_view());
  }
  Result<std::uint64_t> size_of(int) override { return octets_.size(); }
  Result<void> write_at(int, std::string_view, std::uint64_t) override { return refused(); }
  Result<void> truncate(int, std::uint64_t) override { return refused(); }
  Result<void> preallocate(int, std::uint64_t) override { return refused(); }
  Result<void> sync_data(int) override { return refused(); }
  Result<void> sync_directory(const Path&) override { return refused(); }
  Result<void> rename(const Path&, const Path&) override { return refused(); }
  Result<void> remove(const Path&) override { return refused(); }
  Result<void> create_directory(const Path&) override { return refused(); }
  Result<std::vector<std::string>> list(const Path&) override { return std::vector<std::string>(); }
  Result<std::uint64_t> free_octets(const Path&) override { return std::uint64_t{0}; }

 private:
  static tl::unexpected<parsers::Error> refused() { return failure(ErrorCode::internal, "read only"); }
  std::string_view octets_;
};

/// The same keys in every run: a fuzzer needs the same input to do the same.
void fill_in_order(void* octets, std::size_t count) {
  static std::uint8_t next = 1;
  for (auto& octet : std::span(static_cast<std::uint8_t*>(octets), count)) octet = next++;
}
const char* name_of_order() { return "in order"; }
std::uint32_t next_in_order() { return 4; }
randombytes_implementation in_order{&name_of_order, &next_in_order, nullptr, nullptr, &fill_in_order, nullptr};

store::SpoolKeys make_keys() {
  randombytes_set_implementation(&in_order);
  assert_that(sodium_init() >= 0, "libsodium starts");
  store::SpoolKeys keys;
  keys.secret_key.emplace();
  crypto_box_keypair(keys.public_key.data(), keys.secret_key->data());
  return keys;
}

struct Written {
  store::SegmentHeader header;
  std::string octets;
  std::map<std::uint32_t, std::string> clear; // of each record
};

/// Two octets of the input make a record: its kind, and its length.
Written write_segment(std::string_view& input, const store::SpoolKeys& keys) {
  Written written;
  written.header.number = 1;
  const auto seal = store::begin_seal(written.header, keys);
  store::append_run_header(written.octets, written.header);
  const std::size_t records = input.empty() ? 0 : static_cast<std::size_t>(input[0]) % 8;
  if (!input.empty()) input.remove_prefix(1);
  std::uint32_t piece = 0;
  std::uint64_t size = 0;
  for (std::uint32_t number = 0; number < records && input.size() >= 2; ++number, input.remove_prefix(2)) {
    store::RecordHeader header;
    header.kind = static_cast<store::RecordKind>(1 + static_cast<unsigned char>(input[0]) % 5);
    header.number = number;
    header.first = {1, 0};
    header.piece = piece++;
    std::string clear(static_cast<unsigned char>(input[1]), static_cast<char>('a' + number));
    size += clear.size();
    if (header.kind == store::RecordKind::last_piece) clear += store::encode_message_end({{}, size});
    header.sealed_octets = static_cast<std::uint32_t>(clear.size() + store::AesGcm::tag_octets);
    const auto begin = written.octets.size();
    written.octets.resize(begin + store::record_octets(header.sealed_octets));
    const std::string_view parts[] = {clear};
    seal.seal_record(header, parts, written.octets.data() + begin);
    written.clear[number] = std::move(clear);
  }
  return written;
}

/// Three octets change one; a place of 0xffff cuts the end off.
void damage(std::string& octets, std::string_view input) {
  for (; input.size() >= 3 && !octets.empty(); input.remove_prefix(3)) {
    const std::size_t place = static_cast<unsigned char>(input[0]) * 256u + static_cast<unsigned char>(input[1]);
    if (place == 0xffff) {
      octets.resize(octets.size() -
                    std::min(octets.size(), static_cast<std::size_t>(static_cast<unsigned char>(input[2]))));
      continue;
    }
    auto& octet = octets[(place + store::segment_header_octets) % octets.size()];
    octet = static_cast<char>(octet ^ input[2]);
  }
}

void scan(const Written& written, const store::SpoolKeys& keys) {
  const auto header = store::decode_segment_header(written.octets);
  if (!header) return;
  assert_that(*header == written.header, "a header that is read is the one that was written");
  const auto seal = store::open_seal(*header, keys);
  assert_that(seal.has_value(), "a header that is whole has its key");
  OctetsDisk disk(written.octets);
  store::SegmentScanner scanner(disk, 0, header->salt);
  while (scanner.offset() < written.octets.size()) {
    const auto step = scanner.next(written.octets.size());
    assert_that(step.has_value() && step->end() > scanner.offset(), "a scanner moves on");
    if (step->record) {
      const auto& record = step->record->header;
      const auto clear = seal->open_record(record, step->octets);
      assert_that(!clear || *clear == written.clear.at(record.number), "what opens is what was sealed");
      const bool is_intact = store::is_intact(step->octets, record.sealed_octets, header->salt);
      assert_that(!is_intact || clear, "what is intact opens");
    }
    scanner.move_to(step->end());
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const store::SpoolKeys keys = make_keys();
  std::string_view input(reinterpret_cast<const char*>(data), size);

  std::string_view message = input;
  if (const auto end = store::take_message_end(message)) {
    const auto again = store::encode_message_end(*end);
    assert_that(input.ends_with(again) && message.size() + again.size() == input.size(), "one way to write an end");
  }
  (void)store::decode_segment_header(input);
  (void)store::find_record(input, 0, store::SegmentSalt{});
  OctetsDisk raw(input);
  (void)store::read_quarantined("", {1, 0}, keys, raw);

  Written written = write_segment(input, keys);
  damage(written.octets, input);
  scan(written, keys);
  OctetsDisk quarantine(written.octets);
  if (const auto read = store::read_quarantined("", {1, 0}, keys, quarantine)) {
    assert_that(read->octets.size() <= written.octets.size(), "a message is no larger than its file");
  }
  return 0;
}
