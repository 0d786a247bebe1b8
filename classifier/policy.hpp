// The numbers and switches of deciding, defaults as in the documentation; relay/ fills it from the configuration.
#pragma once

#include <chrono>
#include <cstdint>

#include "classifier/action_thresholds.hpp"

namespace classifier {

/// organisation: the workspaces are teams of one. agencies: they are unrelated customers.
enum class GlobalSuppression : std::uint8_t { organisation, agencies };

struct Policy {
  GlobalSuppression global = GlobalSuppression::organisation;
  ActionThresholds act_from;      // at or above: the effect of the level
  double hold_threshold = 0.10;   // of the chance that a text asks to stop: from here on it is held
  double review_threshold = 0.40; // below: recorded only; between: held or review
  std::chrono::days provisional_bounce{14};
  std::chrono::days first_strike{7};
  std::chrono::days second_strike{90};
  std::chrono::days not_interested_pause{180};
  std::chrono::days absence_without_date{7};
  std::chrono::days points_live{30};
  std::chrono::hours soft_rest{24};
  double points_for_strike = 3.0;
  std::chrono::hours reply_window{24};          // in which WhatsApp takes free words after the person's last message
  std::chrono::seconds reply_window_safety{60}; // so much less of it is used
  bool transactional_needs_consent = false;     // in a workspace that requires consent
  std::chrono::days quorum_span{90};            // three agencies within it make a fact global
  std::chrono::days double_opt_in_lives{7};     // a request for confirmation
};

} // namespace classifier
