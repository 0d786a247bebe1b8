// open, fstat, mmap, read only.
#include "relay/model_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace relay {

namespace {

using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;

Result<std::span<const std::byte>> map_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failure(ErrorCode::not_found, "cannot read the model " + path.string());
  struct stat status {};
  const bool is_known = ::fstat(file, &status) == 0 && status.st_size > 0;
  void* const mapped = is_known
                           ? ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, file, 0)
                           : MAP_FAILED;
  ::close(file);
  if (mapped == MAP_FAILED) return failure(ErrorCode::storage_failed, "cannot map the model " + path.string());
  return std::span(static_cast<const std::byte*>(mapped), static_cast<std::size_t>(status.st_size));
}

void unmap(std::span<const std::byte> octets) {
  if (!octets.empty()) ::munmap(const_cast<std::byte*>(octets.data()), octets.size());
}

} // namespace

Result<std::unique_ptr<ModelFile>> ModelFile::open(const std::filesystem::path& path) {
  if (path.empty()) return std::unique_ptr<ModelFile>(new ModelFile());
  const auto octets = map_file(path);
  if (!octets) return tl::unexpected(octets.error());
  auto model = classifier::LinearModel::open(*octets);
  if (!model) {
    unmap(*octets);
    return failure(model.error().code, path.string() + ": " + model.error().context);
  }
  return std::unique_ptr<ModelFile>(new ModelFile(*octets, std::move(*model)));
}

ModelFile::~ModelFile() { unmap(octets_); }

} // namespace relay
