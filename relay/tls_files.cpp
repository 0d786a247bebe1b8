#include "relay/tls_files.hpp"

#include "smtp/self_signed_certificate.hpp"
#include "store/key_file.hpp"

namespace relay {
namespace {

using parsers::Result;

Result<void> replace(const std::filesystem::path& file, std::string_view text, unsigned mode) {
  store::Disk& disk = store::system_disk();
  if (std::error_code error; std::filesystem::exists(file, error)) {
    if (auto removed = disk.remove(file); !removed) return removed;
  }
  return store::create_key_file(file, text, mode, disk);
}

} // namespace

Result<smtp::TlsFiles> provide_tls_files(const Configuration& configuration, const std::string& host_name,
                                         parsers::Instant now) {
  if (!configuration.smtp_tls.certificate.empty()) return configuration.smtp_tls;
  const std::filesystem::path directory = configuration.data / "tls";
  smtp::TlsFiles files{directory / "certificate.pem", directory / "key.pem"};
  std::error_code error;
  if (std::filesystem::exists(files.certificate, error) && std::filesystem::exists(files.private_key, error)) {
    return files;
  }
  const auto pair = smtp::make_self_signed_certificate(host_name, now);
  if (!pair) return tl::unexpected(pair.error());
  auto made = store::system_disk().create_directory(directory);
  if (made) made = replace(files.private_key, pair->private_key, 0600);
  if (made) made = replace(files.certificate, pair->certificate, 0644);
  if (!made) return tl::unexpected(made.error());
  return files;
}

} // namespace relay
