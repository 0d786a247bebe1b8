// The only main: one binary, every role and command.
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "relay/commands/commands.hpp"

int main(int argument_count, char** arguments) {
  std::signal(SIGPIPE, SIG_IGN); // a peer that went away is an answer of write(), not the end of the process
  std::signal(SIGXFSZ, SIG_IGN); // a limit of file sizes is a full disk
  const int status = relay::run_command_line(argument_count, arguments);
  std::fflush(nullptr);
  std::quick_exit(status); // nothing is left but tables, and the system takes them back at once
}
