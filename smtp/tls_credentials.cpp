#include "smtp/tls_credentials.hpp"

#include <openssl/ssl.h>

namespace smtp {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::chrono::seconds look_interval{1};
/// Forward secrecy in all of them; TLS 1.3 has its own list.
constexpr const char* ciphers_of_tls_1_2 = "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:ECDHE+AES:!aNULL:!eNULL";

std::uintmax_t octets_of(const std::filesystem::path& file) {
  std::error_code error;
  const auto octets = std::filesystem::file_size(file, error);
  return error ? 0 : octets;
}

std::filesystem::file_time_type time_of(const std::filesystem::path& file) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(file, error);
  return error ? std::filesystem::file_time_type{} : time;
}

} // namespace

Result<std::unique_ptr<TlsCredentials>> TlsCredentials::open(TlsFiles files, Failed failed) {
  std::unique_ptr<TlsCredentials> credentials(new TlsCredentials(std::move(files), std::move(failed)));
  credentials->stamp_ = credentials->look();
  auto context = credentials->load();
  if (!context) return tl::unexpected(context.error());
  credentials->context_ = std::move(*context);
  return credentials;
}

std::shared_ptr<ssl::context> TlsCredentials::current(TimePoint now) {
  const std::scoped_lock lock(mutex_);
  if (now - looked_at_ < look_interval) return context_;
  looked_at_ = now;
  const Stamp found = look();
  const bool has_changed = found != stamp_;
  if (!has_changed && !is_stale_) return context_;
  stamp_ = found;
  auto context = load();
  is_stale_ = !context;
  if (context) {
    context_ = std::move(*context);
  } else if (has_changed) {
    failed_(context.error());
  }
  return context_;
}

TlsCredentials::Stamp TlsCredentials::look() const {
  return {time_of(files_.certificate), time_of(files_.private_key), octets_of(files_.certificate),
          octets_of(files_.private_key)};
}

Result<std::shared_ptr<ssl::context>> TlsCredentials::load() const {
  error_code error;
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* const native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(native, ciphers_of_tls_1_2);
  SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS); // an idle connection keeps none
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  context->use_certificate_chain_file(files_.certificate.string(), error);
  if (error) {
    return failure(ErrorCode::invalid_argument, "certificate " + files_.certificate.string() + ": " + error.message());
  }
  context->use_private_key_file(files_.private_key.string(), ssl::context::pem, error);
  if (error || SSL_CTX_check_private_key(native) != 1) {
    return failure(ErrorCode::invalid_argument, "private key " + files_.private_key.string() + ": " +
                                                    (error ? error.message() : "does not belong to the certificate"));
  }
  return context;
}

} // namespace smtp
