#include "classifier/provenance.hpp"

namespace classifier {

bool is_likely_or_better(Provenance level) {
  switch (level) {
    case Provenance::likely_forward:
    case Provenance::likely:
    case Provenance::verified_forward:
    case Provenance::verified:
      return true;
    case Provenance::none:
    case Provenance::weak:
    case Provenance::hostile:
      return false;
  }
  return false;
}

} // namespace classifier
