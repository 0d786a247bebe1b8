// What the tests of the spool share: a directory of their own, keys, and short ways to write and to read.
#pragma once

#include <gtest/gtest.h>
#include <sodium.h>
#include <stdlib.h>

#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/spool.hpp"

namespace store::test {

/// In memory where the system has it: what a disk does and forgets is the matter of failing_disk.hpp.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    const std::filesystem::path memory = "/dev/shm";
    const auto parent = std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
    std::string name = (parent / "desist-store-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
    path_ = name;
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline SpoolKeys new_keys() {
  SpoolKeys keys;
  keys.secret_key.emplace();
  crypto_box_keypair(keys.public_key.data(), keys.secret_key->data());
  return keys;
}

inline SpoolOptions options_in(const std::filesystem::path& directory, const SpoolKeys& keys) {
  SpoolOptions options;
  options.directory = directory / "spool";
  options.segment_octets = 256 * 1024;
  options.least_free_octets = 0;
  options.keys = keys;
  return options;
}

inline parsers::Envelope envelope_of(std::string_view name) {
  parsers::Envelope envelope;
  envelope.peer = "192.0.2.7";
  envelope.helo = "mail.example";
  envelope.reverse_path.address = std::string(name) + "@example.test";
  envelope.forward_paths = {{"f-one@desist.example"}, {"f-two@desist.example"}};
  envelope.received_at = parsers::Instant(std::chrono::milliseconds(1'795'000'000'123));
  return envelope;
}

/// Distinct octets for each seed, with line ends and NULs among them.
inline std::string octets_of(std::uint32_t seed, std::size_t length) {
  std::string octets(length, '\0');
  std::uint64_t state = seed * 0x9e3779b97f4a7c15ull + 1;
  for (std::size_t i = 0; i < length; ++i) {
    if (i % 8 == 0) state = state * 6364136223846793005ull + 1442695040888963407ull;
    octets[i] = static_cast<char>(state >> (i % 8 * 8));
  }
  return octets;
}

/// Begins, appends, commits and waits for the answer.
inline Result<SpoolId> write_message(Spool& spool, std::string_view octets, std::string_view name = "somebody") {
  auto message = spool.begin();
  if (!message) return tl::unexpected(message.error());
  if (auto appended = message->append(octets); !appended) return tl::unexpected(appended.error());
  std::promise<Result<SpoolId>> promise;
  std::move(*message).commit(envelope_of(name), [&](Result<SpoolId> answer) { promise.set_value(std::move(answer)); });
  return promise.get_future().get();
}

inline std::function<bool(SpoolId)> nothing_is_done() {
  return [](SpoolId) { return false; };
}

/// Claims until nothing comes any more.
inline std::vector<SpooledMessage> claim_all(SpoolReader& reader, std::size_t most = 100) {
  std::vector<SpooledMessage> all;
  for (;;) {
    auto messages = reader.claim(most, 64ull << 20);
    if (!messages) {
      ADD_FAILURE() << to_string(messages.error());
      return all;
    }
    if (messages->empty()) return all;
    for (auto& message : *messages) all.push_back(std::move(message));
  }
}

inline void must(Result<void> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
}
template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  return std::move(*result);
}

} // namespace store::test
