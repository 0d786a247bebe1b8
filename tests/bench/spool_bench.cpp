// How many durable messages a second the spool takes, beside append + fdatasync of the same octets in the same run. The
// goals are ratios (facts/performance.md 1), so the two are measured in turn.
#include <fcntl.h>
#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/spool.hpp"

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t message_octets = 4096;
constexpr int rounds = 5;
constexpr auto measured_time = std::chrono::milliseconds(700);

struct Rate {
  double messages = 0;     // a second
  double processor_us = 0; // of all threads, a message
};

double processor_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

template <class Work>
Rate measure(Work work) {
  const double before = processor_seconds();
  const auto begin = Clock::now();
  const auto count = static_cast<double>(work(begin + measured_time));
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return {count / seconds, (processor_seconds() - before) / count * 1e6};
}

std::size_t append_and_sync(const std::filesystem::path& directory, Clock::time_point until) {
  const auto path = directory / "appended";
  const int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  const std::string octets(message_octets, 'x');
  std::size_t count = 0;
  while (Clock::now() < until) {
    if (::write(file, octets.data(), octets.size()) < 0 || ::fdatasync(file) < 0) std::abort();
    ++count;
  }
  ::close(file);
  std::filesystem::remove(path);
  return count;
}

/// As the SMTP server does it: each submitting thread serves many connections, each of which has one message at a time,
/// and is told of the outcome by its own queue.
class Submitter {
 public:
  Submitter(store::Spool& spool, std::size_t connections) : spool_(spool), free_(connections), all_(connections) {}

  std::size_t run(Clock::time_point until) {
    const std::string octets(message_octets, 'x');
    parsers::Envelope envelope;
    envelope.peer = "192.0.2.1";
    envelope.helo = "client.example";
    envelope.reverse_path.address = "sender@client.example";
    envelope.forward_paths = {{"f-abcdefghijklmnopqrstuvwxyz234567@desist.example"}};
    std::size_t count = 0;
    while (Clock::now() < until) {
      for (std::size_t ready = take_free(1); ready > 0; --ready, ++count) send(octets, envelope);
    }
    take_free(all_);
    return count;
  }

 private:
  void send(const std::string& octets, const parsers::Envelope& envelope) {
    auto message = spool_.begin();
    if (!message || !message->append(octets)) std::abort();
    std::move(*message).commit(envelope, [this](const store::Result<store::SpoolId>& id) {
      if (!id) std::abort();
      const std::lock_guard lock(mutex_);
      if (++free_ >= wanted_) changed_.notify_one();
    });
  }
  /// Waits until `least` connections are free and takes all that are.
  std::size_t take_free(std::size_t least) {
    std::unique_lock lock(mutex_);
    wanted_ = least;
    changed_.wait(lock, [&] { return free_ >= least; });
    return std::exchange(free_, 0);
  }

  store::Spool& spool_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t free_;
  std::size_t wanted_ = 1;
  const std::size_t all_;
};

std::size_t spool_messages(store::Spool& spool, std::size_t concurrent, Clock::time_point until) {
  const std::size_t threads = std::min<std::size_t>(2, concurrent);
  std::vector<std::size_t> counts(threads);
  std::vector<std::thread> submitters;
  for (std::size_t i = 0; i < threads; ++i) {
    submitters.emplace_back([&, i] { counts[i] = Submitter(spool, concurrent / threads).run(until); });
  }
  std::size_t count = 0;
  for (std::size_t i = 0; i < threads; ++i) {
    submitters[i].join();
    count += counts[i];
  }
  return count;
}

/// A reader keeps up, as it does in the gateway, so that segments go again.
std::size_t drain(store::SpoolReader& reader) {
  std::size_t count = 0;
  for (;;) {
    const auto messages = reader.claim(1000, 16u << 20);
    if (!messages || messages->empty()) return count;
    std::vector<store::SpoolId> ids;
    for (const auto& message : *messages) ids.push_back(message.id);
    if (!reader.release(ids)) std::abort();
    count += ids.size();
  }
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

} // namespace

int main(int count, char** arguments) {
  std::string name = std::string(count > 1 ? arguments[1] : "/tmp") + "/spool-bench-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) return 1;
  store::SpoolOptions options;
  options.directory = std::filesystem::path(name) / "spool";
  options.keys.secret_key.emplace();
  crypto_box_keypair(options.keys.public_key.data(), options.keys.secret_key->data());
  auto spool = store::Spool::open(options);
  auto reader = store::SpoolReader::open(options, {});
  if (!spool || !reader) return 1;

  std::printf("%10s %14s %14s %8s %14s %12s\n", "concurrent", "append+sync/s", "spool/s", "ratio", "spool us CPU",
              "read/s");
  for (const std::size_t concurrent : {1u, 8u, 32u, 64u, 256u}) {
    std::vector<double> appended, spooled, ratios, processor, read;
    for (int i = 0; i < rounds; ++i) {
      const Rate append = measure([&](auto until) { return append_and_sync(name, until); });
      const Rate spooling = measure([&](auto until) { return spool_messages(**spool, concurrent, until); });
      const Rate reading = measure([&](auto) { return drain(**reader); });
      appended.push_back(append.messages);
      spooled.push_back(spooling.messages);
      ratios.push_back(spooling.messages / append.messages);
      processor.push_back(spooling.processor_us);
      read.push_back(reading.messages);
    }
    std::printf("%10zu %14.0f %14.0f %8.1f %14.1f %12.0f\n", concurrent, median(appended), median(spooled),
                median(ratios), median(processor), median(read));
  }
  reader->reset();
  spool->reset();
  std::filesystem::remove_all(name);
  return 0;
}
