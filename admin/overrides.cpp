#include "admin/overrides.hpp"

#include <chrono>

namespace admin {

namespace {

constexpr std::size_t most_waiting = 1024;
constexpr std::size_t most_remembered = 16'384;

} // namespace

store::Draft override_of(const parsers::Identity& identity, const classifier::Query& query, parsers::Instant now,
                         const store::KeyRing& keys) {
  const auto day = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
  store::Draft draft;
  draft.identity = identity;
  draft.event.kind = classifier::EventKind::override_used;
  draft.event.scope = {.reach = classifier::Reach::workspace,
                       .workspace = query.workspace,
                       .channel = classifier::Channel::all,
                       .purpose = {.kind = classifier::Purpose::Kind::all, .stream = {}},
                       .agency = query.agency};
  draft.cause = keys.cause("override of the day " + std::to_string(day) + " workspace " +
                           std::to_string(query.workspace) + " " + parsers::text_of(identity));
  draft.received_at = now;
  return draft;
}

Overrides::~Overrides() {
  {
    const std::lock_guard lock(mutex_);
    stops_ = true;
    wake_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void Overrides::tell(store::Draft draft) {
  const std::lock_guard lock(mutex_);
  if (told_.contains(draft.cause)) return;
  if (waiting_.size() == most_waiting) {
    ++lost_;
    return;
  }
  if (told_.size() == most_remembered) told_.clear(); // told again, it is the same entry
  told_.insert(draft.cause);
  waiting_.push_back(std::move(draft));
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  wake_.notify_all();
}

void Overrides::run() {
  std::unique_lock lock(mutex_);
  while (!stops_ || !waiting_.empty()) {
    wake_.wait(lock, [this] { return stops_ || !waiting_.empty(); });
    const std::vector<store::Draft> drafts = std::exchange(waiting_, {});
    lock.unlock();
    if (!drafts.empty()) write(drafts);
    lock.lock();
  }
}

/// What the store did not take is forgotten as told: the next check of that contact tells it again.
void Overrides::write(const std::vector<store::Draft>& drafts) {
  if (store_.commit(drafts)) return;
  const std::lock_guard lock(mutex_);
  for (const store::Draft& draft : drafts) told_.erase(draft.cause);
  lost_ += drafts.size();
}

} // namespace admin
