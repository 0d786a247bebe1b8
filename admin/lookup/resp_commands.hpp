// What each command of a Redis client answers.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "admin/lookup/resp_conversation.hpp"

namespace admin {

struct RespCommands {
  /// `words` is not empty: the command's name and its arguments.
  static Conversation::Then perform(RespConversation& conversation, RespConversation::Words words, std::string& output);

 private:
  using Handler = void (*)(RespConversation&, RespConversation::Words arguments, std::string& output);
  struct Row {
    std::string_view name; // upper case
    int least = 0;         // arguments behind the name
    int most = 0;          // -1: any number
    bool needs_key = true;
    Handler handler = nullptr;
  };
  static const Row* find(std::string_view name);
  static bool is_write(std::string_view name);

  static void auth(RespConversation&, RespConversation::Words, std::string&);
  static void hello(RespConversation&, RespConversation::Words, std::string&);
  static void ping(RespConversation&, RespConversation::Words, std::string&);
  static void echo(RespConversation&, RespConversation::Words, std::string&);
  static void ok(RespConversation&, RespConversation::Words, std::string&);
  static void client(RespConversation&, RespConversation::Words, std::string&);
  static void command(RespConversation&, RespConversation::Words, std::string&);
  static void config(RespConversation&, RespConversation::Words, std::string&);
  static void info(RespConversation&, RespConversation::Words, std::string&);
  static void exists(RespConversation&, RespConversation::Words, std::string&);
  static void get(RespConversation&, RespConversation::Words, std::string&);
  static void get_many(RespConversation&, RespConversation::Words, std::string&);
  static void get_of_set(RespConversation&, RespConversation::Words, std::string&);
  static void get_many_of_set(RespConversation&, RespConversation::Words, std::string&);
  static void is_member(RespConversation&, RespConversation::Words, std::string&);
  static void are_members(RespConversation&, RespConversation::Words, std::string&);

  static void append_words(RespConversation&, std::string_view set, RespConversation::Words contacts, std::string&);
  static void append_word(RespConversation&, std::string_view set, std::string_view contact, std::string&);
  static void append_null(const RespConversation&, std::string&);
  static void append_map(const RespConversation&, std::size_t members, std::string&);
};

} // namespace admin
