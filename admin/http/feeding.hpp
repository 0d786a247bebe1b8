// Answers that come piece by piece: between libmicrohttpd, which asks for octets when its peer can take some, and a
// Feed, which a worker asks while the connection is suspended.
#pragma once

#include "admin/http/connections.hpp"
#include "admin/http/work_queue.hpp"

struct MHD_Connection;
struct MHD_Response;

namespace admin {

class Feeding {
 public:
  /// `connections` must outlive it. A feed that comes when as many wait as may is cut off.
  explicit Feeding(const Connections& connections);
  /// The answer over the connection's feed; null when there is no memory. The connection outlives it.
  MHD_Response* response_for(MHD_Connection* handle, Connection& connection);
  /// Cuts off every feed and resumes what is suspended.
  void stop() { work_.stop(); }

 private:
  struct Reader {
    Feeding& feeding;
    MHD_Connection* handle;
    Connection& connection;
  };
  static std::ptrdiff_t read(void* reader, std::uint64_t, char* out, std::size_t size);
  static void free_reader(void* reader) { delete static_cast<Reader*>(reader); }
  void ask_feed(MHD_Connection* handle, Connection& connection, std::chrono::milliseconds delay);
  void take_piece(MHD_Connection* handle, Connection& connection);

  const Connections& connections_;
  WorkQueue work_;
};

} // namespace admin
