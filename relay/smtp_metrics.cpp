#include "relay/smtp_metrics.hpp"

#include <algorithm>
#include <string_view>

namespace relay {
namespace {

constexpr std::size_t most_samples = 86'400;

void put_head(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void put(std::string& text, std::string_view name, std::string_view labels, std::string_view value) {
  text.append(name);
  if (!labels.empty()) text.append("{").append(labels).append("}");
  text.append(" ").append(value).append("\n");
}

std::string in_seconds(std::uint64_t microseconds) {
  constexpr std::uint64_t in_a_second = 1'000'000;
  std::string fraction = std::to_string(microseconds % in_a_second);
  fraction.insert(0, 6 - fraction.size(), '0');
  return std::to_string(microseconds / in_a_second) + "." + fraction;
}

class MeteredMessage : public smtp::OpenMessage {
 public:
  MeteredMessage(std::unique_ptr<smtp::OpenMessage> message, SmtpMetrics& metrics)
      : message_(std::move(message)), metrics_(metrics) {}
  smtp::Result<void> append(std::string_view octets) override {
    octets_ += octets.size();
    return message_->append(octets);
  }
  void commit(parsers::Envelope envelope, smtp::CommitFinished finished) override {
    const auto began = SmtpMetrics::Clock::now();
    message_->commit(std::move(envelope), [&metrics = metrics_, octets = octets_, began,
                                           finished = std::move(finished)](smtp::Result<smtp::SpoolId> id) {
      const auto now = SmtpMetrics::Clock::now();
      metrics.count_commit(now - began, id.has_value(), now);
      if (id) metrics.count_octets(octets);
      finished(std::move(id));
    });
  }

 private:
  std::unique_ptr<smtp::OpenMessage> message_;
  SmtpMetrics& metrics_;
  std::uint64_t octets_ = 0;
};

class MeteredSink : public smtp::MessageSink {
 public:
  MeteredSink(smtp::MessageSink& sink, SmtpMetrics& metrics) : sink_(sink), metrics_(metrics) {}
  smtp::Result<std::unique_ptr<smtp::OpenMessage>> begin() override {
    auto message = sink_.begin();
    if (!message) return message;
    return std::make_unique<MeteredMessage>(std::move(*message), metrics_);
  }

 private:
  smtp::MessageSink& sink_;
  SmtpMetrics& metrics_;
};

} // namespace

void SmtpMetrics::count_reply(std::uint16_t code) {
  if (code <= largest_code) replies_[code].fetch_add(1, std::memory_order_relaxed);
}

void SmtpMetrics::count_commit(Clock::duration took, bool is_stored, Clock::time_point now) {
  if (!is_stored) {
    ++failed_commits_;
    return;
  }
  const auto microseconds =
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  const auto bound =
      std::find_if(bounds.begin(), bounds.end(), [&](std::uint32_t most) { return microseconds <= most; });
  ++commits_[static_cast<std::size_t>(bound - bounds.begin())];
  commit_microseconds_ += microseconds;
  const std::scoped_lock lock(mutex_);
  ++stored_;
  const auto second = std::chrono::time_point_cast<std::chrono::seconds>(now);
  if (samples_.empty() || samples_.back().second != second) {
    samples_.push_back({second, stored_});
    if (samples_.size() > most_samples) samples_.pop_front();
  } else {
    samples_.back().stored = stored_;
  }
}

/// What waits are the last messages that were stored; those from before the start count as old as the oldest sample.
std::chrono::seconds SmtpMetrics::age_of_oldest(std::uint64_t waiting, Clock::time_point now) const {
  const std::scoped_lock lock(mutex_);
  if (waiting == 0 || samples_.empty()) return {};
  const std::uint64_t done = stored_ > waiting ? stored_ - waiting : 0;
  const auto sample =
      std::upper_bound(samples_.begin(), samples_.end(), done,
                       [](std::uint64_t count, const Sample& candidate) { return count < candidate.stored; });
  if (sample == samples_.end()) return {};
  return std::chrono::duration_cast<std::chrono::seconds>(now - sample->second);
}

void SmtpMetrics::put_replies(std::string& text) const {
  constexpr std::string_view name = "desist_smtp_replies_total";
  put_head(text, name, "counter", "Replies of the SMTP server by code.");
  for (std::size_t code = 0; code < replies_.size(); ++code) {
    const std::uint64_t count = replies_[code];
    if (count > 0) put(text, name, "code=\"" + std::to_string(code) + "\"", std::to_string(count));
  }
}

void SmtpMetrics::put_commits(std::string& text) const {
  constexpr std::string_view name = "desist_smtp_commit_seconds";
  put_head(text, name, "histogram", "From the end of a message to its being on disk.");
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < commits_.size(); ++i) {
    count += commits_[i];
    const std::string bound = i < bounds.size() ? in_seconds(bounds[i]) : "+Inf";
    put(text, "desist_smtp_commit_seconds_bucket", "le=\"" + bound + "\"", std::to_string(count));
  }
  put(text, "desist_smtp_commit_seconds_sum", "", in_seconds(commit_microseconds_));
  put(text, "desist_smtp_commit_seconds_count", "", std::to_string(count));
}

std::string SmtpMetrics::text(store::Spool::Depth depth, Clock::time_point now) const {
  std::string text;
  const auto one = [&](std::string_view name, std::string_view type, std::string_view help, std::uint64_t value) {
    put_head(text, name, type, help);
    put(text, name, "", std::to_string(value));
  };
  one("desist_smtp_connections_total", "counter", "Connections that got a session and have ended.", connections_);
  one("desist_smtp_refused_connections_total", "counter", "Connections that got none.", refused_connections_);
  put_replies(text);
  one("desist_smtp_message_octets_total", "counter", "Octets of messages that were accepted.", octets_);
  one("desist_smtp_failed_commits_total", "counter", "Messages that could not be stored.", failed_commits_);
  put_commits(text);
  one("desist_spool_messages", "gauge", "Messages that wait to be processed.", depth.messages);
  one("desist_spool_octets", "gauge", "Size of the spool on disk.", depth.octets);
  one("desist_spool_oldest_seconds", "gauge", "How long the oldest message has waited.",
      static_cast<std::uint64_t>(age_of_oldest(depth.messages, now).count()));
  return text;
}

std::unique_ptr<smtp::MessageSink> make_metered_sink(smtp::MessageSink& sink, SmtpMetrics& metrics) {
  return std::make_unique<MeteredSink>(sink, metrics);
}

} // namespace relay
