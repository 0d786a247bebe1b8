// A model that was refitted on this machine, mapped from its file; or the shipped one.
#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "classifier/knowledge.hpp"
#include "parsers/result.hpp"

namespace relay {

/// Holds the mapping for as long as it lives; whatever uses the knowledge must not outlive it.
class ModelFile {
 public:
  /// The shipped model when `path` is empty. Checks the whole file.
  static parsers::Result<std::unique_ptr<ModelFile>> open(const std::filesystem::path& path);
  ~ModelFile();
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;
  ModelFile(ModelFile&&) = delete;
  ModelFile& operator=(ModelFile&&) = delete;

  [[nodiscard]] const classifier::Knowledge& knowledge() const { return knowledge_; }

 private:
  ModelFile() : knowledge_(classifier::standard_knowledge()) {}
  ModelFile(std::span<const std::byte> octets, classifier::LinearModel model)
      : octets_(octets),
        model_(std::move(model)),
        knowledge_{.rules = classifier::standard_rules(), .model = &model_} {}

  std::span<const std::byte> octets_; // mapped; empty: nothing is
  classifier::LinearModel model_;
  classifier::Knowledge knowledge_;
};

} // namespace relay
