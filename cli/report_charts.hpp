// The charts of a report: what they show, said in a sentence too.
#pragma once

#include "report_page.hpp"

#include <optional>

namespace osaki::cli {

// Each is nothing when nothing is known that it could show.
std::optional<Chart> active_chart(const ReportParts& parts, const Wording& wording);         // users and active users by month
std::optional<Chart> profession_chart(const ReportParts& parts, const Wording& wording);     // users by profession
std::optional<Chart> movement_chart(const ReportParts& parts, const Wording& wording);       // joined, and departed below zero
std::optional<Chart> participation_chart(const ReportParts& parts, const Wording& wording);  // %, by office type
std::optional<Chart> training_chart(const ReportParts& parts, const Wording& wording);       // trained and acknowledged, %
std::optional<Chart> posts_chart(const ReportParts& parts, const Wording& wording);          // posts per active user

}  // namespace osaki::cli
