// desist messages: what came in, as a list, one by one, as raw files; and a way to wait until all of it is understood.
#include <CLI/CLI.hpp>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "parsers/attachments.hpp"
#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/progress.hpp"
#include "store/attachment_link.hpp"
#include "store/spool.hpp"

namespace relay {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;

struct Options {
  std::string workspace;
  std::vector<std::string> query;
  std::string directory;
  std::size_t limit = 0;
  store::MessageNumber number = 0;
  unsigned timeout = 600;
};

constexpr std::size_t page = 500;
constexpr std::chrono::milliseconds between_looks{10};

ordered_json kept_json(const store::KeptMessage& message) {
  ordered_json object;
  object["message"] = message.number;
  object["workspace"] = message.workspace;
  object["received_at"] = parsers::to_rfc3339(message.received_at);
  object["spool_id"] = message.spool_id;
  object["octets"] = message.octets;
  const ordered_json conclusions = ordered_json::parse(message.conclusions, nullptr, false);
  if (conclusions.is_object()) object.update(conclusions);
  return object;
}

void print_for_people(const store::KeptMessage& message) {
  const ordered_json object = kept_json(message);
  std::string line = std::to_string(message.number) + "  " + parsers::to_rfc3339(message.received_at) + "  " +
                     object.value("kind", "?") + "  " + object.value("from", "") + "  " + object.value("subject", "");
  for (const auto& event : object.value("events", ordered_json::array())) {
    line += "\n    " + event.value("contact", "(unknown)") + ": " + event.value("kind", "") + ", " +
            event.value("force", "") + " (" + event.value("level", "") + ")";
  }
  Context::print(line);
}

/// Calls `use` for each message, newest first, until it returns false or there are no more.
Result<void> for_each(const store::Store& store, store::WorkspaceId workspace,
                      const std::function<Result<bool>(const store::KeptMessage&)>& use) {
  store::MessageNumber before = 0;
  while (true) {
    const auto messages = store.messages(workspace, before, page);
    if (!messages) return tl::unexpected(messages.error());
    for (const store::KeptMessage& message : *messages) {
      const auto more = use(message);
      if (!more) return tl::unexpected(more.error());
      if (!*more) return {};
    }
    if (messages->size() < page) return {};
    before = messages->back().number;
  }
}

Result<store::WorkspaceId> wanted_workspace(const store::Store& store, const Options& options) {
  if (options.workspace.empty()) return store::WorkspaceId{0};
  const auto workspace = store.find_workspace(options.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  return workspace->id;
}

Exit list(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto workspace = wanted_workspace(**store, options);
  if (!workspace) return Context::fail(workspace.error());
  std::size_t printed = 0;
  const auto done = for_each(**store, *workspace, [&](const store::KeptMessage& message) -> Result<bool> {
    if (context.json)
      Context::print_json(kept_json(message));
    else
      print_for_people(message);
    return ++printed != options.limit;
  });
  return done ? Exit::done : Context::fail(done.error());
}

Exit search(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto workspace = wanted_workspace(**store, options);
  if (!workspace) return Context::fail(workspace.error());
  std::string text;
  for (const std::string& word : options.query) text.append(word).append(" ");
  const auto query = store::parse_search(text, (*store)->keys());
  if (!query) return Context::fail(query.error());
  const std::size_t limit = options.limit == 0 ? std::numeric_limits<std::size_t>::max() : options.limit;
  const auto found = (*store)->search(*query, *workspace, 0, limit);
  if (!found) return Context::fail(found.error());
  for (const store::KeptMessage& message : *found) {
    if (context.json)
      Context::print_json(kept_json(message));
    else
      print_for_people(message);
  }
  return found->empty() ? Exit::no : Exit::done;
}

Exit show(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto message = (*store)->message(options.number);
  if (!message) return Context::fail(message.error());
  Context::print(context.json ? kept_json(*message).dump(-1, ' ', false, ordered_json::error_handler_t::replace)
                              : kept_json(*message).dump(2, ' ', false, ordered_json::error_handler_t::replace));
  return Exit::done;
}

/// With a link for each, on the gateway's own HTTP address, that is good for a few minutes.
Exit attachments(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto octets = (*store)->message_octets(options.number);
  if (!octets) return Context::fail(octets.error());
  const parsers::ParsedMessage message(*octets, parsers::Limits{});
  const parsers::Instant expires = now() + store::attachment_link_time;
  for (const parsers::AttachedPart& attached : parsers::find_attachments(message)) {
    const store::AttachmentPlace place{options.number, attached.part};
    const std::string link = "/attachments/" + store::sign_attachment_link(place, expires, (*store)->keys());
    const parsers::Attachment& attachment = attached.attachment;
    if (context.json) {
      Context::print_json(ordered_json{{"key", store::storage_key(place)},
                                       {"name", attachment.name},
                                       {"type", attachment.type},
                                       {"size", attachment.size},
                                       {"kind", parsers::kind_of_attachment(attachment)},
                                       {"link", link},
                                       {"expires_at", parsers::to_rfc3339(expires)}});
    } else {
      Context::print(store::storage_key(place) + "  " + std::string(parsers::kind_of_attachment(attachment)) + "  " +
                     std::to_string(attachment.size) + "  " + attachment.name + "\n    " + link);
    }
  }
  return Exit::done;
}

Result<void> write_file(const std::filesystem::path& path, std::string_view octets) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(octets.data(), static_cast<std::streamsize>(octets.size()));
  file.close();
  if (!file) return failure(ErrorCode::storage_failed, "cannot write " + path.string());
  return {};
}

/// One file a message that came in: a message that concerns two workspaces is one message all the same.
Exit export_raw(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto workspace = wanted_workspace(**store, options);
  if (!workspace) return Context::fail(workspace.error());
  std::error_code error;
  std::filesystem::create_directories(options.directory, error);
  if (error) return Context::fail({ErrorCode::storage_failed, options.directory + ": " + error.message()});
  std::set<std::string> written;
  Progress progress("export", 0);
  const auto done = for_each(**store, *workspace, [&](const store::KeptMessage& message) -> Result<bool> {
    if (!message.has_octets) return true; // their time was over
    if (!written.insert(message.spool_id).second) return true;
    const auto octets = (*store)->message_octets(message.number);
    if (!octets)
      return failure(octets.error().code, "message " + std::to_string(message.number) + ": " + octets.error().context);
    const std::string name = std::to_string(message.number);
    const std::string file = std::string(name.size() < 10 ? 10 - name.size() : 0, '0') + name + ".eml";
    if (auto saved = write_file(std::filesystem::path(options.directory) / file, *octets); !saved)
      return tl::unexpected(saved.error());
    progress.show(written.size());
    return true;
  });
  progress.finish();
  if (!done) return Context::fail(done.error());
  if (context.json)
    Context::print_json(ordered_json{{"exported", written.size()}, {"directory", options.directory}});
  else
    Context::print(std::to_string(written.size()) + " messages in " + options.directory);
  return Exit::done;
}

/// What the spool holds and the store has not yet.
Result<std::vector<store::SpoolId>> waiting_messages(const std::filesystem::path& data, const store::Store& store) {
  auto ids = store::committed_messages(data / "spool");
  if (!ids) return ids;
  std::vector<store::SpoolId> waiting;
  for (const store::SpoolId id : *ids) {
    const auto done = store.is_done(id);
    if (!done) return tl::unexpected(done.error());
    if (!*done) waiting.push_back(id);
  }
  return waiting;
}

/// Every message that the spool held when this began is in the store, or the time is over.
Exit wait(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_only);
  const auto configuration = context.configuration();
  if (!store || !configuration) return Context::fail(!store ? store.error() : configuration.error());
  auto waiting = waiting_messages(configuration->data, **store);
  if (!waiting) return Context::fail(waiting.error());
  const std::size_t total = waiting->size();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(options.timeout);
  Progress progress("wait", total);
  while (!waiting->empty()) {
    const auto done = (*store)->is_done(waiting->back());
    if (!done) return Context::fail(done.error());
    if (*done) {
      waiting->pop_back();
      progress.show(total - waiting->size());
      continue;
    }
    if (std::chrono::steady_clock::now() > deadline) {
      progress.finish();
      return Context::fail({ErrorCode::unavailable,
                            std::to_string(waiting->size()) + " messages are still waiting: is the gateway running?"});
    }
    std::this_thread::sleep_for(between_looks);
  }
  progress.finish();
  if (context.json) Context::print_json(ordered_json{{"waited_for", total}});
  return Exit::done;
}

using Action = Exit (*)(const Context&, const Options&);

} // namespace

void add_messages(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* group = app.add_subcommand("messages", "Messages that came in")->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto add = [&](const char* name, const char* about, Action action) {
    CLI::App* command = group->add_subcommand(name, about);
    command->callback([&context, choose, options, action] {
      choose([&context, options, action] { return action(context, *options); });
    });
    return command;
  };
  CLI::App* listing = add("list", "List messages and what was concluded, newest first", list);
  listing->add_option("--workspace", options->workspace, "Only this workspace's");
  listing->add_option("--limit", options->limit, "At most so many (0: all)");
  CLI::App* searching = add("search", "Find messages by whole words, addresses and fields, newest first", search);
  searching->add_option("QUERY", options->query, "Words, addresses, from:A to:A domain:D kind:K intent:I; all must fit")
      ->required();
  searching->add_option("--workspace", options->workspace, "Only this workspace's");
  searching->add_option("--limit", options->limit, "At most so many (0: all)");
  add("show", "Show one message's conclusions", show)->add_option("NUMBER", options->number)->required();
  add("attachments", "List a message's attachments, with links that end soon", attachments)
      ->add_option("NUMBER", options->number)
      ->required();
  CLI::App* exporting = add("export", "Write raw messages, one file each", export_raw);
  exporting->add_option("DIR", options->directory)->required();
  exporting->add_option("--workspace", options->workspace, "Only this workspace's");
  add("wait", "Return once everything accepted is processed", wait)
      ->add_option("--timeout", options->timeout, "Seconds")
      ->capture_default_str();
}

} // namespace relay
