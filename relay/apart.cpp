#include "relay/apart.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace relay {
namespace {

Exit exit_of_child(pid_t child, std::string_view what) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return Context::fail({parsers::ErrorCode::internal, "lost the process that did the work"});
  }
  if (WIFEXITED(status)) return static_cast<Exit>(WEXITSTATUS(status));
  return Context::fail({parsers::ErrorCode::corrupt, std::string(what) + " ended with the signal " +
                                                         ::strsignal(WTERMSIG(status)) +
                                                         ": the file of the store is damaged"});
}

} // namespace

Exit run_apart(std::string_view what, const std::function<Exit()>& work) {
  std::fflush(stdout);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return Context::fail({parsers::ErrorCode::unavailable, "cannot start a process"});
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) std::_Exit(static_cast<int>(Exit::failed));
    const rlimit no_core{0, 0}; // the crash of a damaged file tells nobody anything
    ::setrlimit(RLIMIT_CORE, &no_core);
    Exit status = work();
    if (std::fflush(stdout) != 0) status = Exit::failed;
    std::_Exit(static_cast<int>(status));
  }
  struct sigaction ignore {};
  struct sigaction before {};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGINT, &ignore, &before);
  const Exit status = exit_of_child(child, what);
  ::sigaction(SIGINT, &before, nullptr);
  return status;
}

} // namespace relay
