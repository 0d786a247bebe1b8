// Certificate and private key of the server, from files that may be replaced while it runs. Private to server.cpp and
// its kin (Asio).
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>

#include "parsers/result.hpp"
#include "smtp/server.hpp"

namespace smtp {

/// Safe for several threads.
class TlsCredentials {
 public:
  using Failed = std::function<void(const parsers::Error&)>;
  /// `failed` hears of files that were replaced and cannot be used; what was there before stays in use.
  static Result<std::unique_ptr<TlsCredentials>> open(TlsFiles files, Failed failed);

  /// What to shake hands with. Looks at the files, at most once a second, and reads them again when they have changed:
  /// programs that renew certificates need to tell nobody.
  std::shared_ptr<boost::asio::ssl::context> current(TimePoint now);

 private:
  /// Tells one state of a file from another; renewal writes a new file or other octets.
  struct Stamp {
    std::filesystem::file_time_type certificate{}, private_key{};
    std::uintmax_t certificate_octets = 0, private_key_octets = 0;
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  TlsCredentials(TlsFiles files, Failed failed) : files_(std::move(files)), failed_(std::move(failed)) {}
  [[nodiscard]] Stamp look() const;
  [[nodiscard]] Result<std::shared_ptr<boost::asio::ssl::context>> load() const;

  const TlsFiles files_;
  const Failed failed_;
  std::mutex mutex_;
  std::shared_ptr<boost::asio::ssl::context> context_;
  Stamp stamp_;           // of what was read last, usable or not
  bool is_stale_ = false; // what was read last could not be used: it is tried again, for one of two may be late
  TimePoint looked_at_{};
};

} // namespace smtp
