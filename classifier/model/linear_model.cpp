// Header, then a row of weights for each bucket. All numbers little-endian.
#include "classifier/model/linear_model.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "parsers/assert_that.hpp"
#include "parsers/digest.hpp"

namespace classifier {

namespace {

static_assert(std::endian::native == std::endian::little, "the file is read in place");

constexpr std::array<char, 8> magic{'D', 'E', 'S', 'I', 'S', 'T', 'L', 'M'};
constexpr std::uint32_t version = 1;
constexpr std::size_t row_size = 12; // model_classes, and room
constexpr std::size_t digest_size = 32;

struct Header {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t buckets;
  std::uint32_t classes;
  std::uint32_t row_size;
  std::array<std::array<float, model_classes>, feature_groups> scale;
  std::array<float, model_classes> bias;
  float slope;
  std::array<float, model_classes> offset;
};
static_assert(sizeof(Header) == 24 + 4 * (feature_groups * model_classes + model_classes + 1 + model_classes));

constexpr std::size_t file_size = digest_size + sizeof(Header) + std::size_t{all_buckets} * row_size;
static_assert(file_size <= 8UL * 1024 * 1024);

std::string digest_of(std::string_view octets) { return parsers::digest_of(octets).substr(0, digest_size); }

std::size_t group_of(std::uint32_t bucket) {
  std::size_t group = 0;
  while (bucket >= buckets_of_group[group].first + buckets_of_group[group].count) ++group;
  return group;
}

/// The greatest magnitude of a group's weights becomes 127.
void find_scales(const TrainedWeights& trained, Header& header) {
  constexpr float greatest = 127;
  for (std::uint32_t bucket = 0; bucket < all_buckets; ++bucket)
    for (std::size_t column = 0; column < model_classes; ++column) {
      float& scale = header.scale[group_of(bucket)][column];
      scale = std::max(scale, std::abs(trained.weights[bucket * model_classes + column]) / greatest);
    }
}

} // namespace

std::size_t column_of(Intent intent) {
  const auto* const found = std::ranges::find(model_intents, intent);
  parsers::assert_that(found != model_intents.end(), "the model knows the intent");
  return static_cast<std::size_t>(found - model_intents.begin());
}

Probabilities calibrated(const Scores& scores, const Calibration& calibration) {
  Probabilities result{};
  for (std::size_t i = 0; i < model_classes; ++i) result[i] = calibration.slope * scores[i] + calibration.offset[i];
  const double greatest = *std::ranges::max_element(result);
  double sum = 0;
  for (double& value : result) sum += value = std::exp(value - greatest);
  for (double& value : result) value /= sum;
  return result;
}

std::string pack(const TrainedWeights& trained) {
  parsers::assert_that(trained.weights.size() == std::size_t{all_buckets} * model_classes, "weights of every bucket");
  Header header{.magic = magic,
                .version = version,
                .buckets = all_buckets,
                .classes = model_classes,
                .row_size = row_size,
                .scale = {},
                .bias = trained.bias,
                .slope = static_cast<float>(trained.calibration.slope),
                .offset = {}};
  std::ranges::transform(trained.calibration.offset, header.offset.begin(),
                         [](double offset) { return static_cast<float>(offset); });
  find_scales(trained, header);
  std::string octets(sizeof header + std::size_t{all_buckets} * row_size, '\0');
  std::memcpy(octets.data(), &header, sizeof header);
  for (std::uint32_t bucket = 0; bucket < all_buckets; ++bucket)
    for (std::size_t column = 0; column < model_classes; ++column) {
      const float scale = header.scale[group_of(bucket)][column];
      const float weight = scale == 0 ? 0 : std::round(trained.weights[bucket * model_classes + column] / scale);
      octets[sizeof header + std::size_t{bucket} * row_size + column] = static_cast<char>(weight);
    }
  return digest_of(octets) + octets;
}

parsers::Result<LinearModel> LinearModel::open(std::span<const std::byte> octets, Check check) {
  using parsers::ErrorCode;
  using parsers::failure;
  if (octets.size() != file_size) return failure(ErrorCode::corrupt, "a model's file has another size");
  const std::string_view text(reinterpret_cast<const char*>(octets.data()), octets.size());
  Header header{};
  std::memcpy(&header, text.data() + digest_size, sizeof header);
  if (header.magic != magic) return failure(ErrorCode::corrupt, "no file of a model");
  if (header.version > version) return failure(ErrorCode::newer_format, "a model of a newer Desist");
  if (header.buckets != all_buckets || header.classes != model_classes || header.row_size != row_size)
    return failure(ErrorCode::corrupt, "a model of other dimensions");
  if (check == Check::all && digest_of(text.substr(digest_size)) != text.substr(0, digest_size))
    return failure(ErrorCode::corrupt, "a model's file does not have its digest");
  LinearModel model;
  model.weights_ = reinterpret_cast<const std::int8_t*>(octets.data()) + digest_size + sizeof header;
  model.scale_ = header.scale;
  model.bias_ = header.bias;
  model.calibration_.slope = header.slope;
  std::ranges::copy(header.offset, model.calibration_.offset.begin());
  model.digest_ = parsers::to_hexadecimal(text.substr(0, 8));
  return model;
}

Scores LinearModel::scores(const Features& features) const {
  std::array<std::array<std::int32_t, row_size>, feature_groups> sums{};
  for (const Feature& feature : features.list) {
    const std::int8_t* const row = weights_ + std::size_t{feature.bucket} * row_size;
    auto& sum = sums[static_cast<std::size_t>(feature.group)];
    for (std::size_t column = 0; column < row_size; ++column) sum[column] += row[column];
  }
  Scores scores{};
  for (std::size_t column = 0; column < model_classes; ++column) {
    scores[column] = bias_[column];
    for (std::size_t group = 0; group < feature_groups; ++group)
      scores[column] += static_cast<double>(sums[group][column]) * static_cast<double>(scale_[group][column]) *
                        static_cast<double>(features.value_of_group[group]);
  }
  return scores;
}

Probabilities LinearModel::probabilities(const Features& features) const {
  return calibrated(scores(features), calibration_);
}

std::vector<float> LinearModel::distinctions(const Features& features, std::size_t column) const {
  std::array<std::array<float, row_size>, feature_groups> factors{};
  for (std::size_t group = 0; group < feature_groups; ++group)
    for (std::size_t other = 0; other < model_classes; ++other) {
      const float share = (other == column ? 1.0F : 0.0F) - 1.0F / static_cast<float>(model_classes);
      factors[group][other] = share * scale_[group][other] * features.value_of_group[group];
    }
  std::vector<float> distinctions;
  distinctions.reserve(features.list.size());
  for (const Feature& feature : features.list) {
    const std::int8_t* const row = weights_ + std::size_t{feature.bucket} * row_size;
    const auto& factor = factors[static_cast<std::size_t>(feature.group)];
    float sum = 0;
    for (std::size_t other = 0; other < row_size; ++other) sum += factor[other] * static_cast<float>(row[other]);
    distinctions.push_back(sum);
  }
  return distinctions;
}

} // namespace classifier
