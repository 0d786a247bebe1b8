// Grows seeds by what people add and get wrong: greetings, sign-offs, courtesies, typing errors, mixtures of wishes.
#pragma once

#include <span>
#include <vector>

#include "classifier/model/seeds.hpp"

namespace classifier {

/// The seeds and their variants, which share the family. Deterministic: the same seeds give the same texts, and a
/// seed's variants depend on nothing but the seed and those of its language.
std::vector<Seed> grow(std::span<const Seed> seeds);

} // namespace classifier
